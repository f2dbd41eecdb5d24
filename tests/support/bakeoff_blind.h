/* More states of known truth, made after the rules and on other data: other depths, widths
 * and activations, faults of scale, shift, rate and start. */
#ifndef NNT_TESTS_SUPPORT_BAKEOFF_BLIND_H
#define NNT_TESTS_SUPPORT_BAKEOFF_BLIND_H

#include "support/bakeoff_states.h"

#define MOONS "'data': {'train': {'type': 'moons', 'samples': 240}, 'scaling': 'standard'}, "
#define SPIRAL "'data': {'train': {'type': 'spiral', 'samples': 240}, 'scaling': 'standard'}, "
#define WAVE "'task': 'regression', 'data': {'train': {'type': 'sine', 'samples': 200}}, "
#define RATE(rate) ", 'training': {'optimizer': {'type': 'sgd', 'learning_rate': " #rate "}}"
#define SIX(units) #units "," #units "," #units "," #units "," #units "," #units

static const bakeoff_state bakeoff_blind[] = {
    {.name = "tanh 6x24, moons",
     .config = MOONS "'network': {'hidden': [" SIX(24) "], 'activation': 'tanh'}"},
    {.name = "elu 6x20, three blobs",
     .config = "'data': {'train': {'type': 'blobs', 'samples': 240}, 'scaling': 'standard'}, "
               "'network': {'hidden': [" SIX(20) "], 'activation': 'elu'}"},
    {.name = "gelu 6x32, spiral",
     .config = SPIRAL "'network': {'hidden': [" SIX(32) "], 'activation': 'gelu'}"},
    {.name = "selu 10x24, moons",
     .config = MOONS "'network': {'hidden': [" TEN(24) "], 'activation': 'selu'}"},
    {.name = "relu 10x12 He, spiral",
     .config = SPIRAL "'network': {'hidden': [" TEN(12) "]}",
     .also = "dead_units"}, /* so narrow that a layer may be born with few units by chance */
    {.name = "tanh 2x32, regression",
     .config = WAVE "'network': {'hidden': [32,32], 'activation': 'tanh'}" RATE(0.05)},
    {.name = "relu 2x32, adam, moons",
     .config = MOONS "'network': {'hidden': [32,32]}, 'training': {'optimizer': 'adam'}",
     .epochs = 40},
    {.name = "softplus 10x24, moons",
     .config = MOONS "'network': {'hidden': [" TEN(24) "], 'activation': 'softplus'}",
     .truth = "vanishing_gradient",
     .also = "bad_start"},
    {.name = "sigmoid 6x24, spiral",
     .config = SPIRAL "'network': {'hidden': [" SIX(24) "], 'activation': 'sigmoid'}",
     .truth = "vanishing_gradient"},
    {.name = "tanh 10x24, n Var(W) = 1/3",
     .config = MOONS
     "'network': {'hidden': [" TEN(24) "], 'activation': 'tanh', 'init': " NORMAL(0.57735) "}",
     .truth = "vanishing_gradient"},
    {.name = "leaky 10x24, n Var(W) = 12",
     .config = MOONS
     "'network': {'hidden': [" TEN(24) "], 'activation': 'leaky_relu', 'init': " NORMAL(3.4641) "}",
     .truth = "exploding_gradient diverged bad_start",
     .also = "update_too_large"},
    {.name = "sigmoid 2x24, layer 1 x 60",
     .config = MOONS
     "'network': {'hidden': [{'units': 24, 'init': " NORMAL(60) "}, 24], 'activation': 'sigmoid'}",
     .truth = "saturation"},
    {.name = "tanh 2x24, features x 100",
     .config = "'data': {'train': {'type': 'spiral', 'samples': 240, 'noise': 100}, 'scaling': "
               "'none'}, 'network': {'hidden': [24,24], 'activation': 'tanh'}",
     .truth = "saturation"},
    {.name = "relu 2x32, biases -2",
     .config = MOONS "'network': {'hidden': [32,32], 'bias': -2}",
     .truth = "dead_units born_dead_network"},
    {.name = "relu 2x32, one feature 0 to 1",
     .config = "'task': 'regression', 'data': {'train': {'type': 'sine', 'samples': 200}, "
               "'scaling': 'minmax'}, 'network': {'hidden': [32,32]}" RATE(0.01),
     .truth = "input_off_centre"},
    {.name = "relu 2x32, rate 30",
     .config = MOONS "'network': {'hidden': [32,32]}" RATE(30),
     .epochs = 8,
     .truth = "update_too_large diverged dead_units",
     .also = "exploding_gradient noise_dominated collapse bad_start"},
    {.name = "tanh 2x32, rate 1e-6",
     .config = MOONS "'network': {'hidden': [32,32], 'activation': 'tanh'}" RATE(1e-6),
     .epochs = 8,
     .truth = "update_too_small"},
    {.name = "tanh 2x16, zeros",
     .config = MOONS "'network': {'hidden': [16,16], 'activation': 'tanh', 'init': 'zeros'}",
     .truth = "symmetry"},
    {.name = "tanh 1x24, weights of 0.001",
     .config = MOONS "'network': {'hidden': [24], 'activation': 'tanh', 'init': {'type': "
                     "'normal', 'std': 0.001}}",
     .truth = "linear_regime"},
    {.name = "relu 2x32, output x 30",
     .config = SPIRAL "'network': {'hidden': [32,32], 'output': {'init': " NORMAL(30) "}}",
     .truth = "bad_start",
     .also = "diverged update_too_large dead_units"},
    {.name = "relu 2x64, 20 noisy rows",
     .config = "'data': {'train': {'type': 'moons', 'samples': 40, 'noise': 0.6}, 'validation': "
               "{'fraction': 0.5}}, 'network': {'hidden': [64,64]}, 'training': {'optimizer': "
               "{'type': 'adam', 'learning_rate': 0.01}}",
     .epochs = 150,
     .truth = "overfitting"},
    {0},
};

#endif
