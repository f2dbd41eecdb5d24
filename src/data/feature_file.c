/* Features in files of numbers, for a model that is already trained. */
#include "data/feature_file.h"

#include "base/text.h"
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

/* ---- which format ------------------------------------------------------------- */

nnt_data_format nnt_data_format_find(const char *path) {
    static const unsigned char numpy[] = {0x93, 'N', 'U', 'M', 'P', 'Y'};
    unsigned char bytes[sizeof numpy] = {0};
    struct stat about;
    if (stat(path, &about) || !S_ISREG(about.st_mode)) {
        return NNT_FORMAT_CSV;
    }
    gzFile file = gzopen(path, "rb"); /* plain files are read as they are */
    const int n = file ? gzread(file, bytes, sizeof bytes) : 0;
    if (file) {
        gzclose_r(file);
    }
    if (n == (int)sizeof numpy && memcmp(bytes, numpy, sizeof numpy) == 0) {
        return NNT_FORMAT_NPY;
    }
    /* Two bytes 0, a type's code, a number of dimensions. */
    const bool is_idx = n >= 4 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] >= NNT_IDX_U8 &&
                        bytes[2] <= 0x0E && bytes[3] > 0;
    return is_idx ? NNT_FORMAT_IDX : NNT_FORMAT_CSV;
}

/* ---- opening ------------------------------------------------------------------ */

static nnt_status check_columns(const nnt_feature_file *file, size_t n_features, nnt_error *error) {
    const bool is_idx = file->format == NNT_FORMAT_IDX;
    const size_t n_dimensions = is_idx ? file->idx.n_dimensions : file->npy.n_dimensions;
    const size_t *sizes = is_idx ? file->idx.sizes : file->npy.sizes;
    nnt_text shape = {0};
    if (file->n_columns == n_features) {
        return NNT_OK;
    }
    for (size_t i = 1; n_dimensions > 2 && i < n_dimensions; i++) {
        nnt_text_addf(&shape, "%s%zu", i > 1 ? " x " : " (", sizes[i]);
    }
    nnt_text_add(&shape, n_dimensions > 2 ? ")" : "");
    const nnt_status status = nnt_error_set(
        error, NNT_ERR_DATA, "%s: rows of %zu value%s%s, but the model takes %zu feature%s%s",
        file->path, file->n_columns, file->n_columns == 1 ? "" : "s",
        shape.failed ? "" : shape.data, n_features, n_features == 1 ? "" : "s",
        n_dimensions == 1 ? "; a file of labels, perhaps" : "");
    nnt_text_clear(&shape);
    return status;
}

nnt_status nnt_feature_file_open(const char *path,
                                 nnt_data_format format,
                                 size_t n_features,
                                 nnt_feature_file *file,
                                 nnt_error *error) {
    *file = (nnt_feature_file){.path = path, .format = format};
    nnt_status status = format == NNT_FORMAT_IDX ? nnt_idx_read(path, &file->idx, error)
                                                 : nnt_npy_read(path, &file->npy, error);
    if (!status) {
        file->n_rows = format == NNT_FORMAT_IDX ? file->idx.n_rows : file->npy.n_rows;
        file->n_columns = format == NNT_FORMAT_IDX ? file->idx.n_columns : file->npy.n_columns;
        status = check_columns(file, n_features, error);
    }
    if (status) {
        nnt_feature_file_clear(file);
    }
    return status;
}

void nnt_feature_file_clear(nnt_feature_file *file) {
    nnt_idx_clear(&file->idx);
    nnt_npy_clear(&file->npy);
    *file = (nnt_feature_file){0};
}

/* ---- values ------------------------------------------------------------------- */

nnt_status nnt_feature_file_read(
    const nnt_feature_file *file, size_t first, size_t n, double *values, nnt_error *error) {
    return file->format == NNT_FORMAT_IDX
               ? nnt_idx_values(&file->idx, file->path, first, n, values, error)
               : nnt_npy_values(&file->npy, file->path, first, n, values, error);
}
