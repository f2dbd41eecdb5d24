/* run.json: times and the machine, beside the run's own numbers. */
#include "base/file.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "nntrain/experiment.h"
#include "output/example_run.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const nnt_run_info example_info = {.started = "2024-02-29T12:00:00Z",
                                          .host = "a\\b",
                                          .cpu = NULL,
                                          .system = "Linux",
                                          .training_seconds = 0.25,
                                          .total_seconds = 0.5,
                                          .peak_memory_bytes = 1048576};

static char *save_and_read(const nnt_run *run, const nnt_run_info *info) {
    char *data = NULL;
    size_t length = 0;
    char *path = nnt_path_join(run->directory, "run.json");
    cr_assert_eq(nnt_run_save_info(run, info, NULL), NNT_OK);
    cr_assert_eq(nnt_file_read(path, 1 << 20, &data, &length, NULL), NNT_OK);
    unlink(path);
    nnt_free(path);
    return data;
}

NNT_TEST(run_info, run_json) {
    char folder[] = "/tmp/nntrain-test-XXXXXX";
    example_run it;
    make_example(&it);
    cr_assert(mkdtemp(folder) != NULL);
    it.run.directory = folder;
    it.run.rows_trained += 1000;
    it.run.rows_before = 1000; /* by a process that was stopped */
    char *text = save_and_read(&it.run, &example_info);
    cr_expect_str_eq(text, "{\n"
                           "  \"version\": \"0.1.0\",\n"
                           "  \"started\": \"2024-02-29T12:00:00Z\",\n"
                           "  \"host\": \"a\\\\b\",\n"
                           "  \"cpu\": null,\n"
                           "  \"system\": \"Linux\",\n"
                           "  \"threads\": 2,\n"
                           "  \"lanes\": 3,\n"
                           "  \"isa\": \"generic\",\n"
                           "  \"precision\": \"float32\",\n"
                           "  \"epochs\": 2,\n"
                           "  \"rows_trained\": 32,\n"
                           "  \"training_seconds\": 0.25,\n"
                           "  \"total_seconds\": 0.5,\n"
                           "  \"samples_per_second\": 128,\n"
                           "  \"peak_memory_bytes\": 1048576\n"
                           "}\n");
    nnt_free(text);
    rmdir(folder);
}

NNT_TEST(run_info, no_time_gives_no_speed) {
    char folder[] = "/tmp/nntrain-test-XXXXXX";
    example_run it;
    nnt_run_info info = example_info;
    make_example(&it);
    cr_assert(mkdtemp(folder) != NULL);
    it.run.directory = folder;
    info.training_seconds = 0;
    char *text = save_and_read(&it.run, &info);
    cr_expect(strstr(text, "\"samples_per_second\": null") != NULL, "%s", text);
    nnt_free(text);
    rmdir(folder);
}

NNT_TEST(run_info, failures) {
    example_run it;
    nnt_error error = {0};
    make_example(&it);
    it.run.directory = "/tmp/nntrain-no-such-folder";
    cr_expect_eq(nnt_run_save_info(&it.run, &example_info, &error), NNT_ERR_IO);
    cr_expect(strstr(error.message, "/tmp/nntrain-no-such-folder/run.json") != NULL, "%s",
              error.message);
    nnt_memory_fail_at(3, false);
    cr_expect_eq(nnt_run_save_info(&it.run, &example_info, &error), NNT_ERR_MEMORY);
    nnt_memory_fail_at(0, false);
    cr_expect_str_eq(error.message, "no memory to write run.json");
}
