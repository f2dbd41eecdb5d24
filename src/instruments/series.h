/* What the columns of layers.csv are. */
#ifndef NNT_INSTRUMENTS_SERIES_H
#define NNT_INSTRUMENTS_SERIES_H

/* A column of layers.csv. */
typedef struct nnt_series {
    const char *name;
    const char *help; /* definition, unit and range in one line */
} nnt_series;

#endif
