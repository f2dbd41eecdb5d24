/* Counting the memory of a run before it is taken. */
#include "experiment/run_memory.h"

#include "base/memory.h"
#include "experiment/engines.h"
#include "experiment/network_build.h"
#include "nntrain/experiment.h"
#include <string.h>

enum {
    PROGRAM_BYTES = 4500000, /* what the program has before it reads anything */
    THEORY_ROWS = 1024,      /* at most, in a square matrix of doubles */
};

static size_t count_doubles(size_t n, size_t each) {
    return nnt_size_times(nnt_size_times(n, each), sizeof(double));
}

/* Rows as they were read, and their numbers in parts of the same source. */
static size_t count_data(const nnt_run_data *data) {
    size_t bytes = 0;
    for (size_t p = 0; p < NNT_N_PARTS; p++) {
        const nnt_dataset *set = &data->sets[p];
        const size_t n_values = nnt_size_times(set->n_rows, set->n_features);
        const size_t n_doubles = (set->targets ? set->n_outputs : 0) + (set->weights ? 1 : 0);
        bytes = nnt_size_plus(bytes, set->storage == NNT_STORAGE_U8
                                         ? n_values
                                         : nnt_size_times(n_values, sizeof(double)));
        bytes = nnt_size_plus(bytes, count_doubles(set->n_rows, n_doubles));
        bytes = nnt_size_plus(bytes, set->labels ? set->n_rows * sizeof *set->labels : 0);
        const nnt_view *view = &data->problem.parts[p];
        bytes = nnt_size_plus(bytes, view->rows ? view->n_rows * sizeof *view->rows : 0);
    }
    return bytes;
}

nnt_memory_need
nnt_run_memory_need(nnt_plan *plan, const nnt_run_data *data, const nnt_engine *engine) {
    const nnt_network_spec network = nnt_network_complete(plan, data);
    const size_t n_train = data->problem.parts[NNT_TRAIN].n_rows;
    const size_t n_theory = n_train < THEORY_ROWS ? n_train : THEORY_ROWS;
    const size_t n_parameters = nnt_network_spec_count(&network);
    const size_t width = strcmp(plan->precision, "float64") == 0 ? sizeof(double) : sizeof(float);
    nnt_memory_need need = {.data = count_data(data), .program = PROGRAM_BYTES};
    engine->measure(&network, &plan->training, &plan->instruments, &data->problem, &need);
    /* Theory is done with its matrix when the parameters are copied for the files:
     * as doubles, and as the bytes of the model. */
    const size_t copied = nnt_size_times(n_parameters, sizeof(double) + width);
    const size_t square = network.n_layers > 1 ? count_doubles(n_theory, n_theory) : 0;
    if (plan->checkpoint_every > 0) {
        /* Everything that goes on is written, through a copy. */
        const size_t kept = nnt_size_plus(need.parameters, need.optimizer);
        need.parameters = nnt_size_plus(need.parameters, nnt_size_times(2, kept));
    }
    need.parameters = nnt_size_plus(need.parameters, copied);
    need.instruments = nnt_size_plus(need.instruments, square > copied ? square - copied : 0);
    return need;
}

/* The largest part, and how it becomes smaller. */
static const char *find_remedy(const nnt_memory_need *need, const char **what, size_t *bytes) {
    const struct {
        size_t bytes;
        const char *what, *remedy;
    } parts[] = {
        {need->parameters, "the parameters with their copies", "make network.hidden smaller"},
        {need->optimizer, "what the optimizer keeps",
         "take a training.optimizer that keeps less, such as \"sgd\", or make network.hidden "
         "smaller"},
        {need->workspace, "one batch in all layers", "lower training.batch_size"},
        {need->instruments, "the instruments",
         "lower instruments.probe_rows, raise instruments.every, or set instruments.level to "
         "\"off\""},
        {need->data, "the data", "train on fewer rows or columns"},
    };
    size_t largest = 0;
    for (size_t i = 1; i < sizeof parts / sizeof parts[0]; i++) {
        largest = parts[i].bytes > parts[largest].bytes ? i : largest;
    }
    *what = parts[largest].what;
    *bytes = parts[largest].bytes;
    return parts[largest].remedy;
}

nnt_status
nnt_memory_check(const nnt_memory_need *need, const nnt_memory_there *there, nnt_error *error) {
    const size_t one = nnt_memory_need_total(need);
    const size_t shared = there->one_copy ? need->data : 0;
    const size_t all =
        nnt_size_plus(one, nnt_size_times(there->n_runs - 1, one > shared ? one - shared : 0));
    char needed[NNT_MEMORY_ROOM], had[NNT_MEMORY_ROOM], largest[NNT_MEMORY_ROOM];
    const char *what = NULL;
    size_t bytes = 0;
    if (there->bytes == 0 || all <= there->bytes) {
        return NNT_OK;
    }
    const char *remedy = find_remedy(need, &what, &bytes);
    nnt_memory_text(all, needed);
    nnt_memory_text(there->bytes, had);
    nnt_memory_text(bytes, largest);
    if (there->n_runs > 1 && one <= there->bytes) {
        return nnt_error_set(error, NNT_ERR_MEMORY,
                             "%zu runs at a time need about %s of memory and %s are there; most of "
                             "each, %s, is for %s: lower --threads, or %s",
                             there->n_runs, needed, had, largest, what, remedy);
    }
    return nnt_error_set(error, NNT_ERR_MEMORY,
                         "%s needs about %s of memory and %s are there; most of it, %s, is for "
                         "%s: %s",
                         there->n_runs > 1 ? "running side by side" : "this training", needed, had,
                         largest, what, remedy);
}

nnt_status nnt_config_measure(const nnt_config *config,
                              const char *isa,
                              nnt_memory_need *need,
                              nnt_messages *notes,
                              nnt_error *error) {
    nnt_plan plan = {0};
    nnt_initial_weights start = {0};
    nnt_run_data data = {0};
    const nnt_engine *engine = NULL;
    nnt_status status = nnt_plan_create(config, &plan, error);
    if (!status) {
        status = nnt_engine_choose(plan.precision, isa, &engine, error);
    }
    if (!status) {
        status = nnt_initial_weights_load(&plan, &start, error);
    }
    if (!status) {
        status = nnt_run_data_load(&plan, &start, &data, notes, error);
    }
    if (!status) {
        *need = nnt_run_memory_need(&plan, &data, engine);
    }
    nnt_run_data_clear(&data);
    nnt_initial_weights_clear(&start);
    nnt_plan_clear(&plan);
    return status;
}
