/* Facts and pictures of activations without a run. */
#include "base/file.h"
#include "base/memory.h"
#include "base/memory_testing.h"
#include "nntrain/catalog.h"
#include "nntrain/pictures.h"
#include "output/html_check.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const double NEAR = 1e-3; /* the ends of a range are sought on a raster */

static nnt_activation_shape sample(const char *name) {
    nnt_activation_shape shape;
    nnt_error error = {0};
    const nnt_status status = nnt_activation_sample(name, &shape, &error);
    cr_assert(status == NNT_OK, "%s", error.message);
    return shape;
}

static void expect_range(const char *name, double low, double high) {
    const nnt_activation_shape shape = sample(name);
    cr_expect(shape.low == low || fabs(shape.low - low) < NEAR, "%s: %g", name, shape.low);
    cr_expect(shape.high == high || fabs(shape.high - high) < NEAR, "%s: %g", name, shape.high);
}

/* Limits of the functions; the dips of gelu, silu and mish as in their papers:
 * -0.16997, -0.27846 and -0.30884. */
NNT_TEST(pictures, ranges_of_activations) {
    const double none = (double)INFINITY;
    expect_range("linear", -none, none);
    expect_range("relu", 0, none);
    expect_range("leaky_relu", -none, none);
    expect_range("relu6", 0, 6);
    expect_range("sigmoid", 0, 1);
    expect_range("tanh", -1, 1);
    expect_range("softsign", -1, 1);
    expect_range("elu", -1, none);
    expect_range("selu", -1.7580993, none);
    expect_range("gelu", -0.16997, none);
    expect_range("silu", -0.27846, none);
    expect_range("mish", -0.30884, none);
    expect_range("sine", -1, 1);
    expect_range("gaussian", 0, 1);
}

NNT_TEST(pictures, samples_run_from_minus_five_to_five) {
    const nnt_activation_shape shape = sample("leaky_relu");
    const size_t last = NNT_ACTIVATION_POINTS - 1;
    cr_expect(shape.z[0] == -5 && shape.z[last] == 5 && shape.z[last / 2] == 0);
    cr_expect(shape.value[0] == -0.05 && shape.slope[0] == 0.01, "the default slope is 0.01");
    cr_expect(shape.value[last] == 5 && shape.slope[last] == 1);
    cr_expect(strcmp(shape.init, "he_normal") == 0);
}

/* The slope is the derivative: central differences on the raster agree. */
NNT_TEST(pictures, slopes_fit_the_values) {
    const nnt_catalog_kind *kind = nnt_catalog_find("activation");
    for (size_t k = 0; k < kind->count(); k++) {
        const nnt_activation_shape it = sample(kind->row(k)->name);
        size_t n_off = 0; /* points beside a kink, where the difference means nothing */
        for (size_t i = 1; i + 1 < NNT_ACTIVATION_POINTS; i++) {
            const double rise = it.value[i + 1] - it.value[i - 1];
            n_off += fabs(rise / (it.z[i + 1] - it.z[i - 1]) - it.slope[i]) > 0.01;
        }
        cr_expect(n_off <= 6, "%s: %zu points", it.name, n_off);
    }
}

NNT_TEST(pictures, unknown_activation_is_refused_with_a_near_match) {
    nnt_activation_shape shape;
    nnt_error error = {0};
    cr_expect(nnt_activation_sample("reluu", &shape, &error) == NNT_ERR_USAGE);
    cr_expect(strstr(error.message,
                     "unknown activation \"reluu\"; did you mean \"relu\"? known: ") != NULL,
              "%s", error.message);
}

NNT_TEST(pictures, picture_holds_every_activation) {
    static const char *const names[] = {"relu", "tanh", "gelu", "sine"};
    char folder[] = "/tmp/nntrain-test-XXXXXX";
    char *data = NULL;
    size_t length = 0;
    cr_assert(mkdtemp(folder) != NULL);
    char *path = nnt_path_join(folder, "a.svg");
    cr_assert(nnt_activations_save_picture(path, names, 4, NULL) == NNT_OK);
    cr_assert(nnt_file_read(path, 1 << 20, &data, &length, NULL) == NNT_OK);
    html_check(data);
    for (size_t i = 0; i < 4; i++) {
        char label[64];
        snprintf(label, sizeof label, ">%s</text>", names[i]);
        cr_expect(html_count(data, label) == 1, "%s", label);
    }
    cr_expect(html_count(data, "class=\"line c1 dash\" d=") == 4);
    nnt_free(data);
    unlink(path);
    rmdir(folder);
    nnt_free(path);
}

NNT_TEST(pictures, a_picture_that_cannot_be_made_says_why) {
    static const char *const names[] = {"relu"};
    static const char *const wrong[] = {"relu", "nothing_like_it"};
    nnt_error error = {0};
    cr_expect(nnt_activations_save_picture("/tmp/nntrain-no-such-folder/a.svg", names, 1, &error) ==
              NNT_ERR_IO);
    cr_expect(strstr(error.message, "/tmp/nntrain-no-such-folder/a.svg") != NULL);
    cr_expect(nnt_activations_save_picture("/tmp/nntrain-no-such-folder/a.svg", wrong, 2, &error) ==
              NNT_ERR_USAGE);
    nnt_memory_fail_at(1, true);
    const nnt_status status = nnt_activations_save_picture("a.svg", names, 1, &error);
    nnt_memory_fail_at(0, false);
    cr_expect(status == NNT_ERR_MEMORY);
    cr_expect(strcmp(error.message, "no memory for a picture") == 0, "%s", error.message);
}
