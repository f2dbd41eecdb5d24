/* All rules together: silence where all is well or nothing is known, order, and the
 * pages. */
#include "base/memory_testing.h"
#include "diagnosis/made_up_run.h"
#include "diagnosis/rule.h"
#include "nntrain/explain.h"

static size_t count_verdicts(const nnt_evidence *evidence) {
    nnt_verdict *verdicts = NULL;
    size_t n = 0;
    cr_assert(nnt_diagnose(evidence, &verdicts, &n, NULL) == NNT_OK);
    nnt_free(verdicts);
    return n;
}

NNT_TEST(diagnose, a_healthy_run_is_silent) {
    for (size_t n_hidden = 0; n_hidden < MOST_LAYERS; n_hidden++) {
        for (size_t n_logs = 1; n_logs < 30; n_logs += 7) {
            made_up_run run;
            make_run(&run, n_hidden, n_logs);
            cr_assert(count_verdicts(&run.evidence) == 0, "%zu layers, %zu logs", n_hidden, n_logs);
            use_relu(&run);
            cr_assert(count_verdicts(&run.evidence) == 0, "relu, %zu layers", n_hidden);
            clear_run(&run);
        }
    }
}

/* A deep He network: natural dead units, delta spread within the finite-width band. */
NNT_TEST(diagnose, a_deep_relu_network_is_healthy) {
    made_up_run run;
    make_run(&run, 11, 10);
    use_relu(&run);
    for (size_t layer = 1; layer <= 11; layer++) {
        set_series(&run, "dead_fraction", layer, 0.03 * (double)layer);
        set_theory(&run, "dead_fraction", layer, layer > 1 ? 0.025 * (double)layer : 0);
        set_series(&run, "delta_norm", layer, pow(0.8, 11.0 - (double)layer));
    }
    cr_assert(count_verdicts(&run.evidence) == 0);
    clear_run(&run);
}

NNT_TEST(diagnose, nothing_known_nothing_said) {
    const nnt_history history = {0};
    const nnt_layer_evidence layers[2] = {{.units = 4, .activation = "relu"}, {.units = 2}};
    const nnt_evidence evidence = {
        .history = &history, .n_layers = 2, .layers = layers, .n_classes = 2};
    cr_assert(count_verdicts(&evidence) == 0);
}

/* Each series in turn is missing from a run that has all troubles at once. */
NNT_TEST(diagnose, any_series_may_be_missing) {
    for (size_t missing = 3; missing < N_LAYER_NAMES; missing++) {
        const char *names[N_LAYER_NAMES];
        made_up_run run;
        make_run(&run, 4, 10);
        for (size_t column = 3; column < N_LAYER_NAMES; column++) {
            set_series(&run, layer_names[column], 1, 1e-9);
            set_series(&run, layer_names[column], 2, 1e9);
        }
        rename_series(&run.history.layers, layer_names[missing], names);
        count_verdicts(&run.evidence);
        clear_run(&run);
    }
}

NNT_TEST(diagnose, numbers_that_are_none_hurt_nobody) {
    static const double values[] = {NAN, INFINITY, -INFINITY, 0, -1, 1e300};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
        for (size_t column = 0; column < N_LAYER_NAMES; column++) {
            made_up_run run;
            make_run(&run, 3, 6);
            set_everywhere(&run, layer_names[column], values[i]);
            ask(&run, "diverged");
            clear_run(&run);
        }
    }
}

NNT_TEST(diagnose, the_worst_comes_first) {
    made_up_run run;
    nnt_verdict *verdicts = NULL;
    size_t n = 0;
    make_run(&run, 3, 10);
    set_series(&run, "delta_norm", 1, 0.5e-2);
    set_series(&run, "update_ratio", 2, 2);
    set_series(&run, "saturated_fraction", 3, 0.3);
    cr_assert(nnt_diagnose(&run.evidence, &verdicts, &n, NULL) == NNT_OK && n == 3);
    cr_assert(strcmp(verdicts[0].rule, "update_too_large") == 0);
    cr_assert(strcmp(verdicts[1].rule, "saturation") == 0);
    cr_assert(strcmp(verdicts[2].rule, "vanishing_gradient") == 0);
    nnt_free(verdicts);
    clear_run(&run);
}

NNT_TEST(diagnose, memory_out) {
    made_up_run run;
    nnt_verdict *verdicts = NULL;
    nnt_error error = {0};
    size_t n = 1;
    make_run(&run, 1, 1);
    nnt_memory_fail_at(1, false);
    cr_assert(nnt_diagnose(&run.evidence, &verdicts, &n, &error) == NNT_ERR_MEMORY);
    cr_assert(!verdicts && n == 0 && strstr(error.message, "no memory for the diagnosis"));
    nnt_memory_fail_at(0, false);
    clear_run(&run);
}

NNT_TEST(diagnose, severities_have_names) {
    cr_assert(strcmp(nnt_severity_text(NNT_NOTE), "note") == 0);
    cr_assert(strcmp(nnt_severity_text(NNT_WARNING), "warning") == 0);
    cr_assert(strcmp(nnt_severity_text(NNT_SEVERE), "severe") == 0);
}

static size_t count_words(const char *text) {
    size_t n = 0;
    for (; *text; text++) {
        n += *text == ' ' || *text == '\n';
    }
    return n + 1;
}

NNT_TEST(explain, every_rule_has_a_page) {
    cr_assert(nnt_explain_count() == 16);
    for (size_t i = 0; i < nnt_explain_count(); i++) {
        const nnt_topic topic = nnt_explain_get(i);
        cr_assert(nnt_rule_find(topic.name) == nnt_rule_get(i));
        cr_assert(nnt_explain_find(topic.name) == i);
        cr_assert(count_words(topic.page) >= 60, "%s: %zu", topic.name, count_words(topic.page));
        cr_assert(strlen(topic.summary) > 10 && strlen(topic.summary) < 80, "%s", topic.summary);
        cr_assert(strstr(topic.page, "\n\nMeasured: ") && strstr(topic.page, "\n\nWhat to do: ") &&
                      strstr(topic.page, "\n\nTo see it: "),
                  "%s lacks a part", topic.name);
        for (const char *c = topic.page; *c; c++) {
            cr_assert(*c == '\n' || (*c >= ' ' && *c <= '~'), "%s: %.20s", topic.name, c);
        }
    }
}

NNT_TEST(explain, names_may_be_written_in_several_ways) {
    const size_t index = nnt_explain_find("vanishing_gradient");
    cr_assert(index != SIZE_MAX);
    cr_assert(nnt_explain_find("vanishing-gradient") == index);
    cr_assert(nnt_explain_find("Vanishing-Gradient") == index);
    cr_assert(nnt_explain_find("vanishing") == SIZE_MAX);
    cr_assert(nnt_explain_find("vanishing_gradients") == SIZE_MAX);
    cr_assert(nnt_explain_find("") == SIZE_MAX);
    cr_assert(!nnt_rule_find("vanishing"));
}
