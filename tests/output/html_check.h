/* Whether a text is HTML whose tags are balanced and whose attributes are quoted:
 * a reader of its own, stricter than browsers are. */
#ifndef NNT_TESTS_OUTPUT_HTML_CHECK_H
#define NNT_TESTS_OUTPUT_HTML_CHECK_H

#include "support/nnt_test.h"
#include <ctype.h>
#include <string.h>

enum { HTML_DEPTH = 32, HTML_NAME = 24 };

typedef struct html_reader {
    const char *at;
    char open[HTML_DEPTH][HTML_NAME]; /* names of the elements around */
    size_t depth;
} html_reader;

static inline void html_read_name(html_reader *it, char name[HTML_NAME]) {
    size_t n = 0;
    while (isalnum((unsigned char)*it->at) || *it->at == '-') {
        cr_assert(n + 1 < HTML_NAME, "a long name at: %.40s", it->at);
        name[n++] = *it->at++;
    }
    cr_assert(n > 0, "no name at: %.40s", it->at);
    name[n] = '\0';
}

/* Attributes up to '>'; true when the tag closes itself. */
static inline bool html_read_attributes(html_reader *it) {
    bool closes = false;
    while (*it->at != '>') {
        cr_assert(*it->at != '\0' && *it->at != '<', "an open tag at: %.40s", it->at);
        closes = *it->at == '/';
        if (*it->at == '"') {
            it->at = strchr(it->at + 1, '"');
            cr_assert(it->at != NULL, "an open quote");
        }
        it->at++;
    }
    it->at++;
    return closes;
}

static inline bool html_is_void(const char *name) {
    return strcmp(name, "meta") == 0 || strcmp(name, "input") == 0 || strcmp(name, "br") == 0;
}

/* Text inside of script and style is not read: it goes on to their end. */
static inline void html_skip_raw(html_reader *it, const char *name) {
    if (strcmp(name, "script") == 0 || strcmp(name, "style") == 0) {
        it->at = strstr(it->at, "</");
        cr_assert(it->at != NULL, "an open %s", name);
    }
}

static inline void html_read_tag(html_reader *it) {
    char name[HTML_NAME];
    const bool is_end = *it->at == '/';
    it->at += is_end ? 1 : 0;
    html_read_name(it, name);
    const bool closes = html_read_attributes(it);
    if (is_end) {
        cr_assert(it->depth > 0, "</%s> without a start", name);
        cr_assert(strcmp(it->open[it->depth - 1], name) == 0, "</%s> where <%s> is open at: %.80s",
                  name, it->open[it->depth - 1], it->at);
        it->depth--;
    } else if (!closes && !html_is_void(name)) {
        cr_assert(it->depth < HTML_DEPTH);
        strcpy(it->open[it->depth++], name);
        html_skip_raw(it, name);
    }
}

static inline void html_read_entity(const html_reader *it) {
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strncmp(it->at, known[i], strlen(known[i])) == 0) {
            return;
        }
    }
    cr_assert(false, "a bare & at: %.40s", it->at);
}

/* Elements only, or a page that begins with its document type. */
static inline void html_check(const char *text) {
    static const char doctype[] = "<!DOCTYPE html>";
    html_reader it = {.at = text};
    if (strncmp(text, doctype, strlen(doctype)) == 0) {
        it.at += strlen(doctype);
    }
    while (*it.at != '\0') {
        if (*it.at == '<') {
            it.at++;
            html_read_tag(&it);
        } else {
            if (*it.at == '&') {
                html_read_entity(&it);
            }
            it.at++;
        }
    }
    cr_assert(it.depth == 0, "<%s> is not closed", it.open[it.depth - 1]);
}

static inline void html_expect_part(const char *html, const char *part) {
    cr_expect(strstr(html, part) != NULL, "without %s", part);
}

static inline void html_expect_no_part(const char *html, const char *part) {
    cr_expect(strstr(html, part) == NULL, "with %s", part);
}

static inline size_t html_count(const char *text, const char *part) {
    size_t n = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + 1, part)) {
        n++;
    }
    return n;
}

#endif
