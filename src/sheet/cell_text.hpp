#pragma once

#include <string>
#include <string_view>

namespace yuanheng::sheet {

/// Whether a text is what spreadsheet programs show where a formula fails: #N/A, #REF!, #DIV/0!, Err:502 …
/// Such a cell is not empty: somebody wanted a value there.
bool is_error_value(std::string_view text);

/// Whether a number was written as a spreadsheet shows one that its column is too narrow for: 1.23E+11.
/// Digits that are not shown are not in a CSV.
bool is_rounded(std::string_view text);

/// A CSV cell in which nothing runs when a spreadsheet program opens it: an apostrophe stands before what
/// begins like a formula (= + - @ tab CR) and is no plain number, and before an apostrophe that unguarded()
/// would take away. unguarded(guarded(t)) == t for every text.
std::string guarded(const std::string& text);
/// A CSV cell without what exports put around a text to keep it from being run, or a code from becoming a
/// number: ="0131" and '0131 are 0131, '=1+1 is =1+1. An apostrophe before anything else belongs to the text.
std::string unguarded(std::string_view text);

/// The same of a workbook, where only codes are guarded: '0131.
std::string guarded_code(const std::string& text);
std::string unguarded_code(std::string_view text);

/// What clean() took out of a text, or found in it.
struct Cleaned {
    char32_t removed = 0;  ///< the first invisible character that stood within the text; 0: none
    bool damaged = false;  ///< U+FFFD: a character was lost before the file came here
};

/// Takes invisible characters (base/text.hpp) out of a cell's text. Those at its ends are blanks, which
/// nobody needs to hear of, unless they are control characters.
Cleaned clean(std::string& text);

/// A text as a workbook may hold it: no control character, nothing that XML cannot say.
std::string storable(std::string_view text);

}  // namespace yuanheng::sheet
