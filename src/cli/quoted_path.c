/* Paths for people who copy them to a command line. */
#include "quoted_path.h"

#include "console.h"
#include <stdio.h>
#include <string.h>

enum { PATH_SIZE = 1024 };

void nnt_quoted_path(const char *path, char *quoted, size_t size) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                "0123456789_-./+,:@=";
    char clean[PATH_SIZE];
    size_t length = 0;
    nnt_console_clean(path, clean, sizeof clean);
    if (clean[strspn(clean, plain)] == '\0') {
        snprintf(quoted, size, "%s", clean);
        return;
    }
    quoted[length++] = '\'';
    for (const char *next = clean; *next != '\0' && length + 6 < size; next++) {
        /* A quote ends the quotation, follows escaped, and opens the next one. */
        const char *piece = *next == '\'' ? "'\\''" : (const char[]){*next, '\0'};
        length += (size_t)snprintf(quoted + length, size - length, "%s", piece);
    }
    snprintf(quoted + length, size - length, "'");
}
