/* run.json: times and names of the machine, which no other file of a run holds. */
#include "base/file.h"
#include "base/memory.h"
#include "nntrain/nntrain.h"
#include "output/json_builder.h"
#include "output/output.h"

#include <math.h>

/* Times are those of one process, so rows must be, too. */
static uint64_t count_rows(const nnt_run *run) {
    return run->rows_trained - run->rows_before;
}

/* Rows a second; NaN, written as null, when the clock saw no time pass. */
static double measure_speed(const nnt_run *run, const nnt_run_info *info) {
    return info->training_seconds > 0 ? (double)count_rows(run) / info->training_seconds
                                      : (double)NAN;
}

static void render(const nnt_run *run, const nnt_run_info *info, nnt_text *text) {
    nnt_builder builder = {0};
    nnt_json *root = nnt_builder_root(&builder);
    nnt_builder_add_string(&builder, root, "version", NNT_VERSION);
    nnt_builder_add_string(&builder, root, "started", info->started);
    nnt_builder_add_string(&builder, root, "host", info->host);
    nnt_builder_add_string(&builder, root, "cpu", info->cpu);
    nnt_builder_add_string(&builder, root, "system", info->system);
    nnt_builder_add_count(&builder, root, "threads", run->threads);
    nnt_builder_add_count(&builder, root, "lanes", run->lanes);
    nnt_builder_add_string(&builder, root, "isa", run->isa);
    nnt_builder_add_string(&builder, root, "precision", run->precision);
    nnt_builder_add_count(&builder, root, "epochs", run->epochs);
    nnt_builder_add_count(&builder, root, "rows_trained", count_rows(run));
    nnt_builder_add_number(&builder, root, "training_seconds", info->training_seconds);
    nnt_builder_add_number(&builder, root, "total_seconds", info->total_seconds);
    nnt_builder_add_number(&builder, root, "samples_per_second", measure_speed(run, info));
    nnt_builder_add_count(&builder, root, "peak_memory_bytes", info->peak_memory_bytes);
    nnt_builder_finish(&builder, text);
}

nnt_status nnt_run_save_info(const nnt_run *run, const nnt_run_info *info, nnt_error *error) {
    nnt_text text = {0};
    char *path = nnt_path_join(run->directory, NNT_RUN_INFO_FILE);
    render(run, info, &text);
    nnt_status status = NNT_OK;
    if (!path || text.failed) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory to write %s", NNT_RUN_INFO_FILE);
    } else {
        status = nnt_file_write(path, text.data, text.length, error);
    }
    nnt_text_clear(&text);
    nnt_free(path);
    return status;
}
