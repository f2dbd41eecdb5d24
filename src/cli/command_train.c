/* nntrain train: the main job. */
#include "command.h"

#include "command_compare.h"
#include "config_arg.h"
#include "exit_code.h"
#include "host.h"
#include "nntrain/compare.h"
#include "nntrain/experiment.h"
#include "run_text.h"
#include "signals.h"
#include "verdict_text.h"
#include "watch.h"

/* A run while it is carried out. */
typedef struct train_job {
    const nnt_args *args;
    nnt_console *console;
    nnt_watch watch;
    nnt_config *config;
    nnt_run *run;
    nnt_messages notes;
    char started_at[NNT_TIMESTAMP_SIZE];
    double started; /* seconds of the clock */
    int code;       /* exit code */
} train_job;

static int choose_exit_code(const nnt_args *args, const nnt_run *run) {
    if (run->stop == NNT_STOP_INTERRUPTED) {
        return NNT_EXIT_SIGNAL + nnt_signals_received();
    }
    if (run->stop == NNT_STOP_DIVERGED) {
        return NNT_EXIT_DIVERGED;
    }
    return nnt_verdict_gate_fails(args, run) ? NNT_EXIT_GATE : NNT_EXIT_OK;
}

static void observe(void *context, const nnt_progress *progress) {
    train_job *job = context;
    nnt_watch_observe(&job->watch, progress);
}

/* A run that has nothing left to do ends as it did. */
static void see_finished(void *context, const nnt_run *run) {
    train_job *job = context;
    job->code = choose_exit_code(job->args, run);
}

static nnt_status carry_out(train_job *job, nnt_error *error) {
    const nnt_args *args = job->args;
    size_t n_threads = 0;
    nnt_status status = nnt_args_threads(args, &n_threads, error);
    if (status != NNT_OK) {
        return status;
    }
    const bool writes_json = nnt_args_has(args, NNT_FLAG_JSON);
    nnt_watch_init(&job->watch, job->console,
                   (nnt_progress_style)nnt_args_word(args, NNT_FLAG_PROGRESS), writes_json,
                   nnt_config_name(job->config));
    const nnt_run_options options = {
        .directory = args->values[NNT_FLAG_OUTPUT],
        .force = nnt_args_has(args, NNT_FLAG_FORCE),
        .resume = nnt_args_has(args, NNT_FLAG_RESUME),
        .isa = nnt_isa_from_environment(),
        .n_threads = n_threads,
        .n_cores = nnt_host_count_cores(),
        .on_progress = observe,
        .on_finished = see_finished,
        .context = job,
        .interrupt = nnt_signals_watch(job->watch.line.kind == NNT_LINE_REWRITTEN),
        .clock = nnt_host_clock,
        .memory = nnt_host_memory(),
    };
    status = nnt_run_config(job->config, &options, &job->run, &job->notes, error);
    nnt_progress_line_erase(&job->watch.line);
    return status;
}

static nnt_status save_info(const train_job *job, nnt_error *error) {
    nnt_host host;
    nnt_host_describe(&host);
    const nnt_run_info info = {
        .started = job->started_at,
        .host = host.name,
        .cpu = host.cpu,
        .system = host.system,
        .training_seconds = nnt_watch_training_seconds(&job->watch),
        .total_seconds = nnt_host_clock() - job->started,
        .peak_memory_bytes = nnt_host_peak_memory(),
    };
    return nnt_run_save_info(job->run, &info, error);
}

static void show(const train_job *job) {
    const double seconds = nnt_watch_training_seconds(&job->watch);
    if (nnt_args_has(job->args, NNT_FLAG_JSON)) {
        nnt_run_text_write_json(job->console, job->run, seconds);
    } else if (!job->console->quiet) {
        nnt_run_text_print(job->console, job->run, seconds);
    }
    nnt_console_flush(job->console);
    nnt_run_text_explain_divergence(job->console, job->run);
}

static int run(const nnt_args *args, nnt_console *console) {
    nnt_error error = {0};
    train_job job = {.args = args, .console = console, .started = nnt_host_clock()};
    nnt_host_timestamp(job.started_at);
    if (nnt_verdict_gate_check(args, &error)) {
        nnt_console_error(console, &error);
        return NNT_EXIT_USAGE;
    }
    job.code = nnt_config_from_args(args, console, &job.config);
    if (job.code != NNT_EXIT_OK) {
        return job.code;
    }
    const bool compares = nnt_config_count_variants(job.config) > 0;
    if (compares) {
        job.code = nnt_compare_one(args, console, job.config);
        nnt_config_free(job.config);
        return job.code;
    }
    nnt_status status = carry_out(&job, &error);
    nnt_console_notes(console, &job.notes);
    if (status == NNT_OK && job.run != NULL) {
        status = save_info(&job, &error);
        show(&job);
        job.code = choose_exit_code(args, job.run);
    }
    if (status != NNT_OK) {
        nnt_console_error(console, &error);
        job.code = nnt_exit_code(status);
    }
    nnt_messages_clear(&job.notes);
    nnt_run_free(job.run);
    nnt_config_free(job.config);
    return job.code;
}

const nnt_command nnt_command_train = {
    .name = "train",
    .usage = "CONFIG",
    .min_operands = 1,
    .max_operands = 1,
    .flags = NNT_USES(SET) | NNT_USES(SEED) | NNT_USES(OUTPUT) | NNT_USES(FORCE) | NNT_USES(JSON) |
             NNT_USES(RESUME) | NNT_USES(THREADS) | NNT_USES(PROGRESS) | NNT_USES(VERBOSE) |
             NNT_USES(FAIL_ON),
    .summary = "train the network of a config and write its run folder",
    .details = "CONFIG is a JSON file, or - for standard input. The word train may be left out "
               "when CONFIG ends in .json, holds a / or is -. Ctrl-C ends the training after its "
               "step, and all files are written with a checkpoint; a second Ctrl-C stops at once. "
               "--resume goes on from the last checkpoint (every output.checkpoint_every epochs, "
               "and at Ctrl-C) to the same files as if the training had never been stopped; it "
               "may be given more epochs. --threads says how many threads share each step; by "
               "itself training takes one for a small network, and at most one per core for a "
               "large one. No result depends on it.",
    .examples = {{"configs/xor_relu.json", "train, and write the folder runs/xor_relu"},
                 {"train configs/xor_relu.json --set network.activation=tanh --seed 7",
                  "the same with another activation and seed"},
                 {"train configs/xor_relu.json -o /tmp/xor --force",
                  "write to a folder of your choice, over what is there"},
                 {"train configs/xor_relu.json --resume", "what an interrupted training left"},
                 {"train configs/fashion_mnist.json --threads 2", "with two threads"},
                 {"train configs/xor_relu.json --json | tail -n 1", "the result as JSON"}},
    .run = run,
};
