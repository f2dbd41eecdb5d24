/* Runs every file of a corpus through its fuzz target, without a fuzzer. */
#include "base/file.h"
#include "base/memory.h"
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv) {
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    size_t n_files = 0;
    if (!folder) {
        fprintf(stderr, "usage: replay FOLDER\n");
        return 2;
    }
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char *path = nnt_path_join(argv[1], entry->d_name);
        char *bytes = NULL;
        size_t size = 0;
        if (entry->d_name[0] != '.' &&
            nnt_file_read(path, 1 << 24, &bytes, &size, NULL) == NNT_OK) {
            LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
            n_files++;
        }
        nnt_free(bytes);
        nnt_free(path);
    }
    closedir(folder);
    printf("%zu files\n", n_files);
    return n_files == 0;
}
