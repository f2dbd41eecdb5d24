/* The death ledger of one layer, summed up. */
#ifndef NNT_DIAGNOSIS_DEATHS_H
#define NNT_DIAGNOSIS_DEATHS_H

#include "diagnosis/evidence.h"

/* Events of the units table, and the mean shares in what pulled units under. */
typedef struct nnt_deaths {
    size_t n_born, n_died, n_revived;
    size_t n_caused; /* deaths with a known cause; 0: the shares are 0 */
    double weights, bias, upstream;
} nnt_deaths;

nnt_deaths nnt_deaths_count(const nnt_evidence *evidence, size_t layer);
void nnt_deaths_describe(const nnt_deaths *deaths, char *phrase);

/* Appends the what-if with the fewest dead units, when one has fewer than theory
 * gives the network as it is. */
void nnt_deaths_advise(const nnt_evidence *evidence, char *phrase);

#endif
