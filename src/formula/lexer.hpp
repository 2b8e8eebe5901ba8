#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/rational.hpp"

namespace yuanheng::formula {

/// What a token is. Keywords and symbols carry their canonical spelling ("and" for 且, "<=" for ≤).
enum class Kind { end, number, text, date, name, keyword, symbol };

struct Token {
    Kind kind = Kind::end;
    std::string text;  ///< canonical keyword or symbol, name, content of a quoted text, number as written
    Rational number;
    Date date;
    int line = 1;
    int column = 1;  ///< in characters
};

/// Splits a formula into tokens, the last one being Kind::end. `#` starts a comment. Full-width signs stand
/// for the ASCII ones. Errors formula_bad_character, formula_open_text, formula_bad_number, bad_date,
/// bad_utf8.
Result<std::vector<Token>> tokenize(std::string_view source, const Where& origin);

/// The place of a token in the file that the formula stands in.
Where place_of(int line, int column, const Where& origin);

/// Whether `name` can be written in a formula as a name: letters, digits, _ and ideographs, not a keyword.
bool is_name(std::string_view name);

}  // namespace yuanheng::formula
