/* The rules on gradients that vanish and explode, just above and below their
 * limits. */
#include "diagnosis/made_up_run.h"

enum { HIDDEN = 4, LOGS = 20 };

NNT_TEST(vanishing_gradient, levels) {
    static const struct {
        double ratio;
        int severity;
    } cases[] = {{1, SILENT},           {1.01e-2, SILENT},      {0.99e-2, NNT_NOTE},
                 {1.01e-3, NNT_NOTE},   {0.99e-3, NNT_WARNING}, {1.01e-5, NNT_WARNING},
                 {0.99e-5, NNT_SEVERE}, {0, NNT_SEVERE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        for (int series = 0; series < 2; series++) {
            made_up_run run;
            make_run(&run, HIDDEN, LOGS);
            set_series(&run, series ? "delta_norm" : "gradient_norm", 1, cases[i].ratio);
            cr_assert(ask(&run, "vanishing_gradient") == cases[i].severity, "%g", cases[i].ratio);
            clear_run(&run);
        }
    }
}

/* A note by its size is a warning when theory foresaw it and nothing was learnt. */
NNT_TEST(vanishing_gradient, counts_more_where_nothing_is_learnt) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    set_series(&run, "delta_norm", 1, 0.005);
    set_theory(&run, "delta_norm", 1, 0.004);
    set_theory(&run, "delta_norm_high", 1, 0.006);
    cr_assert(ask(&run, "vanishing_gradient") == NNT_NOTE, "it learns");
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, 0.69);
    }
    cr_assert(ask(&run, "vanishing_gradient") == NNT_WARNING);
    set_theory(&run, "delta_norm_high", 1, 0.0049);
    cr_assert(ask(&run, "vanishing_gradient") == NNT_NOTE, "more arrives than was foreseen");
    set_theory(&run, "delta_norm", 1, 1);
    set_theory(&run, "delta_norm_high", 1, 2);
    cr_assert(ask(&run, "vanishing_gradient") == NNT_NOTE, "not foreseen");
    clear_run(&run);
}

NNT_TEST(vanishing_gradient, does_not_depend_on_the_unit_of_the_loss) {
    static const double ratios[] = {1, 0.99e-2, 0.99e-3, 0.99e-5};
    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++) {
        made_up_run run;
        nnt_verdict plain, scaled;
        memset(&plain, 0, sizeof plain);
        memset(&scaled, 0, sizeof scaled);
        make_run(&run, HIDDEN, LOGS);
        set_series(&run, "delta_norm", 1, ratios[i]);
        const int expected = ask_for(&run, "vanishing_gradient", &plain);
        set_everywhere(&run, "delta_norm", 1e-6);
        set_everywhere(&run, "gradient_norm", 1e-6);
        set_series(&run, "delta_norm", 1, ratios[i] * 1e-6);
        for (size_t row = 0; row < LOGS; row++) {
            set_metric(&run, "train_loss", row, 0.7e-6 * pow(0.95, (double)row));
            set_metric(&run, "validation_loss", row, 0.7e-6 * pow(0.95, (double)row));
        }
        cr_assert(ask_for(&run, "vanishing_gradient", &scaled) == expected);
        cr_assert(strcmp(plain.sentence, scaled.sentence) == 0, "%s", scaled.sentence);
        clear_run(&run);
    }
}

NNT_TEST(vanishing_gradient, needs_two_hidden_layers) {
    made_up_run run;
    make_run(&run, 1, LOGS);
    set_series(&run, "gradient_norm", 1, 1e-8);
    cr_assert(ask(&run, "vanishing_gradient") == SILENT);
    clear_run(&run);
}

NNT_TEST(vanishing_gradient, a_single_log_counts_when_there_is_one) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, 1);
    set_series(&run, "delta_norm", 1, 1e-4);
    cr_assert(ask_for(&run, "vanishing_gradient", &verdict) == NNT_WARNING);
    cr_assert(verdict.layer == 1 && verdict.first_epoch == 0);
    clear_run(&run);
}

NNT_TEST(vanishing_gradient, needs_three_logs) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    set_at(&run, "delta_norm", LOGS - 1, 1, 1e-6);
    set_at(&run, "delta_norm", LOGS - 2, 1, 1e-6);
    cr_assert(ask(&run, "vanishing_gradient") == SILENT);
    set_at(&run, "delta_norm", LOGS - 3, 1, 1e-6);
    cr_assert(ask_for(&run, "vanishing_gradient", &verdict) == NNT_SEVERE);
    cr_assert(verdict.first_epoch == LOGS - 3);
    clear_run(&run);
}

/* Started well, all gradients fell together, ratios moved by less than a decade. */
NNT_TEST(vanishing_gradient, a_converged_run_is_none) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    for (size_t log = 0; log < LOGS; log++) {
        for (size_t layer = 1; layer <= HIDDEN + 1; layer++) {
            const double fallen = pow(10, -(double)log);
            set_at(&run, "delta_norm", log, layer, fallen * (layer == 1 ? 0.02 : 1));
            set_at(&run, "gradient_norm", log, layer, fallen * (layer == 1 ? 0.02 : 1));
        }
    }
    cr_assert(ask(&run, "vanishing_gradient") == SILENT);
    for (size_t log = 4; log < LOGS; log++) {
        set_at(&run, "delta_norm", log, 1, pow(10, -(double)log) * 0.0021);
    }
    cr_assert(ask(&run, "vanishing_gradient") == SILENT, "less than a decade");
    for (size_t log = 4; log < LOGS; log++) {
        set_at(&run, "delta_norm", log, 1, pow(10, -(double)log) * 0.0019);
    }
    cr_assert(ask(&run, "vanishing_gradient") == NNT_NOTE, "more than a decade");
    clear_run(&run);
}

/* Relu with n Var(W) = 1/3: slopes sqrt(1/2), weights sqrt(1/3), weight gradients
 * level since activations fall by the same factor. */
NNT_TEST(vanishing_gradient, is_seen_where_weight_gradients_hide_it) {
    const nnt_what_if what_ifs[] = {{"relu", "he_normal", 1, 0.3, 0.8},
                                    {"elu", "he_normal", 0.8, 0, 0.8}};
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, 10, LOGS);
    use_relu(&run);
    for (size_t layer = 1; layer <= 10; layer++) {
        const double factor = sqrt(1.0 / 6);
        set_series(&run, "delta_norm", layer, pow(factor, 10.0 - (double)layer));
        set_series(&run, "activation_rms", layer, pow(factor, (double)layer));
        set_series(&run, "transfer_slope", layer, sqrt(0.5));
        set_series(&run, "transfer_weight", layer, sqrt(1.0 / 3));
    }
    set_theory(&run, "delta_norm", 1, 3.15e-4);
    run.evidence.what_ifs = what_ifs;
    run.evidence.n_what_ifs = 2;
    cr_assert(ask_for(&run, "vanishing_gradient", &verdict) == NNT_WARNING);
    cr_assert(strstr(verdict.sentence, "hide it"), "%s", verdict.sentence);
    cr_assert(strstr(verdict.evidence, "slopes x 0.707, weights x 0.577"), "%s", verdict.evidence);
    cr_assert(strstr(verdict.remedy, "weights are too small"), "%s", verdict.remedy);
    cr_assert(strstr(verdict.remedy, "with relu and he_normal: a ratio of 1 instead of 0.000315"),
              "%s", verdict.remedy);
    clear_run(&run);
}

/* Sigmoid with Glorot weights: 0.236 a layer, all of it from the slopes. */
NNT_TEST(vanishing_gradient, blames_the_slopes_of_sigmoid) {
    const nnt_what_if what_ifs[] = {{"sigmoid", "he_normal", 1e-4, 0, 0.99},
                                    {"relu", "he_normal", 1, 0.3, 0.8}};
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    for (size_t layer = 1; layer <= HIDDEN; layer++) {
        run.layers[layer - 1].activation = "sigmoid";
        set_series(&run, "transfer_slope", layer, 0.236);
        set_series(&run, "delta_norm", layer, pow(0.236, 10.0 - (double)layer));
    }
    set_series(&run, "gradient_norm", 1, 1e-4);
    run.evidence.what_ifs = what_ifs;
    run.evidence.n_what_ifs = 2;
    cr_assert(ask_for(&run, "vanishing_gradient", &verdict) == NNT_WARNING);
    cr_assert(strstr(verdict.remedy, "slopes of sigmoid are too small"), "%s", verdict.remedy);
    cr_assert(strstr(verdict.remedy, "Predicted with relu and he_normal"), "%s", verdict.remedy);
    clear_run(&run);
}

NNT_TEST(vanishing_gradient, is_not_what_a_dead_layer_does) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    use_relu(&run);
    set_series(&run, "delta_norm", 1, 0);
    set_series(&run, "gradient_norm", 1, 0);
    set_series(&run, "dead_fraction", 2, 1);
    cr_assert(ask(&run, "vanishing_gradient") == SILENT);
    cr_assert(ask(&run, "born_dead_network") == NNT_SEVERE);
    clear_run(&run);
}

NNT_TEST(exploding_gradient, levels) {
    static const struct {
        double ratio;
        int severity;
    } cases[] = {
        {0.99e2, SILENT}, {1.01e2, NNT_WARNING}, {0.99e4, NNT_WARNING}, {1.01e4, NNT_SEVERE}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        made_up_run run;
        make_run(&run, HIDDEN, LOGS);
        set_series(&run, "delta_norm", 1, cases[i].ratio);
        cr_assert(ask(&run, "exploding_gradient") == cases[i].severity, "%g", cases[i].ratio);
        set_everywhere(&run, "delta_norm", 1e-6);
        set_series(&run, "delta_norm", 1, cases[i].ratio * 1e-6);
        cr_assert(ask(&run, "exploding_gradient") == cases[i].severity, "%g", cases[i].ratio);
        clear_run(&run);
    }
}

/* Layer 2 doubles from log 10 on, `n` times. */
static int grow(size_t n, double factor, bool loss_rises) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    double size = 1;
    for (size_t log = 10; log < LOGS; log++) {
        size *= log < 10 + n ? factor : 1;
        set_at(&run, "gradient_norm", log, 2, size);
        if (loss_rises) {
            set_metric(&run, "train_loss", log, 0.7 + 0.01 * (double)log);
        }
    }
    const int severity = ask(&run, "exploding_gradient");
    clear_run(&run);
    return severity;
}

/* The state lasts 3 of 20 logs and is over, hence a note; with 10 it is no more. */
NNT_TEST(exploding_gradient, growth_counts_when_the_loss_rises_with_it) {
    cr_assert(grow(4, 2, true) == SILENT);
    cr_assert(grow(5, 2, true) == NNT_NOTE);
    cr_assert(grow(10, 2, true) == NNT_WARNING);
    cr_assert(grow(10, 1.99, true) == SILENT);
    cr_assert(grow(10, 2, false) == SILENT);
}

NNT_TEST(exploding_gradient, a_gradient_that_is_not_finite) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, 2);
    run.evidence.stop = NNT_STOP_DIVERGED;
    run.evidence.divergence =
        (nnt_divergence){.epoch = 1, .step = 7, .layer = 3, .quantity = "gradient"};
    cr_assert(ask_for(&run, "exploding_gradient", &verdict) == NNT_SEVERE);
    cr_assert(verdict.layer == 3 && verdict.first_epoch == 1);
    run.evidence.divergence.quantity = "loss";
    cr_assert(ask(&run, "exploding_gradient") == SILENT);
    clear_run(&run);
}
