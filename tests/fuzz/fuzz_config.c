/* Any bytes as a config: accepted, or refused with a message. */
#include "nntrain/nntrain.h"
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    nnt_config *config = NULL;
    nnt_messages problems = {0};
    nnt_error error = {0};
    const nnt_status status = nnt_config_read((const char *)data, size, "fuzz.json", ".", NULL, 0,
                                              &config, &problems, &error);
    if ((status == NNT_OK) != (config != NULL) || (status != NNT_OK && problems.count == 0)) {
        abort();
    }
    nnt_config_free(config);
    nnt_messages_clear(&problems);
    return 0;
}
