/* The grid of a "compare" block: its variants, their names and their configs. */
#include "experiment/compare_grid.h"

#include "base/memory.h"
#include "experiment/config_override.h"
#include "experiment/config_rules.h"
#include "nntrain/compare.h"
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

nnt_grid nnt_grid_of(const nnt_json *root) {
    nnt_grid grid = {.vary = nnt_json_find(root, "compare.vary"), .n_variants = 1};
    const nnt_json *folds = nnt_json_find(root, "compare.folds");
    grid.n_folds = folds ? (size_t)folds->number : 0;
    for (const nnt_json *axis = grid.vary ? grid.vary->first : NULL; axis; axis = axis->next) {
        grid.n_axes++;
        if (!nnt_size_multiply(grid.n_variants, axis->n_children, &grid.n_variants)) {
            grid.n_variants = SIZE_MAX;
            break;
        }
    }
    return grid;
}

size_t nnt_grid_index(size_t variant, const nnt_json *axis) {
    for (const nnt_json *faster = axis->next; faster; faster = faster->next) {
        variant /= faster->n_children;
    }
    return variant % axis->n_children;
}

const nnt_json *nnt_grid_value(size_t variant, const nnt_json *axis) {
    const nnt_json *value = axis->first;
    for (size_t index = nnt_grid_index(variant, axis); index > 0; index--) {
        value = value->next;
    }
    return value;
}

/* ---- names ---------------------------------------------------------------- */

static const char *last_part(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot ? dot + 1 : path;
}

static bool is_column(const char *name) {
    static const char *const others[] = {"variant",       "seed",    "fold",   "folder", "status",
                                         "worst_verdict", "message", "config", "label"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (strcmp(others[i], name) == 0) {
            return true;
        }
    }
    for (unsigned i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        if (strcmp(nnt_compare_number_name((nnt_compare_number)i), name) == 0) {
            return true;
        }
    }
    return false;
}

const char *nnt_grid_axis_name(const nnt_grid *grid, const nnt_json *axis) {
    const char *name = last_part(axis->key);
    size_t n_equal = 0;
    for (const nnt_json *other = grid->vary->first; other; other = other->next) {
        n_equal += strcmp(last_part(other->key), name) == 0;
    }
    return n_equal == 1 && !is_column(name) ? name : axis->key;
}

void nnt_grid_add_value(nnt_text *text, const nnt_json *value) {
    nnt_text json = {0};
    nnt_json_write_compact(&json, value);
    for (const char *next = json.data ? json.data : ""; *next;) {
        const size_t length = strcspn(next, "\"");
        nnt_text_add_bytes(text, next, length);
        next += length + (next[length] != '\0');
    }
    text->failed = text->failed || json.failed;
    nnt_text_clear(&json);
}

void nnt_grid_add_label(nnt_text *text, const nnt_grid *grid, size_t variant) {
    const char *joint = "";
    for (const nnt_json *axis = grid->vary ? grid->vary->first : NULL; axis; axis = axis->next) {
        if (axis->n_children > 1) {
            nnt_text_addf(text, "%s%s=", joint, nnt_grid_axis_name(grid, axis));
            nnt_grid_add_value(text, nnt_grid_value(variant, axis));
            joint = ",";
        }
    }
}

/* ---- configs -------------------------------------------------------------- */

static nnt_json *new_fold(nnt_json_document *tree, const nnt_grid *grid, size_t fold) {
    nnt_json *validation = nnt_json_new(tree, NNT_JSON_OBJECT);
    const bool is_complete =
        validation &&
        nnt_json_set(tree, validation, "folds", nnt_json_new_number(tree, (double)grid->n_folds)) &&
        nnt_json_set(tree, validation, "fold", nnt_json_new_number(tree, (double)fold));
    return is_complete ? validation : NULL;
}

static void
set_value(nnt_json_document *tree, const char *path, nnt_json *value, nnt_problems *problems) {
    const nnt_spot spot = nnt_spot_of_value(value);
    value->key_line = spot.line;
    value->key_column = spot.column;
    nnt_config_set(tree, path, value, spot, problems);
}

bool nnt_grid_tree(const nnt_config *config,
                   size_t variant,
                   size_t fold,
                   nnt_json_document *tree,
                   nnt_problems *problems) {
    const nnt_grid grid = nnt_grid_of(config->document.root);
    tree->root = nnt_json_copy(tree, config->given.root);
    if (!tree->root) {
        return false;
    }
    nnt_json_remove(tree->root, "compare");
    for (const nnt_json *axis = grid.vary ? grid.vary->first : NULL; axis; axis = axis->next) {
        nnt_json *value = nnt_json_copy(tree, nnt_grid_value(variant, axis));
        if (!value) {
            return false;
        }
        set_value(tree, axis->key, value, problems);
    }
    if (grid.n_folds > 0) {
        nnt_json *validation = new_fold(tree, &grid, fold);
        if (!validation) {
            return false;
        }
        set_value(tree, "data.validation", validation, problems);
    }
    return true;
}

static bool set_text(nnt_json_document *tree, const char *key, const char *text) {
    return nnt_json_set(tree, tree->root, key, nnt_json_new_string(tree, text));
}

/* "compare_depth" and "hidden=[8,8]" give "compare_depth-hidden_8_8_". */
static bool set_name(nnt_json_document *tree, const nnt_config *config, size_t variant) {
    const nnt_grid grid = nnt_grid_of(config->document.root);
    nnt_text name = {0};
    nnt_text_add(&name, nnt_config_name(config));
    const size_t length = name.length;
    nnt_text_add(&name, "-");
    nnt_grid_add_label(&name, &grid, variant);
    for (size_t i = length; i < name.length; i++) {
        name.data[i] = strchr(NNT_NAME_LETTERS, name.data[i]) ? name.data[i] : '_';
    }
    bool is_set = !name.failed;
    if (is_set) {
        const size_t most = name.length < NNT_MAX_NAME ? name.length : NNT_MAX_NAME;
        name.data[name.length == length + 1 ? length : most] = '\0';
        is_set = set_text(tree, "name", name.data);
    }
    nnt_text_clear(&name);
    return is_set;
}

static bool set_seed(nnt_json_document *tree, uint64_t seed) {
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, seed);
    return set_text(tree, "seed", digits);
}

nnt_status nnt_grid_config(const nnt_config *config,
                           size_t variant,
                           nnt_grid_run run,
                           nnt_config **result,
                           nnt_error *error) {
    nnt_json_document tree = {0};
    nnt_problems problems = {.file = nnt_config_name(config)};
    bool has_memory = nnt_grid_tree(config, variant, run.fold, &tree, &problems);
    if (has_memory) {
        nnt_json_remove(nnt_json_get(tree.root, "output"), "directory");
        has_memory = set_name(&tree, config, variant) && set_seed(&tree, run.seed);
    }
    if (has_memory) {
        *result = nnt_config_from_tree(&tree, config->folder, &problems);
    }
    problems.out_of_memory = problems.out_of_memory || !has_memory;
    nnt_json_clear(&tree);
    return nnt_problems_finish(&problems, NULL, error);
}
