#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scheme/scheme.hpp"
#include "sheet/columns.hpp"
#include "sheet/grid.hpp"
#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

/// Where the header of a sheet stands and what its columns are.
struct Header {
    sheet::Columns found;
    long code_column = 0, name_column = 0;
    int table = -1;  ///< table-valued input the sheet feeds; −1: one row an enterprise
    /// Those of values; `known` is the field of the schema, or of the table.
    std::vector<sheet::ColumnUse> columns;
};

/// One accepted row of a sheet; cells as in Header::columns: NaN where absent.
struct ReadRow {
    std::string code, name;
    long row = 0;
    std::vector<double> values;
    std::vector<std::optional<Rational>> precise;
    std::vector<std::string> texts;  ///< of text columns
};

struct ReadTable {
    std::string file, sheet, sha256;
    Header header;
    std::vector<ReadRow> rows;  ///< in the order of the sheet, codes once (tables: as often as they stand)
};

/// The inputs of the scheme, or the columns of one of its tables.
const std::vector<formula::Field>& fields_of(const scoring::Scheme& scheme, int table);

/// What a file that feeds the inputs, or one of the tables, may have as columns.
sheet::ColumnFinder finder_of(const scoring::Scheme& scheme, int table);

/// Finds the header of a sheet; nothing where it has no column of codes.
std::optional<Header> find_header(const scoring::Scheme& scheme, const sheet::Grid& grid,
                                  const std::vector<sheet::MappedColumn>& mapping, SheetReport& sheet,
                                  IntakeReport& report);

/// Reads the rows below the header.
ReadTable read_table(const scoring::Scheme& scheme, const sheet::Grid& grid, const Header& header,
                     SheetReport& sheet, IntakeReport& report);

/// What a table may be called after: its file without extension, its sheet and, where that is a sheet of an
/// error workbook ("税务·表一"), the file and the sheet it was copied from.
std::vector<std::string> names_of(const std::string& file, const std::string& sheet);
/// Between file and sheet in an error workbook.
inline constexpr std::string_view kBetweenNames = "·";

}  // namespace yuanheng::evaluation
