/* Starting from a model: which layers are taken, what is refused and what is noted. */
#include "base/memory_testing.h"
#include "experiment/fine_tuning_bench.h"
#include "output/safetensors.h"
#include <float.h>
#include <math.h>

#define BASE TASK(THREE_BLOBS, "[4, 3]", "", "5")
#define FROM_BASE(layers) ", 'initial_weights': {'path': '@/base', 'layers': " layers "}"

/* Trains the base, and draws a network of two classes without it. */
static void train_base(const scratch_folder *folder, started *base, started *drawn) {
    *base = start_valid(folder, "base", BASE);
    *drawn = start_valid(folder, "drawn", TASK(TWO_BLOBS, "[4, 3]", "", "0"));
}

/* ---- which layers ----------------------------------------------------------------- */

/* Untrained, so that layers are as they started: those that are taken are the base's, the
 * others drawn as without it. */
static void expect_layers(const char *source, const bool taken[3]) {
    scratch_folder folder = scratch_create();
    started base, drawn;
    train_base(&folder, &base, &drawn);
    started run = start_valid(&folder, "run", source);
    for (size_t l = 0; l < 3; l++) {
        cr_assert(is_same_layer(&run, &base, l) == taken[l], "layer %zu", l + 1);
        cr_assert(is_same_layer(&run, &drawn, l) == !taken[l], "layer %zu", l + 1);
    }
    started_clear(&run);
    started_clear(&base);
    started_clear(&drawn);
    scratch_remove(&folder);
}

NNT_TEST(fine_tuning, hidden_layers_alone) {
    expect_layers(TASK(TWO_BLOBS, "[4, 3]", FROM_BASE("'hidden'"), "0"),
                  (const bool[]){true, true, false});
}

NNT_TEST(fine_tuning, layers_by_their_numbers) {
    expect_layers(TASK(TWO_BLOBS, "[4, 3]", FROM_BASE("[2]"), "0"),
                  (const bool[]){false, true, false});
}

NNT_TEST(fine_tuning, no_layers) {
    expect_layers(TASK(TWO_BLOBS, "[4, 3]", FROM_BASE("'none'"), "0"),
                  (const bool[]){false, false, false});
}

/* A folder, the file in it, and an object with either. */
NNT_TEST(fine_tuning, paths_of_a_run_and_of_its_model) {
    static const char *const sources[] = {
        TASK(THREE_BLOBS, "[4, 3]", ", 'initial_weights': '@/base'", "0"),
        TASK(THREE_BLOBS, "[4, 3]", ", 'initial_weights': '@/base/model.safetensors'", "0"),
        TASK(THREE_BLOBS, "[4, 3]", FROM_BASE("'all'"), "0"),
        TASK(THREE_BLOBS, "[4, 3]", FROM_BASE("[3, 1, 2]"), "0"),
    };
    scratch_folder folder = scratch_create();
    started base = start_valid(&folder, "base", BASE);
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        started run = start_valid(&folder, "run", sources[i]);
        for (size_t l = 0; l < 3; l++) {
            cr_assert(is_same_layer(&run, &base, l), "%zu: layer %zu", i, l + 1);
        }
        started_clear(&run);
    }
    started_clear(&base);
    scratch_remove(&folder);
}

/* Frozen layers end as the base had them, the others do not. */
NNT_TEST(fine_tuning, frozen_layers_stay_those_of_the_base) {
    scratch_folder folder = scratch_create();
    started base, drawn;
    train_base(&folder, &base, &drawn);
    started run = start_valid(
        &folder, "run",
        TASK(TWO_BLOBS, "[{'units': 4, 'frozen': true}, 3]", FROM_BASE("'hidden'"), "3"));
    cr_assert(is_same_layer(&run, &base, 0));
    cr_assert(!is_same_layer(&run, &base, 1) && !is_same_layer(&run, &drawn, 2));
    started_clear(&run);
    started_clear(&base);
    started_clear(&drawn);
    scratch_remove(&folder);
}

static bool has_note(const started *run, const char *part) {
    for (size_t i = 0; i < run->notes.count; i++) {
        if (strstr(run->notes.items[i].text, part)) {
            return true;
        }
    }
    return false;
}

/* A training that moves nothing says so, unless none was asked for. */
NNT_TEST(fine_tuning, all_layers_frozen) {
    static const struct {
        const char *network, *epochs;
        bool is_noted;
    } cases[] = {
        {", 'frozen': true, 'output': {'frozen': true}", "2", true},
        {", 'frozen': true, 'output': {'frozen': true}", "0", false},
        {", 'frozen': true", "2", false},
    };
    scratch_folder folder = scratch_create();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        nnt_text source = {0};
        nnt_text_addf(&source,
                      "{'data': {" TWO_BLOBS "}, 'network': {'hidden': [3]%s}, 'training': "
                      "{'epochs': %s}, 'output': {'report': false}}",
                      cases[i].network, cases[i].epochs);
        const char name[] = {'r', (char)('0' + i), '\0'};
        started run = start_valid(&folder, name, source.data);
        cr_assert(has_note(&run, "every layer is frozen") == cases[i].is_noted, "case %zu", i);
        started_clear(&run);
        nnt_text_clear(&source);
    }
    scratch_remove(&folder);
}

/* ---- what does not fit ------------------------------------------------------------ */

NNT_TEST(fine_tuning, layers_that_do_not_fit) {
    static const struct {
        const char *source, *message;
    } cases[] = {
        {TASK(TWO_BLOBS, "[4, 3]", FROM_BASE("'all'"), "0"),
         "@/base/model.safetensors: layer 3: weight is [3, 3], the network's is [2, 3]; take "
         "\"layers\": \"hidden\" to draw the output layer anew"},
        {TASK(TWO_BLOBS, "[4, 5]", FROM_BASE("'hidden'"), "0"),
         "@/base/model.safetensors: layer 2: weight is [3, 4], the network's is [5, 4]; take "
         "\"layers\": [1] to draw the others anew"},
        {TASK(TWO_BLOBS, "[5, 5]", FROM_BASE("'hidden'"), "0"),
         "@/base/model.safetensors: layer 1: weight is [4, 2], the network's is [5, 2]; no layer "
         "of it fits the network"},
        {TASK(TWO_BLOBS, "[4]", FROM_BASE("'all'"), "0"),
         "@/base/model.safetensors: has 3 layers, the network 2; take \"layers\": \"hidden\" to "
         "draw the output layer anew"},
        {TASK(THREE_BLOBS, "[4, 3, 3, 7]", FROM_BASE("[1, 4]"), "0"),
         "@/base/model.safetensors: has 3 layers, so none for layer 4 of the network; take "
         "\"layers\": [1, 2, 3] to draw the others anew"},
        {TASK(TWO_BLOBS, "[4, 3]", ", 'initial_weights': '@/nothing'", "0"),
         "network.initial_weights: @/nothing: No such file or directory"},
    };
    scratch_folder folder = scratch_create();
    train(&folder, "base", BASE);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const bool is_missing = strstr(cases[i].message, "No such") != NULL;
        expect_failure(&folder, cases[i].source, is_missing ? NNT_ERR_IO : NNT_ERR_MODEL,
                       cases[i].message);
    }
    scratch_remove(&folder);
}

/* ---- files of other programs ------------------------------------------------------ */

static const double first_weight[] = {1, -2, 0.5, 0.25, 3, -1};
static const double first_bias[] = {0.5, -0.5, 0};
static const double second_weight[] = {1, 2, 3, 4, 5, 6};
static const double second_bias[] = {7, 8};
static const double slopes[] = {0.25, 0.5};

/* A network 2-3-2, and what others may have beside it. */
static const nnt_tensor bare_tensors[] = {
    {"layers.0.weight", 2, {3, 2}, first_weight},      {"layers.0.bias", 1, {3, 0}, first_bias},
    {"layers.1.weight", 2, {2, 3}, second_weight},     {"layers.1.bias", 1, {2, 0}, second_bias},
    {"layers.0.activation.weight", 1, {2, 0}, slopes}, {"head.weight", 1, {2, 0}, second_bias},
};

/* The first n tensors but one, as PyTorch writes them. */
static void write_bare(const scratch_folder *folder, size_t n, const char *without) {
    nnt_tensor tensors[6];
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (strcmp(bare_tensors[i].name, without) != 0) {
            tensors[count++] = bare_tensors[i];
        }
    }
    const nnt_metadata format = {"format", "pt"};
    const nnt_safetensors_content content = {.tensors = tensors,
                                             .n_tensors = count,
                                             .as_float32 = true,
                                             .metadata = &format,
                                             .n_metadata = 1};
    nnt_text text = {0};
    nnt_safetensors_write(&content, &text);
    cr_assert(nnt_file_write(scratch_path(folder, "w.safetensors"), text.data, text.length, NULL) ==
              NNT_OK);
    nnt_text_clear(&text);
}

#define BARE ", 'initial_weights': '@/w.safetensors'"

NNT_TEST(fine_tuning, weights_of_another_program) {
    scratch_folder folder = scratch_create();
    write_bare(&folder, 4, "");
    started run = start_valid(&folder, "run", TASK(TWO_BLOBS, "[3]", BARE, "0"));
    cr_assert(memcmp(run.model.layers[0].weight, first_weight, sizeof first_weight) == 0);
    cr_assert(memcmp(run.model.layers[0].bias, first_bias, sizeof first_bias) == 0);
    cr_assert(memcmp(run.model.layers[1].weight, second_weight, sizeof second_weight) == 0);
    cr_assert(memcmp(run.model.layers[1].bias, second_bias, sizeof second_bias) == 0);
    started_clear(&run);
    scratch_remove(&folder);
}

NNT_TEST(fine_tuning, tensors_that_are_missing_or_too_many) {
    static const struct {
        size_t n;
        const char *without, *message;
    } cases[] = {
        {4, "layers.1.bias", "@/w.safetensors: tensor \"layers.1.bias\" is missing"},
        {4, "layers.0.weight", "@/w.safetensors: tensor \"layers.0.weight\" is missing"},
        {5, "",
         "@/w.safetensors: layer 1: activation.weight has 2 numbers, the network's prelu "
         "learns 1"},
        {4, "",
         "@/w.safetensors: layer 1: activation.weight has 0 numbers, the network's prelu "
         "learns 1"},
        {6, "layers.0.activation.weight",
         "@/w.safetensors: holds 5 tensors, of which 4 belong to its 2 layers"},
    };
    scratch_folder folder = scratch_create();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        write_bare(&folder, cases[i].n, cases[i].without);
        expect_failure(&folder, TASK(TWO_BLOBS, "[{'units': 3, 'activation': 'prelu'}]", BARE, "0"),
                       NNT_ERR_MODEL, cases[i].message);
    }
    scratch_remove(&folder);
}

NNT_TEST(fine_tuning, no_scaling_of_another_program) {
    scratch_folder folder = scratch_create();
    write_bare(&folder, 4, "");
    expect_failure(&folder, TASK(TWO_BLOBS ", 'scaling': 'model'", "[3]", BARE, "0"), NNT_ERR_MODEL,
                   "@/w.safetensors: has no scaling of features that could be taken over");
    scratch_remove(&folder);
}

/* ---- precisions ------------------------------------------------------------------- */

#define DOUBLE "'precision': 'float64', "
#define AS_DOUBLE(task) "{" DOUBLE task
#define BASE_BODY                                                                                  \
    "'data': {" THREE_BLOBS "}, 'network': {'hidden': [4, 3], 'activation': 'tanh'},"              \
    " 'training': {'epochs': 5, 'batch_size': 10}, 'output': {'report': false}}"
#define START_BODY                                                                                 \
    "'data': {" THREE_BLOBS "}, 'network': {'hidden': [4, 3], 'activation': 'tanh',"               \
    " 'initial_weights': '@/base'}, 'training': {'epochs': 0}, 'output': {'report': false}}"

NNT_TEST(fine_tuning, floats_become_the_same_doubles) {
    scratch_folder folder = scratch_create();
    started base = start_valid(&folder, "base", "{" BASE_BODY);
    started run = start_valid(&folder, "run", AS_DOUBLE(START_BODY));
    cr_assert(base.model.is_float32 && !run.model.is_float32);
    for (size_t l = 0; l < 3; l++) {
        cr_assert(is_same_layer(&run, &base, l));
    }
    started_clear(&run);
    started_clear(&base);
    scratch_remove(&folder);
}

NNT_TEST(fine_tuning, doubles_are_rounded_to_floats) {
    scratch_folder folder = scratch_create();
    started base = start_valid(&folder, "base", AS_DOUBLE(BASE_BODY));
    started run = start_valid(&folder, "run", "{" START_BODY);
    for (size_t i = 0; i < 8; i++) {
        const double there = base.model.layers[0].weight[i];
        cr_assert(run.model.layers[0].weight[i] == (double)(float)there);
        cr_assert(run.model.layers[0].weight[i] != there, "nothing to round");
    }
    expect_notes(&folder, "{" START_BODY,
                 (const char *const[]){"@/base/model.safetensors: its weights are float64 and "
                                       "rounded to float32, the precision here",
                                       NULL});
    started_clear(&run);
    started_clear(&base);
    scratch_remove(&folder);
}

#define SINE_FROM_WIDE                                                                             \
    "'task': 'regression', 'data': {'train': {'type': 'sine', 'samples': 10}}, 'network': "        \
    "{'hidden': [2], 'initial_weights': {'path': '@/w.safetensors', 'layers': [1]}}, "             \
    "'training': {'epochs': 0}}"

NNT_TEST(fine_tuning, numbers_beyond_float32) {
    scratch_folder folder = scratch_create();
    const double weight[] = {1, 2};
    const double bias[] = {0, 1e39};
    const nnt_tensor tensors[] = {{"layers.0.weight", 2, {2, 1}, weight},
                                  {"layers.0.bias", 1, {2, 0}, bias}};
    const nnt_safetensors_content content = {.tensors = tensors, .n_tensors = 2};
    nnt_text text = {0};
    nnt_safetensors_write(&content, &text);
    cr_assert(nnt_file_write(scratch_path(&folder, "w.safetensors"), text.data, text.length,
                             NULL) == NNT_OK);
    nnt_text_clear(&text);
    expect_failure(&folder, "{" SINE_FROM_WIDE, NNT_ERR_MODEL,
                   "@/w.safetensors: layer 1: holds 1e+39, which is beyond float32; train in "
                   "\"precision\": \"float64\"");
    started run = start_valid(&folder, "run", "{" DOUBLE SINE_FROM_WIDE);
    cr_assert(run.model.layers[0].bias[1] == 1e39);
    started_clear(&run);
    scratch_remove(&folder);
}

/* ---- memory ----------------------------------------------------------------------- */

/* All that reads and sets: the gradient check stops where training would begin. */
static nnt_status check_gradient(const nnt_config *config) {
    nnt_messages notes = {0};
    nnt_error error = {0};
    nnt_gradcheck *check = NULL;
    const nnt_status status = nnt_gradcheck_create(config, NULL, &check, &notes, &error);
    nnt_gradcheck_free(check);
    nnt_messages_clear(&notes);
    return status;
}

NNT_TEST(fine_tuning, every_allocation_may_fail) {
    enum { MANY = 5000 };
    scratch_folder folder = scratch_create();
    nnt_config *config = NULL;
    char *text = fill_in(
        &folder, TASK(TWO_BLOBS ", \"scaling\": \"model\"", "[4, 3]", FROM_BASE("'hidden'"), "0"));
    sketch drawn = sketch_create(text);
    train(&folder, "base", BASE);
    cr_assert(nnt_config_read(drawn.text, strlen(drawn.text), "test.json", ".", NULL, 0, &config,
                              NULL, NULL) == NNT_OK);
    size_t k = 1;
    bool has_failed = true;
    for (; has_failed && k < MANY; k++) {
        nnt_memory_fail_at(k, true);
        const nnt_status status = check_gradient(config);
        has_failed = nnt_memory_count() >= k;
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_ERR_MEMORY || !has_failed || status == NNT_OK,
                  "allocation %zu: status %d", k, (int)status);
        cr_assert(has_failed || status == NNT_OK);
    }
    cr_assert(k > 100 && k < MANY);
    nnt_config_free(config);
    nnt_free(drawn.text);
    nnt_free(text);
    scratch_remove(&folder);
}
