/* How often the rules are right about networks of which the truth is known:
 *   bakeoff [SEEDS [FIRST_SEED]] [-v]
 * builds every state with that many seeds (10), in both precisions, as drawn and after a
 * short training, and prints for each which share was named right, which got a verdict
 * above note that is not true, and what was said. -v shows the wrong ones in full. */
#include "support/bakeoff.h"
#include "support/bakeoff_blind.h"
#include <dirent.h>
#include <unistd.h>

enum { MOST_RULES = 32 };

typedef struct tally {
    size_t n, n_right, n_untrue;
    size_t n_named[MOST_RULES]; /* by the index of nnt_explain_get */
} tally;

static void fail(const char *message) {
    fprintf(stderr, "bakeoff: %s\n", message);
    exit(1);
}

static void show(const bakeoff_case *it, const nnt_run *run) {
    printf("  seed %llu, %s, %s\n", (unsigned long long)it->seed, run->precision,
           it->is_trained ? "trained" : "as drawn");
    for (size_t i = 0; i < run->n_verdicts; i++) {
        const nnt_verdict *verdict = &run->verdicts[i];
        printf("    %s %s: %s %s %s\n", nnt_severity_text(verdict->severity), verdict->rule,
               verdict->sentence, verdict->evidence, verdict->remedy);
    }
}

static void add(const bakeoff_answer *answer, tally *sum) {
    sum->n++;
    sum->n_right += answer->is_right;
    sum->n_untrue += answer->is_untrue;
    for (size_t i = 0; i < nnt_explain_count() && i < MOST_RULES; i++) {
        sum->n_named[i] += bakeoff_has_word(answer->named, nnt_explain_get(i).name);
    }
}

static void run_case(const bakeoff_case *it, const char *folder, bool is_verbose, tally *sum) {
    nnt_run *run = NULL;
    nnt_error error = {0};
    bakeoff_answer answer;
    if (bakeoff_run(it, folder, &answer, &run, &error)) {
        fail(error.message);
    }
    add(&answer, sum);
    if (is_verbose && !answer.is_right) {
        show(it, run);
    }
    nnt_run_free(run);
}

static double get_percent(size_t part, size_t whole) {
    return whole ? 100 * (double)part / (double)whole : 0;
}

static void print_row(const char *name, const tally *sum) {
    printf("%-36s %5.0f %7.0f  ", name, get_percent(sum->n_right, sum->n),
           get_percent(sum->n_untrue, sum->n));
    for (size_t i = 0; i < nnt_explain_count() && i < MOST_RULES; i++) {
        if (sum->n_named[i]) {
            printf(" %s %.0f", nnt_explain_get(i).name, get_percent(sum->n_named[i], sum->n));
        }
    }
    printf("\n");
    fflush(stdout);
}

static void run_states(const char *title,
                       const bakeoff_state *states,
                       uint64_t first,
                       size_t n_seeds,
                       const char *folder,
                       bool is_verbose) {
    tally all = {0};
    printf("\n%-36s right  untrue   named above note, percent\n", title);
    for (const bakeoff_state *state = states; state->name; state++) {
        tally sum = {0};
        for (size_t i = 0; i < 4 * n_seeds; i++) {
            const bakeoff_case it = {state, first + i / 4, i % 2 == 1, i % 4 >= 2};
            if (!state->epochs || it.is_trained) {
                run_case(&it, folder, is_verbose, &sum);
            }
        }
        print_row(state->name, &sum);
        all.n += sum.n;
        all.n_right += sum.n_right;
        all.n_untrue += sum.n_untrue;
    }
    print_row("all", &all);
}

static void empty(const char *path) {
    DIR *folder = opendir(path);
    for (struct dirent *entry = folder ? readdir(folder) : NULL; entry; entry = readdir(folder)) {
        char *inner = nnt_path_join(path, entry->d_name);
        if (inner && strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            remove(inner);
        }
        nnt_free(inner);
    }
    if (folder) {
        closedir(folder);
    }
}

int main(int argc, char **argv) {
    char folder[] = "bakeoff_XXXXXX";
    const bool is_verbose = argc > 1 && strcmp(argv[argc - 1], "-v") == 0;
    argc -= is_verbose;
    const size_t n_seeds = argc > 1 ? strtoul(argv[1], NULL, 10) : 10;
    const uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    if (n_seeds == 0 || argc > 3) {
        fail("usage: bakeoff [SEEDS [FIRST_SEED]] [-v]");
    }
    if (!mkdtemp(folder)) {
        fail("cannot make a folder here");
    }
    run_states("known states", bakeoff_known, first, n_seeds, folder, is_verbose);
    run_states("further states", bakeoff_blind, first, n_seeds, folder, is_verbose);
    char *inner = nnt_path_join(folder, "run");
    empty(inner);
    remove(inner);
    empty(folder);
    remove(folder);
    nnt_free(inner);
    return 0;
}
