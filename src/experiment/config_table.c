/* The option table of the whole config: the one description from which the
 * reader, the defaults, the ranges and the schema follow. */
#include "experiment/config_table.h"

#include "data/scaling.h"
#include "nntrain/compare.h"
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
     .words = NNT_SCALING_WORDS "|" NNT_SCALING_MODEL,
     .help = "how features are scaled: fitted on the training rows, or as the model in "
             "network.initial_weights has it (model); what the source suggests unless given"},
    {.name = "target_scaling",
     .accepts = NNT_ACCEPT_WORD,
     .fallback = "",
     .words = "none|standard|" NNT_SCALING_MODEL,
     .help = "how the targets of a regression are scaled: fitted on the training rows, or as the "
             "model in network.initial_weights has it (model); standard unless given"},
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
     .section = nnt_network_options,
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
     .section = nnt_training_options,
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
