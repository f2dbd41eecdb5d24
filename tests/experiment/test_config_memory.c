/* Reading a config when memory runs out: always the status, never a crash or leak. */
#include "experiment/config_sketch.h"

#include "base/memory_testing.h"
#include "experiment/plan.h"

#define EVERYTHING                                                                                 \
    "{'name': 'all', 'seed': '18446744073709551615', 'data': {'train': {'type': 'csv', 'path': "   \
    "'a.csv'}, 'validation': {'fraction': 0.1}, 'test': {'type': 'csv', 'path': 'b.csv'}}, "       \
    "'network': {'hidden': [2, {'units': 3, 'activation': 'tanh', 'init': 'zeros'}], 'bias': "     \
    "0.1}, "                                                                                       \
    "'training': {'early_stopping': {}, 'stop_when': {'train_loss': 0}}, 'output': {'directory': " \
    "'x'}}"

enum { MANY = 100000 }; /* more allocations than any of these needs */

/* Reads, plans and copies the config; the first failure ends it. */
static nnt_status use_config(const char *text, const nnt_override *overrides, size_t n) {
    nnt_config *config = NULL;
    nnt_messages problems = {0};
    nnt_error error = {0};
    nnt_status status = nnt_config_read(text, strlen(text), "x.json", "folder", overrides, n,
                                        &config, &problems, &error);
    cr_assert((status == NNT_OK) == (config != NULL));
    nnt_plan plan = {0};
    if (!status) {
        status = nnt_plan_create(config, &plan, &error);
        nnt_plan_clear(&plan);
    }
    if (!status) {
        char *copy = nnt_config_text_with_paths(config, NNT_PATHS_AS_SEEN_FROM, "runs/x", NULL);
        status = copy ? NNT_OK : NNT_ERR_MEMORY;
        nnt_free(copy);
    }
    nnt_config_free(config);
    nnt_messages_clear(&problems);
    return status;
}

/* Lets each allocation fail in turn, until none is left to fail. */
static void fail_each(const char *source,
                      const nnt_override *overrides,
                      size_t n_overrides,
                      nnt_status expected) {
    sketch drawn = sketch_create(source);
    size_t k = 1;
    for (; k < MANY; k++) {
        nnt_memory_fail_at(k, true);
        const nnt_status status = use_config(drawn.text, overrides, n_overrides);
        const bool has_failed = nnt_memory_count() >= k;
        nnt_memory_fail_at(0, false);
        if (!has_failed) {
            cr_assert(status == expected);
            break;
        }
        /* Problems that were found before the memory was out are still problems. */
        cr_assert(status == NNT_ERR_MEMORY || (status && status == expected),
                  "allocation %zu: status %d", k, (int)status);
    }
    cr_assert(k > 10 && k < MANY);
    nnt_free(drawn.text);
}

NNT_TEST(config_memory, valid_config) {
    const nnt_override overrides[] = {
        {"training.optimizer.learning_rate", "0.5"},
        {"network.activation", "tanh"},
    };
    fail_each(EVERYTHING, overrides, 2, NNT_OK);
}

NNT_TEST(config_memory, config_with_problems) {
    const nnt_override overrides[] = {
        {"network.hidden.7", "5"},
        {"network.activation", "reluu"},
    };
    fail_each("{'sed': 1, 'data': {'train': 'sine', 'target_scaling': 'none'}, 'loss': 'mse', "
              "'network': {'hidden': [0, 'x', {}]}, 'training': {'optimizer': {'type': 'adm'}, "
              "'stop_when': {'train_r2': 1}, 'schedule': {}}}",
              overrides, 2, NNT_ERR_CONFIG);
}

NNT_TEST(config_memory, schema) {
    size_t k = 1;
    for (; k < MANY; k++) {
        nnt_memory_fail_at(k, true);
        char *text = nnt_config_schema();
        const bool has_failed = nnt_memory_count() >= k;
        nnt_memory_fail_at(0, false);
        cr_assert(has_failed == (text == NULL), "allocation %zu", k);
        nnt_string_free(text);
        if (!has_failed) {
            break;
        }
    }
    cr_assert(k > 10 && k < MANY);
}
