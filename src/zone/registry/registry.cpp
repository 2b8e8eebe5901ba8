#include "zone/registry/registry.hpp"

#include "zone/registry/carrier.hpp"
#include "zone/registry/enterprise.hpp"
#include "zone/registry/former_identity.hpp"
#include "zone/registry/park.hpp"
#include "zone/registry/zone.hpp"

namespace yuanheng::registry {

std::vector<platform::Entity> registry_entities(const TaxonomyPointer& taxonomies) {
    return {
        zone_entity(),
        department_entity(),
        park_entity(),
        carrier_entity(),
        enterprise_entity(taxonomies),
        former_identity_entity(),
    };
}

std::vector<platform::Operation> registry_operations(const TaxonomyPointer&) { return {}; }

}  // namespace yuanheng::registry
