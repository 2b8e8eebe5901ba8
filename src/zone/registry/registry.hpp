#pragma once

#include <vector>

#include "platform/common.hpp"
#include "platform/entity.hpp"
#include "zone/registry/taxonomy.hpp"

namespace yuanheng::registry {

/// What the register keeps, in the order in which references need it.
std::vector<platform::Entity> registry_entities(const TaxonomyPointer& taxonomies);

/// What the register does beyond keeping records: the enterprise file, mergers, splits, new codes, stages.
std::vector<platform::Operation> registry_operations(const TaxonomyPointer& taxonomies);

/// What the register adds to the workbench 工作台: counts by stage, titles that expire within 90 days, gaps
/// in the data, each with the list it counts; a platform::WorkbenchSource.
platform::WorkbenchPart workbench(platform::Services& services, db::Session& db,
                                  const platform::Actor& actor);

}  // namespace yuanheng::registry
