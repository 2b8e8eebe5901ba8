#include "zone/registry/enterprise/differences.hpp"

#include <fmt/format.h>

namespace yuanheng::registry {

std::string Difference::told() const {
    return fmt::format("{}：{} → {}", label, before.empty() ? "—" : before, after.empty() ? "—" : after);
}

platform::Names names_in(const platform::Services& services, const platform::Actor& actor, db::Session& db,
                         const std::vector<EnterpriseState>& states) {
    platform::Names names(services, actor);
    const reflect::Struct& type = *services.entities.table("enterprise").entity.type;
    for (const EnterpriseState& state : states) {
        const reflect::Record record = reflect::to_record(state.value);
        for (std::size_t i = 0; i < record.size(); ++i) names.want(type.fields[i], record[i]);
    }
    names.find(db);
    return names;
}

std::vector<Difference> differences(const platform::Services& services, const platform::Names& names,
                                    const Enterprise& before, const Enterprise& after, Language language) {
    const reflect::Struct& type = *services.entities.table("enterprise").entity.type;
    const reflect::Record was = reflect::to_record(before), is = reflect::to_record(after);
    std::vector<Difference> out;
    for (std::size_t i = 0; i < was.size(); ++i) {
        const reflect::Field& f = type.fields[i];
        if (was[i] == is[i] || f.name == "former" || f.name == "stage_since" || f.name == "note" ||
            f.name == "generated")
            continue;
        const auto told = [&](const reflect::Value& value) {
            return platform::shown_by_name(f, value, names, reflect::Sight::plain, language);
        };
        out.push_back({f.name, f.label.in(language), told(was[i]), told(is[i])});
    }
    return out;
}

}  // namespace yuanheng::registry
