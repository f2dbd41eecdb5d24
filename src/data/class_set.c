/* The labels of a classification. Ids are kept in byte order of their labels, so
 * that looking one up takes the logarithm of their number, whatever they are. */
#include "data/class_set.h"

#include "base/memory.h"
#include "base/number.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Byte order of a label and a text without a NUL. */
static int compare(const char *label, const char *text, size_t length) {
    const int order = strncmp(label, text, length);
    return order != 0 ? order : label[length] != '\0';
}

/* The first place in by_text whose label is not before the text. */
static size_t find_place(const nnt_class_set *set, const char *text, size_t length) {
    size_t low = 0;
    size_t high = set->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (compare(set->labels[set->by_text[middle]], text, length) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t nnt_class_set_find(const nnt_class_set *set, const char *text, size_t length) {
    const size_t place = find_place(set, text, length);
    if (place == set->count || compare(set->labels[set->by_text[place]], text, length) != 0) {
        return UINT32_MAX;
    }
    return set->by_text[place];
}

static bool make_room(nnt_class_set *set) {
    if (set->count < set->capacity) {
        return true;
    }
    const size_t capacity = set->capacity > 0 ? 2 * set->capacity : 16;
    char **labels = nnt_reallocate(set->labels, capacity, sizeof *labels);
    if (!labels) {
        return false;
    }
    set->labels = labels;
    uint32_t *by_text = nnt_reallocate(set->by_text, capacity, sizeof *by_text);
    if (!by_text) {
        return false;
    }
    set->by_text = by_text;
    set->capacity = capacity;
    return true;
}

nnt_status nnt_class_set_add(
    nnt_class_set *set, const char *text, size_t length, uint32_t *id, nnt_error *error) {
    if (set->count == NNT_MOST_CLASSES) {
        return nnt_error_set(error, NNT_ERR_DATA, "more than %d different classes",
                             (int)NNT_MOST_CLASSES);
    }
    char *label = make_room(set) ? nnt_copy_bytes(text, length) : NULL;
    if (!label) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu classes", set->count + 1);
    }
    const size_t place = find_place(set, text, length);
    memmove(set->by_text + place + 1, set->by_text + place,
            (set->count - place) * sizeof *set->by_text);
    *id = (uint32_t)set->count;
    set->by_text[place] = *id;
    set->labels[set->count++] = label;
    return NNT_OK;
}

/* ---- order ---------------------------------------------------------------- */

typedef struct entry {
    double number; /* 0 unless all labels are numbers */
    char *label;
    uint32_t id;
} entry;

static int compare_entries(const void *a, const void *b) {
    const entry *x = a;
    const entry *y = b;
    if (x->number != y->number) {
        return x->number < y->number ? -1 : 1;
    }
    return strcmp(x->label, y->label);
}

static void read_numbers(entry *entries, size_t n) {
    bool are_numbers = true;
    for (size_t i = 0; are_numbers && i < n; i++) {
        const char *label = entries[i].label;
        are_numbers = nnt_number_parse(label, strlen(label), &entries[i].number);
    }
    for (size_t i = 0; !are_numbers && i < n; i++) {
        entries[i].number = 0;
    }
}

nnt_status nnt_class_set_sort(nnt_class_set *set, uint32_t *rank, nnt_error *error) {
    entry *entries = nnt_allocate(set->count, sizeof *entries);
    if (!entries) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu classes", set->count);
    }
    for (size_t id = 0; id < set->count; id++) {
        entries[id] = (entry){.label = set->labels[id], .id = (uint32_t)id};
    }
    read_numbers(entries, set->count);
    qsort(entries, set->count, sizeof *entries, compare_entries);
    for (size_t place = 0; place < set->count; place++) {
        rank[entries[place].id] = (uint32_t)place;
        set->labels[place] = entries[place].label;
    }
    for (size_t i = 0; i < set->count; i++) {
        set->by_text[i] = rank[set->by_text[i]];
    }
    nnt_free(entries);
    return NNT_OK;
}

void nnt_class_set_clear(nnt_class_set *set) {
    for (size_t id = 0; id < set->count; id++) {
        nnt_free(set->labels[id]);
    }
    nnt_free(set->labels);
    nnt_free(set->by_text);
    *set = (nnt_class_set){0};
}
