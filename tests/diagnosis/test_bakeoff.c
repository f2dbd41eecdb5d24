/* The rules on whole trainings of networks whose trouble is known by construction, each
 * once in each precision. tools/checks/bakeoff has more states, and as many seeds as one
 * likes. */
#include "base/scratch_folder.h"
#include "support/bakeoff.h"
#include "support/nnt_test.h"

static void check(const bakeoff_case *it, const char *folder) {
    nnt_run *run = NULL;
    nnt_error error = {0};
    bakeoff_answer answer;
    cr_assert(bakeoff_run(it, folder, &answer, &run, &error) == NNT_OK, "%s", error.message);
    cr_expect(answer.is_right, "%s, seed %d, %s: %s", it->state->name, (int)it->seed,
              run->precision, *answer.named ? answer.named : "nothing above a note");
    nnt_run_free(run);
}

NNT_TEST(bakeoff, trained_in_float32) {
    scratch_folder folder = scratch_create();
    for (const bakeoff_state *state = bakeoff_known; state->name; state++) {
        check(&(bakeoff_case){.state = state, .seed = 1, .is_trained = true}, folder.path);
    }
    scratch_remove(&folder);
}

NNT_TEST(bakeoff, as_drawn_in_float64) {
    scratch_folder folder = scratch_create();
    for (const bakeoff_state *state = bakeoff_known; state->name; state++) {
        if (!state->epochs) {
            check(&(bakeoff_case){.state = state, .seed = 2, .is_float64 = true}, folder.path);
        }
    }
    scratch_remove(&folder);
}
