#include <algorithm>

#include "base/text.hpp"
#include "sheet/codes.hpp"
#include "sheet/columns.hpp"
#include "sheet/header_text.hpp"

namespace yuanheng::sheet {

namespace {

/// Whether a cell ends and the next one begins as 1,234 does where a comma separates cells.
bool split_thousands(const Row& row) {
    const auto digits = [](std::string_view text) {
        return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
    };
    for (std::size_t i = 0; i + 1 < row.cells.size(); ++i) {
        std::string_view first = trim(row.cells[i].text), second = trim(row.cells[i + 1].text);
        if (first.starts_with('-')) first.remove_prefix(1);
        second = second.substr(0, second.find('.'));
        if (digits(first) && first.size() <= 3 && digits(second) && second.size() == 3) return true;
    }
    return false;
}

}  // namespace

Untitled untitled_cells(const Grid& grid, const Row& row, const Columns& columns) {
    Untitled out;
    std::size_t titles = columns.titled.size();
    while (titles > 0 && !columns.titled[titles - 1]) --titles;
    std::size_t filled = row.cells.size();
    while (filled > 0 && trim(row.cells[filled - 1].text).empty()) --filled;
    const auto slid = [&](std::size_t cells) {
        out.slid = true;
        out.figures = {Error(Code::row_too_wide,
                             {{"cells", std::to_string(cells)}, {"titles", std::to_string(titles)}},
                             grid.where(row.number, static_cast<long>(titles) + 1))};
        return out;
    };
    if (grid.sheet.empty()) {
        if (filled > titles) return slid(filled);
        if (row.fields > std::max(titles, columns.fields) && split_thousands(row)) return slid(row.fields);
    }
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
        const Cell& cell = row.cells[c];
        if ((c < columns.titled.size() && columns.titled[c]) || is_absent(cell.text)) continue;
        const auto number = parse_number(cell.text);
        const bool figure = cell.is_number() || (number && number->value);
        (figure ? out.figures : out.texts)
            .push_back(Error(figure ? Code::untitled_figure : Code::untitled_text,
                             {{"text", one_line(cell.text)}},
                             grid.where(row.number, static_cast<long>(c) + 1)));
    }
    return out;
}

}  // namespace yuanheng::sheet
