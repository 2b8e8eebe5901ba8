#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/rational.hpp"
#include "sheet/grid.hpp"

namespace yuanheng::sheet {

/// A column that a reader of tables knows 可识别的列.
struct KnownColumn {
    std::string name;                      ///< what a mapping calls it: tax
    Label label;                           ///< 税收
    std::vector<std::string> titles = {};  ///< what else stands over it in departments' tables: 纳税总额
    bool amount = false;                   ///< holds figures, whose title may tell their unit
    std::string unit = {};  ///< of figures: what they are turned into, and are in where no unit is told
    bool key = false;       ///< tells rows apart: the header is the line that has it
    bool needed = false;    ///< named where no header is found
    /// Whether it may stand there under several of its titles: then the one that comes first in `titles`
    /// counts. Otherwise none of them does.
    bool first_counts = false;
};

/// 列对应: what a column is for, as somebody said who knows the table.
struct MappedColumn {
    std::string title;  ///< as it stands in the header; lines of a title one after the other
    std::string name;   ///< of the known column; empty: of no use

    friend bool operator==(const MappedColumn&, const MappedColumn&) = default;
};

/// What a column of a sheet is for.
struct ColumnUse {
    long column = 0;        ///< from 1
    std::size_t known = 0;  ///< which of the known columns
    Rational factor = 1;    ///< from the unit of its figures to the known column's
    std::string title;      ///< as it stands there, in one line
};

/// Where the header of a sheet stands, and what its columns are.
struct Columns {
    long first_row = 0, last_row = 0;  ///< of the header
    std::vector<ColumnUse> uses;       ///< in the order of the sheet
    std::vector<std::string>
        unused;     ///< titles of columns that nothing is done with, but for 序号 and the like
    Errors errors;  ///< columns that cannot be used though they are known: column_twice, column_unit
    Errors
        warnings;  ///< what else was found, each with its place: unused columns, units from above the table
    std::vector<std::size_t> mapped;  ///< which of the mapping were found
    std::vector<bool> titled;         ///< by column, from 0
    std::size_t fields = 0;  ///< of a CSV file: how many cells the header's widest line has (Row::fields)

    /// The column of a known one; 0 where it has none.
    long column_of(std::size_t known) const;
};

/// Finds out which column of a sheet is which, in a header of one line or of several among the first twenty
/// rows. A column is known by its name, label or one of its titles, and nothing more or less: what only
/// begins like one (税收（上年）, 其中：税收, 税收增速) is another figure and is not used. Behind the title
/// may stand, in brackets, the unit of figures and how to fill it in (必填, 18 位, 保留两位小数). In a header
/// of several lines a group 土地 over 面积 may say the title together, a title may stand over 本年 and 上年
/// (the former is taken), and a line may hold the units. Figures whose title tells no unit are in the one
/// that a line above the table gives (单位：万元) where it fits; else in the known column's own.
class ColumnFinder {
public:
    /// `idle`: titles that are known to be of no use here, beside 序号.
    explicit ColumnFinder(std::vector<KnownColumn> known, std::vector<std::string> idle = {});

    const std::vector<KnownColumn>& known() const { return known_; }
    /// The known column of a name, label or title; −1 where there is none, or more than one.
    int find(std::string_view title) const;
    /// Nothing where no line looks like a header: none of its columns is known.
    std::optional<Columns> columns(const Grid& grid, const std::vector<MappedColumn>& mapping = {}) const;

private:
    friend class ColumnReading;
    struct Named {
        std::size_t known = 0;
        std::size_t rank = 0;  ///< 0: name or label, n: the n-th of its titles
        bool ambiguous = false;
    };
    const Named* named(const std::string& key) const;

    std::vector<KnownColumn> known_;
    std::map<std::string, Named, std::less<>> names_;
    std::vector<std::string> idle_;
};

/// What stands in a row under no title.
struct Untitled {
    Errors figures;  ///< untitled_figure, each with its cell; where `slid`, the one error of the row
    Errors texts;    ///< untitled_text
    /// A line of a CSV file has more cells than there are titles: a separator stands inside of a value, and
    /// nobody can say which. None of its cells can be used.
    bool slid = false;
};
Untitled untitled_cells(const Grid& grid, const Row& row, const Columns& columns);

}  // namespace yuanheng::sheet
