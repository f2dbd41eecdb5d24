/* nntrain gradcheck: back-propagation against central differences. */
#include "command.h"

#include "config_arg.h"
#include "exit_code.h"
#include "figures.h"
#include "json_line.h"
#include "nntrain/gradcheck.h"
#include <stdio.h>
#include <string.h>

enum { ENTRY_SIZE = 80, NAME_SIZE = 256 };

/* "weight [2, 0]", as files number it from 0. */
static void show_entry(const nnt_gradcheck_layer *layer, char text[ENTRY_SIZE]) {
    if (strcmp(layer->part, "weight") == 0) {
        snprintf(text, ENTRY_SIZE, "%s [%zu, %zu]", layer->part, layer->unit, layer->input);
    } else {
        snprintf(text, ENTRY_SIZE, "%s [%zu]", layer->part, layer->unit);
    }
}

static void print_layer(nnt_console *console, size_t index, const nnt_gradcheck_layer *layer) {
    char entry[ENTRY_SIZE] = "-", analytic[32] = "-", numeric[32] = "-", excess[32] = "-";
    if (layer->part) {
        show_entry(layer, entry);
        snprintf(analytic, sizeof analytic, "%.9g", layer->analytic);
        snprintf(numeric, sizeof numeric, "%.9g", layer->numeric);
        snprintf(excess, sizeof excess, "%.2g", layer->excess);
    }
    nnt_console_print(console, "%5zu %10zu %8zu %6zu %7zu  %-18s %16s %16s %8s\n", index + 1,
                      layer->n_parameters, layer->n_checked, layer->n_kinks, layer->n_failed, entry,
                      analytic, numeric, excess);
}

static void print_check(nnt_console *console, const nnt_gradcheck *check) {
    char name[NAME_SIZE];
    size_t n_checked = 0, n_kinks = 0, n_failed = 0;
    nnt_console_clean(check->name, name, sizeof name);
    nnt_console_print(console, "%s%s%s: %zu training row%s, float64, loss %.6g\n",
                      console->out.bold, name, console->out.reset, check->n_rows,
                      check->n_rows == 1 ? "" : "s", check->loss);
    nnt_console_print(console, "%5s %10s %8s %6s %7s  %-18s %16s %16s %8s\n", "layer", "parameters",
                      "checked", "kinks", "failed", "worst entry", "back-propagation", "difference",
                      "of limit");
    for (size_t l = 0; l < check->n_layers; l++) {
        print_layer(console, l, &check->layers[l]);
        n_checked += check->layers[l].n_checked;
        n_kinks += check->layers[l].n_kinks;
        n_failed += check->layers[l].n_failed;
    }
    if (n_kinks > 0) {
        nnt_console_print(console,
                          "%zu of %zu left out: within the step of the difference a unit passes a "
                          "kink, where there is no derivative\n",
                          n_kinks, n_checked);
    }
    if (check->passed) {
        nnt_console_print(console, "passed: %zu derivatives agree\n", n_checked - n_kinks);
    } else if (n_failed > 0) {
        nnt_console_print(console, "failed: %zu of %zu derivatives disagree\n", n_failed,
                          n_checked - n_kinks);
    } else {
        nnt_console_print(console, "failed: no derivative could be checked\n");
    }
}

static void write_json(nnt_console *console, const nnt_gradcheck *check) {
    for (size_t l = 0; l < check->n_layers; l++) {
        const nnt_gradcheck_layer *layer = &check->layers[l];
        nnt_json_line line = nnt_json_line_begin(console, "layer");
        nnt_json_line_count(&line, "layer", l + 1);
        nnt_json_line_count(&line, "parameters", layer->n_parameters);
        nnt_json_line_count(&line, "checked", layer->n_checked);
        nnt_json_line_count(&line, "kinks", layer->n_kinks);
        nnt_json_line_count(&line, "failed", layer->n_failed);
        if (layer->part) {
            nnt_json_line_open(&line, "worst");
            nnt_json_line_text(&line, "part", layer->part);
            nnt_json_line_count(&line, "unit", layer->unit);
            if (strcmp(layer->part, "weight") == 0) {
                nnt_json_line_count(&line, "input", layer->input);
            }
            nnt_json_line_number(&line, "analytic", layer->analytic);
            nnt_json_line_number(&line, "numeric", layer->numeric);
            nnt_json_line_number(&line, "of_limit", layer->excess);
            nnt_json_line_close(&line);
        }
        nnt_json_line_end(&line);
    }
    nnt_json_line line = nnt_json_line_begin(console, "gradcheck");
    nnt_json_line_text(&line, "name", check->name);
    nnt_json_line_count(&line, "rows", check->n_rows);
    nnt_json_line_number(&line, "loss", check->loss);
    nnt_json_line_text(&line, "result", check->passed ? "passed" : "failed");
    nnt_json_line_end(&line);
}

static int run(const nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    nnt_messages notes = {0};
    nnt_config *config = NULL;
    nnt_gradcheck *check = NULL;
    int code = nnt_config_from_args(args, console, &config);
    if (code != NNT_EXIT_OK) {
        return code;
    }
    const nnt_status status =
        nnt_gradcheck_create(config, nnt_isa_from_environment(), &check, &notes, &error);
    code = nnt_exit_code(status);
    nnt_console_notes(console, &notes);
    if (status) {
        nnt_console_error(console, &error);
    } else {
        code = check->passed ? NNT_EXIT_OK : NNT_EXIT_RUN_TIME;
        if (nnt_args_has(args, NNT_FLAG_JSON)) {
            write_json(console, check);
        } else if (!console->quiet) {
            print_check(console, check);
        }
    }
    nnt_gradcheck_free(check);
    nnt_messages_clear(&notes);
    nnt_config_free(config);
    return code;
}

const nnt_command nnt_command_gradcheck = {
    .name = "gradcheck",
    .usage = "CONFIG",
    .min_operands = 1,
    .max_operands = 1,
    .flags = NNT_USES(SET) | NNT_USES(SEED) | NNT_USES(JSON),
    .summary = "check back-propagation by central differences",
    .details = "On the config's own data and initial weights, in float64, with one draw of what "
               "dropout leaves out: the "
               "mean loss of up to 64 rows with its options, l1, and a weight decay that the "
               "optimizer adds to the gradient, by up to 500 parameters of each layer. They agree "
               "when they differ by at most 1e-8 (times the loss, if that is above 1) plus 1e-6 "
               "of the difference's value. Exit code 1 when one does not. Trains nothing, writes "
               "nothing.",
    .examples = {{"gradcheck configs/iris.json", "a table by layer"},
                 {"gradcheck configs/iris.json --set network.activation=mish",
                  "with another activation"},
                 {"gradcheck configs/iris.json --json", "the numbers as JSON"}},
    .run = run,
};
