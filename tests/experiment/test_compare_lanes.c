/* Runs of a comparison in lanes: the files are those of runs that were alone. The training
 * rows are more than a team draws numbers for at a time when it orders them. */
#include "experiment/compare_fixture.h"

#define SIXTEEN_RUNS                                                                               \
    "{'name': 'sixteen', 'data': {'train': {'type': 'moons', 'samples': 140}, 'validation': "      \
    "{'fraction': 0.25}}, 'network': {'hidden': [4, 4], 'activation': 'tanh'}, 'training': "       \
    "{'epochs': 12, 'batch_size': 8, 'stop_when': {'train_loss': 0.5}}, 'compare': {'seeds': 16}}"

/* Of 41 rows the folds differ in size, so that not all of a variant fit together. */
#define FOLDS                                                                                      \
    "{'name': 'folds', 'data': {'train': {'type': 'moons', 'samples': 41}}, 'network': "           \
    "{'hidden': [4]}, 'training': {'epochs': 5, 'batch_size': 8}, 'output': {'report': false}, "   \
    "'compare': {'seeds': 6, 'folds': 4}}"

typedef struct lanes_seen {
    size_t most, n_runs;
} lanes_seen;

static void describe(void *context, const nnt_compare_progress *news, nnt_run_info *info) {
    lanes_seen *seen = context;
    seen->n_runs++;
    seen->most = news->run->lanes > seen->most ? news->run->lanes : seen->most;
    *info = (nnt_run_info){.started = "now"};
}

static lanes_seen compare_all(const char *source, const char *directory, const char *isa) {
    lanes_seen seen = {0};
    const nnt_compare_options options = {.directory = directory,
                                         .isa = isa,
                                         .n_threads = 1,
                                         .describe_run = describe,
                                         .context = &seen};
    compared result = compare_valid(source, &options);
    compared_clear(&result);
    return seen;
}

/* The generic build uses no lanes, since it has no vectors. */
NNT_TEST(compare_lanes, files_are_those_of_runs_alone) {
    static const char *const files[] = {"config.json", "metrics.csv",      "layers.csv",
                                        "theory.csv",  "units.csv",        "summary.json",
                                        "report.html", "model.safetensors"};
    const scratch_folder scratch = scratch_create();
    const char *together = scratch_path(&scratch, "together");
    const char *alone = scratch_path(&scratch, "alone");
    const bool has_vectors = strncmp(nnt_isa_list()[0], "avx", 3) == 0;
    const lanes_seen many = compare_all(SIXTEEN_RUNS, together, NULL);
    const lanes_seen one = compare_all(SIXTEEN_RUNS, alone, "generic");
    cr_assert(many.n_runs == 16 && many.most == (has_vectors ? 16 : 1));
    cr_assert(one.n_runs == 16 && one.most == 1);
    expect_same_file(together, alone, "compare.csv");
    expect_same_file(together, alone, "summary.json");
    for (int seed = 1; seed <= 16; seed++) {
        for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
            char name[64];
            snprintf(name, sizeof name, "sixteen-s%d/%s", seed, files[i]);
            expect_same_file(together, alone, name);
        }
    }
    scratch_remove(&scratch);
}

NNT_TEST(compare_lanes, folds_of_different_sizes) {
    const scratch_folder scratch = scratch_create();
    const char *together = scratch_path(&scratch, "together");
    const char *alone = scratch_path(&scratch, "alone");
    const bool has_vectors = strncmp(nnt_isa_list()[0], "avx", 3) == 0;
    const lanes_seen many = compare_all(FOLDS, together, NULL);
    const lanes_seen one = compare_all(FOLDS, alone, "generic");
    cr_assert(many.n_runs == 24 && one.n_runs == 24 && one.most == 1);
    cr_assert(!has_vectors || (many.most > 1 && many.most < 16));
    expect_same_file(together, alone, "compare.csv");
    expect_same_file(together, alone, "summary.json");
    scratch_remove(&scratch);
}

/* Three variants of sixteen: threads help each other to prepare and finish them. */
#define THREE_TEAMS                                                                                \
    "{'name': 'three', 'data': {'train': {'type': 'moons', 'samples': 40}}, 'network': "           \
    "{'hidden': [4]}, 'training': {'epochs': 4, 'batch_size': 8}, 'output': {'report': false}, "   \
    "'compare': {'vary': {'network.activation': ['relu', 'tanh', 'sigmoid']}, 'seeds': 16}}"

NNT_TEST(compare_lanes, those_who_help_change_no_byte) {
    const scratch_folder scratch = scratch_create();
    const nnt_compare_options one = {.directory = scratch_path(&scratch, "one"), .n_threads = 1};
    compared alone = compare_valid(THREE_TEAMS, &one);
    for (size_t n_threads = 2; n_threads <= 4; n_threads++) {
        const char *folder =
            scratch_path(&scratch, (const char *[]){"two", "six", "ten"}[n_threads - 2]);
        const nnt_compare_options many = {.directory = folder, .n_threads = n_threads};
        compared shared = compare_valid(THREE_TEAMS, &many);
        expect_same_file(alone.comparison->directory, folder, "compare.csv");
        expect_same_file(alone.comparison->directory, folder, "summary.json");
        expect_same_runs(alone.comparison, shared.comparison);
        compared_clear(&shared);
    }
    compared_clear(&alone);
    scratch_remove(&scratch);
}
