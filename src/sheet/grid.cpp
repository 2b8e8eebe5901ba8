#include "sheet/grid.hpp"

#include <algorithm>
#include <cctype>

#include "base/decimal.hpp"
#include "base/text.hpp"

namespace yuanheng::sheet {

namespace {

const Cell kNothing;

}  // namespace

Result<Rational> Cell::exact() const { return parse_decimal(text); }

const Cell& Grid::at(long row, long column) const {
    const auto found = std::lower_bound(rows.begin(), rows.end(), row,
                                        [](const Row& r, long number) { return r.number < number; });
    if (found == rows.end() || found->number != row) return kNothing;
    if (column < 1 || static_cast<std::size_t>(column) > found->cells.size()) return kNothing;
    return found->cells[static_cast<std::size_t>(column) - 1];
}

const Cell& Grid::merged_at(long row, long column) const {
    for (const Range& range : merges) {
        if (range.contains(row, column)) return at(range.first_row, range.first_column);
    }
    return at(row, column);
}

long Grid::width() const {
    std::size_t widest = 0;
    for (const Row& row : rows) widest = std::max(widest, row.cells.size());
    return static_cast<long>(widest);
}

namespace {

/// The rows with content that `range` spans.
std::pair<std::vector<Row>::const_iterator, std::vector<Row>::const_iterator> rows_of(const Grid& grid,
                                                                                      const Range& range) {
    const auto before = [](const Row& r, long number) { return r.number < number; };
    return {std::lower_bound(grid.rows.begin(), grid.rows.end(), range.first_row, before),
            std::lower_bound(grid.rows.begin(), grid.rows.end(), range.last_row + 1, before)};
}

}  // namespace

std::size_t covered_cells(const Grid& grid, const Range& range, long width) {
    const auto [first, end] = rows_of(grid, range);
    const long columns = std::min(range.last_column, width) - range.first_column + 1;
    return static_cast<std::size_t>(end - first) * static_cast<std::size_t>(std::max(columns, 0L));
}

MergedCells::MergedCells(const Grid& grid) : grid_(grid) {
    const long width = grid.width();
    for (const Range& range : grid.merges) {
        const auto [first, end] = rows_of(grid, range);
        for (auto row = first; row != end; ++row) {
            for (long c = range.first_column; c <= std::min(range.last_column, width); ++c) {
                if (row->number != range.first_row || c != range.first_column)
                    covered_.try_emplace(key(row->number, c), &range);
            }
        }
    }
}

std::optional<MergedCells::Content> MergedCells::content(long row, long column, long header) const {
    const Range* range = over(row, column);
    if (range == nullptr || range->first_row <= header) return std::nullopt;
    const Cell& cell = grid_.at(range->first_row, range->first_column);
    if (cell.empty() || is_absent(cell.text)) return std::nullopt;
    return Content{*range, cell, range->first_column == column};
}

std::string range_name(const Range& range) {
    return column_letters(range.first_column) + std::to_string(range.first_row) + ":" +
           column_letters(range.last_column) + std::to_string(range.last_row);
}

long column_number(std::string_view letters) {
    if (letters.empty() || letters.size() > 3) return 0;
    long number = 0;
    for (const char c : letters) {
        if (c < 'A' || c > 'Z') return 0;
        number = number * 26 + (c - 'A' + 1);
    }
    return number;
}

std::string column_letters(long column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26)
        letters.insert(letters.begin(), char('A' + (column - 1) % 26));
    return letters;
}

bool is_mangled_code(std::string_view text) {
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    const std::size_t e = text.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || !is_digit(text[0])) return false;
    const std::string_view mantissa = text.substr(1, e - 1);
    if (!mantissa.empty() && mantissa[0] != '.') return false;
    if (!std::all_of(mantissa.begin(), mantissa.end(), [](char c) { return is_digit(c) || c == '.'; }))
        return false;
    std::string_view exponent = text.substr(e + 1);
    if (!exponent.empty() && exponent[0] == '+') exponent.remove_prefix(1);
    return exponent.size() == 2 && exponent[0] == '1' && exponent[1] >= '4' && exponent[1] <= '9';
}

}  // namespace yuanheng::sheet
