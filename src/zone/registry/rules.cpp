#include "zone/registry/rules.hpp"

#include "zone/registry/codes.hpp"

namespace yuanheng::registry {

using platform::Policy;
using platform::Reach;
using platform::Role;

Policy enterprise_viewers() {
    return Policy::of({{Role::leader, Reach::zone},
                       {Role::auditor, Reach::zone},
                       {Role::officer, Reach::zone},
                       {Role::park_operator, Reach::park},
                       {Role::enterprise_user, Reach::enterprise}});
}

Policy keepers() { return Policy::of({{Role::officer, Reach::zone, kRegistry}}); }

Policy keepers_and_operators() {
    return Policy::of({{Role::officer, Reach::zone, kRegistry}, {Role::park_operator, Reach::park}});
}

Policy everybody_concerned() {
    return Policy::of({{Role::officer, Reach::zone, kRegistry},
                       {Role::park_operator, Reach::park},
                       {Role::enterprise_user, Reach::enterprise}});
}

namespace {

/// Exports: whoever reads the whole zone or the whole park may take it along.
Policy exporters() {
    return Policy::of({{Role::leader, Reach::zone},
                       {Role::auditor, Reach::zone},
                       {Role::officer, Reach::zone},
                       {Role::park_operator, Reach::park}});
}

}  // namespace

platform::EntityRules zone_rules() {
    const Policy view = Policy::of({{Role::leader, Reach::zone},
                                    {Role::auditor, Reach::zone},
                                    {Role::officer, Reach::zone},
                                    {Role::park_operator, Reach::zone},
                                    {Role::enterprise_user, Reach::zone}});
    return {view, keepers(), keepers(), keepers(), keepers(), exporters()};
}

platform::EntityRules official_rules() {
    return {enterprise_viewers(), keepers(), keepers(), keepers(), keepers(), exporters()};
}

platform::EntityRules shared_rules() {
    return {enterprise_viewers(),
            keepers_and_operators(),
            keepers_and_operators(),
            keepers_and_operators(),
            keepers(),
            exporters()};
}

platform::Entity blank_entity(const reflect::Struct& type, platform::EntityRules rules) {
    return {&type, {}, {}, {}, {}, {}, false, {}, std::move(rules), {}, {}, {}};
}

platform::ScopeColumns fact_scope() {
    return {.zone = "(SELECT e.zone_id FROM enterprise e WHERE e.id = t.ent_id)",
            .department = {},
            .park = "(SELECT e.park_id FROM enterprise e WHERE e.id = t.ent_id)",
            .enterprise = "t.ent_id",
            .user = {}};
}

Checked<void> check_period(const std::optional<Date>& from, const std::optional<Date>& to) {
    if (!from || !to || *from < *to) return {};
    return tl::unexpected(
        wrong(Code::registry_period, "valid_to", {{"from", from->iso()}, {"to", to->iso()}}));
}

}  // namespace yuanheng::registry
