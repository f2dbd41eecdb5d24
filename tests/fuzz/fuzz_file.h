/* What the fuzz targets that read files share. */
#ifndef NNT_TESTS_FUZZ_FILE_H
#define NNT_TESTS_FUZZ_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char fuzz_path[128];

static inline void require(bool holds) {
    if (!holds) {
        abort();
    }
}

/* Where scratch files go: $TMPDIR, best a file system in memory. */
static inline const char *scratch_folder(void) {
    const char *folder = getenv("TMPDIR");
    return folder && folder[0] && strlen(folder) < 64 ? folder : "/tmp";
}

static inline void write_bytes(const char *path, const uint8_t *data, size_t size) {
    FILE *file = fopen(path, "wb");
    require(file && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

static inline void remove_fuzz_file(void) {
    unlink(fuzz_path);
}

/* Puts the bytes into the process's one file and gives its path. */
static inline const char *write_fuzz_file(const uint8_t *data, size_t size) {
    if (!fuzz_path[0]) {
        snprintf(fuzz_path, sizeof fuzz_path, "%s/nnt_fuzz_%ld", scratch_folder(), (long)getpid());
        atexit(remove_fuzz_file);
    }
    write_bytes(fuzz_path, data, size);
    return fuzz_path;
}

#endif
