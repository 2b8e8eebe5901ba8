#pragma once

#include <optional>
#include <string>

#include "platform/entity/records.hpp"
#include "reflect/describe.hpp"
#include "zone/registry/taxonomy/taxonomy.hpp"

namespace yuanheng::registry {

/// An enterprise 企业 as it stands now; what it was stands in enterprise_version (version.hpp), what else is
/// known of it in facts keyed by its id.
struct Enterprise {
    Id zone_id;
    std::string uscc, name, short_name;
    std::string former;  ///< codes and names it had before, separated by blanks; the program keeps it
    std::optional<Date> registered_on;
    std::optional<Money> registered_capital;
    std::string legal_representative, address, works_at;
    std::string industry;  ///< GB/T 4754-2017
    std::string main_products;
    std::string size_class;
    std::optional<bool> above_scale;  ///< absent: the statistics list says nothing of it
    std::string ownership, origin;
    std::string stage;
    std::optional<Date> stage_since;
    Id merged_into;
    std::optional<std::int64_t> employees;
    Id park_id, carrier_id;  ///< where it sits; a carrier says the park
    bool generated = false;
    std::string note;
};
void describe(reflect::Describer<Enterprise>& d);

platform::Entity enterprise_entity(const TaxonomyPointer& taxonomies);

/// An enterprise as it is stored.
using Stored = platform::Stored<Enterprise>;
/// The enterprise of an id within a scope. Error not_found.
inline Result<Stored> find_enterprise(const platform::Services& services, db::Session& db, Id id,
                                      const platform::Scope& scope) {
    return platform::records<Enterprise>(services, db).get(id, scope);
}
/// Whoever it is, for what the program itself does.
inline Stored enterprise_of(const platform::Services& services, db::Session& db, Id id) {
    return platform::records<Enterprise>(services, db).get(id);
}
/// Writes an enterprise that an operation has changed; `enterprise` becomes what is stored now. What it was
/// is keep_version()'s business, its rules are the operation's.
inline void write_enterprise(platform::Change& change, Stored& enterprise, const Enterprise& after,
                             platform::Verb verb, std::string_view reason) {
    platform::records<Enterprise>(change).put(enterprise, after, reason, verb);
}

}  // namespace yuanheng::registry
