/* A folder of its own for a test that writes files, removed with what is in it. */
#ifndef NNT_TESTS_BASE_SCRATCH_FOLDER_H
#define NNT_TESTS_BASE_SCRATCH_FOLDER_H

#include "base/file.h"
#include "base/memory.h"
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct scratch_folder {
    char path[32];
} scratch_folder;

static inline scratch_folder scratch_create(void) {
    scratch_folder folder = {"scratch_XXXXXX"};
    cr_assert(mkdtemp(folder.path) != NULL);
    return folder;
}

/* A path inside, in one of four buffers that are used in turn. */
static inline const char *scratch_path(const scratch_folder *folder, const char *name) {
    static char paths[4][300];
    static unsigned turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder->path, name);
    return path;
}

/* Names in the folder, hidden ones included. */
static inline int scratch_count(const scratch_folder *folder) {
    int count = 0;
    DIR *directory = opendir(folder->path);
    cr_assert(directory != NULL);
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    }
    closedir(directory);
    return count;
}

static inline void scratch_remove_tree(const char *path) {
    DIR *directory = opendir(path);
    if (!directory) {
        remove(path);
        return;
    }
    for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            char *inner = nnt_path_join(path, entry->d_name);
            scratch_remove_tree(inner);
            nnt_free(inner);
        }
    }
    closedir(directory);
    remove(path);
}

static inline void scratch_remove(const scratch_folder *folder) {
    scratch_remove_tree(folder->path);
}

#endif
