/* nntrain completion: scripts for shells, made from the tables. */
#include "command.h"

#include "exit_code.h"
#include "nearest.h"
#include "nntrain/catalog.h"
#include "nntrain/explain.h"
#include "topics.h"
#include <stdio.h>
#include <string.h>

/* Calls `print` for each flag of a command. */
static void for_each_flag(nnt_console *console,
                          const nnt_command *command,
                          void (*print)(nnt_console *console,
                                        const nnt_command *command,
                                        const nnt_flag *flag)) {
    for (unsigned id = 0; id < NNT_FLAG_COUNT; id++) {
        if (((command->flags | NNT_COMMON_FLAGS) & (1u << id)) != 0) {
            print(console, command, nnt_flag_get((nnt_flag_id)id));
        }
    }
}

static void print_names(nnt_console *console) {
    for (size_t i = 0; i < nnt_command_count(); i++) {
        nnt_console_print(console, "%s%s", i > 0 ? " " : "", nnt_command_get(i)->name);
    }
}

static void print_kinds(nnt_console *console) {
    for (size_t i = 0; i < nnt_catalog_count(); i++) {
        nnt_console_print(console, "%s%s", i > 0 ? " " : "", nnt_catalog_get(i)->plural);
    }
}

/* ---- what a flag or a command takes ------------------------------------------------ */

/* Settings go by the last part of their path. */
static void print_topic(void *context, const nnt_cli_topic *topic) {
    const char *dot = strrchr(topic->name, '.');
    nnt_console_print(context, " %s", dot != NULL ? dot + 1 : topic->name);
}

static void print_setting(void *context, const nnt_cli_topic *topic) {
    if (strcmp(topic->shelf, "settings") == 0) {
        nnt_console_print(context, " %s=", topic->name);
    }
}

static void print_rules(nnt_console *console) {
    for (size_t i = 0; i < nnt_explain_count(); i++) {
        nnt_console_print(console, " %s", nnt_explain_get(i).name);
    }
}

static void print_words(nnt_console *console, const char *words) {
    while (*words != '\0') {
        const size_t length = strcspn(words, "|");
        nnt_console_print(console, " %.*s", (int)length, words);
        words += length + (words[length] == '|');
    }
}

static bool has_values(const nnt_flag *flag) {
    return flag->words != NULL || flag == nnt_flag_get(NNT_FLAG_SET) ||
           flag == nnt_flag_get(NNT_FLAG_FAIL_ON);
}

/* Each behind a blank; keys of the config with their "=". */
static void print_values(nnt_console *console, const nnt_flag *flag) {
    if (flag->words != NULL) {
        print_words(console, flag->words);
    } else if (flag == nnt_flag_get(NNT_FLAG_SET)) {
        nnt_topics_visit(print_setting, console);
    } else {
        print_rules(console);
    }
}

/* ---- shells -------------------------------------------------------------------------- */

/* Text inside single quotes: the quote itself is written '\''. */
static void print_quoted(nnt_console *console, const char *text) {
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            nnt_console_print(console, "'\\''");
        } else {
            nnt_console_write(console, text, 1);
        }
    }
}

static void
print_bash_flag(nnt_console *console, const nnt_command *command, const nnt_flag *flag) {
    (void)command;
    nnt_console_print(console, " --%s", flag->name);
}

static void print_bash(nnt_console *console) {
    nnt_console_print(console, "# bash completion; load with: source <(nntrain completion bash)\n"
                               "_nntrain() {\n"
                               "    local word=${COMP_WORDS[COMP_CWORD]} flags= words=\n"
                               "    local before=${COMP_WORDS[COMP_CWORD-1]}\n"
                               "    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 0; i < nnt_command_count(); i++) {
        nnt_console_print(console, "    %s) flags='", nnt_command_get(i)->name);
        for_each_flag(console, nnt_command_get(i), print_bash_flag);
        nnt_console_print(console, "' ;;\n");
    }
    /* A config alone means train. */
    nnt_console_print(console, "    *) flags='");
    for_each_flag(console, nnt_command_find("train"), print_bash_flag);
    nnt_console_print(console, "' ;;\n    esac\n    case $COMP_CWORD:${COMP_WORDS[1]} in\n"
                               "    1:*) words='");
    print_names(console);
    nnt_console_print(console, "' ;;\n    2:help) words='");
    print_names(console);
    nnt_console_print(console, "' ;;\n    2:list) words='");
    print_kinds(console);
    nnt_console_print(console, "' ;;\n    2:completion) words='bash zsh fish' ;;\n"
                               "    *:explain) words='");
    nnt_topics_visit(print_topic, console);
    nnt_console_print(console, "' ;;\n    esac\n"
                               "    [[ $word == -* ]] && words=$flags\n"
                               "    # bash takes --color=never for three words\n"
                               "    [[ $word == = ]] && word=\n"
                               "    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
                               "    case $before in\n");
    for (unsigned id = 0; id < NNT_FLAG_COUNT; id++) {
        const nnt_flag *flag = nnt_flag_get((nnt_flag_id)id);
        if (has_values(flag)) {
            nnt_console_print(console, "    --%s) words='", flag->name);
            print_values(console, flag);
            nnt_console_print(console, "' ;;\n");
        }
    }
    nnt_console_print(console, "    esac\n"
                               "    [[ $before == --set ]] && compopt -o nospace 2>/dev/null\n"
                               "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                               "}\n"
                               "complete -o default -F _nntrain nntrain\n");
}

static void print_zsh_flag(nnt_console *console, const nnt_command *command, const nnt_flag *flag) {
    (void)command;
    nnt_console_print(console, " \\\n            '--%s[", flag->name);
    print_quoted(console, flag->help);
    nnt_console_print(console, "]");
    if (flag->argument != NULL) {
        nnt_console_print(console, ":%s:", flag->argument);
        if (flag == nnt_flag_get(NNT_FLAG_SET)) {
            nnt_console_print(console, "_nntrain_keys"); /* no blank behind the "=" */
        } else if (has_values(flag)) {
            nnt_console_print(console, "(");
            print_values(console, flag);
            nnt_console_print(console, ")");
        }
    }
    nnt_console_print(console, "'");
}

static void print_zsh_arguments(nnt_console *console, const nnt_command *command) {
    nnt_console_print(console, "        _arguments");
    for_each_flag(console, command, print_zsh_flag);
    if (strcmp(command->name, "explain") == 0) {
        nnt_console_print(console, " \\\n            '*:topic:(");
        nnt_topics_visit(print_topic, console);
        nnt_console_print(console, ")' ;;\n");
    } else {
        nnt_console_print(console, " \\\n            '*:file:_files' ;;\n");
    }
}

static void print_zsh(nnt_console *console) {
    nnt_console_print(console, "#compdef nntrain\n"
                               "# zsh completion; load with: source <(nntrain completion zsh)\n"
                               "_nntrain_keys() {\n    compadd -S '' --");
    nnt_topics_visit(print_setting, console);
    nnt_console_print(console, "\n}\n_nntrain() {\n"
                               "    if (( CURRENT == 2 )); then\n"
                               "        compadd ");
    print_names(console);
    nnt_console_print(console, "\n        _files\n        return\n    fi\n    case $words[2] in\n");
    for (size_t i = 0; i < nnt_command_count(); i++) {
        nnt_console_print(console, "    %s)\n", nnt_command_get(i)->name);
        print_zsh_arguments(console, nnt_command_get(i));
    }
    nnt_console_print(console, "    *)\n"); /* a config alone means train */
    print_zsh_arguments(console, nnt_command_find("train"));
    nnt_console_print(console, "    esac\n}\ncompdef _nntrain nntrain\n");
}

static void
print_fish_flag(nnt_console *console, const nnt_command *command, const nnt_flag *flag) {
    nnt_console_print(console, "complete -c nntrain -n '__fish_seen_subcommand_from %s' -l %s",
                      command->name, flag->name);
    if (flag->letter != 0) {
        nnt_console_print(console, " -s %c", flag->letter);
    }
    if (flag->argument != NULL && !has_values(flag)) {
        nnt_console_print(console, " -r");
    } else if (has_values(flag)) {
        nnt_console_print(console, " -x -a '");
        print_values(console, flag);
        nnt_console_print(console, "'");
    }
    nnt_console_print(console, " -d \"%s\"\n", flag->help);
}

static void print_fish(nnt_console *console) {
    nnt_console_print(console, "# fish completion; load with: nntrain completion fish | source\n");
    for (size_t i = 0; i < nnt_command_count(); i++) {
        const nnt_command *command = nnt_command_get(i);
        nnt_console_print(console, "complete -c nntrain -n __fish_use_subcommand -a %s -d \"%s\"\n",
                          command->name, command->summary);
        for_each_flag(console, command, print_fish_flag);
    }
    nnt_console_print(console, "complete -c nntrain -n '__fish_seen_subcommand_from list' -a '");
    print_kinds(console);
    nnt_console_print(console, "'\ncomplete -c nntrain -f -n '__fish_seen_subcommand_from explain' "
                               "-a '");
    nnt_topics_visit(print_topic, console);
    nnt_console_print(console, "'\n");
}

static const struct {
    const char *name;
    void (*print)(nnt_console *console);
} shells[] = {
    {"bash", print_bash},
    {"zsh", print_zsh},
    {"fish", print_fish},
};

static int run(const nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    for (size_t i = 0; i < sizeof shells / sizeof shells[0]; i++) {
        if (strcmp(args->operands[0], shells[i].name) == 0) {
            shells[i].print(console);
            return NNT_EXIT_OK;
        }
    }
    const nnt_status status = nnt_error_set(&error, NNT_ERR_USAGE,
                                            "completion: unknown shell \"%.60s\"; known: bash, "
                                            "zsh, fish",
                                            args->operands[0]);
    nnt_console_error(console, &error);
    return nnt_exit_code(status);
}

const nnt_command nnt_command_completion = {
    .name = "completion",
    .usage = "SHELL",
    .min_operands = 1,
    .max_operands = 1,
    .summary = "print a completion script for bash, zsh or fish",
    .details = "The script is printed, not installed.",
    .examples = {{"completion bash > ~/.local/share/bash-completion/completions/nntrain",
                  "for every new bash"},
                 {"completion fish | source", "for this fish"}},
    .run = run,
};
