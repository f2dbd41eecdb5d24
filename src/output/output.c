/* The table of outputs, and the writing of all of them. */
#include "output/output.h"

#include "base/file.h"
#include "base/memory.h"
#include "output/compare_files.h"
#include "output/model_file.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

static const nnt_output *const outputs[] = {
#define NNT_OUTPUT(name) &nnt_output_##name,
#include "output/output_list.inc"
#undef NNT_OUTPUT
};

enum { N_OUTPUTS = sizeof outputs / sizeof outputs[0] };

size_t nnt_output_count(void) {
    return N_OUTPUTS;
}

const nnt_output *nnt_output_get(size_t index) {
    return outputs[index];
}

bool nnt_output_is_wanted(const nnt_output *output, const nnt_run_view *view) {
    return !output->is_wanted || output->is_wanted(view);
}

static nnt_status
render(const nnt_output *output, const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    if (!nnt_output_is_wanted(output, view)) {
        return NNT_OK;
    }
    const nnt_status status = output->render(view, text, error);
    if (!status && text->failed) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write %s", output->file);
    }
    return status;
}

nnt_status nnt_output_remove(const char *folder, const char *name, nnt_error *error) {
    char *path = nnt_path_join(folder, name);
    if (!path) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to remove %s", name);
    }
    nnt_status status = NNT_OK;
    if (remove(path) != 0 && errno != ENOENT) {
        status =
            nnt_error_set(error, NNT_ERR_IO, "%s: cannot remove it: %s", path, strerror(errno));
    }
    nnt_free(path);
    return status;
}

nnt_status nnt_output_remove_all(const char *folder, nnt_error *error) {
    static const char *const others[] = {NNT_CHECKPOINT_FILE, NNT_RUN_INFO_FILE};
    nnt_status status = NNT_OK;
    for (size_t i = N_OUTPUTS; i > 0 && !status; i--) {
        status = nnt_output_remove(folder, outputs[i - 1]->file, error);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0] && !status; i++) {
        status = nnt_output_remove(folder, others[i], error);
    }
    return status;
}

static nnt_status write_files(const nnt_run_view *view,
                              const char *folder,
                              const nnt_new_file *files,
                              size_t n,
                              nnt_error *error) {
    if (view->on_disk) {
        view->on_disk(view->context, true);
    }
    const nnt_status status = nnt_files_write(folder, files, n, error);
    if (view->on_disk) {
        view->on_disk(view->context, false);
    }
    return status;
}

static bool stands_already(const nnt_output *output, const nnt_run_view *view) {
    return view->has_config && output == &nnt_output_config;
}

static nnt_status
save_all(const nnt_run_view *view, const nnt_text *texts, const char *folder, nnt_error *error) {
    nnt_new_file files[N_OUTPUTS];
    size_t n_files = 0;
    nnt_status status = NNT_OK;
    for (size_t i = 0; i < N_OUTPUTS && !status; i++) {
        if (stands_already(outputs[i], view)) {
            continue;
        }
        if (texts[i].data) {
            files[n_files++] = (nnt_new_file){outputs[i]->file, texts[i].data, texts[i].length};
        } else {
            status = nnt_output_remove(folder, outputs[i]->file, error);
        }
    }
    return status ? status : write_files(view, folder, files, n_files, error);
}

nnt_status nnt_output_write_all(const nnt_run_view *view, const char *folder, nnt_error *error) {
    nnt_text texts[N_OUTPUTS] = {{0}};
    nnt_status status = NNT_OK;
    for (size_t i = 0; i < N_OUTPUTS && !status; i++) {
        status = render(outputs[i], view, &texts[i], error);
    }
    if (!status) {
        status = save_all(view, texts, folder, error);
    }
    for (size_t i = 0; i < N_OUTPUTS; i++) {
        nnt_text_clear(&texts[i]);
    }
    return status;
}

nnt_status nnt_output_write_one(const nnt_output *output,
                                const nnt_run_view *view,
                                const char *folder,
                                nnt_error *error) {
    nnt_text text = {0};
    nnt_status status = render(output, view, &text, error);
    if (!status) {
        const nnt_new_file file = {output->file, text.data, text.length};
        status = write_files(view, folder, &file, 1, error);
    }
    nnt_text_clear(&text);
    return status;
}

/* Without memory to look, the safe answer is that the file is there. */
static bool has_file(const char *folder, const char *name) {
    char *path = nnt_path_join(folder, name);
    const bool exists = !path || nnt_file_exists(path);
    nnt_free(path);
    return exists;
}

bool nnt_output_folder_is_used(const char *folder) {
    bool is_used = has_file(folder, NNT_RUN_INFO_FILE) || has_file(folder, NNT_CHECKPOINT_FILE) ||
                   has_file(folder, NNT_COMPARE_TABLE_FILE);
    for (size_t i = 0; i < N_OUTPUTS && !is_used; i++) {
        is_used = has_file(folder, outputs[i]->file);
    }
    return is_used;
}
