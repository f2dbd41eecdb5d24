/* What a CSV file does not say about itself: its delimiter, and whether its first
 * row is a header. Both are decided by its first rows alone. */
#ifndef NNT_DATA_CSV_DETECT_H
#define NNT_DATA_CSV_DETECT_H

#include "data/csv_reader.h"

typedef enum nnt_csv_header {
    NNT_CSV_HEADER_AUTO,
    NNT_CSV_HEADER_PRESENT,
    NNT_CSV_HEADER_ABSENT
} nnt_csv_header;

typedef struct nnt_csv_layout {
    char delimiter;
    bool has_header;
    size_t n_columns;
} nnt_csv_layout;

/* Fills the layout. `delimiter` is NUL, and `header` AUTO, where it is to be found:
 *   - The delimiter is the first of tab ; | , blank that cuts the first rows into
 *     the same number of fields, at least two. Comma comes behind those that it is
 *     often seen together with (decimal commas, lists). When none does, it is the
 *     one that cuts the most rows, and when none cuts half of them, the comma.
 *   - There is a header when some column has numbers, but none in the first row;
 *     or, in a table of words, when the first row's are all different and none
 *     comes again in its column. Numbers in a header must count up by one, as
 *     numbered columns do; anything else is data.
 * A file without any row is NNT_ERR_DATA. */
NNT_MUST_CHECK nnt_status nnt_csv_detect(const nnt_csv_file *file,
                                         char delimiter,
                                         nnt_csv_header header,
                                         nnt_csv_layout *layout,
                                         nnt_error *error);

/* The delimiter for a message: "','", "tab", "blank". `room` is used for some. */
enum { NNT_CSV_DELIMITER_ROOM = 8 };
const char *nnt_csv_delimiter_show(char delimiter, char room[NNT_CSV_DELIMITER_ROOM]);

#endif
