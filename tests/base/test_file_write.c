/* Writing files: all or nothing, nothing left over; making folders. */
#include "base/file.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "expect_text.h"
#include "scratch_folder.h"
#include "support/nnt_test.h"
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static void expect_content(const char *path, const char *expected) {
    char *data = NULL;
    size_t length = 0;
    cr_assert(nnt_file_read(path, 1 << 20, &data, &length, NULL) == NNT_OK);
    EXPECT_TEXT(data, expected);
    cr_assert(length == strlen(expected));
    nnt_free(data);
}

static void expect_write_fails(const char *path, nnt_status status, const char *part) {
    nnt_error error = {0};
    cr_assert(nnt_file_write(path, "new", 3, &error) == status);
    cr_assert(strstr(error.message, part) != NULL, "%s", error.message);
}

NNT_TEST(file_write, files_are_made_and_replaced) {
    const scratch_folder folder = scratch_create();
    const char *path = scratch_path(&folder, "metrics.csv");
    cr_assert(nnt_file_write(path, "first and long", 14, NULL) == NNT_OK);
    expect_content(path, "first and long");
    cr_assert(nnt_file_write(path, "second", 6, NULL) == NNT_OK);
    expect_content(path, "second");
    cr_assert(nnt_file_write(path, NULL, 0, NULL) == NNT_OK);
    expect_content(path, "");
    cr_assert(scratch_count(&folder) == 1, "a temporary file was left behind");
    scratch_remove(&folder);
}

NNT_TEST(file_write, files_in_the_current_folder) {
    const scratch_folder folder = scratch_create();
    cr_assert(chdir(folder.path) == 0);
    cr_assert(nnt_file_write("plain", "x", 1, NULL) == NNT_OK);
    expect_content("plain", "x");
    cr_assert(chdir("..") == 0);
    scratch_remove(&folder);
}

/* The name that the temporary file would get is taken: by a crash, or by us. */
NNT_TEST(file_write, names_that_are_taken_are_stepped_over) {
    const scratch_folder folder = scratch_create();
    char name[64];
    snprintf(name, sizeof name, ".data.tmp.%ld", (long)getpid());
    FILE *left_over = fopen(scratch_path(&folder, name), "w");
    cr_assert(left_over != NULL);
    fclose(left_over);
    cr_assert(nnt_file_write(scratch_path(&folder, "data"), "x", 1, NULL) == NNT_OK);
    expect_content(scratch_path(&folder, "data"), "x");
    for (int attempt = 1; attempt < 100; attempt++) {
        snprintf(name, sizeof name, ".data.tmp.%ld.%d", (long)getpid(), attempt);
        left_over = fopen(scratch_path(&folder, name), "w");
        fclose(left_over);
    }
    const char *path = scratch_path(&folder, "data");
    expect_write_fails(path, NNT_ERR_IO, "cannot create a temporary file beside it: File exists");
    expect_content(path, "x");
    scratch_remove(&folder);
}

NNT_TEST(file_write, what_cannot_be_written_says_why) {
    const scratch_folder folder = scratch_create();
    expect_write_fails(scratch_path(&folder, "none/data"), NNT_ERR_IO,
                       "none/data: cannot create it: No such file or directory");
    cr_assert(mkdir(scratch_path(&folder, "folder"), 0777) == 0);
    expect_write_fails(scratch_path(&folder, "folder"), NNT_ERR_IO,
                       "folder: cannot put the new file in its place: Is a directory");
    cr_assert(scratch_count(&folder) == 1, "a temporary file was left behind");
    scratch_remove(&folder);
}

NNT_TEST(file_write, a_write_that_fails_leaves_the_old_file) {
    const scratch_folder folder = scratch_create();
    const char *path = scratch_path(&folder, "data");
    cr_assert(nnt_file_write(path, "old", 3, NULL) == NNT_OK);

    struct rlimit before;
    cr_assert(getrlimit(RLIMIT_FSIZE, &before) == 0);
    const struct rlimit small = {.rlim_cur = 1000, .rlim_max = before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    cr_assert(setrlimit(RLIMIT_FSIZE, &small) == 0);
    char *data = nnt_allocate(2000, 1);
    nnt_error error = {0};
    const nnt_status status = nnt_file_write(path, data, 2000, &error);
    cr_assert(setrlimit(RLIMIT_FSIZE, &before) == 0);
    nnt_free(data);

    cr_assert(status == NNT_ERR_IO);
    cr_assert(strstr(error.message, "data: cannot write it: File too large"), "%s", error.message);
    expect_content(path, "old");
    cr_assert(scratch_count(&folder) == 1, "a temporary file was left behind");
    scratch_remove(&folder);
}

NNT_TEST(file_write, writing_without_memory) {
    const scratch_folder folder = scratch_create();
    const char *path = scratch_path(&folder, "data");
    for (size_t k = 1; k <= 4; k++) {
        nnt_memory_fail_at(k, false);
        expect_write_fails(path, NNT_ERR_MEMORY, "data: out of memory");
    }
    nnt_memory_fail_at(0, false);
    cr_assert(scratch_count(&folder) == 0);
    scratch_remove(&folder);
}

static const nnt_new_file three_files[] = {
    {"metrics.csv", "1,2", 3}, {"empty", NULL, 0}, {"summary.json", "{}", 2}};

NNT_TEST(file_write, several_files_are_written_together) {
    const scratch_folder folder = scratch_create();
    cr_assert(nnt_file_write(scratch_path(&folder, "summary.json"), "old", 3, NULL) == NNT_OK);
    cr_assert(nnt_files_write(folder.path, three_files, 3, NULL) == NNT_OK);
    expect_content(scratch_path(&folder, "metrics.csv"), "1,2");
    expect_content(scratch_path(&folder, "empty"), "");
    expect_content(scratch_path(&folder, "summary.json"), "{}");
    cr_assert(scratch_count(&folder) == 3, "a temporary file was left behind");
    cr_assert(nnt_files_write(folder.path, NULL, 0, NULL) == NNT_OK);
    scratch_remove(&folder);
}

/* Whoever finds the last file may rely on the others: it must not outlive them. */
NNT_TEST(file_write, the_last_file_goes_before_another_is_replaced) {
    const scratch_folder folder = scratch_create();
    nnt_error error = {0};
    cr_assert(nnt_file_write(scratch_path(&folder, "summary.json"), "old", 3, NULL) == NNT_OK);
    cr_assert(mkdir(scratch_path(&folder, "empty"), 0777) == 0);
    cr_assert(nnt_files_write(folder.path, three_files, 3, &error) == NNT_ERR_IO);
    cr_assert(strstr(error.message, "/empty: cannot put the new file in its place"), "%s",
              error.message);
    expect_content(scratch_path(&folder, "metrics.csv"), "1,2");
    cr_assert(!nnt_file_exists(scratch_path(&folder, "summary.json")));
    cr_assert(scratch_count(&folder) == 2, "a temporary file was left behind");
    scratch_remove(&folder);
}

NNT_TEST(file_write, several_files_without_memory) {
    const scratch_folder folder = scratch_create();
    nnt_status status = NNT_ERR_MEMORY;
    size_t k = 1;
    for (; status == NNT_ERR_MEMORY; k++) {
        nnt_memory_fail_at(k, false);
        status = nnt_files_write(folder.path, three_files, 3, NULL);
        nnt_memory_fail_at(0, false);
        cr_assert(scratch_count(&folder) == (status == NNT_OK ? 3 : 0));
    }
    cr_assert(status == NNT_OK && k > 5);
    scratch_remove(&folder);
}

/* An empty file "FRONT PROCESS BACK". */
static void put_empty(const scratch_folder *folder, const char *front, pid_t it, const char *back) {
    char name[64];
    snprintf(name, sizeof name, "%s%ld%s", front, (long)it, back);
    FILE *file = fopen(scratch_path(folder, name), "w");
    cr_assert(file != NULL);
    fclose(file);
}

/* Only what is ours and belongs to nobody that is alive. */
NNT_TEST(file_write, leavings_of_a_killed_process_are_swept) {
    const scratch_folder folder = scratch_create();
    const pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    cr_assert(waitpid(child, NULL, 0) == child);
    put_empty(&folder, ".metrics.csv.tmp.", child, "");
    put_empty(&folder, ".a.tmp.1.tmp.", child, ".12");
    nnt_folder_sweep(folder.path);
    cr_assert(scratch_count(&folder) == 0);
    put_empty(&folder, ".metrics.csv.tmp.", getpid(), "");
    put_empty(&folder, "metrics.csv.tmp.", child, "");
    put_empty(&folder, ".metrics.csv.tmp.", child, "x");
    put_empty(&folder, ".metrics.csv.tmp.", child, ".x");
    put_empty(&folder, ".metrics.csv.", child, "");
    nnt_folder_sweep(folder.path);
    cr_assert(scratch_count(&folder) == 5);
    nnt_folder_sweep(scratch_path(&folder, "none"));
    scratch_remove(&folder);
}

NNT_TEST(file_write, folders_are_made_with_their_parents) {
    const scratch_folder folder = scratch_create();
    const char *path = scratch_path(&folder, "runs/xor//relu/");
    cr_assert(nnt_folder_create(path, NULL) == NNT_OK);
    struct stat about;
    cr_assert(stat(scratch_path(&folder, "runs/xor/relu"), &about) == 0);
    cr_assert(S_ISDIR(about.st_mode));
    cr_assert(nnt_folder_create(path, NULL) == NNT_OK, "it is there already");
    cr_assert(nnt_folder_create(".", NULL) == NNT_OK);
    cr_assert(nnt_folder_create("/", NULL) == NNT_OK);
    scratch_remove(&folder);
}

NNT_TEST(file_write, folders_that_cannot_be_made_say_why) {
    const scratch_folder folder = scratch_create();
    nnt_error error = {0};
    cr_assert(nnt_file_write(scratch_path(&folder, "file"), "", 0, NULL) == NNT_OK);
    cr_assert(nnt_folder_create(scratch_path(&folder, "file"), &error) == NNT_ERR_IO);
    cr_assert(strstr(error.message, "file: cannot create the folder: a file is in the way"));
    cr_assert(nnt_folder_create(scratch_path(&folder, "file/a/b"), &error) == NNT_ERR_IO);
    cr_assert(strstr(error.message, "a file is in the way"), "%s", error.message);
    cr_assert(nnt_folder_create("", &error) == NNT_ERR_IO);
    EXPECT_TEXT(error.message, ": cannot create the folder: No such file or directory");
    cr_assert(nnt_folder_create("/proc/none", &error) == NNT_ERR_IO);
    EXPECT_TEXT(error.message, "/proc/none: cannot create the folder: No such file or directory");
    nnt_memory_fail_at(1, false);
    cr_assert(nnt_folder_create("x", &error) == NNT_ERR_MEMORY);
    nnt_memory_fail_at(0, false);
    EXPECT_TEXT(error.message, "x: out of memory");
    scratch_remove(&folder);
}
