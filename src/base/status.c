/* Status texts and error values. */
#include "nntrain/status.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE_ROOM = sizeof((nnt_error){0}).message };

const char *nnt_status_text(nnt_status status) {
    static const char *const texts[] = {
#define NNT_STATUS_TEXT(name, text) [NNT_##name] = (text),
        NNT_STATUS_LIST(NNT_STATUS_TEXT)
#undef NNT_STATUS_TEXT
    };
    const size_t index = (size_t)status;
    return index < sizeof texts / sizeof texts[0] ? texts[index] : "unknown status";
}

/* Ends a text that was cut at MESSAGE_ROOM in "...", between two characters. */
static void mark_cut(char message[MESSAGE_ROOM]) {
    size_t end = MESSAGE_ROOM - sizeof "...";
    while (end > 0 && ((unsigned char)message[end] & 0xC0) == 0x80) {
        end--;
    }
    memcpy(message + end, "...", sizeof "...");
}

nnt_status nnt_error_set(nnt_error *error, nnt_status status, const char *format, ...) {
    if (!error) {
        return status;
    }
    /* Apart from error->message, which may be among the arguments. */
    char message[MESSAGE_ROOM] = "";
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (length >= MESSAGE_ROOM) {
        mark_cut(message);
    }
    error->status = status;
    memcpy(error->message, message, sizeof message);
    return status;
}

void nnt_error_prefix(nnt_error *error, const char *format, ...) {
    if (!error) {
        return;
    }
    char prefix[MESSAGE_ROOM] = "";
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(prefix, sizeof prefix, format, arguments);
    va_end(arguments);
    nnt_error_set(error, error->status, "%s%s", prefix, error->message);
}
