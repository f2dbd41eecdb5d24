/* Reading a configuration: text, overrides, check, completion. */
#include "experiment/config_tree.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
#include "experiment/compare_check.h"
#include "experiment/config_check.h"
#include "experiment/config_override.h"
#include "experiment/config_problems.h"
#include "experiment/config_rules.h"
#include "experiment/config_table.h"
#include <string.h>

static char *write_tree(const nnt_json *root) {
    nnt_text text = {0};
    nnt_json_write(&text, root, 0);
    nnt_text_add(&text, "\n");
    return nnt_text_take(&text);
}

/* Fills `document` from `given`, a copy of which gets the defaults. */
static void
complete(const nnt_json_document *given, nnt_json_document *document, nnt_problems *problems) {
    nnt_json_document copy = {0};
    copy.root = nnt_json_copy(&copy, given->root);
    if (copy.root && nnt_config_add_defaults(&copy, problems->file)) {
        document->root = nnt_config_check(&nnt_config_root, copy.root, document, problems);
    } else {
        problems->out_of_memory = true;
    }
    if (document->root) {
        nnt_config_check_rules(document->root, problems);
    }
    nnt_json_clear(&copy);
}

static bool has_problems(const nnt_problems *problems) {
    return problems->out_of_memory || problems->placed.count > 0 || problems->overridden.count > 0;
}

nnt_config *
nnt_config_from_tree(nnt_json_document *tree, const char *folder, nnt_problems *problems) {
    nnt_config *config = nnt_allocate(1, sizeof *config);
    if (!config) {
        problems->out_of_memory = true;
        nnt_json_clear(tree);
        return NULL;
    }
    config->given = *tree;
    *tree = (nnt_json_document){0};
    config->folder = nnt_copy_text(folder);
    complete(&config->given, &config->document, problems);
    problems->out_of_memory = problems->out_of_memory || !config->folder;
    if (config->document.root && config->folder) {
        nnt_compare_check(config, problems);
    }
    if (!has_problems(problems)) {
        config->text = write_tree(config->document.root);
        problems->out_of_memory = !config->text;
    }
    if (has_problems(problems)) {
        nnt_config_free(config);
        return NULL;
    }
    return config;
}

nnt_status nnt_config_read(const char *text,
                           size_t length,
                           const char *name,
                           const char *folder,
                           const nnt_override *overrides,
                           size_t n_overrides,
                           nnt_config **config,
                           nnt_messages *problems,
                           nnt_error *error) {
    nnt_json_document given = {0};
    nnt_problems found = {.file = name};
    nnt_config *result = NULL;
    nnt_status status = nnt_json_read(text, length, name, &given, &found.placed, error);
    if (status == NNT_ERR_MEMORY) {
        goto cleanup;
    }
    if (given.root) { /* also of a text with duplicate keys: the rest can be checked */
        const bool has_keys = given.root->type == NNT_JSON_OBJECT;
        for (size_t i = 0; has_keys && i < n_overrides; i++) {
            nnt_config_override(&given, &overrides[i], &found);
        }
        result = nnt_config_from_tree(&given, folder, &found);
    }
    status = nnt_problems_finish(&found, problems, error);
    if (status == NNT_OK) {
        *config = result;
        result = NULL;
    }
cleanup:
    nnt_messages_clear(&found.placed);
    nnt_messages_clear(&found.overridden);
    nnt_json_clear(&given);
    nnt_config_free(result);
    return status;
}

nnt_status nnt_config_load(const char *path,
                           const nnt_override *overrides,
                           size_t n_overrides,
                           nnt_config **config,
                           nnt_messages *problems,
                           nnt_error *error) {
    char *text = NULL;
    size_t length = 0;
    const bool is_standard_input = strcmp(path, "-") == 0;
    const char *name = is_standard_input ? "stdin" : path;
    char *folder = is_standard_input ? nnt_copy_text(".") : nnt_path_folder(path);
    nnt_status status = folder ? nnt_file_read(path, NNT_MOST_CONFIG_BYTES, &text, &length, error)
                               : nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", path);
    if (!status) {
        status = nnt_config_read(text, length, name, folder, overrides, n_overrides, config,
                                 problems, error);
    }
    nnt_free(folder);
    nnt_free(text);
    return status;
}

void nnt_config_free(nnt_config *config) {
    if (config) {
        nnt_json_clear(&config->document);
        nnt_json_clear(&config->given);
        nnt_free(config->text);
        nnt_free(config->folder);
        nnt_free(config);
    }
}

void nnt_config_limit_memory(nnt_config *config, size_t bytes) {
    config->memory = bytes;
}

const char *nnt_config_name(const nnt_config *config) {
    return nnt_json_get(config->document.root, "name")->text;
}

const char *nnt_config_description(const nnt_config *config) {
    return nnt_json_get(config->document.root, "description")->text;
}

const char *nnt_config_text(const nnt_config *config) {
    return config->text;
}
