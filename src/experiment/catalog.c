/* The catalog: every registry under the name that a config knows it by. */
#include "nntrain/catalog.h"

#include "data/source.h"
#include "experiment/engines.h"
#include "init/initializer.h"
#include "schedule/schedule.h"
#include <string.h>

static size_t count_activations(void) {
    return nnt_engine_any()->activation_count();
}

static const nnt_row *get_activation(size_t index) {
    return nnt_engine_any()->activation_row(index);
}

static size_t count_losses(void) {
    return nnt_engine_any()->loss_count();
}

static const nnt_row *get_loss(size_t index) {
    return nnt_engine_any()->loss_row(index);
}

static size_t count_optimizers(void) {
    return nnt_engine_any()->optimizer_count();
}

static const nnt_row *get_optimizer(size_t index) {
    return nnt_engine_any()->optimizer_row(index);
}

static const nnt_catalog_kind kinds[] = {
    {.name = "activation",
     .plural = "activations",
     .summary = "what a hidden unit makes of its input",
     .count = count_activations,
     .row = get_activation},
    {.name = "initializer",
     .plural = "initializers",
     .summary = "where weights and biases start; \"auto\" takes the one that suits the activation",
     .count = nnt_initializer_count,
     .row = nnt_initializer_row},
    {.name = "loss",
     .plural = "losses",
     .summary = "what training makes small",
     .count = count_losses,
     .row = get_loss},
    {.name = "optimizer",
     .plural = "optimizers",
     .summary = "how a gradient becomes a step",
     .count = count_optimizers,
     .row = get_optimizer},
    {.name = "schedule",
     .plural = "schedules",
     .summary = "how the learning rate changes during training; \"warmup\" epochs on any",
     .count = nnt_schedule_count,
     .row = nnt_schedule_row},
    {.name = "source",
     .plural = "sources",
     .summary = "where data come from: generators and file formats",
     .count = nnt_source_count,
     .row = nnt_source_row},
};

size_t nnt_catalog_count(void) {
    return sizeof kinds / sizeof kinds[0];
}

const nnt_catalog_kind *nnt_catalog_get(size_t index) {
    return &kinds[index];
}

const nnt_catalog_kind *nnt_catalog_find(const char *name) {
    for (size_t i = 0; i < nnt_catalog_count(); i++) {
        if (strcmp(kinds[i].name, name) == 0 || strcmp(kinds[i].plural, name) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

const nnt_row *nnt_catalog_row(const nnt_catalog_kind *kind, const char *name) {
    for (size_t i = 0; i < kind->count(); i++) {
        const nnt_row *row = kind->row(i);
        if (strcmp(row->name, name) == 0) {
            return row;
        }
    }
    return NULL;
}
