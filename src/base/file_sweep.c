/* Removing what writes that were cut short have left. */
#include "base/file.h"

#include "base/memory.h"
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char mark[] = ".tmp.";

/* The process that ".name.tmp.PID" or ".name.tmp.PID.2" belongs to; 0: none does. */
static pid_t find_owner(const char *name) {
    const char *at = name[0] == '.' ? strstr(name, mark) : NULL;
    for (const char *next = at; next; next = strstr(next + 1, mark)) {
        at = next; /* the last one */
    }
    const char *digits = at ? at + strlen(mark) : "";
    const size_t length = strspn(digits, "0123456789");
    const char *rest = digits + length;
    const bool is_ours =
        length > 0 && length < 10 &&
        (*rest == '\0' || (*rest == '.' && rest[1 + strspn(rest + 1, "0123456789")] == '\0'));
    return is_ours ? (pid_t)strtol(digits, NULL, 10) : 0;
}

static bool is_gone(pid_t process) {
    return kill(process, 0) != 0 && errno == ESRCH;
}

void nnt_folder_sweep(const char *folder) {
    DIR *directory = opendir(folder);
    const struct dirent *entry = directory ? readdir(directory) : NULL;
    for (; entry; entry = readdir(directory)) {
        const pid_t owner = find_owner(entry->d_name);
        char *path = owner > 0 && is_gone(owner) ? nnt_path_join(folder, entry->d_name) : NULL;
        if (path) {
            (void)unlink(path);
        }
        nnt_free(path);
    }
    if (directory) {
        closedir(directory);
    }
}
