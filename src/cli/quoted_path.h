/* Paths for people who copy them to a command line. */
#ifndef NNT_CLI_QUOTED_PATH_H
#define NNT_CLI_QUOTED_PATH_H

#include <stddef.h>

/* A path as a shell takes it: in quotes when it holds anything unusual. Control
 * characters are replaced, and what does not fit is cut. */
void nnt_quoted_path(const char *path, char *quoted, size_t size);

#endif
