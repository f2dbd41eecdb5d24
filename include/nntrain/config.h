/* A configuration: read, checked against the option table, completed with
 * defaults. What is wrong is reported in one pass, each with its place. */
#ifndef NNTRAIN_CONFIG_H
#define NNTRAIN_CONFIG_H

#include "nntrain/messages.h"
#include "nntrain/option.h"
#include "nntrain/status.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A checked and complete configuration; never changes. */
typedef struct nnt_config nnt_config;

/* One change of a value by its path: {"network.activation", "tanh"}. The value is
 * JSON if it reads as JSON, else a string. Elements of a list go by their index:
 * "network.hidden.0.units". */
typedef struct nnt_override {
    const char *path;
    const char *value;
} nnt_override;

/* Reads a file ("-": standard input). All problems go to `problems` in the order
 * of their places as "file:line:column: path: text" (overrides: "--set path:
 * text"); `error` gets the first. Returns NNT_ERR_CONFIG if there were any,
 * NNT_ERR_IO when the file cannot be read (then `problems` is empty). */
NNT_API NNT_MUST_CHECK nnt_status nnt_config_load(const char *path,
                                                  const nnt_override *overrides,
                                                  size_t n_overrides,
                                                  nnt_config **config,
                                                  nnt_messages *problems,
                                                  nnt_error *error);

/* The same from memory. `name` stands in messages, `folder` is where relative
 * paths start. */
NNT_API NNT_MUST_CHECK nnt_status nnt_config_read(const char *text,
                                                  size_t length,
                                                  const char *name,
                                                  const char *folder,
                                                  const nnt_override *overrides,
                                                  size_t n_overrides,
                                                  nnt_config **config,
                                                  nnt_messages *problems,
                                                  nnt_error *error);

NNT_API void nnt_config_free(nnt_config *config);

/* How many bytes there are for the data that a config asks for: whoever makes or reads
 * them for it refuses what needs more, before it is made. 0, as at first: nobody asks. */
NNT_API void nnt_config_limit_memory(nnt_config *config, size_t bytes);

/* Borrowed from the config. */
NNT_API const char *nnt_config_name(const nnt_config *config);
NNT_API const char *nnt_config_description(const nnt_config *config); /* "" when there is none */
/* The complete config as JSON, keys in table order, defaults written out, paths
 * as they were given. Reading it again gives the same config. */
NNT_API const char *nnt_config_text(const nnt_config *config);

/* The top-level option table, and the schema (JSON Schema draft-07) made from it. */
NNT_API const nnt_option *nnt_config_options(void);
/* New string, freed with nnt_string_free; NULL when memory is out. */
NNT_API char *nnt_config_schema(void);
NNT_API void nnt_string_free(char *string);

#ifdef __cplusplus
}
#endif
#endif
