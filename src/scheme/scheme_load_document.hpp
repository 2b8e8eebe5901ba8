#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"

namespace yuanheng::scoring::load {

/// A value of a TOML file with the place it stands at: what the loader reads instead of the TOML library's
/// own types.
struct Item {
    enum class Kind : std::uint8_t { table, array, text, integer, real, boolean, date, time };

    struct Key {
        std::string name;
        Where where;
    };

    Kind kind = Kind::table;
    Where where;       ///< of the value; of a text, the character behind its opening quote
    std::string text;  ///< text, or the digits of an integer
    bool truth = false;
    Date date;
    std::vector<Key> keys;       ///< of a table, one a child
    std::vector<Item> children;  ///< of a table or an array

    const Item* find(std::string_view key) const;
    Item* find(std::string_view key);
};

inline constexpr std::size_t kMaxBytes = 1024 * 1024;
inline constexpr int kMaxNesting = 32;

/// Reads a TOML document. Errors: scheme_too_large, scheme_too_deep, scheme_syntax.
Result<Item> read_document(std::string_view toml, const std::string& file);

/// What is wrong with a text that is no TOML, and how to mend it: the first full-width sign where TOML needs
/// an ASCII one, else what the library's message means.
Error syntax_error(std::string_view toml, std::string_view description, Where where);
/// “６０” where “60” belongs.
Error full_width_error(const std::string& text, const std::string& instead, Where where);
/// Set where the file is not UTF-8.
std::optional<Error> wrong_encoding(std::string_view bytes, const std::string& file);

/// Puts `value` at `path`, for example ("tracks.above.indicators.tax_mu.weight", "40"). Elements of an array
/// are named by their `code` (quotas and thresholds by their `grade`), by number from 0, or all at once by
/// `*`. A key that does not stand in the file yet is added; that it is a known key is checked when the
/// document is read. Values beginning with { or [, true and false are TOML; everything else is taken as text,
/// which is how numbers are written. Errors: scheme_no_such_path, scheme_syntax.
Result<void> assign(Item& document, std::string_view path, std::string_view value);

/// The word of `known` nearest to `text`, or nothing where none is near.
std::string nearest(std::string_view text, const std::vector<std::string>& known);

}  // namespace yuanheng::scoring::load
