#pragma once

#include <vector>

#include "platform/entity/table.hpp"
#include "sheet/columns.hpp"

namespace yuanheng::platform {

/// Whether a file may say it: not what the program sets, not the zone, which the import is for, and no
/// secret.
bool can_be_imported(const reflect::Field& field);

/// Whether the field holds a number.
bool is_amount(const reflect::Field& field);

/// The fields that files may say, where they stand in the table's type.
std::vector<std::size_t> imported_fields(const Table& table);
/// The same as columns of files, in that order.
std::vector<sheet::KnownColumn> columns_of(const Table& table);

}  // namespace yuanheng::platform
