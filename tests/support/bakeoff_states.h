/* States of networks whose trouble, or health, is known by the way they are built: a
 * config, and for some of them weights that are changed before training. */
#ifndef NNT_TESTS_SUPPORT_BAKEOFF_STATES_H
#define NNT_TESTS_SUPPORT_BAKEOFF_STATES_H

#include "support/bakeoff_net.h"

typedef struct bakeoff_state {
    const char *name;
    const char *config;               /* with ' for "; what it leaves out, bakeoff.h adds */
    void (*change)(bakeoff_net *net); /* of the initial weights; NULL: as they are drawn */
    const char *activation;           /* with `change`: of the hidden layers, as the config says */
    size_t hidden[4];                 /* with `change`: units, ends with 0 */
    size_t epochs;                    /* 0: judged as drawn, and after a short training */
    const char *truth;                /* rules of which one must be named; NULL: it is healthy */
    const char *also;                 /* rules that are true as well */
} bakeoff_state;

#define TEN(units)                                                                                 \
#units "," #units "," #units "," #units "," #units "," #units "," #units "," #units "," #units \
           "," #units
#define NORMAL(gain) "{'type': 'lecun_normal', 'gain': " #gain "}"

/* Each unit of a hidden layer is on for a fifth of the rows. */
static inline void make_sparse(bakeoff_net *net) {
    for (size_t l = 0; l + 1 < net->n_layers; l++) {
        for (size_t unit = 0; unit < net->sizes[l + 1]; unit++) {
            bakeoff_set_quantile(net, l, unit, 0.8);
        }
    }
}

static inline void kill_two_fifths(bakeoff_net *net) {
    for (size_t unit = 0; unit < net->sizes[1] * 2 / 5; unit++) {
        bakeoff_set_above(net, 0, unit, 0.5);
    }
}

static inline void make_negative(bakeoff_net *net) {
    for (size_t unit = 0; unit < net->sizes[1]; unit++) {
        bakeoff_set_above(net, 0, unit, 0.1);
    }
}

/* The thirteen that rules of other programs were compared on. Gains are roots of
 * n Var(W): 3.4641 for 12, 0.70711 for 1/2. */
static const bakeoff_state bakeoff_known[] = {
    {.name = "tanh 10x32",
     .config = "'network': {'hidden': [" TEN(32) "], 'activation': 'tanh', 'init': " NORMAL(1) "}"},
    {.name = "relu 10x32 He", .config = "'network': {'hidden': [" TEN(32) "]}"},
    {.name = "relu 3x32 He, loss x 1e-6",
     .config = "'task': 'regression', 'data': {'train': {'type': 'sine', 'samples': 256}}, "
               "'network': {'hidden': [32,32,32]}, 'loss': {'type': 'huber', 'delta': 1e-6}, "
               "'training': {'optimizer': {'type': 'sgd', 'learning_rate': 1e4}}"},
    {.name = "relu 2x16 He, trained to 0",
     .config = "'network': {'hidden': [16,16]}, 'training': {'optimizer': {'type': 'sgd', "
               "'learning_rate': 0.2}, 'stop_when': {'train_loss': 0.001}}",
     .epochs = 400},
    {.name = "relu 2x32, units on for 20 %",
     .config = "'network': {'hidden': [32,32]}",
     .change = make_sparse,
     .activation = "relu",
     .hidden = {32, 32}},
    {.name = "leaky 2x32, layer 1 negative",
     .config = "'network': {'hidden': [32,32], 'activation': 'leaky_relu'}",
     .change = make_negative,
     .activation = "leaky_relu",
     .hidden = {32, 32}},
    {.name = "sigmoid 4x32 Glorot",
     .config = "'network': {'hidden': [32,32,32,32], 'activation': 'sigmoid'}",
     .truth = "vanishing_gradient",
     .also = "collapse"},
    {.name = "sigmoid 10x32 Glorot",
     .config = "'network': {'hidden': [" TEN(32) "], 'activation': 'sigmoid'}",
     .truth = "vanishing_gradient",
     .also = "collapse"},
    {.name = "relu 10x32 PyTorch",
     .config = "'network': {'hidden': [" TEN(32) "], 'init': 'pytorch', 'bias': 'pytorch'}",
     .truth = "vanishing_gradient",
     .also = "dead_units collapse"},
    {.name = "relu 10x32 n Var(W) = 1/2",
     .config = "'network': {'hidden': [" TEN(32) "], 'init': " NORMAL(0.70711) "}",
     .truth = "vanishing_gradient",
     .also = "dead_units"},
    {.name = "relu 10x32 n Var(W) = 12",
     .config = "'network': {'hidden': [" TEN(32) "], 'init': " NORMAL(3.4641) "}",
     .truth = "exploding_gradient diverged bad_start",
     .also = "update_too_large dead_units"},
    {.name = "relu 3x32, 40 % of layer 1 dead",
     .config = "'network': {'hidden': [32,32,32]}",
     .change = kill_two_fifths,
     .activation = "relu",
     .hidden = {32, 32, 32},
     .truth = "dead_units"},
    {.name = "tanh 2x32, weights x 12 and x 8",
     .config = "'network': {'hidden': [{'units': 32, 'init': " NORMAL(
         12) "}, "
             "{'units': 32, 'init': " NORMAL(8) "}], 'activation': 'tanh', 'init': " NORMAL(1) "}",
     .truth = "saturation"},
    {0},
};

#endif
