#include <fmt/format.h>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/services.hpp"
#include "platform/desk/notice.hpp"
#include "platform/import/import.hpp"

namespace yuanheng::platform {

namespace {

void roll_back(Change& change, JobWork& work, const Batch& batch, const ImportTarget& target) {
    db::Session& db = change.db;
    if (db.execute("UPDATE import_batch SET version = version + 1, state = 'rolled_back', rolled_back_at = "
                   "?, rolled_back_by = ?, published_key = NULL "
                   "WHERE id = ? AND state = 'published'",
                   {change.services.clock(), work.actor.user.value, batch.id.value}) != 1) {
        throw JobLost();
    }
    std::int64_t done = 0;
    ImportRows rows{batch};
    each_staged_part(db, rows, [&] {
        target.undo(change, rows);
        work.report.progress(done += static_cast<std::int64_t>(rows.rows.size()),
                             batch.rows_new + batch.rows_changed, "write");
        if (work.report.stop().stop_requested()) throw JobLost();
    });
    if (!rows.in_the_way.empty()) throw ImportRefused{std::move(rows.in_the_way)};
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
    const ImportTarget& target = services.imports.target(batch.entity);
    if (!may_import(work.actor, target, batch.zone))
        return refuse(Code::forbidden, {{"operation", "导入"}, {"operation_en", "import"}});
    try {
        change(services, work.actor, [&](Change& c) { roll_back(c, work, batch, target); });
        return batch_result(batch.id, batch.rows_new + batch.rows_changed);
    } catch (ImportRefused& refused) {
        return refuse(std::move(refused.errors));
    }
}

}  // namespace yuanheng::platform
