#include "sheet/cell_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/text.hpp"

namespace yuanheng::sheet {

namespace {

/// How a formula begins for a spreadsheet program.
constexpr std::string_view kFormulaSigns = "=+-@\t\r";

/// Whether a spreadsheet program takes the text for a number, so that its sign runs nothing.
bool is_signed_number(std::string_view text) {
    if (!text.empty() && text[0] == '+') text.remove_prefix(1);
    double value = 0;
    const char* last = text.data() + text.size();
    const auto [end, status] = std::from_chars(text.data(), last, value);
    return status == std::errc() && end == last && std::isfinite(value);
}

/// A code or a number that a spreadsheet program would make its own of: 0131, 91330000MA2601818H, 1,234.5.
bool is_code(std::string_view text) {
    const auto part = [](char c) {
        return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               std::string_view(".,-/%").find(c) != std::string_view::npos;
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), part) &&
           std::any_of(text.begin(), text.end(), is_digit);
}

/// ="…" without its quotation marks; nothing where the text is anything else.
std::optional<std::string> quoted_formula(std::string_view text) {
    if (text.size() < 3 || !text.starts_with("=\"") || !text.ends_with('"')) return std::nullopt;
    std::string out;
    for (std::size_t i = 2; i + 1 < text.size(); ++i) {
        if (text[i] == '"' && (i + 2 >= text.size() || text[++i] != '"')) return std::nullopt;
        out += text[i];
    }
    return out;
}

/// Whether a byte of UTF-8 may begin an invisible character or U+FFFD. Those of Chinese characters do not.
bool may_begin_invisible(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xCD || byte == 0xD8 ||
           (byte >= 0xE1 && byte <= 0xE3) || byte == 0xEF || byte >= 0xF0;
}

}  // namespace

bool is_error_value(std::string_view text) {
    static constexpr std::array<std::string_view, 17> kErrors = {
        "#n/a",      "#ref!",     "#div/0!",    "#value!", "#name?",        "#num!",
        "#null!",    "#spill!",   "#calc!",     "#field!", "#getting_data", "#blocked!",
        "#unknown!", "#connect!", "#external!", "#busy!",  "#python!"};
    if (text.size() < 4 || text.size() > 24 ||
        std::string_view("#Ee \xEF").find(text[0]) == std::string_view::npos)
        return false;  // by far the most
    const std::string word = lower(trim(half_width(text)));
    if (word.starts_with("err:") && word.size() == 7)  // LibreOffice
        return std::all_of(word.begin() + 4, word.end(), is_digit);
    return std::find(kErrors.begin(), kErrors.end(), word) != kErrors.end();
}

bool is_rounded(std::string_view text) {
    text = trim(text);
    const std::size_t e = text.find("E+");
    constexpr std::size_t kShown = 7;  // 1.23456
    return e != std::string_view::npos && e <= kShown && text.size() == e + 4 && is_digit(text[e + 2]) &&
           is_digit(text[e + 3]);
}

std::string guarded(const std::string& text) {
    const bool runs =
        !text.empty() && kFormulaSigns.find(text[0]) != std::string_view::npos && !is_signed_number(text);
    const bool would_lose = text.starts_with('\'') && unguarded(text) != text;
    return runs || would_lose ? "'" + text : text;
}

std::string unguarded(std::string_view text) {
    if (text.empty() || (text[0] != '=' && text[0] != '\'')) return std::string(text);
    if (auto inner = quoted_formula(text)) return std::move(*inner);
    if (text[0] == '=' || text.size() < 2) return std::string(text);
    const std::string_view rest = text.substr(1);
    const bool guard =
        rest[0] == '\'' || kFormulaSigns.find(rest[0]) != std::string_view::npos || is_code(rest);
    return std::string(guard ? rest : text);
}

std::string guarded_code(const std::string& text) { return unguarded_code(text) == text ? text : "'" + text; }

std::string unguarded_code(std::string_view text) {
    if (!text.starts_with('\'')) return std::string(text);
    // Behind one apostrophe a code, or what such a code with an apostrophe of its own was written as.
    const std::size_t marks = std::min(text.find_first_not_of('\''), text.size());
    return std::string(is_code(text.substr(marks)) ? text.substr(1) : text);
}

Cleaned clean(std::string& text) {
    Cleaned out;
    if (std::none_of(text.begin(), text.end(), may_begin_invisible)) return out;  // by far the most
    const std::u32string points = code_points(text);
    if (std::none_of(points.begin(), points.end(), [](char32_t c) { return is_invisible(c) || c == 0xFFFD; }))
        return out;
    const std::string_view inner = trim(text);
    for (const char32_t c : code_points(inner)) {
        if (out.removed == 0 && is_invisible(c)) out.removed = c;
        out.damaged = out.damaged || c == 0xFFFD;
    }
    std::u32string kept;
    for (const char32_t c : points) {
        if (is_invisible(c)) {
            if (out.removed == 0 && (c < 0x20 || (c >= 0x7F && c < 0xA0))) out.removed = c;
        } else {
            kept += c;
        }
    }
    text = utf8(kept);
    return out;
}

std::string storable(std::string_view text) {
    const auto plain = [](char c) { return c >= 0x20 && c < 0x7F; };
    if (std::all_of(text.begin(), text.end(), plain)) return std::string(text);
    std::u32string out;
    for (const char32_t c : code_points(text)) {
        const bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0);
        if (!control && (c & 0xFFFE) != 0xFFFE) out += c;
    }
    return utf8(out);
}

}  // namespace yuanheng::sheet
