/* The JSON Schema: that it says what the option table says, and that the shipped
 * copy is it. */
#include "experiment/config_sketch.h"

#include "base/file.h"
#include "nntrain/catalog.h"

/* The schema as a tree. */
static nnt_json_document read_schema(void) {
    nnt_json_document document = {0};
    nnt_error error = {0};
    char *text = nnt_config_schema();
    cr_assert(text != NULL);
    cr_assert(nnt_json_read(text, strlen(text), "schema", &document, NULL, &error) == NNT_OK, "%s",
              error.message);
    nnt_string_free(text);
    return document;
}

static void expect_json(const nnt_json *value, const char *expected) {
    cr_assert(value != NULL, "not there: %s", expected);
    sketch drawn = sketch_create(expected);
    nnt_text text = {0};
    nnt_json_write_compact(&text, value);
    cr_assert_str_eq(text.data, drawn.text);
    nnt_text_clear(&text);
    nnt_free(drawn.text);
}

/* What the schema says of a key of a section, by a path of properties. */
static const nnt_json *find_property(const nnt_json *schema, const char *section, const char *key) {
    const nnt_json *properties = nnt_json_get(schema, "properties");
    if (section) {
        properties = nnt_json_get(nnt_json_get(properties, section), "properties");
    }
    return nnt_json_get(properties, key);
}

NNT_TEST(config_schema, is_draft_07_and_closed) {
    nnt_json_document schema = read_schema();
    expect_json(nnt_json_get(schema.root, "$schema"), "'http://json-schema.org/draft-07/schema#'");
    expect_json(nnt_json_get(schema.root, "required"), "['data','network']");
    expect_json(nnt_json_get(schema.root, "additionalProperties"), "false");
    expect_json(find_property(schema.root, "training", "$comment"), "true");
    nnt_json_clear(&schema);
}

NNT_TEST(config_schema, forms_ranges_and_defaults_follow_the_table) {
    nnt_json_document schema = read_schema();
    const nnt_json *epochs = find_property(schema.root, "training", "epochs");
    expect_json(nnt_json_get(epochs, "type"), "'integer'");
    expect_json(nnt_json_get(epochs, "minimum"), "0");
    expect_json(nnt_json_get(epochs, "maximum"), "1000000000");
    expect_json(nnt_json_get(epochs, "default"), "100");
    const nnt_json *batch = find_property(schema.root, "training", "batch_size");
    expect_json(
        nnt_json_get(batch, "anyOf"),
        "[{'type':'integer','minimum':1,'maximum':1000000000},{'type':'string','enum':['full']}]");
    const nnt_json *clip = find_property(schema.root, "training", "clip_norm");
    expect_json(nnt_json_get(clip, "anyOf"),
                "[{'type':'number','exclusiveMinimum':0,'maximum':1e+30},{'type':'null'}]");
    const nnt_json *optimizer = find_property(schema.root, "training", "optimizer");
    expect_json(nnt_json_get(optimizer, "anyOf"), "[{'$ref':'#/definitions/optimizer'}]");
    const nnt_json *seed = find_property(schema.root, NULL, "seed");
    expect_json(nnt_json_get(seed, "anyOf"),
                "[{'type':'integer','minimum':0,'maximum':18446744073709551615},"
                "{'type':'string','pattern':'^[0-9]+$'}]");
    const nnt_json *hidden = find_property(schema.root, "network", "hidden");
    expect_json(nnt_json_get(hidden, "maxItems"), "256");
    cr_assert(nnt_json_get(find_property(schema.root, NULL, "name"), "default") == NULL);
    nnt_json_clear(&schema);
}

NNT_TEST(config_schema, every_row_of_the_catalog_has_its_object) {
    nnt_json_document schema = read_schema();
    const nnt_json *definitions = nnt_json_get(schema.root, "definitions");
    for (size_t k = 0; k < nnt_catalog_count(); k++) {
        const nnt_catalog_kind *kind = nnt_catalog_get(k);
        const nnt_json *forms = nnt_json_get(nnt_json_get(definitions, kind->name), "anyOf");
        cr_assert(forms && forms->n_children == kind->count() + 1);
        const nnt_json *form = forms->first->next;
        for (size_t i = 0; i < kind->count(); i++, form = form->next) {
            const nnt_json *properties = nnt_json_get(form, "properties");
            cr_assert_str_eq(nnt_json_find(properties, "type.const")->text, kind->row(i)->name);
            const bool is_schedule = strcmp(kind->name, "schedule") == 0;
            cr_assert((nnt_json_get(properties, "warmup") != NULL) == is_schedule);
        }
    }
    nnt_json_clear(&schema);
}

NNT_TEST(config_schema, names_that_need_options_cannot_stand_alone) {
    nnt_json_document schema = read_schema();
    const nnt_json *names = nnt_json_find(schema.root, "definitions.source.anyOf.0.enum");
    bool has_xor = false;
    for (const nnt_json *name = names->first; name; name = name->next) {
        cr_assert_str_neq(name->text, "csv");
        has_xor = has_xor || strcmp(name->text, "xor") == 0;
    }
    cr_assert(has_xor);
    nnt_json_clear(&schema);
}

NNT_TEST(config_schema, shipped_copy_is_up_to_date) {
    char *file = NULL;
    size_t length = 0;
    nnt_error error = {0};
    const char *path = NNT_SOURCE_DIR "/configs/nntrain.schema.json";
    cr_assert(nnt_file_read(path, 1 << 24, &file, &length, &error) == NNT_OK, "%s", error.message);
    char *text = nnt_config_schema();
    cr_assert(strcmp(file, text) == 0,
              "make it anew: nntrain schema > configs/nntrain.schema.json");
    nnt_free(file);
    nnt_string_free(text);
}
