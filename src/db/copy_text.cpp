#include "db/copy_text.hpp"

#include <fmt/format.h>

namespace yuanheng::db {

namespace {

constexpr std::string_view kSpecial = "\\\n\r\t", kLetters = "\\nrt";

}  // namespace

void append_copy_text(std::string& line, const Value& value) {
    if (const std::int64_t* whole = reflect::integer(value)) {
        fmt::format_to(std::back_inserter(line), "{}", *whole);
    } else if (const double* number = std::get_if<double>(&value)) {
        fmt::format_to(std::back_inserter(line), "{}", *number);
    } else if (const std::string* text = reflect::text(value)) {
        for (const char c : *text) {
            const std::size_t special = kSpecial.find(c);
            if (special == std::string_view::npos) {
                line += c;
            } else {
                line += '\\';
                line += kLetters[special];
            }
        }
    } else {
        line += "\\N";
    }
}

std::optional<std::string> from_copy_text(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        const std::size_t letter = ++i < text.size() ? kLetters.find(text[i]) : std::string_view::npos;
        if (letter == std::string_view::npos) return std::nullopt;
        out += kSpecial[letter];
    }
    return out;
}

}  // namespace yuanheng::db
