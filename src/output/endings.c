/* How a training may have ended, as pages. */
#include "nntrain/explain.h"
#include "nntrain/run.h"

typedef struct ending {
    const char *summary, *page;
} ending;

static const ending endings[] = {
    [NNT_STOP_COMPLETED] =
        {"all epochs were trained",
         "The run did training.epochs and nothing ended it before. That says nothing about whether "
         "they were enough: when the loss still falls in the last epochs, give it more, for a run "
         "with a checkpoint with --resume and a higher training.epochs; when it has been level "
         "for long, early_stopping or stop_when would have saved the rest.\n\n"
         "Kept are the weights after the last epoch, or with early_stopping and restore_best those "
         "of the best one (best_epoch in summary.json). The exit code is 0.\n\n"
         "To see it: nntrain configs/iris.json"},
    [NNT_STOP_EARLY_STOPPED] =
        {"the monitored metric had stopped getting better",
         "training.early_stopping watches one metric, by default validation_loss. Each epoch in "
         "which it is not better than ever before, by more than min_delta, counts; after "
         "`patience` "
         "of them in a row the run ends. With restore_best, the default, it leaves the weights of "
         "the best epoch, best_epoch in summary.json, and final scores are those of these "
         "weights.\n\n"
         "When it ends too soon, on a bump that training would have got over, raise patience; a "
         "metric that jumps about, such as the accuracy of few rows, wants more of it than a "
         "smooth one. The exit code is 0.\n\n"
         "To see it: nntrain configs/friedman_regression.json"},
    [NNT_STOP_REACHED] =
        {"a metric reached its value in training.stop_when",
         "stop_when names metrics of metrics.csv with a value each, and the first that is reached "
         "after an epoch ends the run: a loss or rmse from above, accuracy and r2 from below. The "
         "epochs that this took are then a result: comparisons of activations or optimizers by "
         "the time to the same loss work this way.\n\n"
         "train_loss is the mean over the batches of the epoch, while the weights moved; the "
         "final loss of all rows under the last weights is usually a little lower. The exit code "
         "is 0.\n\n"
         "To see it: nntrain configs/xor_relu.json"},
    [NNT_STOP_CONVERGED] =
        {"the optimizer found no lower point near by",
         "Of lbfgs and levenberg_marquardt alone, which look at all rows at once and know when "
         "they are done: no entry of the gradient is larger than their tolerance, or no step in "
         "the direction that they trust lowers the loss any more in the precision at hand.\n\n"
         "It is a minimum, or a flat place, near where training began: another seed may find a "
         "better one, and with more units than the data need the loss may be 0 and the validation "
         "loss high. With \"precision\": \"float64\" it can go on for longer. The exit code is "
         "0.\n\n"
         "To see it: nntrain configs/iris.json --set training.optimizer=lbfgs --set "
         "training.batch_size=full"},
    [NNT_STOP_TIME_LIMIT] =
        {"the seconds of training.time_limit were over",
         "The clock is looked at after each step; the run then ends and leaves a checkpoint beside "
         "all other files. --resume goes on for as long again, to the bytes that it would have had "
         "in one go.\n\n"
         "It is the one key that makes results depend on time: on a faster machine, or a less busy "
         "one, more steps fit. For a result that can be repeated take epochs instead. The exit "
         "code is 0.\n\n"
         "To see it: nntrain configs/spiral_relu.json --set training.epochs=1000000 --set "
         "training.time_limit=1"},
    [NNT_STOP_DIVERGED] =
        {"a number was no longer finite",
         "The loss, an activation, a gradient or a weight became infinite or not a number, and no "
         "step from there leads back. The run ends in that step, with all files written and exit "
         "code 5; the model that it leaves has the weights from the start of that epoch.\n\n"
         "summary.json says under `divergence` which number it was: layer, unit, row of the data. "
         "divergence.csv has that step behind the five before it. Mostly it is a learning rate "
         "above 2 / sharpness; then the gradients grow from step to step. Inputs that were not "
         "scaled and initial weights that are too large do the same at once.\n\n"
         "To see it: nntrain configs/sine_regression.json --set "
         "training.optimizer.learning_rate=100"},
    [NNT_STOP_INTERRUPTED] =
        {"a signal ended it, and --resume goes on",
         "Ctrl-C (SIGINT), SIGTERM or a terminal that is closed (SIGHUP): the step at hand is "
         "finished, a checkpoint and all other files are written, and the exit code is 130, 143 "
         "or 129. A second signal ends the program at "
         "once, and what was written before stays.\n\n"
         "nntrain train CONFIG --resume goes on from the checkpoint, inside the epoch if need be, "
         "and leaves the bytes of a run that was never stopped. Scores and verdicts of an "
         "interrupted run are those of the point where it stands.\n\n"
         "To see it: nntrain configs/spiral_relu.json --set training.epochs=20000, Ctrl-C after a "
         "second, and the same with --resume"},
};

size_t nnt_ending_count(void) {
    return sizeof endings / sizeof endings[0];
}

nnt_topic nnt_ending_get(size_t index) {
    const ending *it = &endings[index];
    return (nnt_topic){nnt_stop_text((nnt_stop)index), it->summary, it->page};
}
