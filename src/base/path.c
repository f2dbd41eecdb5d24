/* Paths by their letters; the system is asked for the current folder, and whether a
 * folder is a link. */
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *join(const char *folder, size_t folder_length, const char *name) {
    nnt_text path = {0};
    nnt_text_add_bytes(&path, folder, folder_length);
    if (folder_length > 0 && folder[folder_length - 1] != '/') {
        nnt_text_add(&path, "/");
    }
    nnt_text_add(&path, name);
    return nnt_text_take(&path);
}

/* Whether ".." behind `folder` leads to what the letters before its last name say: not so
 * when that name is a link. */
static bool is_left_by_dots(const char *folder) {
    const char *name = nnt_path_name(folder);
    struct stat info;
    return name[0] != '\0' && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
           lstat(folder, &info) == 0 && S_ISDIR(info.st_mode);
}

char *nnt_path_join(const char *folder, const char *name) {
    if (name[0] == '/') {
        return nnt_copy_text(name);
    }
    if (strncmp(name, "../", 3) != 0 || !is_left_by_dots(folder)) {
        return join(folder, strlen(folder), name);
    }
    char *parent = nnt_path_folder(folder);
    const char *rest = name + 2 + strspn(name + 2, "/");
    char *path = parent ? nnt_path_join(strcmp(parent, ".") == 0 ? "" : parent, rest) : NULL;
    nnt_free(parent);
    return path;
}

char *nnt_path_folder(const char *path) {
    const char *slash = strrchr(path, '/');
    if (!slash) {
        return nnt_copy_text(".");
    }
    /* The root keeps its slash. */
    return nnt_copy_bytes(path, slash == path ? 1 : (size_t)(slash - path));
}

const char *nnt_path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The current folder in a new string; NULL when it is gone or memory is out. */
static char *get_current_folder(void) {
    char *folder = NULL;
    for (size_t room = 256;; room *= 2) {
        char *larger = nnt_reallocate(folder, room, 1);
        if (!larger) {
            break;
        }
        folder = larger;
        if (getcwd(folder, room)) {
            return folder;
        }
        if (errno != ERANGE) {
            break;
        }
    }
    nnt_free(folder);
    return NULL;
}

/* Where the path that ends at `end` loses its last name; the root stays. */
static char *drop_last_name(char *path, char *end) {
    while (end > path) {
        end--;
        if (*end == '/') {
            break;
        }
    }
    return end;
}

/* Takes "", "." and ".." out of an absolute path, in place: "/a/./b/../c" is
 * "/a/c". The root becomes "". */
static void resolve_dots(char *path) {
    char *end = path;
    char *name = path;
    while (*name) {
        name += strspn(name, "/");
        const size_t length = strcspn(name, "/");
        if (length == 2 && memcmp(name, "..", 2) == 0) {
            end = drop_last_name(path, end);
        } else if (length > 1 || (length == 1 && name[0] != '.')) {
            *end++ = '/';
            memmove(end, name, length);
            end += length;
        }
        name += length;
    }
    *end = '\0';
}

/* The path from the root without "." and ".."; new string or NULL. */
static char *make_absolute(const char *path) {
    char *absolute = NULL;
    if (path[0] == '/') {
        absolute = nnt_copy_text(path);
    } else {
        char *current = get_current_folder();
        absolute = current ? join(current, strlen(current), path) : NULL;
        nnt_free(current);
    }
    if (absolute) {
        resolve_dots(absolute);
    }
    return absolute;
}

/* Length of what two resolved paths have in common, in whole names. */
static size_t find_common(const char *a, const char *b) {
    size_t common = 0;
    size_t i = 0;
    while (a[i] && a[i] == b[i]) {
        if (a[i] == '/') {
            common = i;
        }
        i++;
    }
    const bool is_whole = (a[i] == '\0' || a[i] == '/') && (b[i] == '\0' || b[i] == '/');
    return is_whole ? i : common;
}

/* The way from one resolved folder to a resolved path. */
static void add_way(nnt_text *way, const char *from, const char *to) {
    const size_t common = find_common(from, to);
    for (const char *rest = from + common; *rest; rest++) {
        if (*rest == '/') {
            nnt_text_add(way, way->length == 0 ? ".." : "/..");
        }
    }
    const char *rest = to + common + strspn(to + common, "/");
    if (way->length > 0 && *rest) {
        nnt_text_add(way, "/");
    }
    nnt_text_add(way, rest);
    if (way->length == 0) {
        nnt_text_add(way, ".");
    }
}

char *nnt_path_relative(const char *path, const char *folder) {
    nnt_text way = {0};
    char *to = make_absolute(path);
    char *from = make_absolute(folder);
    if (to && from) {
        add_way(&way, from, to);
    } else {
        way.failed = true;
    }
    nnt_free(to);
    nnt_free(from);
    return nnt_text_take(&way);
}
