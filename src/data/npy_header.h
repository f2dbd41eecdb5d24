/* The header of an NPY file: a Python dictionary of three keys. */
#ifndef NNT_DATA_NPY_HEADER_H
#define NNT_DATA_NPY_HEADER_H

#include "data/npy_file.h"

/* Reads the `length` bytes from offset `at` of the file into type, order and sizes; any
 * order of keys, each once, and nothing but blanks behind. */
NNT_MUST_CHECK nnt_status nnt_npy_header_read(
    const char *path, const char *data, size_t at, size_t length, nnt_npy *npy, nnt_error *error);

#endif
