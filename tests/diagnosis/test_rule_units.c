/* The rules on what becomes of units and layers, just above and below their limits. */
#include "diagnosis/made_up_run.h"

enum { HIDDEN = 3, LOGS = 12 };

static int ask_dead(double share, double predicted, size_t units, size_t layer) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    use_relu(&run);
    run.layers[layer - 1].units = units;
    set_series(&run, "dead_fraction", layer, share);
    set_theory(&run, "dead_fraction", layer, predicted);
    const int severity = ask(&run, "dead_units");
    clear_run(&run);
    return severity;
}

NNT_TEST(dead_units, levels_without_any_expected) {
    cr_assert(ask_dead(0.15, 0, 100, 1) == SILENT);
    cr_assert(ask_dead(0.16, 0, 100, 1) == NNT_WARNING);
    cr_assert(ask_dead(0.75, 0, 100, 1) == NNT_WARNING);
    cr_assert(ask_dead(0.76, 0, 100, 1) == NNT_SEVERE);
    cr_assert(ask_dead(1.0 / 5, 0, 5, 1) == SILENT, "one unit is no share");
    cr_assert(ask_dead(2.0 / 5, 0, 5, 1) == NNT_WARNING);
}

/* 4 sqrt(p (1 - p) / n) = 4 sqrt(0.3 0.7 / 84) = 0.2. */
NNT_TEST(dead_units, the_share_that_theory_expects_is_natural) {
    cr_assert(ask_dead(0.39, 0.35, 32, 3) == SILENT);
    cr_assert(ask_dead(41.0 / 84, 0.3, 84, 3) == SILENT);
    cr_assert(ask_dead(43.0 / 84, 0.3, 84, 3) == NNT_WARNING);
}

NNT_TEST(dead_units, without_theory_birth_is_the_reference) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    use_relu(&run);
    run.evidence.theory = NULL;
    set_series(&run, "dead_fraction", 2, 0.5);
    cr_assert(ask(&run, "dead_units") == SILENT, "not one died since");
    for (size_t log = 5; log < LOGS; log++) {
        set_at(&run, "dead_fraction", log, 2, 1);
    }
    cr_assert(ask(&run, "dead_units") == SILENT, "within four deviations: 0.63");
    set_at(&run, "dead_fraction", 0, 2, 0);
    cr_assert(ask(&run, "dead_units") == NNT_SEVERE);
    clear_run(&run);
}

NNT_TEST(dead_units, a_leaky_unit_is_never_dead) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    use_relu(&run);
    set_everywhere(&run, "inactive_units", UNITS);
    set_everywhere(&run, "saturated_fraction", 1);
    nnt_verdict *verdicts = NULL;
    size_t n = 0;
    cr_assert(nnt_diagnose(&run.evidence, &verdicts, &n, NULL) == NNT_OK && n == 0);
    nnt_free(verdicts);
    clear_run(&run);
}

NNT_TEST(dead_units, says_why_and_for_how_long) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    use_relu(&run);
    for (size_t log = 4; log < LOGS; log++) {
        set_at(&run, "dead_fraction", log, 1, 0.4);
    }
    set_theory(&run, "dead_fraction", HIDDEN, 0.2);
    set_at(&run, "update_ratio", 4, 2, 0.3);
    for (int i = 0; i < 4; i++) {
        add_event(&run, 1, 1, 0.5, 0.25);
        add_event(&run, 2, 1, 0, 0);
    }
    cr_assert(ask_for(&run, "dead_units", &verdict) == NNT_WARNING);
    cr_assert(verdict.layer == 1 && verdict.first_epoch == 4);
    cr_assert(strstr(verdict.sentence, "4 of the 10 units of layer 1"), "%s", verdict.sentence);
    cr_assert(strstr(verdict.sentence, "permanent"), "%s", verdict.sentence);
    cr_assert(strstr(verdict.evidence, "0 born dead, 4 died, 0 revived"), "%s", verdict.evidence);
    cr_assert(strstr(verdict.evidence, "own weights 50 %, own bias 25 %, layers below 25 %"), "%s",
              verdict.evidence);
    cr_assert(strstr(verdict.remedy, "learning rate of 0.1 to a third") &&
                  strstr(verdict.remedy, "steps of epoch 4, 30 % of the weights, would be a third"),
              "%s", verdict.remedy);
    run.evidence.finds_lengths = true;
    ask_for(&run, "dead_units", &verdict);
    cr_assert(!strstr(verdict.remedy, "third"), "%s", verdict.remedy);
    run.evidence.has_momentum = true;
    ask_for(&run, "dead_units", &verdict);
    cr_assert(!strstr(verdict.sentence, "permanent"), "%s", verdict.sentence);
    clear_run(&run);
}

static void expect_remedy(int event, double own, const char *words) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    use_relu(&run);
    set_series(&run, "dead_fraction", 2, 0.4);
    add_event(&run, 2, event, own, 0);
    cr_assert(ask_for(&run, "dead_units", &verdict) == NNT_WARNING);
    cr_assert(strstr(verdict.remedy, words), "%s", verdict.remedy);
    clear_run(&run);
}

/* With biases far below 0 theory foresees many, but no more than half are natural: 4
 * sqrt(0.25 / 64) = 0.25 is the least excess. */
NNT_TEST(dead_units, what_biases_do_is_not_expected) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    use_relu(&run);
    run.layers[1].units = 64;
    set_theory(&run, "dead_fraction", 2, 0.98);
    set_series(&run, "dead_fraction", 2, 0.74);
    cr_assert(ask(&run, "dead_units") == SILENT);
    set_series(&run, "dead_fraction", 2, 0.76);
    cr_assert(ask(&run, "dead_units") == NNT_WARNING);
    clear_run(&run);
}

NNT_TEST(dead_units, the_remedy_follows_the_cause) {
    expect_remedy(0, NAN, "born dead");
    expect_remedy(1, 0.8, "Their own steps");
    expect_remedy(1, 0.2, "The layers below");
}

/* What is predicted at birth is told of those that were born dead. */
NNT_TEST(dead_units, born_dead_are_told_what_theory_predicts) {
    const nnt_what_if what_ifs[] = {{"sigmoid", "he_normal", 0.5, 0, 0.99},
                                    {"relu", "he_normal", 1, 0.2, 0.8},
                                    {"leaky_relu", "he_normal", 1, 0, 0.8},
                                    {"elu", "he_normal", 1, 0, 0.8}};
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    use_relu(&run);
    set_series(&run, "dead_fraction", 2, 0.5);
    set_theory(&run, "dead_fraction", HIDDEN, 0.2);
    add_event(&run, 2, 0, NAN, NAN);
    run.evidence.what_ifs = what_ifs;
    run.evidence.n_what_ifs = 4;
    cr_assert(ask_for(&run, "dead_units", &verdict) == NNT_WARNING);
    cr_assert(strstr(verdict.remedy, "with leaky_relu and he_normal: 0 % instead of 20 %"), "%s",
              verdict.remedy);
    clear_run(&run);
}

NNT_TEST(born_dead_network, needs_a_whole_layer_at_the_start) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, 1);
    use_relu(&run);
    set_series(&run, "dead_fraction", 2, 0.9);
    cr_assert(ask(&run, "born_dead_network") == SILENT);
    set_series(&run, "dead_fraction", 2, 1);
    run.evidence.born_dead = 0.12;
    run.evidence.born_dead_wider = 0.02;
    cr_assert(ask_for(&run, "born_dead_network", &verdict) == NNT_SEVERE && verdict.layer == 2);
    cr_assert(strstr(verdict.evidence, "12 % are born dead"), "%s", verdict.evidence);
    cr_assert(strstr(verdict.remedy, "twice the units in every hidden layer 2 % are"), "%s",
              verdict.remedy);
    cr_assert(ask(&run, "dead_units") == SILENT, "it has a name already");
    set_series(&run, "epoch", 1, 5);
    cr_assert(ask(&run, "born_dead_network") == SILENT, "died later");
    clear_run(&run);
}

static int ask_saturation(double share, bool is_solved) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    set_series(&run, "saturated_fraction", 2, share);
    if (is_solved) {
        set_metric(&run, "train_loss", LOGS - 1, 0.01);
    }
    const int severity = ask(&run, "saturation");
    clear_run(&run);
    return severity;
}

NNT_TEST(saturation, levels) {
    cr_assert(ask_saturation(0.24, false) == SILENT);
    cr_assert(ask_saturation(0.25, false) == NNT_WARNING);
    cr_assert(ask_saturation(0.75, false) == NNT_WARNING);
    cr_assert(ask_saturation(0.76, false) == NNT_SEVERE);
    cr_assert(ask_saturation(0.9, true) == NNT_NOTE);
}

/* With z about 0 no unit is flat on nearly all rows, but the layer may be on most. */
NNT_TEST(saturation, of_a_layer_as_a_whole) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    set_series(&run, "slope_retention", 2, 0.151);
    cr_assert(ask(&run, "saturation") == SILENT);
    set_series(&run, "slope_retention", 2, 0.149);
    set_series(&run, "preactivation_rms", 2, 5);
    cr_assert(ask_for(&run, "saturation", &verdict) == NNT_WARNING && verdict.layer == 2);
    cr_assert(strstr(verdict.sentence, "on average 15 % of its largest slope"), "%s",
              verdict.sentence);
    cr_assert(strstr(verdict.remedy, "times 0.2 bring its rms z to 1"), "%s", verdict.remedy);
    clear_run(&run);
}

NNT_TEST(saturation, tells_a_bad_start_from_bad_training) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    set_series(&run, "saturated_fraction", 2, 0.5);
    ask_for(&run, "saturation", &verdict);
    cr_assert(strstr(verdict.remedy, "It starts this way"), "%s", verdict.remedy);
    set_at(&run, "saturated_fraction", 0, 2, 0);
    ask_for(&run, "saturation", &verdict);
    cr_assert(strstr(verdict.remedy, "It came with training"), "%s", verdict.remedy);
    cr_assert(verdict.first_epoch == 1 && verdict.layer == 2);
    run.evidence.finds_lengths = true;
    ask_for(&run, "saturation", &verdict);
    cr_assert(strstr(verdict.remedy, "It came with training: add weight_decay."), "%s",
              verdict.remedy);
    clear_run(&run);
}

/* Weights of the start are measured by the z of the start; and a layer that began well is
 * not told that it began badly because another did. */
NNT_TEST(saturation, the_start_is_judged_by_the_start) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    set_series(&run, "saturated_fraction", 2, 0.5);
    for (size_t log = 0; log < LOGS; log++) {
        set_at(&run, "preactivation_rms", log, 2, log == 0 ? 4 : 1e6);
        set_at(&run, "slope_retention", log, 2, log == 0 ? 0.3 : 0.01);
    }
    ask_for(&run, "saturation", &verdict);
    cr_assert(strstr(verdict.remedy, "times 0.25 bring its rms z to 1"), "%s", verdict.remedy);
    for (size_t log = 3; log < LOGS; log++) {
        set_at(&run, "saturated_fraction", log, 1, 0.6);
        set_at(&run, "slope_retention", log, 1, 0.001);
    }
    ask_for(&run, "saturation", &verdict);
    cr_assert(verdict.layer == 1 && verdict.first_epoch == 0);
    cr_assert(strstr(verdict.remedy, "It came with training"), "%s", verdict.remedy);
    clear_run(&run);
}

static int ask_linear(double rms, bool is_relu, double straight_to) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    set_everywhere(&run, "preactivation_rms", rms / 2);
    set_series(&run, "preactivation_rms", 2, rms);
    set_series(&run, "preactivation_rms", HIDDEN + 1, 5);
    if (is_relu) {
        use_relu(&run);
    }
    run.layers[1].straight_to = straight_to;
    const int severity = ask(&run, "linear_regime");
    clear_run(&run);
    return severity;
}

NNT_TEST(linear_regime, levels) {
    cr_assert(ask_linear(0.101, false, 1) == SILENT);
    cr_assert(ask_linear(0.099, false, 1) == NNT_NOTE);
    cr_assert(ask_linear(0.0101, false, 1) == NNT_NOTE);
    cr_assert(ask_linear(0.0099, false, 1) == NNT_WARNING);
    cr_assert(ask_linear(0.0099, true, 1) == SILENT);
    cr_assert(ask_linear(0, false, 1) == SILENT, "nothing arrives: not a matter of scale");
}

/* Layer 2 has the largest z; beside what its activation bears another may have. */
NNT_TEST(linear_regime, of_what_bends_early) {
    cr_assert(ask_linear(0.0099, false, 0) == SILENT);
    cr_assert(ask_linear(0.024, false, 0.25) == NNT_NOTE);
    cr_assert(ask_linear(0.026, false, 0.25) == SILENT);
    cr_assert(ask_linear(0.0024, false, 0.25) == NNT_WARNING);
    cr_assert(ask_linear(0.3, false, 4) == SILENT && ask_linear(0.19, false, 4) == NNT_NOTE);
}

NNT_TEST(symmetry, levels) {
    static const struct {
        double twins;
        int severity;
    } cases[] = {{0, SILENT}, {1, SILENT}, {2, NNT_WARNING}, {9, NNT_WARNING}, {10, NNT_SEVERE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        made_up_run run;
        make_run(&run, HIDDEN, LOGS);
        set_series(&run, "twin_units", 2, cases[i].twins);
        cr_assert(ask(&run, "symmetry") == cases[i].severity, "%g", cases[i].twins);
        clear_run(&run);
    }
}

NNT_TEST(symmetry, weights_that_start_at_zero) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    set_at(&run, "weight_norm", 0, 2, 0);
    cr_assert(ask_for(&run, "symmetry", &verdict) == NNT_SEVERE && verdict.layer == 2);
    run.layers[1].units = 1;
    cr_assert(ask(&run, "symmetry") == SILENT, "one unit has no twin");
    clear_run(&run);
}

static int ask_offset(double predicted, double offset) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    use_relu(&run);
    set_theory(&run, "dead_fraction", 1, predicted);
    run.evidence.input_offset = offset;
    const int severity = ask(&run, "input_off_centre");
    clear_run(&run);
    return severity;
}

NNT_TEST(input_off_centre, levels) {
    cr_assert(ask_offset(0.049, 1) == SILENT);
    cr_assert(ask_offset(0.05, 1) == NNT_NOTE);
    cr_assert(ask_offset(0.39, 1) == NNT_NOTE);
    cr_assert(ask_offset(0.4, 1) == NNT_WARNING);
    cr_assert(ask_offset(0.4, NAN) == NNT_WARNING);
    cr_assert(ask_offset(0.4, 0.09) == SILENT, "centred already");
    cr_assert(ask_offset(0.4, 0.11) == NNT_WARNING);
}
