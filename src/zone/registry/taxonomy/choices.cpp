#include "zone/registry/taxonomy/choices.hpp"

#include <algorithm>

namespace yuanheng::registry {

std::vector<reflect::Choice> choices_of(const Taxonomies& taxonomies, TaxonomyKind kind) {
    std::vector<reflect::Choice> out;
    for (const Taxonomy& taxonomy : taxonomies.all()) {
        if (taxonomy.kind != kind) continue;
        for (const TaxonomyGroup& group : taxonomy.groups) {
            for (const TaxonomyNode& node : group.nodes) {
                const bool path = kind == TaxonomyKind::industry;
                reflect::Choice choice{path ? taxonomy.id + "/" + node.code : node.code, taxonomy.name(node)};
                const auto same = [&](const reflect::Choice& other) { return other.code == choice.code; };
                const auto older = std::find_if(out.begin(), out.end(), same);
                if (older == out.end())
                    out.push_back(std::move(choice));
                else
                    *older = std::move(choice);
            }
        }
    }
    return out;
}

std::shared_ptr<const reflect::Struct> with_choices(
    reflect::Struct type, const std::map<std::string, std::vector<reflect::Choice>>& choices) {
    for (const auto& [field, list] : choices)
        type.fields[static_cast<std::size_t>(type.index(field))].choices = list;
    return std::make_shared<const reflect::Struct>(std::move(type));
}

reflect::Struct own_fields(reflect::Struct type, std::initializer_list<std::string_view> classes) {
    type.name += "_fields";
    for (const std::string_view name : classes) {
        reflect::Field& field = type.fields[static_cast<std::size_t>(type.index(name))];
        field.kind = reflect::Kind::text;
        field.choices.clear();
    }
    return type;
}

}  // namespace yuanheng::registry
