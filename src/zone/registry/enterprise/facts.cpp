#include "zone/registry/enterprise/facts.hpp"

#include <stdexcept>

#include "platform/core/stored_json.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"
#include "zone/registry/codes.hpp"

namespace yuanheng::registry {

using platform::Change;
using platform::Table;
using reflect::Record;

namespace {

platform::Scope everything() { return {{{platform::Reach::zone, Id{}}}}; }

platform::AuditEntry entry(Change& change, const Table& table, const Record& row, platform::Verb verb,
                           std::string_view reason) {
    const platform::Belongs belongs = platform::belongings(change.db, table, std::span(&row, 1)).front();
    platform::AuditEntry out =
        platform::entry_of(table, row, belongs, platform::AuditAction(table.type.name, verb));
    out.reason = reason;
    return out;
}

/// Writes a row over its version before.
void write(Change& change, const Table& table, const Record& before, Record& after, platform::Verb verb,
           std::string_view reason) {
    auto [was, is] = platform::changes_json(table.type, before, after, Table::kStandard);
    if (was == is) return;
    table.touch(after, change.actor.user, change.services.clock());
    if (platform::update_rows(change.db, table, std::span(&after, 1)) != 1)
        throw std::logic_error("a row changed under the transaction");
    platform::AuditEntry line = entry(change, table, after, verb, reason);
    line.before = std::move(was);
    line.after = std::move(is);
    change.record(std::move(line));
}

Record must(db::Session& db, const Table& table, Id id) {
    Record row = platform::row_of(db, table, id, everything());
    if (row.empty()) throw std::logic_error("no such " + table.type.name);
    return row;
}

Stored stored(const Table& table, Record row) {
    Enterprise value = reflect::from_record<Enterprise>(table.own(row));
    return {std::move(row), std::move(value)};
}

}  // namespace

Result<Stored> find_enterprise(const platform::Services& services, db::Session& db, Id id,
                               const platform::Scope& scope) {
    const Table& table = services.entities.table("enterprise");
    Record row = platform::row_of(db, table, id, scope);
    if (row.empty()) return fail(Code::not_found, {});
    return stored(table, std::move(row));
}

Stored enterprise_of(const platform::Services& services, db::Session& db, Id id) {
    const Table& table = services.entities.table("enterprise");
    return stored(table, must(db, table, id));
}

void write_enterprise(Change& change, Stored& enterprise, const Enterprise& after, platform::Verb verb,
                      std::string_view reason) {
    const Table& table = change.services.entities.table("enterprise");
    Record row = enterprise.row;
    table.put(row, reflect::to_record(after));
    write(change, table, enterprise.row, row, verb, reason);
    enterprise = stored(table, std::move(row));
}

void set_former(Change& change, Id enterprise, const std::string& former) {
    Stored now = enterprise_of(change.services, change.db, enterprise);
    Enterprise after = now.value;
    after.former = former;
    write_enterprise(change, now, after, "edit");
}

Id add_fact(Change& change, std::string_view entity, const Record& own, std::string_view reason) {
    const Table& table = change.services.entities.table(entity);
    Record row = table.fresh(change.services.ids.next(), change.actor.user, change.services.clock());
    table.put(row, own);
    const Record* next = &row;
    platform::insert_rows(change.db, table, [&] { return std::exchange(next, nullptr); });
    platform::AuditEntry line = entry(change, table, row, "create", reason);
    line.after = platform::stored_json(table.type, row);
    change.record(std::move(line));
    return Table::id(row);
}

void remove_fact(Change& change, std::string_view entity, Id id, std::string_view reason) {
    const Table& table = change.services.entities.table(entity);
    const Record row = must(change.db, table, id);
    platform::AuditEntry line = entry(change, table, row, "remove", reason);
    line.before = platform::stored_json(table.type, row);
    platform::remove_rows(change.db, table, std::span(&id, 1), Table::version(row));
    change.record(std::move(line));
}

void change_fact(Change& change, std::string_view entity, Id id, const std::function<void(Record& own)>& how,
                 std::string_view reason) {
    const Table& table = change.services.entities.table(entity);
    const Record before = must(change.db, table, id);
    Record own = table.own(before), after = before;
    how(own);
    table.put(after, own);
    write(change, table, before, after, "edit", reason);
}

}  // namespace yuanheng::registry
