#pragma once

#include "platform/practice.hpp"
#include "zone/registry/taxonomy/taxonomy.hpp"

namespace yuanheng::registry {

/// The register of enterprises 企业名录: enterprises and what is known of them, parks and carriers, published
/// figures.
platform::Practice registry(const TaxonomyPointer& taxonomies);

}  // namespace yuanheng::registry
