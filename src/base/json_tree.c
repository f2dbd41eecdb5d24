/* JSON trees: nodes in blocks of memory that the document owns. */
#include "base/json.h"

#include "base/json_tree.h"
#include "base/memory.h"
#include "base/number.h"
#include <stdalign.h>
#include <string.h>

/* Bytes of a block, unless one piece needs more. */
enum { BLOCK_BYTES = 1 << 14, ALIGNMENT = alignof(max_align_t) };

struct nnt_json_block {
    struct nnt_json_block *next;
    size_t used, capacity;
    alignas(max_align_t) char bytes[];
};

static struct nnt_json_block *add_block(nnt_json_document *document, size_t bytes) {
    const size_t capacity = bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES;
    size_t room = 0;
    if (!nnt_size_add(sizeof(struct nnt_json_block), capacity, &room)) {
        return NULL;
    }
    struct nnt_json_block *block = nnt_reallocate(NULL, room, 1);
    if (!block) {
        return NULL;
    }
    block->next = document->blocks;
    block->used = 0;
    block->capacity = capacity;
    document->blocks = block;
    return block;
}

static void *take_bytes(nnt_json_document *document, size_t bytes) {
    size_t rounded = 0;
    if (!nnt_size_add(bytes, ALIGNMENT - 1, &rounded)) {
        return NULL;
    }
    rounded -= rounded % ALIGNMENT;
    struct nnt_json_block *block = document->blocks;
    if (!block || block->capacity - block->used < rounded) {
        block = add_block(document, rounded);
    }
    if (!block) {
        return NULL;
    }
    void *place = block->bytes + block->used;
    block->used += rounded;
    return place;
}

const char *nnt_json_keep_text(nnt_json_document *document, const char *text, size_t length) {
    char *copy = length < SIZE_MAX ? take_bytes(document, length + 1) : NULL;
    if (copy) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

nnt_json *nnt_json_new(nnt_json_document *document, nnt_json_type type) {
    nnt_json *node = take_bytes(document, sizeof *node);
    if (node) {
        *node = (nnt_json){.type = type};
    }
    return node;
}

nnt_json *nnt_json_new_number(nnt_json_document *document, double number) {
    nnt_json *node = nnt_json_new(document, NNT_JSON_NUMBER);
    if (node) {
        node->number = number;
    }
    return node;
}

nnt_json *nnt_json_new_string(nnt_json_document *document, const char *text) {
    nnt_json *node = nnt_json_new(document, NNT_JSON_STRING);
    if (!node) {
        return NULL;
    }
    node->text = nnt_json_keep_text(document, text, strlen(text));
    return node->text ? node : NULL;
}

/* The value without its children, and in no list. */
static nnt_json *copy_node(nnt_json_document *document, const nnt_json *value) {
    nnt_json *copy = nnt_json_new(document, value->type);
    if (!copy) {
        return NULL;
    }
    *copy = *value;
    copy->key = NULL;
    copy->first = copy->last = copy->next = NULL;
    copy->n_children = 0;
    if (value->text) {
        copy->text = nnt_json_keep_text(document, value->text, strlen(value->text));
        return copy->text ? copy : NULL;
    }
    return copy;
}

nnt_json *nnt_json_copy(nnt_json_document *document, const nnt_json *value) {
    nnt_json *copy = copy_node(document, value);
    for (const nnt_json *child = value->first; copy && child; child = child->next) {
        if (!nnt_json_append(document, copy, child->key, nnt_json_copy(document, child))) {
            return NULL;
        }
    }
    return copy;
}

bool nnt_json_append(nnt_json_document *document,
                     nnt_json *parent,
                     const char *key,
                     nnt_json *value) {
    if (!value) {
        return false;
    }
    if (key) {
        value->key = nnt_json_keep_text(document, key, strlen(key));
        if (!value->key) {
            return false;
        }
    }
    nnt_json_link(parent, value);
    return true;
}

void nnt_json_link(nnt_json *parent, nnt_json *value) {
    value->next = NULL;
    if (parent->last) {
        parent->last->next = value;
    } else {
        parent->first = value;
    }
    parent->last = value;
    parent->n_children++;
}

/* The member `key` and, in *before, the one before it; NULL when there is none. */
static nnt_json *find_member(const nnt_json *object, const char *key, nnt_json **before) {
    *before = NULL;
    if (!object || object->type != NNT_JSON_OBJECT) {
        return NULL;
    }
    for (nnt_json *member = object->first; member; member = member->next) {
        if (strcmp(member->key, key) == 0) {
            return member;
        }
        *before = member;
    }
    return NULL;
}

bool nnt_json_set(nnt_json_document *document, nnt_json *object, const char *key, nnt_json *value) {
    nnt_json *before = NULL;
    nnt_json *old = find_member(object, key, &before);
    if (!old || !value) {
        return nnt_json_append(document, object, key, value);
    }
    value->key = old->key;
    value->next = old->next;
    *(before ? &before->next : &object->first) = value;
    if (object->last == old) {
        object->last = value;
    }
    return true;
}

void nnt_json_remove(nnt_json *object, const char *key) {
    nnt_json *before = NULL;
    nnt_json *member = find_member(object, key, &before);
    if (!member) {
        return;
    }
    *(before ? &before->next : &object->first) = member->next;
    if (object->last == member) {
        object->last = before;
    }
    object->n_children--;
}

nnt_json *nnt_json_get(const nnt_json *object, const char *key) {
    nnt_json *before = NULL;
    return find_member(object, key, &before);
}

static nnt_json *get_element(const nnt_json *array, uint64_t index) {
    nnt_json *element = array->first;
    while (element && index > 0) {
        element = element->next;
        index--;
    }
    return element;
}

/* The child that `length` bytes of a path name. */
static nnt_json *find_step(const nnt_json *value, const char *step, size_t length) {
    if (value->type == NNT_JSON_ARRAY) {
        uint64_t index = 0;
        const bool is_index = nnt_number_parse_unsigned(step, length, &index);
        return is_index ? get_element(value, index) : NULL;
    }
    nnt_json *child = value->first;
    while (child && (strncmp(child->key, step, length) != 0 || child->key[length] != '\0')) {
        child = child->next;
    }
    return child;
}

nnt_json *nnt_json_find(const nnt_json *root, const char *path) {
    for (;;) {
        const size_t length = strcspn(path, ".");
        nnt_json *child = root ? find_step(root, path, length) : NULL;
        if (!child || path[length] == '\0') {
            return child;
        }
        root = child;
        path += length + 1;
    }
}

bool nnt_json_unsigned(const nnt_json *value, uint64_t *number) {
    const double largest = 0x1p53; /* up to here every whole number is a double */
    if (value->text) {
        return nnt_number_parse_unsigned(value->text, strlen(value->text), number);
    }
    if (value->type != NNT_JSON_NUMBER || !(value->number >= 0 && value->number <= largest) ||
        value->number != (double)(uint64_t)value->number) {
        return false;
    }
    *number = (uint64_t)value->number;
    return true;
}

const char *nnt_json_type_text(const nnt_json *value) {
    static const char *const texts[] = {
        [NNT_JSON_NULL] = "null",        [NNT_JSON_NUMBER] = "a number",
        [NNT_JSON_STRING] = "a string",  [NNT_JSON_ARRAY] = "an array",
        [NNT_JSON_OBJECT] = "an object",
    };
    if (value->type == NNT_JSON_BOOLEAN) {
        return value->number != 0 ? "true" : "false";
    }
    return texts[value->type];
}

void nnt_json_clear(nnt_json_document *document) {
    struct nnt_json_block *block = document->blocks;
    while (block) {
        struct nnt_json_block *next = block->next;
        nnt_free(block);
        block = next;
    }
    *document = (nnt_json_document){0};
}
