/* Tells how a run went. */
#include "run_text.h"

#include "figures.h"
#include "json_line.h"
#include "layer_table.h"
#include "quoted_path.h"
#include "run_pictures.h"
#include "verdict_text.h"
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 1024, LABEL_COLUMNS = 8 };

static bool is_classification(const nnt_run *run) {
    return strcmp(run->task, "classification") == 0;
}

/* The last finite value of a column of the metrics, or NaN. */
static double find_last_metric(const nnt_run *run, const char *name) {
    const nnt_table *metrics = &run->history->metrics;
    const size_t column = nnt_table_column(metrics, name);
    for (size_t row = metrics->n_rows; column != SIZE_MAX && row > 0; row--) {
        const double value = metrics->cells[(row - 1) * metrics->n_columns + column];
        if (isfinite(value)) {
            return value;
        }
    }
    return (double)NAN;
}

static void print_sentence(nnt_console *console, const nnt_run *run, double training_seconds) {
    static const char *const sentences[] = {
        [NNT_STOP_COMPLETED] = "trained",
        [NNT_STOP_EARLY_STOPPED] = "stopped early after",
        [NNT_STOP_REACHED] = "reached training.stop_when after",
        [NNT_STOP_CONVERGED] = "converged after",
        [NNT_STOP_TIME_LIMIT] = "reached training.time_limit after",
        [NNT_STOP_DIVERGED] = "diverged after",
        [NNT_STOP_INTERRUPTED] = "interrupted after",
    };
    char name[256], duration[NNT_FIGURE_SIZE];
    nnt_console_clean(run->name, name, sizeof name);
    nnt_console_print(console, "%s%s%s: %s%s%s %zu epoch%s (%" PRIu64 " step%s) in %s\n",
                      console->out.bold, name, console->out.reset,
                      run->stop == NNT_STOP_DIVERGED ? console->out.red : "", sentences[run->stop],
                      run->stop == NNT_STOP_DIVERGED ? console->out.reset : "", run->epochs,
                      run->epochs == 1 ? "" : "s", run->steps, run->steps == 1 ? "" : "s",
                      nnt_figure_duration(duration, training_seconds));
    if (run->best_epoch != run->epochs && run->stop != NNT_STOP_DIVERGED) {
        nnt_console_print(console, "the weights are those of epoch %zu\n", run->best_epoch);
    }
}

static void print_details(nnt_console *console, const nnt_run *run) {
    nnt_console_print(console, "%s, %zu features, %zu outputs, %zu parameters, %s, %s on %s\n",
                      run->task, run->n_features, run->n_outputs, run->n_parameters, run->optimizer,
                      run->precision, run->isa);
}

static void
print_scores(nnt_console *console, const char *part, const nnt_scores *scores, bool has_classes) {
    char loss[NNT_FIGURE_SIZE], second[NNT_FIGURE_SIZE], third[NNT_FIGURE_SIZE];
    if (!scores->exists) {
        return;
    }
    nnt_console_print(console, "%-10s %9zu %12s %10s", part, scores->n_rows,
                      nnt_figure_number(loss, scores->loss, 4),
                      nnt_figure_number(second, has_classes ? scores->accuracy : scores->rmse, 4));
    if (!has_classes) {
        nnt_console_print(console, " %10s", nnt_figure_number(third, scores->r2, 4));
    }
    nnt_console_print(console, "\n");
}

static void print_all_scores(nnt_console *console, const nnt_run *run) {
    const bool has_classes = is_classification(run);
    nnt_console_print(console, "\n%s%-10s %9s %12s %10s", console->out.bold, "data", "rows", "loss",
                      has_classes ? "accuracy" : "rmse");
    if (!has_classes) {
        nnt_console_print(console, "%*sR%s", 9, "", console->symbols->squared);
    }
    nnt_console_print(console, "%s\n", console->out.reset);
    print_scores(console, "train", &run->train, has_classes);
    print_scores(console, "validation", &run->validation, has_classes);
    print_scores(console, "test", &run->test, has_classes);
}

static void print_label(nnt_console *console, const char *label) {
    nnt_console_print(console, "%s%-*s%s", console->out.bold, LABEL_COLUMNS, label,
                      console->out.reset);
}

/* The program itself adds run.json to what the library wrote. */
static void print_files(nnt_console *console, const nnt_run *run) {
    char directory[PATH_SIZE], files[PATH_SIZE] = "";
    nnt_quoted_path(run->directory, directory, sizeof directory);
    for (size_t i = 0; i < run->n_files && strlen(files) + 80 < sizeof files; i++) {
        strncat(files, run->files[i], 72);
        strcat(files, ", ");
    }
    strcat(files, "run.json");
    print_label(console, "files");
    nnt_console_print(console, "%s:\n%*s", directory, LABEL_COLUMNS, "");
    nnt_console_wrap(console, LABEL_COLUMNS, files);
}

static void print_next(nnt_console *console, const nnt_run *run) {
    char model[PATH_SIZE + 32], quoted[PATH_SIZE + 64];
    snprintf(model, sizeof model, "%s/model.safetensors", run->directory);
    nnt_quoted_path(model, quoted, sizeof quoted);
    print_label(console, "next");
    nnt_console_print(console, "nntrain predict %s DATA.csv\n", quoted);
    if (run->stop == NNT_STOP_INTERRUPTED || run->stop == NNT_STOP_TIME_LIMIT) {
        nnt_quoted_path(run->directory, quoted, sizeof quoted);
        nnt_console_print(console, "        to go on: the same command with -o %s --resume\n",
                          quoted);
    }
}

void nnt_run_text_print(nnt_console *console, const nnt_run *run, double training_seconds) {
    print_sentence(console, run, training_seconds);
    if (console->verbose) {
        print_details(console, run);
    }
    print_all_scores(console, run);
    nnt_layer_table_print(console, run);
    nnt_run_pictures_print(console, run);
    nnt_verdict_text_print(console, run);
    nnt_console_print(console, "\n");
    print_files(console, run);
    print_next(console, run);
}

void nnt_run_text_recall(nnt_console *console, const nnt_run *run) {
    print_all_scores(console, run);
    nnt_layer_table_print(console, run);
    nnt_verdict_text_print(console, run);
}

static void write_scores(nnt_json_line *line, const char *part, const nnt_scores *scores) {
    const struct {
        const char *name;
        double value;
    } fields[] = {
        {"accuracy", scores->accuracy},
        {"rmse", scores->rmse},
        {"r2", scores->r2},
    };
    if (!scores->exists) {
        return;
    }
    nnt_json_line_open(line, part);
    nnt_json_line_count(line, "rows", scores->n_rows);
    nnt_json_line_number(line, "loss", scores->loss);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (!isnan(fields[i].value)) {
            nnt_json_line_number(line, fields[i].name, fields[i].value);
        }
    }
    nnt_json_line_close(line);
}

static void write_divergence(nnt_json_line *line, const nnt_run *run) {
    if (run->stop == NNT_STOP_DIVERGED) {
        nnt_json_line_open(line, "divergence");
        nnt_json_line_count(line, "epoch", run->divergence.epoch);
        nnt_json_line_count(line, "step", run->divergence.step);
        nnt_json_line_count(line, "layer", run->divergence.layer);
        nnt_json_line_text(line, "quantity", run->divergence.quantity);
        nnt_json_line_count(line, "unit", run->divergence.unit);
        nnt_json_line_count(line, "input", run->divergence.input);
        nnt_json_line_count(line, "row", run->divergence.row);
        nnt_json_line_close(line);
    }
}

void nnt_run_text_write_json(nnt_console *console, const nnt_run *run, double training_seconds) {
    nnt_json_line line = nnt_json_line_begin(console, "end");
    nnt_json_line_text(&line, "status", nnt_stop_text(run->stop));
    nnt_json_line_text(&line, "name", run->name);
    nnt_json_line_text(&line, "directory", run->directory);
    nnt_json_line_count(&line, "epochs", run->epochs);
    nnt_json_line_count(&line, "best_epoch", run->best_epoch);
    nnt_json_line_count(&line, "steps", run->steps);
    nnt_json_line_count(&line, "parameters", run->n_parameters);
    nnt_json_line_number(&line, "training_seconds", training_seconds);
    nnt_json_line_count(&line, "verdicts", run->n_verdicts);
    if (run->n_verdicts > 0) {
        nnt_json_line_text(&line, "worst_verdict", run->verdicts[0].rule);
        nnt_json_line_text(&line, "worst_level", nnt_severity_text(run->verdicts[0].severity));
    }
    write_divergence(&line, run);
    write_scores(&line, "train", &run->train);
    write_scores(&line, "validation", &run->validation);
    write_scores(&line, "test", &run->test);
    nnt_json_line_end(&line);
}

void nnt_run_text_explain_divergence(const nnt_console *console, const nnt_run *run) {
    const nnt_divergence *divergence = &run->divergence;
    char text[NNT_DIVERGENCE_ROOM + 128], place[NNT_DIVERGENCE_ROOM];
    if (run->stop != NNT_STOP_DIVERGED) {
        return;
    }
    nnt_divergence_describe(divergence, place);
    snprintf(text, sizeof text,
             "diverged: %s was the first number that is not finite, in epoch %zu, step %" PRIu64,
             place, divergence->epoch, divergence->step);
    nnt_console_problem(console, text);
    const double learning_rate = find_last_metric(run, "learning_rate");
    if (isfinite(learning_rate)) {
        snprintf(text, sizeof text,
                 "try: --set training.optimizer.learning_rate=%.2g (a third of now)",
                 learning_rate / 3);
        nnt_console_problem(console, text);
    }
    nnt_console_problem(console, "     --set training.clip_norm=1");
    nnt_console_problem(console, "     --set data.scaling=standard");
}
