/* Any bytes as a model file: what is read is written to bytes that read alike, and
 * a model that loads predicts. */
#include "base/file.h"
#include "fuzz_file.h"
#include "nntrain/nntrain.h"
#include "output/model_file.h"
#include <string.h>

static void check_container(const char *bytes, size_t size) {
    nnt_model_file model, again;
    nnt_text text = {0};
    nnt_error error = {0};
    if (nnt_model_file_read(bytes, size, "fuzz", &model, &error) != NNT_OK) {
        require(error.status == NNT_ERR_MODEL && strncmp(error.message, "fuzz: ", 6) == 0);
        return;
    }
    nnt_model_file_write(&model, &text);
    require(nnt_model_file_read(text.data, text.length, "fuzz", &again, NULL) == NNT_OK);
    nnt_model_file_clear(&again);
    nnt_model_file_clear(&model);
    nnt_text_clear(&text);
}

/* Of a file with two columns, which fits some of the models. */
static void check_prediction(const char *model_path) {
    static const char rows[] = "x1,x2\n0,1\n-3e5,0.25\n";
    char data_path[sizeof fuzz_path + 4];
    nnt_model *model = NULL;
    char *csv = NULL;
    nnt_messages notes = {0};
    nnt_error error = {0};
    if (nnt_model_load(model_path, NULL, &model, &error) != NNT_OK) {
        require(error.status == NNT_ERR_MODEL && strstr(error.message, model_path));
        return;
    }
    snprintf(data_path, sizeof data_path, "%s.csv", model_path);
    write_bytes(data_path, (const uint8_t *)rows, sizeof rows - 1);
    if (nnt_model_predict_csv(model, data_path, &csv, &notes, &error) == NNT_OK) {
        require(strchr(csv, '\n') != NULL);
        nnt_string_free(csv);
    }
    unlink(data_path);
    nnt_messages_clear(&notes);
    nnt_model_free(model);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    check_container((const char *)data, size);
    check_prediction(write_fuzz_file(data, size));
    return 0;
}
