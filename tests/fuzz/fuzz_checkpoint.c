/* Any bytes as the checkpoint of a run: resuming it ends well, or is refused and leaves
 * the run's other files alone. */
#include "base/file.h"
#include "base/memory.h"
#include "fuzz_file.h"
#include "nntrain/nntrain.h"
#include <dirent.h>
#include <string.h>

static const char text[] =
    "{\"name\": \"fuzz\", \"data\": {\"train\": \"xor\"}, \"network\": {\"hidden\": [2, 2]},"
    "\"training\": {\"epochs\": 3, \"batch_size\": 2, \"optimizer\": \"adam\"},"
    "\"output\": {\"report\": false}}";

static char folder[128];
static nnt_config *config;

static void empty_folder(void) {
    DIR *directory = opendir(folder);
    require(directory != NULL);
    for (const struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        char *path = nnt_path_join(folder, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            require(path && unlink(path) == 0);
        }
        nnt_free(path);
    }
    closedir(directory);
}

static void clean_up(void) {
    empty_folder();
    rmdir(folder);
    nnt_config_free(config);
}

/* The folder of a run that was stopped before its first step. */
static void start_run(void) {
    static const int is_interrupted = 1;
    const nnt_run_options options = {.directory = folder, .interrupt = &is_interrupted};
    nnt_run *run = NULL;
    require(nnt_run_config(config, &options, &run, NULL, NULL) == NNT_OK);
    nnt_run_free(run);
}

static size_t count_files(void) {
    DIR *directory = opendir(folder);
    size_t n = 0;
    require(directory != NULL);
    while (readdir(directory)) {
        n++;
    }
    closedir(directory);
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static size_t n_files;
    const nnt_run_options options = {.directory = folder, .resume = true};
    nnt_error error = {0};
    nnt_run *run = NULL;
    if (!folder[0]) {
        snprintf(folder, sizeof folder, "%s/fuzz_checkpoint_XXXXXX", scratch_folder());
        require(mkdtemp(folder) != NULL);
        require(nnt_config_read(text, strlen(text), "c", ".", NULL, 0, &config, NULL, NULL) ==
                NNT_OK);
        atexit(clean_up);
        start_run();
        n_files = count_files();
    }
    char *path = nnt_path_join(folder, "checkpoint.safetensors");
    write_bytes(path, data, size);
    nnt_free(path);
    if (nnt_run_config(config, &options, &run, NULL, &error) != NNT_OK) {
        require(strstr(error.message, "checkpoint.safetensors") && count_files() == n_files);
        return 0;
    }
    nnt_run_free(run);
    empty_folder();
    start_run();
    return 0;
}
