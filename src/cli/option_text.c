/* Prints option rows. */
#include "option_text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Appends to a list "a, b, c". */
NNT_PRINTF(2, 3)
static void add(char text[NNT_OPTION_TEXT_SIZE], const char *format, ...) {
    va_list arguments;
    strncat(text, text[0] != '\0' ? ", " : "", NNT_OPTION_TEXT_SIZE - strlen(text) - 1);
    const size_t length = strlen(text);
    va_start(arguments, format);
    vsnprintf(text + length, NNT_OPTION_TEXT_SIZE - length, format, arguments);
    va_end(arguments);
}

static void
add_numbers(char text[NNT_OPTION_TEXT_SIZE], const nnt_console *console, const nnt_option *option) {
    const char *noun = (option->accepts & NNT_ACCEPT_NUMBER) != 0 ? "" : "whole, ";
    const char *above = (option->accepts & NNT_ABOVE_LOW) != 0 ? "above " : "";
    const char *below = (option->accepts & NNT_BELOW_HIGH) != 0 ? "below " : "";
    if (option->low == 0 && option->high == 0) {
        add(text, "%s", *noun != '\0' ? "any whole number" : "any number");
    } else if (isinf(option->high)) {
        add(text, "%s%s%g", noun, *above != '\0' ? above : "from ", option->low);
    } else {
        add(text, "%s%s%g %s %s%g", noun, above, option->low, console->symbols->ellipsis, below,
            option->high);
    }
}

static void add_words(char text[NNT_OPTION_TEXT_SIZE], const char *words) {
    for (;;) {
        const size_t length = strcspn(words, "|");
        add(text, "%.*s", (int)length, words);
        if (words[length] == '\0') {
            return;
        }
        words += length + 1;
    }
}

void nnt_option_text_range(const nnt_console *console,
                           const nnt_option *option,
                           char text[NNT_OPTION_TEXT_SIZE]) {
    static const struct {
        unsigned form;
        const char *text;
    } forms[] = {
        {NNT_ACCEPT_SEED, "0 to 2^64-1"}, {NNT_ACCEPT_BOOLEAN, "true, false"},
        {NNT_ACCEPT_TEXT, "text"},        {NNT_ACCEPT_PATH, "path"},
        {NNT_ACCEPT_LIST, "list"},        {NNT_ACCEPT_OBJECT, "object"},
        {NNT_ACCEPT_MAP, "object"},       {NNT_ACCEPT_NULL, "null"},
    };
    text[0] = '\0';
    if ((option->accepts & (NNT_ACCEPT_NUMBER | NNT_ACCEPT_INTEGER)) != 0) {
        add_numbers(text, console, option);
    }
    if ((option->accepts & NNT_ACCEPT_WORD) != 0) {
        add_words(text, option->words);
    }
    if ((option->accepts & NNT_ACCEPT_CHOICE) != 0) {
        add(text, "%s", option->registry);
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if ((option->accepts & forms[i].form) != 0) {
            add(text, "%s", forms[i].text);
        }
    }
}

static const char *show_default(const nnt_option *option) {
    if (option->fallback == NULL) {
        return "required";
    }
    return option->fallback[0] != '\0' ? option->fallback : "-";
}

static int widen(int width, const char *text) {
    const int length = (int)strlen(text);
    return length > width ? length : width;
}

void nnt_option_text_print_table(nnt_console *console, const nnt_option *options) {
    int name_width = (int)strlen("option");
    int default_width = (int)strlen("required");
    for (const nnt_option *option = options; option->name != NULL; option++) {
        name_width = widen(name_width, option->name);
        default_width = widen(default_width, show_default(option));
    }
    const int indent = name_width + default_width + 4;
    nnt_console_print(console, "%s%-*s  %-*s  %s%s\n", console->out.bold, name_width, "option",
                      default_width, "default", "values", console->out.reset);
    for (; options->name != NULL; options++) {
        char range[NNT_OPTION_TEXT_SIZE];
        nnt_option_text_range(console, options, range);
        nnt_console_print(console, "%-*s  %-*s  ", name_width, options->name, default_width,
                          show_default(options));
        nnt_console_wrap(console, (size_t)indent, range);
        nnt_console_print(console, "%*s", indent, "");
        nnt_console_wrap(console, (size_t)indent, options->help);
    }
}
