#pragma once

#include <string>
#include <string_view>

#include "sheet/grid.hpp"
#include "sheet/limits.hpp"

namespace yuanheng::sheet {

/// Reads the visible sheets of an XLSX workbook (ECMA-376 transitional or strict). Formulas give their cached
/// values; rich text loses its formats and phonetic guides; numbers in date formats become dates (1900 system
/// with its leap day that never was, or 1904). Hidden rows and columns are read like others and noted, as is
/// what else was repaired (Grid::notes). A cell whose stored value is none of its type (NaN in a number) is
/// an error of that cell, not of the file.
///
/// Errors: file_unreadable; xls_old, et_file, xlsx_encrypted, xlsb_file, ods_file for formats that must be
/// saved as XLSX first; xlsx_broken for what is damaged or contradicts the standard; xlsx_unsafe for document
/// type declarations and entities; xlsx_no_sheet; table_too_large. Parts outside the file are never opened.
Result<Book> read_xlsx(const std::string& path, const Limits& limits = {});

/// The same from memory; `name` is the file's name in error messages.
Result<Book> read_xlsx_bytes(std::string_view bytes, const std::string& name, const Limits& limits = {});

/// Reads a table file of either kind, told apart by its first bytes, not by its name.
Result<Book> read_book(const std::string& path, const Limits& limits = {});

/// The same from memory; `name` is the file's name in error messages.
Result<Book> read_book_bytes(std::string_view bytes, const std::string& name, const Limits& limits = {});

}  // namespace yuanheng::sheet
