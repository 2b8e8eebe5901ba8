#include <fmt/format.h>

#include <map>
#include <set>
#include <stdexcept>

#include "platform/core/media.hpp"
#include "platform/request/openapi.hpp"
#include "reflect/schema.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::JsonWriter;
using reflect::Kind;
using reflect::Struct;
using reflect::Use;

std::string reference(std::string_view name) { return fmt::format("#/components/schemas/{}", name); }

void refer(JsonWriter& out, std::string_view name) {
    out.begin_object().key("$ref").text(reference(name)).end_object();
}

/// Everything that is described under components/schemas.
class Schemas {
public:
    void want(const Struct* type, Use use) {
        if (type == nullptr) return;
        std::set<const Struct*> all;
        reflect::collect(*type, all);
        for (const Struct* s : all) {
            const Use inner = s != type && use == Use::partial ? Use::request : use;
            const auto [there, added] = wanted_.emplace(reflect::schema_name(*s, inner), std::pair(s, inner));
            if (!added && there->second.first != s)
                throw std::logic_error("two schemas are called " + there->first);
        }
    }
    void write(JsonWriter& out) const {
        for (const auto& [name, schema] : wanted_)
            reflect::write_schema(out.key(name), *schema.first, schema.second);
    }

private:
    std::map<std::string, std::pair<const Struct*, Use>> wanted_;
};

Use body_use(const Operation& o) { return o.partial ? Use::partial : Use::request; }

void write_path_parameters(JsonWriter& out, const std::string& pattern) {
    for (std::size_t at = pattern.find('{'); at != std::string::npos; at = pattern.find('{', at + 1)) {
        const std::string name = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
        out.begin_object().key("name").text(name).key("in").text("path").key("required").boolean(true);
        out.key("schema").begin_object().key("type").text("string");
        if (name == "id") out.key("pattern").text("^[1-9][0-9]{0,18}$");
        out.end_object().end_object();
    }
}

/// A parameter of the query string: a text of the field's kind, a list may be repeated.
void write_query_schema(JsonWriter& out, const Field& f) {
    out.begin_object();
    switch (f.kind) {
        case Kind::integer:
            out.key("type").text("integer");
            if (f.low) out.key("minimum").number(*f.low);
            if (f.high) out.key("maximum").number(*f.high);
            break;
        case Kind::boolean: out.key("type").text("boolean"); break;
        case Kind::list:
            out.key("type").text("array").key("maxItems").number(std::int64_t{30});
            out.key("items")
                .begin_object()
                .key("type")
                .text("string")
                .key("maxLength")
                .number(std::int64_t{f.max_length})
                .end_object();
            break;
        case Kind::choice:
            out.key("type").text("string").key("enum").begin_array();
            for (const reflect::Choice& c : f.choices) out.text(c.code);
            out.end_array();
            break;
        case Kind::id: out.key("type").text("string").key("pattern").text("^[1-9][0-9]{0,18}$"); break;
        case Kind::date: out.key("type").text("string").key("format").text("date"); break;
        case Kind::instant: out.key("type").text("string").key("format").text("date-time"); break;
        default: out.key("type").text("string").key("maxLength").number(std::int64_t{f.max_length});
    }
    out.end_object();
}

void write_query_parameters(JsonWriter& out, const Struct* query) {
    if (query == nullptr) return;
    for (const Field& f : query->fields) {
        out.begin_object().key("name").text(f.name).key("in").text("query");
        out.key("description").text(f.label.zh + (f.note.zh.empty() ? "" : "：" + f.note.zh));
        if (f.required) out.key("required").boolean(true);
        if (f.kind == Kind::list) out.key("style").text("form").key("explode").boolean(true);
        write_query_schema(out.key("schema"), f);
        out.end_object();
    }
}

void write_header_parameters(JsonWriter& out, const Operation& o) {
    const auto header = [&](std::string_view name, std::string_view pattern, bool required,
                            std::string_view description) {
        out.begin_object().key("name").text(name).key("in").text("header").key("required").boolean(required);
        out.key("description").text(description);
        out.key("schema")
            .begin_object()
            .key("type")
            .text("string")
            .key("pattern")
            .text(pattern)
            .end_object()
            .end_object();
    };
    if (o.versioned) header("If-Match", "^\"[0-9]{1,18}\"$", true, "所依据的版本，取自 ETag");
    if (o.method == http::Method::post && !o.policy.is_public()) {
        header("Idempotency-Key", "^[A-Za-z0-9_-]{1,200}$", false, "同一个键只执行一次，重发得到同样的答复");
    }
}

void write_body(JsonWriter& out, const Operation& o) {
    if (o.body == nullptr && !o.limits.upload) return;
    out.key("requestBody").begin_object().key("required").boolean(true).key("content").begin_object();
    if (o.body != nullptr) {
        refer(out.key("application/json").begin_object().key("schema"),
              reflect::schema_name(*o.body, body_use(o)));
    } else {
        out.key("application/octet-stream").begin_object().key("schema").begin_object();
        out.key("type").text("string").key("format").text("binary").end_object();
    }
    out.end_object().end_object().end_object();
}

void write_list(JsonWriter& out, const std::string& item) {
    out.begin_object().key("type").text("object").key("properties").begin_object();
    out.key("items").begin_object().key("type").text("array");
    refer(out.key("items"), item);
    out.end_object();
    out.key("next")
        .begin_object()
        .key("type")
        .begin_array()
        .text("string")
        .text("null")
        .end_array()
        .end_object();
    out.key("total")
        .begin_object()
        .key("type")
        .begin_array()
        .text("integer")
        .text("null")
        .end_array()
        .end_object();
    refer(out.key("refs"), "refs");
    out.end_object().key("required").begin_array().text("items").text("next").end_array().end_object();
}

void write_responses(JsonWriter& out, const Operation& o) {
    out.key("responses").begin_object();
    out.key("2XX").begin_object().key("description").text(o.summary.zh);
    if (o.reply != nullptr || o.media != "application/json") {
        out.key("content").begin_object().key(o.media).begin_object();
        if (o.reply_is_list)
            write_list(out.key("schema"), reflect::schema_name(*o.reply, Use::reply));
        else if (o.reply != nullptr)
            refer(out.key("schema"), reflect::schema_name(*o.reply, Use::reply));
        else if (o.media != kEventsMedia)  // events have no schema: the stream never is one text
            out.key("schema").begin_object().key("type").text("string").end_object();
        out.end_object().end_object();
    }
    out.end_object();
    out.key("default")
        .begin_object()
        .key("description")
        .text("问题说明（RFC 9457）")
        .key("content")
        .begin_object();
    refer(out.key("application/problem+json").begin_object().key("schema"), "problem");
    out.end_object().end_object().end_object().end_object();
}

void write_operation(JsonWriter& out, const Operation& o) {
    std::string method(http::name(o.method));
    for (char& c : method) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    out.key(method).begin_object();
    out.key("operationId")
        .text(o.id)
        .key("summary")
        .text(o.summary.zh)
        .key("x-summary-en")
        .text(o.summary.in(Language::en));
    out.key("tags").begin_array().text(o.id.substr(0, o.id.find('.'))).end_array();
    if (o.policy.is_public()) out.key("security").begin_array().end_array();
    if (o.recent_sign_in) out.key("x-recent-sign-in").boolean(true);
    out.key("parameters").begin_array();
    write_path_parameters(out, o.pattern);
    write_query_parameters(out, o.query);
    write_header_parameters(out, o);
    out.end_array();
    write_body(out, o);
    write_responses(out, o);
    out.end_object();
}

/// What every refusal is, as problem.cpp writes it.
constexpr std::string_view kProblem =
    R"({"type":"object","title":"问题说明","required":["type","title","status","code","detail","request_id","errors"],)"
    R"("properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string"},)"
    R"("detail":{"type":"string"},"hint":{"type":"string"},"request_id":{"type":"string"},"errors":{"type":"array","items":)"
    R"({"type":"object","required":["code","detail"],"properties":{"code":{"type":"string"},"detail":{"type":"string"},)"
    R"("hint":{"type":"string"},"pointer":{"type":"string"},"row":{"type":"integer"},"column":{"type":"integer"},"sheet":{"type":"string"}}}}}})";
/// Names of the records that others refer to: entity, id, name.
constexpr std::string_view kRefs =
    R"({"type":"object","title":"所引用记录的名称","additionalProperties":{"type":"object","additionalProperties":{"type":"string"}}})";

}  // namespace

std::string openapi(const std::vector<Operation>& operations) {
    std::map<std::string, std::vector<const Operation*>> paths;
    Schemas schemas;
    for (const Operation& o : operations) {
        paths[o.pattern].push_back(&o);
        schemas.want(o.body, body_use(o));
        schemas.want(o.reply, Use::reply);
    }
    JsonWriter out;
    out.begin_object().key("openapi").text("3.1.0");
    out.key("info").begin_object().key("title").text("园衡").key("version").text("1").end_object();
    out.key("security")
        .begin_array()
        .begin_object()
        .key("session")
        .begin_array()
        .end_array()
        .end_object()
        .end_array();
    out.key("paths").begin_object();
    for (const auto& [pattern, here] : paths) {
        out.key(pattern).begin_object();
        for (const Operation* o : here) write_operation(out, *o);
        out.end_object();
    }
    out.end_object();
    out.key("components").begin_object();
    out.key("securitySchemes").begin_object().key("session").begin_object();
    out.key("type")
        .text("apiKey")
        .key("in")
        .text("cookie")
        .key("name")
        .text("__Host-yuanheng")
        .end_object()
        .end_object();
    out.key("schemas").begin_object();
    schemas.write(out);
    out.key("problem").raw(kProblem).key("refs").raw(kRefs);
    out.end_object().end_object().end_object();
    return out.take();
}

}  // namespace yuanheng::platform
