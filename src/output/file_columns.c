/* What the columns of a run's tables hold; those of layers.csv are told by its
 * instruments. */
#include "nntrain/explain.h"

static const nnt_file_column columns[] = {
    {"metrics.csv", "epoch", "epochs that are done; row 0 is before training"},
    {"metrics.csv", "step", "steps of the optimizer that are done"},
    {"metrics.csv", "learning_rate", "of the last step, with the schedule's factor"},
    {"metrics.csv", "train_loss", "mean over the batches of the epoch, while the weights move"},
    {"metrics.csv", "train_accuracy", "share of training rows whose class was right, likewise"},
    {"metrics.csv", "train_rmse", "root mean square error in the targets' own units, likewise"},
    {"metrics.csv", "train_r2", "share of the targets' variance that is explained, likewise"},
    {"metrics.csv", "validation_loss", "mean loss of the validation rows at the end of the epoch"},
    {"metrics.csv", "validation_accuracy", "share of validation rows whose class is right"},
    {"metrics.csv", "validation_rmse", "root mean square error in the targets' own units"},
    {"metrics.csv", "validation_r2", "share of the targets' variance that is explained"},

    {"theory.csv", "layer", "hidden layer, 1 is next to the inputs"},
    {"theory.csv", "preactivation_rms", "predicted root mean square of z before training"},
    {"theory.csv", "delta_norm",
     "predicted error over that at the last hidden layer: root of the "
     "expected square"},
    {"theory.csv", "delta_norm_low", "lower end of where 19 of 20 networks of these widths lie"},
    {"theory.csv", "delta_norm_high", "upper end of that"},
    {"theory.csv", "dead_fraction", "predicted share of units with f'(z) = 0 on every row"},
    {"theory.csv", "gradient_norm",
     "predicted norm of a row's weight gradient over that of the "
     "last hidden layer"},
    {"theory.csv", "slope_factor",
     "root of E[f'^2]: part of the slopes in what the layer does to "
     "the error that passes it"},
    {"theory.csv", "weight_factor", "part of the weights above in that"},
    {"theory.csv", "chi", "square of the product of both; 1: the error keeps its size"},
    {"theory.csv", "correlation", "predicted cosine between the z of two rows, mean over pairs"},

    {"units.csv", "layer", "hidden layer of the unit, from 1"},
    {"units.csv", "unit", "its number in the layer, from 1"},
    {"units.csv", "event", "born_dead, died or revived: f'(z) = 0 on every probe row, or no more"},
    {"units.csv", "epoch", "of the look at which that was seen"},
    {"units.csv", "step", "of that look"},
    {"units.csv", "cause_weights",
     "of a death: share of the unit's own weights in the fall of z "
     "since the last look, on the row that had held it up"},
    {"units.csv", "cause_bias", "… of its own bias"},
    {"units.csv", "cause_upstream", "… of the layers below"},
    {"units.csv", "last_margin",
     "of a death: largest z over rows at the last look, in units of "
     "the layer's rms z"},
    {"units.csv", "spell", "of a revival: steps between the looks at its death and its return"},
    {"units.csv", "permanent",
     "1: nothing can revive it, since it is of layer 1, the probe has all "
     "training rows, and steps leave alone what has no gradient"},

    {"histograms.csv", "epoch", "of the look"},
    {"histograms.csv", "step", "of the look"},
    {"histograms.csv", "layer", "from 1; the output layer is the last"},
    {"histograms.csv", "quantity",
     "preactivation, delta of each row's own loss, gradient of the "
     "weights; at level full also activation and update, the last "
     "step of the weights"},

    {"activity.csv", "epoch", "of the look"},
    {"activity.csv", "step", "of the look"},
    {"activity.csv", "layer", "hidden layer of the unit, from 1"},
    {"activity.csv", "unit", "its number in the layer, from 1"},
    {"activity.csv", "active_fraction", "share of probe rows with z > 0"},
    {"activity.csv", "margin",
     "largest z over rows, in units of the layer's rms z; negative: the "
     "unit is inactive"},
    {"activity.csv", "slope_retention", "mean over rows of |f'(z)| / max |f'|, 0 … 1"},
    {"activity.csv", "linear_fraction", "share of rows with |f'(z)| of at least 0.9 max |f'|"},
    {"activity.csv", "dormancy", "mean |a| over rows, over the layer's mean of that"},
    {"activity.csv", "is_dead", "1: f'(z) = 0 on every probe row"},

    {"divergence.csv", "epoch", "of the step"},
    {"divergence.csv", "step",
     "its number, from 1; the last row is the one that computed a number "
     "that is not finite"},
    {"divergence.csv", "learning_rate", "with which it was taken"},
    {"divergence.csv", "loss", "mean over its batch"},
    {"divergence.csv", "gradient_norm", "norm of the gradient of that loss, all layers together"},
    {"divergence.csv", "largest_weight", "largest |w| of all parameters before it"},
    {"divergence.csv", "largest_preactivation", "largest |z| over its rows and all units"},
};

size_t nnt_file_column_count(void) {
    return sizeof columns / sizeof columns[0];
}

nnt_file_column nnt_file_column_get(size_t index) {
    return columns[index];
}
