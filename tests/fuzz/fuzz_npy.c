/* Any bytes as an NPY file, in the places of features and labels of both tasks. */
#include "fuzz_data.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const nnt_value path = {.kind = NNT_VALUE_TEXT, .text = write_fuzz_file(data, size)};
    const nnt_option *options = nnt_source_find("npy")->row.options;
    nnt_choice choice = {.name = "npy"};
    choice.values[nnt_option_find(options, "features")] = path;
    choice.values[nnt_option_find(options, "labels")] = path;
    choice.values[nnt_option_find(options, "classes")] = (nnt_value){.kind = NNT_VALUE_ABSENT};
    load_twice(&choice, NNT_TASK_CLASSIFICATION);
    load_twice(&choice, NNT_TASK_REGRESSION);
    return 0;
}
