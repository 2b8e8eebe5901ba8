#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Looking at the text of SQL without understanding it.
namespace yuanheng::db {

/// Whether names and numbers are made of it: letters, digits and the underscore of ASCII.
bool is_word(char c);

enum class Piece : unsigned char {
    code,
    quoted,  ///< 'text' or "name"
    comment  ///< -- to the end of the line, without its line feed, or /* */
};

/// Cuts SQL into pieces that together are the text. Throws std::logic_error where a quote or comment does not
/// end.
void cut(std::string_view sql, const std::function<void(Piece, std::string_view)>& piece);

struct Numbered {
    std::string sql;
    std::size_t parameters = 0;
};
/// With $1, $2, … for each ? that stands in code.
Numbered numbered(std::string_view sql);

/// The statements of a script, each with the comments before it and without its semicolon.
std::vector<std::string> statements(std::string_view script);

/// The words, numbers and signs of a statement without comments: words in upper case, quoted pieces as they
/// are.
std::vector<std::string> tokens(std::string_view sql);

}  // namespace yuanheng::db
