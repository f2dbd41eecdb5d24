/* The rules on steps and losses, just above and below their limits. */
#include "diagnosis/made_up_run.h"

enum { HIDDEN = 3, LOGS = 20 };

static int ask_update(const char *rule, double ratio) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    for (size_t log = 1; log < LOGS; log++) {
        for (size_t layer = 1; layer <= HIDDEN + 1; layer++) {
            set_at(&run, "update_ratio", log, layer, layer == 2 ? ratio : ratio / 10);
        }
    }
    const int severity = ask(&run, rule);
    clear_run(&run);
    return severity;
}

NNT_TEST(update_too_large, levels) {
    cr_assert(ask_update("update_too_large", 0.031) == SILENT);
    cr_assert(ask_update("update_too_large", 0.032) == NNT_NOTE);
    cr_assert(ask_update("update_too_large", 0.099) == NNT_NOTE);
    cr_assert(ask_update("update_too_large", 0.101) == NNT_WARNING);
    cr_assert(ask_update("update_too_large", 0.99) == NNT_WARNING);
    cr_assert(ask_update("update_too_large", 1.01) == NNT_SEVERE);
}

/* 0.1 of the weights at a rate of 0.1: a rate of 0.01 gives 1 %. */
NNT_TEST(update_too_large, names_the_rate) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    set_series(&run, "update_ratio", 3, 0.2);
    set_series(&run, "sharpness_times_rate", HIDDEN + 1, 5);
    cr_assert(ask_for(&run, "update_too_large", &verdict) == NNT_WARNING && verdict.layer == 3);
    cr_assert(strstr(verdict.remedy, "learning rate of 0.005 instead of 0.1"), "%s",
              verdict.remedy);
    cr_assert(strstr(verdict.evidence, "sharpness is 5"), "%s", verdict.evidence);
    clear_run(&run);
}

/* Early and soon over: a note, whatever the level was. */
NNT_TEST(update_too_large, what_has_passed_is_a_note) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    for (size_t log = 1; log < 8; log++) {
        set_at(&run, "update_ratio", log, 1, 0.5);
    }
    cr_assert(ask_for(&run, "update_too_large", &verdict) == NNT_NOTE);
    cr_assert(strstr(verdict.sentence, "in epochs 1 to 7"), "%s", verdict.sentence);
    clear_run(&run);
}

/* Nobody can choose another rate for an optimizer that looks for its step lengths. */
NNT_TEST(update_too_large, is_no_matter_of_line_searches) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    set_series(&run, "update_ratio", 3, 0.2);
    run.evidence.finds_lengths = true;
    cr_assert(ask_for(&run, "update_too_large", &verdict) == SILENT);
    clear_run(&run);
}

NNT_TEST(update_too_small, levels) {
    cr_assert(ask_update("update_too_small", 1.01e-4) == SILENT);
    cr_assert(ask_update("update_too_small", 0.99e-4) == NNT_NOTE);
    cr_assert(ask_update("update_too_small", 1.01e-5) == NNT_NOTE);
    cr_assert(ask_update("update_too_small", 0.99e-5) == NNT_WARNING);
    cr_assert(ask_update("update_too_small", 0) == SILENT, "no step at all");
}

NNT_TEST(update_too_small, needs_work_left_and_a_falling_loss) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    set_everywhere(&run, "update_ratio", 1e-6);
    set_metric(&run, "train_loss", LOGS - 1, 0.069);
    cr_assert(ask(&run, "update_too_small") == SILENT, "nine tenths are learnt");
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, 0.7);
    }
    cr_assert(ask(&run, "update_too_small") == SILENT, "the loss stands still");
    clear_run(&run);
}

NNT_TEST(update_too_small, is_measured_against_knowing_nothing) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    set_everywhere(&run, "update_ratio", 1e-6);
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, 0.068 - 1e-3 * (double)row);
    }
    cr_assert(ask(&run, "update_too_small") == SILENT, "a tenth of ln 2 is 0.0693");
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, 0.1 - 1e-3 * (double)row);
    }
    cr_assert(ask(&run, "update_too_small") == NNT_WARNING);
    clear_run(&run);
}

NNT_TEST(update_too_small, is_a_note_where_the_gradient_does_not_arrive) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    set_everywhere(&run, "update_ratio", 1e-6);
    set_series(&run, "delta_norm", 1, 0.0099);
    cr_assert(ask_for(&run, "update_too_small", &verdict) == NNT_NOTE);
    cr_assert(strstr(verdict.remedy, "see vanishing_gradient"), "%s", verdict.remedy);
    clear_run(&run);
}

NNT_TEST(update_too_small, layer_one_alone) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    set_series(&run, "update_ratio", 1, 1.01e-5);
    cr_assert(ask(&run, "update_too_small") == SILENT);
    set_series(&run, "update_ratio", 1, 0.99e-5);
    cr_assert(ask_for(&run, "update_too_small", &verdict) == NNT_NOTE && verdict.layer == 1);
    cr_assert(strstr(verdict.sentence, "Layer 1 stands still"), "%s", verdict.sentence);
    clear_run(&run);
}

NNT_TEST(diverged, what_is_not_finite) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    run.evidence.stop = NNT_STOP_DIVERGED;
    run.evidence.divergence =
        (nnt_divergence){.epoch = 17, .step = 1234, .layer = 2, .quantity = "weight"};
    for (size_t layer = 1; layer <= HIDDEN + 1; layer++) {
        set_at(&run, "gradient_norm", LOGS - 1, layer, NAN);
        set_at(&run, "update_ratio", LOGS - 2, layer, 7);
    }
    cr_assert(ask_for(&run, "diverged", &verdict) == NNT_SEVERE);
    cr_assert(verdict.layer == 2 && verdict.first_epoch == 17);
    cr_assert(
        strstr(verdict.evidence, "step 1234. The last finite log, epoch 18, has steps of 700 %"),
        "%s", verdict.evidence);
    cr_assert(strstr(verdict.sentence, "in epoch 17: a weight of layer 2 is not finite."), "%s",
              verdict.sentence);
    run.evidence.divergence = (nnt_divergence){.epoch = 17, .quantity = "loss", .value = NAN};
    ask_for(&run, "diverged", &verdict);
    cr_assert(strstr(verdict.sentence, "the loss is not a number"), "%s", verdict.sentence);
    clear_run(&run);
}

/* Places count from 1, and 0 is none. */
NNT_TEST(diverged, places_in_words) {
    static const struct {
        nnt_divergence divergence;
        const char *words;
    } cases[] = {
        {{.layer = 2, .quantity = "pre-activation", .unit = 5, .row = 17},
         "the pre-activation of unit 5 of layer 2 on row 17 of the data"},
        {{.layer = 1, .quantity = "input", .input = 3, .row = 4},
         "the input 3 on row 4 of the data"},
        {{.layer = 3, .quantity = "weight", .unit = 2, .input = 7},
         "the weight from input 7 to unit 2 of layer 3"},
        {{.layer = 3, .quantity = "bias gradient", .unit = 2},
         "the bias gradient of unit 2 of layer 3"},
        {{.layer = 3, .quantity = "activation"}, "an activation of layer 3"},
        {{.quantity = "loss", .row = 9}, "the loss on row 9 of the data"},
        {{.quantity = NULL}, "the loss"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char words[NNT_DIVERGENCE_ROOM];
        nnt_divergence_describe(&cases[i].divergence, words);
        cr_expect_str_eq(words, cases[i].words);
    }
}

/* The losses that led there, but for that of the step itself. */
NNT_TEST(diverged, names_the_losses_before) {
    static const char *const names[] = {"step", "loss"};
    double cells[] = {6, 0.5, 7, 12.5, 8, 3e9, 9, NAN};
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    run.history.trail = (nnt_table){2, names, 4, 4, cells};
    run.evidence.stop = NNT_STOP_DIVERGED;
    run.evidence.divergence = (nnt_divergence){.epoch = 9, .step = 9, .quantity = "loss"};
    ask_for(&run, "diverged", &verdict);
    cr_assert(strstr(verdict.evidence, "Losses of the steps before it: 0.5, 12.5, 3000000000."),
              "%s", verdict.evidence);
    clear_run(&run);
}

static int ask_loss(double factor, double scale) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, (row < 10 ? 0.7 : 0.7 * factor) * scale);
    }
    const int severity = ask(&run, "diverged");
    clear_run(&run);
    return severity;
}

NNT_TEST(diverged, a_loss_far_above_the_first) {
    cr_assert(ask_loss(9.9, 1) == SILENT);
    cr_assert(ask_loss(10.1, 1) == NNT_WARNING);
    cr_assert(ask_loss(9.9, 1e-6) == SILENT);
    cr_assert(ask_loss(10.1, 1e-6) == NNT_WARNING);
}

/* Learning rate times sharpness; the loss rises in every second epoch. */
static int ask_sharpness(const char *rule, double value, double slope) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    set_series(&run, "sharpness_times_rate", HIDDEN + 1, value);
    for (size_t row = 0; row < LOGS; row++) {
        const double wave = row % 2 == 1 ? 0.05 : 0;
        set_metric(&run, "train_loss", row, 0.5 + wave + slope * (double)row);
    }
    const int severity = ask(&run, rule);
    clear_run(&run);
    return severity;
}

NNT_TEST(edge_of_stability, is_a_note_while_the_loss_falls) {
    cr_assert(ask_sharpness("edge_of_stability", 1.79, -0.01) == SILENT);
    cr_assert(ask_sharpness("edge_of_stability", 1.81, -0.01) == NNT_NOTE);
    cr_assert(ask_sharpness("edge_of_stability", 2.29, -0.01) == NNT_NOTE);
    cr_assert(ask_sharpness("edge_of_stability", 2.31, -0.01) == SILENT);
    cr_assert(ask_sharpness("edge_of_stability", 2, 0.01) == SILENT, "the loss rises");
    cr_assert(ask_sharpness("edge_of_stability", 2, -0.06) == SILENT, "the loss never rises");
}

NNT_TEST(diverged, beyond_the_edge) {
    cr_assert(ask_sharpness("diverged", 2.29, 0.06) == SILENT);
    cr_assert(ask_sharpness("diverged", 2.31, 0.06) == NNT_WARNING);
    cr_assert(ask_sharpness("diverged", 2.31, -0.06) == SILENT);
}

/* Validation is best at epoch 5 and then stays at `rise` times that; the training
 * loss goes on to `train` times. */
static int ask_overfit(double rise, double train, size_t kept_epoch) {
    made_up_run run;
    nnt_verdict verdict;
    make_run(&run, HIDDEN, LOGS);
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "validation_loss", row, row == 5 ? 0.4 : 0.4 * rise);
        set_metric(&run, "train_loss", row, row > 5 ? 0.3 * train : 0.3);
    }
    run.evidence.kept_epoch = kept_epoch;
    const int severity = ask_for(&run, "overfitting", &verdict);
    cr_assert(severity == SILENT || verdict.first_epoch == 6);
    clear_run(&run);
    return severity;
}

NNT_TEST(overfitting, levels) {
    cr_assert(ask_overfit(1.14, 0.5, 19) == SILENT);
    cr_assert(ask_overfit(1.16, 0.5, 19) == NNT_WARNING);
    cr_assert(ask_overfit(1.16, 0.91, 19) == SILENT);
    cr_assert(ask_overfit(1.16, 0.89, 19) == NNT_WARNING);
    cr_assert(ask_overfit(3.9, 0.5, 19) == NNT_WARNING);
    cr_assert(ask_overfit(4.1, 0.5, 19) == NNT_SEVERE);
    cr_assert(ask_overfit(4.1, 0.5, 5) == NNT_NOTE, "the best weights were kept");
}

NNT_TEST(overfitting, a_validation_loss_near_zero_is_good_enough) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    for (size_t row = 5; row < LOGS; row++) {
        set_metric(&run, "validation_loss", row, row == 5 ? 0.001 : 0.01);
        set_metric(&run, "train_loss", row, row == 5 ? 0.001 : 0.0001);
    }
    run.evidence.kept_epoch = LOGS - 1;
    cr_assert(ask(&run, "overfitting") == NNT_NOTE);
    clear_run(&run);
}

static int ask_noise(double scale, size_t n_layers_noisy, size_t batch_size, bool is_stalled) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    for (size_t layer = 1; layer <= n_layers_noisy; layer++) {
        set_series(&run, "noise_scale", layer, scale);
    }
    for (size_t row = 0; is_stalled && row < LOGS; row++) {
        set_metric(&run, "train_loss", row, 0.6 + (row % 2 ? 0.001 : 0));
    }
    run.evidence.batch_size = batch_size;
    const int severity = ask(&run, "noise_dominated");
    clear_run(&run);
    return severity;
}

NNT_TEST(noise_dominated, levels) {
    cr_assert(ask_noise(99, 4, 10, true) == SILENT);
    cr_assert(ask_noise(101, 4, 10, false) == NNT_NOTE);
    cr_assert(ask_noise(101, 4, 10, true) == NNT_WARNING);
    cr_assert(ask_noise(101, 2, 10, true) == SILENT, "half of the layers are not most");
    cr_assert(ask_noise(101, 3, 10, true) == NNT_WARNING);
    cr_assert(ask_noise(1e6, 4, 1000, true) == SILENT, "all rows in one step: no noise");
}

/* Held up by noise is what has come down and goes up and down. */
NNT_TEST(noise_dominated, a_warning_needs_a_loss_that_hovers) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    set_everywhere(&run, "noise_scale", 1000);
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, 0.6 - 1e-4 * (double)row);
    }
    cr_assert(ask(&run, "noise_dominated") == NNT_NOTE, "slow and steady");
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, 0.6 + (row % 2 ? 0.001 : 0));
    }
    cr_assert(ask(&run, "noise_dominated") == NNT_WARNING);
    for (size_t row = LOGS / 2; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, row < LOGS / 2 + 6 && row % 2 ? 0.601 : 0.6);
    }
    cr_assert(ask(&run, "noise_dominated") == NNT_WARNING, "three rises in nine epochs");
    set_metric(&run, "train_loss", LOGS / 2 + 3, 0.6);
    cr_assert(ask(&run, "noise_dominated") == NNT_NOTE, "two");
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, 0.69 + (row % 2 ? 0.001 : 0));
    }
    cr_assert(ask(&run, "noise_dominated") == NNT_NOTE, "never left its start");
    clear_run(&run);
}

/* ln 2 is the loss of knowing nothing. */
NNT_TEST(noise_dominated, a_plateau_is_not_called_a_low_loss) {
    made_up_run run;
    nnt_verdict verdict = {0};
    make_run(&run, HIDDEN, LOGS);
    set_everywhere(&run, "noise_scale", 1000);
    set_at(&run, "noise_scale", 7, 1, 2000);
    set_metric(&run, "train_loss", 7, 0.91 * log(2));
    cr_assert(ask_for(&run, "noise_dominated", &verdict) == NNT_NOTE);
    cr_assert(strstr(verdict.sentence, "; usual on a plateau"), "%s", verdict.sentence);
    set_metric(&run, "train_loss", 7, 0.89 * log(2));
    cr_assert(ask_for(&run, "noise_dominated", &verdict) == NNT_NOTE);
    cr_assert(strstr(verdict.sentence, "; usual once the loss is low."), "%s", verdict.sentence);
    clear_run(&run);
}

static int ask_start(double loss, double r2, bool is_regression) {
    made_up_run run;
    make_run(&run, HIDDEN, LOGS);
    run.evidence.is_regression = is_regression;
    run.evidence.n_classes = is_regression ? 0 : 10;
    for (size_t row = 0; row < LOGS; row++) {
        set_metric(&run, "train_loss", row, loss);
        set_metric(&run, "train_r2", row, r2);
    }
    const int severity = ask(&run, "bad_start");
    set_metric(&run, "train_loss", LOGS - 1, 1);
    set_metric(&run, "train_r2", LOGS - 1, 0.5);
    cr_assert(ask(&run, "bad_start") == (severity == NNT_WARNING ? NNT_NOTE : severity),
              "what was learnt since makes it a note");
    clear_run(&run);
    return severity;
}

/* ln 10 = 2.302585. */
NNT_TEST(bad_start, levels) {
    cr_assert(ask_start(3.45, 0, false) == SILENT);
    cr_assert(ask_start(3.46, 0, false) == NNT_NOTE);
    cr_assert(ask_start(9.21, 0, false) == NNT_NOTE);
    cr_assert(ask_start(9.22, 0, false) == NNT_WARNING);
    cr_assert(ask_start(2.3e-6, 0, false) == SILENT, "a low loss is no harm");
    cr_assert(ask_start(100, -0.99, true) == SILENT);
    cr_assert(ask_start(100, -1.01, true) == NNT_NOTE);
    cr_assert(ask_start(100, -3.01, true) == NNT_WARNING);
    cr_assert(ask_start(NAN, NAN, true) == SILENT);
}
