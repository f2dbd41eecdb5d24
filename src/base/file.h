/* Files and paths: read whole with a cap, write whole or not at all. */
#ifndef NNT_BASE_FILE_H
#define NNT_BASE_FILE_H

#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

/* Reads a regular file, a pipe, or standard input ("-") whole. *data gets a
 * final NUL beyond *length and is freed by the caller with nnt_free. A file over
 * `limit` bytes, a folder, or an I/O error is NNT_ERR_IO with the path and the
 * system's reason. */
NNT_MUST_CHECK nnt_status
nnt_file_read(const char *path, size_t limit, char **data, size_t *length, nnt_error *error);

/* Looks at the first bytes of a file that has many. NNT_OK: the rest is read as well. */
typedef nnt_status
nnt_file_glance(const char *path, const char *bytes, size_t length, nnt_error *error);

/* The same, for files that say at their beginning what they are: as soon as there are
 * NNT_GLANCE_BYTES, and before there is memory for more, `glance` may refuse. */
enum { NNT_GLANCE_BYTES = 1 << 12 };
NNT_MUST_CHECK nnt_status nnt_file_read_after(nnt_file_glance *glance,
                                              const char *path,
                                              size_t limit,
                                              char **data,
                                              size_t *length,
                                              nnt_error *error);

/* Writes `path` whole or not at all: a temporary file beside it (O_EXCL), all
 * bytes, fsync, close, rename over `path`, fsync of the folder. On failure the
 * temporary file is removed and an earlier `path` is untouched. */
NNT_MUST_CHECK nnt_status nnt_file_write(const char *path,
                                         const char *data,
                                         size_t length,
                                         nnt_error *error);

/* What a file is to hold. */
typedef struct nnt_new_file {
    const char *name; /* in the folder */
    const char *data;
    size_t length;
} nnt_new_file;

/* Writes n files of one folder in the same way, but waits for the disk fewer times.
 * The last one stands for all: an earlier file of its name is removed before any
 * other takes its place, and the new one takes it when the others are there for
 * good. On failure files that are in place stay, and temporary ones are removed. */
NNT_MUST_CHECK nnt_status nnt_files_write(const char *folder,
                                          const nnt_new_file *files,
                                          size_t n,
                                          nnt_error *error);

/* Removes the temporary files that processes which are gone have left in a folder. */
void nnt_folder_sweep(const char *folder);

/* Makes a folder and its missing parents; fine when it is there already. */
NNT_MUST_CHECK nnt_status nnt_folder_create(const char *path, nnt_error *error);
bool nnt_file_exists(const char *path);
bool nnt_folder_exists(const char *path);

/* New strings (nnt_free), NULL when memory is out. */
/* `name` when it is absolute; "configs" and "../data/a" are "data/a" where configs is a folder. */
char *nnt_path_join(const char *folder, const char *name);
char *nnt_path_folder(const char *path);     /* "." when there is none */
const char *nnt_path_name(const char *path); /* borrowed: behind the last '/' */
/* `path` as seen from `folder`, by the letters of both names made absolute with
 * the current folder, "." and ".." resolved, links not followed. */
char *nnt_path_relative(const char *path, const char *folder);

#endif
