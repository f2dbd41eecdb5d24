/* Runs by variant, and the names of variants. */
#include "output/report_group.h"

#include "data/utf8.h"
#include "output/compare_files.h"
#include "output/html_style.h"
#include <string.h>

nnt_report_runs nnt_report_group_runs(const nnt_report_group *group, size_t variant) {
    const nnt_row_range range = nnt_compare_find_rows(group->comparison, variant);
    return (nnt_report_runs){group->runs + range.first, range.n};
}

/* ---- names ---------------------------------------------------------------------- */

/* A name that is too long ends in "…" between two of its characters. */
static void cut(const char *name, char out[NNT_REPORT_NAME_ROOM]) {
    static const char ellipsis[] = "…";
    size_t length = strlen(name);
    if (length < NNT_REPORT_NAME_ROOM) {
        strcpy(out, name);
        return;
    }
    length = NNT_REPORT_NAME_ROOM - sizeof ellipsis;
    while (length > 0 && nnt_utf8_is_continuation(name[length])) {
        length--;
    }
    memcpy(out, name, length);
    strcpy(out + length, ellipsis);
}

void nnt_report_group_name(const nnt_report_group *group,
                           size_t variant,
                           char name[NNT_REPORT_NAME_ROOM]) {
    char whole[NNT_COMPARE_NAME_ROOM];
    nnt_compare_name(group->comparison, &group->comparison->variants[variant], whole);
    cut(whole, name);
}

void nnt_report_group_title(const nnt_report_group *group, char title[NNT_REPORT_NAME_ROOM]) {
    char whole[NNT_COMPARE_NAME_ROOM];
    nnt_compare_name(group->comparison, NULL, whole);
    cut(whole, title);
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
