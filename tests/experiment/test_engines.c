/* Choosing a build of the numeric core. */
#include "experiment/engines.h"

#include "nntrain/experiment.h"
#include "support/nnt_test.h"
#include <stdio.h>
#include <string.h>

static const char *const precisions[] = {"float32", "float64"};

NNT_TEST(engines, list_ends_with_generic) {
    const char *const *isa = nnt_isa_list();
    size_t n = 0;
    while (isa[n]) {
        n++;
    }
    cr_assert(n > 0);
    cr_assert_str_eq(isa[n - 1], "generic");
}

NNT_TEST(engines, every_listed_build_is_found) {
    for (size_t p = 0; p < 2; p++) {
        const nnt_engine *engine = NULL;
        nnt_error error = {0};
        cr_assert(nnt_engine_choose(precisions[p], "generic", &engine, &error) == NNT_OK);
        cr_assert_str_eq(engine->isa, "generic");
        cr_assert_str_eq(engine->precision, precisions[p]);
    }
}

NNT_TEST(engines, best_is_taken_unless_one_is_named) {
    for (size_t p = 0; p < 2; p++) {
        const nnt_engine *best = NULL;
        const nnt_engine *named = NULL;
        cr_assert(nnt_engine_choose(precisions[p], NULL, &best, NULL) == NNT_OK);
        cr_assert(nnt_engine_choose(precisions[p], best->isa, &named, NULL) == NNT_OK);
        cr_assert(best == named);
    }
}

NNT_TEST(engines, unknown_instruction_set) {
    const nnt_engine *engine = NULL;
    nnt_error error = {0};
    cr_assert(nnt_engine_choose("float32", "genric", &engine, &error) == NNT_ERR_USAGE);
    const char *start = "unknown instruction set \"genric\"; did you mean \"generic\"? this "
                        "machine can run: ";
    cr_assert(strncmp(error.message, start, strlen(start)) == 0, "%s", error.message);
    cr_assert(engine == NULL);
    cr_assert(nnt_engine_choose("float32", "riscv", &engine, &error) == NNT_ERR_USAGE);
    start = "unknown instruction set \"riscv\"; this machine can run: ";
    cr_assert(strncmp(error.message, start, strlen(start)) == 0, "%s", error.message);
}

NNT_TEST(engines, instruction_set_of_another_processor) {
    const bool has_neon = strcmp(nnt_isa_list()[0], "neon") == 0;
    const char *isa = has_neon ? "avx2" : "neon";
    const nnt_engine *engine = NULL;
    nnt_error error = {0};
    char start[100];
    snprintf(start, sizeof start, "this machine has no instruction set \"%s\"; it can run: ", isa);
    cr_assert(nnt_engine_choose("float64", isa, &engine, &error) == NNT_ERR_USAGE);
    cr_assert(strncmp(error.message, start, strlen(start)) == 0, "%s", error.message);
}

NNT_TEST(engines, unknown_precision) {
    const nnt_engine *engine = NULL;
    nnt_error error = {0};
    cr_assert(nnt_engine_choose("float16", NULL, &engine, &error) == NNT_ERR_USAGE);
    cr_assert_str_eq(error.message, "unknown precision \"float16\"; known: float32, float64");
}

NNT_TEST(engines, any_has_the_registries) {
    const nnt_engine *engine = nnt_engine_any();
    cr_assert(engine->activation_count() > 0);
    cr_assert(engine->loss_count() > 0);
    cr_assert(engine->optimizer_count() > 0);
}
