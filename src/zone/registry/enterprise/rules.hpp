#pragma once

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::registry {

/// The duty 职责 of departments that keep the register.
inline constexpr std::string_view kRegistry = "registry";

/// Who sees what belongs to an enterprise: leaders, auditors and officers in their zone, park operators in
/// their park, enterprise users their own.
platform::Policy enterprise_viewers();
/// Who keeps the register: officers whose department has the duty.
platform::Policy keepers();
/// Keepers, and park operators in their park.
platform::Policy keepers_and_operators();
/// Those, and enterprise users for their own enterprise.
platform::Policy everybody_concerned();

/// Of what the zone has, such as parks: everybody in the zone sees it, keepers change it.
platform::EntityRules zone_rules();
/// Of what is known of enterprises and official, such as titles.
platform::EntityRules official_rules();
/// Of what park operators may add to, such as milestones.
platform::EntityRules shared_rules();

/// Of facts, which belong to an enterprise.
inline platform::Owner enterprise_owner() { return {.field = "ent_id", .entity = "enterprise"}; }
/// The field of a fact that says whose it is.
template <typename T>
void describe_owner(reflect::Describer<T>& d, Id T::*ent_id) {
    d(ent_id, "ent_id", {"企业", "enterprise"})
        .of("enterprise")
        .must()
        .fixed()
        .found()
        .filters()
        .listed()
        .also({"统一社会信用代码", "社会信用代码", "企业名称", "单位名称"});
}
/// What lists of facts tell of the enterprise: where it is and what it does.
std::vector<platform::LookedUp> of_the_enterprise();

/// What is wrong with one member of a record or request; with the whole of it where the member is empty.
inline Errors wrong(ErrorCode code, std::string_view member,
                    std::initializer_list<std::pair<std::string, std::string>> arguments = {}) {
    return {
        Error(code, arguments, Where{member.empty() ? std::string() : "/" + std::string(member), {}, 0, 0})};
}

/// Error registry_period where the end does not lie behind the beginning.
Checked<void> check_period(const std::optional<Date>& from, const std::optional<Date>& to);

}  // namespace yuanheng::registry
