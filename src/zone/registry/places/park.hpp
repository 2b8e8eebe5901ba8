#pragma once

#include <optional>
#include <string>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::registry {

/// A park 园区 of a zone.
struct Park {
    Id zone_id;
    std::string code, name;
    std::optional<std::int64_t> area;  ///< mu, 4 decimals
    std::string industry_focus;        ///< one park, one industry 一园一产业
    std::string operator_name, address, note;
};
void describe(reflect::Describer<Park>& d);

platform::Entity park_entity();

}  // namespace yuanheng::registry
