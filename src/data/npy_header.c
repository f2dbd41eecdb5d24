/* The header of an NPY file: {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }. */
#include "data/npy_header.h"

#include <math.h>
#include <string.h>

/* ---- values --------------------------------------------------------------- */

static double read_f32(uint64_t bits) {
    const uint32_t narrow = (uint32_t)bits;
    float value = 0;
    memcpy(&value, &narrow, sizeof value);
    return (double)value;
}

static double read_f64(uint64_t bits) {
    double value = 0;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static double read_unsigned(uint64_t bits) {
    return (double)bits;
}

static double read_i8(uint64_t bits) {
    return (double)(int64_t)bits - (bits & 0x80 ? 0x1p8 : 0);
}

static double read_i16(uint64_t bits) {
    return (double)(int64_t)bits - (bits & 0x8000 ? 0x1p16 : 0);
}

static double read_i32(uint64_t bits) {
    return (double)(int64_t)bits - (bits & 0x80000000 ? 0x1p32 : 0);
}

static double read_i64(uint64_t bits) {
    return bits >> 63 ? -(double)(UINT64_MAX - bits + 1) : (double)bits;
}

static const nnt_npy_type types[] = {
    {'f', 4, "f4", read_f32},      {'f', 8, "f8", read_f64},      {'i', 1, "i1", read_i8},
    {'i', 2, "i2", read_i16},      {'i', 4, "i4", read_i32},      {'i', 8, "i8", read_i64},
    {'u', 1, "u1", read_unsigned}, {'u', 2, "u2", read_unsigned}, {'u', 4, "u4", read_unsigned},
    {'u', 8, "u8", read_unsigned}, {'b', 1, "b1", read_unsigned},
};

/* ---- words ---------------------------------------------------------------- */

typedef struct scan {
    const char *path, *data; /* data: of the file */
    const char *at, *end;
} scan;

/* Signs that can be shown of what stands here, up to the next comma. */
static int count_shown(const scan *it) {
    enum { MOST_SHOWN = 20 };
    int n = 0;
    while (n < MOST_SHOWN && n < it->end - it->at && it->at[n] > ' ' && it->at[n] < 0x7F &&
           it->at[n] != ',') {
        n++;
    }
    return n;
}

static nnt_status refuse(const scan *it, const char *expected, nnt_error *error) {
    const int n = count_shown(it);
    return nnt_error_set(error, NNT_ERR_DATA, "%s: offset %td: the header needs %s here%s%.*s",
                         it->path, it->at - it->data, expected, n > 0 ? ", not " : "", n, it->at);
}

static void skip_blanks(scan *it) {
    while (it->at < it->end && (*it->at == ' ' || *it->at == '\n')) {
        it->at++;
    }
}

/* Passes a sign of punctuation, and blanks before it. */
static bool pass(scan *it, char sign) {
    skip_blanks(it);
    const bool is_there = it->at < it->end && *it->at == sign;
    it->at += is_there;
    return is_there;
}

static bool pass_word(scan *it, const char *word) {
    const size_t length = strlen(word);
    skip_blanks(it);
    const bool is_there = (size_t)(it->end - it->at) >= length && memcmp(it->at, word, length) == 0;
    it->at += is_there ? length : 0;
    return is_there;
}

/* A string in either quotes, without escapes. */
static bool pass_string(scan *it, const char **text, size_t *length) {
    skip_blanks(it);
    const char quote = it->at < it->end ? *it->at : '\0';
    if (quote != '\'' && quote != '"') {
        return false;
    }
    const char *close = memchr(it->at + 1, quote, (size_t)(it->end - it->at - 1));
    if (!close) {
        return false;
    }
    *text = it->at + 1;
    *length = (size_t)(close - *text);
    it->at = close + 1;
    return true;
}

/* ---- the three keys ------------------------------------------------------- */

static const nnt_npy_type *find_type(const char *text, size_t length) {
    for (size_t i = 0; length == 3 && i < sizeof types / sizeof types[0]; i++) {
        if (memcmp(text + 1, types[i].name, 2) == 0) {
            return &types[i];
        }
    }
    return NULL;
}

static nnt_status read_type(scan *it, nnt_npy *npy, nnt_error *error) {
    const char *text = "";
    size_t length = 0;
    skip_blanks(it);
    const char *start = it->at;
    const nnt_npy_type *type = pass_string(it, &text, &length) ? find_type(text, length) : NULL;
    const bool has_order =
        type && (*text == '<' || *text == '>' || (*text == '|' && type->width == 1));
    if (!has_order) {
        it->at = start;
        return refuse(it,
                      "a type '<f4', '<f8', '<i1' to '<i8', '<u1' to '<u8' or '|b1', with '>' "
                      "for big-endian",
                      error);
    }
    npy->type = type;
    npy->is_big_endian = *text == '>';
    return NNT_OK;
}

static nnt_status read_order(scan *it, nnt_npy *npy, nnt_error *error) {
    npy->is_fortran = pass_word(it, "True");
    return npy->is_fortran || pass_word(it, "False") ? NNT_OK : refuse(it, "True or False", error);
}

/* Digits of a size of 1 or more that fits. */
static bool pass_size(scan *it, size_t *size) {
    skip_blanks(it);
    *size = 0;
    while (it->at < it->end && *it->at >= '0' && *it->at <= '9') {
        if (*size > (UINT32_MAX - 9) / 10) {
            return false;
        }
        *size = *size * 10 + (size_t)(*it->at++ - '0');
    }
    return *size > 0;
}

static nnt_status read_shape(scan *it, nnt_npy *npy, nnt_error *error) {
    if (!pass(it, '(')) {
        return refuse(it, "the sizes in parentheses", error);
    }
    while (!pass(it, ')')) {
        if (npy->n_dimensions == NNT_NPY_MOST_DIMENSIONS) {
            return refuse(it, "no more than 8 dimensions, and a ')'", error);
        }
        if (!pass_size(it, &npy->sizes[npy->n_dimensions])) {
            return refuse(it, "a size from 1 to 4294967290", error);
        }
        npy->n_dimensions++;
        const bool goes_on = pass(it, ',');
        skip_blanks(it);
        if (!goes_on && (it->at == it->end || *it->at != ')')) {
            return refuse(it, "a ',' or ')'", error);
        }
    }
    return npy->n_dimensions > 0 ? NNT_OK : refuse(it, "at least one dimension", error);
}

typedef struct key {
    const char *name;
    nnt_status (*read)(scan *it, nnt_npy *npy, nnt_error *error);
} key;

static const key keys[] = {
    {"descr", read_type}, {"fortran_order", read_order}, {"shape", read_shape}};

enum { N_KEYS = sizeof keys / sizeof keys[0] };

static nnt_status read_entry(scan *it, unsigned *seen, nnt_npy *npy, nnt_error *error) {
    const char *text = "";
    size_t length = 0;
    skip_blanks(it);
    const char *start = it->at;
    if (pass_string(it, &text, &length) && pass(it, ':')) {
        for (size_t i = 0; i < N_KEYS; i++) {
            const bool is_it =
                strlen(keys[i].name) == length && memcmp(keys[i].name, text, length) == 0;
            if (is_it && !(*seen & 1u << i)) {
                *seen |= 1u << i;
                return keys[i].read(it, npy, error);
            }
        }
    }
    it->at = start;
    return refuse(it, "each of 'descr', 'fortran_order' and 'shape' once", error);
}

nnt_status nnt_npy_header_read(
    const char *path, const char *data, size_t at, size_t length, nnt_npy *npy, nnt_error *error) {
    scan it = {.path = path, .data = data, .at = data + at, .end = data + at + length};
    unsigned seen = 0;
    nnt_status status = pass(&it, '{') ? NNT_OK : refuse(&it, "a '{'", error);
    for (size_t i = 0; i < N_KEYS && !status; i++) {
        status = read_entry(&it, &seen, npy, error);
        if (!status && !pass(&it, ',') && i + 1 < N_KEYS) {
            status = refuse(&it, "a ','", error);
        }
    }
    if (!status && !pass(&it, '}')) {
        status = refuse(&it, "a '}'", error);
    }
    skip_blanks(&it);
    if (!status && it.at != it.end) {
        status = refuse(&it, "nothing but blanks", error);
    }
    return status;
}
