/* Paths: joined, taken apart, seen from another folder. */
#include "base/file.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "expect_text.h"
#include "scratch_folder.h"
#include "support/nnt_test.h"
#include <limits.h>
#include <unistd.h>

static void expect_and_free(char *found, const char *expected) {
    EXPECT_TEXT(found, expected);
    nnt_free(found);
}

NNT_TEST(path, joining) {
    expect_and_free(nnt_path_join("configs", "data.csv"), "configs/data.csv");
    expect_and_free(nnt_path_join("configs/", "data.csv"), "configs/data.csv");
    expect_and_free(nnt_path_join("configs", "/data.csv"), "/data.csv");
    expect_and_free(nnt_path_join("/", "data.csv"), "/data.csv");
    expect_and_free(nnt_path_join("", "data.csv"), "data.csv");
    expect_and_free(nnt_path_join(".", "../data.csv"), "./../data.csv");
}

/* Where the folder is a link, ".." leads to the parent of its target. */
NNT_TEST(path, joining_upwards) {
    const scratch_folder scratch = scratch_create();
    char folder[64];
    char link[64];
    snprintf(folder, sizeof folder, "%s/inner", scratch.path);
    snprintf(link, sizeof link, "%s/link", scratch.path);
    cr_assert(mkdir(folder, 0700) == 0 && symlink("inner", link) == 0);
    expect_and_free(nnt_path_join(folder, "../data.csv"), scratch_path(&scratch, "data.csv"));
    expect_and_free(nnt_path_join(folder, "..//data.csv"), scratch_path(&scratch, "data.csv"));
    expect_and_free(nnt_path_join(folder, "../../data.csv"), "data.csv");
    expect_and_free(nnt_path_join(folder, "../../../data.csv"), "../data.csv");
    expect_and_free(nnt_path_join(folder, "..data"), scratch_path(&scratch, "inner/..data"));
    expect_and_free(nnt_path_join(link, "../data.csv"), scratch_path(&scratch, "link/../data.csv"));
    expect_and_free(nnt_path_join("/usr", "../data.csv"), "/data.csv");
    expect_and_free(nnt_path_join("gone", "../data.csv"), "gone/../data.csv");
    scratch_remove(&scratch);
}

NNT_TEST(path, folder_and_name) {
    expect_and_free(nnt_path_folder("configs/xor.json"), "configs");
    expect_and_free(nnt_path_folder("a/b/c"), "a/b");
    expect_and_free(nnt_path_folder("xor.json"), ".");
    expect_and_free(nnt_path_folder("/xor.json"), "/");
    EXPECT_TEXT(nnt_path_name("configs/xor.json"), "xor.json");
    EXPECT_TEXT(nnt_path_name("xor.json"), "xor.json");
    EXPECT_TEXT(nnt_path_name("configs/"), "");
}

NNT_TEST(path, as_seen_from_another_folder) {
    static const struct {
        const char *path, *folder, *expected;
    } cases[] = {
        {"/a/b/c", "/a/b", "c"},
        {"/a/b/c", "/a/b/", "c"},
        {"/a/b/c", "/a/d", "../b/c"},
        {"/a/b/c", "/", "a/b/c"},
        {"/a", "/a/b/c", "../.."},
        {"/", "/a/b", "../.."},
        {"/a/b", "/a/b", "."},
        {"/a/bc", "/a/b", "../bc"},
        {"/a/b", "/a/bc", "../b"},
        {"/x/y", "/a/b", "../../x/y"},
        {"/a/./b/../c//d", "/a/c", "d"},
        {"/../../a", "/a/..", "a"},
        {"/a/..b/.c", "/a", "..b/.c"},
        {"data/iris.csv", "runs/iris", "../../data/iris.csv"},
        {"data/iris.csv", ".", "data/iris.csv"},
        {"./data/../iris.csv", "data", "../iris.csv"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        expect_and_free(nnt_path_relative(cases[i].path, cases[i].folder), cases[i].expected);
    }
}

NNT_TEST(path, absolute_and_relative_names_mix) {
    char current[PATH_MAX];
    cr_assert(getcwd(current, sizeof current) != NULL);
    char *absolute = nnt_path_join(current, "data/iris.csv");
    expect_and_free(nnt_path_relative(absolute, "runs"), "../data/iris.csv");
    expect_and_free(nnt_path_relative("data/iris.csv", current), "data/iris.csv");
    nnt_free(absolute);
}

NNT_TEST(path, without_memory) {
    nnt_memory_fail_at(1, true);
    cr_assert(nnt_path_join("a", "b") == NULL && nnt_path_folder("a/b") == NULL);
    for (size_t k = 1; k < 6; k++) {
        nnt_memory_fail_at(k, false);
        char *path = nnt_path_relative("a", "b");
        cr_assert(path == NULL, "allocation %zu", k);
    }
    nnt_memory_fail_at(0, false);
}
