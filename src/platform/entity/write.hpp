#pragma once

#include <span>
#include <string>
#include <string_view>

#include "platform/entity/names.hpp"
#include "platform/entity/table.hpp"

namespace yuanheng::platform {

/// What a record is checked against before it is saved: the rules of its fields, then the entity's own, which
/// may also set values. `before` is null for a new record. Errors carry the field as a pointer, "/name".
Checked<void> settle(Change& change, const Table& table, const reflect::Record* before,
                     reflect::Record& after);

/// Whether the records that the changed fields refer to exist, and are the actor's to see.
Errors wrong_references(Change& change, const Table& table, const reflect::Record* before,
                        const reflect::Record& after);

/// Saves a settled record, in the scope, and writes the audit entry of the action. Errors forbidden_record
/// (it would be outside of the scope), precondition_failed (somebody was faster), duplicate.
Checked<void> insert(Change& change, const Table& table, const Scope& scope, const reflect::Record& row,
                     Verb verb);
Checked<void> update(Change& change, const Table& table, const Scope& scope, const reflect::Record& before,
                     reflect::Record& after, Verb verb);
/// Removes a record, which the audit entry keeps whole. Errors precondition_failed, referenced (by what).
Checked<void> remove(Change& change, const Table& table, const reflect::Record& row);

// What the program writes because of another change (records.hpp): neither rules nor a scope, but never
// without the audit entry.

/// A new row with an entity's own values, not stored yet.
reflect::Record new_row(Change& change, const Table& table, const reflect::Record& own);
/// Writes a new row.
void write_new(Change& change, const Table& table, const reflect::Record& row, Verb verb,
               std::string_view reason = {});
/// Writes a row over its version before; `after` becomes the next version, except where they are the same.
/// Whether the version before was still there.
bool write_over(Change& change, const Table& table, const reflect::Record& before, reflect::Record& after,
                Verb verb, std::string_view reason = {});
/// Removes a row; the same.
bool write_removal(Change& change, const Table& table, const reflect::Record& row,
                   std::string_view reason = {});

/// A record as it was when it was removed last; empty where it never was.
reflect::Record removed_row(db::Session& db, const Table& table, Id id);

/// What refers to records: one error for each kind of records that does. `records` selects their ids.
Errors referrers(Change& change, const Table& table, const Condition& records);

/// An audit entry about a record.
AuditEntry entry_of(const Table& table, const reflect::Record& row, const Belongs& belongs,
                    AuditAction action);

/// The zone that the actor may mean, where an operation can only be about one; else none.
Id only_zone(const Actor& actor, const Policy& policy);

/// What a failure of the database says of a record that was to be saved; throws on whatever the user cannot
/// mend.
Errors errors_of(const Table& table, const db::Failure& failure);

}  // namespace yuanheng::platform
