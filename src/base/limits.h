/* All limits on what is read: beyond them a file or config is refused with a message,
 * before there is memory for it. What a network may have in all is bounded by the memory
 * of the machine. Names and words for users: experiment/limits.c. */
#ifndef NNT_BASE_LIMITS_H
#define NNT_BASE_LIMITS_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of files. That of tables is 4 GiB less one, so that a size_t of 32 bits holds it. */
#define NNT_MOST_CONFIG_BYTES ((size_t)16 << 20)
#define NNT_MOST_TABLE_BYTES ((size_t)UINT32_MAX)
#define NNT_MOST_MODEL_BYTES ((size_t)1 << 36)

enum {
    /* text */
    NNT_MOST_JSON_LEVELS = 100, /* also bounds every recursion over a tree */
    NNT_MAX_NAME = 100,         /* bytes */
    NNT_MAX_PROBLEMS = 1000,    /* so that a hostile file cannot fill the memory with messages */
    NNT_TAKEN_PROBLEMS = NNT_MAX_PROBLEMS + 1, /* so that it is known whether there are more */

    /* tables */
    NNT_CSV_MOST_FIELDS = 1000000,
    NNT_CSV_LONGEST_FIELD = 1 << 20,
    NNT_CSV_MOST_LEVELS = 1000,
    NNT_MOST_CLASSES = 10000, /* more are taken for a regression target that was meant otherwise */
    NNT_IDX_MOST_DIMENSIONS = 8,
    NNT_NPY_MOST_DIMENSIONS = 8,
    NNT_MOST_NPY_HEADER_BYTES = 1 << 16,
    NNT_MOST_TEXT_RATIO = 256, /* of the bytes of a packed text, once they are 16 MiB */

    /* models */
    NNT_MOST_TENSOR_HEADER_BYTES = 100000000,

    /* networks and training */
    NNT_MOST_LAYERS = 256,
    NNT_MOST_UNITS = 1000000,
    NNT_MOST_EPOCHS = 1000000000,
    NNT_MOST_BATCH_ROWS = 1000000000,
};

#endif
