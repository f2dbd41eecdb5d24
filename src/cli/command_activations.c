/* nntrain activations: every activation with its slope, as table and picture. */
#include "command.h"

#include "activation_text.h"
#include "exit_code.h"
#include "figures.h"
#include "nntrain/catalog.h"
#include "nntrain/pictures.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MAX_NAMES = 64, NAME_COLUMNS = 14, RANGE_COLUMNS = 16, SLOPE_COLUMNS = 8 };
enum { FORMULA_AT = NAME_COLUMNS + RANGE_COLUMNS + SLOPE_COLUMNS };

/* What the command is about. */
typedef struct selection {
    const char *names[MAX_NAMES];
    size_t n;
} selection;

static selection select_names(const nnt_args *args) {
    const nnt_catalog_kind *kind = nnt_catalog_find("activation");
    selection it = {.n = args->n_operands};
    for (size_t i = 0; i < it.n; i++) {
        it.names[i] = args->operands[i];
    }
    for (size_t i = 0; args->n_operands == 0 && i < kind->count() && i < MAX_NAMES; i++) {
        it.names[it.n++] = kind->row(i)->name;
    }
    return it;
}

static const char *write_end(const nnt_console *console, double end, char text[NNT_FIGURE_SIZE]) {
    if (isinf(end)) {
        snprintf(text, NNT_FIGURE_SIZE, "%s%s", end < 0 ? "-" : "",
                 console->symbols->is_unicode ? "∞" : "inf");
        return text;
    }
    return nnt_figure_number(text, end, 3);
}

/* Columns that a text takes: bytes that begin a character. */
static int count_columns(const char *text) {
    int n = 0;
    for (; *text != '\0'; text++) {
        n += (*text & 0xC0) != 0x80;
    }
    return n;
}

static void print_header(nnt_console *console) {
    nnt_console_print(console, "%s%-*s%-*s%-*s%s%s\n", console->out.bold, NAME_COLUMNS, "name",
                      RANGE_COLUMNS, "range", SLOPE_COLUMNS, "slope", "formula",
                      console->out.reset);
}

static void print_shape(nnt_console *console, const nnt_activation_shape *shape) {
    char low[NNT_FIGURE_SIZE];
    char high[NNT_FIGURE_SIZE];
    char slope[NNT_FIGURE_SIZE];
    char range[2 * NNT_FIGURE_SIZE + 8];
    snprintf(range, sizeof range, "%s %s %s", write_end(console, shape->low, low),
             console->symbols->ellipsis, write_end(console, shape->high, high));
    const int padding = RANGE_COLUMNS - count_columns(range);
    nnt_console_print(console, "%s%-*s%s%s%*s%-*s", console->out.bold, NAME_COLUMNS, shape->name,
                      console->out.reset, range, padding > 0 ? padding : 1, "", SLOPE_COLUMNS,
                      nnt_figure_number(slope, shape->max_slope, 3));
    nnt_console_wrap(console, FORMULA_AT, shape->formula);
}

static void print_picture(nnt_console *console, const nnt_activation_shape *shape) {
    nnt_console_print(console, "\n%s%s%s\n", console->out.bold, shape->name, console->out.reset);
    nnt_activation_text_draw(console, shape);
}

/* The table of all that are chosen, and, with `is_picture`, a picture of each. */
static nnt_status
print_all(nnt_console *console, const selection *chosen, bool is_picture, nnt_error *error) {
    nnt_activation_shape shape;
    for (size_t i = 0; i < chosen->n; i++) {
        const nnt_status status = nnt_activation_sample(chosen->names[i], &shape, error);
        if (status != NNT_OK) {
            return status;
        }
        if (is_picture) {
            print_picture(console, &shape);
        } else {
            print_shape(console, &shape);
        }
    }
    return NNT_OK;
}

static nnt_status check_names(const selection *chosen, nnt_error *error) {
    nnt_activation_shape shape;
    nnt_status status = NNT_OK;
    for (size_t i = 0; i < chosen->n && status == NNT_OK; i++) {
        status = nnt_activation_sample(chosen->names[i], &shape, error);
    }
    return status;
}

static int run(const nnt_args *args, nnt_console *console) {
    const selection chosen = select_names(args);
    const char *path = args->values[NNT_FLAG_SVG];
    nnt_error error = {0};
    nnt_status status = check_names(&chosen, &error);
    if (status == NNT_OK && path != NULL) {
        status = nnt_activations_save_picture(path, chosen.names, chosen.n, &error);
    } else if (status == NNT_OK) {
        print_header(console);
        status = print_all(console, &chosen, false, &error);
        if (status == NNT_OK && args->n_operands > 0) {
            status = print_all(console, &chosen, true, &error);
        }
    }
    if (status != NNT_OK) {
        nnt_console_error(console, &error);
    }
    return nnt_exit_code(status);
}

const nnt_command nnt_command_activations = {
    .name = "activations",
    .usage = "[NAME ...]",
    .max_operands = MAX_NAMES,
    .flags = NNT_USES(SVG),
    .summary = "show activations and their slopes",
    .details = "Range and largest slope are those with the default options. Named activations are "
               "drawn from z = -5 to 5; with --svg all of them go into one picture.",
    .examples = {{"activations", "a table of all"},
                 {"activations relu tanh", "two of them, drawn"},
                 {"activations --svg activations.svg", "a picture of all"}},
    .run = run,
};
