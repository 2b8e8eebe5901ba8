#include "platform/import/columns.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "base/units.hpp"
#include "sheet/header_text.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Kind;

constexpr long kHeaderRows = 20;               // titles and remarks above a header end before this row
constexpr long kMostColumns = 500;             // looked at
constexpr std::size_t kMostPainted = 200'000;  // cells of merged ranges: a sound header has a few hundred
const std::set<std::string, std::less<>> kIdle{"序号", "no", "no.", "#"};  // known, and of no use

std::string one_line(std::string_view text) {
    std::string out(trim(text));
    std::replace_if(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
        ' ');
    return out;
}

/// The texts of a sheet's first rows as a user sees them: a merged range says the same in each of its cells.
class HeaderArea {
public:
    explicit HeaderArea(const sheet::Grid& grid) : width_(std::min(grid.width(), kMostColumns)) {
        for (const sheet::Row& row : grid.rows) {
            if (row.number > kHeaderRows) break;
            for (std::size_t c = 0; c < row.cells.size() && static_cast<long>(c) < width_; ++c) {
                texts_[{row.number, static_cast<long>(c) + 1}] = row.cells[c].text;
            }
        }
        std::size_t painted = 0;
        for (const sheet::Range& m : grid.merges) {
            if (m.first_row > kHeaderRows) continue;
            const std::string text = at(m.first_row, m.first_column);
            for (long r = m.first_row; r <= std::min(m.last_row, kHeaderRows); ++r) {
                for (long c = m.first_column; c <= std::min(m.last_column, width_) && painted < kMostPainted;
                     ++c, ++painted) {
                    if (!text.empty()) texts_[{r, c}] = text;
                }
            }
        }
    }
    long width() const { return width_; }
    const std::string& at(long row, long column) const {
        static const std::string kNothing;
        const auto found = texts_.find({row, column});
        return found == texts_.end() ? kNothing : found->second;
    }

private:
    long width_;
    std::map<std::pair<long, long>, std::string> texts_;
};

}  // namespace

bool is_amount(const Field& f) {
    return f.kind == Kind::decimal || f.kind == Kind::money || f.kind == Kind::integer;
}

bool can_be_imported(const Field& f) {
    return !f.read_only && f.scalar() && f.name != "zone_id" && f.format != reflect::Format::secret;
}

long SheetColumns::column_of(std::size_t field) const {
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const ColumnUse& use) { return use.field == field; });
    return found == columns.end() ? 0 : found->column;
}

ColumnFinder::ColumnFinder(const Table& table) : table_(table) {
    for (std::size_t i = Table::kStandard; i < table.type.fields.size(); ++i) {
        const Field& f = table.field(i);
        if (!can_be_imported(f)) continue;
        std::vector<std::string> names{f.label.zh, f.label.en, f.name};
        names.insert(names.end(), f.aliases.begin(), f.aliases.end());
        for (const std::string& name : names) {
            if (!name.empty()) by_name_.try_emplace(sheet::header_key(name), i);
        }
    }
}

const std::size_t* ColumnFinder::named(const std::string& key) const {
    const auto found = by_name_.find(key);
    return found == by_name_.end() ? nullptr : &found->second;
}

/// Whether the title is a field's. A bracket behind it that is not part of the name is a unit, or of amounts
/// an error.
bool ColumnFinder::take(const sheet::Grid& grid, long row, long column, const std::string& text,
                        SheetColumns& into) const {
    const sheet::HeaderText header = sheet::split_header(text);
    const std::size_t* whole = named(sheet::header_key(text));
    const std::size_t* field = whole != nullptr ? whole : named(header.name);
    if (field == nullptr) return false;
    const Field& f = table_.field(*field);
    const auto wrong = [&](Error error) {
        into.problems.push_back(std::move(error).at(grid.where(row, column)));
    };
    ColumnUse use{column, *field, 1};
    if (is_amount(f) && whole == nullptr && !header.unit.empty() &&
        sheet::header_key(header.unit) != sheet::header_key(f.unit)) {
        const auto from = parse_unit(header.unit), to = parse_unit(f.unit);
        if (!from || !to || from->dimension() != to->dimension()) {
            wrong(Error(Code::import_unit,
                        {{"header", one_line(text)}, {"unit", f.unit.empty() ? "—" : f.unit}}));
            return true;
        }
        use.factor = conversion(*from, *to);
    }
    if (const long before = into.column_of(*field); before != 0) {
        wrong(about(Code::import_column_twice, f.label,
                    {{"first", sheet::column_letters(before)}, {"second", sheet::column_letters(column)}}));
        return true;
    }
    into.columns.push_back(use);
    return true;
}

std::optional<SheetColumns> ColumnFinder::find(const sheet::Grid& grid) const {
    const HeaderArea area(grid);
    const auto score = [&](long row) {
        std::set<std::size_t> fields;
        for (long c = 1; c <= area.width(); ++c) {
            const std::string& text = area.at(row, c);
            if (text.empty()) continue;
            const std::size_t* whole = named(sheet::header_key(text));
            const std::size_t* field = whole != nullptr ? whole : named(sheet::split_header(text).name);
            if (field != nullptr) fields.insert(*field);
        }
        return fields.size();
    };
    long best = 0;
    std::size_t most = 0;
    for (long row = 1; row <= kHeaderRows; ++row) {
        const std::size_t here = score(row);
        // The lower line of a header of two says at least as much as the upper one.
        if (here > most || (here == most && here > 0 && row == best + 1)) {
            best = row;
            most = here;
        }
    }
    if (most == 0) return std::nullopt;
    SheetColumns out;
    out.last_row = best;
    for (long c = 1; c <= area.width(); ++c) {
        const std::string &text = area.at(best, c), &above = best > 1 ? area.at(best - 1, c) : text;
        if (trim(text).empty()) {
            if (!above.empty()) take(grid, best, c, above, out);  // it stands in the upper line only
            continue;
        }
        if (kIdle.contains(sheet::header_key(text))) continue;
        if (take(grid, best, c, text, out)) continue;
        if (above != text && !above.empty() && take(grid, best, c, above + text, out))
            continue;  // 土地 over 面积（亩）
        out.unknown.push_back(one_line(text));
    }
    return out;
}

}  // namespace yuanheng::platform
