#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "sheet/grid.hpp"

namespace yuanheng::sheet {

/// How a cell stands out.
enum class Emphasis : unsigned char {
    none,
    bad,      ///< red ground: must be corrected
    warning,  ///< yellow ground: look at it
    good,     ///< green ground
    strong,   ///< bold
    muted     ///< grey letters
};

/// A number as shown: rounded to the column's decimals by the spreadsheet's format, never in the file.
struct Number {
    double value = 0;
    int decimals = -1;     ///< −1: as the column says
    bool percent = false;  ///< shown as a percentage, also where the column does not say so
};

/// A date, a time of day or both, as 2024-12-31, 08:30:00 or 2024-12-31 08:30:00; anything else is written as
/// text.
struct DateText {
    std::string iso;
};

/// What a cell holds. A text is always written as text: nothing becomes a formula, whatever it begins with.
using Content = std::variant<std::monostate, Number, std::string, DateText, bool>;

struct OutCell {
    Content content;
    Emphasis emphasis = Emphasis::none;
    std::string comment;  ///< a note on the cell; empty for none

    OutCell() = default;
    OutCell(Content c, Emphasis e = Emphasis::none, std::string note = {})
        : content(std::move(c)), emphasis(e), comment(std::move(note)) {}
    OutCell(const char* text) : content(std::string(text)) {}
    OutCell(std::string text) : content(std::move(text)) {}
    OutCell(bool value) : content(value) {}
    OutCell(double value) : content(Number{value, -1, false}) {}
};

/// One column of a sheet.
struct Column {
    std::string title;
    std::string
        group;  ///< neighbours of the same group get one merged cell above their titles; empty for none
    std::string unit;  ///< written behind the title: 税收（万元）
    double width = 0;  ///< in characters; 0: from the title and the first rows, CJK characters counted double
    int decimals = -1;                 ///< −1: as many as the number has
    bool as_text = false;              ///< identification codes: what is typed there stays text
    bool percent = false;              ///< numbers are shares, shown as percentages
    bool required = false;             ///< the title is red
    std::string note;                  ///< a comment on the title
    std::vector<std::string> allowed;  ///< a drop-down list of these
};

/// One sheet: title lines, header, rows; or free rows where there are no columns.
struct SheetSpec {
    std::string name;                 ///< made valid and unique where it is not
    std::vector<std::string> titles;  ///< lines above the header; the first is the large one
    std::vector<Column> columns;
    std::vector<std::vector<OutCell>> rows;
    std::vector<Range> merges;    ///< merged ranges, only without columns; overlapping ones are left out
    bool autofilter = true;       ///< only with columns
    long validation_rows = 1000;  ///< rows below the header for which drop-downs are made, at least `rows`
};

struct WorkbookSpec {
    std::string title;                 ///< document property
    std::int64_t created_seconds = 0;  ///< creation time in the document properties, UTC seconds since 1970
    std::vector<SheetSpec> sheets;
};

/// Writes an XLSX workbook: A4 landscape one page wide with the header repeated, frozen header, filters. The
/// same specification gives the same bytes. It is written beside `path` and then renamed, so a file at `path`
/// is always whole. Errors file_unwritable, table_too_large (more rows or columns than Excel has).
Result<void> write_workbook(const std::string& path, const WorkbookSpec& spec);

/// A name that Excel takes for a sheet: at most 31 UTF-16 units, none of []:*?/\, no apostrophe at the ends,
/// not empty, not History, and different from `taken` without regard to case.
std::string sheet_name(const std::string& wanted, const std::vector<std::string>& taken);

}  // namespace yuanheng::sheet
