/* Lists of messages for the user. */
#include "nntrain/messages.h"

#include "base/memory.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool reserve_item(nnt_messages *list) {
    if (list->count < list->capacity) {
        return true;
    }
    const size_t capacity = list->capacity == 0 ? 8 : 2 * list->capacity;
    nnt_message *items = nnt_reallocate(list->items, capacity, sizeof *items);
    if (!items) {
        return false;
    }
    list->items = items;
    list->capacity = capacity;
    return true;
}

void nnt_messages_add(nnt_messages *list, size_t line, size_t column, const char *format, ...) {
    if (!list) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    const size_t room = length < 0 ? 1 : (size_t)length + 1;
    char *text = nnt_reallocate(NULL, room, 1);
    if (!text || !reserve_item(list)) {
        nnt_free(text);
        list->lost++;
        return;
    }
    text[0] = '\0';
    va_start(arguments, format);
    (void)vsnprintf(text, room, format, arguments);
    va_end(arguments);
    list->items[list->count++] = (nnt_message){.line = line, .column = column, .text = text};
}

/* Subtracting 1 makes line 0, which is no place, the largest. */
static bool is_before(const nnt_message *a, const nnt_message *b) {
    return a->line != b->line ? a->line - 1 < b->line - 1 : a->column < b->column;
}

/* Merges from[low … middle) and from[middle … high) into `to`, the left one first
 * among equals. */
static void
merge(const nnt_message *from, nnt_message *to, size_t low, size_t middle, size_t high) {
    size_t left = low;
    size_t right = middle;
    for (size_t place = low; place < high; place++) {
        const bool is_right =
            left == middle || (right < high && is_before(&from[right], &from[left]));
        to[place] = is_right ? from[right++] : from[left++];
    }
}

void nnt_messages_sort(nnt_messages *list) {
    const size_t n = list->count;
    nnt_message *spare = n > 1 ? nnt_reallocate(NULL, list->capacity, sizeof *spare) : NULL;
    if (!spare) {
        return;
    }
    for (size_t width = 1; width < n; width *= 2) {
        for (size_t low = 0; low < n; low += 2 * width) {
            const size_t middle = low + width < n ? low + width : n;
            const size_t high = middle + width < n ? middle + width : n;
            merge(list->items, spare, low, middle, high);
        }
        nnt_message *sorted = spare;
        spare = list->items;
        list->items = sorted;
    }
    nnt_free(spare);
}

void nnt_messages_clear(nnt_messages *list) {
    for (size_t i = 0; i < list->count; i++) {
        nnt_free(list->items[i].text);
    }
    nnt_free(list->items);
    *list = (nnt_messages){0};
}
