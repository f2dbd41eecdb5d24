/* Any bytes as the checkpoint of a run: resuming it ends well or is refused. */
#include "base/file.h"
#include "base/memory.h"
#include "nntrain/nntrain.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char text[] =
    "{\"name\": \"fuzz\", \"data\": {\"train\": \"xor\"}, \"network\": {\"hidden\": [2, 2]},"
    "\"training\": {\"epochs\": 3, \"batch_size\": 2, \"optimizer\": \"adam\"},"
    "\"output\": {\"report\": false}}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const int is_interrupted = 1;
    char folder[] = "/tmp/fuzz_checkpoint_XXXXXX";
    nnt_config *config = NULL;
    nnt_run *run = NULL;
    char *path = mkdtemp(folder) ? nnt_path_join(folder, "checkpoint.safetensors") : NULL;
    nnt_run_options options = {.directory = folder, .interrupt = &is_interrupted};
    if (!path || nnt_config_read(text, strlen(text), "c", ".", NULL, 0, &config, NULL, NULL) ||
        nnt_run_config(config, &options, &run, NULL, NULL)) {
        abort();
    }
    nnt_run_free(run);
    options = (nnt_run_options){.directory = folder, .resume = true};
    if (nnt_file_write(path, (const char *)data, size, NULL) == NNT_OK &&
        nnt_run_config(config, &options, &run, NULL, NULL) == NNT_OK) {
        nnt_run_free(run);
    }
    nnt_config_free(config);
    nnt_free(path);
    char remove[80] = "rm -rf ";
    return system(strcat(remove, folder)) != 0 ? 1 : 0;
}
