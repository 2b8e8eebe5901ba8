#pragma once

#include "platform/request/operation.hpp"
#include "zone/registry/taxonomy/taxonomy.hpp"

namespace yuanheng::registry {

/// The taxonomies of a zone with their classes, as they stand on a day.
platform::Operation taxonomies_operation(const TaxonomyPointer& taxonomies);

}  // namespace yuanheng::registry
