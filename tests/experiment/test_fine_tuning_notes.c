/* What is noted of a model that a run starts from, scalings that are taken over, and a
 * model that changes or goes. */
#include "experiment/compare_fixture.h"
#include "experiment/fine_tuning_bench.h"

#define BASE TASK(THREE_BLOBS ", 'scaling': 'standard'", "[4, 3]", "", "5")
#define FROM_BASE(layers) ", 'initial_weights': {'path': '@/base', 'layers': " layers "}"
#define SINE_TASK(samples, more, network)                                                          \
    "{'task': 'regression', 'data': {'train': {'type': 'sine', 'samples': " samples "}" more       \
    "}, 'network': {'hidden': [3]" network "}, 'training': {'epochs': 2}, 'output': "              \
    "{'report': false}}"

/* ---- notes ------------------------------------------------------------------------ */

NNT_TEST(fine_tuning_notes, nothing_differs) {
    scratch_folder folder = scratch_create();
    train(&folder, "base", BASE);
    expect_notes(&folder,
                 TASK(THREE_BLOBS ", 'scaling': 'standard'", "[4, 3]", FROM_BASE("'all'"), "0"),
                 (const char *const[]){NULL});
    scratch_remove(&folder);
}

NNT_TEST(fine_tuning_notes, other_activations) {
    scratch_folder folder = scratch_create();
    train(&folder, "base",
          TASK(THREE_BLOBS, "[4, {'units': 3, 'activation': {'type': 'elu', 'alpha': 0.5}}]", "",
               "1"));
    expect_notes(&folder,
                 TASK(THREE_BLOBS,
                      "[{'units': 4, 'activation': 'relu'}, {'units': 3, 'activation': 'elu'}]",
                      FROM_BASE("'all'"), "0"),
                 (const char *const[]){"@/base/model.safetensors: was trained with other "
                                       "activations: layer 1 tanh, now relu; layer 2 elu with "
                                       "other options",
                                       NULL});
    expect_notes(
        &folder,
        TASK(THREE_BLOBS, "[{'units': 4, 'activation': 'relu'}, 3]", FROM_BASE("[3]"), "0"),
        (const char *const[]){NULL});
    scratch_remove(&folder);
}

NNT_TEST(fine_tuning_notes, more_layers_than_the_network) {
    scratch_folder folder = scratch_create();
    train(&folder, "base", TASK(THREE_BLOBS, "[4, 3, 3]", "", "1"));
    expect_notes(&folder, TASK(THREE_BLOBS, "[4, 3]", FROM_BASE("'hidden'"), "0"),
                 (const char *const[]){"@/base/model.safetensors: has 4 layers, the network 3; "
                                       "they go by their numbers",
                                       NULL});
    scratch_remove(&folder);
}

NNT_TEST(fine_tuning_notes, another_scaling) {
    scratch_folder folder = scratch_create();
    train(&folder, "base", BASE);
    expect_notes(&folder, TASK(THREE_BLOBS, "[4, 3]", FROM_BASE("'hidden'"), "0"),
                 (const char *const[]){
                     "@/base/model.safetensors: was trained with another data.scaling: "
                     "\"standard\", here it is \"none\"; 2 of 2 columns differ; \"scaling\": "
                     "\"model\" takes it over",
                     NULL});
    expect_notes(&folder, TASK(THREE_BLOBS ", 'scaling': 'unit'", "[4, 3]", FROM_BASE("[2]"), "0"),
                 (const char *const[]){NULL});
    scratch_remove(&folder);
}

/* Of features and of targets, fitted to other rows. */
NNT_TEST(fine_tuning_notes, the_same_scaling_of_other_rows) {
    static const char *const notes[] = {
        "@/base/model.safetensors: was trained with another data.scaling: \"standard\" like here, "
        "but of other rows; 1 of 1 column differs; \"scaling\": \"model\" takes it over",
        "@/base/model.safetensors: was trained with another data.target_scaling: \"standard\" like "
        "here, but of other rows; 1 of 1 column differs; \"target_scaling\": \"model\" takes it "
        "over",
        NULL};
    scratch_folder folder = scratch_create();
    train(&folder, "base", SINE_TASK("40", ", 'scaling': 'standard'", ""));
    expect_notes(&folder, SINE_TASK("30", ", 'scaling': 'standard'", FROM_BASE("'all'")), notes);
    scratch_remove(&folder);
}

NNT_TEST(fine_tuning_notes, other_names) {
    static const char *const notes[] = {
        "@/base/model.safetensors: 2 of its 2 features had other names: feature 1 was 'a', here it "
        "is 'b'",
        "@/base/model.safetensors: 1 of its 2 outputs had other names: output 2 was 'yes', here it "
        "is 'perhaps'",
        NULL};
    const char *before = "a,b,kind\n1,2,no\n3,4,yes\n5,7,no\n2,2,yes\n";
    const char *now = "b,a,kind\n1,2,no\n3,4,perhaps\n5,7,no\n2,2,perhaps\n";
    scratch_folder folder = scratch_create();
    cr_assert(!nnt_file_write(scratch_path(&folder, "before.csv"), before, strlen(before), NULL));
    cr_assert(!nnt_file_write(scratch_path(&folder, "now.csv"), now, strlen(now), NULL));
    train(&folder, "base",
          TASK("'train': {'type': 'csv', 'path': '@/before.csv'}", "[2]", "", "1"));
    expect_notes(
        &folder,
        TASK("'train': {'type': 'csv', 'path': '@/now.csv'}", "[2]", FROM_BASE("'all'"), "0"),
        notes);
    scratch_remove(&folder);
}

/* ---- scalings that are taken over ------------------------------------------------- */

static void expect_same_scaling(const nnt_scaling *a, const nnt_scaling *b) {
    cr_assert(a->n_columns == b->n_columns && nnt_scaling_count_differences(a, b) == 0);
}

NNT_TEST(fine_tuning_notes, scalings_of_the_model) {
    scratch_folder folder = scratch_create();
    const char *source =
        SINE_TASK("30", ", 'scaling': 'model', 'target_scaling': 'model'", FROM_BASE("'all'"));
    started base = start_valid(&folder, "base", SINE_TASK("40", ", 'scaling': 'minmax'", ""));
    started run = start_valid(&folder, "run", source);
    expect_same_scaling(&run.model.features, &base.model.features);
    expect_same_scaling(&run.model.targets, &base.model.targets);
    cr_assert(base.model.features.scale[0] != 1 && base.model.targets.scale[0] != 1);
    expect_notes(&folder, source, (const char *const[]){NULL});
    started_clear(&run);
    started_clear(&base);
    scratch_remove(&folder);
}

NNT_TEST(fine_tuning_notes, scalings_that_cannot_be_taken_over) {
    scratch_folder folder = scratch_create();
    train(&folder, "base", BASE);
    expect_failure(&folder, SINE_TASK("30", ", 'target_scaling': 'model'", FROM_BASE("'none'")),
                   NNT_ERR_MODEL,
                   "@/base/model.safetensors: has no scaling of targets that could be taken over");
    expect_failure(&folder, SINE_TASK("30", ", 'scaling': 'model'", FROM_BASE("'none'")),
                   NNT_ERR_MODEL,
                   "@/base/model.safetensors: its scaling is for 2 features and cannot be taken "
                   "over: the data have 1");
    scratch_remove(&folder);
}

/* ---- theory ----------------------------------------------------------------------- */

static size_t count_lines(const char *text) {
    size_t n = 0;
    for (; *text; text++) {
        n += *text == '\n';
    }
    return n;
}

static void expect_theory(const scratch_folder *folder, const char *source, size_t n_rows) {
    train(folder, "run", source);
    char *table = read_text_file(scratch_path(folder, "run"), "theory.csv");
    cr_assert(count_lines(table) == 1 + n_rows, "%s", table);
    nnt_free(table);
}

/* Of layers that were trained before it knows nothing; where none is taken, all is drawn. */
NNT_TEST(fine_tuning_notes, theory_is_of_drawn_layers) {
    scratch_folder folder = scratch_create();
    train(&folder, "base", BASE);
    expect_theory(&folder, TASK(THREE_BLOBS, "[4, 3]", FROM_BASE("'none'"), "0"), 2);
    expect_theory(&folder, TASK(THREE_BLOBS, "[4, 3]", FROM_BASE("[2]"), "0"), 0);
    scratch_remove(&folder);
}

/* ---- the model later -------------------------------------------------------------- */

#define SCALED_LIKE_BASE                                                                           \
    TASK(TWO_BLOBS ", 'scaling': 'model', 'validation': {'fraction': 0.3}", "[4, 3]",              \
         FROM_BASE("'hidden'"), "3")

static nnt_status run_again(const scratch_folder *folder, nnt_error *error) {
    nnt_config *config = NULL;
    nnt_run *run = NULL;
    cr_assert(nnt_config_load(scratch_path(folder, "run/config.json"), NULL, 0, &config, NULL,
                              error) == NNT_OK);
    const nnt_run_options options = {.directory = scratch_path(folder, "again"), .force = true};
    const nnt_status status = nnt_run_config(config, &options, &run, NULL, error);
    nnt_run_free(run);
    nnt_config_free(config);
    return status;
}

NNT_TEST(fine_tuning_notes, the_run_s_config_gives_the_same_bits) {
    scratch_folder folder = scratch_create();
    nnt_error error = {0};
    train(&folder, "base", BASE);
    train(&folder, "run", SCALED_LIKE_BASE);
    cr_assert(run_again(&folder, &error) == NNT_OK, "%s", error.message);
    char *one = nnt_copy_text(scratch_path(&folder, "run"));
    char *other = nnt_copy_text(scratch_path(&folder, "again"));
    static const char *const files[] = {"config.json", "metrics.csv", "layers.csv", NNT_MODEL_FILE};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        expect_same_file(one, other, files[i]);
    }
    nnt_free(one);
    nnt_free(other);
    scratch_remove(&folder);
}

/* With one more epoch the base is another model. */
NNT_TEST(fine_tuning_notes, a_model_that_has_changed_or_gone) {
    scratch_folder folder = scratch_create();
    nnt_error error = {0};
    train(&folder, "base", BASE);
    train(&folder, "run", SCALED_LIKE_BASE);
    train(&folder, "base", TASK(THREE_BLOBS ", 'scaling': 'standard'", "[4, 3]", "", "6"));
    cr_assert(run_again(&folder, &error) == NNT_ERR_MODEL);
    cr_assert(strstr(error.message, "base/model.safetensors: is not the model that the config "
                                    "means: its fingerprint is ") != NULL,
              "%s", error.message);
    const nnt_run_options options = {.resume = true};
    started resumed = start_run(&folder, "run", SCALED_LIKE_BASE, &options);
    cr_assert(resumed.status == NNT_ERR_USAGE);
    cr_assert(strstr(resumed.error.message, "from which it began, has changed since then") != NULL,
              "%s", resumed.error.message);
    started_clear(&resumed);
    cr_assert(remove(scratch_path(&folder, "base/model.safetensors")) == 0);
    cr_assert(run_again(&folder, &error) == NNT_ERR_IO);
    scratch_remove(&folder);
}

#define KEEPING(epochs)                                                                            \
    "{'data': {" TWO_BLOBS                                                                         \
    ", 'scaling': 'model'}, 'network': {'hidden': [4, 3], 'frozen': true" FROM_BASE(               \
        "'hidden'") "}, 'training': {'epochs': " epochs "}, 'output': {'report': false, "          \
                    "'checkpoint_every': 1}}"

NNT_TEST(fine_tuning_notes, going_on_gives_the_bits_of_one_training) {
    scratch_folder folder = scratch_create();
    const nnt_run_options options = {.resume = true};
    train(&folder, "base", BASE);
    train(&folder, "parts", KEEPING("2"));
    started second = start_run(&folder, "parts", KEEPING("5"), &options);
    cr_assert(second.status == NNT_OK, "%s", second.error.message);
    train(&folder, "whole", KEEPING("5"));
    const char *parts = scratch_path(&folder, "parts");
    const char *whole = scratch_path(&folder, "whole");
    expect_same_file(parts, whole, NNT_MODEL_FILE);
    expect_same_file(parts, whole, "config.json");
    expect_same_file(parts, whole, "layers.csv");
    started_clear(&second);
    scratch_remove(&folder);
}

/* All that predicts, scores and reports has what it needs in the run's own folder. */
NNT_TEST(fine_tuning_notes, a_finished_run_needs_its_base_no_more) {
    scratch_folder folder = scratch_create();
    nnt_error error = {0};
    nnt_evaluation *evaluation = NULL;
    nnt_messages notes = {0};
    char *page = NULL;
    train(&folder, "base", BASE);
    train(&folder, "run", SCALED_LIKE_BASE);
    scratch_remove_tree(scratch_path(&folder, "base"));
    const char *run = scratch_path(&folder, "run");
    cr_assert(nnt_evaluation_create(run, NULL, NULL, NULL, &evaluation, &notes, &error) == NNT_OK,
              "%s", error.message);
    cr_assert(evaluation->n_parts == 2);
    nnt_evaluation_free(evaluation);
    nnt_messages_clear(&notes);
    cr_assert(nnt_report_write(&run, 1, &(nnt_report_options){0}, &page, &notes, &error) == NNT_OK,
              "%s", error.message);
    cr_assert(notes.count == 0, "%s", notes.items[0].text);
    nnt_string_free(page);
    nnt_messages_clear(&notes);
    scratch_remove(&folder);
}

#define COMPARED(base)                                                                             \
    "{'data': {" TWO_BLOBS ", 'validation': {'fraction': 0.3}}, 'network': {'hidden': [4, 3], "    \
    "'initial_weights': '" base "'}, 'training': {'epochs': 1}, 'output': {'report': false}, "     \
    "'compare': {'vary': {'network.initial_weights.layers': ['none', 'hidden']}}}"

/* The runs of another base are other runs. */
NNT_TEST(fine_tuning_notes, layers_are_varied_and_resumed) {
    scratch_folder folder = scratch_create();
    nnt_compare_options options = {.directory = scratch_path(&folder, "out")};
    char here[1000];
    nnt_text source = {0};
    cr_assert(getcwd(here, sizeof here) != NULL);
    nnt_text_addf(&source, COMPARED("%s/%s/base"), here, folder.path);
    train(&folder, "base", BASE);
    compared result = compare_valid(source.data, &options);
    cr_assert_str_eq(result.comparison->variants[0].label, "layers=none");
    cr_assert_str_eq(result.comparison->variants[1].label, "layers=hidden");
    compared_clear(&result);
    options.resume = true;
    result = compare_valid(source.data, &options);
    cr_assert(result.comparison->rows[0].is_kept && result.comparison->rows[1].is_kept);
    compared_clear(&result);
    train(&folder, "base", TASK(THREE_BLOBS, "[4, 3]", "", "6"));
    result = compare_sketch(source.data, &options);
    cr_assert(result.status == NNT_ERR_USAGE);
    cr_assert(strstr(result.error.message, "2 of the 2 runs are there, but of another config"));
    compared_clear(&result);
    nnt_text_clear(&source);
    scratch_remove(&folder);
}
