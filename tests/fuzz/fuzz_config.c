/* Any bytes as a config: refused with a message, or accepted, and then the complete
 * config is one that reads to itself. */
#include "experiment/plan.h"
#include "fuzz_file.h"
#include "nntrain/nntrain.h"
#include <string.h>

static nnt_status
read_config(const char *text, size_t length, nnt_config **config, nnt_messages *problems) {
    nnt_error error = {0};
    const nnt_status status =
        nnt_config_read(text, length, "fuzz.json", ".", NULL, 0, config, problems, &error);
    require((status == NNT_OK) == (*config != NULL));
    require((status == NNT_OK) == (problems->count == 0));
    require(status == NNT_OK || (status == NNT_ERR_CONFIG && strstr(error.message, "fuzz.json")));
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    nnt_config *config = NULL;
    nnt_config *again = NULL;
    nnt_messages problems = {0};
    nnt_plan plan = {0};
    if (read_config((const char *)data, size, &config, &problems) == NNT_OK) {
        const char *text = nnt_config_text(config);
        require(read_config(text, strlen(text), &again, &problems) == NNT_OK);
        require(strcmp(text, nnt_config_text(again)) == 0);
        require(nnt_plan_create(config, &plan, NULL) == NNT_OK);
        nnt_plan_clear(&plan);
    }
    nnt_config_free(again);
    nnt_config_free(config);
    nnt_messages_clear(&problems);
    return 0;
}
