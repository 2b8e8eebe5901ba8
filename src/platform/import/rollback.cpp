#include <fmt/format.h>

#include <map>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/desk/notice.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"
#include "platform/import/import.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Record;

/// Ends the transaction: records stand in the way.
struct Refused {
    Errors errors;
};

/// Takes a part of the batch back, where every record is still as the batch left it. Names those that are
/// not.
void take_back(Change& change, const Table& table, const std::vector<StagedRow>& rows, Errors& errors) {
    std::vector<Id> made, all;
    for (const StagedRow& r : rows) {
        all.push_back(Table::id(r.after));
        if (r.before.empty()) made.push_back(Table::id(r.after));
    }
    std::map<Id, std::int64_t> versions;
    for (const Record& row : rows_by_id(change.db, table, all))
        versions[Table::id(row)] = Table::version(row);
    std::vector<Record> restored;
    for (const StagedRow& r : rows) {
        const auto version = versions.find(Table::id(r.after));
        if (version == versions.end() || version->second != Table::version(r.after)) {
            if (errors.size() < kMostNamed)
                errors.push_back(
                    Error(version == versions.end() ? Code::rollback_gone : Code::rollback_changed,
                          {{"name", table.name(r.after, Language::zh)},
                           {"name_en", table.name(r.after, Language::en)}}));
        } else if (!r.before.empty()) {
            Record row = r.before;
            row[Table::kVersion] = Table::version(r.after);
            table.touch(row, change.actor.user, change.services.clock());
            restored.push_back(std::move(row));
        }
    }
    if (!errors.empty()) return;
    const std::int64_t gone = remove_rows(change.db, table, made, 1),
                       back = update_rows(change.db, table, restored);
    if (gone != static_cast<std::int64_t>(made.size()) ||
        back != static_cast<std::int64_t>(restored.size())) {
        throw Refused{{Error(Code::precondition_failed, {})}};  // somebody was faster still
    }
    if (!table.entity.saved) return;
    for (const StagedRow& r : rows) {
        const Record was = table.own(r.after), is = r.before.empty() ? Record() : table.own(r.before);
        table.entity.saved(change, Table::id(r.after), &was, r.before.empty() ? nullptr : &is);
    }
}

void roll_back(Change& change, JobWork& work, const Batch& batch, const Table& table) {
    db::Session& db = change.db;
    if (db.execute("UPDATE import_batch SET version = version + 1, state = 'rolled_back', rolled_back_at = "
                   "?, rolled_back_by = ?, published_key = NULL "
                   "WHERE id = ? AND state = 'published'",
                   {change.services.clock(), work.actor.user.value, batch.id.value}) != 1) {
        throw JobLost();
    }
    if (Errors errors = referrers(
            change, table,
            {"SELECT record_id FROM import_row WHERE batch_id = ? AND is_new = 1", {batch.id.value}});
        !errors.empty()) {
        throw Refused{std::move(errors)};
    }
    Errors errors;
    std::int64_t done = 0;
    each_staged_part(db, table, batch.id, work.actor.user, change.services.clock(),
                     [&](std::vector<StagedRow>& rows) {
                         take_back(change, table, rows, errors);
                         work.report.progress(done += static_cast<std::int64_t>(rows.size()),
                                              batch.rows_new + batch.rows_changed, "write");
                         if (work.report.stop().stop_requested()) throw JobLost();
                     });
    if (!errors.empty()) throw Refused{std::move(errors)};
    AuditEntry entry = entry_about(batch, kRollBackAction);
    entry.after = fmt::format(R"({{"entity":"{}","rows":{}}})", batch.entity, done);
    change.record(std::move(entry));
    notify(
        change, work.actor.user,
        Error(Code::notice_import_rolled_back, {{"file", batch.file_name}, {"rows", std::to_string(done)}}),
        fmt::format("/imports/{}", batch.id.value));
    work.report.finish(db, batch_result(batch.id, done));
}

}  // namespace

JobResult roll_back_import(Services& services, JobWork& work) {
    const Batch batch = batch_of(services, work);
    if (batch.state != "published") return refuse(Code::job_stopped);
    const Table& table = services.entities.table(batch.entity);
    if (!may_import(work.actor, table.entity, batch.zone))
        return refuse(Code::forbidden, {{"operation", "导入"}, {"operation_en", "import"}});
    try {
        change(services, work.actor, [&](Change& c) { roll_back(c, work, batch, table); });
        return batch_result(batch.id, batch.rows_new + batch.rows_changed);
    } catch (Refused& refused) {
        return refuse(std::move(refused.errors));
    } catch (const db::Failure& failure) {
        return refuse(errors_of(table, failure));  // a code that was given to another record meanwhile
    }
}

}  // namespace yuanheng::platform
