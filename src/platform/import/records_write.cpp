#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"
#include "platform/import/import.hpp"
#include "platform/import/records.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Record;

/// A staged row: what becomes of a record, and what it was.
struct Staged {
    const ImportRow* row;
    Record before;  ///< empty where the record is new
    Record after;   ///< of the version that it gets
};

/// The staged rows as they will be when the actor publishes them now.
std::vector<Staged> staged_in(const Table& table, Change& change, const ImportRows& part) {
    const Id user = change.actor.user;
    const std::int64_t now = change.services.clock();
    std::vector<Staged> out;
    for (const ImportRow& row : part.rows) {
        Staged& staged = out.emplace_back(Staged{&row, {}, {}});
        if (!row.before.empty()) staged.before = from_stored_json(table.type, row.before);
        staged.after = staged.before.empty() ? table.fresh(row.record, user, now) : staged.before;
        const Record values = from_stored_json(table.type, row.after);
        std::copy(values.begin() + Table::kStandard, values.end(), staged.after.begin() + Table::kStandard);
        if (!staged.before.empty()) table.touch(staged.after, user, now);
    }
    return out;
}

/// Throws ImportRefused where a row refers to a record that was removed since the check.
void check_references(Change& change, const Table& table, const std::vector<Staged>& rows) {
    for (std::size_t i = Table::kStandard; i < table.type.fields.size(); ++i) {
        const Table* target = change.services.entities.find(table.field(i).target);
        if (target == nullptr) continue;
        std::set<std::int64_t> ids;
        for (const Staged& r : rows) {
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
        if (there != static_cast<std::int64_t>(all.size()))
            throw ImportRefused{{about(Code::import_reference_gone, table.field(i).label)}};
    }
}

/// Records that an import made and others refer to; looked for once, of the whole batch.
struct Referring {
    Errors errors;
};

std::map<Id, std::int64_t> versions_of(Change& change, const Table& table, const std::vector<Id>& ids) {
    std::map<Id, std::int64_t> out;
    for (const Record& row : rows_by_id(change.db, table, ids)) out[Table::id(row)] = Table::version(row);
    return out;
}

}  // namespace

void publish_records(const Table& table, Change& change, ImportRows& part) {
    const std::vector<Staged> rows = staged_in(table, change, part);
    std::vector<Record> fresh, changed;
    for (const Staged& r : rows) (r.before.empty() ? fresh : changed).push_back(r.after);
    if (!rows_by_key(change.db, table, fresh).empty()) throw ImportRefused{};
    check_references(change, table, rows);
    std::size_t next = 0;
    try {
        insert_rows(change.db, table,
                    [&]() -> const Record* { return next < fresh.size() ? &fresh[next++] : nullptr; });
        if (update_rows(change.db, table, changed) != static_cast<std::int64_t>(changed.size()))
            throw ImportRefused{};
    } catch (const db::Failure& failure) {
        if (failure.fault == db::Fault::unique) throw ImportRefused{errors_of(table, failure)};
        throw;
    }
    if (!table.entity.saved) return;
    for (const Staged& r : rows) {
        const Record was = r.before.empty() ? Record() : table.own(r.before), is = table.own(r.after);
        table.entity.saved(change, Table::id(r.after), r.before.empty() ? nullptr : &was, &is);
    }
}

void look_at_records(const Table& table, Change& change, ImportRows& part) {
    const std::vector<Staged> rows = staged_in(table, change, part);
    std::vector<Record> fresh;
    std::vector<Id> changed;
    for (const Staged& r : rows) {
        if (r.before.empty())
            fresh.push_back(r.after);
        else
            changed.push_back(Table::id(r.before));
    }
    const std::map<Id, std::int64_t> versions = versions_of(change, table, changed);
    std::set<std::string> taken;
    for (const Record& row : rows_by_key(change.db, table, fresh)) taken.insert(table.key_text(row));
    for (const Staged& r : rows) {
        const bool made = r.before.empty() && taken.contains(table.key_text(r.after));
        const auto version = r.before.empty() ? versions.end() : versions.find(Table::id(r.before));
        const bool gone = !r.before.empty() && version == versions.end();
        const bool moved = version != versions.end() && version->second != Table::version(r.before);
        if ((!made && !gone && !moved) || part.in_the_way.size() >= kMostNamed) continue;
        const Record& is = r.before.empty() ? r.after : r.before;
        part.in_the_way.push_back(
            Error(made   ? Code::import_made_since
                  : gone ? Code::import_gone_since
                         : Code::import_changed_since,
                  {{"name", table.name(is, Language::zh)}, {"name_en", table.name(is, Language::en)}},
                  {part.batch.file_name, r.row->sheet, r.row->number, 1}));
    }
}

void undo_records(const Table& table, Change& change, ImportRows& part) {
    const Referring& referring = change.once<Referring>([&](Change& c) {
        return Referring{referrers(
            c, table,
            {"SELECT record_id FROM import_row WHERE batch_id = ? AND is_new = 1", {part.batch.id.value}})};
    });
    if (!referring.errors.empty()) throw ImportRefused{referring.errors};
    const std::vector<Staged> rows = staged_in(table, change, part);
    std::vector<Id> made, all;
    for (const Staged& r : rows) {
        all.push_back(Table::id(r.after));
        if (r.before.empty()) made.push_back(Table::id(r.after));
    }
    const std::map<Id, std::int64_t> versions = versions_of(change, table, all);
    std::vector<Record> restored;
    for (const Staged& r : rows) {
        const auto version = versions.find(Table::id(r.after));
        if (version == versions.end() || version->second != Table::version(r.after)) {
            if (part.in_the_way.size() < kMostNamed)
                part.in_the_way.push_back(
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
    if (!part.in_the_way.empty()) return;
    try {
        const std::int64_t gone = remove_rows(change.db, table, made, 1),
                           back = update_rows(change.db, table, restored);
        if (gone != static_cast<std::int64_t>(made.size()) ||
            back != static_cast<std::int64_t>(restored.size()))
            throw ImportRefused{{Error(Code::precondition_failed, {})}};  // somebody was faster still
    } catch (const db::Failure& failure) {
        // A code that was given to another record meanwhile.
        throw ImportRefused{errors_of(table, failure)};
    }
    if (!table.entity.saved) return;
    for (const Staged& r : rows) {
        const Record was = table.own(r.after), is = r.before.empty() ? Record() : table.own(r.before);
        table.entity.saved(change, Table::id(r.after), &was, r.before.empty() ? nullptr : &is);
    }
}

}  // namespace yuanheng::platform
