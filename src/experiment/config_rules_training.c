/* What an optimizer asks of its own options and, when it drives itself, of the rest of
 * the config. */
#include "experiment/config_rules_training.h"

#include "experiment/config_rules.h"
#include "experiment/config_table.h"
#include "experiment/engines.h"
#include <stdio.h>
#include <string.h>

/* `choice` is a name, or an object with a type. */
static const nnt_solver *find_solver(const nnt_json *choice) {
    const nnt_engine *engine = nnt_engine_any();
    const nnt_json *type = nnt_json_get(choice, "type");
    const nnt_json *name = type ? type : choice;
    for (size_t i = 0; name && name->type == NNT_JSON_STRING && i < engine->optimizer_count();
         i++) {
        if (strcmp(engine->optimizer_row(i)->name, name->text) == 0) {
            return engine->optimizer_solver(i);
        }
    }
    return NULL;
}

bool nnt_config_add_training_defaults(nnt_json_document *document, nnt_json *training) {
    const bool is_object = training && training->type == NNT_JSON_OBJECT;
    return !is_object || !find_solver(nnt_json_get(training, "optimizer")) ||
           nnt_config_set_missing(document, training, "batch_size", NNT_BATCH_FULL);
}

/* What the value at a path must be. */
typedef struct demand {
    const char *path, *allowed;
} demand;

static const demand demands[] = {
    {"training.batch_size", "\"" NNT_BATCH_FULL "\""},
    {"training.schedule.type", "\"constant\""},
    {"training.schedule.warmup", "0"},
    {"training.clip_norm", "null"},
    {"training.max_norm", "null"},
    {"training.l1", "0"},
    {"network.dropout", "0"},
    {"network.output.learning_rate_factor", "1"},
};

static bool is_met(const nnt_json *value, const char *allowed) {
    char text[32];
    if (!value || value->type == NNT_JSON_NULL) {
        return true;
    }
    if (value->type == NNT_JSON_NUMBER) {
        return value->number == (strcmp(allowed, "1") == 0 ? 1 : 0) && allowed[0] != '"';
    }
    snprintf(text, sizeof text, "\"%.20s\"", value->type == NNT_JSON_STRING ? value->text : "");
    return strcmp(text, allowed) == 0;
}

/* Refuses a value that is not as the optimizer `name` needs it. */
static void demand_value(const char *name,
                         const nnt_json *value,
                         const nnt_where *where,
                         const char *allowed,
                         nnt_problems *problems) {
    if (is_met(value, allowed)) {
        return;
    }
    nnt_problem_add(problems, nnt_spot_of_value(value), where,
                    "must be %s with the optimizer \"%s\", which goes over all rows at once and "
                    "finds the length of its steps itself",
                    allowed, name);
}

static void check_layers(const char *name, const nnt_json *root, nnt_problems *problems) {
    static const demand of_layer[] = {{"dropout", "0"}, {"learning_rate_factor", "1"}};
    const nnt_where whole = {.parent = NULL};
    const nnt_where hidden = {.parent = &whole, .key = "network.hidden"};
    const nnt_json *list = nnt_json_find(root, "network.hidden");
    nnt_where entry = {.parent = &hidden};
    for (const nnt_json *layer = list ? list->first : NULL; layer; layer = layer->next) {
        for (size_t i = 0; i < 2; i++) {
            const nnt_where where = {.parent = &entry, .key = of_layer[i].path};
            demand_value(name, nnt_json_get(layer, of_layer[i].path), &where, of_layer[i].allowed,
                         problems);
        }
        entry.index++;
    }
}

static void check_loss(const nnt_json *root, const char *optimizer, nnt_problems *problems) {
    const nnt_engine *engine = nnt_engine_any();
    const nnt_json *loss = nnt_json_find(root, "loss.type");
    for (size_t i = 0; loss && i < engine->loss_count(); i++) {
        if (strcmp(engine->loss_row(i)->name, loss->text) == 0 && !engine->loss_is_square(i)) {
            nnt_text text = {0};
            nnt_text_addf(&text, "\"%s\" works with the loss mse of a regression, not with \"%s\"",
                          optimizer, loss->text);
            nnt_rule_refuse(problems, nnt_json_find(root, "training.optimizer.type"),
                            "training.optimizer", &text);
        }
    }
}

/* Of an optimizer that has limits on its steps; either may be a default. */
static void check_step_limits(const nnt_json *optimizer, nnt_problems *problems) {
    const nnt_json *low = nnt_json_get(optimizer, "step_min");
    const nnt_json *high = nnt_json_get(optimizer, "step_max");
    if (low && high && low->number > high->number) {
        nnt_text text = {0};
        nnt_text_add(&text, "step_min must not be above step_max: ");
        nnt_text_add_number(&text, low->number);
        nnt_text_add(&text, " is above ");
        nnt_text_add_number(&text, high->number);
        nnt_rule_refuse(problems, optimizer, "training.optimizer", &text);
    }
}

void nnt_config_check_optimizer(const nnt_json *root, nnt_problems *problems) {
    const nnt_json *optimizer = nnt_json_find(root, "training.optimizer");
    const nnt_solver *solver = find_solver(optimizer);
    check_step_limits(optimizer, problems);
    if (!solver) {
        return;
    }
    const char *name = nnt_json_get(optimizer, "type")->text;
    const nnt_where whole = {.parent = NULL};
    for (size_t i = 0; i < sizeof demands / sizeof demands[0]; i++) {
        const nnt_where where = {.parent = &whole, .key = demands[i].path};
        demand_value(name, nnt_json_find(root, demands[i].path), &where, demands[i].allowed,
                     problems);
    }
    check_layers(name, root, problems);
    if (solver->needs_squares) {
        check_loss(root, name, problems);
    }
}
