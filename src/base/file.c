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

/* One file on its way into memory. */
typedef struct reading {
    int file;
    const char *shown; /* its name in messages */
    size_t limit;
    size_t expected;         /* bytes that it is said to have; 0: unknown */
    nnt_file_glance *glance; /* NULL: not looked at, or no longer */
    file_buffer buffer;
} reading;

static nnt_status fail_memory(const reading *it, nnt_error *error) {
    return nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", it->shown);
}

/* With the beginning known, room for all of it, so that a regular file is read in place. */
static nnt_status look(reading *it, nnt_error *error) {
    const file_buffer *buffer = &it->buffer;
    nnt_status status = NNT_OK;
    if (it->glance && buffer->length >= NNT_GLANCE_BYTES) {
        status = it->glance(it->shown, buffer->data, buffer->length, error);
        it->glance = NULL;
    }
    if (!status && !it->glance && it->expected > buffer->length &&
        !reserve_chunk(&it->buffer, it->expected - buffer->length + CHUNK)) {
        status = fail_memory(it, error);
    }
    return status;
}

static nnt_status read_all(reading *it, nnt_error *error) {
    file_buffer *buffer = &it->buffer;
    for (;;) {
        const nnt_status status = look(it, error);
        if (status) {
            return status;
        }
        if (!reserve_chunk(buffer, CHUNK)) {
            return fail_memory(it, error);
        }
        const ssize_t n = read(it->file, buffer->data + buffer->length, CHUNK);
        if (n == 0) {
            buffer->data[buffer->length] = '\0';
            return NNT_OK;
        }
        if (n < 0 && errno != EINTR) {
            return fail(error, it->shown, errno);
        }
        if (n > 0) {
            buffer->length += (size_t)n;
        }
        if (buffer->length > it->limit) {
            return nnt_error_set(error, NNT_ERR_IO,
                                 "%s: is larger than %zu bytes, the most that is read here",
                                 it->shown, it->limit);
        }
    }
}

/* Refuses folders, and files whose size is known to be over the limit. */
static nnt_status prepare(reading *it, nnt_error *error) {
    struct stat about;
    if (fstat(it->file, &about) != 0) {
        return fail(error, it->shown, errno);
    }
    if (S_ISDIR(about.st_mode)) {
        return nnt_error_set(error, NNT_ERR_IO, "%s: is a folder", it->shown);
    }
    if (!S_ISREG(about.st_mode) || about.st_size <= 0) {
        return NNT_OK;
    }
    if ((uintmax_t)about.st_size > it->limit) {
        return nnt_error_set(error, NNT_ERR_IO, "%s: has %jd bytes; at most %zu are read here",
                             it->shown, (intmax_t)about.st_size, it->limit);
    }
    it->expected = (size_t)about.st_size;
    return NNT_OK;
}

static int open_to_read(const char *path) {
    int file = -1;
    do {
        file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    } while (file < 0 && errno == EINTR);
    return file;
}

nnt_status nnt_file_read_after(nnt_file_glance *glance,
                               const char *path,
                               size_t limit,
                               char **data,
                               size_t *length,
                               nnt_error *error) {
    const bool is_input = strcmp(path, "-") == 0;
    reading it = {.shown = is_input ? "standard input" : path, .limit = limit, .glance = glance};
    *data = NULL;
    *length = 0;
    it.file = is_input ? STDIN_FILENO : open_to_read(path);
    if (it.file < 0) {
        return fail(error, it.shown, errno);
    }
    nnt_status status = prepare(&it, error);
    if (status == NNT_OK) {
        status = read_all(&it, error);
    }
    if (!is_input) {
        close(it.file);
    }
    if (status != NNT_OK) {
        nnt_free(it.buffer.data);
        return status;
    }
    *data = it.buffer.data;
    *length = it.buffer.length;
    return NNT_OK;
}

nnt_status
nnt_file_read(const char *path, size_t limit, char **data, size_t *length, nnt_error *error) {
    return nnt_file_read_after(NULL, path, limit, data, length, error);
}

bool nnt_file_exists(const char *path) {
    struct stat about;
    return stat(path, &about) == 0;
}
