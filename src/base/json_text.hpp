#pragma once

#include <string>
#include <string_view>

#include "base/text.hpp"

namespace yuanheng {

/// Writes JSON text, in which what is invisible is escaped: it is printed on terminals too. Numbers come as
/// text that is already rounded, so that no double is ever printed raw.
class Json {
public:
    Json& open(char bracket) { return comma(), out_ += bracket, fresh_ = true, *this; }  ///< '{' or '['
    Json& close(char bracket) { return out_ += bracket, fresh_ = false, *this; }
    Json& key(std::string_view name) { return comma(), quote(name), out_ += ':', fresh_ = true, *this; }
    Json& text(std::string_view value) { return comma(), quote(value), *this; }
    /// A number's decimal text; an empty one is null.
    Json& number(std::string_view decimal) {
        return comma(), out_ += decimal.empty() ? "null" : decimal, *this;
    }
    Json& number(std::size_t value) { return number(std::to_string(value)); }
    Json& boolean(bool value) { return comma(), out_ += value ? "true" : "false", *this; }
    const std::string& str() const { return out_; }

private:
    void comma() {
        if (!fresh_) out_ += ',';
        fresh_ = false;
    }
    void quote(std::string_view value) {
        static constexpr char kHex[] = "0123456789abcdef";
        out_ += '"';
        for (const char32_t c : code_points(value)) {
            if (c == '"' || c == '\\') {
                out_ += '\\';
                out_ += static_cast<char>(c);
            } else if (c < 0x20 || (c < 0x10000 && is_invisible(c))) {
                out_ += "\\u";
                for (const int shift : {12, 8, 4, 0}) out_ += kHex[(c >> shift) & 15];
            } else {
                out_ += utf8({&c, 1});
            }
        }
        out_ += '"';
    }

    std::string out_;
    bool fresh_ = true;
};

}  // namespace yuanheng
