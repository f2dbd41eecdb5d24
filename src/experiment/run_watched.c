/* Refuses to watch an R² that is never a number. */
#include "experiment/run_watched.h"

#include "schedule/schedule.h"
#include <string.h>

/*   key  of the config that names the metric */
static nnt_status
check(const char *key, const char *metric, const nnt_problem *problem, nnt_error *error) {
    const bool is_of_train = strcmp(metric, "train_r2") == 0;
    const nnt_view *view = &problem->parts[is_of_train ? NNT_TRAIN : NNT_VALIDATION];
    if (!is_of_train && strcmp(metric, "validation_r2") != 0) {
        return NNT_OK;
    }
    for (size_t j = 0; view->n_rows > 0 && j < view->dataset->n_outputs; j++) {
        if (nnt_view_has_constant_target(view, j)) {
            char room[NNT_NAME_ROOM];
            const char *part = is_of_train ? "training" : "validation";
            return nnt_error_set(error, NNT_ERR_DATA,
                                 "%s: there is no %s, since target '%.60s' has one value in the "
                                 "%zu %s row%s; take %s_loss or %s_rmse",
                                 key, metric, nnt_dataset_output_name(view->dataset, j, room),
                                 view->n_rows, part, view->n_rows == 1 ? "" : "s",
                                 is_of_train ? "train" : part, is_of_train ? "train" : part);
        }
    }
    return NNT_OK;
}

nnt_status nnt_run_watched_check(const nnt_training_spec *training,
                                 const nnt_problem *problem,
                                 nnt_error *error) {
    const nnt_schedule *schedule = nnt_schedule_find(training->schedule.name);
    nnt_status status = NNT_OK;
    if (training->task != NNT_TASK_REGRESSION) {
        return NNT_OK;
    }
    if (training->early_stopping.on) {
        status = check("training.early_stopping.monitor", training->early_stopping.monitor, problem,
                       error);
    }
    if (!status && schedule->watch) {
        status =
            check("training.schedule.monitor", training->schedule.values[0].text, problem, error);
    }
    for (size_t i = 0; i < training->n_stop_when && !status; i++) {
        status = check("training.stop_when", training->stop_when[i].metric, problem, error);
    }
    return status;
}
