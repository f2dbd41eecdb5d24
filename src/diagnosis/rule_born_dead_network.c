/* A hidden layer that lets no gradient through on any row before the first step. */
#include "diagnosis/phrase.h"
#include "diagnosis/rule.h"
#include "diagnosis/trace.h"
#include <math.h>

static bool judge(const nnt_evidence *evidence, nnt_verdict *verdict) {
    const nnt_trace dead = nnt_trace_find(evidence, "dead_fraction");
    size_t layer = 0;
    if (nnt_log_epoch(evidence, 0) != 0 || !(nnt_trace_largest(&dead, 0, &layer) >= 1)) {
        return false;
    }
    verdict->severity = NNT_SEVERE;
    verdict->layer = layer;
    nnt_phrase_add(verdict->sentence,
                   "The network was born dead: no unit of layer %zu passes a gradient "
                   "on any row, so layers 1 to %zu cannot learn.",
                   layer, layer);
    nnt_phrase_add(verdict->evidence,
                   "All %zu units of layer %zu (%s) have f'(z) = 0 on every probe row "
                   "at epoch 0.",
                   evidence->layers[layer - 1].units, layer,
                   evidence->layers[layer - 1].activation);
    if (isfinite(evidence->born_dead)) {
        nnt_phrase_add(verdict->evidence,
                       " Of networks of these widths, %s are born dead on these rows, by theory.",
                       nnt_brief_percent(evidence->born_dead).text);
    }
    nnt_phrase_add(verdict->remedy,
                   "Take more units, another seed, leaky_relu, which cannot die, or the "
                   "initialiser randomized_asymmetric.");
    if (isfinite(evidence->born_dead_wider)) {
        nnt_phrase_add(verdict->remedy,
                       " With twice the units in every hidden layer %s are born dead.",
                       nnt_brief_percent(evidence->born_dead_wider).text);
    }
    return true;
}

static const char page[] =
    "A layer of relu units in which every unit is off on every row of the data passes nothing: "
    "neither a signal up nor a gradient down. The layers up to it never change, and the network "
    "answers the same for every row. Narrow and deep networks are often born this way.\n\n"
    "Measured: at epoch 0, a hidden layer with f'(z) = 0 for all units on all probe rows "
    "(layers.csv: dead_fraction = 1). Severe at once; no three logs are waited for.\n\n"
    "Theory: with symmetric weights, zero biases and H hidden layers of N units, the chance is at "
    "most "
    "1 - (1 - 2^-N)^H, and exactly that for a single row (Lu et al. 2019, Dying ReLU and "
    "Initialization; Rister and Rubin 2020). Width 2 and 9 layers: 87 to 92 percent; width 10: "
    "below 1 "
    "percent. The verdict has the chance for these widths, biases and rows, counted over networks "
    "that are drawn.\n\n"
    "What to do: a few more units per layer do most, since each one halves the chance per layer. "
    "Another "
    "seed, leaky_relu, which cannot die, or the initialiser randomized_asymmetric also help.\n\n"
    "To see it: nntrain configs/xor_relu.json --set network.hidden=[2,2,2,2,2,2,2,2,2,2] --set "
    "training.epochs=0";

const nnt_rule nnt_rule_born_dead_network = {
    .name = "born_dead_network",
    .summary = "a hidden layer passes no gradient on any row before the first step",
    .page = page,
    .judge = judge,
};
