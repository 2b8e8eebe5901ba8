#include "zone/registry/facts/classification.hpp"

#include <algorithm>

#include "platform/core/refusal.hpp"
#include "platform/entity/records.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/taxonomy/choices.hpp"

namespace yuanheng::registry {

using platform::Change;

namespace {

using Others = std::vector<platform::Stored<Classification>>;

/// The enterprise's classifications in a taxonomy that have not ended.
Others others(Change& change, Id enterprise, const std::string& taxonomy, Date day) {
    return platform::records<Classification>(change).find(
        {"t.ent_id = ? AND t.taxonomy = ? AND (t.valid_to IS NULL OR t.valid_to > ?)",
         {enterprise.value, taxonomy, day.iso()}});
}

bool is_main(const platform::Stored<Classification>& other) { return other.value.main.value_or(false); }

/// Whether the taxonomy is the enterprise's zone's, or everybody's.
Checked<void> check_zone(db::Session& db, const Taxonomy& taxonomy, Id enterprise) {
    if (taxonomy.zone.empty()) return {};
    const db::Value zone = db.scalar(
        "SELECT z.code FROM enterprise e JOIN zone z ON z.id = e.zone_id WHERE e.id = ?", {enterprise.value});
    if (reflect::text(zone) && *reflect::text(zone) == taxonomy.zone) return {};
    return platform::refuse(Code::registry_class_other_zone,
                            {{"taxonomy", taxonomy.title.zh}, {"taxonomy_en", taxonomy.title.en}},
                            platform::at("/node"));
}

Checked<void> check_classification(Change& change, const Taxonomies& taxonomies, const Classification* was,
                                   Classification& c) {
    const Date day = platform::today(change.services);
    if (!c.valid_from) c.valid_from = day;
    if (auto fine = check_period(c.valid_from, c.valid_to); !fine) return fine;
    const auto place = taxonomies.place(c.node, *c.valid_from);
    if (!place) {
        return platform::refuse(Code::field_choice,
                                {{"label", "产业"}, {"label_en", "industry"}, {"text", c.node}},
                                platform::at("/node"));
    }
    const bool moved = was == nullptr || was->node != c.node;
    if (moved) {
        if (auto fine = check_zone(change.db, *place->taxonomy, c.ent_id); !fine) return fine;
        c.taxonomy = place->taxonomy->id;
        c.taxonomy_version = place->taxonomy->version;
    }
    // The key of the entity tells the record itself among them.
    Others rest = others(change, c.ent_id, c.taxonomy, day);
    std::erase_if(rest, [&](const auto& other) { return was != nullptr && was->node == other.value.node; });
    if (moved && std::any_of(rest.begin(), rest.end(),
                             [&](const auto& other) { return other.value.node == c.node; })) {
        const Label name = place->taxonomy->name(*place->node);
        return platform::refuse(Code::registry_class_twice, {{"node", name.zh}, {"node_en", name.en}},
                                platform::at("/node"));
    }
    if (!c.main) c.main = rest.empty();
    const bool was_main = was != nullptr && was->main.value_or(false);
    const bool ends = c.valid_to && *c.valid_to <= day;
    if (was_main && (!*c.main || ends) && !rest.empty() && std::none_of(rest.begin(), rest.end(), is_main)) {
        return platform::refuse(Code::registry_main_needed, {{"taxonomy", place->taxonomy->title.zh}},
                                platform::at("/main"));
    }
    return {};
}

/// Leaves exactly one main classification among those that have not ended: the one just saved as such, else
/// the one there was, else the first.
void settle_main(Change& change, Id record, const Classification& c, bool saved_as_main) {
    Others all = others(change, c.ent_id, c.taxonomy, platform::today(change.services));
    if (all.empty()) return;
    Id main = all.front().id();
    for (const auto& other : all) {
        if (is_main(other)) main = other.id();
    }
    if (saved_as_main &&
        std::any_of(all.begin(), all.end(), [&](const auto& other) { return other.id() == record; }))
        main = record;
    for (auto& other : all) {
        if (is_main(other) == (other.id() == main)) continue;
        Classification it = other.value;
        it.main = other.id() == main;
        platform::records<Classification>(change).put(other, it);
    }
}

void saved_classification(Change& change, Id record, const Classification* was, const Classification* is) {
    const Classification& c = is != nullptr ? *is : *was;
    settle_main(change, record, c, is != nullptr && c.main.value_or(false));
    if (was != nullptr && was->taxonomy != c.taxonomy) settle_main(change, record, *was, false);
}

}  // namespace

void describe(reflect::Describer<Classification>& d) {
    using C = Classification;
    d.name("classification", {"产业归类", "industry class"});
    platform::describe_owner(d, &C::ent_id);
    d(&C::node, "node", {"产业", "industry"})
        .one_of({{"none", {"无", "none"}}})
        .must()
        .found()
        .filters()
        .listed()
        .also({"所属产业", "产业链", "产业集群"});
    d(&C::main, "main", {"主要归类", "main class"})
        .filters()
        .listed()
        .also({"是否主要"})
        .explained({"同一产业体系里只有一项是主要归类；只能计一次时计入此项",
                    "one class of each system is the main one: the enterprise counts there where it may "
                    "count once"});
    d(&C::valid_from, "valid_from", {"起始日期", "from"}).listed().explained({"不填为今天", "absent: today"});
    d(&C::valid_to, "valid_to", {"终止日期", "to"}).listed();
    d(&C::taxonomy, "taxonomy", {"产业体系", "industry system"}).by_program().filters();
    d(&C::taxonomy_version, "taxonomy_version", {"体系版本", "edition"}).by_program().listed();
    d(&C::note, "note", {"备注", "note"}).as(reflect::Format::multiline).longest(1000);
}

platform::Entity classification_entity(const TaxonomyPointer& taxonomies) {
    const auto type = with_choices(reflect::described<Classification>(),
                                   {{"node", choices_of(*taxonomies, TaxonomyKind::industry)}});
    platform::Entity entity(type, official_rules());
    entity.path = "classifications";
    entity.table = "classification";
    entity.plural = {"产业归类", "industry classes"};
    entity.title = "node";
    entity.key = {"ent_id", "node"};
    entity.order = "-updated_at";
    entity.owner = platform::enterprise_owner();
    entity.looked_up = of_the_enterprise();
    entity.check = platform::checking<Classification>(
        [taxonomies](Change& change, const Classification* was, Classification& is) {
            return check_classification(change, *taxonomies, was, is);
        });
    entity.saved = platform::saving<Classification>(saved_classification);
    return entity;
}

}  // namespace yuanheng::registry
