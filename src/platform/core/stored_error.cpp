#include "platform/core/stored_error.hpp"

#include <stdexcept>

#include "reflect/json.hpp"
#include "reflect/json_tree.hpp"

namespace yuanheng::platform {

namespace {

using reflect::JsonNode;
using reflect::JsonTree;

void write_error(reflect::JsonWriter& out, const Error& error) {
    out.begin_object().key("code").text(name(error.code)).key("arguments").begin_object();
    for (const auto& [key, value] : error.arguments) out.key(key).text(value);
    out.end_object();
    if (!error.where.file.empty()) out.key("file").text(error.where.file);
    if (!error.where.sheet.empty()) out.key("sheet").text(error.where.sheet);
    if (error.where.line != 0) out.key("line").number(static_cast<std::int64_t>(error.where.line));
    if (error.where.column != 0) out.key("column").number(static_cast<std::int64_t>(error.where.column));
    out.end_object();
}

/// Calls member(name, index of the value) for each member of an object; for none where it is something else.
template <typename F>
void each_member(const JsonTree& tree, std::size_t at, F member) {
    if (tree[at].type != JsonNode::Type::object) return;
    for (std::size_t i = at + 1; i < tree[at].end; i = tree[i + 1].end) member(tree.text(i), i + 1);
}

Error error_at(const ErrorCodes& codes, const JsonTree& tree, std::size_t at) {
    Error out;
    each_member(tree, at, [&](std::string_view name, std::size_t value) {
        if (name == "code") {
            if (const auto known = codes.find(tree.text(value)))
                out.code = *known;
            else
                out.arguments.emplace_back("detail", tree.text(value));
        } else if (name == "arguments") {
            each_member(tree, value, [&](std::string_view key, std::size_t text) {
                out.arguments.emplace_back(key, tree.text(text));
            });
        } else if (name == "file") {
            out.where.file = tree.text(value);
        } else if (name == "sheet") {
            out.where.sheet = tree.text(value);
        } else if (name == "line") {
            out.where.line = static_cast<long>(tree[value].whole);
        } else if (name == "column") {
            out.where.column = static_cast<long>(tree[value].whole);
        }
    });
    return out;
}

}  // namespace

ErrorCodes::ErrorCodes(const std::vector<CodeTable>& tables) {
    for (const CodeTable table : tables) {
        for (const ErrorCode code : table) {
            if (!by_name_.emplace(name(code), code).second)
                throw std::logic_error("two errors are called " + std::string(name(code)));
        }
    }
}

std::optional<ErrorCode> ErrorCodes::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::string errors_to_json(const Errors& errors) {
    reflect::JsonWriter out;
    out.begin_array();
    for (const Error& error : errors) write_error(out, error);
    out.end_array();
    return out.take();
}

Errors errors_from_json(const ErrorCodes& codes, std::string_view json) {
    Errors out;
    const auto tree = JsonTree::parse(json);
    if (!tree || (*tree)[0].type != JsonNode::Type::array) return out;
    for (std::size_t i = 1; i < (*tree)[0].end; i = (*tree)[i].end) out.push_back(error_at(codes, *tree, i));
    return out;
}

Error error_from_json(const ErrorCodes& codes, std::string_view json) {
    const auto tree = JsonTree::parse(json);
    return tree ? error_at(codes, *tree, 0) : Error();
}

}  // namespace yuanheng::platform
