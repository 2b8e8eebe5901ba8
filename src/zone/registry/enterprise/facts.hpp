#pragma once

#include <string>
#include <string_view>

#include "platform/core/services.hpp"
#include "platform/entity/entities.hpp"
#include "zone/registry/enterprise/enterprise.hpp"

namespace yuanheng::registry {

/// An enterprise as it is stored.
struct Stored {
    reflect::Record row;  ///< with the standard columns
    Enterprise value;

    Id id() const { return platform::Table::id(row); }
    std::int64_t version() const { return platform::Table::version(row); }
};
/// The enterprise of an id within a scope. Error not_found.
Result<Stored> find_enterprise(const platform::Services& services, db::Session& db, Id id,
                               const platform::Scope& scope);
/// Whoever it is, for what the program itself does.
Stored enterprise_of(const platform::Services& services, db::Session& db, Id id);

/// Writes an enterprise that an operation has changed, with its line of audit; `enterprise` becomes what is
/// stored now. What it was is kept_version()'s business, its rules are the operation's.
void write_enterprise(platform::Change& change, Stored& enterprise, const Enterprise& after,
                      platform::Verb verb, std::string_view reason = {});
/// Writes the text of former codes and names that a search finds the enterprise by.
void set_former(platform::Change& change, Id enterprise, const std::string& former);

/// Writes a record that follows from another change, with a line of audit, and without the entity's own
/// rules.
Id add_fact(platform::Change& change, std::string_view entity, const reflect::Record& own,
            std::string_view reason = {});
/// Removes one.
void remove_fact(platform::Change& change, std::string_view entity, Id id, std::string_view reason = {});
/// Changes one; nothing where it is the same.
void change_fact(platform::Change& change, std::string_view entity, Id id,
                 const std::function<void(reflect::Record& own)>& how, std::string_view reason = {});

}  // namespace yuanheng::registry
