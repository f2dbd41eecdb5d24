/* Allocation: checked sizes, aligned blocks, and a hook with which tests make
 * any allocation fail. All memory of the library comes from here. */
#ifndef NNT_BASE_MEMORY_H
#define NNT_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

enum { NNT_ALIGNMENT = 64 }; /* bytes; a cache line and the widest vector */

/* a * b and a + b into *result; false when the product or sum does not fit. */
bool nnt_size_multiply(size_t a, size_t b, size_t *result);
bool nnt_size_add(size_t a, size_t b, size_t *result);

/* The same for estimates: SIZE_MAX when it does not fit. */
size_t nnt_size_times(size_t a, size_t b);
size_t nnt_size_plus(size_t a, size_t b);

/* n elements of `size` bytes, zeroed, aligned to NNT_ALIGNMENT. NULL when the
 * size overflows or memory is out. n == 0 gives a block that may be freed. */
void *nnt_allocate(size_t n, size_t size);

/* Resizes like realloc for n elements of `size` bytes; alignment is that of
 * malloc and new bytes are not zeroed. The old block survives a failure. */
void *nnt_reallocate(void *block, size_t n, size_t size);

/* Copies; NULL when memory is out. */
char *nnt_copy_text(const char *text);
char *nnt_copy_bytes(const char *bytes, size_t length); /* adds a final NUL */

/* Says that a block from above will be filled little by little, so that a large one is
 * given to the process in large pages, where the system has them: each page that is
 * touched for the first time costs about as much as a step of a small training. */
void nnt_memory_use_large_pages(void *block, size_t bytes);

/* Frees anything from above; NULL is allowed. */
void nnt_free(void *block);

#endif
