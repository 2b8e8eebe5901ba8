#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/core/services.hpp"
#include "platform/entity/query.hpp"

namespace yuanheng::registry {

/// What the register can count: records of an entity that fit filters. The same filters open the list of
/// them, so that a figure and its list cannot differ.
struct Measure {
    std::string entity;
    std::vector<std::string> filter;  ///< field:op:value, as lists take them
};

/// Reads "enterprise?origin:eq:gba&stage:eq:production". A value that begins with @ is a record's code in the
/// zone: carrier_id:eq:@QY-WATCH. Error bad_measure.
Result<Measure> parse_measure(const platform::Services& services, db::Session& db, Id zone,
                              std::string_view text);
/// How many records of the scope fit. Errors of the filters.
Checked<std::int64_t> count(const platform::Services& services, db::Session& db, const platform::Actor& actor,
                            const platform::Scope& scope, const Measure& measure);

}  // namespace yuanheng::registry
