/* Converting rows once, or a batch at a time. */
#include "train/feed.h"

#include "base/memory.h"
#include <string.h>

/* One rounding from the scaled double: the same value whatever the storage. */
static real scale_value(const nnt_scaling *scaling, size_t column, double value) {
    return (real)((value - scaling->offset[column]) / scaling->scale[column]);
}

static bool is_uniform(const nnt_scaling *scaling) {
    for (size_t c = 1; c < scaling->n_columns; c++) {
        if (scaling->offset[c] != scaling->offset[0] || scaling->scale[c] != scaling->scale[0]) {
            return false;
        }
    }
    return true;
}

static bool convert_doubles(const nnt_view *view, const nnt_scaling *scaling, nnt_feed *feed) {
    size_t length = 0;
    if (!nnt_size_multiply(feed->n_rows, feed->n_features, &length)) {
        return false;
    }
    feed->features = nnt_allocate(length, sizeof(real));
    if (!feed->features) {
        return false;
    }
    const double *source = view->dataset->features;
    for (size_t i = 0; i < feed->n_rows; i++) {
        const double *from = source + nnt_view_row(view, i) * feed->n_features;
        real *to = feed->features + i * feed->n_features;
        for (size_t c = 0; c < feed->n_features; c++) {
            to[c] = scale_value(scaling, c, from[c]);
        }
    }
    return true;
}

static void multiply_bytes(
    size_t n, real factor, real factor_low, const uint8_t *restrict bytes, real *restrict to) {
    for (size_t i = 0; i < n; i++) {
        const real byte = bytes[i];
        to[i] = nnt_fma(byte, factor, byte * factor_low);
    }
}

/* Where the bytes are only divided, 1 / scale to twice the precision mostly gives what
 * division would: it is tried on all that there are. Without vectors the table is fast. */
static void find_factors(real scale, nnt_feed *feed) {
    const real factor = 1 / scale;
    const real factor_low = nnt_fma(-factor, scale, 1) / scale;
    bool is_equal = NNT_VECTOR_BYTES > 0;
    for (int value = 0; is_equal && value < 256; value++) {
        const uint8_t byte = (uint8_t)value;
        real product = 0;
        multiply_bytes(1, factor, factor_low, &byte, &product);
        is_equal = product == feed->bytes_as_real[byte];
    }
    if (is_equal) {
        feed->factor = factor;
        feed->factor_low = factor_low;
    }
}

static bool tabulate_bytes(const nnt_view *view, const nnt_scaling *scaling, nnt_feed *feed) {
    const size_t n_tables = is_uniform(scaling) ? 1 : feed->n_features;
    feed->bytes = view->dataset->features;
    feed->rows = view->rows;
    feed->bytes_stride = n_tables == 1 ? 0 : 256;
    feed->bytes_as_real = nnt_allocate(n_tables * 256, sizeof(real));
    if (!feed->bytes_as_real) {
        return false;
    }
    for (size_t c = 0; c < n_tables; c++) {
        for (size_t value = 0; value < 256; value++) {
            feed->bytes_as_real[c * 256 + value] = scale_value(scaling, c, (double)value);
        }
    }
    if (n_tables == 1) {
        find_factors((real)scaling->scale[0], feed);
    }
    return true;
}

static bool copy_labels(const nnt_view *view, nnt_feed *feed) {
    feed->labels = nnt_allocate(feed->n_rows, sizeof *feed->labels);
    if (!feed->labels) {
        return false;
    }
    for (size_t i = 0; i < feed->n_rows; i++) {
        feed->labels[i] = view->dataset->labels[nnt_view_row(view, i)];
    }
    return true;
}

static bool copy_weights(const nnt_view *view, nnt_feed *feed) {
    feed->weights = nnt_allocate(feed->n_rows, sizeof *feed->weights);
    if (!feed->weights) {
        return false;
    }
    for (size_t i = 0; i < feed->n_rows; i++) {
        feed->weights[i] = (real)view->dataset->weights[nnt_view_row(view, i)];
    }
    return true;
}

/* Weighted sum of squared deviations from the weighted mean, for R². */
static double measure_spread(const nnt_view *view, const nnt_feed *feed, size_t output) {
    const nnt_dataset *data = view->dataset;
    double sum = 0;
    double total = 0;
    for (size_t i = 0; i < view->n_rows; i++) {
        const double weight = feed->weights ? (double)feed->weights[i] : 1;
        sum += weight * data->targets[nnt_view_row(view, i) * data->n_outputs + output];
        total += weight;
    }
    const double mean = total > 0 ? sum / total : 0;
    double spread = 0;
    for (size_t i = 0; i < view->n_rows; i++) {
        const double weight = feed->weights ? (double)feed->weights[i] : 1;
        const double d = data->targets[nnt_view_row(view, i) * data->n_outputs + output] - mean;
        spread += weight * d * d;
    }
    return spread;
}

static bool convert_targets(const nnt_view *view, const nnt_scaling *scaling, nnt_feed *feed) {
    const size_t k = feed->n_outputs;
    feed->targets = nnt_allocate(feed->n_rows * k, sizeof(real));
    feed->target_scale = nnt_allocate(k, sizeof(double));
    feed->target_spread = nnt_allocate(k, sizeof(double));
    if (!feed->targets || !feed->target_scale || !feed->target_spread) {
        return false;
    }
    for (size_t i = 0; i < feed->n_rows; i++) {
        const double *from = view->dataset->targets + nnt_view_row(view, i) * k;
        for (size_t j = 0; j < k; j++) {
            feed->targets[i * k + j] = scale_value(scaling, j, from[j]);
        }
    }
    for (size_t j = 0; j < k; j++) {
        feed->target_scale[j] = scaling->scale[j];
        feed->target_spread[j] =
            nnt_view_has_constant_target(view, j) ? 0 : measure_spread(view, feed, j);
    }
    return true;
}

nnt_status nnt_feed_create(const nnt_view *view,
                           const nnt_scaling *features,
                           const nnt_scaling *targets,
                           nnt_feed *feed,
                           nnt_error *error) {
    const nnt_dataset *data = view->dataset;
    *feed = (nnt_feed){
        .n_rows = view->n_rows, .n_features = data->n_features, .n_outputs = data->n_outputs};
    bool is_filled = data->storage == NNT_STORAGE_U8 ? tabulate_bytes(view, features, feed)
                                                     : convert_doubles(view, features, feed);
    if (is_filled && data->weights) {
        is_filled = copy_weights(view, feed);
    }
    if (is_filled && data->labels) {
        is_filled = copy_labels(view, feed);
    }
    if (is_filled && data->targets) {
        is_filled = convert_targets(view, targets, feed);
    }
    if (!is_filled) {
        nnt_feed_clear(feed);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for %zu rows of data", view->n_rows);
    }
    nnt_feed_weigh_classes(NULL, feed);
    return NNT_OK;
}

void nnt_feed_weigh_classes(const real *class_weights, nnt_feed *feed) {
    const nnt_truth truth = {
        .labels = feed->labels, .weights = feed->weights, .class_weights = class_weights};
    feed->class_weights = class_weights;
    feed->weight = nnt_truth_weigh(feed->n_rows, &truth);
}

void nnt_feed_clear(nnt_feed *feed) {
    nnt_free(feed->features);
    nnt_free(feed->bytes_as_real);
    nnt_free(feed->labels);
    nnt_free(feed->targets);
    nnt_free(feed->target_scale);
    nnt_free(feed->target_spread);
    nnt_free(feed->weights);
    *feed = (nnt_feed){0};
}

nnt_status nnt_batch_room_create(const nnt_feed *feed,
                                 size_t capacity,
                                 nnt_batch_room *room,
                                 nnt_error *error) {
    *room = (nnt_batch_room){0};
    size_t length = 0;
    if (nnt_size_multiply(capacity, feed->n_features, &length)) {
        room->x = nnt_allocate(length, sizeof(real));
    }
    room->labels = feed->labels ? nnt_allocate(capacity, sizeof *room->labels) : NULL;
    room->targets = feed->targets ? nnt_allocate(capacity * feed->n_outputs, sizeof(real)) : NULL;
    room->weights = feed->weights ? nnt_allocate(capacity, sizeof *room->weights) : NULL;
    if (!room->x || (feed->labels && !room->labels) || (feed->targets && !room->targets) ||
        (feed->weights && !room->weights)) {
        nnt_batch_room_clear(room);
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a batch of %zu rows", capacity);
    }
    return NNT_OK;
}

void nnt_batch_room_clear(nnt_batch_room *room) {
    nnt_free(room->x);
    nnt_free(room->labels);
    nnt_free(room->targets);
    nnt_free(room->weights);
    *room = (nnt_batch_room){0};
}

static void gather_bytes(const nnt_feed *feed, size_t row, real *to) {
    const size_t at = feed->rows ? feed->rows[row] : row;
    const uint8_t *from = feed->bytes + at * feed->n_features;
    if (feed->factor != 0) {
        multiply_bytes(feed->n_features, feed->factor, feed->factor_low, from, to);
    } else if (feed->bytes_stride == 0) {
        for (size_t c = 0; c < feed->n_features; c++) {
            to[c] = feed->bytes_as_real[from[c]];
        }
    } else {
        for (size_t c = 0; c < feed->n_features; c++) {
            to[c] = feed->bytes_as_real[c * 256 + from[c]];
        }
    }
}

static void gather_features(const nnt_feed *feed, size_t row, real *to) {
    if (feed->features) {
        memcpy(to, feed->features + row * feed->n_features, feed->n_features * sizeof *to);
    } else {
        gather_bytes(feed, row, to);
    }
}

/* Rows that are copied into room->x: order[0 …], or those from `first` on. */
typedef struct gathering {
    const nnt_feed *feed;
    const uint32_t *order;
    size_t first;
    real *x;
} gathering;

static void gather_rows(void *context, size_t first, size_t end) {
    const gathering *it = context;
    for (size_t i = first; i < end; i++) {
        gather_features(it->feed, it->order ? it->order[i] : it->first + i,
                        it->x + i * it->feed->n_features);
    }
}

/* Numbers to copy for which waking a thread is worth while. */
enum { LEAST_GATHERED = 4096 };

static void gather_x(gathering *it, size_t n, nnt_batch_room *room) {
    it->x = room->x;
    nnt_pool_loop(room->pool, n, LEAST_GATHERED / it->feed->n_features + 1, gather_rows, it);
}

static nnt_batch
make_batch(const nnt_feed *feed, nnt_batch_rows rows, const real *x, nnt_truth truth) {
    truth.class_weights = feed->class_weights;
    return (nnt_batch){rows.n, x, truth, nnt_truth_weigh(rows.n, &truth), rows};
}

nnt_batch
nnt_feed_gather(const nnt_feed *feed, size_t n, const uint32_t *order, nnt_batch_room *room) {
    const size_t k = feed->n_outputs;
    gather_x(&(gathering){.feed = feed, .order = order}, n, room);
    if (feed->labels) {
        for (size_t i = 0; i < n; i++) {
            room->labels[i] = feed->labels[order[i]];
        }
    }
    if (feed->targets) {
        for (size_t i = 0; i < n; i++) {
            memcpy(room->targets + i * k, feed->targets + order[i] * k, k * sizeof(real));
        }
    }
    for (size_t i = 0; feed->weights && i < n; i++) {
        room->weights[i] = feed->weights[order[i]];
    }
    return make_batch(
        feed, (nnt_batch_rows){.n = n, .rows = order}, room->x,
        (nnt_truth){.labels = room->labels, .targets = room->targets, .weights = room->weights});
}

nnt_batch nnt_feed_range(const nnt_feed *feed, size_t first, size_t n, nnt_batch_room *room) {
    const real *x = room->x;
    if (feed->features) {
        x = feed->features + first * feed->n_features;
    } else {
        gather_x(&(gathering){.feed = feed, .first = first}, n, room);
    }
    const nnt_truth truth = {.labels = feed->labels ? feed->labels + first : NULL,
                             .targets =
                                 feed->targets ? feed->targets + first * feed->n_outputs : NULL,
                             .weights = feed->weights ? feed->weights + first : NULL};
    return make_batch(feed, (nnt_batch_rows){.n = n, .first = first}, x, truth);
}
