/* What there is to say of an activation besides its formula. */
#ifndef NNT_CLI_ACTIVATION_TEXT_H
#define NNT_CLI_ACTIVATION_TEXT_H

#include "console.h"
#include "nntrain/option.h"
#include "nntrain/pictures.h"

/* Its row with range and slope, the pictures of both, and what theory expects of a
 * deep network of such units with one initialiser and another, before training. */
NNT_MUST_CHECK nnt_status nnt_activation_text_print(nnt_console *console,
                                                    const nnt_row *activation,
                                                    nnt_error *error);

/* f and f' of one activation, drawn side by side. */
void nnt_activation_text_draw(nnt_console *console, const nnt_activation_shape *shape);

#endif
