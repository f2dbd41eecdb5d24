/* Checking the "compare" block of a config. */
#include "experiment/compare_check.h"

#include "experiment/compare_grid.h"
#include "nntrain/compare.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Every variant is read once; this bounds the values that all of them have. */
static const size_t most_values = (size_t)1 << 25;

/* With more problems than these in the config itself, its variants are not tried. */
enum { MANY_PROBLEMS = 20 };

static const nnt_where whole = {.parent = NULL};
static const nnt_where compare_place = {.parent = &whole, .key = "compare"};
static const nnt_where vary_place = {.parent = &compare_place, .key = "vary"};
static const nnt_where seeds_place = {.parent = &compare_place, .key = "seeds"};

/* ---- keys and seeds ------------------------------------------------------- */

/* True when `path` is `key` or below it. */
static bool is_at(const char *path, const char *key) {
    const size_t length = strlen(key);
    return strncmp(path, key, length) == 0 && (path[length] == '\0' || path[length] == '.');
}

/* Why a key cannot be varied, or NULL. */
static const char *find_objection(const nnt_json *vary, const nnt_json *axis) {
    static const char *const objections[][2] = {
        {"seed", "is varied by compare.seeds"},
        {"name", "cannot be varied: it names the folder of all"},
        {"output", "cannot be varied: all runs go to one folder"},
        {"data.validation.fold", "is varied by compare.folds"},
        {"compare", "cannot be varied: it says what is to be varied"},
    };
    for (size_t i = 0; i < sizeof objections / sizeof objections[0]; i++) {
        if (is_at(axis->key, objections[i][0])) {
            return objections[i][1];
        }
    }
    for (const nnt_json *earlier = vary->first; earlier != axis; earlier = earlier->next) {
        if (is_at(earlier->key, axis->key)) {
            return "would undo a key below it that is set before; put this one first";
        }
    }
    return NULL;
}

static bool check_keys(const nnt_json *vary, nnt_problems *problems) {
    bool is_fine = true;
    for (const nnt_json *axis = vary ? vary->first : NULL; axis; axis = axis->next) {
        const nnt_where place = {.parent = &vary_place, .key = axis->key};
        const char *objection = find_objection(vary, axis);
        if (objection) {
            nnt_problem_add(problems, nnt_spot_of_value(axis), &place, "%s", objection);
            is_fine = false;
        }
    }
    return is_fine;
}

static bool check_seeds(const nnt_json *seeds, nnt_problems *problems) {
    const bool is_list = seeds && seeds->type == NNT_JSON_ARRAY;
    if (is_list && (seeds->n_children == 0 || seeds->n_children > NNT_MAX_COMPARE_RUNS)) {
        nnt_problem_add(problems, nnt_spot_of_value(seeds), &seeds_place,
                        "must have 1 to %d entries, not %zu", NNT_MAX_COMPARE_RUNS,
                        seeds->n_children);
        return false;
    }
    return true;
}

/* Folds of the training rows validate, so nothing else may. */
static bool check_folds(const nnt_json *root, nnt_problems *problems) {
    const nnt_json *folds = nnt_json_find(root, "compare.folds");
    const nnt_json *validation = nnt_json_find(root, "data.validation");
    const nnt_where place = {.parent = &compare_place, .key = "folds"};
    if (folds && validation && validation->type != NNT_JSON_NULL) {
        nnt_problem_add(problems, nnt_spot_of_value(folds), &place,
                        "takes the place of data.validation, which must not be given as well");
        return false;
    }
    return true;
}

/* ---- sizes ---------------------------------------------------------------- */

static size_t count_values(const nnt_json *value) {
    size_t n = 1;
    for (const nnt_json *child = value->first; child; child = child->next) {
        n += count_values(child);
    }
    return n;
}

static size_t count_seeds(const nnt_json *seeds) {
    if (!seeds) {
        return 1;
    }
    return seeds->type == NNT_JSON_ARRAY ? seeds->n_children : (size_t)seeds->number;
}

static bool check_size(const nnt_config *config, const nnt_grid *grid, nnt_problems *problems) {
    const nnt_json *compare = nnt_json_get(config->document.root, "compare");
    const size_t n_seeds = count_seeds(nnt_json_get(compare, "seeds"));
    const size_t n_runs = (n_seeds > 0 ? n_seeds : 1) * (grid->n_folds > 0 ? grid->n_folds : 1);
    const nnt_spot spot = nnt_spot_of_value(compare);
    if (grid->n_variants > NNT_MAX_COMPARE_RUNS / n_runs) {
        nnt_problem_add(problems, spot, &compare_place,
                        "%zu variants with %zu %s each are more than %d runs", grid->n_variants,
                        n_runs, grid->n_folds > 0 ? "seeds times folds" : "seeds",
                        NNT_MAX_COMPARE_RUNS);
        return false;
    }
    const size_t n_values = count_values(config->document.root);
    if (n_values > most_values / grid->n_variants) {
        nnt_problem_add(problems, spot, &compare_place,
                        "%zu variants of a config with %zu values are too many", grid->n_variants,
                        n_values);
        return false;
    }
    return true;
}

/* ---- doubles -------------------------------------------------------------- */

static bool is_equal(const nnt_json *a, const nnt_json *b) {
    if (a->type != b->type || a->n_children != b->n_children || a->number != b->number) {
        return false;
    }
    if (a->type == NNT_JSON_STRING && strcmp(a->text, b->text) != 0) {
        return false;
    }
    const nnt_json *x = a->first;
    for (const nnt_json *y = b->first; x; x = x->next, y = y->next) {
        if ((x->key && strcmp(x->key, y->key) != 0) || !is_equal(x, y)) {
            return false;
        }
    }
    return true;
}

/* Each entry of a list has to be there once. */
static void check_entries(const nnt_json *list, const nnt_where *where, nnt_problems *problems) {
    nnt_where place = {.parent = where};
    for (const nnt_json *value = list->first; value; value = value->next, place.index++) {
        const nnt_json *earlier = list->first;
        while (earlier != value && !is_equal(earlier, value)) {
            earlier = earlier->next;
        }
        if (earlier != value) {
            nnt_problem_add(problems, nnt_spot_of_value(value), &place, "is there already");
        }
    }
}

/* Two equal values would be two variants that nobody can tell apart. */
static void check_doubles(const nnt_json *compare, nnt_problems *problems) {
    const nnt_json *seeds = nnt_json_get(compare, "seeds");
    const nnt_json *vary = nnt_json_get(compare, "vary");
    for (const nnt_json *axis = vary ? vary->first : NULL; axis; axis = axis->next) {
        const nnt_where place = {.parent = &vary_place, .key = axis->key};
        check_entries(axis, &place, problems);
    }
    if (seeds) {
        check_entries(seeds, &seeds_place, problems);
    }
}

/* ---- variants ------------------------------------------------------------- */

/* The variants of a config while they are tried. */
typedef struct trial {
    const nnt_config *config;
    nnt_grid grid;
    size_t variant;
    nnt_problems *problems;
} trial;

static bool holds_place(const nnt_json *value, size_t line, size_t column) {
    if ((value->line == line && value->column == column) ||
        (value->key_line == line && value->key_column == column)) {
        return true;
    }
    const nnt_json *child = value->first;
    while (child && !holds_place(child, line, column)) {
        child = child->next;
    }
    return child != NULL;
}

/* Length of "file:line:column: " or "--set " at the start of a message. */
static size_t measure_start(const trial *tried, const nnt_message *message) {
    if (message->line == 0) {
        return strlen("--set ");
    }
    const int length =
        snprintf(NULL, 0, "%s:%zu:%zu: ", tried->problems->file, message->line, message->column);
    return length > 0 ? (size_t)length : 0;
}

/* What follows `path` in a text that begins with it; else NULL. */
static const char *skip_path(const char *text, const char *path) {
    const size_t length = strlen(path);
    const bool begins = strncmp(text, path, length) == 0 && text[length] != '\0';
    return begins && strchr(".:", text[length]) ? text + length : NULL;
}

/* The axis whose value in this variant is where a message points to, or, for what
 * has no place in the file, whose path it names; NULL: none. */
static const nnt_json *find_axis(const trial *tried, const nnt_message *message, const char *rest) {
    const nnt_json *axis = tried->grid.vary ? tried->grid.vary->first : NULL;
    for (; axis; axis = axis->next) {
        const nnt_json *value = nnt_grid_value(tried->variant, axis);
        const bool is_here = message->line > 0 ? holds_place(value, message->line, message->column)
                                               : value->line == 0 && skip_path(rest, axis->key);
        if (is_here) {
            return axis;
        }
    }
    return NULL;
}

/* "file:7:1: network.activation: unknown …" becomes "file:7:1:
 * compare.vary.network.activation.2: unknown …"; where no value of the block has
 * the place, the variant is named behind it. */
static void compose(const trial *tried, const nnt_message *message, nnt_text *text) {
    const size_t start = measure_start(tried, message);
    const char *rest = message->text + start;
    const nnt_json *axis = find_axis(tried, message, rest);
    nnt_text label = {0};
    nnt_text_add_bytes(text, message->text, start);
    if (axis) {
        const char *behind = skip_path(rest, axis->key);
        nnt_text_addf(text, "compare.vary.%s.%zu%s", axis->key,
                      nnt_grid_index(tried->variant, axis), behind ? "" : ": ");
        nnt_text_add(text, behind ? behind : rest);
        return;
    }
    nnt_text_add(text, rest);
    nnt_grid_add_label(&label, &tried->grid, tried->variant);
    if (label.length > 0) {
        nnt_text_addf(text, " (in the variant %s)", label.data);
    }
    text->failed = text->failed || label.failed;
    nnt_text_clear(&label);
}

static bool is_known(const nnt_messages *messages, const char *text) {
    size_t i = 0;
    while (i < messages->count && strcmp(messages->items[i].text, text) != 0) {
        i++;
    }
    return i < messages->count;
}

/* Takes over what the config itself does not have, each once. */
static void report(const trial *tried, const nnt_messages *found, nnt_messages *known) {
    for (size_t i = 0; i < found->count; i++) {
        const nnt_message *message = &found->items[i];
        nnt_text text = {0};
        compose(tried, message, &text);
        if (text.failed) {
            tried->problems->out_of_memory = true;
        } else if (!is_known(known, message->text) && !is_known(known, text.data) &&
                   !nnt_problems_are_full(tried->problems)) {
            nnt_messages_add(known, message->line, message->column, "%s", text.data);
        }
        nnt_text_clear(&text);
    }
}

static void try_variant(const trial *tried) {
    nnt_json_document tree = {0};
    nnt_problems found = {.file = tried->problems->file};
    if (nnt_grid_tree(tried->config, tried->variant, 1, &tree, &found)) {
        nnt_config_free(nnt_config_from_tree(&tree, tried->config->folder, &found));
    } else {
        found.out_of_memory = true;
    }
    report(tried, &found.placed, &tried->problems->placed);
    report(tried, &found.overridden, &tried->problems->overridden);
    tried->problems->out_of_memory = tried->problems->out_of_memory || found.out_of_memory;
    nnt_messages_clear(&found.placed);
    nnt_messages_clear(&found.overridden);
    nnt_json_clear(&tree);
}

void nnt_compare_check(const nnt_config *config, nnt_problems *problems) {
    const nnt_json *root = config->document.root;
    if (!nnt_json_get(root, "compare")) {
        return;
    }
    const nnt_json *compare = nnt_json_get(root, "compare");
    trial tried = {.config = config, .grid = nnt_grid_of(root), .problems = problems};
    const bool has_keys = check_keys(tried.grid.vary, problems) && check_folds(root, problems);
    const bool has_seeds = check_seeds(nnt_json_get(compare, "seeds"), problems);
    if (!has_seeds || !check_size(config, &tried.grid, problems)) {
        return; /* what follows takes a time that grows with the size */
    }
    check_doubles(compare, problems);
    const bool can_try =
        has_keys && problems->placed.count + problems->overridden.count <= MANY_PROBLEMS;
    for (; can_try && tried.variant < tried.grid.n_variants; tried.variant++) {
        if (problems->out_of_memory || nnt_problems_are_full(problems)) {
            break;
        }
        try_variant(&tried);
    }
}
