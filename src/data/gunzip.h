/* Unpacking gzip data in memory. */
#ifndef NNT_DATA_GUNZIP_H
#define NNT_DATA_GUNZIP_H

#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>

/* Whether the bytes begin as gzip does. */
bool nnt_gzip_is(const char *data, size_t length);

/* Unpacks the first bytes of a file into `out`, n_out of them, to look at its
 * header; fewer than that is NNT_ERR_DATA. `name` stands in messages. */
NNT_MUST_CHECK nnt_status nnt_gzip_peek(const char *name,
                                        const char *data,
                                        size_t length,
                                        unsigned char *out,
                                        size_t n_out,
                                        nnt_error *error);

/* Unpacks a whole file of one or more members, which must give exactly n_out
 * bytes: nothing cut off, every check sum right, nothing behind the last member.
 * `out` has room for n_out + 1 bytes, so that a surplus shows. */
NNT_MUST_CHECK nnt_status nnt_gzip_unpack(const char *name,
                                          const char *data,
                                          size_t length,
                                          unsigned char *out,
                                          size_t n_out,
                                          nnt_error *error);

/* Unpacks a whole file whose length nothing says, at most `limit` bytes, to *out with
 * a NUL behind it, freed by the caller with nnt_free. A file that grows to more than
 * 16 MiB and to more than 256 times what is packed is NNT_ERR_DATA: texts of use do
 * not, and those made to fill the memory do. */
NNT_MUST_CHECK nnt_status nnt_gzip_unpack_text(const char *name,
                                               const char *data,
                                               size_t length,
                                               size_t limit,
                                               char **out,
                                               size_t *n_out,
                                               nnt_error *error);

/* Deflate packs at most 1032 bytes into one; a file that claims to hold more than
 * this lies, and is refused before there is room for it. */
bool nnt_gzip_can_hold(size_t packed, size_t unpacked);

#endif
