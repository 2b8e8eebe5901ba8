#pragma once

#include <optional>
#include <string>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"
#include "zone/registry/taxonomy/taxonomy.hpp"

namespace yuanheng::registry {

/// A title or honour 资质荣誉 of an enterprise, valid on the days [valid_from, valid_to).
struct Title {
    Id ent_id;
    std::string kind;   ///< of taxonomies/titles.toml
    std::string name;   ///< as on the certificate, where the kind does not say it all
    std::string level;  ///< national, provincial, city, zone
    std::string number, issued_by;
    Date valid_from;
    std::optional<Date> valid_to;  ///< absent: until withdrawn
    bool generated = false;
    std::string note;
};
void describe(reflect::Describer<Title>& d);

platform::Entity title_entity(const TaxonomyPointer& taxonomies);

/// Whether a title is valid on a day, was, or will be: valid, expired, coming.
std::string_view title_state(const Title& title, Date day);

}  // namespace yuanheng::registry
