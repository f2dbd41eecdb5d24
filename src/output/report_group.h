/* Several runs side by side, as a report shows them. */
#ifndef NNT_OUTPUT_REPORT_GROUP_H
#define NNT_OUTPUT_REPORT_GROUP_H

#include "nntrain/compare.h"
#include "nntrain/run.h"
#include <stdbool.h>
#include <stddef.h>

/* All borrowed. */
typedef struct nnt_report_group {
    const nnt_comparison *comparison;
    const nnt_run *const *runs; /* (comparison->n_rows) NULL where a row has no run that counts */
    const char *config;         /* that makes the comparison again; NULL: there is not one */
    bool has_links;             /* the runs' folders lie beside the report */
} nnt_report_group;

/* The runs of a variant; some may be NULL. */
typedef struct nnt_report_runs {
    const nnt_run *const *runs;
    size_t n;
} nnt_report_runs;

nnt_report_runs nnt_report_group_runs(const nnt_report_group *group, size_t variant);

/* nnt_compare_name of a variant, and of all of them, cut when it is long. */
enum { NNT_REPORT_NAME_ROOM = 64 };
void nnt_report_group_name(const nnt_report_group *group,
                           size_t variant,
                           char name[NNT_REPORT_NAME_ROOM]);
void nnt_report_group_title(const nnt_report_group *group, char title[NNT_REPORT_NAME_ROOM]);

/* True when each variant can have a colour of its own in one chart. */
bool nnt_report_group_is_few(const nnt_report_group *group);

/* Most variants that lists and small charts show. */
enum { NNT_REPORT_MOST_VARIANTS = 200, NNT_REPORT_MOST_CHARTS = 48 };
size_t nnt_report_group_count(const nnt_report_group *group, size_t most);

/* True when the layers of some run were measured. */
bool nnt_report_group_has_layers(const nnt_report_group *group);

/* The most epochs of any run, and the most hidden layers. */
size_t nnt_report_group_epochs(const nnt_report_group *group);
size_t nnt_report_group_hidden(const nnt_report_group *group);

#endif
