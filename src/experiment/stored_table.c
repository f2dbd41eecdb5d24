/* Reading tables of numbers that the outputs wrote. */
#include "experiment/stored_table.h"

#include "base/memory.h"
#include "base/number.h"
#include "experiment/folder_file.h"
#include <math.h>
#include <string.h>

/* What becomes of a column of the file. */
typedef enum column_use { NUMBERS, WORDS, LEFT_OUT } column_use;

/* A file that is being read. */
typedef struct reader {
    const char *folder;
    const nnt_table_format *format;
    nnt_row_choice choice;
    nnt_stored_table *table;
    nnt_error *error;
    size_t n_columns;   /* of the file */
    column_use *uses;   /* (n_columns) */
    double first, last; /* numbers in the first column */
} reader;

static nnt_status refuse_memory(const reader *it) {
    return nnt_error_set(it->error, NNT_ERR_MEMORY, "no memory to read %s", it->format->file);
}

static nnt_status refuse(const reader *it, size_t line, const char *why) {
    return nnt_error_set(it->error, NNT_ERR_DATA, "%s/%s:%zu: %s", it->folder, it->format->file,
                         line, why);
}

static size_t find_word(const char *const *words, const char *field, size_t length) {
    size_t i = 0;
    while (words && words[i] &&
           (strlen(words[i]) != length || memcmp(words[i], field, length) != 0)) {
        i++;
    }
    return i;
}

static bool has_word(const char *const *words, const char *field, size_t length) {
    return words && words[find_word(words, field, length)];
}

/* ---- the header --------------------------------------------------------------- */

static column_use choose_use(const nnt_table_format *format, const char *name) {
    if (has_word(format->left_out, name, strlen(name))) {
        return LEFT_OUT;
    }
    return format->word_column && strcmp(format->word_column, name) == 0 ? WORDS : NUMBERS;
}

/* Cuts the header into names; its line ends at `end`. */
static nnt_status read_header(reader *it, const char *text, const char *end) {
    nnt_stored_table *table = it->table;
    size_t n = 1;
    for (const char *c = text; c < end; c++) {
        n += *c == ',';
    }
    table->text = nnt_copy_bytes(text, (size_t)(end - text));
    table->names = nnt_allocate(n, sizeof *table->names);
    it->uses = nnt_allocate(n, sizeof *it->uses);
    if (!table->text || !table->names || !it->uses) {
        return refuse_memory(it);
    }
    it->n_columns = n;
    size_t n_kept = 0;
    char *name = table->text;
    for (size_t c = 0; c < n; c++) {
        const size_t length = strcspn(name, ",");
        name[length] = '\0';
        it->uses[c] = choose_use(it->format, name);
        if (it->uses[c] != LEFT_OUT) {
            table->names[n_kept++] = name;
        }
        name += length + 1;
    }
    table->face.n_columns = n_kept;
    return n_kept > 0 ? NNT_OK : refuse(it, 1, "has no columns");
}

/* ---- rows --------------------------------------------------------------------- */

/* "nan", "inf" and "-inf" are what the outputs write for them. */
static bool read_number(const char *field, size_t length, double *number) {
    static const char *const names[] = {"nan", "inf", "-inf", NULL};
    const double values[] = {(double)NAN, (double)INFINITY, -(double)INFINITY};
    if (has_word(names, field, length)) {
        *number = values[find_word(names, field, length)];
        return true;
    }
    return nnt_number_parse(field, length, number);
}

static bool
read_field(const reader *it, size_t column, const char *field, size_t length, double *number) {
    if (it->uses[column] == WORDS) {
        *number = (double)find_word(it->format->words, field, length);
        return has_word(it->format->words, field, length);
    }
    return it->uses[column] == LEFT_OUT || read_number(field, length, number);
}

static nnt_status read_row(const reader *it, const char *line, size_t number) {
    double *cell = nnt_table_append(&it->table->face);
    for (size_t c = 0; c < it->n_columns; c++) {
        const size_t length = strcspn(line, ",\n");
        if (!read_field(it, c, line, length, cell)) {
            return refuse(it, number, "expected a number in every column");
        }
        cell += it->uses[c] != LEFT_OUT;
        line += length;
        if ((*line == ',') != (c + 1 < it->n_columns)) {
            return refuse(it, number, "does not have as many fields as the header");
        }
        line++;
    }
    return NNT_OK;
}

static double get_key(const char *line) {
    double key = (double)NAN;
    return read_number(line, strcspn(line, ",\n"), &key) ? key : (double)NAN;
}

static bool is_kept(const reader *it, const char *line) {
    if (it->choice.stride == 1) {
        return true;
    }
    const double key = get_key(line);
    const bool is_end = key == it->last || (it->choice.stride == 0 && key == it->first);
    return is_end || (it->choice.stride > 0 && fmod(key, (double)it->choice.stride) == 0);
}

/* The line behind the one at `line`; NULL behind the last, which may lack its end. */
static const char *next_line(const char *line) {
    const char *end = strchr(line, '\n');
    return end && end[1] != '\0' ? end + 1 : NULL;
}

/* Counts the rows that are kept and finds the ends. */
static size_t measure(reader *it, const char *first) {
    size_t n = 0;
    it->first = first ? get_key(first) : 0;
    for (const char *line = first; line; line = next_line(line)) {
        it->last = next_line(line) ? it->last : get_key(line);
    }
    for (const char *line = first; line; line = next_line(line)) {
        n += is_kept(it, line);
    }
    return n;
}

static nnt_status read_rows(reader *it, const char *first) {
    nnt_table *face = &it->table->face;
    const size_t n = measure(it, first);
    if (!nnt_table_create(face, it->table->names, face->n_columns, n)) {
        return refuse_memory(it);
    }
    size_t number = 2;
    for (const char *line = first; line; line = next_line(line), number++) {
        const nnt_status status = is_kept(it, line) ? read_row(it, line, number) : NNT_OK;
        if (status) {
            return status;
        }
    }
    return NNT_OK;
}

nnt_status nnt_stored_table_read(const char *folder,
                                 const nnt_table_format *format,
                                 nnt_row_choice choice,
                                 nnt_stored_table *table,
                                 nnt_error *error) {
    reader it = {
        .folder = folder, .format = format, .choice = choice, .table = table, .error = error};
    char *text = NULL;
    size_t length = 0;
    *table = (nnt_stored_table){.text = NULL};
    nnt_status status = nnt_folder_file_read(folder, format->file, &text, &length, error);
    if (!status) {
        status = read_header(&it, text, text + strcspn(text, "\n"));
    }
    if (!status) {
        status = read_rows(&it, next_line(text));
    }
    nnt_free(it.uses);
    nnt_free(text);
    return status;
}

void nnt_stored_table_clear(nnt_stored_table *table) {
    nnt_table_clear(&table->face);
    nnt_free(table->names);
    nnt_free(table->text);
    *table = (nnt_stored_table){.text = NULL};
}
