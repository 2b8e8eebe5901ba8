#pragma once

#include <optional>
#include <string>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::visits {

/// The duty 职责 of departments that look after enterprises.
inline constexpr std::string_view kService = "service";

/// A visit of officers to an enterprise 企业走访, and what the enterprise asked for on it 诉求.
struct Visit {
    Id ent_id;
    Date visited_on;
    std::string purpose, visitors;
    std::string topic, request;  ///< both or none
    std::string state;           ///< none, open, answered; the program keeps it
    std::string answer;
    std::optional<Date> answered_on;
};
void describe(reflect::Describer<Visit>& d);

platform::Entity visit_entity();

}  // namespace yuanheng::visits
