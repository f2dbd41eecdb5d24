/* Summing up a comparison: verdicts, statistics of the variants, differences. */
#include "experiment/compare_job.h"

#include "base/memory.h"
#include "output/compare_files.h"
#include <math.h>
#include <string.h>

bool nnt_compare_row_counts(const nnt_compare_row *row) {
    const bool has_run = row->status == NNT_OK && strcmp(row->outcome, NNT_COMPARE_NOT_RUN) != 0;
    return has_run && strcmp(row->outcome, nnt_stop_text(NNT_STOP_INTERRUPTED)) != 0;
}

/* The rows of a variant stand together. */
typedef struct row_range {
    const nnt_compare_row *rows;
    size_t n;
} row_range;

static row_range find_rows(const nnt_comparison *face, size_t variant) {
    const nnt_row_range range = nnt_compare_find_rows(face, variant);
    return (row_range){face->rows + range.first, range.n};
}

static void set_counts(nnt_variant *variant, row_range range) {
    for (size_t i = 0; i < range.n; i++) {
        const nnt_compare_row *row = &range.rows[i];
        variant->n_runs += nnt_compare_row_counts(row);
        variant->n_failed += row->status != NNT_OK;
        variant->n_diverged += strcmp(row->outcome, nnt_stop_text(NNT_STOP_DIVERGED)) == 0;
    }
}

static nnt_statistic measure(row_range range, size_t number, double *values) {
    for (size_t i = 0; i < range.n; i++) {
        values[i] =
            nnt_compare_row_counts(&range.rows[i]) ? range.rows[i].numbers[number] : (double)NAN;
    }
    return nnt_statistic_of(values, range.n);
}

static bool is_pair(const nnt_compare_row *a, const nnt_compare_row *b) {
    return a->seed == b->seed && a->fold == b->fold;
}

/* The run with the seed and fold of another, if it counts; most likely it is the one at
 * `guess`. */
static const nnt_compare_row *find_pair(row_range range, const nnt_compare_row *of, size_t guess) {
    size_t i = guess < range.n && is_pair(&range.rows[guess], of) ? guess : 0;
    while (i < range.n && !is_pair(&range.rows[i], of)) {
        i++;
    }
    return i < range.n && nnt_compare_row_counts(&range.rows[i]) ? &range.rows[i] : NULL;
}

static nnt_statistic
measure_difference(row_range first, row_range range, size_t number, double *values) {
    for (size_t i = 0; i < range.n; i++) {
        const nnt_compare_row *row = &range.rows[i];
        const nnt_compare_row *other = find_pair(first, row, i);
        values[i] = other && nnt_compare_row_counts(row)
                        ? row->numbers[number] - other->numbers[number]
                        : (double)NAN;
    }
    return nnt_statistic_of(values, range.n);
}

/* Room for the verdicts of all rows, which is enough for the counts as well. */
static bool allocate_rules(nnt_compare_job *job) {
    size_t n = 0;
    for (size_t i = 0; i < job->face.n_rows; i++) {
        const nnt_json *list = job->readings[i].verdicts.root;
        n += list ? list->n_children : 0;
    }
    job->rules = nnt_allocate(n, sizeof *job->rules);
    job->verdict_counts = nnt_allocate(n, sizeof *job->verdict_counts);
    return job->rules && job->verdict_counts;
}

static void set_rules(nnt_compare_job *job) {
    const char **rule = job->rules;
    for (size_t i = 0; i < job->face.n_rows; i++) {
        const nnt_json *list = job->readings[i].verdicts.root;
        job->face.rows[i].verdicts = rule;
        for (const nnt_json *id = list ? list->first : NULL; id; id = id->next) {
            *rule++ = id->text;
        }
        job->face.rows[i].n_verdicts = (size_t)(rule - job->face.rows[i].verdicts);
    }
}

/* Counts each rule once a run; returns the place behind the last count. */
static nnt_verdict_count *
count_rules(nnt_variant *variant, row_range range, nnt_verdict_count *start) {
    variant->verdict_counts = start;
    for (size_t i = 0; i < range.n; i++) {
        for (size_t k = 0; k < range.rows[i].n_verdicts; k++) {
            const char *rule = range.rows[i].verdicts[k];
            size_t at = 0;
            while (at < variant->n_verdict_counts && strcmp(start[at].rule, rule) != 0) {
                at++;
            }
            if (at == variant->n_verdict_counts) {
                start[variant->n_verdict_counts++] = (nnt_verdict_count){rule, 0};
            }
            start[at].n++;
        }
    }
    return start + variant->n_verdict_counts;
}

nnt_status nnt_compare_job_sum_up(nnt_compare_job *job, nnt_error *error) {
    nnt_comparison *face = &job->face;
    double *values = nnt_allocate(face->n_rows, sizeof *values);
    if (!values || !allocate_rules(job) || job->out_of_memory) {
        nnt_free(values);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to sum up the comparison");
    }
    set_rules(job);
    nnt_verdict_count *next = job->verdict_counts;
    const row_range first = find_rows(face, 0);
    for (size_t v = 0; v < face->n_variants; v++) {
        nnt_variant *variant = &face->variants[v];
        const row_range range = find_rows(face, v);
        set_counts(variant, range);
        next = count_rules(variant, range, next);
        for (size_t i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
            variant->statistics[i] = measure(range, i, values);
            variant->differences[i] = measure_difference(first, range, i, values);
        }
    }
    nnt_free(values);
    return NNT_OK;
}
