/* The limits in words, for people. */
#include "base/limits.h"

#include "nntrain/compare.h"
#include "nntrain/explain.h"

static const nnt_limit limits[] = {
    {"config_bytes", NNT_MOST_CONFIG_BYTES, "bytes of a config"},
    {"json_levels", NNT_MOST_JSON_LEVELS, "levels of arrays and objects in a config or a header"},
    {"name_bytes", NNT_MAX_NAME, "bytes of a config's name"},
    {"hidden_layers", NNT_MOST_LAYERS, "hidden layers of a network"},
    {"layer_units", NNT_MOST_UNITS, "units of a layer"},
    {"training_epochs", NNT_MOST_EPOCHS, "epochs of a training"},
    {"batch_rows", NNT_MOST_BATCH_ROWS, "rows of a batch"},
    {"compare_runs", NNT_MAX_COMPARE_RUNS, "runs of a comparison"},
    {"table_bytes", NNT_MOST_TABLE_BYTES, "bytes of a CSV, IDX or NPY file, unpacked as well"},
    {"gzip_ratio", NNT_MOST_TEXT_RATIO,
     "bytes that a byte of a packed CSV may unpack to, beyond the first 16 MiB"},
    {"csv_columns", NNT_CSV_MOST_FIELDS, "columns of a CSV file"},
    {"csv_field_bytes", NNT_CSV_LONGEST_FIELD, "bytes of a field of a CSV file"},
    {"csv_words", NNT_CSV_MOST_LEVELS, "words of a categorical column"},
    {"class_labels", NNT_MOST_CLASSES, "classes of a classification"},
    {"idx_dimensions", NNT_IDX_MOST_DIMENSIONS, "dimensions of an IDX file"},
    {"npy_dimensions", NNT_NPY_MOST_DIMENSIONS, "dimensions of an NPY file"},
    {"npy_header_bytes", NNT_MOST_NPY_HEADER_BYTES, "bytes of the header of an NPY file"},
    {"model_bytes", NNT_MOST_MODEL_BYTES, "bytes of a model, checkpoint or file of weights"},
    {"model_header_bytes", NNT_MOST_TENSOR_HEADER_BYTES, "bytes of the header of such a file"},
};

size_t nnt_limit_count(void) {
    return sizeof limits / sizeof limits[0];
}

nnt_limit nnt_limit_get(size_t index) {
    return limits[index];
}
