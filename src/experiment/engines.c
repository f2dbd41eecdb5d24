/* The builds of the numeric core, and which of them this machine can run. */
#include "experiment/engines.h"

#include "base/suggest.h"
#include "base/text.h"
#include "experiment/config_words.h"
#include "nntrain/experiment.h"
#include <stdint.h>
#include <string.h>

#define NNT_ENGINE(build) extern const nnt_engine nnt_engine_##build;
#include "engine_list.inc"
#undef NNT_ENGINE

static const nnt_engine *const engines[] = {
#define NNT_ENGINE(build) &nnt_engine_##build,
#include "engine_list.inc"
#undef NNT_ENGINE
};

enum { N_ENGINES = sizeof engines / sizeof engines[0] };

const nnt_engine *nnt_engine_any(void) {
    return engines[0];
}

const nnt_activation_traits *nnt_engine_find_traits(const char *activation) {
    const nnt_engine *engine = nnt_engine_any();
    size_t index = 0;
    while (strcmp(engine->activation_row(index)->name, activation) != 0) {
        index++; /* the name has been checked */
    }
    return engine->activation_traits(index);
}

const nnt_solver *nnt_engine_find_solver(const char *optimizer) {
    const nnt_engine *engine = nnt_engine_any();
    size_t index = 0;
    while (strcmp(engine->optimizer_row(index)->name, optimizer) != 0) {
        index++; /* the name has been checked */
    }
    return engine->optimizer_solver(index);
}

static const nnt_engine *find_engine(const char *precision, const char *isa) {
    for (size_t i = 0; i < N_ENGINES; i++) {
        if (strcmp(engines[i]->precision, precision) == 0 && strcmp(engines[i]->isa, isa) == 0) {
            return engines[i];
        }
    }
    return NULL;
}

/* ---- instruction sets ----------------------------------------------------- */

/* Of this kind of processor, best first; a machine that runs one runs all that
 * follow. */
static const char *const isa_names[] = {
#if defined(__x86_64__)
    "avx512",
    "avx2",
#elif defined(__aarch64__)
    "neon",
#endif
    "generic",
    NULL,
};

/* Of any processor. */
static const char known_isas[] = "avx512|avx2|neon|generic";

static bool has_instructions(const char *isa) {
#if defined(__x86_64__)
    const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    if (strcmp(isa, "avx2") == 0) {
        return has_avx2;
    }
    if (strcmp(isa, "avx512") == 0) {
        return has_avx2 && __builtin_cpu_supports("avx512f") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vl");
    }
#else
    (void)isa;
#endif
    return true;
}

const char *const *nnt_isa_list(void) {
    const char *const *best = isa_names;
    while (!has_instructions(*best) || !find_engine("float32", *best)) {
        best++; /* "generic" is always there */
    }
    return best;
}

/* ---- choosing ------------------------------------------------------------- */

static nnt_status refuse_isa(const char *isa, nnt_error *error) {
    const char *const *runnable = nnt_isa_list();
    nnt_text list = {0};
    size_t n_runnable = 0;
    for (; runnable[n_runnable]; n_runnable++) {
        nnt_text_addf(&list, "%s%s", n_runnable > 0 ? ", " : "", runnable[n_runnable]);
    }
    const char *runs = list.data ? list.data : "generic";
    const char *near = nnt_suggest(isa, runnable, n_runnable);
    if (nnt_words_find(known_isas, isa) != SIZE_MAX) {
        nnt_error_set(error, NNT_ERR_USAGE,
                      "this machine has no instruction set \"%s\"; it can run: %s", isa, runs);
    } else {
        nnt_error_set(error, NNT_ERR_USAGE,
                      "unknown instruction set \"%.40s\"; %s%s%sthis machine can run: %s", isa,
                      near ? "did you mean \"" : "", near ? near : "", near ? "\"? " : "", runs);
    }
    nnt_text_clear(&list);
    return NNT_ERR_USAGE;
}

nnt_status nnt_engine_choose(const char *precision,
                             const char *isa,
                             const nnt_engine **engine,
                             nnt_error *error) {
    for (const char *const *name = nnt_isa_list(); *name; name++) {
        const nnt_engine *found = find_engine(precision, *name);
        if (found && (!isa || strcmp(isa, *name) == 0)) {
            *engine = found;
            return NNT_OK;
        }
    }
    if (!find_engine(precision, "generic")) {
        return nnt_error_set(error, NNT_ERR_USAGE,
                             "unknown precision \"%.40s\"; known: float32, float64", precision);
    }
    return refuse_isa(isa, error);
}
