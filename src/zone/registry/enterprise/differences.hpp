#pragma once

#include <string>
#include <vector>

#include "platform/entity/names.hpp"
#include "zone/registry/enterprise/version.hpp"

namespace yuanheng::registry {

/// One field that became different between two states of an enterprise, as a reader sees it.
struct Difference {
    std::string field;  ///< stage
    std::string label, before, after;

    /// "阶段：在建 → 投产".
    std::string told() const;
};

/// The names of what states refer to, ready for differences().
platform::Names names_in(const platform::Services& services, const platform::Actor& actor, db::Session& db,
                         const std::vector<EnterpriseState>& states);
/// What became different, notes and what the program keeps left out.
std::vector<Difference> differences(const platform::Services& services, const platform::Names& names,
                                    const Enterprise& before, const Enterprise& after, Language language);

}  // namespace yuanheng::registry
