/* Opening CSV files, and naming places in them. */
#include "data/csv_file.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
#include "data/gunzip.h"
#include "data/utf8.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* ---- places --------------------------------------------------------------- */

typedef struct place {
    size_t line, column;
} place;

static place find_place(const nnt_csv_file *file, const char *at) {
    place it = {1, 1};
    for (const char *c = file->text; c < at; c++) {
        const bool ends_line = *c == '\n' || (*c == '\r' && c[1] != '\n');
        if (ends_line) {
            it.line++;
            it.column = 1;
        } else if (*c != '\r' && !nnt_utf8_is_continuation(*c)) {
            it.column++;
        }
    }
    return it;
}

nnt_status nnt_csv_file_refuse(
    const nnt_csv_file *file, const char *at, nnt_error *error, const char *format, ...) {
    char text[sizeof((nnt_error){0}).message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const place it = find_place(file, at);
    return nnt_error_set(error, NNT_ERR_DATA, "%s:%zu:%zu: %s", file->name, it.line, it.column,
                         text);
}

/* ---- opening -------------------------------------------------------------- */

static bool is_utf16(const char *data, size_t length) {
    return length >= 2 && (memcmp(data, "\xff\xfe", 2) == 0 || memcmp(data, "\xfe\xff", 2) == 0);
}

/* What else people give for a CSV: a spreadsheet, which is a ZIP archive or, of old, a
 * compound file; a Parquet file. */
static const char *find_other_format(const char *data, size_t length) {
    static const struct {
        const char *start, *name;
    } formats[] = {{"PK\3\4", "a ZIP archive, such as .xlsx and .ods are"},
                   {"\xd0\xcf\x11\xe0", "a spreadsheet or document of old"},
                   {"PAR1", "a Parquet file"}};
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (length >= 4 && memcmp(data, formats[i].start, 4) == 0) {
            return formats[i].name;
        }
    }
    return NULL;
}

static nnt_status check_text(const nnt_csv_file *file, nnt_error *error) {
    if (is_utf16(file->data, (size_t)(file->end - file->data))) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: the text is UTF-16; save it as UTF-8 to read it here",
                             file->name);
    }
    const char *other = find_other_format(file->data, (size_t)(file->end - file->data));
    if (other) {
        return nnt_error_set(error, NNT_ERR_DATA,
                             "%s: this is %s, not a CSV; save the table as CSV to read it here",
                             file->name, other);
    }
    const size_t length = (size_t)(file->end - file->text);
    const char *nul = memchr(file->text, '\0', length);
    const char *bad = nnt_utf8_find_fault(file->text, nul ? (size_t)(nul - file->text) : length);
    if (bad) {
        return nnt_csv_file_refuse(file, bad, error, "byte 0x%02x is not valid UTF-8",
                                   (unsigned)(unsigned char)*bad);
    }
    if (nul) {
        return nnt_csv_file_refuse(file, nul, error, "a NUL byte; this is not a text file");
    }
    return NNT_OK;
}

/* Puts the unpacked text in the place of the packed one. */
static nnt_status unpack(nnt_csv_file *file, size_t *length, nnt_error *error) {
    char *text = NULL;
    const nnt_status status = nnt_gzip_unpack_text(file->name, file->data, *length,
                                                   NNT_MOST_TABLE_BYTES, &text, length, error);
    nnt_free(file->data);
    file->data = text;
    return status;
}

/* A NUL is enough to know that it is no text, however long. */
static nnt_status
check_beginning(const char *path, const char *bytes, size_t length, nnt_error *error) {
    const char *nul = memchr(bytes, '\0', length);
    if (!nul || is_utf16(bytes, length) || nnt_gzip_is(bytes, length)) {
        return NNT_OK;
    }
    return nnt_error_set(error, NNT_ERR_DATA, "%s: offset %td: a NUL byte; this is not a text file",
                         path, nul - bytes);
}

static nnt_status read_text(const char *path, nnt_csv_file *file, nnt_error *error) {
    size_t length = 0;
    nnt_status status = nnt_file_read_after(check_beginning, path, NNT_MOST_TABLE_BYTES,
                                            &file->data, &length, error);
    if (!status && nnt_gzip_is(file->data, length)) {
        status = unpack(file, &length, error);
    }
    if (status) {
        return status;
    }
    file->text = file->data;
    file->end = file->data + length;
    if (length >= 3 && memcmp(file->data, "\xef\xbb\xbf", 3) == 0) {
        file->text += 3;
    }
    return check_text(file, error);
}

nnt_status nnt_csv_file_open(const char *path, nnt_csv_file *file, nnt_error *error) {
    *file = (nnt_csv_file){.name = nnt_copy_text(strcmp(path, "-") == 0 ? "standard input" : path)};
    const nnt_status status = file->name
                                  ? read_text(path, file, error)
                                  : nnt_error_set(error, NNT_ERR_MEMORY, "%s: out of memory", path);
    if (status) {
        nnt_csv_file_clear(file);
    }
    return status;
}

void nnt_csv_file_clear(nnt_csv_file *file) {
    nnt_free(file->name);
    nnt_free(file->data);
    *file = (nnt_csv_file){0};
}
