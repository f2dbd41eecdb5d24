/* Writing files whole or not at all, and making folders. */
#ifdef __linux__
#define _GNU_SOURCE /* sync_file_range */
#endif
#include "base/file.h"

#include "base/memory.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names tried for the temporary file before giving up. */
enum { MOST_ATTEMPTS = 100 };

static nnt_status fail(nnt_error *error, const char *path, const char *action, int reason) {
    nnt_error_set(error, NNT_ERR_IO, "%s: cannot %s: %s", path, action, strerror(reason));
    return NNT_ERR_IO;
}

static nnt_status fail_memory(nnt_error *error, const char *path) {
    return nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", path);
}

/* folder/.name.tmp.PID, with ".1", ".2", … behind it on later attempts. */
static char *name_temporary(const char *folder, const char *name, int attempt) {
    nnt_text path = {0};
    nnt_text_addf(&path, "%s/.%s.tmp.%ld", folder, name, (long)getpid());
    if (attempt > 0) {
        nnt_text_addf(&path, ".%d", attempt);
    }
    return nnt_text_take(&path);
}

/* Opens a new file beside `path`; its name in *temporary (nnt_free). */
static nnt_status open_temporary(
    const char *path, const char *folder, char **temporary, int *file, nnt_error *error) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        *temporary = name_temporary(folder, nnt_path_name(path), attempt);
        if (!*temporary) {
            return fail_memory(error, path);
        }
        do {
            *file = open(*temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        } while (*file < 0 && errno == EINTR);
        if (*file >= 0) {
            return NNT_OK;
        }
        const int reason = errno;
        nnt_free(*temporary);
        *temporary = NULL;
        if (reason != EEXIST) {
            return fail(error, path, "create it", reason);
        }
    }
    return fail(error, path, "create a temporary file beside it", EEXIST);
}

static bool write_all(int file, const char *data, size_t length) {
    while (length > 0) {
        const ssize_t n = write(file, data, length);
        if (n < 0 && errno != EINTR) {
            return false;
        }
        if (n > 0) {
            data += n;
            length -= (size_t)n;
        }
    }
    return true;
}

static bool sync_file(int file) {
    int result = 0;
    do {
        result = fsync(file);
    } while (result != 0 && errno == EINTR);
    return result == 0;
}

/* Makes a rename in `folder` last through a loss of power. File systems that
 * cannot sync a folder say EINVAL; nothing more can be done there. */
static bool sync_folder(const char *folder) {
    const int file = open(folder, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return errno == EACCES;
    }
    const bool is_synced = sync_file(file) || errno == EINVAL;
    const int reason = errno;
    close(file);
    errno = reason;
    return is_synced;
}

/* A file on its way: written beside its place, and then put there. */
typedef struct pending {
    char *path;
    char *temporary; /* its name until it is in place */
    int file;        /* open until its bytes are on the disk; -1: not open */
} pending;

static nnt_status
begin_file(pending *it, const char *folder, const nnt_new_file *source, nnt_error *error) {
    it->path = nnt_path_join(folder, source->name);
    if (!it->path) {
        return fail_memory(error, source->name);
    }
    const nnt_status status = open_temporary(it->path, folder, &it->temporary, &it->file, error);
    if (!status && !write_all(it->file, source->data, source->length)) {
        return fail(error, it->path, "write it", errno);
    }
    return status;
}

/* Has the writing begin, without waiting, so that several files go to the disk together;
 * whether that works is of no importance. */
static void send_off(const pending *it) {
#ifdef SYNC_FILE_RANGE_WRITE
    (void)sync_file_range(it->file, 0, 0, SYNC_FILE_RANGE_WRITE);
#else
    (void)it;
#endif
}

/* Waits until its bytes are on the disk. */
static nnt_status settle_file(pending *it, nnt_error *error) {
    const bool is_synced = sync_file(it->file);
    const int reason = errno;
    const bool is_closed = close(it->file) == 0;
    it->file = -1;
    if (!is_synced) {
        return fail(error, it->path, "write it", reason);
    }
    return is_closed ? NNT_OK : fail(error, it->path, "write it", errno);
}

static nnt_status place_file(pending *it, nnt_error *error) {
    if (rename(it->temporary, it->path) != 0) {
        return fail(error, it->path, "put the new file in its place", errno);
    }
    nnt_free(it->temporary);
    it->temporary = NULL;
    return NNT_OK;
}

static nnt_status sync_places(const char *folder, const pending *last, nnt_error *error) {
    return sync_folder(folder) ? NNT_OK : fail(error, last->path, "sync its folder", errno);
}

/* Puts all in their places, the last one when the others are there for good. */
static nnt_status place_all(const char *folder, pending *files, size_t n, nnt_error *error) {
    nnt_status status = NNT_OK;
    if (n > 1) {
        (void)unlink(files[n - 1].path); /* most often there is none */
    }
    for (size_t i = 0; i + 1 < n && !status; i++) {
        status = place_file(&files[i], error);
    }
    if (!status && n > 1) {
        status = sync_places(folder, &files[n - 2], error);
    }
    if (!status) {
        status = place_file(&files[n - 1], error);
    }
    return status ? status : sync_places(folder, &files[n - 1], error);
}

/* Takes back what is not in its place. */
static void clear_pending(pending *it) {
    if (it->file >= 0) {
        close(it->file);
    }
    if (it->temporary) {
        unlink(it->temporary);
    }
    nnt_free(it->temporary);
    nnt_free(it->path);
}

nnt_status
nnt_files_write(const char *folder, const nnt_new_file *files, size_t n, nnt_error *error) {
    nnt_status status = NNT_OK;
    pending *pendings = nnt_allocate(n, sizeof *pendings);
    if (!pendings) {
        return fail_memory(error, n > 0 ? files[0].name : folder);
    }
    for (size_t i = 0; i < n; i++) {
        pendings[i].file = -1;
    }
    for (size_t i = 0; i < n && !status; i++) {
        status = begin_file(&pendings[i], folder, &files[i], error);
    }
    for (size_t i = 0; i < n && n > 1 && !status; i++) {
        send_off(&pendings[i]);
    }
    for (size_t i = 0; i < n && !status; i++) {
        status = settle_file(&pendings[i], error);
    }
    if (!status && n > 0) {
        status = place_all(folder, pendings, n, error);
    }
    for (size_t i = 0; i < n; i++) {
        clear_pending(&pendings[i]);
    }
    nnt_free(pendings);
    return status;
}

nnt_status nnt_file_write(const char *path, const char *data, size_t length, nnt_error *error) {
    const nnt_new_file file = {nnt_path_name(path), data, length};
    char *folder = nnt_path_folder(path);
    if (!folder) {
        return fail_memory(error, path);
    }
    const nnt_status status = nnt_files_write(folder, &file, 1, error);
    nnt_free(folder);
    return status;
}

bool nnt_folder_exists(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Makes one folder; fine when it is there, also when another process was faster. */
static nnt_status create_one(const char *path, nnt_error *error) {
    const bool is_made = mkdir(path, 0777) == 0;
    const int reason = errno;
    if (is_made || nnt_folder_exists(path)) {
        return NNT_OK;
    }
    if (reason == EEXIST || reason == ENOTDIR) {
        return nnt_error_set(error, NNT_ERR_IO,
                             "%s: cannot create the folder: a file is in the way", path);
    }
    return fail(error, path, "create the folder", reason);
}

nnt_status nnt_folder_create(const char *path, nnt_error *error) {
    char *part = nnt_copy_text(path);
    if (!part) {
        return fail_memory(error, path);
    }
    nnt_status status = NNT_OK;
    /* Ends the copy at each slash in turn: a, a/b, a/b/c. */
    for (char *slash = part; status == NNT_OK && slash;) {
        slash = *slash ? strchr(slash + 1, '/') : NULL;
        if (slash) {
            *slash = '\0';
        }
        if (!nnt_folder_exists(part)) {
            status = create_one(part, error);
        }
        if (slash) {
            *slash = '/';
        }
    }
    nnt_free(part);
    return status;
}
