/* compare.csv and summary.json of a comparison that was made up. */
#include "output/compare_files.h"

#include "base/json.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

static const char *const paths[] = {"network.activation"};
static const char *const columns[] = {"activation"};
static const nnt_setting tanh_settings[] = {{"network.activation", "tanh", "\"tanh\""}};
static const nnt_setting leaky_settings[] = {
    {"network.activation", "{type:leaky_relu}", "{\"type\":\"leaky_relu\"}"}};
static const char *const verdicts[] = {"vanishing_gradient", "dead_units"};
static const nnt_verdict_count counts[] = {
    {"vanishing_gradient", 1},
    {"dead_units", 1},
};

typedef struct example {
    nnt_comparison comparison;
    nnt_variant variants[2];
    nnt_compare_row rows[2];
} example;

/* One run that went well and one that failed. */
static void make_example(example *it) {
    *it = (example){.comparison = {.name = "made \"up\"",
                                   .description = "",
                                   .n_columns = 1,
                                   .paths = paths,
                                   .columns = columns,
                                   .n_variants = 2,
                                   .variants = it->variants,
                                   .n_rows = 2,
                                   .rows = it->rows,
                                   .has_classes = true}};
    it->variants[0] = (nnt_variant){.label = "activation=tanh",
                                    .n_settings = 1,
                                    .settings = tanh_settings,
                                    .n_runs = 1,
                                    .n_verdict_counts = 2,
                                    .verdict_counts = counts};
    it->variants[1] = (nnt_variant){.label = "activation=leaky, \"quoted\"",
                                    .n_settings = 1,
                                    .settings = leaky_settings,
                                    .n_failed = 1};
    it->rows[0] = (nnt_compare_row){.seed = UINT64_C(18446744073709551615),
                                    .folder = "a-s1",
                                    .outcome = "completed",
                                    .message = "",
                                    .n_verdicts = 2,
                                    .verdicts = verdicts};
    it->rows[1] = (nnt_compare_row){.variant = 1,
                                    .seed = 2,
                                    .folder = "b-s2",
                                    .outcome = "failed",
                                    .status = NNT_ERR_DATA,
                                    .message = "x.csv:1:2: no, \"this\" is wrong"};
    for (size_t i = 0; i < NNT_N_COMPARE_NUMBERS; i++) {
        it->rows[0].numbers[i] = (double)i + 0.5;
        it->rows[1].numbers[i] = (double)NAN;
    }
}

NNT_TEST(compare_files, names_of_the_numbers) {
    cr_assert_str_eq(nnt_compare_number_name(NNT_COMPARE_EPOCHS), "epochs");
    cr_assert_str_eq(nnt_compare_number_name(NNT_COMPARE_N_VERDICTS), "n_verdicts");
    cr_assert(!nnt_compare_number_is_score(NNT_COMPARE_PARAMETERS));
    cr_assert(nnt_compare_number_is_score(NNT_COMPARE_TRAIN_LOSS));
    cr_assert(nnt_compare_number_is_score(NNT_COMPARE_TEST_R2));
    cr_assert(!nnt_compare_number_is_score(NNT_COMPARE_FIRST_GRADIENT_START));
}

/* Of a classification, without rmse and r2. */
NNT_TEST(compare_files, table) {
    example it;
    nnt_text text = {0};
    make_example(&it);
    nnt_compare_csv_render(&it.comparison, &text);
    cr_assert_str_eq(
        text.data,
        "variant,activation,seed,status,epochs,steps,parameters,train_loss,train_accuracy,"
        "validation_loss,validation_accuracy,test_loss,test_accuracy,first_gradient_norm_start,"
        "first_gradient_norm_end,last_gradient_norm_start,last_gradient_norm_end,"
        "delta_ratio_predicted,delta_ratio_start,delta_ratio_end,delta_slope_start,"
        "delta_slope_end,hidden_units,dead_units,born_dead,died,revived,permanent,n_verdicts,"
        "worst_verdict,folder,message\n"
        "activation=tanh,tanh,18446744073709551615,completed,0.5,1.5,2.5,3.5,4.5,7.5,8.5,11.5,"
        "12.5,15.5,16.5,17.5,18.5,19.5,20.5,21.5,22.5,23.5,24.5,25.5,26.5,27.5,28.5,29.5,30.5,"
        "vanishing_gradient,a-s1,\n"
        "\"activation=leaky, \"\"quoted\"\"\",{type:leaky_relu},2,failed,nan,nan,nan,nan,nan,nan,"
        "nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,nan,,b-s2,"
        "\"x.csv:1:2: no, \"\"this\"\" is wrong\"\n");
    nnt_text_clear(&text);
}

NNT_TEST(compare_files, metrics_of_both_tasks) {
    example it;
    nnt_text text = {0};
    make_example(&it);
    it.comparison.has_targets = true;
    nnt_compare_csv_render(&it.comparison, &text);
    cr_assert(strstr(text.data, "train_loss,train_accuracy,train_rmse,train_r2,") != NULL);
    nnt_text_clear(&text);
}

static const nnt_json *find(const nnt_json_document *document, const char *path) {
    const nnt_json *value = nnt_json_find(document->root, path);
    cr_assert(value != NULL, "%s is not there", path);
    return value;
}

NNT_TEST(compare_files, summary) {
    example it;
    nnt_text text = {0};
    nnt_json_document document = {0};
    nnt_error error = {0};
    make_example(&it);
    it.variants[0].statistics[NNT_COMPARE_TRAIN_LOSS] = (nnt_statistic){2, 0.25, 0.5, 4.5};
    it.variants[0].statistics[NNT_COMPARE_EPOCHS] = (nnt_statistic){1, 7, (double)NAN, (double)NAN};
    it.variants[1].differences[NNT_COMPARE_TRAIN_LOSS] = (nnt_statistic){2, -1, 0.125, 1.125};
    it.variants[1].differences[NNT_COMPARE_EPOCHS] = (nnt_statistic){2, -1, 0.125, 1.125};
    nnt_compare_summary_render(&it.comparison, &text);
    cr_assert(!text.failed);
    cr_assert(nnt_json_read(text.data, text.length, "summary", &document, NULL, &error) == NNT_OK,
              "%s", error.message);
    cr_assert_str_eq(find(&document, "name")->text, "made \"up\"");
    cr_assert_str_eq(find(&document, "status")->text, "completed");
    const nnt_json *settings = find(&document, "variants.1.settings");
    cr_assert_str_eq(nnt_json_get(settings->first, "type")->text, "leaky_relu");
    cr_assert(find(&document, "variants.1.n_failed")->number == 1);
    cr_assert(find(&document, "variants.0.scores.train_loss.mean")->number == 0.25);
    cr_assert(find(&document, "variants.0.scores.train_loss.ci95")->number == 4.5);
    cr_assert(find(&document, "variants.0.measures.epochs.sd")->type == NNT_JSON_NULL);
    cr_assert(find(&document, "variants.0.verdicts.dead_units")->number == 1);
    cr_assert(find(&document, "paired")->n_children == 1, "scores alone");
    cr_assert_str_eq(find(&document, "paired.0.a")->text, "activation=tanh");
    cr_assert_str_eq(find(&document, "paired.0.metric")->text, "train_loss");
    cr_assert(find(&document, "paired.0.mean_difference")->number == -1);
    cr_assert(find(&document, "paired.0.n")->number == 2);
    nnt_json_clear(&document);
    nnt_text_clear(&text);
}
