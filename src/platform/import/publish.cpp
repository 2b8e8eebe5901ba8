#include <fmt/format.h>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/services.hpp"
#include "platform/desk/notice.hpp"
#include "platform/import/import.hpp"

namespace yuanheng::platform {

namespace {

/// Writes all rows of the batch; how many.
std::int64_t write_rows(Change& change, JobWork& work, const ImportTarget& target, const Batch& batch) {
    std::int64_t written = 0;
    ImportRows rows{batch};
    each_staged_part(change.db, rows, [&] {
        target.publish(change, rows);
        written += static_cast<std::int64_t>(rows.rows.size());
        work.report.progress(written, batch.rows_new + batch.rows_changed, "write");
        if (work.report.stop().stop_requested()) throw JobLost();
    });
    return written;
}

void publish(Change& change, JobWork& work, const Batch& batch, const ImportTarget& target,
             std::int64_t& written) {
    db::Session& db = change.db;
    try {
        const std::int64_t waiting = db.execute(
            "UPDATE import_batch SET version = version + 1, state = 'published', published_at = ?, "
            "published_key = ? WHERE id = ? AND state = 'confirming'",
            {change.services.clock(), published_key(batch), batch.id.value});
        if (waiting != 1) throw JobLost();
    } catch (const db::Failure& failure) {
        if (failure.fault == db::Fault::unique)
            throw ImportRefused{{Error(Code::import_again, {{"at", ""}, {"by", ""}})}};
        throw;
    }
    written = write_rows(change, work, target, batch);
    const std::string digest = batch_digest(db, batch.id);
    db.execute("UPDATE import_batch SET digest = ? WHERE id = ?", {digest, batch.id.value});
    AuditEntry entry = entry_about(batch, kPublishAction);
    entry.after = fmt::format(R"({{"digest":"{}","entity":"{}","rows":{}}})", digest, batch.entity, written);
    change.record(std::move(entry));
    notify(change, work.actor.user,
           Error(Code::notice_import_done, {{"file", batch.file_name}, {"rows", std::to_string(written)}}),
           fmt::format("/imports/{}", batch.id.value));
    work.report.finish(db, batch_result(batch.id, written));
}

/// What is in the way, for somebody who wants to mend it.
Errors in_the_way(Services& services, db::Session& db, const JobWork& work, const Batch& batch,
                  const ImportTarget& target) {
    if (!target.look) return {};
    Change looking(services, db, work.actor);
    ImportRows rows{batch};
    each_staged_part(db, rows, [&] { target.look(looking, rows); });
    return std::move(rows.in_the_way);
}

}  // namespace

JobResult publish_import(Services& services, JobWork& work) {
    const Batch batch = batch_of(services, work);
    if (batch.state == "published") return batch_result(batch.id, batch.rows_new + batch.rows_changed);
    if (batch.state != "confirming") return refuse(Code::job_stopped);
    const ImportTarget& target = services.imports.target(batch.entity);
    if (!may_import(work.actor, target, batch.zone))
        return refuse(Code::forbidden, {{"operation", "导入"}, {"operation_en", "import"}});
    std::int64_t written = 0;
    try {
        change(services, work.actor, [&](Change& c) { publish(c, work, batch, target, written); });
        return batch_result(batch.id, written);
    } catch (const ImportRefused& refused) {
        Errors errors = services.database.read(
            [&](db::Session& db) { return in_the_way(services, db, work, batch, target); });
        if (errors.empty()) errors = refused.errors;
        if (errors.empty()) errors = {Error(Code::import_stale, {})};
        return refuse(std::move(errors));
    }
}

}  // namespace yuanheng::platform
