/* nntrain compare: variants and seeds side by side. */
#include "command_compare.h"

#include "command.h"
#include "compare_text.h"
#include "compare_watch.h"
#include "config_arg.h"
#include "exit_code.h"
#include "signals.h"
#include "verdict_text.h"
#include <stdlib.h>
#include <string.h>

/* A comparison while it is carried out. */
typedef struct compare_job {
    nnt_console *console;
    const nnt_config *const *configs;
    size_t n_configs;
    nnt_compare_watch watch;
    nnt_comparison *comparison;
    nnt_messages notes;
} compare_job;

/* A seed beside compare.seeds would be passed over without a word. */
static nnt_status check_seed(const nnt_args *args, const compare_job *job, nnt_error *error) {
    for (size_t i = 0; i < job->n_configs; i++) {
        if (nnt_args_has(args, NNT_FLAG_SEED) && nnt_config_count_seeds(job->configs[i]) > 0) {
            return nnt_error_set(error, NNT_ERR_USAGE,
                                 "--seed %s: the seeds of %s are those of compare.seeds; for one "
                                 "seed use --set 'compare.seeds=[%s]'",
                                 args->values[NNT_FLAG_SEED], nnt_config_name(job->configs[i]),
                                 args->values[NNT_FLAG_SEED]);
        }
    }
    return NNT_OK;
}

static nnt_status carry_out(compare_job *job, const nnt_args *args, nnt_error *error) {
    size_t n_threads = 0;
    nnt_status status = nnt_args_threads(args, &n_threads, error);
    status = status != NNT_OK ? status : check_seed(args, job, error);
    status = status != NNT_OK ? status : nnt_verdict_gate_check(args, error);
    if (status != NNT_OK) {
        return status;
    }
    if (!nnt_compare_watch_init(&job->watch, job->console,
                                (nnt_progress_style)nnt_args_word(args, NNT_FLAG_PROGRESS),
                                nnt_args_has(args, NNT_FLAG_JSON))) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "out of memory");
    }
    const nnt_compare_options options = {
        .directory = args->values[NNT_FLAG_OUTPUT],
        .force = nnt_args_has(args, NNT_FLAG_FORCE),
        .resume = nnt_args_has(args, NNT_FLAG_RESUME),
        .isa = nnt_isa_from_environment(),
        .n_threads = n_threads > 0 ? n_threads : nnt_host_count_cores(),
        .on_progress = nnt_compare_watch_observe,
        .describe_run = nnt_compare_watch_describe,
        .context = &job->watch,
        .interrupt = nnt_signals_watch(job->watch.line.kind == NNT_LINE_REWRITTEN),
        .clock = nnt_host_clock,
        .memory = nnt_host_memory(),
    };
    status = nnt_compare_run(job->configs, job->n_configs, &options, &job->comparison, &job->notes,
                             error);
    nnt_progress_line_erase(&job->watch.line);
    return status;
}

static void show(const compare_job *job, const nnt_args *args) {
    const double seconds = nnt_host_clock() - job->watch.started;
    if (nnt_args_has(args, NNT_FLAG_JSON)) {
        nnt_compare_text_write_json(job->console, job->comparison, seconds);
    } else if (!job->console->quiet) {
        nnt_compare_text_print(job->console, job->comparison, seconds);
    }
    nnt_console_flush(job->console);
    nnt_compare_text_print_failures(job->console, job->comparison);
}

static bool reaches_gate(const nnt_args *args, const nnt_comparison *comparison) {
    for (size_t i = 0; i < comparison->n_rows; i++) {
        for (size_t k = 0; k < comparison->rows[i].n_verdicts; k++) {
            if (nnt_verdict_gate_names(args, comparison->rows[i].verdicts[k])) {
                return true;
            }
        }
    }
    return false;
}

/* Some variants that diverge are a finding; a run that could not be made is not. */
static int choose_exit_code(const nnt_args *args, const nnt_comparison *comparison) {
    size_t n_diverged = 0;
    if (comparison->was_interrupted) {
        return NNT_EXIT_SIGNAL + nnt_signals_received();
    }
    for (size_t i = 0; i < comparison->n_rows; i++) {
        if (comparison->rows[i].status != NNT_OK) {
            return nnt_exit_code(comparison->rows[i].status);
        }
        n_diverged += strcmp(comparison->rows[i].outcome, nnt_stop_text(NNT_STOP_DIVERGED)) == 0;
    }
    if (n_diverged == comparison->n_rows) {
        return NNT_EXIT_DIVERGED;
    }
    return reaches_gate(args, comparison) ? NNT_EXIT_GATE : NNT_EXIT_OK;
}

static int compare(const nnt_args *args,
                   nnt_console *console,
                   const nnt_config *const *configs,
                   size_t n_configs) {
    nnt_error error = {0};
    compare_job job = {.console = console, .configs = configs, .n_configs = n_configs};
    int code = NNT_EXIT_OK;
    nnt_status status = carry_out(&job, args, &error);
    nnt_console_notes(console, &job.notes);
    if (status == NNT_OK) {
        show(&job, args);
        code = choose_exit_code(args, job.comparison);
    } else {
        nnt_console_error(console, &error);
        code = nnt_exit_code(status);
    }
    nnt_messages_clear(&job.notes);
    nnt_comparison_free(job.comparison);
    nnt_compare_watch_clear(&job.watch);
    return code;
}

int nnt_compare_one(const nnt_args *args, nnt_console *console, const nnt_config *config) {
    return compare(args, console, &config, 1);
}

/* The first code that is not 0 is the code of all. */
static int load_all(const nnt_args *args, const nnt_console *console, nnt_config **configs) {
    int code = NNT_EXIT_OK;
    for (size_t i = 0; i < args->n_operands; i++) {
        const int own = nnt_config_from_operand(args, i, console, &configs[i]);
        code = code != NNT_EXIT_OK ? code : own;
    }
    return code;
}

static int run(const nnt_args *args, nnt_console *console) {
    const nnt_error no_memory = {NNT_ERR_MEMORY, "out of memory"};
    const nnt_error nothing = {NNT_ERR_USAGE,
                               "compare: one config without a \"compare\" block leaves nothing to "
                               "compare; give it one, or name several configs"};
    nnt_config **configs = calloc(args->n_operands, sizeof(nnt_config *));
    int code = NNT_EXIT_RUN_TIME;
    if (configs == NULL) {
        nnt_console_error(console, &no_memory);
        return code;
    }
    code = load_all(args, console, configs);
    if (code == NNT_EXIT_OK && args->n_operands == 1 &&
        nnt_config_count_variants(configs[0]) == 0) {
        nnt_console_error(console, &nothing);
        code = NNT_EXIT_USAGE;
    } else if (code == NNT_EXIT_OK) {
        code = compare(args, console, (const nnt_config *const *)configs, args->n_operands);
    }
    for (size_t i = 0; i < args->n_operands; i++) {
        nnt_config_free(configs[i]);
    }
    free(configs);
    return code;
}

const nnt_command nnt_command_compare = {
    .name = "compare",
    .usage = "CONFIG...",
    .min_operands = 1,
    .max_operands = NNT_MAX_COMPARE_RUNS,
    .flags = NNT_USES(SET) | NNT_USES(SEED) | NNT_USES(OUTPUT) | NNT_USES(FORCE) |
             NNT_USES(RESUME) | NNT_USES(THREADS) | NNT_USES(JSON) | NNT_USES(PROGRESS) |
             NNT_USES(VERBOSE) | NNT_USES(FAIL_ON),
    .summary = "run every variant with every seed, and compare",
    .details =
        "CONFIG has a \"compare\" block, which says what is varied, with which seeds, and in how "
        "many folds of cross-validation; several configs are put side by side. The runs go to a "
        "folder each, inside that "
        "of the comparison, with compare.csv and summary.json beside them; results do not "
        "depend on the number of threads. A run that fails or diverges does not stop the "
        "others. Ctrl-C ends the runs in work; --resume carries on with the rest, and with "
        "another training.time_limit with those that the earlier one ended.",
    .examples = {{"compare configs/compare_vanishing_gradients.json",
                  "all variants, one run per core at a time"},
                 {"compare configs/compare_depth.json --set compare.seeds=20", "with more seeds"},
                 {"compare configs/xor_tanh.json configs/xor_relu.json -o /tmp/xor",
                  "two configs side by side"},
                 {"compare configs/compare_depth.json --resume", "what an earlier call left"}},
    .run = run,
};
