#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "platform/core/policy.hpp"
#include "platform/core/services.hpp"
#include "reflect/json.hpp"

namespace yuanheng::platform {

// Looking into the audit chain.

/// Which entries are asked for; what is empty does not matter.
struct AuditFilter {
    Id user;
    std::string action, entity;
    Id record, enterprise;
    std::optional<Date> from, to;  ///< days in Beijing, both included
    std::string allowed;           ///< yes, no
};
void describe(reflect::Describer<AuditFilter>& d);

/// An entry as auditors see it. `before` and `after` are JSON objects or empty; personal values in them are
/// hidden: whoever may see them sees them in the record's own history.
struct AuditRow {
    std::int64_t seq = 0;
    Instant at;
    Id user_id, session_id, record_id, ent_id, zone_id;
    std::string user_name, peer, action, entity, reason, source, hash, before, after;
    bool allowed = true;
    std::optional<Label> words;  ///< for the action; nothing where it is an operation that is gone
};
void describe(reflect::Describer<AuditRow>& d);                  ///< all but before, after and words
void write_json(reflect::JsonWriter& out, const AuditRow& row);  ///< with them

/// The entries that are asked for and within the scope, the latest first.
Condition audit_condition(const AuditFilter& filter, const Scope& scope);
/// Calls `row` with each entry below the number `below` until it returns false.
void each_audit_row(db::Session& db, const Services& services, const Condition& where, std::int64_t below,
                    std::int64_t limit, const std::function<bool(AuditRow)>& row);

/// Who saw a record between two instants: every reading of its personal fields, and every export of its
/// entity.
Condition readers_condition(const std::string& entity, Id record, Instant from, Instant to,
                            const Scope& scope);

/// One line of an export, and its titles.
std::vector<std::string> audit_titles(Language language);
std::vector<std::string> audit_cells(const AuditRow& row, Language language);

}  // namespace yuanheng::platform
