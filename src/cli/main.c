/* The program: finds the command and runs it. */
#include "command.h"

#include "exit_code.h"
#include "help.h"
#include "signals.h"
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

/* A program may be started with standard streams closed; without this the next
 * file it opened would become one of them. Writing to this one fails. */
static void open_standard_streams(void) {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) == -1 && open("/dev/null", O_RDONLY) != stream) {
            return;
        }
    }
}

static bool is_config_path(const char *word) {
    const size_t length = strlen(word);
    return strcmp(word, "-") == 0 || strchr(word, '/') != NULL ||
           (length > 5 && strcmp(word + length - 5, ".json") == 0);
}

/* The command that the operands name; its own operands are left. */
static nnt_status choose_command(nnt_args *args, const nnt_command **command, nnt_error *error) {
    *command = nnt_command_find(args->operands[0]);
    if (*command != NULL) {
        args->n_operands--;
        memmove(args->operands, args->operands + 1, args->n_operands * sizeof *args->operands);
        return NNT_OK;
    }
    if (is_config_path(args->operands[0])) {
        *command = nnt_command_find("train");
        return NNT_OK;
    }
    return nnt_help_refuse_command(args->operands[0], error);
}

static nnt_status check_flags(const nnt_args *args, const nnt_command *command, nnt_error *error) {
    const unsigned accepted = command->flags | NNT_COMMON_FLAGS;
    for (unsigned id = 0; id < NNT_FLAG_COUNT; id++) {
        if (nnt_args_has(args, (nnt_flag_id)id) && (accepted & (1u << id)) == 0) {
            return nnt_error_set(error, NNT_ERR_USAGE, "%s does not take --%s; see nntrain help %s",
                                 command->name, nnt_flag_get((nnt_flag_id)id)->name, command->name);
        }
    }
    if (nnt_args_has(args, NNT_FLAG_RESUME) && nnt_args_has(args, NNT_FLAG_FORCE)) {
        return nnt_error_set(
            error, NNT_ERR_USAGE,
            "--resume goes on with what is there, --force writes over it: give one "
            "of them");
    }
    return NNT_OK;
}

static nnt_status
check_operands(const nnt_args *args, const nnt_command *command, nnt_error *error) {
    const size_t n_operands = args->n_operands;
    if (n_operands > command->max_operands) {
        return nnt_error_set(error, NNT_ERR_USAGE, "%s: \"%s\" is too much; usage: nntrain %s %s",
                             command->name, args->operands[command->max_operands], command->name,
                             command->usage);
    }
    if (n_operands < command->min_operands) {
        const char *missing = command->usage;
        for (size_t i = 0; i < n_operands; i++) {
            missing += strcspn(missing, " ") + 1;
        }
        return nnt_error_set(error, NNT_ERR_USAGE, "%s: %s is missing; usage: nntrain %s %s",
                             command->name, missing, command->name, command->usage);
    }
    return NNT_OK;
}

static int fail(nnt_console *console, const nnt_error *error) {
    nnt_console_error(console, error);
    return nnt_exit_code(error->status);
}

/* --help and --version answer whatever else was given. */
static int answer(nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    const nnt_command *command = NULL;
    if (nnt_args_has(args, NNT_FLAG_VERSION)) {
        args->values[NNT_FLAG_VERSION] = NULL;
        return nnt_command_find("version")->run(args, console);
    }
    if (args->n_operands == 0) {
        nnt_help_print(console);
        return NNT_EXIT_OK;
    }
    if (choose_command(args, &command, &error) != NNT_OK) {
        return fail(console, &error);
    }
    nnt_help_print_command(console, command);
    return NNT_EXIT_OK;
}

static int run_command(nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    const nnt_command *command = NULL;
    if (nnt_args_has(args, NNT_FLAG_HELP) || nnt_args_has(args, NNT_FLAG_VERSION)) {
        return answer(args, console);
    }
    if (args->n_operands == 0) {
        nnt_help_print_short();
        return NNT_EXIT_USAGE;
    }
    if (choose_command(args, &command, &error) != NNT_OK ||
        check_flags(args, command, &error) != NNT_OK ||
        check_operands(args, command, &error) != NNT_OK) {
        return fail(console, &error);
    }
    return command->run(args, console);
}

int main(int argc, char **argv) {
    nnt_args args;
    nnt_console console;
    nnt_error error = {0};
    int code;

    setlocale(LC_CTYPE, "");
    open_standard_streams();
    nnt_signals_init();
    const nnt_status status = nnt_args_read(argc, argv, &args, &error);
    nnt_console_init(&console, NNT_COLOR_AUTO);
    if (status != NNT_OK) {
        code = fail(&console, &error);
    } else {
        nnt_console_init(&console, (nnt_color_choice)nnt_args_word(&args, NNT_FLAG_COLOR));
        console.quiet = nnt_args_has(&args, NNT_FLAG_QUIET);
        console.verbose = nnt_args_has(&args, NNT_FLAG_VERBOSE);
        code = run_command(&args, &console);
    }
    nnt_args_clear(&args);
    return nnt_console_finish(&console, code);
}
