/* The option table of the whole config: the one description from which the
 * reader, the defaults, the ranges and the schema follow. */
#include "experiment/config_table.h"

#include "data/scaling.h"
#include "nntrain/compare.h"
#include "train/training_spec.h"
#include <string.h>

/* ---- data ----------------------------------------------------------------- */

#define FRACTION_OPTION(default_text)                                                              \
    {                                                                                              \
        .name = "fraction", .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW | NNT_BELOW_HIGH,         \
        .fallback = default_text, .low = 0, .high = 1,                                             \
        .help = "share of the training source's rows that is set aside, drawn with the seed"       \
    }

static const nnt_option fraction_options[] = {
    FRACTION_OPTION(NULL),
    {0},
};

/* A fraction, or folds and a fold: see check_validation of the rules. */
static const nnt_option validation_options[] = {
    FRACTION_OPTION(""),
    {.name = "folds",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "",
     .low = 2,
     .high = NNT_MAX_COMPARE_RUNS,
     .help = "parts of about equal size into which these rows are dealt, drawn with the seed"},
    {.name = "fold",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "",
     .low = 1,
     .high = NNT_MAX_COMPARE_RUNS,
     .help = "the one of the folds that is set aside, from 1; compare.folds takes each in turn"},
    {0},
};

static const nnt_option data_options[] = {
    {.name = "train",
     .accepts = NNT_ACCEPT_CHOICE,
     .registry = "source",
     .help = "where the training rows come from"},
    {.name = "validation",
     .accepts = NNT_ACCEPT_OBJECT | NNT_ACCEPT_CHOICE | NNT_ACCEPT_NULL,
     .fallback = "null",
     .section = validation_options,
     .registry = "source",
     .help = "rows that are watched during training: a fraction, a fold, or a source of their "
             "own"},
    {.name = "test",
     .accepts = NNT_ACCEPT_OBJECT | NNT_ACCEPT_CHOICE | NNT_ACCEPT_NULL,
     .fallback = "null",
     .section = fraction_options,
     .registry = "source",
     .help = "rows that are looked at only after training: a fraction, or a source of their own"},
    {.name = "scaling",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "",
     .words = nnt_scaling_words,
     .help = "how features are scaled, fitted on the training rows; what the source suggests "
             "unless given"},
    {.name = "target_scaling",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "",
     .words = "none|standard",
     .help = "how the targets of a regression are scaled; standard unless given"},
    {0},
};

/* ---- network -------------------------------------------------------------- */

static const nnt_option layer_options[] = {
    {.name = "units",
     .accepts = NNT_ACCEPT_INTEGER,
     .low = 1,
     .high = 1e6,
     .help = "units of the layer"},
    {.name = "activation",
     .accepts = NNT_ACCEPT_CHOICE,
     .fallback = "",
     .registry = "activation",
     .help = "the layer's own activation; the network's unless given"},
    {.name = "init",
     .accepts = NNT_ACCEPT_WORD | NNT_ACCEPT_CHOICE,
     .fallback = "",
     .words = NNT_INIT_AUTO,
     .registry = "initializer",
     .help = "the layer's own initial weights; the network's unless given"},
    {0},
};

static const nnt_option layer_item = {
    .name = "layer",
    .accepts = NNT_ACCEPT_INTEGER | NNT_ACCEPT_OBJECT,
    .low = 1,
    .high = 1e6,
    .section = layer_options,
    .help = "a hidden layer: its units, or an object that says more",
};

static const nnt_option network_options[] = {
    {.name = "hidden",
     .accepts = NNT_ACCEPT_LIST,
     .low = 0,
     .high = 256,
     .item = &layer_item,
     .help = "hidden layers from input to output; [] is a linear model"},
    {.name = "activation",
     .accepts = NNT_ACCEPT_CHOICE,
     .fallback = "\"relu\"",
     .registry = "activation",
     .help = "activation of the hidden layers"},
    {.name = "init",
     .accepts = NNT_ACCEPT_WORD | NNT_ACCEPT_CHOICE,
     .fallback = "\"" NNT_INIT_AUTO "\"",
     .words = NNT_INIT_AUTO,
     .registry = "initializer",
     .help = "initial weights; auto: what suits each layer's activation"},
    {.name = "bias",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ACCEPT_CHOICE,
     .fallback = "0.0",
     .low = -1e6,
     .high = 1e6,
     .registry = "initializer",
     .help = "initial biases: a number, or an initializer"},
    {.name = "initial_weights",
     .accepts = NNT_ACCEPT_PATH | NNT_ACCEPT_NULL,
     .fallback = "null",
     .help = "safetensors file with the weights to start from, in place of init and bias"},
    {0},
};

/* ---- training ------------------------------------------------------------- */

/* What every schedule has beside its own options. */
static const nnt_option schedule_options[] = {
    {.name = "warmup",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0",
     .low = 0,
     .high = 1e9,
     .help = "epochs over which the learning rate rises from 0"},
    {0},
};

static const nnt_option early_stopping_options[] = {
    {.name = "monitor",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "\"validation_loss\"",
     .words = NNT_METRIC_WORDS,
     .help = "the metric that is to get better"},
    {.name = "patience",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "20",
     .low = 1,
     .high = 1e9,
     .help = "epochs without a better value after which training stops"},
    {.name = "min_delta",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0.0",
     .low = 0,
     .high = 1e30,
     .help = "least change that counts as better"},
    {.name = "restore_best",
     .accepts = NNT_ACCEPT_BOOLEAN,
     .fallback = "true",
     .help = "keep the weights of the best epoch, not of the last"},
    {0},
};

static const nnt_option target_item = {
    .name = "value",
    .accepts = NNT_ACCEPT_NUMBER,
    .help = "the value to reach",
};

static const nnt_option training_options[] = {
    {.name = "epochs",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "100",
     .low = 0,
     .high = 1e9,
     .help = "passes over the training rows; 0: initialise, measure, write"},
    {.name = "batch_size",
     .accepts = NNT_ACCEPT_INTEGER | NNT_ACCEPT_WORD,
     .fallback = "32",
     .low = 1,
     .high = 1e9,
     .words = NNT_BATCH_FULL,
     .help = "rows of a step"},
    {.name = "shuffle",
     .accepts = NNT_ACCEPT_BOOLEAN,
     .fallback = "true",
     .help = "draw a new order of the rows for every epoch"},
    {.name = "optimizer",
     .accepts = NNT_ACCEPT_CHOICE,
     .fallback = "\"sgd\"",
     .registry = "optimizer",
     .help = "how a gradient becomes a step"},
    {.name = "schedule",
     .accepts = NNT_ACCEPT_CHOICE,
     .fallback = "\"constant\"",
     .registry = "schedule",
     .section = schedule_options,
     .help = "how the learning rate changes during training"},
    {.name = "clip_norm",
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW | NNT_ACCEPT_NULL,
     .fallback = "null",
     .low = 0,
     .high = 1e30,
     .help = "largest norm of the whole gradient; a longer one is shortened to it"},
    {.name = "l1",
     .accepts = NNT_ACCEPT_NUMBER,
     .fallback = "0.0",
     .low = 0,
     .high = 1e6,
     .help = "factor of the penalty on the sum of absolute weights"},
    {.name = "early_stopping",
     .accepts = NNT_ACCEPT_OBJECT | NNT_ACCEPT_NULL,
     .fallback = "null",
     .section = early_stopping_options,
     .help = "stop when a metric no longer gets better"},
    {.name = "stop_when",
     .accepts = NNT_ACCEPT_MAP,
     .fallback = "{}",
     .low = 0,
     .high = NNT_MAX_TARGETS,
     .words = NNT_METRIC_WORDS,
     .item = &target_item,
     .help = "stop when any of these metrics has reached its value"},
    {0},
};

/* ---- the rest ------------------------------------------------------------- */

static const nnt_option instrument_options[] = {
    {.name = "every",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "1",
     .low = 1,
     .high = 1e9,
     .help = "epochs (or steps) from one measurement to the next"},
    {.name = "unit",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "\"epoch\"",
     .words = "epoch|" NNT_UNIT_STEP,
     .help = "what \"every\" counts"},
    {.name = "level",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "\"standard\"",
     .words = NNT_LEVEL_WORDS,
     .help = "how much is measured"},
    {.name = "probe_rows",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "1024",
     .low = 1,
     .high = 1e9,
     .help = "most training rows on which the layers are measured"},
    {0},
};

/* ---- comparisons ---------------------------------------------------------- */

/* Holds itself, which stands for any JSON value: what may be there is what the
 * varied key takes, and that is checked with the key. */
static const nnt_option any_value = {
    .name = "value",
    .accepts = NNT_ACCEPT_NUMBER | NNT_ACCEPT_BOOLEAN | NNT_ACCEPT_TEXT | NNT_ACCEPT_NULL |
               NNT_ACCEPT_LIST | NNT_ACCEPT_MAP,
    .item = &any_value,
    .help = "a value of the key",
};

static const nnt_option vary_item = {
    .name = "values",
    .accepts = NNT_ACCEPT_LIST,
    .low = 1,
    .high = NNT_MAX_COMPARE_RUNS,
    .item = &any_value,
    .help = "the values that the key takes in turn",
};

static const nnt_option seed_item = {
    .name = "seed",
    .accepts = NNT_ACCEPT_SEED,
    .help = "a seed",
};

static const nnt_option compare_options[] = {
    {.name = "vary",
     .accepts = NNT_ACCEPT_MAP,
     .fallback = "{}",
     .item = &vary_item,
     .help = "keys by their paths, as for --set, each with its values; every combination is a "
             "variant"},
    {.name = "seeds",
     .accepts = NNT_ACCEPT_INTEGER | NNT_ACCEPT_LIST,
     .fallback = "",
     .low = 1,
     .high = NNT_MAX_COMPARE_RUNS,
     .item = &seed_item,
     .help = "seeds of every variant: a list, or how many, from 1; the config's own unless given"},
    {.name = "folds",
     .accepts = NNT_ACCEPT_INTEGER,
     .fallback = "",
     .low = 2,
     .high = NNT_MAX_COMPARE_RUNS,
     .help = "cross-validation: each run once for every of so many folds, which validates"},
    {0},
};

static const nnt_option config_options[] = {
    {.name = "name",
     .accepts = NNT_ACCEPT_TEXT,
     .fallback = "",
     .help = "names the run folder: letters, digits, . _ - ; made from the file's name unless "
             "given"},
    {.name = "description",
     .accepts = NNT_ACCEPT_TEXT,
     .fallback = "\"\"",
     .help = "what the config is about, for people"},
    {.name = "seed",
     .accepts = NNT_ACCEPT_SEED,
     .fallback = "1",
     .help = "where all random numbers start; above 2^53 as a string"},
    {.name = "precision",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "\"float32\"",
     .words = "float32|float64",
     .help = "number type of the network"},
    {.name = "task",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "\"" NNT_TASK_WORD_CLASSIFICATION "\"",
     .words = NNT_TASK_WORD_CLASSIFICATION "|" NNT_TASK_WORD_REGRESSION,
     .help = "what is learned: classes or numbers"},
    {.name = "data", .accepts = NNT_ACCEPT_OBJECT, .section = data_options, .help = "the data"},
    {.name = "network",
     .accepts = NNT_ACCEPT_OBJECT,
     .section = network_options,
     .help = "the network"},
    {.name = "loss",
     .accepts = NNT_ACCEPT_CHOICE,
     .fallback = "",
     .registry = "loss",
     .help = "what training makes small; cross_entropy for a classification and mse for a "
             "regression unless given"},
    {.name = "training",
     .accepts = NNT_ACCEPT_OBJECT,
     .fallback = "{}",
     .section = training_options,
     .help = "how the network is trained"},
    {.name = "instruments",
     .accepts = NNT_ACCEPT_OBJECT,
     .fallback = "{}",
     .section = instrument_options,
     .help = "what is measured inside the network"},
    {.name = "output",
     .accepts = NNT_ACCEPT_OBJECT,
     .fallback = "{}",
     .section = nnt_output_options,
     .help = "what is written, and where"},
    {.name = "compare",
     .accepts = NNT_ACCEPT_OBJECT,
     .fallback = "",
     .section = compare_options,
     .help = "makes this a comparison of variants, each with every seed"},
    {0},
};

const nnt_option *nnt_config_options(void) {
    return config_options;
}

const nnt_option nnt_config_root = {
    .name = "config",
    .accepts = NNT_ACCEPT_OBJECT,
    .section = config_options,
    .help = "a training run of nntrain",
};

bool nnt_config_is_remark(const char *key) {
    return strcmp(key, "$schema") == 0 || strcmp(key, "$comment") == 0;
}
