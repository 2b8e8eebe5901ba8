#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/units.hpp"
#include "sheet/grid.hpp"

namespace yuanheng::sheet {

/// Titles and remarks above a header end before this row.
inline constexpr long kHeaderRows = 20;

/// The texts of a sheet's first rows as a user sees them: a merged range says the same in each of its cells.
class HeaderArea {
public:
    explicit HeaderArea(const Grid& grid);

    long width() const { return width_; }
    const std::string& at(long row, long column) const;
    /// Whether the cell shows what stands to the left of it.
    bool continues_left(long row, long column) const { return left_.contains({row, column}); }
    /// Whether it shows what stands above it.
    bool continues_up(long row, long column) const { return up_.contains({row, column}); }
    /// Whether the row heads groups of the columns below it, in a header of several lines: it says several
    /// things, some of them over more than one column or down into the row below.
    bool heads_groups(long row) const;

private:
    long width_;
    std::map<std::pair<long, long>, std::string> texts_;
    std::set<std::pair<long, long>> left_, up_;
    std::set<long> groups_;  ///< rows with a merged range within the header
};

/// The units that lines above a table tell for all of it: 单位：万元; 金额单位：元、面积单位：亩.
struct UnitLine {
    struct Told {
        std::string text;
        Unit unit;
        long row = 0, column = 0;
    };
    std::vector<Told> told;

    /// The unit of such a dimension; nothing where there is none, or more than one.
    const Told* of(const Dimension& dimension) const;
};
UnitLine unit_line(const HeaderArea& area, long last_row);

}  // namespace yuanheng::sheet
