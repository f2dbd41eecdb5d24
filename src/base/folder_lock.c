/* Locking folders by flock(2), which the system ends with the process. */
#include "base/folder_lock.h"

#include "base/file.h"
#include "base/memory.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_ATTEMPTS = 100, NUMBER_ROOM = 24 };

static nnt_status refuse(const char *folder, int file, nnt_error *error) {
    char number[NUMBER_ROOM] = "";
    const ssize_t n = pread(file, number, sizeof number - 1, 0);
    const long process = n > 0 ? strtol(number, NULL, 10) : 0;
    if (process <= 0) {
        return nnt_error_set(error, NNT_ERR_USAGE, "%s: another run is being written here", folder);
    }
    return nnt_error_set(error, NNT_ERR_USAGE,
                         "%s: another run is being written here, by process %ld; wait for its end "
                         "or give another folder with -o",
                         folder, process);
}

/* Whether the open file is still the one of that name: its last holder removes it. */
static bool is_in_place(int file, const char *path) {
    struct stat open_one, named_one;
    return fstat(file, &open_one) == 0 && stat(path, &named_one) == 0 &&
           open_one.st_ino == named_one.st_ino && open_one.st_dev == named_one.st_dev;
}

/* For messages only, so that a full disk does not matter. */
static void write_number(int file) {
    char number[NUMBER_ROOM];
    const int length = snprintf(number, sizeof number, "%ld\n", (long)getpid());
    if (ftruncate(file, 0) == 0) {
        const ssize_t written = pwrite(file, number, (size_t)length, 0);
        (void)written;
    }
}

/* One attempt; *is_over when there is a result. */
static nnt_status
try_once(const char *folder, nnt_folder_lock *lock, bool *is_over, nnt_error *error) {
    nnt_status status = NNT_OK;
    *is_over = true;
    lock->file = open(lock->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (lock->file < 0) {
        *is_over = errno != EINTR;
        return nnt_error_set(error, NNT_ERR_IO, "%s: cannot write in this folder: %s", folder,
                             strerror(errno));
    }
    if (flock(lock->file, LOCK_EX | LOCK_NB) == 0) {
        lock->is_held = *is_over = is_in_place(lock->file, lock->path);
        if (lock->is_held) {
            write_number(lock->file);
            return NNT_OK;
        }
    } else if (errno == EWOULDBLOCK) {
        status = refuse(folder, lock->file, error);
    } else if (errno == EINTR) {
        *is_over = false;
    } else {
        (void)unlink(lock->path); /* no locks here */
    }
    close(lock->file);
    return status;
}

nnt_status nnt_folder_lock_take(const char *folder, nnt_folder_lock *lock, nnt_error *error) {
    *lock = (nnt_folder_lock){.path = nnt_path_join(folder, ".lock")};
    if (!lock->path) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: no memory to lock it", folder);
    }
    nnt_status status = NNT_OK;
    bool is_over = false;
    for (int attempt = 0; attempt < MOST_ATTEMPTS && !is_over; attempt++) {
        status = try_once(folder, lock, &is_over, error);
    }
    if (!lock->is_held) {
        nnt_free(lock->path);
        lock->path = NULL;
    }
    return status;
}

void nnt_folder_lock_release(nnt_folder_lock *lock) {
    if (lock->is_held) {
        (void)unlink(lock->path);
        close(lock->file);
    }
    nnt_free(lock->path);
    *lock = (nnt_folder_lock){0};
}
