/* What the option table cannot say: defaults and limits of one key that depend on
 * others. */
#include "experiment/config_rules.h"

#include "base/file.h"
#include "data/source.h"
#include "experiment/config_rules_start.h"
#include "experiment/config_rules_training.h"
#include "experiment/config_table.h"
#include "experiment/config_words.h"
#include "experiment/engines.h"
#include <string.h>

/* ---- defaults ------------------------------------------------------------- */

static bool has_text(const nnt_json *value, const char *text) {
    return value && value->type == NNT_JSON_STRING && strcmp(value->text, text) == 0;
}

static nnt_task read_task(const nnt_json *root) {
    return has_text(nnt_json_get(root, "task"), NNT_TASK_WORD_REGRESSION) ? NNT_TASK_REGRESSION
                                                                          : NNT_TASK_CLASSIFICATION;
}

bool nnt_config_set_missing(nnt_json_document *document,
                            nnt_json *object,
                            const char *key,
                            const char *text) {
    if (nnt_json_get(object, key)) {
        return true;
    }
    nnt_json *value = nnt_json_new_string(document, text);
    if (!nnt_json_append(document, object, key, value)) {
        return false;
    }
    nnt_json_set_places(value, nnt_spot_of_value(object));
    return true;
}

/* "configs/xor deep.json" gives "xor_deep". */
static bool set_name(nnt_json_document *document, const char *file) {
    char name[NNT_MAX_NAME + 1];
    const char *last = nnt_path_name(file);
    size_t length = strlen(last);
    if (length > 5 && strcmp(last + length - 5, ".json") == 0) {
        length -= 5;
    }
    length = length < NNT_MAX_NAME ? length : NNT_MAX_NAME;
    for (size_t i = 0; i < length; i++) {
        const bool is_allowed =
            strchr(NNT_NAME_LETTERS, last[i]) && (i > 0 || !strchr(".-", last[i]));
        name[i] = is_allowed ? last[i] : '_';
    }
    name[length] = '\0';
    return nnt_config_set_missing(document, document->root, "name", length > 0 ? name : "config");
}

static const char *first_loss(nnt_task task) {
    const nnt_engine *engine = nnt_engine_any();
    size_t index = 0;
    while (!engine->loss_serves(index, task)) {
        index++; /* every task has a loss */
    }
    return engine->loss_row(index)->name;
}

static const nnt_source *find_source(const nnt_json *choice) {
    const nnt_json *type = nnt_json_get(choice, "type");
    const nnt_json *name = type ? type : choice;
    return name && name->type == NNT_JSON_STRING ? nnt_source_find(name->text) : NULL;
}

bool nnt_config_add_defaults(nnt_json_document *document, const char *file) {
    nnt_json *root = document->root;
    if (root->type != NNT_JSON_OBJECT) {
        return true;
    }
    const nnt_task task = read_task(root);
    nnt_json *data = nnt_json_get(root, "data");
    const bool has_data = data && data->type == NNT_JSON_OBJECT;
    const nnt_source *source = has_data ? find_source(nnt_json_get(data, "train")) : NULL;
    if (!set_name(document, file) ||
        !nnt_config_set_missing(document, root, "loss", first_loss(task))) {
        return false;
    }
    if (!nnt_config_add_training_defaults(document, nnt_json_get(root, "training"))) {
        return false;
    }
    if (source && !nnt_config_set_missing(document, data, "scaling", source->scaling)) {
        return false;
    }
    const bool scales_targets = has_data && task == NNT_TASK_REGRESSION;
    return !scales_targets || nnt_config_set_missing(document, data, "target_scaling", "standard");
}

/* ---- rules ---------------------------------------------------------------- */

void nnt_rule_refuse(nnt_problems *problems,
                     const nnt_json *value,
                     const char *path,
                     nnt_text *text) {
    const nnt_where root = {.parent = NULL};
    const nnt_where where = {.parent = &root, .key = path};
    nnt_problem_add_text(problems, nnt_spot_of_value(value), &where, text);
}

static const char *task_text(nnt_task task) {
    return task == NNT_TASK_REGRESSION ? "a regression" : "a classification";
}

static void check_name(const nnt_json *root, nnt_problems *problems) {
    const nnt_json *name = nnt_json_get(root, "name");
    if (!name) {
        return;
    }
    const size_t length = strlen(name->text);
    const bool is_allowed = length > 0 && length <= NNT_MAX_NAME && !strchr(".-", name->text[0]) &&
                            strspn(name->text, NNT_NAME_LETTERS) == length;
    if (!is_allowed) {
        nnt_text text = {0};
        nnt_text_addf(&text,
                      "must be 1 to %d letters, digits, \".\", \"_\" or \"-\", the first neither "
                      "\".\" nor \"-\", because it names a folder; not ",
                      NNT_MAX_NAME);
        nnt_text_add_quoted(&text, name->text);
        nnt_rule_refuse(problems, name, "name", &text);
    }
}

static void
check_source(const nnt_json *root, nnt_task task, const char *path, nnt_problems *problems) {
    const nnt_json *choice = nnt_json_find(root, path);
    const nnt_json *type = nnt_json_get(choice, "type");
    const nnt_source *source = type ? nnt_source_find(type->text) : NULL;
    if (!source || source->tasks & 1u << task) {
        return;
    }
    nnt_names names = {0};
    for (size_t i = 0; i < nnt_source_count(); i++) {
        const nnt_row *row = nnt_source_row(i);
        if (nnt_source_get(i)->tasks & 1u << task) {
            nnt_names_add(&names, row->name, strlen(row->name));
        }
    }
    nnt_text text = {0};
    nnt_text_addf(&text, "\"%s\" cannot serve %s; those that can: ", type->text, task_text(task));
    nnt_names_add_list(&names, &text);
    nnt_rule_refuse(problems, type, path, &text);
}

static void check_loss(const nnt_json *root, nnt_task task, nnt_problems *problems) {
    const nnt_engine *engine = nnt_engine_any();
    const nnt_json *type = nnt_json_find(root, "loss.type");
    nnt_names names = {0};
    bool serves = false;
    for (size_t i = 0; type && i < engine->loss_count(); i++) {
        const char *name = engine->loss_row(i)->name;
        if (engine->loss_serves(i, task)) {
            nnt_names_add(&names, name, strlen(name));
            serves = serves || has_text(type, name);
        }
    }
    if (type && !serves) {
        nnt_text text = {0};
        nnt_text_addf(&text, "\"%s\" cannot serve %s; those that can: ", type->text,
                      task_text(task));
        nnt_names_add_list(&names, &text);
        nnt_rule_refuse(problems, type, "loss", &text);
    }
    nnt_names_clear(&names);
}

/* What the source itself refuses in its texts, each at its own place. */
static void check_source_texts(const nnt_json *root, const char *part, nnt_problems *problems) {
    const nnt_where whole = {.parent = NULL};
    const nnt_where choice = {.parent = &whole, .key = part};
    const nnt_json *object = nnt_json_find(root, part);
    const nnt_json *type = nnt_json_get(object, "type");
    const nnt_source *source = type ? nnt_source_find(type->text) : NULL;
    for (const nnt_json *member = source && source->refuse_text ? object->first : NULL; member;
         member = member->next) {
        const char *allowed =
            member->type == NNT_JSON_STRING ? source->refuse_text(member->key, member->text) : NULL;
        if (allowed) {
            const nnt_where where = {.parent = &choice, .key = member->key};
            nnt_text text = {0};
            nnt_text_addf(&text, "must be %s, not ", allowed);
            nnt_text_add_quoted(&text, member->text);
            nnt_problem_add_text(problems, nnt_spot_of_value(member), &where, &text);
        }
    }
}

static void check_target_scaling(const nnt_json *root, nnt_task task, nnt_problems *problems) {
    const nnt_json *scaling = nnt_json_find(root, "data.target_scaling");
    if (scaling && task == NNT_TASK_CLASSIFICATION) {
        nnt_text text = {0};
        nnt_text_add(&text,
                     "only a regression has targets to scale, and the task is a classification");
        nnt_rule_refuse(problems, scaling, "data.target_scaling", &text);
    }
}

static void check_fractions(const nnt_json *root, nnt_problems *problems) {
    const nnt_json *validation = nnt_json_find(root, "data.validation.fraction");
    const nnt_json *test = nnt_json_find(root, "data.test.fraction");
    if (validation && test && validation->number + test->number >= 1) {
        nnt_text text = {0};
        nnt_text_addf(&text,
                      "validation and test together must leave rows for training: %.60s + %.60s is "
                      "not below 1",
                      validation->text, test->text);
        nnt_rule_refuse(problems, test, "data.test.fraction", &text);
    }
}

/* A fraction alone, or folds and one of them. */
static void check_validation(const nnt_json *root, nnt_problems *problems) {
    const nnt_json *validation = nnt_json_find(root, "data.validation");
    const nnt_json *fraction = nnt_json_get(validation, "fraction");
    const nnt_json *folds = nnt_json_get(validation, "folds");
    const nnt_json *fold = nnt_json_get(validation, "fold");
    if (!validation || validation->type != NNT_JSON_OBJECT || nnt_json_get(validation, "type") ||
        nnt_problems_are_below(problems, "data.validation")) {
        return;
    }
    nnt_text text = {0};
    if (fraction && (folds || fold)) {
        nnt_text_add(&text, "a fraction and folds exclude each other");
    } else if (!fraction && !(folds && fold)) {
        nnt_text_add(&text, "needs a fraction, folds and a fold, or the type of a source");
    } else if (fold && fold->number > folds->number) {
        nnt_text_addf(&text, "there is no fold %.20s of %.20s", fold->text, folds->text);
    }
    if (text.length > 0) {
        nnt_rule_refuse(problems, validation, "data.validation", &text);
    }
}

/* ---- metrics -------------------------------------------------------------- */

/* What a run of the config records. */
static bool has_metric(const char *metric, nnt_task task, bool has_validation) {
    const bool is_of_validation = strncmp(metric, "validation_", strlen("validation_")) == 0;
    const bool is_of_regression = strstr(metric, "_rmse") || strstr(metric, "_r2");
    const bool is_of_classification = strstr(metric, "_accuracy");
    const bool serves = task == NNT_TASK_REGRESSION ? !is_of_classification : !is_of_regression;
    return serves && (has_validation || !is_of_validation);
}

/* A metric that is named at the place of `value`. */
static void check_metric(const nnt_json *root,
                         const nnt_json *value,
                         const char *metric,
                         const char *path,
                         nnt_problems *problems) {
    const nnt_task task = read_task(root);
    const nnt_json *validation = nnt_json_find(root, "data.validation");
    /* One that had problems of its own is not in the tree. */
    const bool has_validation =
        !validation || validation->type != NNT_JSON_NULL || nnt_json_find(root, "compare.folds");
    if (has_metric(metric, task, has_validation)) {
        return;
    }
    nnt_text text = {0};
    if (has_metric(metric, task, true)) {
        nnt_text_addf(&text, "there is no %s without data.validation; known: ", metric);
    } else {
        nnt_text_addf(&text, "%s has no %s; known: ", task_text(task), metric);
    }
    nnt_names words = {0};
    nnt_names known = {0};
    nnt_names_add_words(&words, NNT_METRIC_WORDS);
    for (size_t i = 0; i < words.count; i++) {
        if (has_metric(words.items[i], task, has_validation)) {
            nnt_names_add(&known, words.items[i], strlen(words.items[i]));
        }
    }
    nnt_names_add_list(&known, &text);
    text.failed = text.failed || words.failed;
    nnt_names_clear(&words);
    nnt_rule_refuse(problems, value, path, &text);
}

static void check_metrics(const nnt_json *root, nnt_problems *problems) {
    const nnt_json *monitor = nnt_json_find(root, "training.early_stopping.monitor");
    if (monitor) {
        check_metric(root, monitor, monitor->text, "training.early_stopping.monitor", problems);
    }
    const nnt_json *watched = nnt_json_find(root, "training.schedule.monitor");
    if (watched) {
        check_metric(root, watched, watched->text, "training.schedule.monitor", problems);
    }
    const nnt_json *targets = nnt_json_find(root, "training.stop_when");
    for (const nnt_json *target = targets ? targets->first : NULL; target; target = target->next) {
        check_metric(root, target, target->key, "training.stop_when", problems);
    }
}

void nnt_config_check_rules(const nnt_json *root, nnt_problems *problems) {
    check_name(root, problems);
    check_fractions(root, problems);
    check_validation(root, problems);
    check_source_texts(root, "data.train", problems);
    check_source_texts(root, "data.validation", problems);
    check_source_texts(root, "data.test", problems);
    nnt_config_check_start(root, problems);
    if (!nnt_json_get(root, "task")) {
        return; /* what a task allows cannot be said */
    }
    const nnt_task task = read_task(root);
    check_source(root, task, "data.train", problems);
    check_source(root, task, "data.validation", problems);
    check_source(root, task, "data.test", problems);
    check_target_scaling(root, task, problems);
    check_loss(root, task, problems);
    check_metrics(root, problems);
    nnt_config_check_optimizer(root, problems);
}
