#pragma once

#include <optional>
#include <string>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::registry {

/// A carrier 载体: a building, plant or compound that enterprises sit in.
struct Carrier {
    Id zone_id, park_id;
    std::string code, name, kind, state;
    std::optional<std::int64_t> land_area;   ///< mu, 4 decimals
    std::optional<std::int64_t> built_area;  ///< m², 2 decimals
    std::optional<Money> planned_investment;
    std::optional<std::int64_t> phases, phases_done;
    std::optional<Date> started_on;  ///< of the phase begun last
    std::string operator_name, address, note;
};
void describe(reflect::Describer<Carrier>& d);

platform::Entity carrier_entity();

}  // namespace yuanheng::registry
