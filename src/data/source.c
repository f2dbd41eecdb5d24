/* The table of data sources, and the checks that all of them share. */
#include "data/source.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/suggest.h"
#include "base/text.h"
#include <string.h>

#define NNT_SOURCE(name) extern const nnt_source nnt_source_##name;
#include "data/source_list.inc"
#undef NNT_SOURCE

static const nnt_source *const sources[] = {
#define NNT_SOURCE(name) &nnt_source_##name,
#include "data/source_list.inc"
#undef NNT_SOURCE
};

enum { N_SOURCES = sizeof sources / sizeof sources[0] };

size_t nnt_source_count(void) {
    return N_SOURCES;
}

const nnt_source *nnt_source_get(size_t index) {
    return sources[index];
}

const nnt_source *nnt_source_find(const char *name) {
    for (size_t i = 0; i < N_SOURCES; i++) {
        if (strcmp(sources[i]->row.name, name) == 0) {
            return sources[i];
        }
    }
    return NULL;
}

const nnt_row *nnt_source_row(size_t index) {
    return &sources[index]->row;
}

char *nnt_source_path(const nnt_source_context *context, const char *path) {
    const char *folder = context->folder;
    const bool is_whole = !folder || strcmp(folder, ".") == 0 || strcmp(path, "-") == 0;
    return is_whole ? nnt_copy_text(path) : nnt_path_join(folder, path);
}

/* ---- errors that list sources --------------------------------------------- */

static const unsigned ANY_TASK = ~0u;

/* "blobs, checkerboard, …" of those that serve one of `tasks`, in table order. */
static void list_sources(unsigned tasks, nnt_text *list) {
    for (size_t i = 0; i < N_SOURCES; i++) {
        if (sources[i]->tasks & tasks) {
            nnt_text_addf(list, "%s%s", list->length > 0 ? ", " : "", sources[i]->row.name);
        }
    }
}

static const char *get_list(const nnt_text *list) {
    return list->failed ? "(out of memory)" : list->data;
}

static nnt_status refuse_name(const char *name, nnt_error *error) {
    const char *names[N_SOURCES];
    for (size_t i = 0; i < N_SOURCES; i++) {
        names[i] = sources[i]->row.name;
    }
    const char *near = nnt_suggest(name, names, N_SOURCES);
    nnt_text known = {0};
    list_sources(ANY_TASK, &known);
    const nnt_status status = nnt_error_set(
        error, NNT_ERR_CONFIG, "unknown source \"%s\"%s%s%sknown: %s", name,
        near ? "; did you mean \"" : "; ", near ? near : "", near ? "\"? " : "", get_list(&known));
    nnt_text_clear(&known);
    return status;
}

static nnt_status refuse_task(const nnt_source *source, nnt_task task, nnt_error *error) {
    const char *word = task == NNT_TASK_CLASSIFICATION ? "classification" : "regression";
    nnt_text others = {0};
    list_sources(1u << task, &others);
    const nnt_status status = nnt_error_set(
        error, NNT_ERR_CONFIG, "source \"%s\" gives no data for a %s; those that do: %s",
        source->row.name, word, get_list(&others));
    nnt_text_clear(&others);
    return status;
}

/* ---- loading -------------------------------------------------------------- */

/* The first file of a source, or its name. */
static const char *find_origin(const nnt_source *source, const nnt_choice *choice) {
    const nnt_option *options = source->row.options;
    for (size_t i = 0; i < nnt_option_count(options); i++) {
        if (options[i].accepts & NNT_ACCEPT_PATH && choice->values[i].text) {
            return choice->values[i].text;
        }
    }
    return choice->name;
}

/* A network has one shape, so all parts of the data must fit it. */
static nnt_status check_shape(const nnt_dataset *dataset,
                              const nnt_source_context *context,
                              const char *origin,
                              nnt_error *error) {
    const nnt_dataset *like = context->like;
    if (!like) {
        return NNT_OK;
    }
    if (dataset->n_features != like->n_features) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: the %s data have %zu feature%s; the training data have %zu",
                             origin, context->part, dataset->n_features,
                             dataset->n_features == 1 ? "" : "s", like->n_features);
    }
    if (dataset->n_outputs != like->n_outputs) {
        return nnt_error_set(
            error, NNT_ERR_DATA, "%s: the %s data have %zu %s; the training data have %zu", origin,
            context->part, dataset->n_outputs,
            dataset->task == NNT_TASK_CLASSIFICATION ? "classes" : "targets", like->n_outputs);
    }
    return NNT_OK;
}

nnt_status nnt_source_load(const nnt_choice *choice,
                           const nnt_source_context *context,
                           nnt_dataset *dataset,
                           nnt_error *error) {
    *dataset = (nnt_dataset){0};
    const nnt_source *source = nnt_source_find(choice->name);
    if (!source) {
        return refuse_name(choice->name, error);
    }
    if (!(source->tasks & 1u << context->task)) {
        return refuse_task(source, context->task, error);
    }
    nnt_status status = source->load(choice->values, context, dataset, error);
    if (!status) {
        status = check_shape(dataset, context, find_origin(source, choice), error);
    }
    if (status) {
        nnt_dataset_clear(dataset);
    }
    return status;
}
