#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/rational.hpp"

namespace yuanheng {

/// Whether it is one of 0 to 9.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether `bytes` are UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid_utf8(std::string_view bytes);
/// The code points of a text; each byte that is not part of valid UTF-8 becomes U+FFFD.
std::u32string code_points(std::string_view text);
std::string utf8(std::u32string_view text);

enum class Encoding { utf8, utf16le, utf16be, gb18030 };

struct DecodedText {
    std::string text;  ///< UTF-8 without byte order mark
    Encoding encoding;
};

/// The text of a file: UTF-16 where a byte order mark or its zero bytes say so, UTF-8 where the bytes are
/// valid UTF-8 (with or without mark), GB18030 (and so GBK and GB2312) otherwise. Errors bad_utf8 (marked as
/// UTF-8, or UTF-8 but for a cut character) and bad_encoding (neither, or Latin-1, which GB18030 would make
/// Chinese characters of), both with the line of the first wrong byte.
Result<DecodedText> decode(std::string_view bytes);
/// "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030".
std::string_view name(Encoding encoding);

/// Full-width digits, letters, punctuation (Ａ１，．／％（）) and the ideographic space become their ASCII
/// forms; ￥ becomes ¥. Everything else stays.
std::string half_width(std::string_view text);
/// Without the blanks at both ends: ASCII white space, U+00A0, U+3000, the spaces of U+2000–U+200A, U+202F,
/// U+205F, and the invisible U+200B–U+200F, U+202A–U+202E, U+2060, U+2066–U+2069 and U+FEFF.
std::string_view trim(std::string_view text);
/// Without any of these blanks, wherever they stand.
std::string without_blanks(std::string_view text);
/// Whether a character shows nothing by itself and belongs into no cell or field: control characters other
/// than tab and line ends, marks and overrides of direction, zero-width and soft-hyphen marks, fillers, code
/// points that are no characters. The joiners U+200C and U+200D are part of texts and stay.
bool is_invisible(char32_t c);
/// "U+202D".
std::string code_point_name(char32_t c);
/// A text as a message or a terminal may show it: every invisible character in the form ⟨U+001B⟩, so that it
/// is seen and steers nothing. Line ends and tabs stay.
std::string visible(std::string_view text);
/// ASCII letters in lower case, everything else unchanged.
std::string lower(std::string_view text);
/// `text` with every occurrence of `from` replaced. Precondition: `from` is not empty.
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

/// What a department writes where it has no value: nothing, "/", "—", "-", "无", "暂无", "N/A", "未填" and
/// the like. A zero is a value; #N/A is not what somebody wrote but a formula that failed
/// (sheet/cell_text.hpp).
bool is_absent(std::string_view text);

/// A number as departments write it; `value` is empty where the cell says that there is none.
struct Number {
    std::optional<Rational> value;
    bool percent = false;  ///< written with %: `value` is already divided by 100 (‰ by 1000)
};

/// Reads "1,234.5", "１，２３４", "(123.4)" (negative), "¥ 12", "35 %", "−7", "1.5e3" exactly. Thousands
/// separators must stand in groups of three. Errors bad_number, bad_grouping.
Result<Number> parse_number(std::string_view text);

/// The candidate with the least edit distance (insertion, deletion, substitution, swap of neighbours; ASCII
/// case is ignored) to `name`, the earliest of equals; nothing where none is nearer than about a third of the
/// name's length. Counts code points and looks at no more than 64 of them.
std::optional<std::string_view> nearest(std::string_view name, std::span<const std::string_view> candidates);

/// Columns the text takes on a terminal: 2 for Chinese and other wide characters, 0 for combining and
/// invisible ones.
int display_width(std::string_view text);
/// The text with blanks added on the right (or left) up to `width` columns.
std::string pad_right(std::string_view text, int width);
std::string pad_left(std::string_view text, int width);

}  // namespace yuanheng
