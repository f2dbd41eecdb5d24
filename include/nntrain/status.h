/* Status codes, error values, and the export macro that every public header uses. */
#ifndef NNTRAIN_STATUS_H
#define NNTRAIN_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define NNT_API __attribute__((visibility("default")))
#define NNT_MUST_CHECK __attribute__((warn_unused_result))
#define NNT_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define NNT_API
#define NNT_MUST_CHECK
#define NNT_PRINTF(text, first)
#endif

/* One row per status: name and the text for people. */
#define NNT_STATUS_LIST(X)                                                                         \
    X(OK, "success")                                                                               \
    X(ERR_IO, "a file could not be read or written")                                               \
    X(ERR_MEMORY, "out of memory")                                                                 \
    X(ERR_USAGE, "the request is not valid")                                                       \
    X(ERR_CONFIG, "the configuration is not valid")                                                \
    X(ERR_DATA, "the data are not valid")                                                          \
    X(ERR_MODEL, "the model file is not valid")

typedef enum nnt_status {
#define NNT_STATUS_ENUM(name, text) NNT_##name,
    NNT_STATUS_LIST(NNT_STATUS_ENUM)
#undef NNT_STATUS_ENUM
} nnt_status;

/* What went wrong, in the caller's storage. `message` is a whole sentence for
 * the user: where, what was found, what is allowed. "" while status is NNT_OK.
 * A text longer than the field is cut and ends in "...". */
typedef struct nnt_error {
    nnt_status status;
    char message[1000];
} nnt_error;

/* The text of a status; never NULL. */
NNT_API const char *nnt_status_text(nnt_status status);

/* Fills *error (which may be NULL) and returns `status`, so that a function can
 * fail in one line: return nnt_error_set(error, NNT_ERR_DATA, "…", …); */
NNT_API nnt_status nnt_error_set(nnt_error *error, nnt_status status, const char *format, ...)
    NNT_PRINTF(3, 4);

/* Puts text in front of the message: "configs/x.json: " + message. */
NNT_API void nnt_error_prefix(nnt_error *error, const char *format, ...) NNT_PRINTF(2, 3);

#ifdef __cplusplus
}
#endif
#endif
