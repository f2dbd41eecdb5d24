/* Every message about a CSV file, provoked once. */
#include "data_support.h"

static nnt_choice csv(void) {
    return choose("csv");
}

/* Loading the text must fail with the message, from behind the file's name. */
static void expect(const char *text,
                   nnt_choice choice,
                   nnt_task task,
                   const nnt_dataset *like,
                   const char *message) {
    const char *path = write_text("errors.csv", text);
    set_text(&choice, "path", path);
    nnt_source_context context = training_of(task);
    context.like = like;
    nnt_dataset data;
    nnt_error error = {0};
    cr_assert(nnt_source_load(&choice, &context, &data, &error) == NNT_ERR_DATA, "%s",
              error.message);
    cr_assert(strncmp(error.message, path, strlen(path)) == 0, "%s", error.message);
    cr_assert_str_eq(error.message + strlen(path), message);
    cr_assert(data.features == NULL);
    cr_assert(unlink(path) == 0);
}

static void expect_classes(const char *text, const char *message) {
    expect(text, csv(), NNT_TASK_CLASSIFICATION, NULL, message);
}

static void expect_numbers(const char *text, const char *message) {
    expect(text, csv(), NNT_TASK_REGRESSION, NULL, message);
}

/* ---- rows and values ------------------------------------------------------ */

NNT_TEST(csv_errors, empty_files) {
    expect_classes("", ": the file is empty");
    expect_classes("\n\r\n\n", ": the file is empty");
    expect_classes("a,b\n", ": no rows of data below the header");
}

NNT_TEST(csv_errors, rows_of_another_length) {
    expect_numbers("a,b\n1,2\n3\n", ":3:1: the row has 1 field; the first row has 2");
    expect_numbers("a,b\n1,2\n3,4,5\n", ":3:1: the row has 3 fields; the first row has 2");
}

NNT_TEST(csv_errors, fields_that_are_too_long) {
    enum { LONGEST = 1 << 20 };
    char *text = malloc(LONGEST + 16);
    cr_assert(text != NULL);
    memcpy(text, "x,y\n1,", 6);
    memset(text + 6, '0', LONGEST + 1);
    strcpy(text + 6 + LONGEST, "0\n");
    expect_numbers(text, ":2:3: a field of 1048577 bytes begins here; 1048576 are allowed");
    free(text);
}

NNT_TEST(csv_errors, weights) {
    nnt_choice choice = csv();
    set_text(&choice, "weight", "w");
    const nnt_task task = NNT_TASK_REGRESSION;
    expect("w,a,y\n1,2,3\n-0.5,2,3\n", choice, task, NULL,
           ":3:1: weight 'w' is -0.5; a weight is 0 or more");
    expect("w,a,y\n1,2,3\nmany,2,3\n", choice, task, NULL,
           ":3:1: expected a number for weight 'w', found \"many\"");
    expect("w,a,y\n1,2,3\n,2,3\n", choice, task, NULL,
           ":3:1: the value of weight 'w' is missing (\"\"); \"missing\": \"drop\" drops the row");
    expect("v,a,y\n1,2,3\n", choice, task, NULL, ": weight: no column \"w\"; columns: v, a, y");
    set_text(&choice, "target", "w");
    expect("w,a,y\n1,2,3\n", choice, task, NULL, ": target: column 'w' is already the weight");
}

NNT_TEST(csv_errors, what_is_no_number) {
    expect_numbers("x,y\n1,2\n3 ,abc\n", ":3:4: expected a number for target 'y', found \"abc\"");
    expect_numbers("ä,y\nü,2\n1,2\n", ":2:1: expected a number for feature 'ä', found \"ü\"");
    expect_numbers("1,2\n3,4\n0x10,4\n", ":3:1: expected a number for column 0, found \"0x10\"");
    expect_numbers("x,y\n1,2\n1e999,3\n",
                   ":3:1: expected a number for feature 'x', found \"1e999\"");
    expect_numbers("x,y\n1,2\n\"inf\",3\n",
                   ":3:1: expected a number for feature 'x', found \"inf\"");
    expect_numbers("x;y\n1,5;2\n", ":2:1: expected a number for feature 'x', found \"1,5\"; write "
                                   "decimals with a point");
    expect_numbers("1,ab,3\n4,5,6\n", ":1:3: expected a number for column 1, found \"ab\"; if this "
                                      "row names the columns, set \"header\": true");
}

NNT_TEST(csv_errors, missing_values) {
    expect_numbers("x,y\n1,2\n,3\n",
                   ":3:1: the value of feature 'x' is missing (\"\"); \"missing\": \"mean\" puts "
                   "the mean of the training rows, \"drop\" drops the row");
    expect_numbers("x,y\n1,2\n3,NA\n", ":3:3: the value of target 'y' is missing (\"NA\"); "
                                       "\"missing\": \"drop\" drops the row");
    expect_classes("x,k\n1,a\n2,?\n", ":3:3: the value of target 'k' is missing (\"?\"); "
                                      "\"missing\": \"drop\" drops the row");
    nnt_choice choice = csv();
    set_text(&choice, "missing", "mean");
    expect("x,y\n1,2\n3,NA\n", choice, NNT_TASK_REGRESSION, NULL,
           ":3:3: the value of target 'y' is missing (\"NA\"); \"missing\": \"drop\" drops the "
           "row");
    set_text(&choice, "missing", "drop");
    expect("x,y\nNA,2\n3,\n", choice, NNT_TASK_REGRESSION, NULL,
           ": no rows of data are left, because all miss a value");
}

/* ---- columns -------------------------------------------------------------- */

NNT_TEST(csv_errors, names_of_columns) {
    expect_numbers("a,b,a\n1,2,3\n",
                   ":1:5: two columns are called 'a'; names in the header must be different");
    nnt_choice choice = csv();
    set_text(&choice, "target", "specie");
    expect("width,species\n1,a\n", choice, NNT_TASK_CLASSIFICATION, NULL,
           ": target: no column \"specie\"; did you mean \"species\"? columns: width, species");
    set_text(&choice, "target", "price");
    expect("a,b,c,d,e,f,g,h,i\n1,2,3,4,5,6,7,8,9\n", choice, NNT_TASK_REGRESSION, NULL,
           ": target: no column \"price\"; columns: a, b, c, d, e, f, g, h, …");
    expect("1,2\n3,4\n", choice, NNT_TASK_REGRESSION, NULL,
           ": target: no column \"price\", because the file has no header; columns go by their "
           "number, 0 to 1");
    set_number(&choice, "target", 2);
    expect("a,b\n1,2\n", choice, NNT_TASK_REGRESSION, NULL,
           ": target: no column 2; columns are numbered 0 to 1");
}

NNT_TEST(csv_errors, columns_with_two_roles) {
    const nnt_value a[] = {TEXT_VALUE("a")};
    const nnt_value twice[] = {TEXT_VALUE("a"), NUMBER_VALUE(0)};
    nnt_choice choice = csv();
    set_text(&choice, "target", "a");
    set_list(&choice, "features", a, 1);
    expect("a,b\n1,2\n", choice, NNT_TASK_REGRESSION, NULL,
           ": features: column 'a' is already a target");
    choice = csv();
    set_text(&choice, "target", "a");
    set_list(&choice, "ignore", a, 1);
    expect("a,b\n1,2\n", choice, NNT_TASK_REGRESSION, NULL,
           ": target: column 'a' is already ignored");
    choice = csv();
    set_list(&choice, "features", twice, 2);
    expect("a,b\n1,2\n", choice, NNT_TASK_REGRESSION, NULL,
           ": features: column 'a' is already a feature");
}

NNT_TEST(csv_errors, too_few_columns) {
    expect_numbers("a\n1\n2\n", ": no column is left for a feature; delimiter ',' cuts the rows "
                                "into 1 field, and a feature and a target are needed");
    const nnt_value both[] = {TEXT_VALUE("a"), TEXT_VALUE("b")};
    nnt_choice choice = csv();
    set_list(&choice, "ignore", both, 2);
    expect("a,b\n1,2\n", choice, NNT_TASK_REGRESSION, NULL,
           ": no column is left for the target; all are features or ignored");
    choice = csv();
    set_list(&choice, "target", both, 2);
    expect("a,b,c\n1,2,3\n", choice, NNT_TASK_CLASSIFICATION, NULL,
           ": target: 2 columns; a classification has one, which holds the class labels");
    set_list(&choice, "target", both, 0);
    expect("a,b,c\n1,2,3\n", choice, NNT_TASK_REGRESSION, NULL,
           ": target: the list names no column");
}

/* ---- classes -------------------------------------------------------------- */

NNT_TEST(csv_errors, classes) {
    expect_classes("x,k\n1,a\n2,a\n",
                   ": all 2 rows have the class \"a\"; a classification needs at least two");
    expect_classes("x,k\n1,a\n",
                   ": the only row has the class \"a\"; a classification needs at least two");
    const nnt_value listed[] = {TEXT_VALUE("setosa"), TEXT_VALUE("versicolor")};
    nnt_choice choice = csv();
    set_list(&choice, "classes", listed, 2);
    expect("x,k\n1,setosa\n2,versicolour\n", choice, NNT_TASK_CLASSIFICATION, NULL,
           ":3:3: unknown class \"versicolour\" in target 'k'; did you mean \"versicolor\"? known: "
           "setosa, versicolor");
    expect("x,k\n1,setosa\n2,7\n", choice, NNT_TASK_CLASSIFICATION, NULL,
           ":3:3: unknown class \"7\" in target 'k'; known: setosa, versicolor");
}

NNT_TEST(csv_errors, too_many_classes) {
    char *text = malloc(200000);
    size_t length = (size_t)sprintf(text, "x,k\n");
    for (int i = 0; i <= 10000; i++) {
        length += (size_t)sprintf(text + length, "1,%d\n", i);
    }
    expect_classes(text, ":10002:3: more than 10000 different classes in target 'k'; if it holds "
                         "numbers, \"task\": \"regression\" fits them");
    free(text);
}

NNT_TEST(csv_errors, classes_named_twice) {
    const nnt_value twice[] = {TEXT_VALUE("1"), NUMBER_VALUE(1)};
    nnt_choice choice = csv();
    const char *path = write_text("twice.csv", "x,k\n1,a\n");
    set_text(&choice, "path", path);
    set_list(&choice, "classes", twice, 2);
    const nnt_source_context context = training_of(NNT_TASK_CLASSIFICATION);
    expect_failure(&choice, &context, NNT_ERR_CONFIG, "csv: classes: \"1\" is named twice");
    cr_assert(unlink(path) == 0);
}

/* ---- other parts ---------------------------------------------------------- */

static nnt_dataset load_training(nnt_task task) {
    const char *path = write_text("train.csv", "a,b,y\n1,2,0\n3,4,1\n");
    nnt_choice choice = csv();
    set_text(&choice, "path", path);
    const nnt_source_context context = training_of(task);
    nnt_dataset data = load_data(&choice, &context);
    cr_assert(unlink(path) == 0);
    return data;
}

NNT_TEST(csv_errors, parts_that_do_not_fit_the_training_data) {
    nnt_dataset train = load_training(NNT_TASK_REGRESSION);
    expect("a,size,y\n1,2,3\n", csv(), NNT_TASK_REGRESSION, &train,
           ": feature of the training data: no column \"b\"; columns: a, size, y");
    expect("a,b,z\n1,2,3\n", csv(), NNT_TASK_REGRESSION, &train,
           ": target of the training data: no column \"y\"; columns: a, b, z");
    const nnt_value only[] = {TEXT_VALUE("a")};
    nnt_choice choice = csv();
    set_list(&choice, "features", only, 1);
    expect("a,b,y\n1,2,3\n", choice, NNT_TASK_REGRESSION, &train,
           ": column 'b' is a feature of the training data, but not among \"features\" here");
    choice = csv();
    set_text(&choice, "target", "b");
    expect("a,b,y\n1,2,3\n", choice, NNT_TASK_REGRESSION, &train,
           ": column 'b' is a feature of the training data, but a target here");
    nnt_dataset_clear(&train);
    train = load_training(NNT_TASK_CLASSIFICATION);
    expect("a,b,y\n1,2,3\n", csv(), NNT_TASK_CLASSIFICATION, &train,
           ":2:5: unknown class \"3\" in target 'y'; known: 0, 1");
    expect("a,b\n1,2\n", csv(), NNT_TASK_CLASSIFICATION, &train,
           ": no column is left for the target; all are features or ignored");
    nnt_dataset_clear(&train);
}

/* ---- options -------------------------------------------------------------- */

NNT_TEST(csv_errors, delimiters) {
    const char *const wrong[] = {"", ",,", "\"", "1", ".", "-", "\n", "ä", "e"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        nnt_choice choice = csv();
        set_text(&choice, "path", "none.csv");
        set_text(&choice, "delimiter", wrong[i]);
        const nnt_source_context context = training_of(NNT_TASK_REGRESSION);
        expect_failure(&choice, &context, NNT_ERR_CONFIG,
                       "is not allowed; it must be \"auto\" or one ASCII character");
    }
}
