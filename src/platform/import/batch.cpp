#include <fmt/format.h>

#include <stdexcept>

#include "base/text.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/stored_error.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/names.hpp"
#include "platform/import/import.hpp"
#include "platform/import/mapping.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kStagedPart = 5000;  // staged rows at a time

/// A report as it is stored: errors are texts of their own.
struct StoredReport {
    std::string problems, notes;
    std::vector<RowText> rows;
    std::int64_t problems_total = 0;
    std::vector<std::string> unknown_columns;
    std::vector<MappingLine> mapped;
};
void describe(reflect::Describer<StoredReport>& d) {
    constexpr int kLong = 100'000'000;
    d.name("stored_report", {"预检结果", "report"});
    d(&StoredReport::problems, "problems", {"问题", "problems"})
        .as(reflect::Format::multiline)
        .longest(kLong);
    d(&StoredReport::notes, "notes", {"说明", "notes"}).as(reflect::Format::multiline).longest(kLong);
    d(&StoredReport::rows, "rows", {"行", "rows"});
    d(&StoredReport::problems_total, "problems_total", {"问题总数", "problems in all"});
    d(&StoredReport::unknown_columns, "unknown_columns", {"未识别的列", "unknown columns"}).longest(kLong);
    d(&StoredReport::mapped, "mapped", {"指定了对应的列", "mapped columns"});
}

StoredReport stored_report(std::string_view json) {
    if (json.empty()) return {"[]", "[]", {}, 0, {}, {}};
    auto stored = reflect::from_json<StoredReport>(json);
    if (!stored)
        throw std::logic_error("a stored report cannot be read: " + describe(stored.error(), Language::en));
    return std::move(*stored);
}

struct BatchInput {
    Id batch_id;
};
void describe(reflect::Describer<BatchInput>& d) {
    d.name("batch_input", {"导入批次", "import batch"});
    d(&BatchInput::batch_id, "batch_id", {"导入批次", "import batch"}).of("import_batch").must();
}

}  // namespace

void describe(reflect::Describer<CellText>& d) {
    d.name("cell_text", {"单元格", "cell"});
    d(&CellText::field, "field", {"字段", "field"}).must();
    d(&CellText::text, "text", {"内容", "text"}).as(reflect::Format::multiline).longest(1000);
}
void describe(reflect::Describer<RowText>& d) {
    d.name("row_text", {"行", "row"});
    d(&RowText::sheet, "sheet", {"工作表", "sheet"}).longest(1000);
    d(&RowText::row, "row", {"行", "row"});
    d(&RowText::cells, "cells", {"单元格", "cells"});
}

Batch batch_in(const db::Values& row) {
    Batch out;
    out.id = id_in(row[0]);
    out.version = integer_or_0(row[1]);
    out.zone = id_in(row[2]);
    out.entity = text_or_empty(row[3]);
    out.file = id_in(row[4]);
    out.file_name = text_or_empty(row[5]);
    out.sha256 = text_or_empty(row[6]);
    out.state = text_or_empty(row[7]);
    out.user = id_in(row[8]);
    out.created_at = integer_or_0(row[9]);
    out.published_at = integer_or_0(row[10]);
    out.rolled_back_at = integer_or_0(row[11]);
    out.rolled_back_by = id_in(row[12]);
    std::int64_t* const counts[] = {&out.rows_total, &out.rows_new, &out.rows_changed, &out.rows_same,
                                    &out.rows_bad};
    for (std::size_t i = 0; i < std::size(counts); ++i) *counts[i] = integer_or_0(row[13 + i]);
    out.error_file = id_in(row[18]);
    out.report = text_or_empty(row[19]);
    out.mapping = mapping_from_json(text_or_empty(row[20]));
    out.user_name = text_or_empty(row[21]);
    out.rolled_back_by_name = text_or_empty(row[22]);
    return out;
}

AuditEntry entry_about(const Batch& batch, KnownAction action) {
    AuditEntry entry;
    entry.action = action;
    entry.entity = "import_batch";
    entry.record = batch.id;
    entry.zone = batch.zone;
    entry.source = batch.file_name;
    return entry;
}

std::optional<Batch> find_batch(db::Session& db, Id id) {
    const db::Values row =
        db.first(fmt::format("SELECT {} FROM import_batch b WHERE b.id = ?", kBatchColumns), {id.value});
    return row.empty() ? std::nullopt : std::optional(batch_in(row));
}

std::string report_to_json(const BatchReport& report) {
    // Names of sheets and the like stand in it as the file has them: what cannot be seen is shown by its
    // number.
    return visible(reflect::to_json(
        StoredReport{errors_to_json(report.problems), errors_to_json(report.notes), report.rows,
                     report.problems_total, report.unknown_columns, lines_of(report.mapped)}));
}

BatchReport report_from_json(const ErrorCodes& codes, std::string_view json) {
    StoredReport stored = stored_report(json);
    return {errors_from_json(codes, stored.problems), stored.problems_total,
            std::move(stored.unknown_columns),        std::move(stored.rows),
            errors_from_json(codes, stored.notes),    mapping_of(stored.mapped)};
}

Condition visible_batches(const Services& services, const Actor& actor) {
    Condition out{"(b.user_id = ?", {actor.user.value}};
    ScopeColumns columns;
    columns.zone = "b.zone_id";
    for (const ImportTarget& target : services.imports) {
        const auto scope = authorize(actor, target.who);
        if (!scope) continue;
        const Condition in = within(*scope, columns);
        out.sql += fmt::format(" OR (b.entity = ? AND {})", in.sql);
        out.parameters.emplace_back(target.name);
        out.parameters.insert(out.parameters.end(), in.parameters.begin(), in.parameters.end());
    }
    out.sql += ")";
    return out;
}

bool may_see_batch(db::Session& db, const Services& services, const Actor& actor, Id batch) {
    Condition seen = visible_batches(services, actor);
    seen.parameters.insert(seen.parameters.begin(), batch.value);
    return !db.query(fmt::format("SELECT 1 FROM import_batch b WHERE b.id = ? AND {}", seen.sql),
                     seen.parameters)
                .empty();
}

bool may_see_import_file(db::Session& db, const Services& services, const Actor& actor, Id file) {
    Condition seen = visible_batches(services, actor);
    seen.parameters.insert(seen.parameters.begin(), {file.value, file.value});
    return !db.query(fmt::format("SELECT 1 FROM import_batch b WHERE (b.file_id = ? OR b.error_file_id = ?) "
                                 "AND {} LIMIT 1",
                                 seen.sql),
                     seen.parameters)
                .empty();
}

bool may_import(const Actor& actor, const ImportTarget& target, Id zone) {
    for (const Appointment& a : actor.appointments) {
        Actor one = actor;
        one.appointments = {a};
        if ((!a.zone || a.zone == zone) && authorize(one, target.who)) return true;
    }
    return false;
}

std::string published_key(const Batch& batch) {
    return fmt::format("{}/{}/{}", batch.zone.value, batch.entity, batch.sha256);
}

std::string batch_input(Id batch) { return reflect::to_json(BatchInput{batch}); }

namespace {

Batch must_find(db::Session& db, const std::string& job_input) {
    const auto input = reflect::from_json<BatchInput>(job_input);
    if (!input) throw std::logic_error("an import job without a batch");
    auto batch = find_batch(db, input->batch_id);
    if (!batch) throw std::logic_error("an import job of a batch that is gone");
    return std::move(*batch);
}

}  // namespace

Batch batch_of(Services& services, const JobWork& work) {
    return services.database.read([&](db::Session& db) { return must_find(db, work.input); });
}

void reject_import(Change& change, const std::string& input, const Errors& why) {
    const Batch batch = must_find(change.db, input);
    StoredReport report = stored_report(batch.report);
    report.problems = errors_to_json(why);
    report.problems_total = static_cast<std::int64_t>(why.size());
    const std::int64_t waiting = change.db.execute(
        "UPDATE import_batch SET version = version + 1, state = 'rejected', report = ? WHERE id = ? AND "
        "(state = 'checking' OR state = 'confirming')",
        {reflect::to_json(report), batch.id.value});
    if (waiting != 1) return;  // cancelled meanwhile
    AuditEntry entry;
    entry.action = "import.reject";
    entry.entity = "import_batch";
    entry.record = batch.id;
    entry.zone = batch.zone;
    entry.allowed = false;
    change.record(std::move(entry));
}

std::string batch_result(Id batch, std::int64_t rows) {
    return fmt::format("{{\"batch_id\":\"{}\",\"rows\":{}}}", batch.value, rows);
}

void each_staged_part(db::Session& db, ImportRows& rows, const std::function<void()>& part) {
    std::int64_t row = -1;
    std::string sheet;
    while (true) {
        rows.rows.clear();
        const db::Values parameters{rows.batch.id.value, row, sheet, kStagedPart};
        db.each(
            "SELECT row_number, sheet, record_id, before_json, after_json FROM import_row "
            "WHERE batch_id = ? AND (row_number, sheet) > (?, ?) ORDER BY row_number, sheet LIMIT ?",
            parameters, [&](const db::Values& values) {
                ImportRow& staged = rows.rows.emplace_back();
                staged.number = static_cast<long>(integer_or_0(values[0]));
                staged.sheet = text_or_empty(values[1]);
                staged.record = id_in(values[2]);
                staged.before = text_or_empty(values[3]);
                staged.after = text_or_empty(values[4]);
                staged.becomes =
                    staged.before.empty() ? ImportRow::Becomes::fresh : ImportRow::Becomes::changed;
                return true;
            });
        if (rows.rows.empty()) return;
        row = rows.rows.back().number;
        sheet = rows.rows.back().sheet;
        part();
    }
}

}  // namespace yuanheng::platform
