#include "sheet/header_area.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace yuanheng::sheet {

namespace {

constexpr std::size_t kMostPainted = 200'000;  // cells of merged ranges: a sound header has a few hundred

/// What may stand before 单位 where it means a unit of measure: 填报单位 is somebody.
constexpr std::array<std::string_view, 8> kOfMeasure{"金额", "计量", "货币", "数量",
                                                     "面积", "币种", "数值", "电量"};

bool of_measure(std::string_view before) {
    if (before.empty()) return true;
    for (const std::string_view mark : {"(", ",", ";", "、", "。", ":", "表"}) {
        if (before.ends_with(mark)) return true;
    }
    return std::any_of(kOfMeasure.begin(), kOfMeasure.end(),
                       [&](std::string_view word) { return before.ends_with(word); });
}

/// In half width, with commas where there were blanks, but for 单　位.
std::string in_parts(std::string_view text) {
    std::string out;
    for (const char c : replace_all(half_width(text), "\u00A0", " ")) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank || (!out.empty() && out.back() != ',')) out += blank ? ',' : c;
    }
    return replace_all(replace_all(out, "单,位", "单位"), "位,:", "位:");
}

/// The units in a text that says 单位：万元、亩.
std::vector<std::pair<std::string, Unit>> units_in(std::string_view text) {
    std::vector<std::pair<std::string, Unit>> out;
    const std::string plain = in_parts(text);
    for (const std::string_view word : {"单位:", "unit:", "units:", "Unit:", "Units:"}) {
        std::size_t at = plain.find(word);
        for (; at != std::string::npos; at = plain.find(word, at + 1)) {
            if (!of_measure(std::string_view(plain).substr(0, at))) continue;
            std::string rest = plain.substr(at + word.size());
            rest = replace_all(rest.substr(0, rest.find_first_of(")。:")), "、", ",");
            for (std::size_t begin = 0; begin <= rest.size();) {
                const std::size_t end = std::min(rest.find_first_of(",;", begin), rest.size());
                const std::string part = rest.substr(begin, end - begin);
                if (const auto unit = part.empty() ? Result<Unit>(Unit()) : parse_unit(part);
                    unit && !part.empty())
                    out.emplace_back(part, *unit);
                begin = end + 1;
            }
        }
    }
    return out;
}

}  // namespace

HeaderArea::HeaderArea(const Grid& grid) : width_(grid.width()) {
    for (const Row& row : grid.rows) {
        if (row.number > kHeaderRows + 1) break;
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            if (!row.cells[c].empty()) texts_[{row.number, static_cast<long>(c) + 1}] = row.cells[c].text;
        }
    }
    std::size_t painted = 0;
    for (const Range& m : grid.merges) {
        if (m.first_row > kHeaderRows) continue;
        const std::string text = at(m.first_row, m.first_column);
        if (text.empty()) continue;
        for (long r = m.first_row; r <= std::min(m.last_row, kHeaderRows + 1); ++r) {
            groups_.insert(r);
            for (long c = m.first_column; c <= std::min(m.last_column, width_) && painted < kMostPainted;
                 ++c, ++painted) {
                texts_[{r, c}] = text;
                if (c > m.first_column) left_.insert({r, c});
                if (r > m.first_row) up_.insert({r, c});
            }
        }
    }
}

const std::string& HeaderArea::at(long row, long column) const {
    static const std::string kNothing;
    const auto found = texts_.find({row, column});
    return found == texts_.end() ? kNothing : found->second;
}

bool HeaderArea::heads_groups(long row) const {
    if (!groups_.contains(row)) return false;
    std::set<std::string_view> said;
    for (auto at = texts_.lower_bound({row, 0}); at != texts_.end() && at->first.first == row; ++at) {
        const std::string text = half_width(at->second);
        // 填报单位：税务局 is a remark above the table; 其中：增值税 and 税收（单位：万元） are titles.
        const std::size_t colon = std::min(text.find(':'), text.find('('));
        if (colon != std::string::npos && text[colon] == ':' && text.find("其中") == std::string::npos)
            return false;
        said.insert(at->second);
    }
    return said.size() > 1;
}

const UnitLine::Told* UnitLine::of(const Dimension& dimension) const {
    const Told* out = nullptr;
    for (const Told& t : told) {
        if (t.unit.dimension() != dimension) continue;
        if (out != nullptr && !(out->unit == t.unit)) return nullptr;
        out = &t;
    }
    return out;
}

UnitLine unit_line(const HeaderArea& area, long last_row) {
    UnitLine out;
    for (long r = 1; r <= last_row; ++r) {
        for (long c = 1; c <= area.width(); ++c) {
            if (area.continues_left(r, c) || area.at(r, c).empty()) continue;
            for (auto& [text, unit] : units_in(area.at(r, c)))
                out.told.push_back({text, std::move(unit), r, c});
        }
    }
    return out;
}

}  // namespace yuanheng::sheet
