#include <fmt/format.h>

#include <algorithm>

#include "platform/codes.hpp"
#include "platform/core/media.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/desk/notice.hpp"
#include "platform/files/files.hpp"
#include "platform/import/checker.hpp"
#include "platform/import/import.hpp"
#include "sheet/template.hpp"
#include "sheet/xlsx.hpp"

namespace yuanheng::platform {

namespace {

/// What the check came to, without the rows themselves.
struct Outcome {
    std::int64_t rows = 0, fresh = 0, changed = 0, same = 0, bad = 0;
    BatchReport report;
    std::vector<RowToStage> staged;
    std::optional<Content> error_file;
    bool ready = false;
};

/// What goes into the error workbook: problems of cells by table, and those of the whole file.
struct Marks {
    std::map<std::size_t, Errors> cells;
    Errors others;
};

/// The same content that was imported before, and not rolled back.
std::optional<Error> imported_before(db::Session& db, const Batch& batch) {
    const db::Values row = db.first(
        "SELECT b.published_at, u.name FROM import_batch b LEFT JOIN app_user u ON u.id = b.user_id WHERE "
        "b.published_key = ?",
        {published_key(batch)});
    if (row.empty()) return std::nullopt;
    reflect::Field at;
    at.kind = reflect::Kind::instant;
    return Error(Code::import_again,
                 {{"at", reflect::shown(at, row[0], Language::zh)}, {"by", text_or_empty(row[1])}});
}

Outcome refused(Error error) {
    Outcome out;
    out.report.problems_total = 1;
    out.report.problems.push_back(std::move(error));
    return out;
}

/// What a list of records may come to: some 100 000 rows with 30 columns. Whoever may import may not take the
/// memory of all others.
constexpr sheet::Limits import_limits() {
    sheet::Limits limits;
    limits.rows = kMostRows + 1'000;  // headers, remarks and totals beside
    limits.cells = 4'000'000;
    limits.columns = 1'000;
    limits.text_bytes = 64u << 20;
    limits.unpacked_bytes = 512u << 20;
    limits.shared_strings = 1'000'000;
    limits.sheets = 64;
    return limits;
}

/// The same tables with what is wrong coloured and commented.
Result<Content> error_workbook(Services& services, JobWork& work, std::vector<sheet::Grid> grids,
                               Marks& marks) {
    work.report.progress(0, 0, "mark");
    std::vector<sheet::MarkedGrid> tables;
    for (std::size_t g = 0; g < grids.size(); ++g) {
        if (!sheet::is_error_list(grids[g].sheet))
            tables.push_back({std::move(grids[g]), "", std::move(marks.cells[g]), {}});
    }
    const TemporaryFile file(services.files.temporary(".xlsx"));
    const auto written = sheet::write_error_workbook(file.path.string(), tables, marks.others,
                                                     services.clock() / 1000, work.actor.language);
    if (!written) return tl::unexpected(written.error());
    return services.files.take(file.path);
}

/// Nothing where the job is to stop.
std::optional<Outcome> check(Services& services, JobWork& work, const Batch& batch) {
    const auto path = services.files.path(batch.sha256);
    if (!path) throw std::runtime_error("the uploaded file is gone");
    work.report.progress(0, 0, "read");
    auto book = sheet::read_book(path->string(), import_limits());
    if (!book) return refused(std::move(book.error()));
    for (sheet::Grid& grid : book->grids) {
        grid.file = batch.file_name;
        for (Error& note : grid.notes) note.where.file = batch.file_name;
    }
    Outcome out;
    Marks marks;
    const bool ended = services.database.read([&](db::Session& db) {
        if (auto again = imported_before(db, batch)) {
            out = refused(std::move(*again));
            return true;
        }
        ImportChecker checker(services, work, batch, db, book->grids);
        if (!checker.run()) return false;
        for (const std::string& name : book->hidden)
            checker.report.notes.push_back(Error(Code::import_hidden_sheet, {{"name", name}}));
        marks = {std::move(checker.marked), std::move(checker.others)};
        out.rows = checker.rows;
        out.fresh = checker.fresh;
        out.changed = checker.changed;
        out.same = checker.same;
        out.bad = checker.bad;
        out.report = std::move(checker.report);
        out.ready = !checker.unusable && !checker.staged.empty();
        if (out.ready) out.staged = std::move(checker.staged);
        if (checker.unusable) {
            out.bad = out.rows;
            out.fresh = out.changed = out.same = 0;
        }
        return true;
    });
    if (!ended) return std::nullopt;
    if (!marks.cells.empty() || !marks.others.empty()) {
        auto content = error_workbook(services, work, std::move(book->grids), marks);
        if (content) {
            out.error_file = std::move(*content);
        } else if (content.error().code ==
                   Code::table_too_large) {  // what is wrong is in the report all the same
            out.report.notes.push_back(std::move(content.error()));
        } else {
            throw std::runtime_error(describe(content.error(), Language::en));
        }
    }
    return out;
}

void stage(db::Session& db, Id batch, const std::vector<RowToStage>& rows) {
    static const std::vector<std::string> kColumns{"batch_id", "row_number", "sheet",      "record_id",
                                                   "is_new",   "after_json", "before_json"};
    std::size_t next = 0;
    db.insert_many("import_row", kColumns, [&](db::Values& values) {
        if (next == rows.size()) return false;
        const RowToStage& r = rows[next++];
        values = {batch.value, std::int64_t{r.row},    r.sheet, r.record.value, std::int64_t{r.is_new},
                  r.after,     null_if_empty(r.before)};
        return true;
    });
}

/// Writes down what was found, where the batch still waits for it.
void keep(Change& change, JobWork& work, const Batch& batch, const Outcome& out) {
    db::Session& db = change.db;
    db.execute("DELETE FROM import_row WHERE batch_id = ?", {batch.id.value});
    stage(db, batch.id, out.staged);
    Id error_file;
    if (out.error_file) {
        const std::string stem = batch.file_name.substr(0, batch.file_name.find_last_of('.'));
        error_file =
            change.services.files
                .store(change, *out.error_file,
                       stem + (work.actor.language == Language::zh ? "-待改正.xlsx" : "-to-correct.xlsx"),
                       std::string(kXlsxMedia))
                .id;
    }
    const std::int64_t waiting = db.execute(
        "UPDATE import_batch SET version = version + 1, state = ?, rows_total = ?, rows_new = ?, "
        "rows_changed = ?, rows_same = ?, rows_bad = ?, "
        "error_file_id = ?, report = ? WHERE id = ? AND state = 'checking'",
        {std::string(out.ready ? "ready" : "rejected"), out.rows, out.fresh, out.changed, out.same, out.bad,
         null_if_empty(error_file), report_to_json(out.report), batch.id.value});
    if (waiting != 1) throw JobLost();
    AuditEntry entry;
    entry.action = "import.check";
    entry.entity = "import_batch";
    entry.record = batch.id;
    entry.zone = batch.zone;
    entry.after = fmt::format(R"({{"rows":{},"new":{},"changed":{},"same":{},"bad":{}}})", out.rows,
                              out.fresh, out.changed, out.same, out.bad);
    change.record(std::move(entry));
    notify(change, batch.user,
           Error(out.ready ? Code::notice_import_ready : Code::notice_import_rejected,
                 {{"file", batch.file_name},
                  {"rows", std::to_string(out.fresh + out.changed)},
                  {"bad", std::to_string(out.bad)}}),
           fmt::format("/imports/{}", batch.id.value));
    work.report.finish(db, batch_result(batch.id, out.rows));
}

}  // namespace

JobResult check_import(Services& services, JobWork& work) {
    const Batch batch = batch_of(services, work);
    if (!may_import(work.actor, services.imports.target(batch.entity), batch.zone))
        return refuse(Code::forbidden, {{"operation", "导入"}, {"operation_en", "import"}});
    const auto outcome = check(services, work, batch);
    if (!outcome) return refuse(Code::job_stopped);
    work.report.progress(0, 0, "write");
    change(services, work.actor, [&](Change& c) { keep(c, work, batch, *outcome); });
    return batch_result(batch.id, outcome->rows);
}

}  // namespace yuanheng::platform
