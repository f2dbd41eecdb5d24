/* Images and labels to datasets. */
#include "base/memory_testing.h"
#include "idx_bytes.h"

static const unsigned char four_labels[] = {2, 0, 1, 2};

/* A choice of the two files, which stay until the test's process ends. */
static nnt_choice choose_files(const idx_bytes *images, const idx_bytes *labels) {
    nnt_choice choice = choose("idx");
    set_text(&choice, "images", write_file("images.idx", images->data, images->length));
    set_text(&choice, "labels", write_file("labels.idx", labels->data, labels->length));
    return choice;
}

static void remove_files(nnt_choice *choice) {
    cr_assert(unlink(find_option(choice, "images")->text) == 0);
    cr_assert(unlink(find_option(choice, "labels")->text) == 0);
}

static nnt_source_context classification(void) {
    return training_of(NNT_TASK_CLASSIFICATION);
}

NNT_TEST(source_idx, keeps_bytes) {
    const idx_bytes images = make_images(4);
    const idx_bytes labels = make_labels(four_labels, 4);
    const idx_bytes packed = pack(&images);
    nnt_choice choice = choose_files(&packed, &labels);
    nnt_messages notes = {0};
    nnt_source_context context = classification();
    context.notes = &notes;
    nnt_dataset data = load_data(&choice, &context);
    cr_assert(data.storage == NNT_STORAGE_U8 && data.n_rows == 4 && data.n_features == 6);
    cr_assert(data.n_outputs == 3 && data.output_names == NULL);
    for (size_t i = 0; i < 24; i++) {
        cr_assert(nnt_dataset_feature(&data, i / 6, i % 6) == i);
    }
    cr_assert(data.labels[0] == 2 && data.labels[1] == 0 && data.labels[2] == 1);
    cr_assert(says(&notes, ": 4 rows of 2 x 3 values (u8); 3 classes"));
    nnt_messages_clear(&notes);
    nnt_dataset_clear(&data);
    remove_files(&choice);
}

NNT_TEST(source_idx, turns_other_types_into_doubles) {
    const uint32_t n = 4;
    idx_bytes images = start_idx(0x0B, 1, &n);
    for (uint64_t i = 0; i < n; i++) {
        add_big_endian(&images, 0xFFFF - i, 2);
    }
    const idx_bytes labels = make_labels(four_labels, n);
    nnt_choice choice = choose_files(&images, &labels);
    const nnt_source_context context = classification();
    nnt_dataset data = load_data(&choice, &context);
    cr_assert(data.storage == NNT_STORAGE_F64 && data.n_features == 1);
    cr_assert(nnt_dataset_feature(&data, 3, 0) == -4);
    nnt_dataset_clear(&data);
    remove_files(&choice);
}

NNT_TEST(source_idx, takes_the_first_rows_and_named_classes) {
    const nnt_value names[] = {TEXT_VALUE("shirt"), TEXT_VALUE("shoe"), TEXT_VALUE("bag"),
                               TEXT_VALUE("hat")};
    const idx_bytes images = make_images(4);
    const idx_bytes labels = make_labels(four_labels, 4);
    nnt_choice choice = choose_files(&images, &labels);
    set_number(&choice, "rows", 2);
    set_list(&choice, "classes", names, 4);
    nnt_source_context context = classification();
    nnt_dataset train = load_data(&choice, &context);
    cr_assert(train.n_rows == 2 && train.n_outputs == 4);
    cr_assert_str_eq(train.output_names[3], "hat");
    /* Other parts have the classes of the training data, whatever their labels. */
    nnt_choice bare = choose("idx");
    set_text(&bare, "images", find_option(&choice, "images")->text);
    set_text(&bare, "labels", find_option(&choice, "labels")->text);
    context.like = &train;
    context.part = "test";
    nnt_dataset test = load_data(&bare, &context);
    cr_assert(test.n_rows == 4 && test.n_outputs == 4);
    cr_assert_str_eq(test.output_names[1], "shoe");
    nnt_dataset_clear(&test);
    nnt_dataset_clear(&train);
    remove_files(&choice);
}

static void expect(const idx_bytes *images,
                   const idx_bytes *labels,
                   const char *option,
                   double number,
                   const char *message) {
    nnt_choice choice = choose_files(images, labels);
    if (option) {
        set_number(&choice, option, number);
    }
    const nnt_source_context context = classification();
    expect_failure(&choice, &context, NNT_ERR_DATA, message);
    remove_files(&choice);
}

NNT_TEST(source_idx, refuses_files_that_do_not_fit) {
    const uint32_t n = 4;
    const uint32_t square[] = {2, 2};
    const idx_bytes images = make_images(4);
    const idx_bytes labels = make_labels(four_labels, 4);
    const idx_bytes three = make_labels(four_labels, 3);
    idx_bytes floats = start_idx(0x0D, 1, &n);
    floats.length += 16;
    idx_bytes table = start_idx(0x08, 2, square);
    table.length += 4;
    expect(&images, &three, NULL, 0, "images.idx has 4 images, but ");
    expect(&images, &floats, NULL, 0,
           "labels must be whole numbers in one dimension; these are f32 in 1");
    expect(&images, &table, NULL, 0,
           "labels must be whole numbers in one dimension; these are u8 in 2");
    expect(&images, &labels, "rows", 5, "\"rows\" asks for 5 of 4 rows");
}

NNT_TEST(source_idx, refuses_wrong_labels) {
    const unsigned char same[] = {1, 1, 1, 1};
    const idx_bytes images = make_images(4);
    const idx_bytes labels = make_labels(four_labels, 4);
    const idx_bytes equal = make_labels(same, 4);
    idx_bytes negative = labels;
    negative.data[2] = 0x09;
    negative.data[10] = 0xFF;
    idx_bytes large = start_idx(0x0B, 1, (uint32_t[]){4});
    add_big_endian(&large, 0x0001000000022710, 8);
    expect(&images, &labels, "classes", 2, "offset 8: label 2 of row 1; labels run from 0 to 1");
    expect(&images, &negative, NULL, 0, "offset 10: label -1 of row 3; labels run from 0 to 9999");
    expect(&images, &large, NULL, 0, "offset 14: label 10000 of row 4; labels run from 0 to 9999");
    expect(&images, &equal, NULL, 0,
           "all 4 labels are 1; a classification needs at least two classes");
}

NNT_TEST(source_idx, refuses_values_that_are_not_finite) {
    const uint32_t sizes[] = {4, 2};
    idx_bytes images = start_idx(0x0D, 2, sizes);
    images.length += 32;
    const idx_bytes labels = make_labels(four_labels, 4);
    memcpy(images.data + 12 + 4 * 5, "\x7f\x80\0\0", 4);
    expect(&images, &labels, NULL, 0, "offset 32: value 2 of row 3 is infinite; only finite");
    images.data[12 + 4 * 5 + 3] = 1;
    expect(&images, &labels, NULL, 0, "offset 32: value 2 of row 3 is not a number; only finite");
}

NNT_TEST(source_idx, refuses_other_requests) {
    const idx_bytes images = make_images(4);
    const idx_bytes labels = make_labels(four_labels, 4);
    nnt_choice choice = choose_files(&images, &labels);
    const nnt_source_context regression = training_of(NNT_TASK_REGRESSION);
    expect_failure(&choice, &regression, NNT_ERR_CONFIG,
                   "source \"idx\" gives no data for a regression");
    set_list(&choice, "classes", NULL, 0);
    const nnt_source_context context = classification();
    expect_failure(&choice, &context, NNT_ERR_CONFIG,
                   "idx: classes: 0 names; at least 2 are needed");
    remove_files(&choice);
}

NNT_TEST(source_idx, survives_lack_of_memory) {
    const nnt_value names[] = {TEXT_VALUE("a"), TEXT_VALUE("b"), TEXT_VALUE("c")};
    const idx_bytes images = make_images(4);
    const idx_bytes labels = make_labels(four_labels, 4);
    const idx_bytes packed = pack(&labels);
    nnt_choice choice = choose_files(&images, &packed);
    set_list(&choice, "classes", names, 3);
    const nnt_source_context context = classification();
    nnt_status status = NNT_ERR_MEMORY;
    for (size_t k = 1; status != NNT_OK; k++) {
        nnt_dataset data;
        nnt_memory_fail_at(k, true);
        status = nnt_source_load(&choice, &context, &data, NULL);
        nnt_memory_fail_at(0, false);
        cr_assert(status == NNT_OK || (status == NNT_ERR_MEMORY && data.features == NULL));
        cr_assert(k < 50);
        nnt_dataset_clear(&data);
    }
    remove_files(&choice);
}
