#pragma once

#include <optional>
#include <string>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"
#include "zone/registry/taxonomy/taxonomy.hpp"

namespace yuanheng::registry {

/// Where an enterprise stands in its zone's own industry system 产业归类, on the days [valid_from, valid_to).
/// It may stand in several places; in each taxonomy exactly one of those that hold is the main one, where it
/// counts if it may count once.
struct Classification {
    Id ent_id;
    std::string node;                ///< taxonomy/node
    std::string taxonomy;            ///< follows from node
    std::string taxonomy_version;    ///< the edition it was assigned by
    std::optional<bool> main;        ///< absent in a new record: yes, where it is the first in its taxonomy
    std::optional<Date> valid_from;  ///< absent in a new record: today
    std::optional<Date> valid_to;
    std::string note;
};
void describe(reflect::Describer<Classification>& d);

platform::Entity classification_entity(const TaxonomyPointer& taxonomies);

}  // namespace yuanheng::registry
