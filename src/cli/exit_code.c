/* Statuses to exit codes. */
#include "exit_code.h"

int nnt_exit_code(nnt_status status) {
    static const int codes[] = {
        [NNT_OK] = NNT_EXIT_OK,
        [NNT_ERR_IO] = NNT_EXIT_RUN_TIME,
        [NNT_ERR_MEMORY] = NNT_EXIT_RUN_TIME,
        [NNT_ERR_USAGE] = NNT_EXIT_USAGE,
        [NNT_ERR_CONFIG] = NNT_EXIT_USAGE,
        [NNT_ERR_DATA] = NNT_EXIT_DATA,
        [NNT_ERR_MODEL] = NNT_EXIT_MODEL,
    };
    return codes[status];
}
