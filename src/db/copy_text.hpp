#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/database.hpp"

/// The text format of PostgreSQL's COPY: values separated by tabs, \N where there is none, and \\ \n \r \t in
/// texts.
namespace yuanheng::db {

void append_copy_text(std::string& line, const Value& value);
/// The text that stands behind the escapes; nothing where they are wrong.
std::optional<std::string> from_copy_text(std::string_view text);

}  // namespace yuanheng::db
