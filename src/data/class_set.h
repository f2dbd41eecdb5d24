/* The labels of a classification: collected from data, or given beforehand. */
#ifndef NNT_DATA_CLASS_SET_H
#define NNT_DATA_CLASS_SET_H

#include "base/limits.h"
#include "nntrain/status.h"
#include <stddef.h>
#include <stdint.h>

/* Start with all fields zero. */
typedef struct nnt_class_set {
    char **labels;     /* (count) by id, in the order in which they came */
    uint32_t *by_text; /* (count) ids in byte order of their labels */
    size_t count;
    size_t capacity;
} nnt_class_set;

/* Id of a label, or UINT32_MAX. */
uint32_t nnt_class_set_find(const nnt_class_set *set, const char *text, size_t length);

/* Adds a label that is not there yet. NNT_ERR_DATA (with a text that names no
 * place) beyond NNT_MOST_CLASSES. */
NNT_MUST_CHECK nnt_status nnt_class_set_add(
    nnt_class_set *set, const char *text, size_t length, uint32_t *id, nnt_error *error);

/* Puts the labels in order: numbers by value when all are numbers, else texts by
 * bytes. rank[id] is the new place of what had that id; (count). */
NNT_MUST_CHECK nnt_status nnt_class_set_sort(nnt_class_set *set, uint32_t *rank, nnt_error *error);

void nnt_class_set_clear(nnt_class_set *set);

#endif
