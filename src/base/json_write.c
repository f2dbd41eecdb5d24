/* Writing JSON trees. */
#include "base/json.h"
#include "base/text.h"

static bool is_container(const nnt_json *value) {
    return value->type == NNT_JSON_ARRAY || value->type == NNT_JSON_OBJECT;
}

static void write_scalar(nnt_text *text, const nnt_json *value) {
    switch (value->type) {
    case NNT_JSON_NULL:
        nnt_text_add(text, "null");
        break;
    case NNT_JSON_BOOLEAN:
        nnt_text_add(text, value->number != 0 ? "true" : "false");
        break;
    case NNT_JSON_NUMBER:
        if (value->text) {
            nnt_text_add(text, value->text);
        } else {
            nnt_text_add_json_number(text, value->number);
        }
        break;
    case NNT_JSON_STRING:
        nnt_text_add_json_string(text, value->text);
        break;
    case NNT_JSON_ARRAY:
    case NNT_JSON_OBJECT:
        break;
    }
}

static void start_line(nnt_text *text, size_t indent) {
    nnt_text_add(text, "\n");
    for (size_t i = 0; i < indent; i++) {
        nnt_text_add(text, "  ");
    }
}

/* An array of plain values stands on one line, and so does what is empty. */
static bool needs_lines(const nnt_json *value) {
    if (value->type == NNT_JSON_OBJECT) {
        return value->first != NULL;
    }
    for (const nnt_json *element = value->first; element; element = element->next) {
        if (is_container(element)) {
            return true;
        }
    }
    return false;
}

void nnt_json_write(nnt_text *text, const nnt_json *value, size_t indent) {
    if (!is_container(value)) {
        write_scalar(text, value);
        return;
    }
    const bool is_object = value->type == NNT_JSON_OBJECT;
    const bool has_lines = needs_lines(value);
    nnt_text_add(text, is_object ? "{" : "[");
    for (const nnt_json *child = value->first; child; child = child->next) {
        if (has_lines) {
            start_line(text, indent + 1);
        }
        if (is_object) {
            nnt_text_add_json_string(text, child->key);
            nnt_text_add(text, ": ");
        }
        nnt_json_write(text, child, indent + 1);
        if (child->next) {
            nnt_text_add(text, has_lines ? "," : ", ");
        }
    }
    if (has_lines) {
        start_line(text, indent);
    }
    nnt_text_add(text, is_object ? "}" : "]");
}

void nnt_json_write_compact(nnt_text *text, const nnt_json *value) {
    if (!is_container(value)) {
        write_scalar(text, value);
        return;
    }
    const bool is_object = value->type == NNT_JSON_OBJECT;
    nnt_text_add(text, is_object ? "{" : "[");
    for (const nnt_json *child = value->first; child; child = child->next) {
        if (is_object) {
            nnt_text_add_json_string(text, child->key);
            nnt_text_add(text, ":");
        }
        nnt_json_write_compact(text, child);
        if (child->next) {
            nnt_text_add(text, ",");
        }
    }
    nnt_text_add(text, is_object ? "}" : "]");
}
