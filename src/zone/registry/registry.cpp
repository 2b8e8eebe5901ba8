#include "zone/registry/registry.hpp"

#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/enterprise.hpp"
#include "zone/registry/enterprise/former_identity.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/facts/classification.hpp"
#include "zone/registry/facts/classify.hpp"
#include "zone/registry/facts/contact.hpp"
#include "zone/registry/facts/milestone.hpp"
#include "zone/registry/facts/relation.hpp"
#include "zone/registry/facts/title.hpp"
#include "zone/registry/figures/figures.hpp"
#include "zone/registry/figures/published_figure.hpp"
#include "zone/registry/file/file.hpp"
#include "zone/registry/happenings/happenings.hpp"
#include "zone/registry/places/carrier.hpp"
#include "zone/registry/places/park.hpp"
#include "zone/registry/taxonomy/catalog.hpp"

namespace yuanheng::registry {

namespace {

/// The enterprise with what can happen to it.
platform::Entity enterprise_with_happenings(const TaxonomyPointer& taxonomies) {
    platform::Entity entity = enterprise_entity(taxonomies);
    entity.actions = {stage_action(), code_action(), merge_action(), unmerge_action(), split_action()};
    return entity;
}

}  // namespace

platform::Practice registry(const TaxonomyPointer& taxonomies) {
    return {.name = "registry",
            .label = {"企业名录", "register of enterprises"},
            .duties = {{std::string(kRegistry), {"企业名录", "register of enterprises"}},
                       {"evaluation", {"亩均评价", "evaluation"}}},
            .entities =
                {
                    park_entity(),
                    carrier_entity(),
                    enterprise_with_happenings(taxonomies),
                    former_identity_entity(),
                    title_entity(taxonomies),
                    classification_entity(taxonomies),
                    relation_entity(),
                    contact_entity(),
                    milestone_entity(),
                    published_figure_entity(),
                },
            .operations =
                {
                    file_operation(taxonomies),
                    timeline_operation(taxonomies),
                    classify_operation(),
                    taxonomies_operation(taxonomies),
                    figures_operation(),
                },
            .workbench = {workbench},
            .codes = Code::own()};
}

}  // namespace yuanheng::registry
