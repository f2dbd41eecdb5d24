/* Reports written again from folders. */
#include "experiment/compare_fixture.h"

#include "base/memory_testing.h"
#include "nntrain/report.h"

#define TWO_INPUTS                                                                                 \
    "{'name': 'two', 'data': {'train': {'type': 'moons', 'samples': 40}, 'validation': "           \
    "{'fraction': 0.25}}, 'network': {'hidden': [4, 4], 'activation': 'relu'}, 'training': "       \
    "{'epochs': 5, 'batch_size': 8}}"

/* A comparison of two activations with its report; the runs have none. */
#define COMPARED                                                                                   \
    "{'name': 'four', 'data': {'train': {'type': 'moons', 'samples': 40}, 'validation': "          \
    "{'fraction': 0.25}}, 'network': {'hidden': [4, 4, 4]}, 'training': {'epochs': 3, "            \
    "'batch_size': 8}, 'compare': {'vary': {'network.activation': ['relu', 'leaky_relu']}, "       \
    "'seeds': [1, 5]}}"

typedef struct written {
    nnt_status status;
    char *path;
    nnt_messages notes;
    nnt_error error;
} written;

static written
write_report(const char *const *folders, size_t n, const nnt_report_options *options) {
    written result = {.status = NNT_OK};
    result.status =
        nnt_report_write(folders, n, options, &result.path, &result.notes, &result.error);
    return result;
}

static void written_clear(written *result) {
    nnt_string_free(result->path);
    nnt_messages_clear(&result->notes);
}

static void
expect_written(const char *const *folders, size_t n, const nnt_report_options *options) {
    written result = write_report(folders, n, options);
    cr_assert(result.status == NNT_OK, "%s", result.error.message);
    cr_expect(result.notes.count == 0);
    written_clear(&result);
}

/* Trains a config into a folder. */
static void train(const char *source, const char *directory, const nnt_override *override) {
    nnt_error error = {0};
    nnt_run *run = NULL;
    reading config = read_valid(source, override, override ? 1 : 0);
    const nnt_run_options options = {.directory = directory, .force = true};
    cr_assert(nnt_run_config(config.config, &options, &run, NULL, &error) == NNT_OK, "%s",
              error.message);
    nnt_run_free(run);
    reading_clear(&config);
}

static void expect_in_file(const char *folder, const char *file, const char *part, bool is_there) {
    char *text = read_text_file(folder, file);
    cr_expect((strstr(text, part) != NULL) == is_there, "%s: %s", file, part);
    nnt_free(text);
}

NNT_TEST(report_folder, of_a_run_has_the_same_bytes) {
    const scratch_folder scratch = scratch_create();
    const char *folder = scratch_path(&scratch, "run");
    const char *again = scratch_path(&scratch, "again");
    const nnt_report_options options = {.directory = again};
    train(TWO_INPUTS, folder, NULL);
    expect_written(&folder, 1, &options);
    expect_same_file(folder, again, "report.html");
    expect_in_file(again, "report.html", "<section id=\"boundary\">", true);
    scratch_remove(&scratch);
}

NNT_TEST(report_folder, of_a_regression_has_the_same_bytes) {
    const scratch_folder scratch = scratch_create();
    const char *folder = scratch_path(&scratch, "run");
    const char *again = scratch_path(&scratch, "again");
    const nnt_report_options options = {.directory = again};
    train("{'task': 'regression', 'precision': 'float64', 'data': {'train': {'type': 'sine', "
          "'samples': 30}}, 'network': {'hidden': [5]}, 'training': {'epochs': 4}}",
          folder, NULL);
    expect_written(&folder, 1, &options);
    expect_same_file(folder, again, "report.html");
    expect_in_file(again, "report.html", "<section id=\"fit\">", true);
    scratch_remove(&scratch);
}

NNT_TEST(report_folder, of_a_comparison_has_the_same_bytes) {
    const scratch_folder scratch = scratch_create();
    const char *folder = scratch_path(&scratch, "out");
    const nnt_compare_options compare = {.directory = folder, .n_threads = 1};
    const nnt_report_options options = {.directory = NULL};
    compared result = compare_valid(COMPARED, &compare);
    compared_clear(&result);
    char *before = read_text_file(folder, "report.html");
    expect_written(&folder, 1, &options);
    char *after = read_text_file(folder, "report.html");
    cr_expect(strcmp(before, after) == 0);
    nnt_free(before);
    nnt_free(after);
    expect_in_file(folder, "report.html", "activation=leaky_relu-s5/report.html", true);
    scratch_remove(&scratch);
}

/* Two seeds of relu are one variant, tanh another. */
NNT_TEST(report_folder, of_several_runs_groups_the_seeds) {
    const scratch_folder scratch = scratch_create();
    const nnt_override seed = {"seed", "7"};
    const nnt_override tanh_units = {"network.activation", "tanh"};
    const char *folders[] = {scratch_path(&scratch, "first"), scratch_path(&scratch, "second"),
                             scratch_path(&scratch, "third")};
    const char *target = scratch_path(&scratch, "target");
    const nnt_report_options options = {.directory = target};
    train(TWO_INPUTS, folders[0], NULL);
    train(TWO_INPUTS, folders[1], &tanh_units);
    train(TWO_INPUTS, folders[2], &seed);
    expect_written(folders, 3, &options);
    expect_in_file(target, "report.html", "<dt>variants</dt><dd>2</dd>", true);
    expect_in_file(target, "report.html", "<dt>runs</dt><dd>3</dd>", true);
    expect_in_file(target, "report.html", "<th scope=\"row\">first</th>", true);
    expect_in_file(target, "report.html", "<th scope=\"row\">third</th>", false);
    scratch_remove(&scratch);
}

/* The folds of a cross-validation are runs of one variant. */
NNT_TEST(report_folder, of_several_runs_groups_the_folds) {
    const scratch_folder scratch = scratch_create();
    const nnt_override second = {"data.validation.fold", "2"};
    const char *source = "{'data': {'train': {'type': 'moons', 'samples': 40}, 'validation': "
                         "{'folds': 4, 'fold': 1}}, 'network': {'hidden': [4]}, 'training': "
                         "{'epochs': 2}}";
    const char *folders[] = {scratch_path(&scratch, "first"), scratch_path(&scratch, "second")};
    const char *target = scratch_path(&scratch, "target");
    const nnt_report_options options = {.directory = target};
    train(source, folders[0], NULL);
    train(source, folders[1], &second);
    expect_written(folders, 2, &options);
    expect_in_file(target, "report.html", "<dt>variants</dt><dd>1</dd>", true);
    expect_in_file(target, "report.html", "<td>1</td><td>2</td>", true);
    scratch_remove(&scratch);
}

NNT_TEST(report_folder, picture_is_written_where_it_is_asked_for) {
    const scratch_folder scratch = scratch_create();
    const char *folder = scratch_path(&scratch, "run");
    const nnt_report_options options = {.picture = scratch_path(&scratch, "p.svg")};
    train(TWO_INPUTS, folder, NULL);
    remove(scratch_path(&scratch, "run/report.html"));
    expect_written(&folder, 1, &options);
    expect_in_file(scratch.path, "p.svg", "<svg xmlns", true);
    cr_expect(!nnt_file_exists(scratch_path(&scratch, "run/report.html")));
    scratch_remove(&scratch);
}

NNT_TEST(report_folder, picture_of_one_layer_is_refused) {
    const scratch_folder scratch = scratch_create();
    const nnt_override one = {"network.hidden", "[4]"};
    const char *folder = scratch_path(&scratch, "run");
    const nnt_report_options options = {.picture = scratch_path(&scratch, "p.svg")};
    train(TWO_INPUTS, folder, &one);
    written result = write_report(&folder, 1, &options);
    cr_expect(result.status == NNT_ERR_USAGE);
    cr_expect(!nnt_file_exists(options.picture));
    written_clear(&result);
    scratch_remove(&scratch);
}

/* ---- data that are gone ---------------------------------------------------------- */

static void write_table(const scratch_folder *scratch, size_t n_rows) {
    nnt_text text = {0};
    nnt_error error = {0};
    nnt_text_add(&text, "a,b,kind\n");
    for (size_t i = 0; i < n_rows; i++) {
        nnt_text_addf(&text, "%zu,%zu,%s\n", i, i * i % 7, i % 2 ? "odd" : "even");
    }
    cr_assert(nnt_file_write(scratch_path(scratch, "t.csv"), text.data, text.length, &error) ==
              NNT_OK);
    nnt_text_clear(&text);
}

/* The report is written without the pictures of data, and a note says why. */
static void expect_without_data(const char *folder, const char *reason) {
    const nnt_report_options options = {.directory = NULL};
    written result = write_report(&folder, 1, &options);
    cr_assert(result.status == NNT_OK, "%s", result.error.message);
    cr_assert(result.notes.count == 1);
    cr_expect(strstr(result.notes.items[0].text, reason) != NULL, "%s", result.notes.items[0].text);
    expect_in_file(folder, "report.html", "<section id=\"learning\">", true);
    expect_in_file(folder, "report.html", "<section id=\"confusion\">", false);
    written_clear(&result);
}

NNT_TEST(report_folder, without_its_data_shows_the_rest) {
    const scratch_folder scratch = scratch_create();
    char source[700];
    char here[400];
    const char *folder = scratch_path(&scratch, "run");
    cr_assert(getcwd(here, sizeof here) != NULL);
    snprintf(
        source, sizeof source,
        "{'data': {'train': {'type': 'csv', 'path': '%s/%s/t.csv'}}, 'network': {'hidden': [3]}, "
        "'training': {'epochs': 2}}",
        here, scratch.path);
    write_table(&scratch, 20);
    train(source, folder, NULL);
    expect_in_file(folder, "report.html", "<section id=\"confusion\">", true);
    write_table(&scratch, 21);
    expect_without_data(folder, "they are not those that were trained on");
    remove(scratch_path(&scratch, "t.csv"));
    expect_without_data(folder, "t.csv");
    scratch_remove(&scratch);
}

/* ---- folders that are not whole -------------------------------------------------- */

typedef struct damage {
    const char *file;
    const char *text; /* NULL: the file is removed */
    nnt_status status;
    const char *words; /* in the message */
} damage;

static const damage damages[] = {
    {"summary.json", NULL, NNT_ERR_IO, "summary.json: No such file"},
    {"theory.csv", NULL, NNT_ERR_IO, "theory.csv: No such file"},
    {"model.safetensors", NULL, NNT_ERR_IO, "model.safetensors: No such file"},
    {"summary.json", "{", NNT_ERR_IO, "summary.json:1:2"},
    {"summary.json", "{}", NNT_ERR_DATA, "says no status of a run"},
    {"summary.json", "{\"status\": \"completed\"}", NNT_ERR_DATA, "has no layers"},
    {"summary.json", "{\"status\": \"completed\", \"layers\": [{\"inputs\": -1, \"units\": 2}]}",
     NNT_ERR_DATA, "no inputs"},
    {"config.json", "{\"seed\": 1}", NNT_ERR_CONFIG, "config.json"},
    {"config.json", "[", NNT_ERR_CONFIG, "config.json:1:2"},
    {"metrics.csv", "epoch,step\n0,1\n1\n", NNT_ERR_DATA, "metrics.csv:3: does not have as many"},
    {"metrics.csv", "epoch,step\n0,x\n", NNT_ERR_DATA, "metrics.csv:2: expected a number"},
    {"layers.csv", "epoch,step,layer\n0,0,1\n", NNT_ERR_DATA, "a row for each of 3 layers"},
    {"layers.csv", "epoch,step,layer\n0,0,1\n0,0,3\n0,0,2\n", NNT_ERR_DATA, "a row for each"},
    {"units.csv", "layer,unit,event,epoch\n1,1,lived,0\n", NNT_ERR_DATA, "units.csv:2"},
    {"model.safetensors", "short", NNT_ERR_MODEL, "model.safetensors"},
};

NNT_TEST(report_folder, says_what_is_wrong_with_a_folder) {
    const scratch_folder scratch = scratch_create();
    const char *folder = scratch_path(&scratch, "run");
    const nnt_report_options options = {.directory = NULL};
    for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
        nnt_error error = {0};
        train(TWO_INPUTS, folder, NULL);
        char *path = nnt_path_join(folder, damages[i].file);
        cr_assert(remove(path) == 0);
        if (damages[i].text) {
            cr_assert(nnt_file_write(path, damages[i].text, strlen(damages[i].text), &error) == 0);
        }
        written result = write_report(&folder, 1, &options);
        cr_expect(result.status == damages[i].status, "case %zu: status %d", i, result.status);
        cr_expect(strstr(result.error.message, damages[i].words) != NULL, "case %zu: %s", i,
                  result.error.message);
        written_clear(&result);
        nnt_free(path);
    }
    scratch_remove(&scratch);
}

NNT_TEST(report_folder, refuses_what_is_no_run) {
    const scratch_folder scratch = scratch_create();
    const char *folder = scratch_path(&scratch, "nothing");
    const nnt_report_options options = {.directory = NULL};
    written result = write_report(&folder, 1, &options);
    cr_expect(result.status == NNT_ERR_IO);
    cr_expect(strstr(result.error.message, "is no folder of a run or a comparison") != NULL);
    written_clear(&result);
    scratch_remove(&scratch);
}

NNT_TEST(report_folder, refuses_a_comparison_among_several) {
    const scratch_folder scratch = scratch_create();
    const char *folders[] = {scratch_path(&scratch, "out"), scratch_path(&scratch, "run")};
    const nnt_compare_options compare = {.directory = folders[0], .n_threads = 1};
    const nnt_report_options options = {.directory = NULL};
    compared compared_runs = compare_valid(FOUR_RUNS, &compare);
    compared_clear(&compared_runs);
    train(TWO_INPUTS, folders[1], NULL);
    written result = write_report(folders, 2, &options);
    cr_expect(result.status == NNT_ERR_USAGE);
    written_clear(&result);
    scratch_remove(&scratch);
}

/* Every allocation fails once; what was built is given back, and the report stays. */
static void expect_failing_cleanly(const char *folder) {
    const nnt_report_options options = {.directory = NULL};
    bool has_failed = true;
    for (size_t k = 1; has_failed; k += 1 + k / 20) {
        nnt_memory_fail_at(k, false);
        written result = write_report(&folder, 1, &options);
        nnt_memory_fail_at(0, false);
        has_failed = result.status != NNT_OK;
        written_clear(&result);
    }
}

NNT_TEST(report_folder, without_memory_fails_cleanly) {
    const scratch_folder scratch = scratch_create();
    const char *run = scratch_path(&scratch, "run");
    const char *out = scratch_path(&scratch, "out");
    const nnt_compare_options compare = {.directory = out, .n_threads = 1};
    compared compared_runs = compare_valid(FOUR_RUNS, &compare);
    compared_clear(&compared_runs);
    train(TWO_INPUTS, run, NULL);
    expect_failing_cleanly(run);
    expect_failing_cleanly(out);
    scratch_remove(&scratch);
}

/* compare.csv that is not one. */
NNT_TEST(report_folder, says_what_is_wrong_with_a_comparison) {
    static const char *const tables[] = {
        "", "a,b\n1,2\n", "variant,seed,status,folder,message\n",
        "variant,seed,status,folder,message\nv,x,completed,v-s1,\n",
        "variant,seed,status,folder,message\nv,1,completed\n"};
    const scratch_folder scratch = scratch_create();
    const char *folder = scratch_path(&scratch, "out");
    const nnt_compare_options compare = {.directory = folder, .n_threads = 1};
    const nnt_report_options options = {.directory = NULL};
    compared compared_runs = compare_valid(FOUR_RUNS, &compare);
    compared_clear(&compared_runs);
    const char *path = scratch_path(&scratch, "out/compare.csv");
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        nnt_error error = {0};
        cr_assert(nnt_file_write(path, tables[i], strlen(tables[i]), &error) == NNT_OK);
        written result = write_report(&folder, 1, &options);
        cr_expect(result.status == NNT_ERR_DATA, "case %zu: %d", i, result.status);
        cr_expect(strstr(result.error.message, "compare.csv:") != NULL, "case %zu: %s", i,
                  result.error.message);
        written_clear(&result);
    }
    scratch_remove(&scratch);
}
