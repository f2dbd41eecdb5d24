/* Every limit that `nntrain explain limits` tells: as much is taken, one more is refused
 * with a message that says how much is allowed. */
#include "base/limits.h"
#include "base/scratch_folder.h"
#include "base/text.h"
#include "data/data_support.h"
#include "data/idx_file.h"
#include "data/npy_file.h"
#include "nntrain/nntrain.h"
#include "output/safetensors.h"
#include <inttypes.h>

/* ---- files ------------------------------------------------------------------------ */

/* In the scratch folder; all tests of this file use the one name. */
static char path[64];

static void put_file(nnt_text *text) {
    cr_assert(!text->failed);
    cr_assert_eq(nnt_file_write(path, text->data, text->length, NULL), NNT_OK);
    nnt_text_clear(text);
}

static void write_hole(uint64_t n_bytes) {
    FILE *file = fopen(path, "w");
    cr_assert(file && ftruncate(fileno(file), (off_t)n_bytes) == 0 && fclose(file) == 0);
}

static void add_repeated(nnt_text *text, const char *part, uint64_t n) {
    for (uint64_t i = 0; i < n; i++) {
        nnt_text_add(text, part);
    }
}

/* ---- configs ---------------------------------------------------------------------- */

static nnt_status read_config(nnt_text *text, nnt_error *error) {
    nnt_config *config = NULL;
    put_file(text);
    const nnt_status status = nnt_config_load(path, NULL, 0, &config, NULL, error);
    nnt_config_free(config);
    return status;
}

#define SOUND "\"data\": {\"train\": \"xor\"}"
#define NETWORK "\"network\": {\"hidden\": [2]}"

static nnt_status try_config_bytes(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    nnt_text_add(&text, "{" SOUND ", " NETWORK "}");
    add_repeated(&text, " ", n - text.length);
    return read_config(&text, error);
}

static nnt_status try_json_levels(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    nnt_text_add(&text, "{" SOUND ", " NETWORK ", \"$comment\": ");
    add_repeated(&text, "[", n - 1);
    add_repeated(&text, "]", n - 1);
    nnt_text_add(&text, "}");
    return read_config(&text, error);
}

static nnt_status try_name_bytes(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    nnt_text_add(&text, "{" SOUND ", " NETWORK ", \"name\": \"");
    add_repeated(&text, "n", n);
    nnt_text_add(&text, "\"}");
    return read_config(&text, error);
}

static nnt_status try_hidden_layers(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    nnt_text_add(&text, "{" SOUND ", \"network\": {\"hidden\": [2");
    add_repeated(&text, ", 2", n - 1);
    nnt_text_add(&text, "]}}");
    return read_config(&text, error);
}

static nnt_status try_layer_units(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    nnt_text_addf(&text, "{" SOUND ", \"network\": {\"hidden\": [%" PRIu64 "]}}", n);
    return read_config(&text, error);
}

static nnt_status try_epochs(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    nnt_text_addf(&text, "{" SOUND ", " NETWORK ", \"training\": {\"epochs\": %" PRIu64 "}}", n);
    return read_config(&text, error);
}

static nnt_status try_batch_rows(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    nnt_text_addf(&text, "{" SOUND ", " NETWORK ", \"training\": {\"batch_size\": %" PRIu64 "}}",
                  n);
    return read_config(&text, error);
}

static nnt_status try_compare_runs(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    nnt_text_addf(&text, "{" SOUND ", " NETWORK ", \"compare\": {\"seeds\": %" PRIu64 "}}", n);
    return read_config(&text, error);
}

/* ---- tables ----------------------------------------------------------------------- */

static nnt_status load(nnt_choice *choice, nnt_task task, nnt_error *error) {
    const nnt_source_context context = training_of(task);
    nnt_dataset data;
    set_text(choice, "path", path);
    const nnt_status status = nnt_source_load(choice, &context, &data, error);
    if (!status) {
        nnt_dataset_clear(&data);
    }
    return status;
}

static nnt_status try_csv_columns(uint64_t n, nnt_error *error) {
    nnt_choice csv = choose("csv");
    nnt_text text = {0};
    add_repeated(&text, "1,", n - 1);
    nnt_text_add(&text, "1\n");
    put_file(&text);
    return load(&csv, NNT_TASK_REGRESSION, error);
}

static nnt_status try_csv_field_bytes(uint64_t n, nnt_error *error) {
    nnt_choice csv = choose("csv");
    nnt_text text = {0};
    nnt_text_add(&text, "a,b\n1,");
    add_repeated(&text, "0", n);
    nnt_text_add(&text, "\n");
    put_file(&text);
    return load(&csv, NNT_TASK_REGRESSION, error);
}

/* n rows that begin with as many words. */
static void write_words(uint64_t n) {
    nnt_text text = {0};
    nnt_text_add(&text, "a,b\n");
    for (uint64_t i = 0; i < n; i++) {
        nnt_text_addf(&text, "w%" PRIu64 ",1\n", i);
    }
    put_file(&text);
}

static nnt_status try_csv_words(uint64_t n, nnt_error *error) {
    nnt_choice csv = choose("csv");
    const nnt_value column = {.kind = NNT_VALUE_TEXT, .text = "a"};
    *find_option(&csv, "categorical") =
        (nnt_value){.kind = NNT_VALUE_LIST, .items = &column, .n_items = 1};
    write_words(n);
    return load(&csv, NNT_TASK_REGRESSION, error);
}

static nnt_status try_class_labels(uint64_t n, nnt_error *error) {
    nnt_choice csv = choose("csv");
    set_text(&csv, "target", "a");
    write_words(n);
    return load(&csv, NNT_TASK_CLASSIFICATION, error);
}

static nnt_status read_idx(nnt_error *error) {
    nnt_idx idx;
    const nnt_status status = nnt_idx_read(path, &idx, error);
    nnt_idx_clear(&idx);
    return status;
}

/* A hole is no table, which shows when its size has been let pass. */
static nnt_status try_table_bytes(uint64_t n, nnt_error *error) {
    write_hole(n);
    return read_idx(error);
}

static nnt_status try_idx_dimensions(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    nnt_text_add_bytes(&text, (const char[]){0, 0, 0x08, (char)n}, 4);
    for (uint64_t i = 0; i < n; i++) {
        nnt_text_add_bytes(&text, (const char[]){0, 0, 0, 1}, 4);
    }
    nnt_text_add(&text, "v");
    put_file(&text);
    return read_idx(error);
}

/* Behind the header, whose length version 2 gives in four bytes, stands one value. */
static nnt_status read_npy(const nnt_text *header, nnt_error *error) {
    nnt_text text = {0};
    nnt_npy npy;
    nnt_text_add_bytes(&text, "\x93NUMPY\2\0", 8);
    for (unsigned i = 0; i < 4; i++) {
        const char byte = (char)(header->length >> 8 * i & 0xff);
        nnt_text_add_bytes(&text, &byte, 1);
    }
    nnt_text_add_bytes(&text, header->data, header->length);
    nnt_text_add(&text, "v");
    put_file(&text);
    const nnt_status status = nnt_npy_read(path, &npy, error);
    nnt_npy_clear(&npy);
    return status;
}

static nnt_status try_npy_dimensions(uint64_t n, nnt_error *error) {
    nnt_text header = {0};
    nnt_text_add(&header, "{'descr': '|u1', 'fortran_order': False, 'shape': (");
    add_repeated(&header, "1, ", n);
    nnt_text_add(&header, "), }\n");
    const nnt_status status = read_npy(&header, error);
    nnt_text_clear(&header);
    return status;
}

static nnt_status try_npy_header_bytes(uint64_t n, nnt_error *error) {
    nnt_text header = {0};
    nnt_text_add(&header, "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }");
    add_repeated(&header, " ", n - 1 - header.length);
    nnt_text_add(&header, "\n");
    const nnt_status status = read_npy(&header, error);
    nnt_text_clear(&header);
    return status;
}

/* ---- models ----------------------------------------------------------------------- */

static nnt_status read_tensors(nnt_error *error) {
    nnt_safetensors file;
    const nnt_status status = nnt_safetensors_load(path, &file, error);
    nnt_safetensors_clear(&file);
    return status;
}

static nnt_status try_model_bytes(uint64_t n, nnt_error *error) {
    write_hole(n);
    return read_tensors(error);
}

/* The header itself would take long to read: it ends after "{}". */
static nnt_status try_model_header_bytes(uint64_t n, nnt_error *error) {
    nnt_text text = {0};
    for (unsigned i = 0; i < 8; i++) {
        const char byte = (char)(n >> 8 * i & 0xff);
        nnt_text_add_bytes(&text, &byte, 1);
    }
    nnt_text_add(&text, "{}");
    put_file(&text);
    const nnt_status status = read_tensors(error);
    return strstr(error->message, "the file is cut short") ? NNT_OK : status;
}

/* ---- all of them ------------------------------------------------------------------ */

typedef struct probe {
    const char *limit;
    nnt_status (*try)(uint64_t n, nnt_error *error); /* NULL: another test looks */
    const char *passed; /* what a message says once the limit is behind it; NULL: none comes */
} probe;

static const probe probes[] = {
    {"config_bytes", try_config_bytes, NULL},
    {"json_levels", try_json_levels, NULL},
    {"name_bytes", try_name_bytes, NULL},
    {"hidden_layers", try_hidden_layers, NULL},
    {"layer_units", try_layer_units, NULL},
    {"training_epochs", try_epochs, NULL},
    {"batch_rows", try_batch_rows, NULL},
    {"compare_runs", try_compare_runs, NULL},
    {"table_bytes", try_table_bytes, "unknown type"},
    {"gzip_ratio", NULL, NULL}, /* csv_packed */
    {"csv_columns", try_csv_columns, NULL},
    {"csv_field_bytes", try_csv_field_bytes, NULL},
    {"csv_words", try_csv_words, NULL},
    {"class_labels", try_class_labels, NULL},
    {"idx_dimensions", try_idx_dimensions, NULL},
    {"npy_dimensions", try_npy_dimensions, NULL},
    {"npy_header_bytes", try_npy_header_bytes, NULL},
    {"model_bytes", try_model_bytes, "must begin with {"},
    {"model_header_bytes", try_model_header_bytes, NULL},
};

static void expect_just_allowed(const probe *it, uint64_t most) {
    nnt_error error = {0};
    const nnt_status status = it->try(most, &error);
    if (it->passed) {
        cr_expect(strstr(error.message, it->passed) != NULL, "%s: %s", it->limit, error.message);
    } else {
        cr_expect_eq(status, NNT_OK, "%s: %s", it->limit, error.message);
    }
}

static void expect_just_too_much(const probe *it, uint64_t most) {
    nnt_error error = {0};
    char number[24];
    snprintf(number, sizeof number, "%" PRIu64, most);
    cr_expect_neq(it->try(most + 1, &error), NNT_OK, "%s: one more is taken", it->limit);
    cr_expect(strstr(error.message, number) != NULL, "%s: %s", it->limit, error.message);
}

NNT_TEST(limits, each_is_where_it_is_said_to_be) {
    const scratch_folder folder = scratch_create();
    snprintf(path, sizeof path, "%s/it", folder.path);
    cr_assert_eq(sizeof probes / sizeof probes[0], nnt_limit_count());
    for (size_t i = 0; i < nnt_limit_count(); i++) {
        const nnt_limit limit = nnt_limit_get(i);
        cr_assert_str_eq(probes[i].limit, limit.name);
        if (probes[i].try) {
            expect_just_allowed(&probes[i], limit.most);
            expect_just_too_much(&probes[i], limit.most);
        }
    }
    scratch_remove(&folder);
}
