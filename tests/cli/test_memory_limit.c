/* Limits of memory in trees of control groups that are made for it. */
#include "../../src/cli/memory_limit.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/scratch_folder.h"
#include "support/nnt_test.h"
#include <stdint.h>
#include <string.h>

static void put(const char *folder, const char *name, const char *text) {
    char *path = nnt_path_join(folder, name);
    char *slash = strrchr(path, '/');
    *slash = '\0';
    cr_assert(nnt_folder_create(path, NULL) == NNT_OK);
    *slash = '/';
    cr_assert(nnt_file_write(path, text, strlen(text), NULL) == NNT_OK);
    nnt_free(path);
}

static size_t find(const scratch_folder *root, const char *groups) {
    put(root->path, "groups", groups);
    char *path = nnt_path_join(root->path, "groups");
    const size_t limit = nnt_memory_limit_find(path, root->path);
    nnt_free(path);
    return limit;
}

NNT_TEST(memory_limit, is_the_smallest_on_the_way) {
    scratch_folder root = scratch_create();
    put(root.path, "memory.max", "max\n");
    put(root.path, "user.slice/memory.max", "5000000\n");
    put(root.path, "user.slice/job.scope/memory.max", "7000000\n");
    put(root.path, "user.slice/other.scope/memory.max", "1000\n");
    cr_assert(find(&root, "0::/\n") == SIZE_MAX);
    cr_assert(find(&root, "0::/user.slice\n") == 5000000);
    cr_assert(find(&root, "0::/user.slice/job.scope\n") == 5000000);
    put(root.path, "user.slice/memory.max", "max\n");
    cr_assert(find(&root, "0::/user.slice/job.scope\n") == 7000000);
    put(root.path, "memory.max", "2000000\n");
    cr_assert(find(&root, "0::/user.slice/job.scope\n") == 2000000);
    scratch_remove(&root);
}

/* As in a container, whose tree is not that of the system outside. */
NNT_TEST(memory_limit, is_the_roots_where_the_folder_is_not_seen) {
    scratch_folder root = scratch_create();
    put(root.path, "memory.max", "3000000\n");
    cr_assert(find(&root, "0::/docker/0123\n") == 3000000);
    scratch_remove(&root);
}

NNT_TEST(memory_limit, of_version_1_has_its_own_tree) {
    scratch_folder root = scratch_create();
    put(root.path, "memory/memory.limit_in_bytes", "9223372036854771712\n");
    put(root.path, "memory/a:b/memory.limit_in_bytes", "4000000\n");
    put(root.path, "cpu/memory.limit_in_bytes", "1\n");
    cr_assert(find(&root, "9:cpu:/\n4:memory:/a:b\n0::/\n") == 4000000);
    cr_assert(find(&root, "9:cpu:/\n") == SIZE_MAX);
    scratch_remove(&root);
}

NNT_TEST(memory_limit, is_none_where_nothing_says) {
    scratch_folder root = scratch_create();
    cr_assert(find(&root, "0::/a/b\nnonsense\n4:memory\n") == SIZE_MAX);
    cr_assert(nnt_memory_limit_find("/nowhere", root.path) == SIZE_MAX);
    scratch_remove(&root);
}
