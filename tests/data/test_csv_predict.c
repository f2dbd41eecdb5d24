/* Features for a trained model: by name, by position, and what is refused. */
#include "data/csv_predict.h"

#include "base/memory.h"
#include "base/memory_testing.h"
#include "data_support.h"

static const char *const features[] = {"width", "height"};
static const char *const targets[] = {"kind"};

/* Reads text for the model of two features and a target. `names` may be NULL. */
static nnt_status read_text(const char *text,
                            const char *const *names,
                            double **values,
                            size_t *n_rows,
                            nnt_messages *notes,
                            nnt_error *error) {
    const char *path = write_text("predict.csv", text);
    const nnt_csv_wanted wanted = {.feature_names = names,
                                   .n_features = 2,
                                   .target_names = names ? targets : NULL,
                                   .n_targets = 1};
    const nnt_status status = nnt_csv_read_features(path, &wanted, values, n_rows, notes, error);
    cr_assert(unlink(path) == 0);
    return status;
}

/* Both rows must be 1 2 and 3 4. */
static void check(const char *text, const char *const *names, const char *note) {
    const double expected[] = {1, 2, 3, 4};
    double *values = NULL;
    size_t n_rows = 0;
    nnt_messages notes = {0};
    nnt_error error = {0};
    cr_assert(read_text(text, names, &values, &n_rows, &notes, &error) == NNT_OK, "%s",
              error.message);
    cr_assert(n_rows == 2 && memcmp(values, expected, sizeof expected) == 0, "%s", text);
    cr_assert(note ? says(&notes, note) : notes.count == 0, "%s", text);
    nnt_messages_clear(&notes);
    nnt_free(values);
}

NNT_TEST(csv_predict, finds_features_by_name) {
    check("width,height\n1,2\n3,4\n", features, NULL);
    check("height;kind;id;width\n2;cat;7;1\n4;;x;3\n", features, NULL);
    check("\"width\"\theight\n1\t2\n\n3\t4", features, NULL);
}

/* A header of numbers looks like data, but these are the model's names. */
NNT_TEST(csv_predict, knows_its_names_among_numbers) {
    static const char *const numbers[] = {"0", "1"};
    check("1,0\n2,1\n4,3\n", numbers, NULL);
}

NNT_TEST(csv_predict, takes_columns_by_position) {
    check("1,2\n3,4\n", features, NULL);
    check("1,2,cat\n3,4,dog\n", features,
          "columns are taken by position; the last, 'kind', is passed over");
    check("1,2\n3,4\n", NULL, NULL);
    check("1,2,7\n3,4,8\n", NULL,
          "columns are taken by position; the last, the target, is passed over");
    check("a,b\n1,2\n3,4\n", NULL, NULL);
}

NNT_TEST(csv_predict, passes_over_several_targets) {
    const char *path = write_text("targets.csv", "1,2,3\n4,5,6\n");
    const char *const names[] = {"u", "v"};
    double *values = NULL;
    size_t n_rows = 0;
    nnt_messages notes = {0};
    const nnt_csv_wanted wanted = {
        .feature_names = features, .n_features = 1, .target_names = names, .n_targets = 2};
    cr_assert(nnt_csv_read_features(path, &wanted, &values, &n_rows, &notes, NULL) == NNT_OK);
    cr_assert(n_rows == 2 && values[0] == 1 && values[1] == 4);
    cr_assert(says(&notes, "the last 2, the targets, are passed over"));
    nnt_messages_clear(&notes);
    nnt_free(values);
    cr_assert(unlink(path) == 0);
}

NNT_TEST(csv_predict, puts_means_where_values_are_missing) {
    const nnt_csv_wanted wanted = {
        .feature_names = features, .n_features = 2, .means = (double[]){0.5, -4}};
    const double expected[] = {0.5, 2, 3, -4};
    const char *path = write_text("gaps.csv", "height,width\n2,\nNA,3\n");
    double *values = NULL;
    size_t n_rows = 0;
    nnt_messages notes = {0};
    cr_assert(nnt_csv_read_features(path, &wanted, &values, &n_rows, &notes, NULL) == NNT_OK);
    cr_assert(n_rows == 2 && memcmp(values, expected, sizeof expected) == 0);
    cr_assert(says(&notes, ": 2 missing values in 2 features replaced by the means of the "
                           "training rows"));
    nnt_messages_clear(&notes);
    nnt_free(values);
    cr_assert(unlink(path) == 0);
}

NNT_TEST(csv_predict, reads_a_header_alone_as_no_rows) {
    double *values = NULL;
    size_t n_rows = 7;
    cr_assert(read_text("width,height\n", features, &values, &n_rows, NULL, NULL) == NNT_OK);
    cr_assert(n_rows == 0 && values == NULL);
}

static void expect(const char *text, const char *const *names, const char *message) {
    double *values = NULL;
    size_t n_rows = 0;
    nnt_error error = {0};
    cr_assert(read_text(text, names, &values, &n_rows, NULL, &error) == NNT_ERR_DATA, "%s", text);
    cr_assert(strstr(error.message, message) != NULL, "%s", error.message);
    cr_assert(values == NULL && n_rows == 0);
}

NNT_TEST(csv_predict, says_what_it_expects) {
    expect("width,hight\n1,2\n", features,
           "feature of the model: no column \"height\"; did you mean \"hight\"? columns: width, "
           "hight");
    expect("1,2,3,4\n", features,
           ": 4 columns without a header that names the model's features; expected its 2 features: "
           "width, height, or these and then its 1 target");
    expect("1\n", NULL,
           ": 1 column without a header that names the model's features; expected its 2 features, "
           "or these and then its 1 target");
    expect("", features, ": the file is empty");
    expect("width,height\n1,2\n3,x\n", features,
           ":3:3: expected a number for feature 'height', found \"x\"");
    expect("width,height\n1,2\n3,\n", features,
           ":3:3: the value of feature 'height' is missing (\"\"); a model that was trained with "
           "\"missing\": \"mean\" knows what to put there, this one does not");
    expect("width,height\nnan,2\n", features, ":2:1: the value of feature 'width' is missing");
    expect("width,height\n1,2\n3\n", features, ":3:1: the row has 1 field; the first row has 2");
}

NNT_TEST(csv_predict, reports_missing_files) {
    double *values = NULL;
    size_t n_rows = 0;
    nnt_error error = {0};
    const nnt_csv_wanted wanted = {.feature_names = features, .n_features = 2};
    cr_assert(nnt_csv_read_features("/no/such.csv", &wanted, &values, &n_rows, NULL, &error) ==
              NNT_ERR_IO);
    cr_assert(strstr(error.message, "/no/such.csv: ") != NULL);
}

NNT_TEST(csv_predict, survives_lack_of_memory) {
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status != NNT_OK; k++) {
        double *values = NULL;
        size_t n_rows = 0;
        nnt_memory_fail_at(k, true);
        status =
            read_text("id,height,width\n1,2,1\n2,4,3\n", features, &values, &n_rows, NULL, NULL);
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_OK || (status == NNT_ERR_MEMORY && values == NULL));
        cr_assert(k < 100);
        nnt_free(values);
    }
}
