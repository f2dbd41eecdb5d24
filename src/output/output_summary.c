/* summary.json: how a run ended, what the network is, and its scores. */
#include "output/json_builder.h"
#include "output/output.h"

#include <math.h>

typedef struct part_scores {
    const char *name; /* "train", "validation", "test" */
    const nnt_scores *scores;
} part_scores;

typedef struct metric {
    const char *name;
    double value;
} metric;

enum { N_METRICS = 3 };

/* Loss and metrics of a part in the order of the file; unused places have no name. */
static void list_metrics(nnt_task task, const nnt_scores *scores, metric metrics[N_METRICS]) {
    metrics[0] = (metric){"loss", scores->loss};
    if (task == NNT_TASK_REGRESSION) {
        metrics[1] = (metric){"rmse", scores->rmse};
        metrics[2] = (metric){"r2", scores->r2};
    } else {
        metrics[1] = (metric){"accuracy", scores->accuracy};
        metrics[2] = (metric){NULL, 0};
    }
}

static void add_layers(nnt_builder *builder, nnt_json *root, const nnt_run *run) {
    nnt_json *layers = nnt_builder_add_array(builder, root, "layers");
    for (size_t l = 0; l < run->n_layers; l++) {
        nnt_json *layer = nnt_builder_add_object(builder, layers, NULL);
        nnt_builder_add_count(builder, layer, "layer", l + 1);
        nnt_builder_add_count(builder, layer, "inputs", run->layers[l].inputs);
        nnt_builder_add_count(builder, layer, "units", run->layers[l].units);
        nnt_builder_add_string(builder, layer, "activation", run->layers[l].activation);
    }
}

static void add_part(nnt_builder *builder, nnt_json *root, nnt_task task, const part_scores *part) {
    if (!part->scores->exists) {
        nnt_builder_add_null(builder, root, part->name);
        return;
    }
    metric metrics[N_METRICS];
    list_metrics(task, part->scores, metrics);
    nnt_json *object = nnt_builder_add_object(builder, root, part->name);
    nnt_builder_add_count(builder, object, "rows", part->scores->n_rows);
    for (size_t m = 0; m < N_METRICS && metrics[m].name; m++) {
        nnt_builder_add_number(builder, object, metrics[m].name, metrics[m].value);
    }
}

/* The same numbers as "train_loss", …, named as in metrics.csv. */
static void
add_flat_scores(nnt_builder *builder, nnt_json *root, nnt_task task, const part_scores *part) {
    metric metrics[N_METRICS];
    list_metrics(task, part->scores, metrics);
    for (size_t m = 0; m < N_METRICS && metrics[m].name; m++) {
        nnt_text key = {0};
        nnt_text_addf(&key, "%s_%s", part->name, metrics[m].name);
        if (key.failed) {
            builder->failed = true;
        } else {
            nnt_builder_add_number(builder, root, key.data,
                                   part->scores->exists ? metrics[m].value : (double)NAN);
        }
        nnt_text_clear(&key);
    }
}

/* As the CSV files write it; NULL for a number. */
static const char *name_value(double value) {
    return isnan(value) ? "nan" : !isinf(value) ? NULL : value > 0 ? "inf" : "-inf";
}

static void add_divergence(nnt_builder *builder, nnt_json *root, const nnt_run *run) {
    if (run->stop != NNT_STOP_DIVERGED) {
        nnt_builder_add_null(builder, root, "divergence");
        return;
    }
    const nnt_divergence *divergence = &run->divergence;
    nnt_json *object = nnt_builder_add_object(builder, root, "divergence");
    nnt_builder_add_count(builder, object, "epoch", divergence->epoch);
    nnt_builder_add_count(builder, object, "step", divergence->step);
    nnt_builder_add_count(builder, object, "layer", divergence->layer);
    nnt_builder_add_string(builder, object, "quantity", divergence->quantity);
    nnt_builder_add_count(builder, object, "unit", divergence->unit);
    nnt_builder_add_count(builder, object, "input", divergence->input);
    nnt_builder_add_count(builder, object, "row", divergence->row);
    nnt_builder_add_string(builder, object, "value", name_value(divergence->value));
    nnt_builder_add_string(builder, object, "remedy",
                           "Lower training.optimizer.learning_rate, set training.clip_norm, or "
                           "scale the data with data.scaling.");
}

static void add_scores(nnt_builder *builder, nnt_json *root, const nnt_run_view *view) {
    const nnt_run *run = view->run;
    const part_scores parts[] = {
        {"train", &run->train}, {"validation", &run->validation}, {"test", &run->test}};
    const size_t n_parts = sizeof parts / sizeof parts[0];
    for (size_t p = 0; p < n_parts; p++) {
        add_part(builder, root, view->task, &parts[p]);
    }
    for (size_t p = 0; p < n_parts; p++) {
        add_flat_scores(builder, root, view->task, &parts[p]);
    }
}

static void add_verdicts(nnt_builder *builder, nnt_json *root, const nnt_run *run) {
    nnt_json *verdicts = nnt_builder_add_array(builder, root, "verdicts");
    for (size_t v = 0; v < run->n_verdicts; v++) {
        const nnt_verdict *it = &run->verdicts[v];
        nnt_json *verdict = nnt_builder_add_object(builder, verdicts, NULL);
        nnt_builder_add_string(builder, verdict, "rule", it->rule);
        nnt_builder_add_string(builder, verdict, "level", nnt_severity_text(it->severity));
        nnt_builder_add_count(builder, verdict, "layer", it->layer);
        nnt_builder_add_count(builder, verdict, "first_epoch", it->first_epoch);
        nnt_builder_add_string(builder, verdict, "sentence", it->sentence);
        nnt_builder_add_string(builder, verdict, "evidence", it->evidence);
        nnt_builder_add_string(builder, verdict, "remedy", it->remedy);
    }
}

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    const nnt_run *run = view->run;
    nnt_builder builder = {0};
    nnt_json *root = nnt_builder_root(&builder);
    nnt_builder_add_string(&builder, root, "name", run->name);
    nnt_builder_add_string(&builder, root, "status", nnt_stop_text(run->stop));
    nnt_builder_add_string(&builder, root, "task", run->task);
    nnt_builder_add_string(&builder, root, "precision", run->precision);
    nnt_builder_add_count(&builder, root, "epochs", run->epochs);
    nnt_builder_add_count(&builder, root, "steps", run->steps);
    nnt_builder_add_count(&builder, root, "best_epoch", run->best_epoch);
    nnt_builder_add_count(&builder, root, "parameters", run->n_parameters);
    add_layers(&builder, root, run);
    add_scores(&builder, root, view);
    add_divergence(&builder, root, run);
    add_verdicts(&builder, root, run);
    nnt_builder_finish(&builder, text);
    return NNT_OK;
}

const nnt_output nnt_output_summary = {
    .file = "summary.json",
    .help = "how the run ended and its scores over the whole sets",
    .render = render,
};
