#pragma once

#include <string>
#include <string_view>

#include "sheet/grid.hpp"

namespace yuanheng::sheet {

/// What a number format makes of a number.
enum class Shown : unsigned char { plain, percent, date };

/// Of a format code such as "yyyy/m/d", "0.00%" or "G/通用格式"; elapsed times ([h]:mm) count as plain
/// numbers.
Shown shown_by(std::string_view format_code);
/// Of a built-in format's number (ECMA-376 part 1, 18.8.30, with the Chinese ones).
Shown shown_by(int builtin);

/// Reads the stored text of a numeric cell into `cell`. False where it is no finite decimal number.
bool set_number(Cell& cell, std::string_view stored, Shown shown, bool epoch1904);

/// Reads an ISO 8601 date (the strict standard's t="d") into `cell`. False where it is none.
bool set_iso_date(Cell& cell, std::string_view stored);

/// Replaces _xHHHH_ by the character of that code, as the standard writes control characters. In place.
void unescape(std::string& text);
/// Protects what would read as such an escape.
std::string escape(const std::string& text);

/// UTF-16 units of a UTF-8 text, which is how a spreadsheet program counts characters.
std::size_t utf16_length(std::string_view text);

}  // namespace yuanheng::sheet
