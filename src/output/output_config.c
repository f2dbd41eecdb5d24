/* config.json: the resolved config, with which the same run can be made again. */
#include "output/output.h"

#include <string.h>

static nnt_status render(const nnt_run_view *view, nnt_text *text, nnt_error *error) {
    (void)error;
    const size_t length = strlen(view->config);
    nnt_text_add_bytes(text, view->config, length);
    if (length == 0 || view->config[length - 1] != '\n') {
        nnt_text_add(text, "\n");
    }
    return NNT_OK;
}

const nnt_output nnt_output_config = {
    .file = "config.json",
    .help = "the config with all defaults: training with it gives the same bits",
    .render = render,
};
