/* Any bytes as a CSV file: of classes and of numbers, with each way to treat missing values. */
#include "fuzz_data.h"

static nnt_value text_value(const char *text) {
    return (nnt_value){.kind = NNT_VALUE_TEXT, .text = text};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const ways[] = {"error", "mean", "drop"};
    const nnt_source *source = nnt_source_find("csv");
    nnt_choice choice = {.name = "csv"};
    for (size_t i = 0; i < nnt_option_count(source->row.options); i++) {
        choice.values[i] = (nnt_value){.kind = NNT_VALUE_ABSENT};
    }
    choice.values[nnt_option_find(source->row.options, "path")] =
        text_value(write_fuzz_file(data, size));
    choice.values[nnt_option_find(source->row.options, "header")] = text_value("auto");
    choice.values[nnt_option_find(source->row.options, "delimiter")] = text_value("auto");
    nnt_value *categorical = &choice.values[nnt_option_find(source->row.options, "categorical")];
    const nnt_value words = text_value("c");
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        choice.values[nnt_option_find(source->row.options, "missing")] = text_value(ways[i]);
        load_twice(&choice, NNT_TASK_CLASSIFICATION);
        *categorical = (nnt_value){.kind = NNT_VALUE_LIST, .items = &words, .n_items = 1};
        load_twice(&choice, NNT_TASK_REGRESSION);
        *categorical = (nnt_value){.kind = NNT_VALUE_ABSENT};
        load_twice(&choice, NNT_TASK_REGRESSION);
    }
    return 0;
}
