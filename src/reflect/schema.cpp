#include "reflect/schema.hpp"

#include "reflect/spelling.hpp"

namespace yuanheng::reflect {

namespace {

std::string_view name(Kind kind) {
    switch (kind) {
        case Kind::id: return "id";
        case Kind::text: return "text";
        case Kind::integer: return "integer";
        case Kind::decimal: return "decimal";
        case Kind::money: return "money";
        case Kind::boolean: return "boolean";
        case Kind::date: return "date";
        case Kind::instant: return "instant";
        case Kind::choice: return "choice";
        case Kind::period: return "period";
        case Kind::choices: return "choices";
        case Kind::object: return "object";
        case Kind::list: return "list";
    }
    return {};
}

std::string_view name(Format format) {
    switch (format) {
        case Format::plain: return "plain";
        case Format::uscc: return "uscc";
        case Format::industry: return "industry";
        case Format::phone: return "phone";
        case Format::email: return "email";
        case Format::multiline: return "multiline";
        case Format::percent: return "percent";
        case Format::secret: return "secret";
    }
    return {};
}

std::string_view name(DataClass data_class) {
    switch (data_class) {
        case DataClass::open: return "open";
        case DataClass::internal: return "internal";
        case DataClass::sensitive: return "sensitive";
        case DataClass::personal: return "personal";
    }
    return {};
}

bool maskable(const Field& field) {
    return field.data_class == DataClass::sensitive || field.data_class == DataClass::personal;
}

bool part_of(const Field& field, Use use) {
    return use == Use::reply ? field.format != Format::secret : !field.read_only;
}

void write_type(JsonWriter& out, std::string_view type, bool nullable) {
    out.key("type");
    if (!nullable) {
        out.text(type);
        return;
    }
    out.begin_array().text(type).text("null").end_array();
}

void write_choices(JsonWriter& out, const Field& field, bool nullable) {
    out.key("enum").begin_array();
    for (const Choice& c : field.choices) out.text(c.code);
    if (nullable) out.null();
    out.end_array();
}

/// What a text may be. A masked one breaks every rule but the type's.
void write_text_rules(JsonWriter& out, const Field& field, Use use) {
    if (use == Use::reply && maskable(field)) return;
    if (!field.nullable()) out.key("minLength").number(std::int64_t{1});
    out.key("maxLength").number(std::int64_t{field.max_length});
    if (field.format == Format::uscc) {
        out.key("pattern").text("^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$");
    }
    if (field.format == Format::industry) out.key("pattern").text("^[A-T]([0-9]{2,4})?$");
    if (field.format == Format::email) out.key("format").text("email");
    if (field.format == Format::secret) out.key("format").text("password").key("writeOnly").boolean(true);
}

/// Decimals are texts: their bounds cannot be said in the schema's own words.
void write_decimal_rules(JsonWriter& out, const Field& field) {
    const int scale = field.scale();
    std::string pattern = field.low && *field.low >= 0 ? "^[0-9]{1,19}" : "^-?[0-9]{1,19}";
    if (scale > 0) pattern += "(\\.[0-9]{1," + std::to_string(scale) + "})?";
    out.key("pattern").text(pattern + "$");
    out.key("x-places").number(std::int64_t{scale});
    const auto bound = [&](const char* key, const std::optional<std::int64_t>& value) {
        if (!value) return;
        std::string text;
        append_scaled(text, *value, scale);
        out.key(key).text(text);
    };
    bound("x-minimum", field.low);
    bound("x-maximum", field.high);
}

void write_scalar(JsonWriter& out, const Field& field, Use use) {
    const bool nullable = field.nullable();
    switch (field.kind) {
        case Kind::integer: write_type(out, "integer", nullable); break;
        case Kind::boolean: write_type(out, "boolean", nullable); break;
        case Kind::choices: write_type(out, "array", false); break;
        default: write_type(out, "string", nullable);
    }
    switch (field.kind) {
        case Kind::text: write_text_rules(out, field, use); break;
        case Kind::choice: write_choices(out, field, nullable); break;
        case Kind::choices:
            if (field.required && use != Use::reply) out.key("minItems").number(std::int64_t{1});
            out.key("uniqueItems").boolean(true);
            write_choices(out.key("items").begin_object().key("type").text("string"), field, false);
            out.end_object();
            break;
        case Kind::period:  // what older programs have stored is given out as it is
            if (use != Use::reply)
                out.key("pattern").text(
                    "^[0-9]{4}(H[12]|Q[1-4]|-(0[1-9]|1[0-2])|-01\\.\\.(0[1-9]|1[0-2]))?$");
            break;
        case Kind::id: out.key("pattern").text("^[1-9][0-9]{0,18}$"); break;
        case Kind::integer:
            out.key("format").text("int64");
            if (field.low) out.key("minimum").number(*field.low);
            if (field.high) out.key("maximum").number(*field.high);
            break;
        case Kind::decimal:
        case Kind::money: write_decimal_rules(out, field); break;
        case Kind::date: out.key("format").text("date"); break;
        case Kind::instant: out.key("format").text("date-time"); break;
        default: break;
    }
}

/// The value of a field that holds structs: itself, or null where it may be.
void write_reference(JsonWriter& out, const Struct& type, bool nullable, Use use) {
    const std::string target =
        "#/components/schemas/" + schema_name(type, use == Use::partial ? Use::request : use);
    if (!nullable) {
        out.key("$ref").text(target);
        return;
    }
    out.key("anyOf").begin_array();
    out.begin_object().key("$ref").text(target).end_object();
    out.begin_object().key("type").text("null").end_object();
    out.end_array();
}

void write_list(JsonWriter& out, const Field& field, Use use) {
    out.key("type").text("array");
    const std::int64_t least = std::max<std::int64_t>(field.low.value_or(0), field.required ? 1 : 0);
    if (use != Use::reply && least > 0) out.key("minItems").number(least);
    if (use != Use::reply && field.high) out.key("maxItems").number(*field.high);
    out.key("items").begin_object();
    if (field.item != nullptr) {
        write_reference(out, *field.item, false, use);
    } else if (!field.choices.empty()) {
        out.key("type").text("string");
        write_choices(out, field, false);
    } else {
        out.key("type").text("string");
        Field word = field;
        word.required = true;
        write_text_rules(out, word, use);
    }
    out.end_object();
}

/// What forms and lists need to know beyond the value.
void write_notes(JsonWriter& out, const Field& field) {
    const auto text = [&](const char* key, std::string_view value) {
        if (!value.empty()) out.key(key).text(value);
    };
    const auto flag = [&](const char* key, bool set) {
        if (set) out.key(key).boolean(true);
    };
    text("title", field.label.in(Language::zh));
    text("x-label-en", field.label.in(Language::en));
    text("x-kind", name(field.kind));
    if (field.format != Format::plain) text("x-format", name(field.format));
    text("x-unit", field.unit);
    text("x-target", field.target);
    text("x-data-class", name(field.data_class));
    text("x-note", field.note.in(Language::zh));
    text("x-note-en", field.note.in(Language::en));
    flag("readOnly", field.read_only);
    flag("x-immutable", field.immutable);
    flag("x-sortable", field.sortable);
    flag("x-filterable", field.filterable);
    flag("x-searchable", field.searchable);
    flag("x-in-list", field.in_list);
    if (field.choices.empty()) return;
    out.key("x-choices").begin_array();
    for (const Choice& c : field.choices) {
        out.begin_object().key("code").text(c.code);
        out.key("zh").text(c.label.in(Language::zh)).key("en").text(c.label.in(Language::en)).end_object();
    }
    out.end_array();
}

void write_property(JsonWriter& out, const Field& field, Use use) {
    out.key(field.name).begin_object();
    if (field.kind == Kind::list)
        write_list(out, field, use);
    else if (field.kind == Kind::object)
        write_reference(out, *field.item, field.nullable(), use);
    else
        write_scalar(out, field, use);
    write_notes(out, field);
    out.end_object();
}

}  // namespace

std::string schema_name(const Struct& type, Use use) {
    return type.name + (use == Use::request ? "_request" : use == Use::partial ? "_partial" : "");
}

void write_schema(JsonWriter& out, const Struct& type, Use use) {
    out.begin_object().key("type").text("object");
    out.key("title").text(type.label.in(Language::zh)).key("x-label-en").text(type.label.in(Language::en));
    std::vector<std::string_view> required;
    out.key("properties").begin_object();
    for (const Field& field : type.fields) {
        if (!part_of(field, use)) continue;
        write_property(out, field, use);
        if (use == Use::request ? field.needed() : use == Use::reply && !maskable(field))
            required.push_back(field.name);
    }
    out.end_object();
    if (!required.empty()) {
        out.key("required").begin_array();
        for (const std::string_view field : required) out.text(field);
        out.end_array();
    }
    if (use != Use::reply) out.key("additionalProperties").boolean(false);
    out.end_object();
}

void collect(const Struct& type, std::set<const Struct*>& into) {
    if (!into.insert(&type).second) return;
    for (const Field& field : type.fields) {
        if (field.item != nullptr) collect(*field.item, into);
    }
}

std::string sql_columns(const Struct& type) {
    std::string out;
    for (const Field& field : type.fields) {
        if (!field.scalar()) continue;
        out += (out.empty() ? "" : ", ") + field.name;
        out += field.textual() ? " TEXT" : field.kind == Kind::boolean ? " INTEGER" : " BIGINT";
        if (!field.nullable()) out += " NOT NULL";
    }
    return out;
}

}  // namespace yuanheng::reflect
