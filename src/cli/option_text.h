/* Option rows as people read them. */
#ifndef NNT_CLI_OPTION_TEXT_H
#define NNT_CLI_OPTION_TEXT_H

#include "console.h"
#include "nntrain/option.h"

enum { NNT_OPTION_TEXT_SIZE = 256 };

/* What an option accepts: "above 0 … 1", "true, false", "relu, tanh". */
void nnt_option_text_range(const nnt_console *console,
                           const nnt_option *option,
                           char text[NNT_OPTION_TEXT_SIZE]);

/* Name, default, allowed values and help of each option. */
void nnt_option_text_print_table(nnt_console *console, const nnt_option *options);

#endif
