/* A line of /proc/self/cgroup is "number:controllers:folder". The only one of version 2
 * has no controllers; in version 1 each controller has a tree of its own. */
#include "memory_limit.h"

#include "system_file.h"
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { LINE_SIZE = 4352, PATH_SIZE = 8704 };

/* The limits of `folder` and of all above it, up to the tree's root; cuts it short. */
static size_t find_smallest(const char *tree, char *folder, const char *file) {
    size_t smallest = SIZE_MAX;
    char path[PATH_SIZE];
    for (char *end = folder + strlen(folder); end != NULL; end = strrchr(folder, '/')) {
        *end = '\0';
        snprintf(path, sizeof path, "%s%s/%s", tree, folder, file);
        const size_t limit = nnt_system_file_number(path, "");
        smallest = limit < smallest ? limit : smallest;
    }
    return smallest;
}

static size_t find_in_line(char *line, const char *root) {
    char tree[PATH_SIZE / 2];
    line[strcspn(line, "\n")] = '\0';
    char *controllers = strchr(line, ':');
    char *folder = controllers != NULL ? strchr(controllers + 1, ':') : NULL;
    if (folder == NULL) {
        return SIZE_MAX;
    }
    *folder++ = '\0';
    if (strcmp(controllers + 1, "memory") == 0) {
        snprintf(tree, sizeof tree, "%s/memory", root);
        return find_smallest(tree, folder, "memory.limit_in_bytes");
    }
    return controllers[1] == '\0' ? find_smallest(root, folder, "memory.max") : SIZE_MAX;
}

size_t nnt_memory_limit_find(const char *groups, const char *root) {
    char line[LINE_SIZE];
    size_t smallest = SIZE_MAX;
    FILE *file = fopen(groups, "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        const size_t limit = find_in_line(line, root);
        smallest = limit < smallest ? limit : smallest;
    }
    if (file != NULL) {
        fclose(file);
    }
    return smallest;
}
