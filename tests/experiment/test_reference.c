/* Replays what PyTorch did in float64: outputs, loss, gradients, weights after the
 * steps. One test for each file in tests/reference but hooks-*. */
#include "experiment/replay.h"

/* Relative to the largest of the expected values, entry by entry. */
static void
compare(const replay *it, const char *what, size_t n, const double *found, const double *expected) {
    double largest = 1e-300;
    for (size_t i = 0; i < n; i++) {
        largest = fabs(expected[i]) > largest ? fabs(expected[i]) : largest;
    }
    for (size_t i = 0; i < n; i++) {
        cr_assert(fabs(found[i] - expected[i]) <= it->tolerance * largest,
                  "%s: %s[%zu] is %.17g, not %.17g", it->name, what, i, found[i], expected[i]);
    }
}

typedef void (*layer_getter)(const nnt_session *, size_t, double *, double *, double *);

static void compare_layers(const replay *it, const char *group, layer_getter getter) {
    for (size_t l = 0; l < it->network.n_layers; l++) {
        double weight[MAX_VALUES], bias[MAX_VALUES], expected[MAX_VALUES];
        double learned[NNT_MAX_OPTIONS];
        char name[64];
        const nnt_json *object = get(it, group);
        getter(it->session, l, weight, bias, learned);
        snprintf(name, sizeof name, "layers.%zu.weight", l);
        compare(it, name, flatten(nnt_json_get(object, name), expected), weight, expected);
        snprintf(name, sizeof name, "layers.%zu.bias", l);
        compare(it, name, flatten(nnt_json_get(object, name), expected), bias, expected);
        snprintf(name, sizeof name, "layers.%zu.activation.weight", l);
        if (nnt_json_get(object, name)) {
            compare(it, name, flatten(nnt_json_get(object, name), expected), learned, expected);
        }
    }
}

static void check_outputs(const replay *it) {
    nnt_session *predictor = NULL;
    nnt_error error;
    double weight[MAX_VALUES], bias[MAX_VALUES], found[MAX_VALUES], expected[MAX_VALUES];
    double learned[NNT_MAX_OPTIONS];
    cr_assert(it->engine->create_predictor(&it->network, it->training.task, &it->training.loss,
                                           &predictor, &error) == NNT_OK);
    for (size_t l = 0; l < it->network.n_layers; l++) {
        it->engine->get_parameters(it->session, l, weight, bias, learned);
        it->engine->set_parameters(predictor, l, weight, bias, learned);
    }
    it->engine->predict(predictor, it->data.n_rows, it->data.features, &it->features, NULL, found);
    compare(it, "output", flatten(get(it, "output_initial"), expected), found, expected);
    it->engine->free(predictor);
}

static void check_replay(const char *name, const char *precision) {
    replay it;
    open_replay(name, precision, NNT_LEVEL_OFF, &it);
    set_initial(&it);
    check_outputs(&it);
    const double loss = it.engine->compute_gradient(it.session);
    compare(&it, "loss_initial", 1, &loss, &get(&it, "loss_initial")->number);
    compare_layers(&it, "gradient_initial", it.engine->get_gradient);
    const nnt_listener nobody = {0};
    nnt_outcome outcome;
    it.engine->train(it.session, &nobody, &outcome);
    cr_assert(outcome.stop == NNT_STOP_COMPLETED && outcome.steps == it.training.epochs);
    compare_layers(&it, "final", it.engine->get_parameters);
    const double final = it.engine->score(it.session, NNT_TRAIN).loss;
    compare(&it, "loss_final", 1, &final, &get(&it, "loss_final")->number);
    close_replay(&it);
}

#define NNT_REFERENCE(id, file)                                                                    \
    NNT_TEST(reference_float64, id) {                                                              \
        check_replay(file, "float64");                                                             \
    }                                                                                              \
    NNT_TEST(reference_float32, id) {                                                              \
        check_replay(file, "float32");                                                             \
    }

/* Those that there are vectors of; gradient checks have all. */
#define NNT_ACTIVATION(name)                                                                       \
    NNT_REFERENCE(name##_classification, #name "-classification")                                  \
    NNT_REFERENCE(name##_regression, #name "-regression")
NNT_ACTIVATION(linear)
NNT_ACTIVATION(sigmoid)
NNT_ACTIVATION(hard_sigmoid)
NNT_ACTIVATION(tanh)
NNT_ACTIVATION(hard_tanh)
NNT_ACTIVATION(softsign)
NNT_ACTIVATION(softplus)
NNT_ACTIVATION(relu)
NNT_ACTIVATION(relu6)
NNT_ACTIVATION(leaky_relu)
NNT_ACTIVATION(prelu)
NNT_ACTIVATION(elu)
NNT_ACTIVATION(celu)
NNT_ACTIVATION(selu)
NNT_ACTIVATION(gelu)
NNT_ACTIVATION(gelu_tanh)
NNT_ACTIVATION(silu)
NNT_ACTIVATION(hard_swish)
NNT_ACTIVATION(mish)
NNT_ACTIVATION(sine)
NNT_ACTIVATION(gaussian)
#undef NNT_ACTIVATION

NNT_REFERENCE(sgd, "optimizer-sgd")
NNT_REFERENCE(sgd_l2, "optimizer-sgd-l2")
NNT_REFERENCE(momentum, "optimizer-momentum")
NNT_REFERENCE(nesterov, "optimizer-nesterov")
NNT_REFERENCE(rmsprop, "optimizer-rmsprop")
NNT_REFERENCE(adagrad, "optimizer-adagrad")
NNT_REFERENCE(adam, "optimizer-adam")
NNT_REFERENCE(adamw, "optimizer-adamw")
NNT_REFERENCE(rprop, "optimizer-rprop")

NNT_REFERENCE(label_smoothing, "loss-smoothing")
NNT_REFERENCE(class_weight, "loss-class-weight")
NNT_REFERENCE(label_smoothing_and_class_weight, "loss-smoothing-class-weight")
NNT_REFERENCE(balanced, "loss-balanced")
NNT_REFERENCE(mae, "loss-mae")
NNT_REFERENCE(huber, "loss-huber")
NNT_REFERENCE(row_weights, "loss-rows")
NNT_REFERENCE(row_weights_balanced, "loss-rows-balanced")
NNT_REFERENCE(row_weights_all, "loss-rows-smoothing-class-weight")
NNT_REFERENCE(row_weights_mse, "loss-rows-mse")
NNT_REFERENCE(row_weights_mae, "loss-rows-mae")
NNT_REFERENCE(row_weights_huber, "loss-rows-huber")

/* Settings beside the defaults, and what training adds. */
NNT_REFERENCE(momentum_l2, "training-momentum-l2")
NNT_REFERENCE(nesterov_l2, "training-nesterov-l2")
NNT_REFERENCE(rmsprop_options, "training-rmsprop")
NNT_REFERENCE(adagrad_options, "training-adagrad")
NNT_REFERENCE(adam_options, "training-adam")
NNT_REFERENCE(adamw_options, "training-adamw")
NNT_REFERENCE(nadam, "training-nadam")
NNT_REFERENCE(nadam_options, "training-nadam-options")
NNT_REFERENCE(rprop_options, "training-rprop")
NNT_REFERENCE(clip_norm, "training-clip-norm")
NNT_REFERENCE(l1, "training-l1")
NNT_REFERENCE(max_norm, "training-max-norm")
NNT_REFERENCE(all_limits, "training-all-limits")
NNT_REFERENCE(learning_rate_factors, "training-factors")
NNT_REFERENCE(frozen, "training-frozen")
NNT_REFERENCE(one_cycle, "training-one-cycle")
NNT_REFERENCE(cosine, "training-cosine")
NNT_REFERENCE(exponential, "training-exponential")
NNT_REFERENCE(step, "training-step")
NNT_REFERENCE(plateau, "training-plateau")
NNT_REFERENCE(warmup, "training-warmup")
