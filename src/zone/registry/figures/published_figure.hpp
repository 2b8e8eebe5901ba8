#pragma once

#include <optional>
#include <string>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::registry {

/// A figure about a zone that somebody published 公开统计数据: kept as it was published, beside what the
/// register counts.
struct PublishedFigure {
    Id zone_id;
    std::string code, name, period;
    std::int64_t value = 0;  ///< 4 decimals
    std::string qualifier;   ///< exact, more_than, about
    std::string unit;
    std::optional<std::int64_t> growth;  ///< percent, 2 decimals
    std::string source;
    std::string measure;  ///< how the register counts the same (measure.hpp)
    std::string note;
};
void describe(reflect::Describer<PublishedFigure>& d);

platform::Entity published_figure_entity();

}  // namespace yuanheng::registry
