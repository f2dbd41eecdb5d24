/* Any bytes as a model file: what is read is written to bytes that read alike. */
#include "output/model_file.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    nnt_model_file model, again;
    nnt_text text = {0};
    nnt_error error = {0};
    if (nnt_model_file_read((const char *)data, size, "fuzz", &model, &error) != NNT_OK) {
        if (strncmp(error.message, "fuzz: ", 6) != 0) {
            abort();
        }
        return 0;
    }
    nnt_model_file_write(&model, &text);
    if (nnt_model_file_read(text.data, text.length, "fuzz", &again, &error) != NNT_OK) {
        abort();
    }
    nnt_model_file_clear(&again);
    nnt_model_file_clear(&model);
    nnt_text_clear(&text);
    return 0;
}
