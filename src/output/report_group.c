/* Runs by variant, and the names of variants. */
#include "output/report_group.h"

#include "output/html_style.h"
#include <string.h>

/* The rows of a variant stand together. */
nnt_report_runs nnt_report_group_runs(const nnt_report_group *group, size_t variant) {
    const nnt_comparison *comparison = group->comparison;
    size_t start = 0;
    while (start < comparison->n_rows && comparison->rows[start].variant != variant) {
        start++;
    }
    size_t end = start;
    while (end < comparison->n_rows && comparison->rows[end].variant == variant) {
        end++;
    }
    return (nnt_report_runs){group->runs + start, end - start};
}

/* ---- names ---------------------------------------------------------------------- */

/* The variant's value of a path, or NULL. */
static const char *find_value(const nnt_variant *variant, const char *path) {
    for (size_t i = 0; i < variant->n_settings; i++) {
        if (strcmp(variant->settings[i].path, path) == 0) {
            return variant->settings[i].value;
        }
    }
    return NULL;
}

static bool is_varied(const nnt_comparison *comparison, size_t column) {
    const char *first = find_value(&comparison->variants[0], comparison->paths[column]);
    for (size_t v = 1; v < comparison->n_variants; v++) {
        const char *value = find_value(&comparison->variants[v], comparison->paths[column]);
        if (!first || !value || strcmp(value, first) != 0) {
            return true;
        }
    }
    return false;
}

/* False when some variant sets not all that is varied: values would not tell. */
static bool has_all_values(const nnt_comparison *comparison) {
    for (size_t v = 0; v < comparison->n_variants; v++) {
        for (size_t c = 0; c < comparison->n_columns; c++) {
            if (!find_value(&comparison->variants[v], comparison->paths[c])) {
                return false;
            }
        }
    }
    return comparison->n_columns > 0 && comparison->n_variants > 1;
}

/* Appends as much as there is room for; a character that is cut becomes "…" with
 * what follows. */
static void append(char name[NNT_REPORT_NAME_ROOM], const char *text) {
    static const char ellipsis[] = "…";
    const size_t used = strlen(name);
    const size_t room = NNT_REPORT_NAME_ROOM - sizeof ellipsis;
    size_t length = strlen(text);
    if (used + length <= room) {
        strcpy(name + used, text);
        return;
    }
    length = room > used ? room - used : 0;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) {
        length--;
    }
    if (!strstr(name, ellipsis)) {
        memcpy(name + used, text, length);
        strcpy(name + used + length, ellipsis);
    }
}

static void join(const nnt_comparison *comparison, const nnt_variant *variant, char *name) {
    name[0] = '\0';
    for (size_t c = 0; c < comparison->n_columns; c++) {
        if (is_varied(comparison, c)) {
            append(name, name[0] ? ", " : "");
            append(name,
                   variant ? find_value(variant, comparison->paths[c]) : comparison->columns[c]);
        }
    }
}

void nnt_report_group_name(const nnt_report_group *group,
                           size_t variant,
                           char name[NNT_REPORT_NAME_ROOM]) {
    const nnt_comparison *comparison = group->comparison;
    name[0] = '\0';
    if (has_all_values(comparison)) {
        join(comparison, &comparison->variants[variant], name);
    }
    if (!name[0]) {
        append(name, comparison->variants[variant].label);
    }
}

void nnt_report_group_title(const nnt_report_group *group, char title[NNT_REPORT_NAME_ROOM]) {
    title[0] = '\0';
    if (has_all_values(group->comparison)) {
        join(group->comparison, NULL, title);
    }
    if (!title[0]) {
        append(title, "variant");
    }
}

/* ---- sizes ---------------------------------------------------------------------- */

bool nnt_report_group_is_few(const nnt_report_group *group) {
    return group->comparison->n_variants <= NNT_STYLE_COLORS;
}

size_t nnt_report_group_count(const nnt_report_group *group, size_t most) {
    const size_t n = group->comparison->n_variants;
    return n < most ? n : most;
}

bool nnt_report_group_has_layers(const nnt_report_group *group) {
    for (size_t i = 0; i < group->comparison->n_rows; i++) {
        if (group->runs[i] && group->runs[i]->history->layers.n_rows > 0) {
            return true;
        }
    }
    return false;
}

size_t nnt_report_group_epochs(const nnt_report_group *group) {
    size_t most = 0;
    for (size_t i = 0; i < group->comparison->n_rows; i++) {
        const nnt_run *run = group->runs[i];
        most = run && run->epochs > most ? run->epochs : most;
    }
    return most;
}

size_t nnt_report_group_hidden(const nnt_report_group *group) {
    size_t most = 1;
    for (size_t i = 0; i < group->comparison->n_rows; i++) {
        const nnt_run *run = group->runs[i];
        most = run && run->n_layers > most ? run->n_layers : most;
    }
    return most - 1;
}
