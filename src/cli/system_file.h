/* The small text files in which Linux says how things are. */
#ifndef NNT_CLI_SYSTEM_FILE_H
#define NNT_CLI_SYSTEM_FILE_H

#include <stddef.h>

/* The number behind `key`, with which a line of the file begins; SIZE_MAX when there is
 * no such file, line or number. */
size_t nnt_system_file_number(const char *path, const char *key);

#endif
