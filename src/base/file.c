/* Reading files whole, with a cap, and asking about them. */
#include "base/file.h"

#include "base/memory.h"
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes asked for at once; also the first size of the buffer. */
enum { CHUNK = 1 << 16 };

static nnt_status fail(nnt_error *error, const char *path, int reason) {
    return nnt_error_set(error, NNT_ERR_IO, "%s: %s", path, strerror(reason));
}

/* A buffer that grows while a file is read into it. */
typedef struct file_buffer {
    char *data;
    size_t length, capacity;
} file_buffer;

/* Makes room for a chunk and the NUL. */
static bool reserve_chunk(file_buffer *buffer, size_t chunk) {
    if (buffer->capacity - buffer->length > chunk) {
        return true;
    }
    size_t capacity = 0;
    if (!nnt_size_add(buffer->capacity, buffer->capacity / 2, &capacity) ||
        !nnt_size_add(capacity, chunk + 1, &capacity)) {
        return false;
    }
    char *data = nnt_reallocate(buffer->data, capacity, 1);
    if (!data) {
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

static nnt_status
read_all(int file, const char *path, size_t limit, file_buffer *buffer, nnt_error *error) {
    for (;;) {
        if (!reserve_chunk(buffer, CHUNK)) {
            return nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", path);
        }
        const ssize_t n = read(file, buffer->data + buffer->length, CHUNK);
        if (n == 0) {
            buffer->data[buffer->length] = '\0';
            return NNT_OK;
        }
        if (n < 0 && errno != EINTR) {
            return fail(error, path, errno);
        }
        if (n > 0) {
            buffer->length += (size_t)n;
        }
        if (buffer->length > limit) {
            return nnt_error_set(error, NNT_ERR_IO,
                                 "%s: is larger than %zu bytes, the most that is read here", path,
                                 limit);
        }
    }
}

/* Refuses folders, and files whose size is known to be over the limit; reserves
 * room for the others, so that a regular file is read in place. */
static nnt_status
prepare(int file, const char *path, size_t limit, file_buffer *buffer, nnt_error *error) {
    struct stat about;
    if (fstat(file, &about) != 0) {
        return fail(error, path, errno);
    }
    if (S_ISDIR(about.st_mode)) {
        return nnt_error_set(error, NNT_ERR_IO, "%s: is a folder", path);
    }
    if (!S_ISREG(about.st_mode) || about.st_size <= 0) {
        return NNT_OK;
    }
    if ((uintmax_t)about.st_size > limit) {
        return nnt_error_set(error, NNT_ERR_IO, "%s: has %jd bytes; at most %zu are read here",
                             path, (intmax_t)about.st_size, limit);
    }
    if (!reserve_chunk(buffer, (size_t)about.st_size + CHUNK)) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", path);
    }
    return NNT_OK;
}

static int open_to_read(const char *path) {
    int file = -1;
    do {
        file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    } while (file < 0 && errno == EINTR);
    return file;
}

nnt_status
nnt_file_read(const char *path, size_t limit, char **data, size_t *length, nnt_error *error) {
    const bool is_input = strcmp(path, "-") == 0;
    const char *shown = is_input ? "standard input" : path;
    file_buffer buffer = {0};
    *data = NULL;
    *length = 0;
    const int file = is_input ? STDIN_FILENO : open_to_read(path);
    if (file < 0) {
        return fail(error, shown, errno);
    }
    nnt_status status = prepare(file, shown, limit, &buffer, error);
    if (status == NNT_OK) {
        status = read_all(file, shown, limit, &buffer, error);
    }
    if (!is_input) {
        close(file);
    }
    if (status != NNT_OK) {
        nnt_free(buffer.data);
        return status;
    }
    *data = buffer.data;
    *length = buffer.length;
    return NNT_OK;
}

bool nnt_file_exists(const char *path) {
    struct stat about;
    return stat(path, &about) == 0;
}
