/* Line by line, since such files have no size. */
#include "system_file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t nnt_system_file_number(const char *path, const char *key) {
    char line[256];
    size_t number = SIZE_MAX;
    FILE *file = fopen(path, "r");
    while (file != NULL && number == SIZE_MAX && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, key, strlen(key)) == 0) {
            const char *digits = line + strlen(key);
            char *end = NULL;
            errno = 0;
            const unsigned long long found = strtoull(digits, &end, 10);
            number = end != digits && errno == 0 && found < SIZE_MAX ? (size_t)found : SIZE_MAX;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return number;
}
