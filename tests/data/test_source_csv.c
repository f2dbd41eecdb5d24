/* CSV files to datasets: columns, classes, missing values, and what the user is told. */
#include "base/memory_testing.h"
#include "data_support.h"
#include <math.h>

static const char plain[] = "a,b,c,kind\n1,2,3,x\n4,5,6,y\n7,8,9,x\n";

/* Loads text as CSV with the options of `choice`. `like` may be NULL. */
static nnt_dataset load_text(const char *text,
                             nnt_choice *choice,
                             nnt_task task,
                             const nnt_dataset *like,
                             nnt_messages *notes) {
    nnt_source_context context = training_of(task);
    context.like = like;
    context.part = like ? "test" : "train";
    context.notes = notes;
    const char *path = write_text("data.csv", text);
    set_text(choice, "path", path);
    nnt_dataset data = load_data(choice, &context);
    cr_assert(unlink(path) == 0);
    return data;
}

static void
check_features(const nnt_dataset *data, const double *expected, size_t n_rows, size_t n_features) {
    cr_assert(data->n_rows == n_rows && data->n_features == n_features);
    for (size_t i = 0; i < n_rows * n_features; i++) {
        cr_assert(((const double *)data->features)[i] == expected[i], "value %zu is %g", i,
                  ((const double *)data->features)[i]);
    }
}

/* ---- weights of rows ------------------------------------------------------ */

/* The column is no feature; a later file has it by its name. */
NNT_TEST(source_csv, weights_of_rows) {
    nnt_choice choice = choose("csv");
    nnt_messages notes = {0};
    set_text(&choice, "weight", "b");
    nnt_dataset data = load_text(plain, &choice, NNT_TASK_CLASSIFICATION, NULL, &notes);
    cr_assert(data.n_features == 2 && data.weights != NULL);
    cr_assert(data.weights[0] == 2 && data.weights[1] == 5 && data.weights[2] == 8);
    cr_assert_str_eq(data.weight_name, "b");
    cr_assert(strstr(notes.items[0].text, "; weights: b") != NULL);
    nnt_choice other = choose("csv");
    nnt_dataset later =
        load_text("b,c,a,kind\n0.5,1,2,x\n", &other, NNT_TASK_CLASSIFICATION, &data, &notes);
    cr_assert(later.n_features == 2 && later.weights && later.weights[0] == 0.5);
    nnt_choice without = choose("csv");
    nnt_dataset last =
        load_text("c,a,kind\n1,2,x\n", &without, NNT_TASK_CLASSIFICATION, &data, &notes);
    cr_assert(last.n_features == 2 && last.weights == NULL);
    nnt_dataset_clear(&last);
    nnt_dataset_clear(&later);
    nnt_dataset_clear(&data);
    nnt_messages_clear(&notes);
}

NNT_TEST(source_csv, rows_without_a_weight_can_be_dropped) {
    nnt_choice choice = choose("csv");
    set_number(&choice, "weight", 0);
    set_text(&choice, "missing", "drop");
    nnt_dataset data =
        load_text("w,a,y\n1,2,3\n?,5,6\n0,8,9\n", &choice, NNT_TASK_REGRESSION, NULL, NULL);
    cr_assert(data.n_rows == 2 && data.weights[0] == 1 && data.weights[1] == 0);
    cr_assert(data.targets[1] == 9);
    nnt_dataset_clear(&data);
}

/* ---- the files of the repository ------------------------------------------ */

NNT_TEST(source_csv, reads_iris) {
    nnt_choice choice = choose("csv");
    set_text(&choice, "path", "data/iris.csv");
    nnt_messages notes = {0};
    nnt_source_context context = training_of(NNT_TASK_CLASSIFICATION);
    context.folder = NNT_SOURCE_DIR;
    context.notes = &notes;
    nnt_dataset iris = load_data(&choice, &context);
    cr_assert(iris.n_rows == 150 && iris.n_features == 4 && iris.n_outputs == 3);
    const char *const classes[] = {"setosa", "versicolor", "virginica"};
    for (size_t row = 0; row < 150; row++) {
        cr_assert(iris.labels[row] == row / 50);
    }
    double sums[4] = {0};
    for (size_t row = 0; row < 150; row++) {
        for (size_t i = 0; i < 4; i++) {
            sums[i] += nnt_dataset_feature(&iris, row, i);
        }
    }
    /* Fisher's table I: the means of the three species together. */
    const double means[] = {5.843333, 3.057333, 3.758, 1.199333};
    for (size_t i = 0; i < 4; i++) {
        cr_assert(fabs(sums[i] / 150 - means[i]) < 1e-6);
    }
    cr_assert_str_eq(iris.feature_names[2], "petal_length");
    for (size_t i = 0; i < 3; i++) {
        cr_assert_str_eq(iris.output_names[i], classes[i]);
    }
    cr_assert(notes.count == 1);
    cr_assert_str_eq(notes.items[0].text, NNT_SOURCE_DIR
                     "/data/iris.csv: header found; delimiter ','; 150 rows; 4 features: "
                     "sepal_length, sepal_width, petal_length, petal_width; target species with 3 "
                     "classes: setosa, versicolor, virginica");
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&iris);
}

NNT_TEST(source_csv, reads_xor_for_both_tasks) {
    const double points[] = {0, 0, 0, 1, 1, 0, 1, 1};
    nnt_choice choice = choose("csv");
    set_text(&choice, "path", "data/xor.csv");
    nnt_source_context context = training_of(NNT_TASK_CLASSIFICATION);
    context.folder = NNT_SOURCE_DIR;
    nnt_dataset classes = load_data(&choice, &context);
    context.task = NNT_TASK_REGRESSION;
    nnt_dataset numbers = load_data(&choice, &context);
    check_features(&classes, points, 4, 2);
    check_features(&numbers, points, 4, 2);
    for (size_t row = 0; row < 4; row++) {
        cr_assert(classes.labels[row] == (row == 1 || row == 2));
        cr_assert(numbers.targets[row] == classes.labels[row]);
    }
    cr_assert_str_eq(numbers.output_names[0], "y");
    nnt_dataset_clear(&classes);
    nnt_dataset_clear(&numbers);
}

/* ---- choosing columns ----------------------------------------------------- */

NNT_TEST(source_csv, takes_the_target_by_name_or_number) {
    const double others[] = {2, 3, 5, 6, 8, 9};
    nnt_choice choice = choose("csv");
    const nnt_value ignored[] = {TEXT_VALUE("kind")};
    set_list(&choice, "ignore", ignored, 1);
    set_text(&choice, "target", "a");
    nnt_dataset by_name = load_text(plain, &choice, NNT_TASK_REGRESSION, NULL, NULL);
    set_number(&choice, "target", 0);
    nnt_dataset by_number = load_text(plain, &choice, NNT_TASK_REGRESSION, NULL, NULL);
    check_features(&by_name, others, 3, 2);
    check_features(&by_number, others, 3, 2);
    for (size_t row = 0; row < 3; row++) {
        cr_assert(by_name.targets[row] == 1 + 3 * (double)row);
        cr_assert(by_number.targets[row] == by_name.targets[row]);
    }
    nnt_dataset_clear(&by_name);
    nnt_dataset_clear(&by_number);
}

NNT_TEST(source_csv, takes_several_targets_and_features_in_the_given_order) {
    const nnt_value targets[] = {TEXT_VALUE("c"), NUMBER_VALUE(0)};
    const nnt_value features[] = {TEXT_VALUE("b")};
    const double b[] = {2, 5, 8};
    nnt_choice choice = choose("csv");
    nnt_messages notes = {0};
    set_list(&choice, "target", targets, 2);
    set_list(&choice, "features", features, 1);
    nnt_dataset data = load_text(plain, &choice, NNT_TASK_REGRESSION, NULL, &notes);
    check_features(&data, b, 3, 1);
    cr_assert(data.n_outputs == 2 && data.targets[2] == 6 && data.targets[3] == 4);
    cr_assert_str_eq(data.output_names[0], "c");
    cr_assert_str_eq(data.output_names[1], "a");
    cr_assert(says(&notes, "3 rows; 1 feature: b; targets c, a"));
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
}

NNT_TEST(source_csv, names_nothing_without_a_header) {
    nnt_choice choice = choose("csv");
    nnt_messages notes = {0};
    nnt_dataset data = load_text("1;2;x\n3;4;y\n", &choice, NNT_TASK_CLASSIFICATION, NULL, &notes);
    cr_assert(data.n_rows == 2 && data.feature_names == NULL);
    cr_assert_str_eq(data.output_names[1], "y");
    cr_assert(says(&notes, "no header; delimiter ';'; 2 rows; 2 features: 0, 1; target 2 with"));
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
}

NNT_TEST(source_csv, obeys_header_and_delimiter_options) {
    nnt_choice choice = choose("csv");
    set_boolean(&choice, "header", true);
    set_text(&choice, "delimiter", "\\t");
    nnt_dataset data = load_text("1\t2\n3\t4\n5\t6\n", &choice, NNT_TASK_REGRESSION, NULL, NULL);
    cr_assert(data.n_rows == 2);
    cr_assert_str_eq(data.feature_names[0], "1");
    nnt_dataset_clear(&data);
    set_boolean(&choice, "header", false);
    set_text(&choice, "delimiter", "|");
    data = load_text("1|2\n3|4\n5|6\n", &choice, NNT_TASK_REGRESSION, NULL, NULL);
    cr_assert(data.n_rows == 3);
    nnt_dataset_clear(&data);
}

NNT_TEST(source_csv, calls_a_column_without_a_name_by_its_number) {
    nnt_choice choice = choose("csv");
    nnt_messages notes = {0};
    nnt_dataset data = load_text(",a\n0,1\n1,2\n", &choice, NNT_TASK_REGRESSION, NULL, &notes);
    cr_assert_str_eq(data.feature_names[0], "column0");
    cr_assert(says(&notes, "column 0 has no name in the header; it is called 'column0'"));
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
}

/* ---- classes -------------------------------------------------------------- */

NNT_TEST(source_csv, orders_classes_of_numbers_by_value) {
    nnt_choice choice = choose("csv");
    nnt_dataset data =
        load_text("x,y\n1,10\n2,9\n3,10\n4,-1\n", &choice, NNT_TASK_CLASSIFICATION, NULL, NULL);
    const uint32_t labels[] = {2, 1, 2, 0};
    cr_assert(data.n_outputs == 3 && memcmp(data.labels, labels, sizeof labels) == 0);
    cr_assert_str_eq(data.output_names[2], "10");
    nnt_dataset_clear(&data);
}

NNT_TEST(source_csv, takes_the_listed_classes_in_their_order) {
    const nnt_value classes[] = {TEXT_VALUE("z"), TEXT_VALUE("y"), TEXT_VALUE("NA"),
                                 NUMBER_VALUE(2)};
    nnt_choice choice = choose("csv");
    nnt_messages notes = {0};
    set_list(&choice, "classes", classes, 4);
    nnt_dataset data =
        load_text("x,k\n1,y\n2,NA\n3,2\n", &choice, NNT_TASK_CLASSIFICATION, NULL, &notes);
    const uint32_t labels[] = {1, 2, 3};
    cr_assert(data.n_outputs == 4 && memcmp(data.labels, labels, sizeof labels) == 0);
    cr_assert_str_eq(data.output_names[3], "2");
    cr_assert(says(&notes, "class \"z\" has no rows"));
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
}

NNT_TEST(source_csv, makes_doubled_quotes_in_labels_single) {
    nnt_choice choice = choose("csv");
    nnt_dataset data = load_text("x,k\n1,\"a \"\"b\"\"\"\n2,c\n3,\"a \"\"b\"\"\"\n", &choice,
                                 NNT_TASK_CLASSIFICATION, NULL, NULL);
    cr_assert(data.n_outputs == 2 && data.labels[2] == data.labels[0]);
    cr_assert_str_eq(data.output_names[0], "a \"b\"");
    nnt_dataset_clear(&data);
}

/* ---- missing values ------------------------------------------------------- */

static const char gaps[] = "a,b,y\n1,10,1\n,20,2\n5,NA,3\n6,30,4\n";

/* Which rows are trained on, and so the mean, is not yet known. */
NNT_TEST(source_csv, leaves_gaps_for_the_mean_where_asked) {
    nnt_choice choice = choose("csv");
    nnt_messages notes = {0};
    set_text(&choice, "missing", "mean");
    nnt_dataset data = load_text(gaps, &choice, NNT_TASK_REGRESSION, NULL, &notes);
    const double *x = data.features;
    cr_assert(data.takes_means && x[0] == 1 && isnan(x[2]) && isnan(x[5]) && x[7] == 30);
    cr_assert(says(&notes, "2 missing values in 2 features replaced by the means of the training"));
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
}

NNT_TEST(source_csv, drops_rows_where_asked) {
    const double kept[] = {1, 10, 6, 30};
    nnt_choice choice = choose("csv");
    nnt_messages notes = {0};
    set_text(&choice, "missing", "drop");
    nnt_dataset data = load_text(gaps, &choice, NNT_TASK_REGRESSION, NULL, &notes);
    check_features(&data, kept, 2, 2);
    cr_assert(data.targets[0] == 1 && data.targets[1] == 4);
    cr_assert(says(&notes, "2 rows with missing values dropped"));
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
    data = load_text("x,k\n1,a\n2,?\n3,b\n", &choice, NNT_TASK_CLASSIFICATION, NULL, NULL);
    cr_assert(data.n_rows == 2 && data.n_outputs == 2 && data.labels[1] == 1);
    nnt_dataset_clear(&data);
    data = load_text("x,y\n1,2\n2,NaN\n", &choice, NNT_TASK_REGRESSION, NULL, NULL);
    cr_assert(data.n_rows == 1);
    nnt_dataset_clear(&data);
}

NNT_TEST(source_csv, does_not_mind_gaps_in_ignored_columns) {
    const nnt_value ignored[] = {TEXT_VALUE("b")};
    nnt_choice choice = choose("csv");
    set_list(&choice, "ignore", ignored, 1);
    nnt_dataset data =
        load_text("a,b,y\n1,,2\n3,abc,4\n", &choice, NNT_TASK_REGRESSION, NULL, NULL);
    cr_assert(data.n_rows == 2 && data.n_features == 1);
    nnt_dataset_clear(&data);
}

/* ---- other parts follow the training data --------------------------------- */

NNT_TEST(source_csv, finds_the_columns_of_the_training_data_by_name) {
    const double values[] = {11, 12, 13, 14, 15, 16};
    nnt_choice choice = choose("csv");
    nnt_messages notes = {0};
    nnt_dataset train = load_text(plain, &choice, NNT_TASK_CLASSIFICATION, NULL, NULL);
    cr_assert_str_eq(train.label_name, "kind");
    nnt_dataset test = load_text("kind,c,b,a,id\ny,13,12,11,1\nx,16,15,14,2\n", &choice,
                                 NNT_TASK_CLASSIFICATION, &train, &notes);
    check_features(&test, values, 2, 3);
    cr_assert(test.labels[0] == 1 && test.labels[1] == 0);
    cr_assert(says(&notes, "1 column that the training data do not have is passed over"));
    nnt_dataset_clear(&test);
    /* A label column of another name is the last that is no feature. */
    test = load_text("a,label,b,c\n11,y,12,13\n14,x,15,16\n", &choice, NNT_TASK_CLASSIFICATION,
                     &train, NULL);
    check_features(&test, values, 2, 3);
    cr_assert(test.labels[0] == 1 && test.labels[1] == 0);
    nnt_dataset_clear(&test);
    nnt_dataset_clear(&train);
    nnt_messages_clear(&notes);
}

NNT_TEST(source_csv, finds_the_targets_of_the_training_data_by_name) {
    const nnt_value targets[] = {TEXT_VALUE("a"), TEXT_VALUE("b")};
    const nnt_value ignored[] = {TEXT_VALUE("kind")};
    nnt_choice choice = choose("csv");
    set_list(&choice, "target", targets, 2);
    set_list(&choice, "ignore", ignored, 1);
    nnt_dataset train = load_text(plain, &choice, NNT_TASK_REGRESSION, NULL, NULL);
    nnt_choice bare = choose("csv");
    nnt_dataset test = load_text("b,c,a\n1,2,3\n4,5,6\n", &bare, NNT_TASK_REGRESSION, &train, NULL);
    const double c[] = {2, 5};
    const double answers[] = {3, 1, 6, 4};
    check_features(&test, c, 2, 1);
    cr_assert(memcmp(test.targets, answers, sizeof answers) == 0);
    nnt_dataset_clear(&test);
    nnt_dataset_clear(&train);
}

NNT_TEST(source_csv, matches_by_position_without_names) {
    const double values[] = {1, 2, 3};
    nnt_choice choice = choose("csv");
    nnt_messages notes = {0};
    nnt_dataset train = load_text(plain, &choice, NNT_TASK_CLASSIFICATION, NULL, NULL);
    nnt_dataset test = load_text("1,2,3,y\n", &choice, NNT_TASK_CLASSIFICATION, &train, &notes);
    check_features(&test, values, 1, 3);
    cr_assert(test.labels[0] == 1 && test.n_outputs == 2);
    cr_assert(says(&notes, "matched with the training data by position, because this file has no"));
    nnt_dataset_clear(&test);
    nnt_dataset_clear(&train);
    nnt_messages_clear(&notes);
}

/* ---- memory --------------------------------------------------------------- */

static void check_memory(const char *text, nnt_task task) {
    const char *path = write_text("memory.csv", text);
    nnt_choice choice = choose("csv");
    set_text(&choice, "path", path);
    set_text(&choice, "missing", "mean");
    nnt_messages notes = {0};
    nnt_source_context context = training_of(task);
    context.notes = &notes;
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status != NNT_OK; k++) {
        nnt_dataset data;
        nnt_memory_fail_at(k, true);
        status = nnt_source_load(&choice, &context, &data, NULL);
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_OK || status == NNT_ERR_MEMORY, "allocation %zu: %d", k,
                  (int)status);
        nnt_dataset_clear(&data);
        nnt_messages_clear(&notes);
        cr_assert(k < 200);
    }
    cr_assert(unlink(path) == 0);
}

NNT_TEST(source_csv, survives_lack_of_memory) {
    check_memory("a,,\"k\"\"\"\n1,?,\"x\"\"\"\n3,4,y\n", NNT_TASK_CLASSIFICATION);
    check_memory("a,b,c\n1,2,3\n4,5,6\n", NNT_TASK_REGRESSION);
}
