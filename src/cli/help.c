/* Prints help. */
#include "help.h"

#include "nearest.h"
#include "nntrain/nntrain.h"
#include <stdio.h>
#include <string.h>

enum { MAX_COMMANDS = 32, COMMAND_COLUMNS = 22, FLAG_COLUMNS = 23 };

static void print_title(nnt_console *console, const char *title) {
    nnt_console_print(console, "\n%s%s%s\n", console->out.bold, title, console->out.reset);
}

static void print_examples(nnt_console *console, const nnt_example *examples) {
    for (; examples->line != NULL; examples++) {
        nnt_console_print(console, "  nntrain %s\n      %s%s%s\n", examples->line, console->out.dim,
                          examples->effect, console->out.reset);
    }
}

static void print_flags(nnt_console *console, unsigned accepted) {
    for (unsigned id = 0; id < NNT_FLAG_COUNT; id++) {
        const nnt_flag *flag = nnt_flag_get((nnt_flag_id)id);
        char text[64];
        if ((accepted & (1u << id)) == 0) {
            continue;
        }
        snprintf(text, sizeof text, "%c%c%c --%s%s%s", flag->letter != 0 ? '-' : ' ',
                 flag->letter != 0 ? flag->letter : ' ', flag->letter != 0 ? ',' : ' ', flag->name,
                 flag->argument != NULL ? " " : "", flag->argument != NULL ? flag->argument : "");
        nnt_console_print(console, "  %-*s %s\n", FLAG_COLUMNS, text, flag->help);
    }
}

void nnt_help_print(nnt_console *console) {
    static const nnt_example examples[] = {
        {"configs/xor_relu.json", "train, and write the folder runs/xor_relu"},
        {"predict runs/xor_relu data.csv", "what the trained model says of new rows"},
        {"check my.json", "is this config right?"},
        {"list activation leaky_relu", "formula, source and options of an activation"},
        {NULL, NULL},
    };
    nnt_console_print(
        console, "nntrain %s trains small neural networks and shows what happens inside them\n",
        nnt_version());
    print_title(console, "Examples");
    print_examples(console, examples);
    print_title(console, "Commands");
    for (size_t i = 0; i < nnt_command_count(); i++) {
        const nnt_command *command = nnt_command_get(i);
        char text[64];
        snprintf(text, sizeof text, "%s %s", command->name, command->usage);
        nnt_console_print(console, "  %-*s %s\n", COMMAND_COLUMNS, text, command->summary);
    }
    nnt_console_print(console,
                      "\nnntrain help COMMAND tells more; CONFIG.json alone means train.\n");
    print_title(console, "Options of all commands");
    print_flags(console, NNT_COMMON_FLAGS);
    print_title(console, "Exit codes");
    nnt_console_print(
        console, "  0 good, 1 input or output or memory, 2 command line or config, 3 data,\n"
                 "  4 model file, 5 diverged (files are written), 6 the verdict of --fail-on,\n"
                 "  129, 130 or 143 stopped by a signal\n");
}

void nnt_help_print_command(nnt_console *console, const nnt_command *command) {
    nnt_console_print(console, "nntrain %s: %s\n", command->name, command->summary);
    print_title(console, "Examples");
    print_examples(console, command->examples);
    print_title(console, "Usage");
    nnt_console_print(console, "  nntrain %s%s%s [options]\n", command->name,
                      *command->usage != '\0' ? " " : "", command->usage);
    if (command->details != NULL) {
        nnt_console_print(console, "\n  ");
        nnt_console_wrap(console, 2, command->details);
    }
    print_title(console, "Options");
    print_flags(console, command->flags | NNT_COMMON_FLAGS);
}

/* All commands with commas between them, broken before column 80. */
static void print_command_names(FILE *out) {
    enum { START = 34, END = 79 };
    size_t column = START;
    for (size_t i = 0; i < nnt_command_count(); i++) {
        const char *name = nnt_command_get(i)->name;
        const bool is_last = i + 1 == nnt_command_count();
        if (column + strlen(name) + 1 > END) {
            fprintf(out, "\n%*s", START, "");
            column = START;
        }
        fprintf(out, "%s%s", name, is_last ? "" : ", ");
        column += strlen(name) + 2;
    }
}

void nnt_help_print_short(void) {
    fputs("usage: nntrain CONFIG.json        trains the network of a config\n"
          "       nntrain COMMAND [options]  ",
          stderr);
    print_command_names(stderr);
    fputs("\nnntrain help explains them.\n", stderr);
}

nnt_status nnt_help_refuse_command(const char *word, nnt_error *error) {
    const char *names[MAX_COMMANDS];
    char known[256] = "";
    size_t n_names = 0;
    for (; n_names < nnt_command_count() && n_names < MAX_COMMANDS; n_names++) {
        names[n_names] = nnt_command_get(n_names)->name;
        strncat(known, n_names > 0 ? ", " : "", sizeof known - strlen(known) - 1);
        strncat(known, names[n_names], sizeof known - strlen(known) - 1);
    }
    const char *near_match = nnt_nearest(word, names, n_names);
    return nnt_error_set(error, NNT_ERR_USAGE,
                         "unknown command \"%.100s\"%s%s%s known: %s; a config ends in .json or is "
                         "written with a folder, as ./%.100s",
                         word, near_match != NULL ? "; did you mean \"" : ";",
                         near_match != NULL ? near_match : "", near_match != NULL ? "\"?" : "",
                         known, word);
}
