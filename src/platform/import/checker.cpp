#include "platform/import/checker.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "base/text.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/services.hpp"
#include "sheet/template.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::size_t kPart = 1000;         // rows that the target sees at a time
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

}  // namespace

ImportChecker::ImportChecker(Services& services, JobWork& work, const Batch& batch, db::Session& db,
                             const std::vector<sheet::Grid>& grids)
    : work_(work),
      batch_(batch),
      target_(services.imports.target(batch.entity)),
      change_(services, db, work.actor),
      finder_(target_.columns(services)),
      grids_(grids) {}

bool ImportChecker::run() {
    if (!authorize(work_.actor, target_.who)) {
        whole_problem(Error(Code::forbidden, {{"operation", "导入"}, {"operation_en", "import"}}));
        return true;
    }
    ImportRows part{batch_};
    for (const sheet::Grid& grid : grids_) total_ += static_cast<std::int64_t>(grid.rows.size());
    for (std::size_t g = 0; g < grids_.size(); ++g) {
        auto columns = finder_.columns(grids_[g], batch_.mapping);
        if (!columns || sheet::is_error_list(grids_[g].sheet)) continue;
        const std::string missing = labels_missing(*columns);
        if (!missing.empty() && columns->errors.empty()) {
            if (missing_.empty()) missing_ = missing, without_key_ = std::move(*columns);
            continue;
        }
        columns_.emplace(g, std::move(*columns));
        tell(g);
        if (missing.empty() && !read_sheet(g, part)) return false;
    }
    if (columns_.empty()) no_table();
    report_first_problems();
    if (merged_taken_ > 0)
        report.notes.push_back(Error(Code::import_merged_taken, {{"count", std::to_string(merged_taken_)}}));
    std::move(part.notes.begin(), part.notes.end(), std::back_inserter(report.notes));
    return true;
}

void ImportChecker::whole_problem(Error error) {
    unusable = true;
    ++report.problems_total;
    others.push_back(std::move(error));
}

/// A problem with a place of its own.
void ImportChecker::cell_problem(std::size_t grid, Error error) {
    ++report.problems_total;
    if (Errors& marks = marked[grid]; marks.size() < kMostMarked) marks.push_back(std::move(error));
}

/// A problem of the known column's cell; of the key's where the table does not have it.
void ImportChecker::problem(std::size_t grid, long row, int known, Error error) {
    const sheet::Columns& columns = columns_.at(grid);
    long column = known < 0 ? 0 : columns.column_of(static_cast<std::size_t>(known));
    for (std::size_t k = 0; column == 0 && k < finder_.known().size(); ++k) {
        if (finder_.known()[k].key) column = columns.column_of(k);
    }
    if (column == 0 && !columns.uses.empty()) column = columns.uses.front().column;
    if (known >= 0)
        error.arguments.emplace_back("at_field", finder_.known()[static_cast<std::size_t>(known)].name);
    cell_problem(grid, std::move(error).at(grids_[grid].where(row, column)));
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
    for (const sheet::ColumnUse& use : columns_.at(grid).uses) {
        const auto at = static_cast<std::size_t>(use.column - 1);
        if (row == all.end() || at >= row->cells.size()) continue;
        if (std::string text = short_text(row->cells[at].text); !text.empty())
            out.cells.push_back({finder_.known()[use.known].name, std::move(text)});
    }
    return out;
}

std::string ImportChecker::labels_missing(const sheet::Columns& columns) const {
    std::string out;
    for (std::size_t k = 0; k < finder_.known().size(); ++k) {
        const sheet::KnownColumn& known = finder_.known()[k];
        if (known.key && columns.column_of(k) == 0) out += (out.empty() ? "" : "、") + known.label.zh;
    }
    return out;
}

void ImportChecker::no_table() {
    if (!missing_.empty()) {
        keep_unused(without_key_);  // one of them may be the key, under another title
        return whole_problem(Error(Code::import_no_key, {{"labels", missing_}}));
    }
    std::string needed;
    for (const sheet::KnownColumn& known : finder_.known()) {
        if (known.needed) needed += (needed.empty() ? "" : "、") + known.label.zh;
    }
    whole_problem(Error(Code::import_no_header, {{"labels", needed}}));
}

void ImportChecker::keep_unused(const sheet::Columns& columns) {
    for (const std::string& title : columns.unused) {
        if (report.unknown_columns.size() < kMostReported) report.unknown_columns.push_back(title);
    }
}

/// What was found out about the columns of a table.
void ImportChecker::tell(std::size_t grid) {
    const sheet::Columns& columns = columns_.at(grid);
    for (const Error& e : columns.errors) {
        unusable = true;
        cell_problem(grid, e);
    }
    keep_unused(columns);
    const Errors& cells = grids_[grid].notes;
    report.notes.insert(report.notes.end(), cells.begin(), cells.end());
    for (const Error& e : columns.warnings) {
        if (e.code != Code::column_unknown && report.notes.size() < kMostReported) report.notes.push_back(e);
    }
    for (const std::size_t at : columns.mapped) {
        const sheet::MappedColumn& mapped = batch_.mapping[at];
        if (std::find(report.mapped.begin(), report.mapped.end(), mapped) == report.mapped.end())
            report.mapped.push_back(mapped);
    }
}

/// Whether a row holds data: it is not blank, and neither a total nor a remark. What has a key is a record,
/// whatever its first cell begins with: 审核用品有限公司.
bool ImportChecker::has_data(std::size_t grid, const sheet::Row& row) const {
    for (const sheet::Cell& cell : row.cells) {
        if (cell.text.empty() || trim(cell.text).empty()) continue;
        const unsigned char first = static_cast<unsigned char>(cell.text[0]);
        if (first < 0x80 && std::isalpha(first) == 0 && first != ' ')
            return true;  // a number or a code: by far the most
        const std::string text = lower(half_width(without_blanks(cell.text)));
        if (std::none_of(std::begin(kRemarks), std::end(kRemarks),
                         [&](std::string_view word) { return text.starts_with(word); }))
            return true;
        const sheet::Columns& columns = columns_.at(grid);
        return std::any_of(columns.uses.begin(), columns.uses.end(), [&](const sheet::ColumnUse& use) {
            const auto column = static_cast<std::size_t>(use.column);
            if (!finder_.known()[use.known].key || column > row.cells.size()) return false;
            const sheet::Cell& own = row.cells[column - 1];
            return &own != &cell && !is_absent(own.text);
        });
    }
    return false;
}

/// The cell of a column. One that a merged range covers has its text, date or yes from above; a figure over
/// several cells is nobody's share and not guessed.
Result<const sheet::Cell*> ImportChecker::cell_of(std::size_t grid, const sheet::MergedCells& merged,
                                                  const sheet::Row& row, const sheet::ColumnUse& use) {
    static const sheet::Cell kEmpty;
    const auto at = static_cast<std::size_t>(use.column - 1);
    const sheet::Cell& own = at < row.cells.size() ? row.cells[at] : kEmpty;
    const auto covering = merged.content(row.number, use.column, columns_.at(grid).last_row);
    if (!covering) return &own;
    const sheet::KnownColumn& known = finder_.known()[use.known];
    if (!covering->down || known.amount) {
        return tl::unexpected(
            about(Code::import_merged, known.label,
                  {{"range", sheet::range_name(covering->range)}, {"text", covering->cell.text}}));
    }
    ++merged_taken_;
    return &covering->cell;
}

/// Names what stands under no title; true where the row cannot be used for it.
bool ImportChecker::untitled(std::size_t grid, const sheet::Row& row) {
    sheet::Untitled found = sheet::untitled_cells(grids_[grid], row, columns_.at(grid));
    for (Error& e : found.figures) cell_problem(grid, std::move(e));
    for (Error& e : found.texts) {
        if (++untitled_ <= kMostNamed) report.notes.push_back(std::move(e));
    }
    return found.slid;
}

bool ImportChecker::read_sheet(std::size_t grid, ImportRows& part) {
    const sheet::Columns& columns = columns_.at(grid);
    const sheet::MergedCells merged(grids_[grid]);
    for (const sheet::Row& row : grids_[grid].rows) {
        ++done_;
        if (row.number <= columns.last_row || !has_data(grid, row)) continue;
        if (++rows > kMostRows) {
            whole_problem(Error(Code::import_too_many, {{"limit", std::to_string(kMostRows)}}));
            return true;
        }
        if (untitled(grid, row)) {
            ++bad;
            continue;
        }
        ImportRow& next = part.rows.emplace_back();
        next.sheet = grids_[grid].sheet.empty() ? std::string(kCsvSheet) : grids_[grid].sheet;
        next.number = row.number;
        for (const sheet::ColumnUse& use : columns.uses) {
            if (auto cell = cell_of(grid, merged, row, use))
                next.said.push_back({&use, *cell});
            else
                next.problems.emplace_back(static_cast<int>(use.known), std::move(cell.error()));
        }
        if (part.rows.size() < kPart) continue;
        settle(grid, part);
        work_.report.progress(done_, total_, "check");
        if (work_.report.stop().stop_requested()) return false;
    }
    settle(grid, part);
    return true;
}

/// Lets the target say what the rows become.
void ImportChecker::settle(std::size_t grid, ImportRows& part) {
    if (part.rows.empty()) return;
    target_.check(change_, part);
    using Becomes = ImportRow::Becomes;
    for (ImportRow& row : part.rows) {
        for (auto& [known, error] : row.problems) problem(grid, row.number, known, std::move(error));
        if (!row.problems.empty() || row.becomes == Becomes::bad) {
            ++bad;
        } else if (row.becomes == Becomes::same) {
            ++same;
        } else if (row.becomes == Becomes::nothing) {
            throw std::logic_error("the import target " + target_.name + " says nothing of a row");
        } else {
            const bool is_new = row.becomes == Becomes::fresh;
            ++(is_new ? fresh : changed);
            staged.push_back({std::move(row.sheet), row.number, row.record, is_new, std::move(row.before),
                              std::move(row.after)});
        }
    }
    part.rows.clear();
}

}  // namespace yuanheng::platform
