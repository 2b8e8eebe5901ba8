#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "reflect/json.hpp"

/// A JSON document as it was written: members in their order, repeated ones too. For what no struct
/// describes.
namespace yuanheng::reflect {

struct JsonNode {
    enum class Type : unsigned char { null, boolean, integer, real, text, array, object };

    Type type = Type::null;
    std::uint32_t end = 0;         ///< index of the node behind this one and all that it holds
    std::int64_t whole = 0;        ///< of integers; 0 or 1 of truth values
    double real = 0;               ///< of numbers that are no integers of 64 bits
    std::size_t at = 0, size = 0;  ///< of texts
};

/// Nodes in the order of the text: an array is followed by its items, an object by name (a text), value,
/// name, value …
class JsonTree {
public:
    /// Error json_broken with line and column: no JSON by RFC 8259, not UTF-8, deeper than 32 levels, lone
    /// surrogates, numbers beyond doubles, more than 4 GB.
    static Result<JsonTree> parse(std::string_view json);

    const JsonNode& operator[](std::size_t i) const { return nodes_[i]; }
    std::string_view text(std::size_t i) const {
        return std::string_view(texts_).substr(nodes_[i].at, nodes_[i].size);
    }

private:
    friend struct JsonHandler;

    std::vector<JsonNode> nodes_;
    std::string texts_;
};

/// Writes a node of a document with all that it holds.
void copy(const JsonTree& tree, std::size_t at, JsonWriter& out);

}  // namespace yuanheng::reflect
