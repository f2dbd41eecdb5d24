/* nntrain inspect: what a model file holds, and what its run came to. */
#include "command.h"

#include "exit_code.h"
#include "figures.h"
#include "json_line.h"
#include "nntrain/inspection.h"
#include "run_text.h"
#include <math.h>
#include <string.h>

enum { NAME_SIZE = 64, NAME_COLUMNS = 24, MOST_ROWS = 24, DIGITS = 4 };

/* ---- text ------------------------------------------------------------------------- */

static void print_number(nnt_console *console, double number) {
    char text[NNT_FIGURE_SIZE];
    nnt_console_print(console, " %10s", nnt_figure_number(text, number, DIGITS));
}

/* A name, cut where it is very long, and blanks to the end of its column. */
static void print_name(nnt_console *console, const char *text, bool is_last) {
    char name[NAME_SIZE];
    nnt_console_clean(text, name, sizeof name);
    const size_t width = nnt_console_count_columns(name);
    const bool is_filled = !is_last && width < NAME_COLUMNS;
    nnt_console_print(console, "%s%*s", name, is_filled ? (int)(NAME_COLUMNS - width) : 0, "");
}

static void print_head(nnt_console *console, const nnt_inspection *it) {
    char name[NAME_SIZE];
    nnt_console_clean(it->name, name, sizeof name);
    nnt_console_print(console, "%s%s%s: %s, %s, loss %s, %zu parameter%s\n", console->out.bold,
                      name, console->out.reset, it->task, it->precision, it->loss, it->n_parameters,
                      it->n_parameters == 1 ? "" : "s");
    if (it->description[0] != '\0') {
        nnt_console_wrap(console, 0, it->description);
    }
}

static void print_layers(nnt_console *console, const nnt_inspection *it) {
    nnt_console_print(console, "\nlayer  %-12s  %-18s %10s %10s %10s %10s %10s %8s\n", "activation",
                      "tensor", "values", "mean", "deviation", "lowest", "highest", "zeros");
    for (size_t l = 0; l < it->n_layers; l++) {
        const nnt_inspected_layer *layer = &it->layers[l];
        for (size_t i = 0; i < layer->n_tensors; i++) {
            const nnt_inspected_tensor *tensor = &layer->tensors[i];
            nnt_console_print(console, "%5zu  %-12s  %-18s %10zu", l + 1,
                              i == 0 ? layer->activation : "", tensor->part, tensor->n_values);
            print_number(console, tensor->mean);
            print_number(console, tensor->deviation);
            print_number(console, tensor->lowest);
            print_number(console, tensor->highest);
            nnt_console_print(console, " %8zu\n", tensor->n_zeros);
        }
    }
}

static void print_columns(nnt_console *console,
                          const char *title,
                          const nnt_inspected_column *columns,
                          size_t n,
                          bool are_scaled) {
    nnt_console_print(console, "\n%6zu  ", n);
    print_name(console, title, !are_scaled);
    nnt_console_print(console, are_scaled ? " %10s %10s\n" : "\n", "offset", "scale");
    for (size_t i = 0; i < n && i < MOST_ROWS; i++) {
        nnt_console_print(console, "%6zu  ", i + 1);
        print_name(console, columns[i].name, !are_scaled);
        if (are_scaled) {
            print_number(console, columns[i].offset);
            print_number(console, columns[i].scale);
        }
        nnt_console_print(console, "\n");
    }
    if (n > MOST_ROWS) {
        nnt_console_print(console, "        and %zu more; --json shows all\n",
                          n - (size_t)MOST_ROWS);
    }
}

static bool has_classes(const nnt_inspection *it) {
    return strcmp(it->task, "classification") == 0;
}

static void print_all(nnt_console *console, const nnt_inspection *it) {
    print_head(console, it);
    print_layers(console, it);
    print_columns(console, it->n_features == 1 ? "feature" : "features", it->features,
                  it->n_features, true);
    if (has_classes(it)) {
        print_columns(console, "classes", it->outputs, it->n_outputs, false);
    } else {
        print_columns(console, it->n_outputs == 1 ? "target" : "targets", it->outputs,
                      it->n_outputs, true);
    }
    if (it->run) {
        nnt_console_print(console, "\n%s after epoch %zu, step %llu\n",
                          nnt_stop_text(it->run->stop), it->run->epochs,
                          (unsigned long long)it->run->steps);
        nnt_run_text_recall(console, it->run);
    }
}

/* ---- JSON ------------------------------------------------------------------------- */

static void write_tensor(nnt_json_line *line, const nnt_inspected_tensor *tensor) {
    nnt_json_line_open(line, tensor->part);
    nnt_json_line_count(line, "values", tensor->n_values);
    nnt_json_line_number(line, "mean", tensor->mean);
    nnt_json_line_number(line, "deviation", tensor->deviation);
    nnt_json_line_number(line, "lowest", tensor->lowest);
    nnt_json_line_number(line, "highest", tensor->highest);
    nnt_json_line_count(line, "zeros", tensor->n_zeros);
    nnt_json_line_close(line);
}

static void write_layer(nnt_console *console, size_t index, const nnt_inspected_layer *layer) {
    nnt_json_line line = nnt_json_line_begin(console, "layer");
    nnt_json_line_count(&line, "layer", index + 1);
    nnt_json_line_count(&line, "inputs", layer->inputs);
    nnt_json_line_count(&line, "units", layer->units);
    nnt_json_line_text(&line, "activation", layer->activation);
    nnt_json_line_count(&line, "parameters", layer->n_parameters);
    for (size_t i = 0; i < layer->n_tensors; i++) {
        write_tensor(&line, &layer->tensors[i]);
    }
    nnt_json_line_end(&line);
}

static void write_column(nnt_console *console,
                         const char *event,
                         size_t index,
                         const nnt_inspected_column *column) {
    nnt_json_line line = nnt_json_line_begin(console, event);
    nnt_json_line_count(&line, event, index + 1);
    nnt_json_line_text(&line, "name", column->name);
    if (strcmp(event, "class") != 0) {
        nnt_json_line_number(&line, "offset", column->offset);
        nnt_json_line_number(&line, "scale", column->scale);
    }
    nnt_json_line_end(&line);
}

static void write_all(nnt_console *console, const nnt_inspection *it) {
    nnt_json_line line = nnt_json_line_begin(console, "model");
    nnt_json_line_text(&line, "name", it->name);
    nnt_json_line_text(&line, "description", it->description);
    nnt_json_line_text(&line, "task", it->task);
    nnt_json_line_text(&line, "precision", it->precision);
    nnt_json_line_text(&line, "loss", it->loss);
    nnt_json_line_count(&line, "parameters", it->n_parameters);
    nnt_json_line_count(&line, "layers", it->n_layers);
    nnt_json_line_count(&line, "features", it->n_features);
    nnt_json_line_count(&line, "outputs", it->n_outputs);
    nnt_json_line_text(&line, "config", it->config);
    nnt_json_line_end(&line);
    for (size_t l = 0; l < it->n_layers; l++) {
        write_layer(console, l, &it->layers[l]);
    }
    for (size_t i = 0; i < it->n_features; i++) {
        write_column(console, "feature", i, &it->features[i]);
    }
    for (size_t i = 0; i < it->n_outputs; i++) {
        write_column(console, has_classes(it) ? "class" : "target", i, &it->outputs[i]);
    }
    if (it->run) {
        nnt_run_text_write_json(console, it->run, (double)NAN);
    }
}

static int run(const nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    nnt_inspection *inspection = NULL;
    const nnt_status status = nnt_inspection_create(args->operands[0], &inspection, &error);
    if (status) {
        nnt_console_error(console, &error);
        return nnt_exit_code(status);
    }
    if (nnt_args_has(args, NNT_FLAG_JSON)) {
        write_all(console, inspection);
    } else {
        print_all(console, inspection);
    }
    nnt_inspection_free(inspection);
    return NNT_EXIT_OK;
}

const nnt_command nnt_command_inspect = {
    .name = "inspect",
    .usage = "RUN-or-MODEL",
    .min_operands = 1,
    .max_operands = 1,
    .flags = NNT_USES(JSON) | NNT_USES(VERBOSE),
    .summary = "show what a model file or a run folder holds",
    .details = "Of the model: its task, layers, the statistics of their weights, its features and "
               "targets with their scaling, or its classes. Of a run folder also how the run "
               "ended, its scores, what the instruments measured by layer, and its verdicts. "
               "--json also has the config that the model carries.",
    .examples = {{"inspect runs/iris", "a run, with its diagnosis again"},
                 {"inspect model.safetensors", "a model file alone"},
                 {"inspect runs/iris --json", "the same as JSON"}},
    .run = run,
};
