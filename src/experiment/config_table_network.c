/* The options of the network. */
#include "experiment/config_table.h"

#include "base/limits.h"

/* How the parameters of one layer move in training; `frozen_default` ends the help. */
#define MOVE_OPTIONS(frozen_default)                                                               \
    {.name = "learning_rate_factor",                                                               \
     .accepts = NNT_ACCEPT_NUMBER | NNT_ABOVE_LOW,                                                 \
     .fallback = "",                                                                               \
     .low = 0,                                                                                     \
     .high = 1e6,                                                                                  \
     .help = "factor on the learning rate for this layer; 1 unless given"},                        \
    {                                                                                              \
        .name = "frozen", .accepts = NNT_ACCEPT_BOOLEAN, .fallback = "",                           \
        .help = "whether training leaves the layer's parameters as they are; " frozen_default      \
    }

static const nnt_option layer_options[] = {
    {.name = "units",
     .accepts = NNT_ACCEPT_INTEGER,
     .low = 1,
     .high = NNT_MOST_UNITS,
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
    {.name = "dropout",
     .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,
     .fallback = "",
     .low = 0,
     .high = 1,
     .help = "probability that an activation of the layer is left out of a training step; the "
             "network's unless given"},
    MOVE_OPTIONS("the network's unless given"),
    {0},
};

static const nnt_option output_layer_options[] = {
    {.name = "init",
     .accepts = NNT_ACCEPT_WORD | NNT_ACCEPT_CHOICE,
     .fallback = "",
     .words = NNT_INIT_AUTO,
     .registry = "initializer",
     .help = "the output layer's own initial weights; the network's unless given"},
    MOVE_OPTIONS("false unless given"),
    {0},
};

static const nnt_option layer_item = {
    .name = "layer",
    .accepts = NNT_ACCEPT_INTEGER | NNT_ACCEPT_OBJECT,
    .low = 1,
    .high = NNT_MOST_UNITS,
    .section = layer_options,
    .help = "a hidden layer: its units, or an object that says more",
};

static const nnt_option layer_number = {
    .name = "layer",
    .accepts = NNT_ACCEPT_INTEGER,
    .low = 1,
    .high = NNT_MOST_LAYERS + 1,
    .help = "number of a layer, from 1; the last is the output layer",
};

static const nnt_option initial_weights_options[] = {
    {.name = NNT_PATH_KEY,
     .accepts = NNT_ACCEPT_PATH,
     .help = "a run folder, its model.safetensors, or another safetensors file with "
             "layers.0.weight [units, inputs], layers.0.bias [units], and so on"},
    {.name = "layers",
     .accepts = NNT_ACCEPT_WORD | NNT_ACCEPT_LIST,
     .fallback = "\"" NNT_LAYERS_ALL "\"",
     .low = 1,
     .high = NNT_MOST_LAYERS + 1,
     .words = NNT_LAYERS_ALL "|" NNT_LAYERS_HIDDEN "|" NNT_LAYERS_NONE,
     .item = &layer_number,
     .help = "the layers that start from the file: all, the hidden ones, none, or a list of their "
             "numbers; the others are drawn"},
    {.name = NNT_FINGERPRINT_KEY,
     .accepts = NNT_ACCEPT_TEXT,
     .fallback = "",
     .help = "16 hexadecimal digits that the file's numbers must give; a run writes them into its "
             "config.json"},
    {0},
};

const nnt_option nnt_network_options[] = {
    {.name = "hidden",
     .accepts = NNT_ACCEPT_LIST,
     .low = 0,
     .high = NNT_MOST_LAYERS,
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
    {.name = "dropout",
     .accepts = NNT_ACCEPT_NUMBER | NNT_BELOW_HIGH,
     .fallback = "0.0",
     .low = 0,
     .high = 1,
     .help = "probability that an activation of a hidden layer is left out of a training step"},
    {.name = "frozen",
     .accepts = NNT_ACCEPT_BOOLEAN,
     .fallback = "",
     .help = "whether training leaves the hidden layers as they are; false unless given"},
    {.name = "output",
     .accepts = NNT_ACCEPT_OBJECT,
     .fallback = "{}",
     .section = output_layer_options,
     .help = "what the output layer does its own way"},
    {.name = "initial_weights",
     .accepts = NNT_ACCEPT_PATH | NNT_ACCEPT_OBJECT | NNT_ACCEPT_NULL,
     .fallback = "null",
     .section = initial_weights_options,
     .help = "weights to start from in place of those that are drawn: the path of a model, or an "
             "object that says more"},
    {0},
};
