#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/core/stored_error.hpp"
#include "platform/entity/table.hpp"
#include "platform/import/target.hpp"
#include "platform/jobs/jobs.hpp"

namespace yuanheng::platform {

// Imports 导入: a file becomes a batch, a job checks it and stages its rows, and another writes them all in
// one transaction.
//
//   checking ─ check ─→ ready ─ confirm ─→ confirming ─ publish ─→ published ─ roll back ─→ rolled_back
//                     ↘ rejected (nothing in it can be imported)            every state before published →
//                     cancelled

/// Rows of records that one import may have: what a zone's largest list comes to, several times over.
inline constexpr std::int64_t kMostRows = 200'000;

/// Records that are in the way of an import or its roll-back: so many are named.
inline constexpr std::size_t kMostNamed = 20;

/// A batch as the database has it.
struct Batch {
    Id id;
    std::int64_t version = 0;
    Id zone;
    std::string entity;
    Id file;
    std::string file_name, sha256, state;
    Id user;
    std::int64_t created_at = 0, published_at = 0, rolled_back_at = 0;
    Id rolled_back_by;
    std::int64_t rows_total = 0, rows_new = 0, rows_changed = 0, rows_same = 0, rows_bad = 0;
    Id error_file;
    std::string report;                        ///< a BatchReport
    std::vector<sheet::MappedColumn> mapping;  ///< what columns are for whose titles do not say it
    std::string user_name, rolled_back_by_name;
};
/// Over "import_batch b", with the names of its users.
inline constexpr std::string_view kBatchColumns =
    "b.id, b.version, b.zone_id, b.entity, b.file_id, b.file_name, b.sha256, b.state, b.user_id, "
    "b.created_at, b.published_at, "
    "b.rolled_back_at, b.rolled_back_by, b.rows_total, b.rows_new, b.rows_changed, b.rows_same, b.rows_bad, "
    "b.error_file_id, b.report, b.mapping, "
    "(SELECT u.name FROM app_user u WHERE u.id = b.user_id), (SELECT u.name FROM app_user u WHERE u.id = "
    "b.rolled_back_by)";
Batch batch_in(const db::Values& row);
/// An audit entry about a batch, with its file as the source.
AuditEntry entry_about(const Batch& batch, KnownAction action);
/// Nothing where there is none.
std::optional<Batch> find_batch(db::Session& db, Id id);

/// What the check found beyond the counts.
/// What a row of the file says in the columns that are known, as it stands there.
struct CellText {
    std::string field, text;
};
struct RowText {
    std::string sheet;
    std::int64_t row = 0;
    std::vector<CellText> cells;
};
void describe(reflect::Describer<CellText>& d);
void describe(reflect::Describer<RowText>& d);

struct BatchReport {
    Errors problems;  ///< the first ones; argument "at_field" names the field
    std::int64_t problems_total = 0;
    std::vector<std::string> unknown_columns;
    std::vector<RowText> rows;  ///< those that the problems are about
    Errors notes;               ///< what else the user should know: hidden sheets, rounded numbers
    std::vector<sheet::MappedColumn> mapped;  ///< columns that were read as the batch's mapping says
};
std::string report_to_json(const BatchReport& report);
BatchReport report_from_json(const ErrorCodes& codes, std::string_view json);

/// What batches are called where a record is named: in the audit chain and by jobs.
inline constexpr std::string_view kBatchEntity = "import_batch";

/// Batches that an actor may see: their own, and those of targets that they may import, in their zones. Over
/// "import_batch b".
Condition visible_batches(const Services& services, const Actor& actor);
bool may_see_batch(db::Session& db, const Services& services, const Actor& actor, Id batch);
/// Whether a file is the upload or the error workbook of such a batch.
bool may_see_import_file(db::Session& db, const Services& services, const Actor& actor, Id file);
/// Whether the actor may import into the zone.
bool may_import(const Actor& actor, const ImportTarget& target, Id zone);

/// What a content that is imported is called in the whole installation: it counts once.
std::string published_key(const Batch& batch);

// The jobs, each with {"batch_id": "…"}.
std::string batch_input(Id batch);
JobResult check_import(Services& services, JobWork& work);
JobResult publish_import(Services& services, JobWork& work);
JobResult roll_back_import(Services& services, JobWork& work);
/// Where the first two fail: the batch is rejected, so that nobody waits for it.
void reject_import(Change& change, const std::string& input, const Errors& why);
/// What they are about. Throws std::logic_error where there is no such batch.
Batch batch_of(Services& services, const JobWork& work);
/// {"batch_id": "…", "rows": n}
std::string batch_result(Id batch, std::int64_t rows);

/// Gives the staged rows of a batch to `part`, a few thousand at a time, in the order of (row, sheet).
void each_staged_part(db::Session& db, ImportRows& rows, const std::function<void()>& part);

/// Imports as records: list, report, rows, confirm, roll back, cancel.
std::vector<Operation> import_operations();
/// A target's own two: the workbook to fill in, and the upload.
std::vector<Operation> import_operations_of(const ImportTarget& target);
/// import.check, import.publish, import.rollback.
std::vector<JobKind> import_jobs();

}  // namespace yuanheng::platform
