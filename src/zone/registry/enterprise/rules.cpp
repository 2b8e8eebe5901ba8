#include "zone/registry/enterprise/rules.hpp"

#include "platform/core/refusal.hpp"
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
    return {.view = view,
            .create = keepers(),
            .edit = keepers(),
            .remove = keepers(),
            .import = keepers(),
            .export_all = exporters()};
}

platform::EntityRules official_rules() {
    return {.view = enterprise_viewers(),
            .create = keepers(),
            .edit = keepers(),
            .remove = keepers(),
            .import = keepers(),
            .export_all = exporters()};
}

platform::EntityRules shared_rules() {
    return {.view = enterprise_viewers(),
            .create = keepers_and_operators(),
            .edit = keepers_and_operators(),
            .remove = keepers_and_operators(),
            .import = keepers(),
            .export_all = exporters()};
}

std::vector<platform::LookedUp> of_the_enterprise() {
    return {{.reference = "ent_id", .field = "park_id"}, {.reference = "ent_id", .field = "industry"}};
}

Checked<void> check_period(const std::optional<Date>& from, const std::optional<Date>& to) {
    if (!from || !to || *from < *to) return {};
    return platform::refuse(Code::registry_period, {{"from", from->iso()}, {"to", to->iso()}},
                            platform::at("/valid_to"));
}

}  // namespace yuanheng::registry
