/* Loaded before the C library (LD_PRELOAD), it makes calls of a program fail, or its
 * clocks go backwards.
 *   NNT_FAULT=CALL:ERROR:K   the K-th CALL (open, read, write, fsync, close, rename or
 *                            mkdir; of files, not of the standard streams) fails with
 *                            EIO, ENOSPC or ENOENT; K+: and all that follow
 *   NNT_FAULT_MET=FILE       the file is made when a call was made to fail
 *   NNT_CLOCK=back           each look at a clock shows ten seconds less than the last */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* The next definition of a function, as a pointer of its type. */
#define NEXT(name) ((__typeof__(&(name)))find_next(#name))

static void *find_next(const char *name) {
    void *function = dlsym(RTLD_NEXT, name);
    if (!function) {
        abort();
    }
    return function;
}

static int find_error(const char *name, size_t length) {
    static const struct {
        const char *name;
        int number;
    } errors[] = {{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"ENOENT", ENOENT}};
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        if (strlen(errors[i].name) == length && strncmp(name, errors[i].name, length) == 0) {
            return errors[i].number;
        }
    }
    abort();
}

static void note_hit(void) {
    const char *path = getenv("NNT_FAULT_MET");
    if (path) {
        const long file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0666);
        syscall(SYS_close, file);
    }
}

/* Whether this call is to fail; errno is then the reason. */
static bool is_hit(const char *call) {
    static atomic_ulong count;
    const char *fault = getenv("NNT_FAULT");
    const size_t length = strlen(call);
    if (!fault || strncmp(fault, call, length) != 0 || fault[length] != ':') {
        return false;
    }
    const char *error = fault + length + 1;
    const char *number = strchr(error, ':');
    char *rest = NULL;
    const unsigned long wanted = number ? strtoul(number + 1, &rest, 10) : 0;
    const unsigned long present = atomic_fetch_add(&count, 1) + 1;
    if (wanted == 0 || present < wanted || (present > wanted && *rest != '+')) {
        return false;
    }
    note_hit();
    errno = find_error(error, (size_t)(number - error));
    return true;
}

static bool is_hit_on(const char *call, int file) {
    return file > STDERR_FILENO && is_hit(call);
}

/* ---- files ---------------------------------------------------------------------- */

int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    return is_hit("open") ? -1 : NEXT(open)(path, flags, mode);
}

ssize_t read(int file, void *bytes, size_t n) {
    return is_hit_on("read", file) ? -1 : NEXT(read)(file, bytes, n);
}

ssize_t write(int file, const void *bytes, size_t n) {
    return is_hit_on("write", file) ? -1 : NEXT(write)(file, bytes, n);
}

int fsync(int file) {
    return is_hit("fsync") ? -1 : NEXT(fsync)(file);
}

/* As with Linux, the file is closed even then. */
int close(int file) {
    const bool fails = is_hit_on("close", file);
    const int reason = errno;
    const int result = NEXT(close)(file);
    if (fails) {
        errno = reason;
    }
    return fails ? -1 : result;
}

int rename(const char *from, const char *to) {
    return is_hit("rename") ? -1 : NEXT(rename)(from, to);
}

int mkdir(const char *path, mode_t mode) {
    return is_hit("mkdir") ? -1 : NEXT(mkdir)(path, mode);
}

/* ---- clocks --------------------------------------------------------------------- */

/* Seconds to take off; 0: the clocks are right. */
static time_t count_back(void) {
    static atomic_long looks;
    const char *wish = getenv("NNT_CLOCK");
    return wish && strcmp(wish, "back") == 0 ? 10 * (atomic_fetch_add(&looks, 1) + 1) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    const int result = (int)syscall(SYS_clock_gettime, clock, now);
    now->tv_sec -= count_back();
    return result;
}

time_t time(time_t *now) {
    struct timespec present = {0};
    clock_gettime(CLOCK_REALTIME, &present);
    if (now) {
        *now = present.tv_sec;
    }
    return present.tv_sec;
}
