#pragma once

#include "platform/entity/table.hpp"

namespace yuanheng::platform {

/// The record that an operation is about. Errors not_found, forbidden_record (it may be viewed, but not
/// this).
Checked<reflect::Record> located(db::Session& db, const Actor& actor, const Table& table, const Scope& scope,
                                 Id id);

/// Whether a policy lets the actor do something with this very record, stored or not.
bool reaches(db::Session& db, const Actor& actor, const Policy& policy, const Table& table,
             const reflect::Record& row);

}  // namespace yuanheng::platform
