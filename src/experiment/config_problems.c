/* Collecting the problems of a config, each with its place. */
#include "experiment/config_problems.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { QUOTED_BYTES = 80 }; /* what a message shows of a user's string */

void nnt_text_add_quoted(nnt_text *text, const char *string) {
    size_t length = strlen(string);
    if (length <= QUOTED_BYTES) {
        nnt_text_add_json_string(text, string);
        return;
    }
    length = QUOTED_BYTES;
    while (length > 0 && ((unsigned char)string[length] & 0xC0) == 0x80) {
        length--; /* not inside a UTF-8 sequence */
    }
    nnt_text start = {0};
    nnt_text_add_bytes(&start, string, length);
    nnt_text_add(&start, "…");
    nnt_text_add_json_string(text, start.data ? start.data : "");
    nnt_text_clear(&start);
}

static bool is_plain_key(const char *key) {
    const char *plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-$.";
    const size_t length = strlen(key);
    return length > 0 && length <= QUOTED_BYTES && strspn(key, plain) == length;
}

void nnt_json_set_places(nnt_json *value, nnt_spot spot) {
    value->line = value->key_line = spot.line;
    value->column = value->key_column = spot.column;
    for (nnt_json *child = value->first; child; child = child->next) {
        nnt_json_set_places(child, spot);
    }
}

static void add_path(nnt_text *text, const nnt_where *where) {
    if (!where || !where->parent) {
        return;
    }
    add_path(text, where->parent);
    if (text->length > 0) {
        nnt_text_add(text, ".");
    }
    if (!where->key) {
        nnt_text_add_unsigned(text, where->index);
    } else if (is_plain_key(where->key)) {
        nnt_text_add(text, where->key);
    } else {
        nnt_text_add_quoted(text, where->key);
    }
}

static void
add_message(nnt_problems *problems, nnt_spot spot, const nnt_where *where, const char *message) {
    nnt_text path = {0};
    if (nnt_problems_are_full(problems)) {
        return; /* nnt_problems_finish says so */
    }
    add_path(&path, where);
    const char *shown = path.data ? path.data : "";
    const char *colon = path.length > 0 ? ": " : "";
    if (path.failed) {
        problems->out_of_memory = true;
    } else if (spot.line > 0) {
        nnt_messages_add(&problems->placed, spot.line, spot.column, "%s:%zu:%zu: %s%s%s",
                         problems->file, spot.line, spot.column, shown, colon, message);
    } else {
        nnt_messages_add(&problems->overridden, 0, 0, "--set %s%s%s", shown, colon, message);
    }
    nnt_text_clear(&path);
}

void nnt_problem_add_text(nnt_problems *problems,
                          nnt_spot spot,
                          const nnt_where *where,
                          nnt_text *text) {
    if (text->failed || !text->data) {
        problems->out_of_memory = true;
    } else {
        add_message(problems, spot, where, text->data);
    }
    nnt_text_clear(text);
}

void nnt_problem_add(
    nnt_problems *problems, nnt_spot spot, const nnt_where *where, const char *format, ...) {
    char message[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    add_message(problems, spot, where, message);
}

static bool has_below(const nnt_messages *messages, size_t n_before, const char *path) {
    const size_t length = strlen(path);
    for (size_t i = 0; i < messages->count; i++) {
        const char *text = messages->items[i].text + n_before;
        text += strspn(text, ":0123456789 ");
        if (strncmp(text, path, length) == 0 && text[length] == '.') {
            return true;
        }
    }
    return false;
}

/* Each message begins with its place. */
bool nnt_problems_are_below(const nnt_problems *problems, const char *path) {
    return has_below(&problems->placed, strlen(problems->file), path) ||
           has_below(&problems->overridden, strlen("--set "), path);
}

/* At most n; returns how many. */
static size_t move_messages(nnt_messages *from, size_t n, nnt_messages *to) {
    const size_t n_moved = from->count < n ? from->count : n;
    for (size_t i = 0; i < n_moved; i++) {
        const nnt_message *item = &from->items[i];
        nnt_messages_add(to, item->line, item->column, "%s", item->text);
    }
    nnt_messages_clear(from);
    return n_moved;
}

nnt_status nnt_problems_finish(nnt_problems *problems, nnt_messages *list, nnt_error *error) {
    nnt_messages_sort(&problems->placed);
    const nnt_messages *first =
        problems->placed.count > 0 ? &problems->placed : &problems->overridden;
    nnt_status status = NNT_OK;
    if (problems->out_of_memory || problems->placed.lost || problems->overridden.lost) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "%s", nnt_status_text(NNT_ERR_MEMORY));
    } else if (first->count > 0) {
        status = nnt_error_set(error, NNT_ERR_CONFIG, "%s", first->items[0].text);
    }
    const bool is_full = nnt_problems_are_full(problems);
    const size_t n_placed = move_messages(&problems->placed, NNT_MAX_PROBLEMS, list);
    move_messages(&problems->overridden, NNT_MAX_PROBLEMS - n_placed, list);
    if (is_full) {
        nnt_messages_add(list, 0, 0, "%s: more than %d problems; these are the first",
                         problems->file, NNT_MAX_PROBLEMS);
    }
    return status;
}
