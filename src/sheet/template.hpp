#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/language.hpp"
#include "sheet/grid.hpp"

namespace yuanheng::sheet {

/// One column that a department fills in.
struct TemplateColumn {
    enum class Type : unsigned char { text, code, number, date, boolean };

    Label label;
    std::string unit;  ///< as the user writes it: 万元, 亩; empty for none
    Type type = Type::text;
    bool required = false;
    Label note;  ///< what belongs into the column; shown on the header and on the notes sheet
    std::vector<std::string> allowed;  ///< the only values taken; empty for any
    int decimals = -1;                 ///< for numbers; −1: as typed
};

/// A table to fill in.
struct TemplateSpec {
    Label title;
    std::vector<TemplateColumn> columns;
    std::vector<Label> instructions;  ///< further lines for the notes sheet (填报说明)
    std::int64_t created_seconds = 0;
};

/// Writes the workbook to download. Errors as write_workbook.
Result<void> write_template(const std::string& path, const TemplateSpec& spec, Language language);

/// Header text of a column in templates: 税收（万元）; "tax (万元)" in English.
std::string header_text(const TemplateColumn& column, Language language);

/// One table of an error workbook, with what is wrong in it.
struct MarkedGrid {
    Grid grid;
    std::string name;  ///< of its sheet; empty: the grid's, or 数据
    Errors errors;     ///< must be corrected: red cells
    Errors warnings;   ///< to look at: yellow cells
};

/// Writes the tables again with the cells that errors and warnings name coloured and commented, and a last
/// sheet that lists every one (sheet, row, column, problem, how to mend) with `others`, which are in none of
/// the tables. What has no row stands in the list only. Reading a sheet again yields the same grid, except
/// that mangled numbers and error values come back as texts. Errors as write_workbook.
Result<void> write_error_workbook(const std::string& path, const std::vector<MarkedGrid>& tables,
                                  const Errors& others, std::int64_t created_seconds, Language language);
/// Of one table.
Result<void> write_error_workbook(const std::string& path, const Grid& grid, const Errors& errors,
                                  std::int64_t created_seconds, Language language);

/// Whether a sheet of this name is such a list, which holds no data.
bool is_error_list(std::string_view sheet);

}  // namespace yuanheng::sheet
