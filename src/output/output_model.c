/* model.safetensors: the trained network with all that prediction needs. */
#include "base/memory.h"
#include "output/model_file.h"
#include "output/output.h"

#include <string.h>

/* What a model file borrows that the view does not have in its form. */
typedef struct model_lists {
    const char **feature_names, **output_names;
    char (*rooms)[NNT_NAME_ROOM]; /* for names made up: features, then outputs */
} model_lists;

static bool create_lists(const nnt_run *run, model_lists *lists) {
    lists->feature_names = nnt_allocate(run->n_features, sizeof *lists->feature_names);
    lists->output_names = nnt_allocate(run->n_outputs, sizeof *lists->output_names);
    lists->rooms = nnt_allocate(run->n_features + run->n_outputs, sizeof *lists->rooms);
    return lists->feature_names && lists->output_names && lists->rooms;
}

static void clear_lists(model_lists *lists) {
    nnt_free(lists->feature_names);
    nnt_free(lists->output_names);
    nnt_free(lists->rooms);
}

static void fill_lists(const nnt_run_view *view, model_lists *lists) {
    const nnt_run *run = view->run;
    for (size_t i = 0; i < run->n_features; i++) {
        lists->feature_names[i] = nnt_dataset_feature_name(view->data, i, lists->rooms[i]);
    }
    for (size_t k = 0; k < run->n_outputs; k++) {
        lists->output_names[k] =
            nnt_dataset_output_name(view->data, k, lists->rooms[run->n_features + k]);
    }
}

void nnt_output_render_model(const nnt_run_view *view,
                             const nnt_state_list *state,
                             nnt_text *text) {
    const nnt_run *run = view->run;
    model_lists lists = {0};
    if (create_lists(run, &lists)) {
        fill_lists(view, &lists);
        const nnt_model_file model = {.config = view->model_config,
                                      .task = view->task,
                                      .is_float32 = strcmp(run->precision, "float32") == 0,
                                      .n_layers = run->n_layers,
                                      .layers = view->layers,
                                      .n_features = run->n_features,
                                      .n_outputs = run->n_outputs,
                                      .feature_names = lists.feature_names,
                                      .output_names = lists.output_names,
                                      .features = *view->features,
                                      .targets = view->targets ? *view->targets : (nnt_scaling){0},
                                      .means = view->means,
                                      .state = state};
        nnt_model_file_write(&model, text);
    } else {
        text->failed = true;
    }
    clear_lists(&lists);
}

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    nnt_output_render_model(view, NULL, text);
    return NNT_OK;
}

const nnt_output nnt_output_model = {
    .file = NNT_MODEL_FILE,
    .help = "the trained network with all that prediction needs",
    .render = render,
};
