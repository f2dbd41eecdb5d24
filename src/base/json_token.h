/* The smallest parts of a JSON text. Each function passes one that begins at the
 * cursor, or reports what is wrong with it and returns false. */
#ifndef NNT_BASE_JSON_TOKEN_H
#define NNT_BASE_JSON_TOKEN_H

#include "base/json_cursor.h"

/* From the opening quote to behind the closing one. */
bool nnt_json_pass_string(nnt_json_cursor *cursor);

/* A number of RFC 8259's grammar that is finite as a double. */
bool nnt_json_pass_number(nnt_json_cursor *cursor);

/* true, false or null; anything else is reported as not being a value. */
bool nnt_json_pass_literal(nnt_json_cursor *cursor);

/* A comment of either form, from its '/'. */
bool nnt_json_pass_comment(nnt_json_cursor *cursor);

#endif
