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

/// What lists of facts tell of the enterprise: where it is and what it does.
std::vector<platform::LookedUp> of_the_enterprise();

/// Error registry_period where the end does not lie behind the beginning.
Checked<void> check_period(const std::optional<Date>& from, const std::optional<Date>& to);

}  // namespace yuanheng::registry
