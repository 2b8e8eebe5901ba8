#include "platform/import/checker.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"
#include "sheet/template.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Record;

constexpr std::size_t kLookupPart = 1000;   // rows looked up at a time
constexpr std::size_t kMostMarked = 5'000;  // problems in the error workbook
constexpr std::size_t kMostReported = 100;  // in the report

/// How a line in or below a table begins that is none of its records.
constexpr std::string_view kRemarks[] = {"合计", "总计", "小计", "注:",        "备注:", "填表",
                                         "填报", "制表", "审核", "单位负责人", "total"};

/// What a cell says, in one line and no longer than somebody reads in a table.
std::string short_text(std::string_view text) {
    constexpr std::size_t kMost = 200;
    std::u32string out = code_points(trim(text));
    if (out.size() > kMost) out.resize(kMost), out += U'…';
    for (char32_t& c : out) {
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) c = U' ';
    }
    return utf8(out);
}

bool same_values(const Record& a, const Record& b) {
    return std::equal(a.begin() + Table::kStandard, a.end(), b.begin() + Table::kStandard, b.end());
}

}  // namespace

ImportChecker::ImportChecker(Services& services, JobWork& work, const Batch& batch, db::Session& db,
                             const std::vector<sheet::Grid>& grids)
    : services_(services),
      work_(work),
      batch_(batch),
      table_(services.entities.table(batch.entity)),
      change_(services, db, work.actor),
      cells_(db, table_, services, work.actor, batch.zone),
      scope_(authorize(work.actor, table_.entity.rules.import)),
      grids_(grids),
      now_(services.clock()) {}

bool ImportChecker::run() {
    if (!scope_) {
        whole_problem(Error(Code::forbidden, {{"operation", "导入"}, {"operation_en", "import"}}));
        return true;
    }
    const ColumnFinder finder(table_);
    bool any = false;
    for (const sheet::Grid& grid : grids_) total_ += static_cast<std::int64_t>(grid.rows.size());
    for (std::size_t g = 0; g < grids_.size(); ++g) {
        auto columns = finder.find(grids_[g]);
        if (!columns || sheet::is_error_list(grids_[g].sheet)) continue;
        if (const std::string missing = missing_keys(*columns); !missing.empty()) {
            if (missing_.empty()) missing_ = missing;
            continue;
        }
        any = true;
        const auto& kept = columns_.emplace(g, std::move(*columns)).first->second;
        report.notes.insert(report.notes.end(), grids_[g].notes.begin(), grids_[g].notes.end());
        const sheet::MergedCells merged(grids_[g]);
        if (!read_sheet({g, kept, merged})) return false;
    }
    if (!any) no_table();
    report_first_problems();
    if (merged_taken_ > 0)
        report.notes.push_back(Error(Code::import_merged_taken, {{"count", std::to_string(merged_taken_)}}));
    if (cells_.scientific() > 0)
        report.notes.push_back(
            Error(Code::import_scientific, {{"count", std::to_string(cells_.scientific())}}));
    for (const auto& [field, count] : cells_.rounded()) {
        const Field& f = table_.field(field);
        report.notes.push_back(
            about(Code::import_rounded, f.label,
                  {{"count", std::to_string(count)}, {"places", std::to_string(f.scale())}}));
    }
    return true;
}

void ImportChecker::whole_problem(Error error) {
    unusable = true;
    ++report.problems_total;
    others.push_back(std::move(error));
}

/// A problem of the field's cell; of the key's where the field has no column.
void ImportChecker::problem(const Place& place, long row, int field, Error error) {
    ++report.problems_total;
    long column = field < 0 ? 0 : place.columns.column_of(static_cast<std::size_t>(field));
    if (column == 0 && !table_.key.empty()) column = place.columns.column_of(table_.key.front());
    if (column == 0) column = place.columns.columns.front().column;
    if (field >= 0)
        error.arguments.emplace_back("at_field", table_.field(static_cast<std::size_t>(field)).name);
    error = std::move(error).at(grids_[place.grid].where(row, column));
    if (Errors& marks = marked[place.grid]; marks.size() < kMostMarked) marks.push_back(std::move(error));
}

void ImportChecker::refuse(const Place& place, Reading& reading, Error error) {
    reading.bad = true;
    problem(place, reading.row, table_.key.empty() ? -1 : static_cast<int>(table_.key.front()),
            std::move(error));
}

/// Those of the whole file, then those of cells in the order of the sheets, as somebody reads them.
void ImportChecker::report_first_problems() {
    report.problems = others;
    for (auto& [grid, errors] : marked) {
        std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
            return std::pair(a.where.line, a.where.column) < std::pair(b.where.line, b.where.column);
        });
        const std::size_t room = kMostReported - std::min(kMostReported, report.problems.size());
        for (std::size_t i = 0; i < std::min(room, errors.size()); ++i) {
            const long line = errors[i].where.line;
            if (line > 0 && (i == 0 || line != errors[i - 1].where.line))
                report.rows.push_back(row_text(grid, line));
            report.problems.push_back(errors[i]);
        }
    }
}

RowText ImportChecker::row_text(std::size_t grid, long line) const {
    RowText out{grids_[grid].where(line, 1).sheet, line, {}};
    const std::vector<sheet::Row>& all = grids_[grid].rows;
    const auto row =
        std::find_if(all.begin(), all.end(), [&](const sheet::Row& r) { return r.number == line; });
    for (const ColumnUse& use : columns_.at(grid).columns) {
        const auto at = static_cast<std::size_t>(use.column - 1);
        if (row == all.end() || at >= row->cells.size()) continue;
        if (std::string text = short_text(row->cells[at].text); !text.empty())
            out.cells.push_back({table_.field(use.field).name, std::move(text)});
    }
    return out;
}

std::string ImportChecker::missing_keys(const SheetColumns& columns) const {
    std::string out;
    for (const std::size_t at : table_.key) {
        const Field& f = table_.field(at);
        if (can_be_imported(f) && !f.nullable() && columns.column_of(at) == 0)
            out += (out.empty() ? "" : "、") + f.label.zh;
    }
    return out;
}

void ImportChecker::no_table() {
    if (!missing_.empty()) return whole_problem(Error(Code::import_no_key, {{"labels", missing_}}));
    std::string needed;
    for (std::size_t i = Table::kStandard; i < table_.type.fields.size(); ++i) {
        const Field& f = table_.field(i);
        if (can_be_imported(f) && f.required) needed += (needed.empty() ? "" : "、") + f.label.zh;
    }
    whole_problem(Error(Code::import_no_header, {{"labels", needed}}));
}

bool ImportChecker::read_sheet(const Place& place) {
    for (const Error& e : place.columns.problems) {
        unusable = true;
        ++report.problems_total;
        marked[place.grid].push_back(e);
    }
    for (const std::string& title : place.columns.unknown) {
        if (report.unknown_columns.size() < kMostReported) report.unknown_columns.push_back(title);
    }
    std::vector<Reading> part;
    for (const sheet::Row& row : grids_[place.grid].rows) {
        ++done_;
        if (row.number <= place.columns.last_row || !has_data(place, row)) continue;
        if (++rows > kMostRows) {
            whole_problem(Error(Code::import_too_many, {{"limit", std::to_string(kMostRows)}}));
            return true;
        }
        part.push_back(read_row(place, row));
        if (part.size() < kLookupPart) continue;
        settle_part(place, part);
        part.clear();
        work_.report.progress(done_, total_, "check");
        if (work_.report.stop().stop_requested()) return false;
    }
    settle_part(place, part);
    return true;
}

/// Whether a row holds data: it is not blank, and neither a total nor a remark. What has a key is a record,
/// whatever its first cell begins with: 审核用品有限公司.
bool ImportChecker::has_data(const Place& place, const sheet::Row& row) const {
    for (const sheet::Cell& cell : row.cells) {
        if (cell.text.empty() || trim(cell.text).empty()) continue;
        const unsigned char first = static_cast<unsigned char>(cell.text[0]);
        if (first < 0x80 && std::isalpha(first) == 0 && first != ' ')
            return true;  // a number or a code: by far the most
        const std::string text = lower(half_width(without_blanks(cell.text)));
        if (std::none_of(std::begin(kRemarks), std::end(kRemarks),
                         [&](std::string_view word) { return text.starts_with(word); }))
            return true;
        return std::any_of(table_.key.begin(), table_.key.end(), [&](std::size_t key) {
            const auto column = static_cast<std::size_t>(place.columns.column_of(key));
            if (column == 0 || column > row.cells.size()) return false;
            const sheet::Cell& own = row.cells[column - 1];
            return &own != &cell && !is_absent(own.text);
        });
    }
    return false;
}

/// The cell of a column. One that a merged range covers has its text, date or yes from above; a figure over
/// several cells is nobody's share and not guessed.
Result<const sheet::Cell*> ImportChecker::cell_of(const Place& place, const sheet::Row& row,
                                                  const ColumnUse& use) {
    static const sheet::Cell kEmpty;
    const auto at = static_cast<std::size_t>(use.column - 1);
    const sheet::Cell& own = at < row.cells.size() ? row.cells[at] : kEmpty;
    const sheet::Range* range = place.merged.over(row.number, use.column);
    if (range == nullptr || range->first_row <= place.columns.last_row) return &own;
    const sheet::Cell& above = grids_[place.grid].at(range->first_row, range->first_column);
    if (above.empty() || is_absent(above.text)) return &own;
    const Field& field = table_.field(use.field);
    if (range->first_column != use.column || is_amount(field)) {
        return tl::unexpected(about(Code::import_merged, field.label,
                                    {{"range", sheet::range_name(*range)}, {"text", above.text}}));
    }
    ++merged_taken_;
    return &above;
}

ImportChecker::Reading ImportChecker::read_row(const Place& place, const sheet::Row& row) {
    Reading out{row.number, table_.fresh(services_.ids.next(), work_.actor.user, now_), {}, false};
    if (const int zone = table_.index("zone_id"); zone >= 0)
        out.after[static_cast<std::size_t>(zone)] = some(batch_.zone);
    for (const ColumnUse& use : place.columns.columns) {
        auto value = cell_of(place, row, use).and_then([&](const sheet::Cell* cell) {
            return cells_.value(*cell, use);
        });
        if (!value) {
            out.bad = true;
            problem(place, row.number, static_cast<int>(use.field), std::move(value.error()));
        } else if (*value) {
            out.after[use.field] = std::move(**value);
            out.given.push_back(use.field);
        }
    }
    for (const std::size_t key : table_.key) {
        if (out.bad || table_.field(key).nullable() || !reflect::absent(out.after[key])) continue;
        out.bad = true;
        problem(place, row.number, static_cast<int>(key),
                about(Code::field_required, table_.field(key).label));
    }
    return out;
}

/// Compares rows with the records that are there.
void ImportChecker::settle_part(const Place& place, std::vector<Reading>& part) {
    std::vector<Record> wanted;
    for (const Reading& reading : part) wanted.push_back(reading.after);
    std::unordered_map<std::string, Known> known;
    std::vector<Record> found = rows_by_key(change_.db, table_, wanted);
    const std::vector<Belongs> there = belongings(change_.db, table_, found),
                               to_be = belongings(change_.db, table_, wanted);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const bool mine = covers(*scope_, there[i]) && !other_zone(found[i]);
        const std::string key = table_.key_text(found[i]);
        known.emplace(key, Known{std::move(found[i]), mine});
    }
    for (std::size_t i = 0; i < part.size(); ++i) {
        Reading& reading = part[i];
        if (!reading.bad) {
            const std::string key = table_.key_text(reading.after);
            const auto before = known.find(key);
            unique(place, reading, key);
            if (!reading.bad && !(before == known.end() ? covers(*scope_, to_be[i]) : before->second.mine)) {
                refuse(place, reading, Error(Code::import_out_of_scope, {}));
            }
            if (!reading.bad)
                settle_row(place, reading, before == known.end() ? nullptr : &before->second.row);
        }
        bad += reading.bad ? 1 : 0;
    }
}

bool ImportChecker::other_zone(const Record& row) const {
    const int zone = table_.index("zone_id");
    return zone >= 0 && id_in(row[static_cast<std::size_t>(zone)]) != batch_.zone;
}

/// A key stands in the file once.
void ImportChecker::unique(const Place& place, Reading& reading, const std::string& key) {
    if (key.empty()) return;
    const auto [first, fresh_key] = seen_.try_emplace(key, place.grid, reading.row);
    if (fresh_key) return;
    const auto& [grid, row] = first->second;
    refuse(place, reading,
           Error(Code::import_repeated,
                 {{"row", (grid == place.grid ? "" : grids_[grid].sheet + " ") + std::to_string(row)}}));
}

void ImportChecker::settle_row(const Place& place, Reading& reading, const Record* before) {
    Record after = before ? *before : std::move(reading.after);
    for (const std::size_t at : reading.given) {
        if (before) after[at] = reading.after[at];
    }
    if (before && same_values(after, *before)) {
        ++same;
        return;
    }
    if (auto fine = settle(change_, table_, before, after); !fine) {
        reading.bad = true;
        for (Error& e : fine.error()) {
            const int field = e.where.file.starts_with('/') ? table_.index(e.where.file.substr(1)) : -1;
            problem(place, reading.row, field, std::move(e));
        }
        return;
    }
    if (before && same_values(after, *before)) {
        ++same;
        return;
    }
    before ? ++changed : ++fresh;
    const std::string& name = grids_[place.grid].sheet;
    staged.push_back({name.empty() ? std::string(kCsvSheet) : name, reading.row, Table::id(after),
                      before == nullptr, before ? stored_json(table_.type, *before) : "",
                      stored_json(table_.type, after, Table::kStandard)});
}

}  // namespace yuanheng::platform
