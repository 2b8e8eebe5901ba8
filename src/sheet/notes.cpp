#include <algorithm>

#include "base/text.hpp"
#include "sheet/cell_text.hpp"
#include "sheet/codes.hpp"
#include "sheet/grid.hpp"

namespace yuanheng::sheet {

void Notes::add(Error note) {
    if (++counts_[std::string(name(note.code))] <= kMostNotes) grid_.notes.push_back(std::move(note));
}

void Notes::finish() {
    for (const auto& [kind, count] : counts_) {
        if (count <= kMostNotes) continue;
        const auto first = std::find_if(grid_.notes.begin(), grid_.notes.end(),
                                        [&, kind = kind](const Error& e) { return name(e.code) == kind; });
        const std::string zh = message(*first, Language::zh), en = message(*first, Language::en);
        grid_.notes.push_back(Error(
            Code::sheet_more, {{"count", std::to_string(count - kMostNotes)}, {"what", zh}, {"what_en", en}},
            {grid_.file, grid_.sheet, 0, 0}));
    }
}

void Notes::settle(Cell& cell, long row, long column) {
    const Cleaned cleaned = clean(cell.text);
    if (cleaned.removed != 0)
        add(Error(Code::sheet_invisible, {{"character", code_point_name(cleaned.removed)}},
                  grid_.where(row, column)));
    if (cleaned.damaged) add(Error(Code::sheet_damaged, {}, grid_.where(row, column)));
    if (cell.text.empty()) {
        cell.kind = Cell::Kind::empty;
    } else if (is_error_value(cell.text)) {
        cell.kind = Cell::Kind::error;
    } else {
        cell.mangled = is_mangled_code(cell.text);
    }
}

}  // namespace yuanheng::sheet
