/* What a user should know of the model that a network starts from. */
#include "experiment/initial_weights.h"

#include "base/text.h"
#include <string.h>

/* A model and the run that starts from it. */
typedef struct meeting {
    const nnt_initial_weights *weights;
    const nnt_plan *plan;
    const nnt_problem *problem;
    nnt_messages *notes;
} meeting;

/* ---- layers ----------------------------------------------------------------------- */

static void note_count(const meeting *it) {
    const size_t n_there = it->weights->file.n_layers;
    if (n_there > it->plan->n_layers) {
        nnt_messages_add(it->notes, 0, 0,
                         "%s: has %zu layers, the network %zu; they go by their numbers",
                         it->weights->path, n_there, it->plan->n_layers);
    }
}

static bool has_same_options(const nnt_choice *a, const nnt_choice *b) {
    for (size_t i = 0; i < NNT_MAX_OPTIONS; i++) {
        if (a->values[i].number != b->values[i].number) {
            return false;
        }
    }
    return true;
}

/* All layers in one note. */
static void note_activations(const meeting *it) {
    const nnt_plan *there = &it->weights->plan;
    nnt_text text = {0};
    for (size_t l = 0; l < it->plan->n_layers && l < there->n_layers; l++) {
        const nnt_choice *before = &there->layers[l].activation;
        const nnt_choice *now = &it->plan->layers[l].activation;
        const bool is_same = strcmp(before->name, now->name) == 0;
        if (!it->plan->start.takes[l] || (is_same && has_same_options(before, now))) {
            continue;
        }
        nnt_text_addf(&text, "%slayer %zu %s", text.length > 0 ? "; " : "", l + 1, before->name);
        nnt_text_addf(&text, is_same ? " with other options" : ", now %s", now->name);
    }
    if (text.length > 0 && !text.failed) {
        nnt_messages_add(it->notes, 0, 0, "%s: was trained with other activations: %s",
                         it->weights->path, text.data);
    }
    nnt_text_clear(&text);
}

/* ---- scalings --------------------------------------------------------------------- */

/* `word` is the config's key of the scaling, `before` and `now` its values. */
static void note_scaling(const meeting *it,
                         const char *key,
                         const char *before,
                         const char *now,
                         const nnt_scaling *there,
                         const nnt_scaling *here) {
    if (!here || there->n_columns != here->n_columns) {
        return;
    }
    const size_t n = nnt_scaling_count_differences(there, here);
    if (n == 0) {
        return;
    }
    nnt_text text = {0};
    nnt_text_addf(&text,
                  strcmp(before, now) == 0 ? "\"%s\" like here, but of other rows"
                                           : "\"%s\", here it is \"%s\"",
                  before, now);
    if (!text.failed) {
        nnt_messages_add(it->notes, 0, 0,
                         "%s: was trained with another data.%s: %s; %zu of %zu column%s; "
                         "\"%s\": \"model\" takes it over",
                         it->weights->path, key, text.data, n, there->n_columns,
                         there->n_columns == 1 ? " differs" : "s differ", key);
    }
    nnt_text_clear(&text);
}

/* ---- names ------------------------------------------------------------------------ */

typedef const char *name_function(const nnt_dataset *dataset, size_t index, char *room);

static void note_names(
    const meeting *it, const char *what, const char *const *names, size_t n, name_function *get) {
    const nnt_dataset *data = it->problem->parts[NNT_TRAIN].dataset;
    char room[NNT_NAME_ROOM];
    size_t first = n;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], get(data, i, room)) != 0) {
            first = count++ == 0 ? i : first;
        }
    }
    if (count > 0) {
        nnt_messages_add(it->notes, 0, 0,
                         "%s: %zu of its %zu %ss had other names: %s %zu was '%s', here it is '%s'",
                         it->weights->path, count, n, what, what, first + 1, names[first],
                         get(data, first, room));
    }
}

void nnt_initial_weights_note(const nnt_initial_weights *weights,
                              const nnt_plan *plan,
                              const nnt_problem *problem,
                              nnt_messages *notes) {
    const meeting it = {weights, plan, problem, notes};
    const nnt_model_file *file = &weights->file;
    const nnt_dataset *data = problem->parts[NNT_TRAIN].dataset;
    note_count(&it);
    if (!weights->config) {
        return;
    }
    note_activations(&it);
    if (plan->start.takes[0] && file->n_features == data->n_features) {
        note_names(&it, "feature", file->feature_names, file->n_features, nnt_dataset_feature_name);
        note_scaling(&it, "scaling", weights->plan.scaling, plan->scaling, &file->features,
                     problem->features);
    }
    if (plan->start.takes[plan->n_layers - 1] && file->n_outputs == data->n_outputs) {
        note_names(&it, "output", file->output_names, file->n_outputs, nnt_dataset_output_name);
        note_scaling(&it, "target_scaling", weights->plan.target_scaling, plan->target_scaling,
                     &file->targets, problem->targets);
    }
}
