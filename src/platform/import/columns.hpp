#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/rational.hpp"
#include "platform/entity/table.hpp"
#include "sheet/grid.hpp"

namespace yuanheng::platform {

/// Whether a file may say it: not what the program sets, not the zone, which the import is for, and no
/// secret.
bool can_be_imported(const reflect::Field& field);

/// Whether the field holds a number.
bool is_amount(const reflect::Field& field);

/// What a column of a sheet is for.
struct ColumnUse {
    long column = 0;        ///< from 1
    std::size_t field = 0;  ///< of the table's type
    Rational factor = 1;    ///< from the header's unit to the field's
};

/// Where the header of a sheet stands, and what its columns are.
struct SheetColumns {
    long last_row = 0;  ///< of the header
    std::vector<ColumnUse> columns;
    std::vector<std::string> unknown;  ///< titles that no field goes by
    Errors problems;  ///< columns that cannot be used: a unit that does not fit, a field twice

    /// The column of a field; 0 where it has none.
    long column_of(std::size_t field) const;
};

/// Recognises columns by the fields' labels, names and aliases, with or without unit, in headers of one line
/// or two.
class ColumnFinder {
public:
    explicit ColumnFinder(const Table& table);
    /// Nothing where no line among the first twenty looks like a header.
    std::optional<SheetColumns> find(const sheet::Grid& grid) const;

private:
    const std::size_t* named(const std::string& key) const;
    bool take(const sheet::Grid& grid, long row, long column, const std::string& text,
              SheetColumns& into) const;

    const Table& table_;
    std::map<std::string, std::size_t, std::less<>> by_name_;
};

}  // namespace yuanheng::platform
