/* Choosing the number of threads. */
#include "experiment/run_threads.h"

#include "experiment/engines.h"

/* Floating-point operations of a step for each thread that it is given, so that what
 * they save is several times what it costs to deal out the work and to meet again: some
 * microseconds for each layer. */
static const double WORTH_A_THREAD = 4e6;

/* Optimizers that look at all rows at once do so in passes of this many. */
enum { ROWS_OF_A_PASS = 256 };

static size_t count_rows(const nnt_training_spec *training, size_t n_rows) {
    const bool is_full = training->batch_size == 0 || training->batch_size > n_rows;
    const size_t batch = is_full ? n_rows : training->batch_size;
    const bool solves = nnt_engine_find_solver(training->optimizer.name) != NULL;
    return solves && batch > ROWS_OF_A_PASS ? ROWS_OF_A_PASS : batch;
}

/* Of a row: forward, the gradient of the weights, and that of the inputs but the first
 * layer's. */
static double count_operations(const nnt_network_spec *network) {
    double sum = 0;
    size_t inputs = network->n_inputs;
    for (size_t l = 0; l < network->n_layers; l++) {
        const size_t units = network->layers[l].units;
        sum += (l > 0 ? 6.0 : 4.0) * (double)inputs * (double)units;
        inputs = units;
    }
    return sum;
}

size_t nnt_run_threads_choose(const nnt_network_spec *network,
                              const nnt_training_spec *training,
                              size_t n_rows,
                              size_t n_cores) {
    const double rows = (double)count_rows(training, n_rows);
    const double worth = rows * count_operations(network) / WORTH_A_THREAD;
    const double cores = n_cores > 0 ? (double)n_cores : 1;
    return worth < 2 ? 1 : worth < cores ? (size_t)worth : (size_t)cores;
}
