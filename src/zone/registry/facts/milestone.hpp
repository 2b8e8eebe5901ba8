#pragma once

#include <string>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::registry {

/// An event 大事记 in the life of an enterprise.
struct Milestone {
    Id ent_id;
    Date happened_on;
    std::string kind, summary, detail, source;
    bool generated = false;
};
void describe(reflect::Describer<Milestone>& d);

platform::Entity milestone_entity();

}  // namespace yuanheng::registry
