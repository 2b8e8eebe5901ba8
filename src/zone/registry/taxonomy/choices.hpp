#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "reflect/field.hpp"
#include "zone/registry/taxonomy/taxonomy.hpp"

namespace yuanheng::registry {

/// The classes of every taxonomy of a kind, of all its editions, so that old records keep their labels. Codes
/// are those of the nodes; of industries "taxonomy/node".
std::vector<reflect::Choice> choices_of(const Taxonomies& taxonomies, TaxonomyKind kind);

/// The struct with other choices of some of its fields. An entity keeps it alive by what its rules capture.
std::shared_ptr<const reflect::Struct> with_choices(
    reflect::Struct type, const std::map<std::string, std::vector<reflect::Choice>>& choices);

/// An entity's own fields, where a reply holds them and not a whole record: under a name of their own, and as
/// texts where with_choices() gives the classes of a taxonomy.
reflect::Struct own_fields(reflect::Struct type, std::initializer_list<std::string_view> classes = {});

}  // namespace yuanheng::registry
