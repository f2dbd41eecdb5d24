/* Loading, dividing and scaling the data of a run. */
#include "experiment/run_data.h"

#include "base/fingerprint.h"
#include "base/memory.h"
#include "data/missing.h"
#include "experiment/config_table.h"
#include <limits.h>
#include <string.h>

static const char *const part_names[NNT_N_PARTS] = {"train", "validation", "test"};

static nnt_status load_part(const nnt_plan *plan,
                            nnt_part part,
                            const nnt_choice *source,
                            nnt_dataset *sets,
                            nnt_messages *notes,
                            nnt_error *error) {
    const nnt_source_context context = {.task = plan->task,
                                        .seed = plan->seed,
                                        .part = part_names[part],
                                        .folder = plan->folder,
                                        .memory = plan->bytes_there,
                                        .like = part == NNT_TRAIN ? NULL : &sets[NNT_TRAIN],
                                        .notes = notes};
    return nnt_source_load(source, &context, &sets[part], error);
}

static const nnt_part_plan *get_part(const nnt_plan *plan, size_t part) {
    return part == NNT_VALIDATION ? &plan->validation : &plan->test;
}

nnt_status
nnt_data_sets_load(const nnt_plan *plan, nnt_dataset *sets, nnt_messages *notes, nnt_error *error) {
    nnt_status status = load_part(plan, NNT_TRAIN, &plan->train_source, sets, notes, error);
    for (size_t p = NNT_VALIDATION; p < NNT_N_PARTS && !status; p++) {
        const nnt_part_plan *part = get_part(plan, p);
        if (part->kind == NNT_PART_SOURCE) {
            status = load_part(plan, (nnt_part)p, &part->source, sets, notes, error);
        }
    }
    if (status) {
        nnt_data_sets_clear(sets);
    }
    return status;
}

void nnt_data_sets_clear(nnt_dataset *sets) {
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        nnt_dataset_clear(&sets[p]);
    }
}

bool nnt_data_sets_need_seed(const nnt_plan *plan) {
    bool needs_seed = !nnt_source_find(plan->train_source.name)->is_file;
    for (size_t p = NNT_VALIDATION; p < NNT_N_PARTS; p++) {
        const nnt_part_plan *part = get_part(plan, p);
        needs_seed = needs_seed || (part->kind == NNT_PART_SOURCE &&
                                    !nnt_source_find(part->source.name)->is_file);
    }
    return needs_seed;
}

static double get_fraction(const nnt_part_plan *part) {
    return part->kind == NNT_PART_FRACTION ? part->fraction : 0;
}

/* Divides the training source's rows, and adds the parts that have a source of their
 * own. */
static nnt_status divide(const nnt_plan *plan, nnt_run_data *data, nnt_error *error) {
    const nnt_part_plan *validation = &plan->validation;
    const nnt_dataset *all = &data->sets[NNT_TRAIN];
    const double test = get_fraction(&plan->test);
    const nnt_status status =
        validation->kind == NNT_PART_FOLD
            ? nnt_split_draw_fold(all, validation->fold, validation->n_folds, test, plan->seed,
                                  &data->split, error)
            : nnt_split_draw(all, get_fraction(validation), test, plan->seed, &data->split, error);
    if (status) {
        return status;
    }
    data->problem.parts[NNT_TRAIN] = data->split.train;
    data->problem.parts[NNT_VALIDATION] = data->split.validation;
    data->problem.parts[NNT_TEST] = data->split.test;
    for (size_t p = NNT_VALIDATION; p < NNT_N_PARTS; p++) {
        if (get_part(plan, p)->kind == NNT_PART_SOURCE) {
            data->problem.parts[p] =
                (nnt_view){.dataset = &data->sets[p], .n_rows = data->sets[p].n_rows};
        }
    }
    return NNT_OK;
}

/* Lent features stay as they are for other runs, whose training rows may be others. */
static nnt_status own_features(nnt_dataset *set, nnt_error *error) {
    const size_t n = set->n_rows * set->n_features;
    if (!nnt_missing_exists(set->features, n)) {
        return NNT_OK; /* nothing will be written */
    }
    double *own = nnt_allocate(n, sizeof *own);
    if (!own) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu rows of %zu features",
                             set->n_rows, set->n_features);
    }
    memcpy(own, set->features, n * sizeof *own);
    set->features = own;
    return NNT_OK;
}

static nnt_status fill_missing(nnt_run_data *data, nnt_error *error) {
    bool is_wanted = false;
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        is_wanted = is_wanted || data->sets[p].takes_means;
    }
    nnt_status status =
        is_wanted ? nnt_missing_means(&data->problem.parts[NNT_TRAIN], &data->means, error)
                  : NNT_OK;
    for (size_t p = 0; p < NNT_N_PARTS && !status; p++) {
        nnt_dataset *set = &data->sets[p];
        if (!set->takes_means) {
            continue;
        }
        status = data->lent ? own_features(set, error) : NNT_OK;
        if (!status) {
            status = nnt_missing_fill(set->features, set->n_rows, set->n_features, data->means,
                                      (const char *const *)set->feature_names, error);
        }
    }
    return status;
}

static bool owns_features(const nnt_run_data *data, size_t part) {
    return data->sets[part].features != data->lent->sets[part].features;
}

bool nnt_run_data_is_shared(const nnt_run_data *data) {
    bool is_shared = data->lent != NULL;
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        is_shared = is_shared && !owns_features(data, p);
    }
    return is_shared;
}

static void free_own_features(nnt_run_data *data) {
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        if (owns_features(data, p)) {
            nnt_free(data->sets[p].features);
        }
    }
}

static bool is_of_model(const char *word) {
    return strcmp(word, NNT_SCALING_MODEL) == 0;
}

/* The scaling of the model that a run starts from; none where the data alone are wanted. */
static nnt_status take_scaling(const nnt_initial_weights *start,
                               bool of_targets,
                               const nnt_dataset *set,
                               nnt_scaling *scaling,
                               nnt_error *error) {
    const size_t n_columns = of_targets ? set->n_outputs : set->n_features;
    return start ? nnt_initial_weights_scaling(start, of_targets, n_columns, scaling, error)
                 : nnt_scaling_identity(n_columns, scaling, error);
}

static nnt_status scale(const nnt_plan *plan,
                        const nnt_initial_weights *start,
                        nnt_run_data *data,
                        nnt_messages *notes,
                        nnt_error *error) {
    const nnt_view *train = &data->problem.parts[NNT_TRAIN];
    nnt_status status =
        is_of_model(plan->scaling)
            ? take_scaling(start, false, train->dataset, &data->features, error)
            : nnt_scaling_fit_features(plan->scaling, train, &data->features, notes, error);
    data->problem.features = &data->features;
    if (!status && plan->task == NNT_TASK_REGRESSION) {
        status = is_of_model(plan->target_scaling)
                     ? take_scaling(start, true, train->dataset, &data->targets, error)
                     : nnt_scaling_fit_targets(plan->target_scaling, train, &data->targets, notes,
                                               error);
        data->problem.targets = &data->targets;
    }
    return status;
}

static nnt_status prepare(const nnt_plan *plan,
                          const nnt_initial_weights *start,
                          nnt_run_data *data,
                          nnt_messages *notes,
                          nnt_error *error) {
    nnt_status status = divide(plan, data, error);
    if (!status) {
        status = fill_missing(data, error);
    }
    if (!status) {
        status = scale(plan, start, data, notes, error);
    }
    if (status) {
        nnt_run_data_clear(data);
    }
    return status;
}

nnt_status nnt_run_data_load(const nnt_plan *plan,
                             const nnt_initial_weights *start,
                             nnt_run_data *data,
                             nnt_messages *notes,
                             nnt_error *error) {
    *data = (nnt_run_data){0};
    const nnt_status status = nnt_data_sets_load(plan, data->sets, notes, error);
    return status ? status : prepare(plan, start, data, notes, error);
}

nnt_status nnt_run_data_take(const nnt_plan *plan,
                             const nnt_initial_weights *start,
                             nnt_data_shelf *shelf,
                             const char *key,
                             nnt_run_data *data,
                             nnt_messages *notes,
                             nnt_error *error) {
    *data = (nnt_run_data){.shelf = shelf};
    const nnt_status status = nnt_data_shelf_take(shelf, key, plan, &data->lent, notes, error);
    if (status) {
        return status;
    }
    memcpy(data->sets, data->lent->sets, sizeof data->sets);
    return prepare(plan, start, data, notes, error);
}

static uint64_t mix_names(uint64_t hash, char *const *names, size_t n) {
    for (size_t i = 0; names && i < n; i++) {
        for (const char *c = names[i]; *c; c++) {
            hash = nnt_fingerprint_mix(hash, (unsigned char)*c);
        }
        hash = nnt_fingerprint_mix(hash, UCHAR_MAX + 1);
    }
    return hash;
}

static uint64_t mix_set(uint64_t hash, const nnt_dataset *set) {
    const size_t n_values = set->n_rows * set->n_features;
    const uint8_t *bytes = set->features;
    hash = nnt_fingerprint_mix(
        nnt_fingerprint_mix(nnt_fingerprint_mix(hash, set->n_rows), set->n_features),
        set->n_outputs);
    if (set->storage == NNT_STORAGE_F64) {
        hash = nnt_fingerprint_mix_doubles(hash, set->features, n_values);
    }
    for (size_t i = 0; set->storage == NNT_STORAGE_U8 && i < n_values; i++) {
        hash = nnt_fingerprint_mix(hash, bytes[i]);
    }
    for (size_t i = 0; set->labels && i < set->n_rows; i++) {
        hash = nnt_fingerprint_mix(hash, set->labels[i]);
    }
    hash = set->targets
               ? nnt_fingerprint_mix_doubles(hash, set->targets, set->n_rows * set->n_outputs)
               : hash;
    hash = set->weights ? nnt_fingerprint_mix_doubles(hash, set->weights, set->n_rows) : hash;
    hash = mix_names(hash, set->feature_names, set->n_features);
    return mix_names(hash, set->output_names, set->n_outputs);
}

uint64_t nnt_run_data_fingerprint(const nnt_run_data *data) {
    uint64_t hash = NNT_FINGERPRINT_START;
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        hash = mix_set(hash, &data->sets[p]);
    }
    return hash;
}

void nnt_run_data_clear(nnt_run_data *data) {
    if (data->lent) {
        free_own_features(data);
        nnt_data_shelf_give_back(data->shelf, data->lent);
    } else {
        nnt_data_sets_clear(data->sets);
    }
    nnt_split_clear(&data->split);
    nnt_free(data->means);
    nnt_scaling_clear(&data->features);
    nnt_scaling_clear(&data->targets);
    *data = (nnt_run_data){0};
}
