/* Activations without a run. */
#include "nntrain/pictures.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/number.h"
#include "experiment/config_words.h"
#include "experiment/engines.h"
#include "experiment/run_samples.h"
#include "nntrain/catalog.h"
#include "output/svg_multiples.h"
#include <math.h>
#include <string.h>

/* Far enough out that f has come to its limit, if it has one; what is larger than
 * LARGE there has none. */
static const double FAR = 1e5, LARGE = 100;
/* Steps of the search for the least and the greatest value near 0. */
enum { SEARCH_POINTS = 4001 };
static const double SEARCH_REACH = 20;

_Static_assert((int)NNT_ACTIVATION_POINTS == (int)NNT_CURVE_POINTS, "one picture, one raster");

/* Index of an activation, or SIZE_MAX with an error. */
static size_t find(const nnt_engine *engine, const char *name, nnt_error *error) {
    nnt_names names = {0};
    nnt_text message = {0};
    for (size_t i = 0; i < engine->activation_count(); i++) {
        if (strcmp(engine->activation_row(i)->name, name) == 0) {
            return i;
        }
    }
    nnt_text_addf(&message, "unknown activation \"%.60s\"", name);
    nnt_names_add_rows(&names, "activation");
    nnt_names_add_hint(&names, name, &message);
    nnt_error_set(error, message.failed ? NNT_ERR_MEMORY : NNT_ERR_USAGE, "%s",
                  message.failed ? "no memory for a message" : message.data);
    nnt_text_clear(&message);
    return SIZE_MAX;
}

/* The activation with its default options, which are all numbers. */
static nnt_choice choose_defaults(const nnt_row *row) {
    nnt_choice choice = {.name = row->name};
    for (size_t i = 0; i < nnt_option_count(row->options); i++) {
        const char *fallback = row->options[i].fallback;
        choice.values[i].kind = NNT_VALUE_NUMBER;
        (void)nnt_number_parse(fallback, strlen(fallback), &choice.values[i].number);
    }
    return choice;
}

static double evaluate(const nnt_engine *engine, size_t index, const nnt_choice *choice, double z) {
    double value = 0;
    double slope = 0;
    engine->activation_evaluate(index, choice->values, 1, &z, &value, &slope);
    return value;
}

static void include(nnt_activation_shape *shape, double value) {
    shape->low = fmin(shape->low, value < -LARGE ? -(double)INFINITY : value);
    shape->high = fmax(shape->high, value > LARGE ? (double)INFINITY : value);
}

static void find_range(const nnt_engine *engine,
                       size_t index,
                       const nnt_choice *choice,
                       nnt_activation_shape *shape) {
    shape->low = (double)INFINITY;
    shape->high = -(double)INFINITY;
    include(shape, evaluate(engine, index, choice, -FAR));
    include(shape, evaluate(engine, index, choice, FAR));
    for (size_t i = 0; i < SEARCH_POINTS; i++) {
        const double share = (double)i / (SEARCH_POINTS - 1);
        include(shape, evaluate(engine, index, choice, SEARCH_REACH * (2 * share - 1)));
    }
}

nnt_status nnt_activation_sample(const char *name, nnt_activation_shape *shape, nnt_error *error) {
    const nnt_engine *engine = NULL;
    nnt_error reason = {0};
    nnt_status status = nnt_engine_choose("float64", NULL, &engine, error);
    if (status) {
        return status;
    }
    const size_t index = find(engine, name, &reason);
    if (index == SIZE_MAX) {
        return nnt_error_set(error, reason.status, "%s", reason.message);
    }
    const nnt_row *row = engine->activation_row(index);
    const nnt_activation_traits *traits = engine->activation_traits(index);
    const nnt_choice choice = choose_defaults(row);
    double values[3 * NNT_CURVE_POINTS];
    *shape = (nnt_activation_shape){.name = row->name,
                                    .formula = row->formula,
                                    .max_slope = traits->max_slope,
                                    .init = traits->auto_init};
    find_range(engine, index, &choice, shape);
    const nnt_activation_curve curve = nnt_activation_curve_take(engine, &choice, values);
    memcpy(shape->z, curve.z, sizeof shape->z);
    memcpy(shape->value, curve.value, sizeof shape->value);
    memcpy(shape->slope, curve.slope, sizeof shape->slope);
    return NNT_OK;
}

nnt_status nnt_activations_save_picture(const char *path,
                                        const char *const *names,
                                        size_t n_names,
                                        nnt_error *error) {
    nnt_activation_shape *shapes = nnt_allocate(n_names, sizeof *shapes);
    nnt_activation_curve *curves = nnt_allocate(n_names, sizeof *curves);
    nnt_text text = {0};
    nnt_status status = NNT_OK;
    if (!shapes || !curves) {
        status = nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a picture");
    }
    for (size_t i = 0; i < n_names && !status; i++) {
        status = nnt_activation_sample(names[i], &shapes[i], error);
        curves[i] = (nnt_activation_curve){shapes[i].name, NNT_CURVE_POINTS, shapes[i].z,
                                           shapes[i].value, shapes[i].slope};
    }
    if (!status && n_names > 0) {
        nnt_svg_add_multiples(&text, curves, n_names);
        status = text.failed ? nnt_error_set(error, NNT_ERR_MEMORY, "no memory for a picture")
                             : nnt_file_write(path, text.data, text.length, error);
    }
    nnt_text_clear(&text);
    nnt_free(shapes);
    nnt_free(curves);
    return status;
}
