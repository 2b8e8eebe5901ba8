#include <fmt/format.h>

#include <algorithm>
#include <set>

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

/// Ends the transaction: the batch does not fit the records any more.
struct Stale {
    Errors errors;
};

void tell_saved(Change& change, const Table& table, const std::vector<StagedRow>& rows) {
    if (!table.entity.saved) return;
    for (const StagedRow& r : rows) {
        const Record was = r.before.empty() ? Record() : table.own(r.before), is = table.own(r.after);
        table.entity.saved(change, Table::id(r.after), r.before.empty() ? nullptr : &was, &is);
    }
}

/// Throws Stale where a row refers to a record that was removed since the check.
void check_references(Change& change, const Table& table, const std::vector<StagedRow>& rows) {
    for (std::size_t i = Table::kStandard; i < table.type.fields.size(); ++i) {
        const Table* target = change.services.entities.find(table.field(i).target);
        if (target == nullptr) continue;
        std::set<std::int64_t> ids;
        for (const StagedRow& r : rows) {
            if (const std::int64_t* id = reflect::integer(r.after[i])) ids.insert(*id);
        }
        const std::vector<std::int64_t> all(ids.begin(), ids.end());
        std::int64_t there = 0;
        in_parts(std::span(all), 500, [&](std::span<const std::int64_t> part) {
            const db::Values parameters(part.begin(), part.end());
            there += integer_or_0(change.db.query(fmt::format("SELECT COUNT(*) FROM {} WHERE id IN ({})",
                                                              target->entity.table, marks(part.size())),
                                                  parameters)[0][0]);
        });
        if (there != static_cast<std::int64_t>(all.size())) {
            const reflect::Field& f = table.field(i);
            throw Stale{{about(Code::import_reference_gone, f.label)}};
        }
    }
}

/// Writes all rows of the batch; how many. Throws Stale where a record was changed or made since the check.
std::int64_t write_rows(Change& change, JobWork& work, const Table& table, const Batch& batch) {
    std::int64_t written = 0;
    each_staged_part(
        change.db, table, batch.id, work.actor.user, change.services.clock(),
        [&](std::vector<StagedRow>& rows) {
            std::vector<Record> fresh, changed;
            for (const StagedRow& r : rows) (r.before.empty() ? fresh : changed).push_back(r.after);
            if (!rows_by_key(change.db, table, fresh).empty()) throw Stale{};
            check_references(change, table, rows);
            std::size_t next = 0;
            try {
                insert_rows(change.db, table, [&]() -> const Record* {
                    return next < fresh.size() ? &fresh[next++] : nullptr;
                });
                if (update_rows(change.db, table, changed) != static_cast<std::int64_t>(changed.size()))
                    throw Stale{};
            } catch (const db::Failure& failure) {
                if (failure.fault == db::Fault::unique) throw Stale{errors_of(table, failure)};
                throw;
            }
            tell_saved(change, table, rows);
            written += static_cast<std::int64_t>(rows.size());
            work.report.progress(written, batch.rows_new + batch.rows_changed, "write");
            if (work.report.stop().stop_requested()) throw JobLost();
        });
    return written;
}

void publish(Change& change, JobWork& work, const Batch& batch, const Table& table, std::int64_t& written) {
    db::Session& db = change.db;
    try {
        const std::int64_t waiting = db.execute(
            "UPDATE import_batch SET version = version + 1, state = 'published', published_at = ?, "
            "published_key = ? WHERE id = ? AND state = 'confirming'",
            {change.services.clock(), published_key(batch), batch.id.value});
        if (waiting != 1) throw JobLost();
    } catch (const db::Failure& failure) {
        if (failure.fault == db::Fault::unique)
            throw Stale{{Error(Code::import_again, {{"at", ""}, {"by", ""}})}};
        throw;
    }
    written = write_rows(change, work, table, batch);
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

/// Which records are in the way, for somebody who wants to mend it.
Errors in_the_way(db::Session& db, const Table& table, const Batch& batch) {
    Errors out;
    each_staged_part(db, table, batch.id, {}, 0, [&](std::vector<StagedRow>& rows) {
        std::vector<Record> fresh;
        std::vector<Id> changed;
        for (const StagedRow& r : rows) {
            if (r.before.empty())
                fresh.push_back(r.after);
            else
                changed.push_back(Table::id(r.before));
        }
        std::map<Id, std::int64_t> versions;
        for (const Record& row : rows_by_id(db, table, changed))
            versions[Table::id(row)] = Table::version(row);
        std::set<std::string> taken;
        for (const Record& row : rows_by_key(db, table, fresh)) taken.insert(table.key_text(row));
        for (const StagedRow& r : rows) {
            const bool made = r.before.empty() && taken.contains(table.key_text(r.after));
            const auto version = r.before.empty() ? versions.end() : versions.find(Table::id(r.before));
            const bool gone = !r.before.empty() && version == versions.end();
            const bool moved = version != versions.end() && version->second != Table::version(r.before);
            if ((!made && !gone && !moved) || out.size() >= kMostNamed) continue;
            const Record& is = r.before.empty() ? r.after : r.before;
            out.push_back(
                Error(made   ? Code::import_made_since
                      : gone ? Code::import_gone_since
                             : Code::import_changed_since,
                      {{"name", table.name(is, Language::zh)}, {"name_en", table.name(is, Language::en)}},
                      {batch.file_name, r.sheet, r.row, 1}));
        }
    });
    return out;
}

}  // namespace

JobResult publish_import(Services& services, JobWork& work) {
    const Batch batch = batch_of(services, work);
    if (batch.state == "published") return batch_result(batch.id, batch.rows_new + batch.rows_changed);
    if (batch.state != "confirming") return refuse(Code::job_stopped);
    const Table& table = services.entities.table(batch.entity);
    if (!may_import(work.actor, table.entity, batch.zone))
        return refuse(Code::forbidden, {{"operation", "导入"}, {"operation_en", "import"}});
    std::int64_t written = 0;
    try {
        change(services, work.actor, [&](Change& c) { publish(c, work, batch, table, written); });
        return batch_result(batch.id, written);
    } catch (const Stale& stale) {
        Errors errors = services.database.read([&](db::Session& db) { return in_the_way(db, table, batch); });
        if (errors.empty()) errors = stale.errors;
        if (errors.empty()) errors = {Error(Code::import_stale, {})};
        return refuse(std::move(errors));
    }
}

}  // namespace yuanheng::platform
