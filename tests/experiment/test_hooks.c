/* The numbers of layers.csv and activity.csv against what PyTorch's hooks saw of the same
 * weights and rows in float64 (tools/make_hook_vectors.py). */
#include "experiment/replay.h"

/* Relative, and what is left of numbers that cancel to 0. */
static const double TOLERANCE = 1e-9, FLOOR = 1e-12;

static bool is_near(double found, const nnt_json *expected) {
    if (expected->type == NNT_JSON_NULL) {
        return isnan(found);
    }
    return fabs(found - expected->number) <= TOLERANCE * fabs(expected->number) + FLOOR;
}

/* Every column that the file has, row by row. */
static void compare_table(const replay *it, const nnt_table *table, const char *group) {
    size_t n_columns = 0;
    for (const nnt_json *list = get(it, group)->first; list; list = list->next, n_columns++) {
        const size_t column = nnt_table_column(table, list->key);
        size_t row = 0;
        cr_assert(column != SIZE_MAX, "%s: no column %s", it->name, list->key);
        for (const nnt_json *expected = list->first; expected; expected = expected->next, row++) {
            cr_assert(row < table->n_rows, "%s: %s has %zu rows", it->name, group, table->n_rows);
            const double found = table->cells[row * table->n_columns + column];
            cr_expect(is_near(found, expected), "%s: %s, row %zu: %.17g, not %.17g", it->name,
                      list->key, row + 1, found, expected->number);
        }
        cr_expect(row == table->n_rows, "%s: %zu of %zu rows", it->name, row, table->n_rows);
    }
    cr_expect(n_columns > 0 || table->n_rows == 0);
}

static void check_hooks(const char *name) {
    const nnt_listener nobody = {0};
    nnt_outcome outcome;
    replay it;
    open_replay(name, "float64", NNT_LEVEL_FULL, &it);
    set_initial(&it);
    it.engine->train(it.session, &nobody, &outcome);
    const nnt_history *history = it.engine->history(it.session);
    compare_table(&it, &history->layers, "layers");
    compare_table(&it, &history->activity, "units");
    close_replay(&it);
}

#define NNT_HOOKS(id, file)                                                                        \
    NNT_TEST(hooks, id) {                                                                          \
        check_hooks("hooks-" file);                                                                \
    }

NNT_HOOKS(relu, "relu")
NNT_HOOKS(relu_deep, "relu-deep")
NNT_HOOKS(leaky_relu, "leaky_relu")
NNT_HOOKS(sigmoid, "sigmoid")
NNT_HOOKS(tanh, "tanh")
NNT_HOOKS(tanh_saturated, "tanh-saturated")
NNT_HOOKS(hard_tanh, "hard_tanh")
NNT_HOOKS(softplus, "softplus")
NNT_HOOKS(elu, "elu")
NNT_HOOKS(selu, "selu")
NNT_HOOKS(gelu, "gelu")
NNT_HOOKS(silu, "silu")
NNT_HOOKS(linear, "linear")
NNT_HOOKS(elu_steep, "elu-steep")
NNT_HOOKS(sine, "sine")
