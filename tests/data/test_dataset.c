/* Room for datasets, and the names of columns. */
#include "data/dataset.h"

#include "support/nnt_test.h"
#include <stdlib.h>
#include <string.h>

NNT_TEST(dataset, has_what_its_task_needs) {
    nnt_dataset data;
    cr_assert(nnt_dataset_create(NNT_TASK_CLASSIFICATION, NNT_STORAGE_U8, 3, 2, 5, &data, NULL) ==
              NNT_OK);
    cr_assert(data.n_rows == 3 && data.n_features == 2 && data.n_outputs == 5);
    cr_assert(data.labels != NULL && data.targets == NULL);
    ((unsigned char *)data.features)[5] = 200;
    cr_assert(nnt_dataset_feature(&data, 2, 1) == 200 && nnt_dataset_feature(&data, 2, 0) == 0);
    nnt_dataset_clear(&data);
    cr_assert(data.features == NULL && data.n_rows == 0);

    cr_assert(nnt_dataset_create(NNT_TASK_REGRESSION, NNT_STORAGE_F64, 3, 2, 2, &data, NULL) ==
              NNT_OK);
    cr_assert(data.labels == NULL && data.targets != NULL && data.targets[5] == 0);
    ((double *)data.features)[3] = -1.5;
    cr_assert(nnt_dataset_feature(&data, 1, 1) == -1.5);
    nnt_dataset_clear(&data);
}

NNT_TEST(dataset, refuses_what_no_memory_holds) {
    nnt_dataset data;
    nnt_error error = {0};
    cr_assert(nnt_dataset_create(NNT_TASK_REGRESSION, NNT_STORAGE_F64, (size_t)UINT32_MAX + 1, 1, 1,
                                 &data, &error) == NNT_ERR_DATA);
    cr_assert_str_eq(error.message, "4294967296 rows of data; at most 4294967295 are allowed");
    cr_assert(nnt_dataset_create(NNT_TASK_REGRESSION, NNT_STORAGE_F64, 1u << 31, SIZE_MAX / 4, 1,
                                 &data, &error) == NNT_ERR_MEMORY);
    cr_assert(strstr(error.message, "no memory for 2147483648 rows") != NULL);
    cr_assert(data.features == NULL);
}

NNT_TEST(dataset, makes_up_names) {
    char room[NNT_NAME_ROOM];
    nnt_dataset data = {.task = NNT_TASK_CLASSIFICATION, .n_features = 2, .n_outputs = 2};
    cr_assert_str_eq(nnt_dataset_feature_name(&data, 1, room), "x2");
    cr_assert_str_eq(nnt_dataset_output_name(&data, 1, room), "1");
    data.task = NNT_TASK_REGRESSION;
    cr_assert_str_eq(nnt_dataset_output_name(&data, 1, room), "y2");
    data.n_outputs = 1;
    cr_assert_str_eq(nnt_dataset_output_name(&data, 0, room), "y");
}

NNT_TEST(dataset, gives_its_own_names) {
    const char *const names[] = {"width", "height"};
    char room[NNT_NAME_ROOM];
    nnt_dataset data;
    cr_assert(nnt_dataset_create(NNT_TASK_REGRESSION, NNT_STORAGE_F64, 1, 2, 2, &data, NULL) ==
              NNT_OK);
    data.feature_names = nnt_text_array_copy(names, 2);
    data.output_names = nnt_text_array_copy(names, 2);
    cr_assert_str_eq(nnt_dataset_feature_name(&data, 1, room), "height");
    cr_assert_str_eq(nnt_dataset_output_name(&data, 0, room), "width");
    cr_assert(data.feature_names[0] != names[0]);
    nnt_dataset_clear(&data);
}
