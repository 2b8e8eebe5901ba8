#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sheet/grid.hpp"
#include "sheet/limits.hpp"

namespace yuanheng::sheet {

/// Reads a CSV file as departments produce them: RFC 4180, and beyond it UTF-8 with or without BOM, UTF-16
/// with or without BOM, GBK and GB18030; comma, semicolon or tab as separator (the one that divides most of
/// the first lines alike: a title line says nothing of it); CRLF, LF or CR; a Ctrl-Z at the end; rows of
/// different lengths. Row numbers count records as a spreadsheet program does; rows without content are left
/// out. Cells keep their blanks; invisible characters and the guards of other programs (cell_text.hpp) are
/// taken away, what was repaired or looks swallowed is in Grid::notes.
///
/// Errors carry line and column (in characters) of the text: csv_quote_open, csv_after_quote, not_text,
/// not_table, html_table, table_too_large, file_unreadable, and the encoding's. The file is mapped, never
/// copied whole.
Result<Grid> read_csv(const std::string& path, const Limits& limits = {});

/// The same from memory; `name` is the file's name in error messages.
Result<Grid> read_csv_bytes(std::string_view bytes, const std::string& name, const Limits& limits = {});

/// Rows as CSV text: UTF-8 with BOM, comma, CRLF, quotes where needed. A cell that a spreadsheet program
/// would run as a formula gets a leading apostrophe (guarded()), which reading takes away again; control
/// characters are left out.
std::string to_csv(const std::vector<std::vector<std::string>>& rows);

/// Writes to_csv(rows) to `path` through a temporary file. Error file_unwritable.
Result<void> write_csv(const std::string& path, const std::vector<std::vector<std::string>>& rows);

}  // namespace yuanheng::sheet
