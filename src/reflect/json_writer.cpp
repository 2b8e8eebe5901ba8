#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

#include "base/text.hpp"
#include "reflect/json.hpp"
#include "reflect/spelling.hpp"

namespace yuanheng::reflect {

namespace {

/// What stands behind the backslash: a letter, u for \u00XX, 0 where the byte stands for itself.
constexpr std::array<char, 256> kEscape = [] {
    std::array<char, 256> out{};
    for (std::size_t c = 0; c < 0x20; ++c) out[c] = 'u';
    out[0x7F] = 'u';  // JSON may hold it; texts that hold JSON may not
    out['\b'] = 'b', out['\f'] = 'f', out['\n'] = 'n', out['\r'] = 'r', out['\t'] = 't';
    out['"'] = '"', out['\\'] = '\\';
    return out;
}();

void append_quoted(std::string& out, std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    std::size_t done = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const char escape = kEscape[byte];
        if (escape == 0) continue;
        out.append(text, done, i - done).append(1, '\\').append(1, escape);
        if (escape == 'u') out.append("00").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
        done = i + 1;
    }
    out.append(text, done);
    out += '"';
}

bool ascii(std::string_view text) {
    unsigned char all = 0;
    for (const char c : text) all |= static_cast<unsigned char>(c);
    return all < 0x80;
}

}  // namespace

void JsonWriter::before() {
    if (comma_) out_ += ',';
    comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
    before();
    out_ += '{';
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    out_ += '}';
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    before();
    out_ += '[';
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    out_ += ']';
    comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    text(name);
    out_ += ':';
    comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view utf8_text) {
    before();
    if (ascii(utf8_text) || valid_utf8(utf8_text))
        append_quoted(out_, utf8_text);
    else
        append_quoted(out_, utf8(code_points(utf8_text)));
    return *this;
}

JsonWriter& JsonWriter::number(std::int64_t n) {
    before();
    std::array<char, 20> buffer;
    out_.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), n).ptr);
    return *this;
}

JsonWriter& JsonWriter::number(double n) {
    if (!std::isfinite(n)) return null();
    before();
    std::array<char, 32> buffer;
    out_.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), n).ptr);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool b) { return raw(b ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
    before();
    out_ += json;
    return *this;
}

JsonWriter& JsonWriter::value(const Field& field, const Value& value) {
    if (field.format == Format::secret) return null();
    if (field.kind == Kind::choices) {
        begin_array();
        for (const std::string& code : codes_in(value)) text(code);
        return end_array();
    }
    if (absent(value)) return null();
    switch (field.kind) {
        case Kind::text:
        case Kind::date:
        case Kind::period:
        case Kind::choice: return text(std::get<std::string>(value));
        case Kind::integer: return number(std::get<std::int64_t>(value));
        case Kind::boolean: return boolean(std::get<std::int64_t>(value) != 0);
        case Kind::id:
        case Kind::decimal:
        case Kind::money:
        case Kind::instant:
            before();
            out_ += '"';
            if (field.kind == Kind::instant)
                append_instant(out_, std::get<std::int64_t>(value));
            else
                append_scaled(out_, std::get<std::int64_t>(value), field.scale());
            out_ += '"';
            return *this;
        case Kind::choices:
        case Kind::object:
        case Kind::list: break;
    }
    throw std::logic_error("JsonWriter: " + field.name + " is no scalar");
}

}  // namespace yuanheng::reflect
