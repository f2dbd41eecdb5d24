/* The plan says in the modules' types what the config says. */
#include "experiment/config_sketch.h"

#include "experiment/plan.h"

/* A config and its plan. */
typedef struct planned {
    reading read;
    nnt_plan plan;
} planned;

static planned plan_sketch(const char *source) {
    planned result = {.read = read_valid(source, NULL, 0)};
    nnt_error error = {0};
    cr_assert(nnt_plan_create(result.read.config, &result.plan, &error) == NNT_OK, "%s",
              error.message);
    return result;
}

static void planned_clear(planned *result) {
    nnt_plan_clear(&result->plan);
    reading_clear(&result->read);
}

NNT_TEST(plan, head) {
    planned p = plan_sketch("{'name': 'n', 'description': 'd', 'seed': '18446744073709551615', "
                            "'precision': 'float64', " SINE "," TWO_UNITS "}");
    cr_assert_str_eq(p.plan.name, "n");
    cr_assert_str_eq(p.plan.description, "d");
    cr_assert(p.plan.seed == UINT64_MAX);
    cr_assert(p.plan.training.seed == UINT64_MAX);
    cr_assert_str_eq(p.plan.precision, "float64");
    cr_assert(p.plan.task == NNT_TASK_REGRESSION);
    cr_assert(p.plan.training.task == NNT_TASK_REGRESSION);
    cr_assert_str_eq(p.plan.folder, "folder");
    cr_assert(p.plan.directory == NULL);
    cr_assert(p.plan.start.path == NULL && p.plan.start.takes == NULL);
    planned_clear(&p);
}

NNT_TEST(plan, data) {
    planned p =
        plan_sketch("{'data': {'train': {'type': 'csv', 'path': 'a.csv'}, 'validation': "
                    "{'fraction': 0.25}, 'test': {'type': 'csv', 'path': 'b.csv'}}," TWO_UNITS "}");
    const size_t path = nnt_option_find(nnt_source_find("csv")->row.options, "path");
    cr_assert_str_eq(p.plan.train_source.name, "csv");
    cr_assert(p.plan.train_source.values[path].kind == NNT_VALUE_TEXT);
    cr_assert_str_eq(p.plan.train_source.values[path].text, "a.csv");
    cr_assert(p.plan.validation.kind == NNT_PART_FRACTION);
    cr_assert(p.plan.validation.fraction == 0.25);
    cr_assert(p.plan.test.kind == NNT_PART_SOURCE);
    cr_assert_str_eq(p.plan.test.source.values[path].text, "b.csv");
    cr_assert_str_eq(p.plan.scaling, "standard");
    cr_assert_str_eq(p.plan.target_scaling, "none");
    planned_clear(&p);
    p = plan_sketch("{" SINE "," TWO_UNITS "}");
    cr_assert(p.plan.validation.kind == NNT_PART_ABSENT);
    cr_assert(p.plan.test.kind == NNT_PART_ABSENT);
    cr_assert_str_eq(p.plan.target_scaling, "standard");
    planned_clear(&p);
}

NNT_TEST(plan, lists_of_texts_and_numbers) {
    planned p = plan_sketch("{'task': 'regression', 'data': {'train': {'type': 'csv', 'path': "
                            "'a.csv', 'target': ['y', 3]}, 'test': {'type': 'csv', 'path': "
                            "'b.csv', 'target': ['z']}}," TWO_UNITS "}");
    const size_t target = nnt_option_find(nnt_source_find("csv")->row.options, "target");
    const nnt_value *train = &p.plan.train_source.values[target];
    cr_assert(train->kind == NNT_VALUE_LIST);
    cr_assert(train->n_items == 2);
    cr_assert_str_eq(train->items[0].text, "y");
    cr_assert(train->items[1].kind == NNT_VALUE_NUMBER);
    cr_assert(train->items[1].number == 3);
    const nnt_value *test = &p.plan.test.source.values[target];
    cr_assert(test->n_items == 1);
    cr_assert_str_eq(test->items[0].text, "z");
    planned_clear(&p);
}

NNT_TEST(plan, layers_inherit_what_they_do_not_say) {
    planned p =
        plan_sketch("{" XOR ", 'network': {'hidden': [8, {'units': 4, 'activation': 'tanh'}, "
                    "{'units': 3, 'activation': {'type': 'leaky_relu', 'negative_slope': "
                    "0.5}, 'init': {'type': 'normal', 'std': 2}}], 'activation': 'relu', "
                    "'bias': 0.25}}");
    const nnt_layer_spec *layers = p.plan.layers;
    cr_assert(p.plan.n_layers == 4);
    cr_assert(layers[0].units == 8);
    cr_assert_str_eq(layers[0].activation.name, "relu");
    cr_assert_str_eq(layers[0].init.name, "he_normal");
    cr_assert(layers[1].units == 4);
    cr_assert_str_eq(layers[1].activation.name, "tanh");
    cr_assert_str_eq(layers[1].init.name, "glorot_uniform");
    cr_assert_str_eq(layers[2].activation.name, "leaky_relu");
    cr_assert(layers[2].activation.values[0].number == 0.5);
    cr_assert_str_eq(layers[2].init.name, "normal");
    cr_assert(layers[2].init.values[0].number == 2);
    for (size_t l = 0; l < 4; l++) {
        cr_assert_str_eq(layers[l].bias_init.name, "constant");
        cr_assert(layers[l].bias_init.values[0].number == 0.25);
    }
    planned_clear(&p);
}

NNT_TEST(plan, output_layer_is_linear_and_auto_means_glorot_uniform) {
    planned p = plan_sketch("{" XOR ", 'network': {'hidden': []}}");
    cr_assert(p.plan.n_layers == 1);
    cr_assert(p.plan.layers[0].units == 0);
    cr_assert_str_eq(p.plan.layers[0].activation.name, "linear");
    cr_assert_str_eq(p.plan.layers[0].init.name, "glorot_uniform");
    cr_assert(p.plan.layers[0].init.values[0].number == 1); /* gain */
    cr_assert(p.plan.layers[0].bias_init.values[0].number == 0);
    planned_clear(&p);
}

NNT_TEST(plan, one_init_and_bias_for_all_layers) {
    planned p = plan_sketch("{" XOR ", 'network': {'hidden': [2], 'init': 'he_uniform', 'bias': "
                            "{'type': 'uniform', 'limit': 0.125}}}");
    for (size_t l = 0; l < 2; l++) {
        cr_assert_str_eq(p.plan.layers[l].init.name, "he_uniform");
        cr_assert_str_eq(p.plan.layers[l].bias_init.name, "uniform");
        cr_assert(p.plan.layers[l].bias_init.values[0].number == 0.125);
    }
    planned_clear(&p);
}

NNT_TEST(plan, training_as_given) {
    planned p = plan_sketch(
        "{'data': {'train': 'xor', 'validation': 'xor'}," TWO_UNITS ", 'training': {'epochs': 7, "
        "'batch_size': 'full', 'shuffle': false, 'optimizer': {'type': 'sgd', 'learning_rate': "
        "0.5, 'nesterov': true}, 'schedule': {'type': 'cosine', 'final': 0.1, 'warmup': 2.5}, "
        "'clip_norm': 3, 'l1': 0.01, 'early_stopping': {'monitor': 'validation_accuracy', "
        "'patience': 4, 'min_delta': 0.5, 'restore_best': false}, 'stop_when': {'train_loss': "
        "0.001, 'train_accuracy': 1}}}");
    const nnt_training_spec *t = &p.plan.training;
    cr_assert_str_eq(t->loss.name, "cross_entropy");
    cr_assert_str_eq(t->optimizer.name, "sgd");
    cr_assert(t->optimizer.values[0].number == 0.5);
    cr_assert(t->optimizer.values[2].kind == NNT_VALUE_BOOLEAN);
    cr_assert(t->optimizer.values[2].number == 1);
    cr_assert_str_eq(t->schedule.name, "cosine");
    cr_assert(t->schedule.values[0].number == 0.1);
    cr_assert(t->warmup_epochs == 2.5);
    cr_assert(t->epochs == 7);
    cr_assert(t->batch_size == 0);
    cr_assert(!t->shuffle);
    cr_assert(t->clip_norm == 3);
    cr_assert(t->l1 == 0.01);
    cr_assert(t->early_stopping.on);
    cr_assert_str_eq(t->early_stopping.monitor, "validation_accuracy");
    cr_assert(t->early_stopping.patience == 4);
    cr_assert(t->early_stopping.min_delta == 0.5);
    cr_assert(!t->early_stopping.restore_best);
    cr_assert(t->n_stop_when == 2);
    cr_assert_str_eq(t->stop_when[0].metric, "train_loss");
    cr_assert(t->stop_when[0].value == 0.001);
    cr_assert_str_eq(t->stop_when[1].metric, "train_accuracy");
    cr_assert(p.plan.validation.kind == NNT_PART_SOURCE);
    planned_clear(&p);
}

NNT_TEST(plan, training_by_default) {
    planned p = plan_sketch("{" XOR "," TWO_UNITS "}");
    const nnt_training_spec *t = &p.plan.training;
    cr_assert(t->seed == 1);
    cr_assert(t->epochs == 100);
    cr_assert(t->batch_size == 32);
    cr_assert(t->shuffle);
    cr_assert(t->clip_norm == 0);
    cr_assert(t->l1 == 0);
    cr_assert(t->warmup_epochs == 0);
    cr_assert(!t->early_stopping.on);
    cr_assert(t->n_stop_when == 0);
    planned_clear(&p);
}

NNT_TEST(plan, instruments) {
    planned p = plan_sketch("{" XOR "," TWO_UNITS ", 'instruments': {'every': 5, 'unit': 'step', "
                            "'level': 'full', 'probe_rows': 10}}");
    cr_assert(p.plan.instruments.level == NNT_LEVEL_FULL);
    cr_assert(p.plan.instruments.every == 5);
    cr_assert(p.plan.instruments.per_step);
    cr_assert(p.plan.instruments.probe_rows == 10);
    planned_clear(&p);
    p = plan_sketch("{" XOR "," TWO_UNITS ", 'instruments': {'level': 'off'}}");
    cr_assert(p.plan.instruments.level == NNT_LEVEL_OFF);
    cr_assert(!p.plan.instruments.per_step);
    planned_clear(&p);
}

NNT_TEST(plan, directory_starts_at_the_config) {
    planned p = plan_sketch("{" XOR "," TWO_UNITS ", 'output': {'directory': 'runs/x'}}");
    cr_assert_str_eq(p.plan.directory, "folder/runs/x");
    planned_clear(&p);
    p = plan_sketch("{" XOR "," TWO_UNITS ", 'output': {'directory': '/abs'}}");
    cr_assert_str_eq(p.plan.directory, "/abs");
    planned_clear(&p);
}

#define STARTING(weights) "{" XOR ", 'network': {'hidden': [3, 2], 'initial_weights': " weights "}}"

static void expect_takes(const char *source, bool first, bool second, bool output) {
    planned p = plan_sketch(source);
    const bool *takes = p.plan.start.takes;
    cr_assert_str_eq(p.plan.start.path, "w.safetensors");
    cr_assert(takes[0] == first && takes[1] == second && takes[2] == output, "%s", source);
    planned_clear(&p);
}

NNT_TEST(plan, layers_that_start_from_a_model) {
    expect_takes(STARTING("'w.safetensors'"), true, true, true);
    expect_takes(STARTING("{'path': 'w.safetensors'}"), true, true, true);
    expect_takes(STARTING("{'path': 'w.safetensors', 'layers': 'all'}"), true, true, true);
    expect_takes(STARTING("{'path': 'w.safetensors', 'layers': 'hidden'}"), true, true, false);
    expect_takes(STARTING("{'path': 'w.safetensors', 'layers': 'none'}"), false, false, false);
    expect_takes(STARTING("{'path': 'w.safetensors', 'layers': [3, 1]}"), true, false, true);
}

NNT_TEST(plan, hidden_layers_that_are_frozen) {
    planned p = plan_sketch("{" XOR ", 'network': {'frozen': true, 'hidden': [4, {'units': 3, "
                            "'frozen': false}, {'units': 2}]}}");
    const nnt_layer_spec *layers = p.plan.layers;
    cr_assert(layers[0].is_frozen && !layers[1].is_frozen && layers[2].is_frozen);
    cr_assert(!layers[3].is_frozen, "the output layer goes by its own key");
    planned_clear(&p);
}

NNT_TEST(plan, how_each_layer_moves) {
    planned p = plan_sketch("{" XOR ", 'network': {'dropout': 0.25, 'hidden': [4, {'units': 3, "
                            "'dropout': 0, 'frozen': true}, {'units': 2, 'learning_rate_factor': "
                            "0.5}], 'output': {'init': 'zeros', 'frozen': true, "
                            "'learning_rate_factor': 2}}, 'training': {'max_norm': 3}}");
    const nnt_layer_spec *layers = p.plan.layers;
    cr_assert(layers[0].dropout == 0.25 && layers[1].dropout == 0 && layers[2].dropout == 0.25);
    cr_assert(layers[3].dropout == 0, "the output layer leaves nothing out");
    cr_assert(!layers[0].is_frozen && layers[1].is_frozen && !layers[2].is_frozen);
    cr_assert(layers[2].learning_rate_factor == 0.5);
    cr_assert(layers[3].is_frozen && layers[3].learning_rate_factor == 2);
    cr_assert_str_eq(layers[3].init.name, "zeros");
    cr_assert_str_eq(layers[0].init.name, "he_normal");
    cr_assert(p.plan.training.max_norm == 3);
    planned_clear(&p);
}
