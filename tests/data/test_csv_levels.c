/* Columns of words as features: their names, values, order, and what is refused. */
#include "data_support.h"

#include "base/memory.h"
#include "base/memory_testing.h"
#include "data/csv_predict.h"
#include <math.h>

static const char shop[] = "size,color,city,price\n"
                           "1,red,Rome,10\n"
                           "2,blue,Oslo,20\n"
                           "3,red,\"Ab \"\"c\"\"\",30\n";

static nnt_choice choose_words(const char *text, const nnt_value *columns, size_t n) {
    nnt_choice choice = choose("csv");
    set_text(&choice, "path", write_text("levels.csv", text));
    set_list(&choice, "categorical", columns, n);
    return choice;
}

static void check_features(const nnt_dataset *data, const double *expected) {
    for (size_t i = 0; i < data->n_rows * data->n_features; i++) {
        const double found = nnt_dataset_feature(data, i / data->n_features, i % data->n_features);
        cr_assert(found == expected[i], "value %zu: %g, not %g", i, found, expected[i]);
    }
}

static nnt_dataset load_shop(const nnt_choice *choice, nnt_messages *notes) {
    nnt_source_context context = training_of(NNT_TASK_REGRESSION);
    context.notes = notes;
    return load_data(choice, &context);
}

static const nnt_value both[] = {TEXT_VALUE("city"), TEXT_VALUE("color")};

NNT_TEST(csv_levels, become_features_in_their_columns_place) {
    static const char *const names[] = {"size",          "color=blue", "color=red",
                                        "city=Ab \"c\"", "city=Oslo",  "city=Rome"};
    const nnt_choice choice = choose_words(shop, both, 2);
    nnt_messages notes = {0};
    nnt_dataset data = load_shop(&choice, &notes);
    cr_assert(data.n_features == 6 && data.n_rows == 3);
    for (size_t i = 0; i < 6; i++) {
        cr_assert_str_eq(data.feature_names[i], names[i]);
    }
    check_features(&data, (double[]){1, 0, 1, 0, 0, 1, 2, 1, 0, 0, 1, 0, 3, 0, 1, 1, 0, 0});
    cr_assert(says(&notes, "'color' becomes 2 features, 1 or 0 for each of: blue, red"));
    cr_assert(says(&notes, "6 features: size, color=blue, color=red, city=Ab \"c\", city=Oslo"));
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
    unlink(choice.values[0].text);
}

NNT_TEST(csv_levels, of_numbers_come_in_their_order) {
    const nnt_value code = TEXT_VALUE("code");
    const nnt_choice choice = choose_words("code,y\n10,1\n9,2\n100,3\n", &code, 1);
    nnt_dataset data = load_shop(&choice, NULL);
    cr_assert_str_eq(data.feature_names[0], "code=9");
    cr_assert_str_eq(data.feature_names[2], "code=100");
    check_features(&data, (double[]){0, 1, 0, 1, 0, 0, 0, 0, 1});
    nnt_dataset_clear(&data);
    unlink(choice.values[0].text);
}

/* Another part has other columns' order, and a city that the training data lack. */
NNT_TEST(csv_levels, of_other_parts_are_those_of_the_training_data) {
    const nnt_choice choice = choose_words(shop, both, 2);
    nnt_dataset train = load_shop(&choice, NULL);
    nnt_choice other = choose("csv");
    set_text(&other, "path",
             write_text("other.csv", "city,price,size,color\nParis,1,7,red\nOslo,2,8,green\n"));
    nnt_source_context context = training_of(NNT_TASK_REGRESSION);
    nnt_messages notes = {0};
    context.like = &train;
    context.part = "test";
    context.notes = &notes;
    nnt_dataset test = load_data(&other, &context);
    check_features(&test, (double[]){7, 0, 1, 0, 0, 0, 8, 0, 0, 0, 1, 0});
    cr_assert(test.targets[1] == 2);
    cr_assert(says(&notes, ": 2 values that the training data do not have in a categorical"));
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&test);
    nnt_dataset_clear(&train);
    unlink(choice.values[0].text);
    unlink(other.values[0].text);
}

/* By the names of a model's features; a column that is called like a level comes first. */
NNT_TEST(csv_levels, are_found_when_predicting) {
    static const char *const names[] = {"a=b=1", "a=b=2", "c=x"};
    const double expected[] = {0, 1, 5, 0, 0, 6};
    const nnt_csv_wanted wanted = {.feature_names = names, .n_features = 3};
    const char *path = write_text("predict.csv", "c=x,a=b\n5,2\n6,3\n");
    double *values = NULL;
    size_t n_rows = 0;
    nnt_messages notes = {0};
    nnt_error error = {0};
    cr_assert(nnt_csv_read_features(path, &wanted, &values, &n_rows, &notes, &error) == NNT_OK,
              "%s", error.message);
    cr_assert(n_rows == 2 && memcmp(values, expected, sizeof expected) == 0);
    cr_assert(says(&notes, ": 1 value that the training data do not have"));
    nnt_free(values);
    nnt_messages_clear(&notes);
    path = write_text("predict.csv", "c=x,a=b\n5,2\n6,\n");
    cr_assert(nnt_csv_read_features(path, &wanted, &values, &n_rows, &notes, &error) ==
              NNT_ERR_DATA);
    cr_assert(strstr(error.message, ":3:3: the value of feature 'a=b' is missing") != NULL, "%s",
              error.message);
    const nnt_csv_wanted with_means = {
        .feature_names = names, .n_features = 3, .means = (double[]){0.25, 0.5, 7}};
    cr_assert(nnt_csv_read_features(path, &with_means, &values, &n_rows, &notes, &error) == NNT_OK);
    const double filled[] = {0, 1, 5, 0.25, 0.5, 6};
    cr_assert(n_rows == 2 && memcmp(values, filled, sizeof filled) == 0);
    cr_assert(says(&notes, ": 2 missing values in 2 features replaced by the means"));
    nnt_messages_clear(&notes);
    nnt_free(values);
    unlink(path);
}

NNT_TEST(csv_levels, that_are_missing) {
    const nnt_value color = TEXT_VALUE("color");
    nnt_choice choice = choose_words("color,y\nred,1\nNA,2\nblue,3\n", &color, 1);
    const nnt_source_context context = training_of(NNT_TASK_REGRESSION);
    expect_failure(&choice, &context, NNT_ERR_DATA,
                   ":3:1: the value of feature 'color' is missing");
    set_text(&choice, "missing", "mean");
    nnt_dataset data = load_data(&choice, &context);
    const double *x = data.features;
    cr_assert(x[1] == 1 && isnan(x[2]) && isnan(x[3]) && x[4] == 1);
    nnt_dataset_clear(&data);
    set_text(&choice, "missing", "drop");
    data = load_data(&choice, &context);
    cr_assert(data.n_rows == 2);
    check_features(&data, (double[]){0, 1, 1, 0});
    nnt_dataset_clear(&data);
    unlink(choice.values[0].text);
}

static void refuse(const char *text, const nnt_value *columns, size_t n, const char *message) {
    const nnt_choice choice = choose_words(text, columns, n);
    const nnt_source_context context = training_of(NNT_TASK_REGRESSION);
    expect_failure(&choice, &context, NNT_ERR_DATA, message);
    unlink(choice.values[0].text);
}

NNT_TEST(csv_levels, that_cannot_be) {
    const nnt_value typo = TEXT_VALUE("colour");
    const nnt_value twice[] = {TEXT_VALUE("color"), TEXT_VALUE("color")};
    const nnt_value target = TEXT_VALUE("price");
    refuse(shop, &typo, 1, "categorical: no column \"colour\"; did you mean \"color\"?");
    refuse(shop, twice, 2, "categorical: column 'color' is named twice");
    refuse(shop, &target, 1, "categorical: column 'price' is no feature");
    refuse("1,2\n3,4\n", twice, 1, "categorical: the file has no header");
    refuse("color,y\nNA,1\n?,2\n", twice, 1, "categorical: column 'color' has no values");
    const nnt_value a = TEXT_VALUE("a");
    const nnt_value longer = TEXT_VALUE("a=b");
    refuse("a,a=x,y\nx,1,1\nz,2,2\n", &a, 1,
           "a feature 'a=x' of column 'a' could be one of another column, too; rename one");
    refuse("a,a=b,y\n1,u,1\n2,v,2\n", &longer, 1, "a feature 'a=b=u' of column 'a=b' could be");
    char *many = malloc(20000);
    size_t length = (size_t)sprintf(many, "color,y\n");
    for (size_t i = 0; i < 1001; i++) {
        length += (size_t)sprintf(many + length, "w%zu,1\n", i);
    }
    refuse(many, twice, 1,
           ":1002:1: more than 1000 different values in feature 'color', which is \"categorical\"");
    free(many);
}

NNT_TEST(csv_levels, survive_lack_of_memory) {
    const nnt_choice choice = choose_words(shop, both, 2);
    const nnt_source_context context = training_of(NNT_TASK_REGRESSION);
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status != NNT_OK; k++) {
        nnt_dataset data;
        nnt_memory_fail_at(k, true);
        status = nnt_source_load(&choice, &context, &data, NULL);
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_OK || (status == NNT_ERR_MEMORY && data.features == NULL));
        cr_assert(k < 300);
        nnt_dataset_clear(&data);
    }
    unlink(choice.values[0].text);
}
