#include "platform/core/stored_json.hpp"

#include <stdexcept>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "reflect/json_tree.hpp"

namespace yuanheng::platform {

namespace {

using reflect::JsonNode;
using reflect::JsonTree;
using reflect::JsonWriter;
using reflect::Record;
using reflect::Struct;
using reflect::Value;

void write_stored(JsonWriter& out, const Value& value) {
    if (const std::int64_t* number = reflect::integer(value))
        out.number(*number);
    else if (const std::string* text = reflect::text(value))
        out.text(*text);
    else if (const double* real = std::get_if<double>(&value))
        out.number(*real);
    else
        out.null();
}

Value value_of(const JsonTree& tree, std::size_t at) {
    switch (tree[at].type) {
        case JsonNode::Type::integer: return tree[at].whole;
        case JsonNode::Type::real: return tree[at].real;
        case JsonNode::Type::text: return std::string(tree.text(at));
        default: return {};
    }
}

}  // namespace

std::string stored_json(const Struct& type, const Record& values, std::size_t but) {
    JsonWriter out;
    out.begin_object();
    for (std::size_t i = but; i < values.size(); ++i) {
        if (reflect::absent(values[i])) continue;
        out.key(type.fields[i].name);
        write_stored(out, values[i]);
    }
    out.end_object();
    return out.take();
}

std::vector<StoredValue> stored_values(const Struct& type, std::string_view json) {
    const auto tree = JsonTree::parse(json);
    if (!tree || (*tree)[0].type != JsonNode::Type::object)
        throw std::logic_error("what is stored of a " + type.name + " is no JSON object");
    std::vector<StoredValue> out;
    for (std::size_t i = 1; i < (*tree)[0].end; i = (*tree)[i + 1].end) {
        if (const int at = type.index(tree->text(i)); at >= 0)
            out.push_back({static_cast<std::size_t>(at), value_of(*tree, i + 1)});
    }
    return out;
}

Record from_stored_json(const Struct& type, std::string_view json) {
    Record out(type.fields.size());
    for (StoredValue& stored : stored_values(type, json)) out[stored.field] = std::move(stored.value);
    return out;
}

std::pair<std::string, std::string> changes_json(const Struct& type, const Record& before,
                                                 const Record& after, std::size_t but) {
    JsonWriter was, is;
    was.begin_object();
    is.begin_object();
    for (std::size_t i = but; i < before.size(); ++i) {
        if (before[i] == after[i]) continue;
        was.key(type.fields[i].name);
        write_stored(was, before[i]);
        is.key(type.fields[i].name);
        write_stored(is, after[i]);
    }
    was.end_object();
    is.end_object();
    return {was.take(), is.take()};
}

Checked<std::vector<std::pair<std::string, std::string>>> json_members(std::string_view json) {
    const auto tree = JsonTree::parse(json);
    if (!tree) return refuse(tree.error());
    std::vector<std::pair<std::string, std::string>> out;
    if ((*tree)[0].type != JsonNode::Type::object) return refuse(Code::bad_request);
    for (std::size_t i = 1; i < (*tree)[0].end; i = (*tree)[i + 1].end) {
        JsonWriter value;
        reflect::copy(*tree, i + 1, value);
        out.emplace_back(tree->text(i), value.take());
    }
    return out;
}

}  // namespace yuanheng::platform
