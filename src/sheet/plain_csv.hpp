#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace yuanheng::sheet {

/// A text of at most 18 bytes, padded with NUL.
struct FixedText {
    std::array<char, 18> bytes{};

    std::string_view view() const {
        std::size_t size = bytes.size();
        while (size > 0 && bytes[size - 1] == '\0') --size;
        return {bytes.data(), size};
    }
    friend auto operator<=>(const FixedText&, const FixedText&) = default;
};

/// A large table of numbers, column by column.
struct NumericTable {
    std::vector<std::string> header;
    std::size_t text_column = 0;
    std::vector<FixedText> codes;  ///< the text column, one per row
    std::vector<std::vector<double>>
        columns;  ///< as wide as the header; NaN where absent; the text column's is empty
    /// The decimal as written, where it is not the shortest decimal of its double (more than 15 significant
    /// digits): key row · header.size() + column.
    std::unordered_map<std::uint64_t, std::string> precise;

    std::size_t rows() const { return codes.size(); }
};

/// Reads a machine-made CSV fast: UTF-8, commas, one header line without quotes, in every line as many fields
/// as in the header, one column (`text_column`, from 0) of 1 to 18 ASCII letters and digits, in the others
/// plain decimals or nothing. Numbers are read correctly rounded, so they equal
/// to_double(parse_decimal(text)). Lines are split among `threads` (0: as many as the machine has); the
/// result does not depend on it.
///
/// nullopt where the file is anything else, or cannot be read: read_csv then reads it, or says what is wrong
/// with it.
std::optional<NumericTable> read_plain_csv(const std::string& path, std::size_t text_column,
                                           unsigned threads = 0);

/// The same from memory.
std::optional<NumericTable> read_plain_csv_bytes(std::string_view bytes, std::size_t text_column,
                                                 unsigned threads = 0);

}  // namespace yuanheng::sheet
