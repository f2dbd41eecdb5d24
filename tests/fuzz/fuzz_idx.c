/* Any bytes as an IDX file, plain or packed, in the places of images and labels. */
#include "fuzz_data.h"

#include "data/idx_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const nnt_value path = {.kind = NNT_VALUE_TEXT, .text = write_fuzz_file(data, size)};
    const nnt_option *options = nnt_source_find("idx")->row.options;
    nnt_choice choice = {.name = "idx"};
    nnt_idx idx;
    nnt_error error = {0};
    choice.values[nnt_option_find(options, "images")] = path;
    choice.values[nnt_option_find(options, "labels")] = path;
    choice.values[nnt_option_find(options, "rows")] = (nnt_value){.kind = NNT_VALUE_NUMBER};
    choice.values[nnt_option_find(options, "classes")] = (nnt_value){.kind = NNT_VALUE_ABSENT};
    if (nnt_idx_read(path.text, &idx, &error) == NNT_OK) {
        for (size_t i = 0; i < idx.n_rows * idx.n_columns; i++) {
            (void)idx.type->read(idx.values + i * idx.type->width);
        }
        nnt_idx_clear(&idx);
    }
    load_twice(&choice, NNT_TASK_CLASSIFICATION);
    return 0;
}
