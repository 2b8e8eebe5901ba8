#include "zone/registry/registry.hpp"

#include "zone/registry/carrier.hpp"
#include "zone/registry/classification.hpp"
#include "zone/registry/contact.hpp"
#include "zone/registry/enterprise.hpp"
#include "zone/registry/former_identity.hpp"
#include "zone/registry/milestone.hpp"
#include "zone/registry/operations.hpp"
#include "zone/registry/park.hpp"
#include "zone/registry/published_figure.hpp"
#include "zone/registry/relation.hpp"
#include "zone/registry/title.hpp"
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
        title_entity(taxonomies),
        classification_entity(taxonomies),
        relation_entity(),
        contact_entity(),
        milestone_entity(),
        published_figure_entity(),
    };
}

std::vector<platform::Operation> registry_operations(const TaxonomyPointer& taxonomies) {
    return {
        file_operation(taxonomies),
        timeline_operation(taxonomies),
        stage_operation(),
        code_operation(),
        merge_operation(),
        unmerge_operation(),
        split_operation(),
        classify_operation(),
        taxonomies_operation(taxonomies),
        figures_operation(),
    };
}

}  // namespace yuanheng::registry
