/* Visiting state: what one visitor writes another restores, and what does not fit
 * is refused by name. */
#include "base/memory.h"
#include "base/memory_testing.h"
#include "base/state_list.h"
#include "base/table.h"
#include "support/nnt_test.h"
#include <math.h>
#include <string.h>

enum { N_VALUES = 700 }; /* more than the writer's chunk */

typedef struct module {
    float floats[N_VALUES];
    uint32_t words[3];
    uint64_t steps;
    size_t index, indices[2];
    bool flags[3];
    double best;
    nnt_table table;
} module;

static const char *const columns[] = {"a", "b"};

static void open_module(module *it) {
    memset(it, 0, sizeof *it);
    cr_assert(nnt_table_create(&it->table, columns, 2, 5));
}

static void fill_module(module *it) {
    for (size_t i = 0; i < N_VALUES; i++) {
        it->floats[i] = (float)i * -0.37F;
    }
    it->floats[3] = -0.0F;
    it->floats[4] = INFINITY;
    it->words[1] = UINT32_MAX;
    it->steps = UINT64_C(0x0123456789abcdef);
    it->index = 7;
    it->indices[1] = 9;
    it->flags[2] = true;
    it->best = (double)NAN;
    for (size_t i = 0; i < 3; i++) {
        double *cell = nnt_table_append(&it->table);
        cell[0] = (double)i;
        cell[1] = i == 1 ? (double)NAN : 0.1;
    }
}

static void visit_module(module *it, nnt_state *state) {
    nnt_state_enter(state, "outer");
    nnt_state_enter_number(state, 12);
    nnt_state_values(state, "floats", NNT_STATE_F32, it->floats, N_VALUES);
    nnt_state_values(state, "words", NNT_STATE_U32, it->words, 3);
    nnt_state_leave(state);
    nnt_state_u64(state, "steps", &it->steps);
    nnt_state_size(state, "index", &it->index, 7);
    nnt_state_leave(state);
    nnt_state_sizes(state, "indices", it->indices, 2, 9);
    nnt_state_flags(state, "flags", it->flags, 3);
    nnt_state_number(state, "best", &it->best);
    nnt_state_table(state, "table", &it->table);
}

static void write_module(module *it, nnt_state_list *list) {
    nnt_state state = nnt_state_list_writer(list);
    visit_module(it, &state);
    cr_assert(!list->failed);
}

static nnt_status read_module(module *it, const nnt_state_list *list, nnt_error *error) {
    nnt_state_reading reading = {.list = list, .file = "x.safetensors", .error = error};
    nnt_state state = nnt_state_list_reader(&reading);
    visit_module(it, &state);
    return nnt_state_reading_end(&reading);
}

NNT_TEST(state, comes_back_to_the_bit) {
    module one, other;
    nnt_state_list list = {0};
    nnt_error error = {0};
    open_module(&one);
    open_module(&other);
    fill_module(&one);
    write_module(&one, &list);
    cr_assert(list.n == 8);
    cr_assert(strcmp(list.arrays[0].name, "outer.12.floats") == 0);
    cr_assert(strcmp(list.arrays[2].name, "outer.steps") == 0);
    cr_assert(strcmp(list.arrays[7].name, "table") == 0 && list.arrays[7].width == 2);
    cr_assert(memcmp(list.bytes + list.arrays[2].at, "\xef\xcd\xab\x89\x67\x45\x23\x01", 8) == 0,
              "not little-endian");
    cr_assert(read_module(&other, &list, &error) == NNT_OK, "%s", error.message);
    cr_assert(memcmp(one.floats, other.floats, sizeof one.floats) == 0);
    cr_assert(memcmp(one.words, other.words, sizeof one.words) == 0);
    cr_assert(one.steps == other.steps && other.index == 7 && other.indices[1] == 9);
    cr_assert(!other.flags[0] && other.flags[2] && isnan(other.best));
    cr_assert(other.table.n_rows == 3);
    cr_assert(memcmp(one.table.cells, other.table.cells, 6 * sizeof(double)) == 0);
    nnt_table_clear(&one.table);
    nnt_table_clear(&other.table);
    nnt_state_list_clear(&list);
}

/* Changes one thing of a good list; the message must name the field. */
static void expect_refused(void (*change)(nnt_state_list *list), const char *text) {
    module it;
    nnt_state_list list = {0};
    nnt_error error = {0};
    open_module(&it);
    fill_module(&it);
    write_module(&it, &list);
    change(&list);
    cr_assert(read_module(&it, &list, &error) == NNT_ERR_MODEL);
    cr_assert(strstr(error.message, text) && strstr(error.message, "x.safetensors"), "%s",
              error.message);
    nnt_table_clear(&it.table);
    nnt_state_list_clear(&list);
}

static void add_one(nnt_state_list *list) {
    nnt_state_list_add(list, "extra", &(nnt_state_array){.type = "U8"});
}

static void rename_one(nnt_state_list *list) {
    list->arrays[4].name = (nnt_free((void *)(uintptr_t)list->arrays[4].name), nnt_copy_text("x"));
}

static void change_type(nnt_state_list *list) {
    list->arrays[1].type = "F32";
}

static void shorten(nnt_state_list *list) {
    list->arrays[0].n_rows--;
}

static void lengthen_table(nnt_state_list *list) {
    list->arrays[7].n_rows = 6;
}

static void raise_index(nnt_state_list *list) {
    list->own.data[list->arrays[3].at] = 8;
}

static void raise_flag(nnt_state_list *list) {
    list->own.data[list->arrays[5].at] = 2;
}

NNT_TEST(state, refuses_what_does_not_fit) {
    expect_refused(add_one, "holds 9 arrays of state; this run has 8");
    expect_refused(rename_one, "state \"indices\" is missing");
    expect_refused(change_type, "state \"outer.12.words\" holds 3 x 1 F32");
    expect_refused(shorten, "state \"outer.12.floats\" holds 699 x 1 F32; this run has 700 x 1");
    expect_refused(lengthen_table, "state \"table\" holds 6 x 2 F64; this run has at most 5 x 2");
    expect_refused(raise_index, "state \"outer.index\" holds 8; at most 7");
    expect_refused(raise_flag, "state \"flags\" holds 2; at most 1");
}

NNT_TEST(state, says_when_memory_is_out) {
    module it;
    open_module(&it);
    fill_module(&it);
    bool is_done = false;
    for (size_t k = 1; !is_done; k++) {
        nnt_state_list list = {0};
        nnt_memory_fail_at(k, false);
        nnt_state state = nnt_state_list_writer(&list);
        visit_module(&it, &state);
        nnt_memory_fail_at(0, false);
        is_done = !list.failed;
        cr_assert(!is_done || k > 8, "only %zu allocations", k);
        nnt_state_list_clear(&list);
    }
    nnt_table_clear(&it.table);
}
