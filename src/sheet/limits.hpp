#pragma once

#include <cstddef>
#include <cstdint>

namespace yuanheng::sheet {

/// Characters of a number: no program writes more digits, and parse_decimal reads no more.
inline constexpr std::size_t kLongestNumber = 400;

/// What a table from outside may cost to read. A file beyond a limit is refused with error table_too_large;
/// nothing is ever cut off silently. The defaults hold the largest table a department of a province would
/// send, and keep a hostile file below about 1.5 GB of memory and half a minute.
struct Limits {
    // Both formats.
    std::uint64_t file_bytes = 512u << 20;  ///< size of the file itself
    std::size_t rows = 1'048'576;           ///< a sheet's rows in Excel
    std::size_t columns = 16'384;           ///< a sheet's columns in Excel
    std::size_t cells =
        12'000'000;  ///< cells kept, with the empty ones left of a row's last cell, all sheets
    std::size_t cell_characters = 32'767;   ///< characters in one cell, as in Excel
    std::uint64_t text_bytes = 256u << 20;  ///< all cells' texts together, UTF-8

    // XLSX only.
    std::uint64_t unpacked_bytes = 1u << 30;  ///< all parts together after decompression
    std::uint64_t ratio = 1000;              ///< unpacked : packed of a part, looked at beyond 16 MB unpacked
    std::size_t entries = 2'000;             ///< files in the ZIP container
    std::size_t sheets = 256;                ///< sheets in the workbook
    std::size_t shared_strings = 4'000'000;  ///< entries of the shared string table
    std::size_t styles = 65'536;             ///< cell formats, and custom number formats
    std::size_t merges = 200'000;            ///< merged ranges of a sheet
    std::size_t merged_cells = 1'000'000;    ///< cells of merged ranges in rows with content, of a sheet
    std::size_t xml_depth = 64;              ///< nested XML elements
};

}  // namespace yuanheng::sheet
