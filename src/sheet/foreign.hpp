#pragma once

#include <optional>
#include <string_view>

#include "base/error.hpp"

namespace yuanheng::sheet {

/// What a file is that has the name of a table and is none, told by its first bytes: errors html_table (web
/// pages and XML that information systems hand out as .xls, .xlsx or .csv, in any encoding) and not_table
/// (PDF, pictures, archives). Nothing where it may be a table.
std::optional<Error> foreign_format(std::string_view bytes, const Where& where);

}  // namespace yuanheng::sheet
