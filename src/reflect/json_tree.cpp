#include "reflect/json_tree.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>  // all of Boost.JSON that is compiled, here and nowhere else

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.hpp"
#include "reflect/codes.hpp"

namespace yuanheng::reflect {

namespace json = boost::json;

/// What the parser tells while it reads.
struct JsonHandler {
    static constexpr std::size_t max_object_size = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::size_t max_array_size = max_object_size;
    static constexpr std::size_t max_key_size = max_object_size;
    static constexpr std::size_t max_string_size = max_object_size;

    using Type = JsonNode::Type;
    using Code = json::error_code;

    JsonTree& tree;
    std::vector<std::size_t> open;  ///< arrays and objects that have begun
    bool in_text = false;

    JsonNode& add(Type type) {
        JsonNode& node = tree.nodes_.emplace_back();
        node.type = type;
        node.end = static_cast<std::uint32_t>(tree.nodes_.size());
        return node;
    }
    bool begin(Type type) {
        open.push_back(tree.nodes_.size());
        add(type);
        return true;
    }
    bool end() {
        tree.nodes_[open.back()].end = static_cast<std::uint32_t>(tree.nodes_.size());
        open.pop_back();
        return true;
    }
    /// A piece of a text; escapes split it.
    bool piece(json::string_view text, bool last) {
        if (!in_text) add(Type::text).at = tree.texts_.size();
        in_text = !last;
        tree.texts_.append(text.data(), text.size());
        tree.nodes_.back().size += text.size();
        return true;
    }
    bool real(double number, Code& code) {
        if (!std::isfinite(number)) {
            code = json::error::exponent_overflow;
            return false;
        }
        add(Type::real).real = number;
        return true;
    }
    bool whole(Type type, std::int64_t number) {
        add(type).whole = number;
        return true;
    }

    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) { return begin(Type::object); }
    bool on_object_end(std::size_t, Code&) { return end(); }
    bool on_array_begin(Code&) { return begin(Type::array); }
    bool on_array_end(std::size_t, Code&) { return end(); }
    bool on_key_part(json::string_view s, std::size_t, Code&) { return piece(s, false); }
    bool on_key(json::string_view s, std::size_t, Code&) { return piece(s, true); }
    bool on_string_part(json::string_view s, std::size_t, Code&) { return piece(s, false); }
    bool on_string(json::string_view s, std::size_t, Code&) { return piece(s, true); }
    bool on_number_part(json::string_view, Code&) { return true; }
    bool on_int64(std::int64_t n, json::string_view, Code&) { return whole(Type::integer, n); }
    bool on_uint64(std::uint64_t n, json::string_view, Code& code) {
        return real(static_cast<double>(n), code);
    }
    bool on_double(double n, json::string_view, Code& code) { return real(n, code); }
    bool on_bool(bool b, Code&) { return whole(Type::boolean, b ? 1 : 0); }
    bool on_null(Code&) { return whole(Type::null, 0); }
    bool on_comment_part(json::string_view, Code&) { return true; }
    bool on_comment(json::string_view, Code&) { return true; }
};

namespace {

constexpr std::size_t kDepth = 32;

Label explained(const json::error_code& code) {
    if (code == json::error::incomplete) return {"内容不完整", "it ends too early"};
    if (code == json::error::extra_data) return {"后面还有多余的内容", "something follows its end"};
    if (code == json::error::too_deep) {
        const std::string levels = std::to_string(kDepth);
        return {"嵌套超过 " + levels + " 层", "it is nested more than " + levels + " levels deep"};
    }
    if (code == json::error::exponent_overflow) return {"数字太大", "the number is too large"};
    if (code == json::error::illegal_leading_surrogate || code == json::error::illegal_trailing_surrogate ||
        code == json::error::expected_utf16_escape) {
        return {"\\u 转义不成对", "half of a pair of \\u escapes"};
    }
    return {"语法有误", "it breaks the syntax"};
}

/// Of a text that is not valid UTF-8.
std::size_t first_wrong_byte(std::string_view text) {
    for (std::size_t at = 0;;) {
        const auto lead = static_cast<unsigned char>(text[at]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (!valid_utf8(text.substr(at, length))) return at;
        at += length;
    }
}

tl::unexpected<Error> broken(std::string_view json, std::size_t at, const Label& why) {
    const std::string_view before = json.substr(0, std::min(at, json.size()));
    const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto column = static_cast<long>(code_points(before.substr(line_begin)).size()) + 1;
    return fail(Code::json_broken,
                {{"line", std::to_string(line)},
                 {"column", std::to_string(column)},
                 {"detail", why.zh},
                 {"detail_en", why.en}},
                Where{"", "", line, column});
}

}  // namespace

Result<JsonTree> JsonTree::parse(std::string_view text) {
    if (text.size() >= std::numeric_limits<std::uint32_t>::max()) {
        return broken(text, 0, {"内容超过 4 GB", "it is larger than 4 GB"});
    }
    if (trim(text).empty()) return broken(text, 0, {"没有内容", "there is nothing"});
    if (!valid_utf8(text)) {
        return broken(text, first_wrong_byte(text), {"不是 UTF-8 编码", "it is not UTF-8"});
    }
    JsonTree tree;
    tree.texts_.reserve(text.size());
    json::parse_options options;
    options.max_depth = kDepth;
    json::basic_parser<JsonHandler> parser(options, JsonHandler{tree, {}});
    json::error_code code;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
    if (!code && read < text.size()) code = json::error::extra_data;
    if (code) return broken(text, read, explained(code));
    return tree;
}

void copy(const JsonTree& tree, std::size_t at, JsonWriter& out) {
    const JsonNode& node = tree[at];
    switch (node.type) {
        case JsonNode::Type::null: out.null(); break;
        case JsonNode::Type::boolean: out.boolean(node.whole != 0); break;
        case JsonNode::Type::integer: out.number(node.whole); break;
        case JsonNode::Type::real: out.number(node.real); break;
        case JsonNode::Type::text: out.text(tree.text(at)); break;
        case JsonNode::Type::array:
            out.begin_array();
            for (std::size_t i = at + 1; i < node.end; i = tree[i].end) copy(tree, i, out);
            out.end_array();
            break;
        case JsonNode::Type::object:
            out.begin_object();
            for (std::size_t i = at + 1; i < node.end; i = tree[i + 1].end) {
                out.key(tree.text(i));
                copy(tree, i + 1, out);
            }
            out.end_object();
            break;
    }
}

}  // namespace yuanheng::reflect
