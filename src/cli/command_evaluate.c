/* nntrain evaluate: how well a trained model does on data with known answers. */
#include "command.h"

#include "config_arg.h"
#include "exit_code.h"
#include "figures.h"
#include "json_line.h"
#include "nntrain/evaluation.h"
#include <math.h>

enum { NAME_SIZE = 64, NAME_COLUMNS = 16, MOST_COLUMNS = 12, N_SCORES = 4 };

/* ---- text ------------------------------------------------------------------------- */

typedef struct named_score {
    const char *name;
    double value;
} named_score;

/* Those that apply; returns how many. */
static size_t
list_scores(const nnt_evaluation *it, const nnt_evaluated_part *part, named_score list[N_SCORES]) {
    const nnt_scores *scores = &part->scores;
    size_t n = 0;
    list[n++] = (named_score){"loss", scores->loss};
    if (it->n_classes > 0) {
        list[n++] = (named_score){"accuracy", scores->accuracy};
    } else {
        list[n++] = (named_score){"rmse", scores->rmse};
        list[n++] = (named_score){"r2", scores->r2};
        list[n++] = (named_score){"mae", part->mae};
    }
    return n;
}

static void print_share(nnt_console *console, double share) {
    if (isnan(share)) {
        nnt_console_print(console, " %9s", "-");
    } else {
        nnt_console_print(console, " %9.4f", share);
    }
}

/* A name, and blanks to the end of its column. */
static void print_name(nnt_console *console, const char *text) {
    char name[NAME_SIZE];
    nnt_console_clean(text, name, sizeof name);
    const size_t width = nnt_console_count_columns(name);
    nnt_console_print(console, "%s%*s", name,
                      width < NAME_COLUMNS ? (int)(NAME_COLUMNS - width) : 0, "");
}

static void print_class(nnt_console *console,
                        const nnt_evaluation *it,
                        const nnt_evaluated_part *part,
                        size_t class) {
    const nnt_class_score *score = &part->classes[class];
    nnt_console_print(console, "%4zu  ", class + 1);
    print_name(console, it->class_names[class]);
    nnt_console_print(console, " %8zu", score->n_rows);
    print_share(console, score->precision);
    print_share(console, score->recall);
    print_share(console, score->f1);
    for (size_t k = 0; it->n_classes <= MOST_COLUMNS && k < it->n_classes; k++) {
        nnt_console_print(console, " %6zu", part->confusion[class * it->n_classes + k]);
    }
    nnt_console_print(console, "\n");
}

static void
print_classes(nnt_console *console, const nnt_evaluation *it, const nnt_evaluated_part *part) {
    nnt_console_print(console, "      %-*s %8s %9s %9s %9s", NAME_COLUMNS, "class", "rows",
                      "precision", "recall", "f1");
    for (size_t k = 0; it->n_classes <= MOST_COLUMNS && k < it->n_classes; k++) {
        nnt_console_print(console, " %*s%zu", k < 9 ? 5 : 4, "as ", k + 1);
    }
    nnt_console_print(console, "\n");
    for (size_t k = 0; k < it->n_classes; k++) {
        print_class(console, it, part, k);
    }
    if (it->n_classes > MOST_COLUMNS) {
        nnt_console_print(console, "--json shows for which class the rows of each were taken\n");
    }
}

/* One alone has the scores of the part. */
static void
print_targets(nnt_console *console, const nnt_evaluation *it, const nnt_evaluated_part *part) {
    enum { DIGITS = 4 };
    nnt_console_print(console, "      %-*s %10s %10s %10s\n", NAME_COLUMNS, "target", "rmse", "r2",
                      "mae");
    for (size_t j = 0; j < it->n_targets; j++) {
        const nnt_target_score *score = &part->targets[j];
        char rmse[NNT_FIGURE_SIZE], mae[NNT_FIGURE_SIZE], r2[NNT_FIGURE_SIZE];
        nnt_console_print(console, "%4zu  ", j + 1);
        print_name(console, it->target_names[j]);
        nnt_console_print(console, " %10s %10s %10s\n",
                          nnt_figure_number(rmse, score->rmse, DIGITS),
                          isnan(score->r2) ? "-" : nnt_figure_number(r2, score->r2, DIGITS),
                          nnt_figure_number(mae, score->mae, DIGITS));
    }
}

static void
print_part(nnt_console *console, const nnt_evaluation *it, const nnt_evaluated_part *part) {
    named_score list[N_SCORES];
    const size_t n = list_scores(it, part, list);
    nnt_console_print(console, "%s%s%s: %zu row%s", console->out.bold, part->name,
                      console->out.reset, part->scores.n_rows, part->scores.n_rows == 1 ? "" : "s");
    for (size_t i = 0; i < n; i++) {
        char text[NNT_FIGURE_SIZE];
        nnt_console_print(console, ", %s %s", list[i].name,
                          nnt_figure_number(text, list[i].value, 6));
    }
    nnt_console_print(console, "\n");
    if (part->classes) {
        print_classes(console, it, part);
    }
    if (part->targets && it->n_targets > 1) {
        print_targets(console, it, part);
    }
}

/* ---- JSON ------------------------------------------------------------------------- */

static void write_class(nnt_console *console,
                        const nnt_evaluation *it,
                        const nnt_evaluated_part *part,
                        size_t class) {
    const nnt_class_score *score = &part->classes[class];
    nnt_json_line line = nnt_json_line_begin(console, "class");
    nnt_json_line_text(&line, "part", part->name);
    nnt_json_line_text(&line, "class", it->class_names[class]);
    nnt_json_line_count(&line, "rows", score->n_rows);
    nnt_json_line_count(&line, "predicted", score->n_predicted);
    nnt_json_line_number(&line, "precision", score->precision);
    nnt_json_line_number(&line, "recall", score->recall);
    nnt_json_line_number(&line, "f1", score->f1);
    nnt_json_line_open(&line, "taken_for");
    for (size_t k = 0; k < it->n_classes; k++) {
        nnt_json_line_count(&line, it->class_names[k], part->confusion[class * it->n_classes + k]);
    }
    nnt_json_line_close(&line);
    nnt_json_line_end(&line);
}

static void write_target(nnt_console *console,
                         const nnt_evaluation *it,
                         const nnt_evaluated_part *part,
                         size_t target) {
    const nnt_target_score *score = &part->targets[target];
    nnt_json_line line = nnt_json_line_begin(console, "target");
    nnt_json_line_text(&line, "part", part->name);
    nnt_json_line_text(&line, "target", it->target_names[target]);
    nnt_json_line_number(&line, "rmse", score->rmse);
    nnt_json_line_number(&line, "r2", score->r2);
    nnt_json_line_number(&line, "mae", score->mae);
    nnt_json_line_end(&line);
}

static void
write_part(nnt_console *console, const nnt_evaluation *it, const nnt_evaluated_part *part) {
    named_score list[N_SCORES];
    const size_t n = list_scores(it, part, list);
    nnt_json_line line = nnt_json_line_begin(console, "evaluation");
    nnt_json_line_text(&line, "part", part->name);
    nnt_json_line_text(&line, "task", it->task);
    nnt_json_line_text(&line, "loss_type", it->loss);
    nnt_json_line_count(&line, "rows", part->scores.n_rows);
    for (size_t i = 0; i < n; i++) {
        nnt_json_line_number(&line, list[i].name, list[i].value);
    }
    nnt_json_line_end(&line);
    for (size_t k = 0; k < it->n_classes; k++) {
        write_class(console, it, part, k);
    }
    for (size_t j = 0; j < it->n_targets; j++) {
        write_target(console, it, part, j);
    }
}

static int run(const nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    nnt_messages notes = {0};
    nnt_evaluation *evaluation = NULL;
    const char *data = args->n_operands > 1 ? args->operands[1] : NULL;
    const char *labels = args->n_operands > 2 ? args->operands[2] : NULL;
    const nnt_status status = nnt_evaluation_create(
        args->operands[0], data, labels, nnt_isa_from_environment(), &evaluation, &notes, &error);
    nnt_console_notes(console, &notes);
    if (status) {
        nnt_console_error(console, &error);
    }
    for (size_t p = 0; !status && p < evaluation->n_parts; p++) {
        if (nnt_args_has(args, NNT_FLAG_JSON)) {
            write_part(console, evaluation, &evaluation->parts[p]);
        } else {
            print_part(console, evaluation, &evaluation->parts[p]);
        }
    }
    nnt_evaluation_free(evaluation);
    nnt_messages_clear(&notes);
    return nnt_exit_code(status);
}

const nnt_command nnt_command_evaluate = {
    .name = "evaluate",
    .usage = "MODEL [DATA [LABELS]]",
    .min_operands = 1,
    .max_operands = 3,
    .flags = NNT_USES(JSON),
    .summary = "score a trained model on data with answers",
    .details =
        "MODEL is a model.safetensors or its run folder; DATA is a CSV file, or - for "
        "standard input, with the model's features and targets, or features in an IDX or NPY "
        "file, whose answers are in the file LABELS. Without DATA a run folder "
        "is scored on the data of its own config. Gives the loss with accuracy, or with "
        "rmse, r2 and mae, which several targets have each, too; of each class its rows, "
        "precision, recall and f1, and for which "
        "classes its rows were taken: the confusion matrix. Those count rows, whatever "
        "their weights.",
    .examples = {{"evaluate runs/iris", "on the training, validation and test data of the run"},
                 {"evaluate runs/iris/model.safetensors new.csv", "on other data"},
                 {"evaluate runs/digits images-idx3-ubyte.gz labels-idx1-ubyte.gz", "on images"},
                 {"evaluate runs/iris new.csv --json", "the numbers as JSON"}},
    .run = run,
};
