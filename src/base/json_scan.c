/* Scanning JSON: the grammar of RFC 8259 with comments. */
#include "base/json_scan.h"

#include "base/json_cursor.h"
#include "base/json_token.h"
#include "base/limits.h"
#include "base/memory.h"
#include <string.h>

typedef struct json_scanner {
    nnt_json_cursor cursor;
    const char *text;
    nnt_json_scan *scan;
    unsigned level;
} json_scanner;

/* Overwrites what the cursor has passed since `from` in cJSON's copy. */
static void blank(json_scanner *scanner, const char *from) {
    memset(scanner->scan->copy + (from - scanner->text), ' ', (size_t)(scanner->cursor.at - from));
}

static bool is_white_space(int byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool skip_comment(json_scanner *scanner) {
    const char *start = scanner->cursor.at;
    if (!nnt_json_pass_comment(&scanner->cursor)) {
        return false;
    }
    blank(scanner, start);
    return true;
}

/* Over white space and comments; false when a comment is broken. */
static bool skip_blanks(json_scanner *scanner) {
    nnt_json_cursor *cursor = &scanner->cursor;
    for (;;) {
        const int byte = nnt_json_peek(cursor);
        if (!is_white_space(byte) && byte != '/') {
            return true;
        }
        if (byte == '/' ? !skip_comment(scanner) : !nnt_json_next(cursor)) {
            return false;
        }
    }
}

/* A new place, in document order; NULL when memory is out. */
static nnt_json_place *add_place(json_scanner *scanner) {
    nnt_json_scan *scan = scanner->scan;
    if (scan->n_places == scan->capacity) {
        const size_t capacity = scan->capacity == 0 ? 64 : 2 * scan->capacity;
        nnt_json_place *places = nnt_reallocate(scan->places, capacity, sizeof *places);
        if (!places) {
            scanner->cursor.status = nnt_error_set(scanner->cursor.error, NNT_ERR_MEMORY,
                                                   "%s: out of memory", scanner->cursor.name);
            return NULL;
        }
        scan->places = places;
        scan->capacity = capacity;
    }
    nnt_json_place *place = &scan->places[scan->n_places++];
    *place = (nnt_json_place){.line = scanner->cursor.line, .column = scanner->cursor.column};
    return place;
}

static bool scan_number(json_scanner *scanner, nnt_json_place *place) {
    const char *start = scanner->cursor.at;
    if (!nnt_json_pass_number(&scanner->cursor)) {
        return false;
    }
    place->offset = (size_t)(start - scanner->text);
    place->length = (size_t)(scanner->cursor.at - start);
    blank(scanner, start);
    scanner->scan->copy[place->offset] = '0';
    return true;
}

static bool scan_value(json_scanner *scanner, size_t key_line, size_t key_column);

/* Behind a value: passes a comma and returns true in *goes_on, or the closing
 * bracket. Says so when the comma is the last. */
static bool pass_separator(json_scanner *scanner, char closing, bool *goes_on) {
    nnt_json_cursor *cursor = &scanner->cursor;
    if (!skip_blanks(scanner)) {
        return false;
    }
    const int byte = nnt_json_peek(cursor);
    if (byte != ',' && byte != closing) {
        return nnt_json_fail_expected(cursor, closing == ']' ? "',' or ']'" : "',' or '}'");
    }
    const size_t line = cursor->line;
    const size_t column = cursor->column;
    nnt_json_skip(cursor, 1);
    *goes_on = byte == ',';
    if (!*goes_on) {
        return true;
    }
    if (!skip_blanks(scanner)) {
        return false;
    }
    if (nnt_json_peek(cursor) == closing) {
        return nnt_json_fail_at(cursor, line, column,
                                "expected no comma before '%c': a comma stands between two %s only",
                                closing, closing == ']' ? "elements" : "members");
    }
    return true;
}

static bool scan_member(json_scanner *scanner) {
    nnt_json_cursor *cursor = &scanner->cursor;
    const size_t line = cursor->line;
    const size_t column = cursor->column;
    if (nnt_json_peek(cursor) != '"') {
        return nnt_json_fail_expected(cursor, "a key in double quotes");
    }
    if (!nnt_json_pass_string(cursor) || !skip_blanks(scanner)) {
        return false;
    }
    if (nnt_json_peek(cursor) != ':') {
        return nnt_json_fail_expected(cursor, "':' behind the key");
    }
    nnt_json_skip(cursor, 1);
    return skip_blanks(scanner) && scan_value(scanner, line, column);
}

/* The inside of an array or object, from behind its opening bracket. */
static bool scan_children(json_scanner *scanner, char closing) {
    if (!skip_blanks(scanner)) {
        return false;
    }
    if (nnt_json_peek(&scanner->cursor) == closing) {
        nnt_json_skip(&scanner->cursor, 1);
        return true;
    }
    for (bool goes_on = true; goes_on;) {
        const bool is_read = closing == '}' ? scan_member(scanner) : scan_value(scanner, 0, 0);
        if (!is_read || !pass_separator(scanner, closing, &goes_on)) {
            return false;
        }
    }
    return true;
}

static bool scan_container(json_scanner *scanner, char closing) {
    nnt_json_cursor *cursor = &scanner->cursor;
    if (scanner->level == NNT_MOST_JSON_LEVELS) {
        return nnt_json_fail_at(cursor, cursor->line, cursor->column,
                                "expected at most %d levels of arrays and objects, found more",
                                NNT_MOST_JSON_LEVELS);
    }
    scanner->level++;
    nnt_json_skip(cursor, 1);
    const bool is_read = scan_children(scanner, closing);
    scanner->level--;
    return is_read;
}

static bool scan_value(json_scanner *scanner, size_t key_line, size_t key_column) {
    nnt_json_place *place = add_place(scanner);
    if (!place) {
        return false;
    }
    place->key_line = key_line;
    place->key_column = key_column;
    const int byte = nnt_json_peek(&scanner->cursor);
    if (byte == '{' || byte == '[') {
        return scan_container(scanner, byte == '{' ? '}' : ']');
    }
    if (byte == '-' || (byte >= '0' && byte <= '9')) {
        return scan_number(scanner, place);
    }
    return byte == '"' ? nnt_json_pass_string(&scanner->cursor)
                       : nnt_json_pass_literal(&scanner->cursor);
}

static bool scan_document(json_scanner *scanner) {
    static const char byte_order_mark[] = "\xEF\xBB\xBF";
    nnt_json_cursor *cursor = &scanner->cursor;
    if (cursor->end - cursor->at >= 3 && memcmp(cursor->at, byte_order_mark, 3) == 0) {
        cursor->at += 3;
        blank(scanner, scanner->text);
    }
    if (!skip_blanks(scanner) || !scan_value(scanner, 0, 0) || !skip_blanks(scanner)) {
        return false;
    }
    if (cursor->at != cursor->end) {
        return nnt_json_fail_expected(cursor, "the end of the text");
    }
    return true;
}

nnt_status nnt_json_scan_text(const char *text,
                              size_t length,
                              const char *name,
                              nnt_json_scan *scan,
                              nnt_messages *problems,
                              nnt_error *error) {
    scan->copy = nnt_copy_bytes(text, length);
    if (!scan->copy) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", name);
    }
    json_scanner scanner = {
        .cursor = {.at = text,
                   .end = text + length,
                   .line = 1,
                   .column = 1,
                   .name = name,
                   .problems = problems,
                   .error = error},
        .text = text,
        .scan = scan,
    };
    scan_document(&scanner);
    return scanner.cursor.status;
}

void nnt_json_scan_clear(nnt_json_scan *scan) {
    nnt_free(scan->copy);
    nnt_free(scan->places);
    *scan = (nnt_json_scan){0};
}
