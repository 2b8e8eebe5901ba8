#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scheme/scheme.hpp"
#include "sheet/grid.hpp"
#include "sheet/header_text.hpp"
#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

/// What one column of a sheet is for.
struct ColumnUse {
    long column = 0;      ///< in the sheet, from 1
    int field = -1;       ///< of the schema, or of the table
    Rational factor = 1;  ///< from the header's unit to the input's
};

/// Where the header of a sheet stands and what its columns are.
struct Header {
    long last_row = 0;
    long code_column = 0, name_column = 0;
    int table = -1;  ///< table-valued input the sheet feeds; −1: one row an enterprise
    std::vector<ColumnUse> columns;
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

/// Finds the header of a sheet by its column of codes; nothing where it has none. Reports unknown columns.
std::optional<Header> find_header(const scoring::Scheme& scheme, const sheet::Grid& grid, SheetReport& sheet,
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
