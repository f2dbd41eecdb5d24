/* Allocation with checked sizes, and the hook that makes it fail in tests. */
#define _DEFAULT_SOURCE /* madvise */
#include "base/memory.h"

#include "base/memory_testing.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

static _Thread_local struct {
    size_t count;
    size_t fail_at;
    bool for_ever;
} hook;

void nnt_memory_fail_at(size_t k, bool for_ever) {
    hook.count = 0;
    hook.fail_at = k;
    hook.for_ever = for_ever;
}

size_t nnt_memory_count(void) {
    return hook.count;
}

static bool is_made_to_fail(void) {
    hook.count++;
    if (hook.fail_at == 0) {
        return false;
    }
    return hook.for_ever ? hook.count >= hook.fail_at : hook.count == hook.fail_at;
}

bool nnt_size_multiply(size_t a, size_t b, size_t *result) {
    if (b != 0 && a > SIZE_MAX / b) {
        return false;
    }
    *result = a * b;
    return true;
}

bool nnt_size_add(size_t a, size_t b, size_t *result) {
    if (a > SIZE_MAX - b) {
        return false;
    }
    *result = a + b;
    return true;
}

size_t nnt_size_times(size_t a, size_t b) {
    size_t product = 0;
    return nnt_size_multiply(a, b, &product) ? product : SIZE_MAX;
}

size_t nnt_size_plus(size_t a, size_t b) {
    size_t sum = 0;
    return nnt_size_add(a, b, &sum) ? sum : SIZE_MAX;
}

/* Bytes of n elements, at least 1; false beyond what one object may have. */
static bool count_bytes(size_t n, size_t size, size_t *bytes) {
    if (!nnt_size_multiply(n, size, bytes) || *bytes > PTRDIFF_MAX - NNT_ALIGNMENT) {
        return false;
    }
    if (*bytes == 0) {
        *bytes = 1;
    }
    return true;
}

void *nnt_allocate(size_t n, size_t size) {
    size_t bytes = 0;
    if (!count_bytes(n, size, &bytes) || is_made_to_fail()) {
        return NULL;
    }
    /* aligned_alloc wants a multiple of the alignment. */
    bytes = (bytes + NNT_ALIGNMENT - 1) / NNT_ALIGNMENT * NNT_ALIGNMENT;
    void *block = aligned_alloc(NNT_ALIGNMENT, bytes);
    if (block) {
        memset(block, 0, bytes);
    }
    return block;
}

void *nnt_reallocate(void *block, size_t n, size_t size) {
    size_t bytes = 0;
    if (!count_bytes(n, size, &bytes) || is_made_to_fail()) {
        return NULL;
    }
    return realloc(block, bytes);
}

void nnt_memory_use_large_pages(void *block, size_t bytes) {
#ifdef MADV_HUGEPAGE
    const size_t page = (size_t)1 << 21;
    const uintptr_t start = ((uintptr_t)block + page - 1) / page * page;
    const uintptr_t end = ((uintptr_t)block + bytes) / page * page;
    if (start < end) {
        (void)madvise((char *)block + (start - (uintptr_t)block), end - start, MADV_HUGEPAGE);
    }
#else
    (void)block;
    (void)bytes;
#endif
}

char *nnt_copy_text(const char *text) {
    return nnt_copy_bytes(text, strlen(text));
}

char *nnt_copy_bytes(const char *bytes, size_t length) {
    size_t room = 0;
    if (!nnt_size_add(length, 1, &room)) {
        return NULL;
    }
    char *copy = nnt_reallocate(NULL, room, 1);
    if (!copy) {
        return NULL;
    }
    if (length > 0) {
        memcpy(copy, bytes, length);
    }
    copy[length] = '\0';
    return copy;
}

void nnt_free(void *block) {
    free(block);
}
