#include "zone/registry/facts/classification.hpp"

#include <algorithm>

#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/facts.hpp"
#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/taxonomy/choices.hpp"

namespace yuanheng::registry {

using platform::Change;
using reflect::Record;

namespace {

/// A classification of the same enterprise in the same taxonomy that has not ended.
struct Other {
    Id id;
    std::string node;
    bool main = false;
};

std::vector<Other> others(db::Session& db, Id enterprise, const std::string& taxonomy, Date day) {
    std::vector<Other> out;
    for (const db::Values& row :
         db.query("SELECT id, node, main FROM classification WHERE ent_id = ? AND taxonomy = ? AND "
                  "(valid_to IS NULL OR valid_to > ?) ORDER BY id",
                  {enterprise.value, taxonomy, day.iso()})) {
        const std::int64_t* main = reflect::integer(row[2]);
        out.push_back({Id{std::get<std::int64_t>(row[0])}, std::get<std::string>(row[1]),
                       main != nullptr && *main != 0});
    }
    return out;
}

/// The record itself among them: by its place and beginning, which the key of the entity tells apart.
bool is_same(const Other& other, const Record* before) {
    return before != nullptr && reflect::from_record<Classification>(*before).node == other.node;
}

/// Whether the taxonomy is the enterprise's zone's, or everybody's.
Checked<void> check_zone(db::Session& db, const Taxonomy& taxonomy, Id enterprise) {
    if (taxonomy.zone.empty()) return {};
    const db::Value zone = db.scalar(
        "SELECT z.code FROM enterprise e JOIN zone z ON z.id = e.zone_id WHERE e.id = ?", {enterprise.value});
    if (reflect::text(zone) && *reflect::text(zone) == taxonomy.zone) return {};
    return tl::unexpected(wrong(Code::registry_class_other_zone, "node",
                                {{"taxonomy", taxonomy.title.zh}, {"taxonomy_en", taxonomy.title.en}}));
}

Checked<void> check_classification(Change& change, const Taxonomies& taxonomies, const Record* before,
                                   Record& after) {
    Classification c = reflect::from_record<Classification>(after);
    const Date day = platform::today(change.services);
    if (!c.valid_from) c.valid_from = day;
    if (auto fine = check_period(c.valid_from, c.valid_to); !fine) return fine;
    const auto place = taxonomies.place(c.node, *c.valid_from);
    if (!place) {
        return tl::unexpected(wrong(Code::field_choice, "node",
                                    {{"label", "产业"}, {"label_en", "industry"}, {"text", c.node}}));
    }
    const bool moved = before == nullptr || reflect::from_record<Classification>(*before).node != c.node;
    if (moved) {
        if (auto fine = check_zone(change.db, *place->taxonomy, c.ent_id); !fine) return fine;
        c.taxonomy = place->taxonomy->id;
        c.taxonomy_version = place->taxonomy->version;
    }
    std::vector<Other> rest = others(change.db, c.ent_id, c.taxonomy, day);
    std::erase_if(rest, [&](const Other& other) { return is_same(other, before); });
    if (moved &&
        std::any_of(rest.begin(), rest.end(), [&](const Other& other) { return other.node == c.node; })) {
        const Label name = place->taxonomy->name(*place->node);
        return tl::unexpected(
            wrong(Code::registry_class_twice, "node", {{"node", name.zh}, {"node_en", name.en}}));
    }
    if (!c.main) c.main = rest.empty();
    const bool was_main =
        before != nullptr && reflect::from_record<Classification>(*before).main.value_or(false);
    const bool ends = c.valid_to && *c.valid_to <= day;
    const bool main_elsewhere =
        std::any_of(rest.begin(), rest.end(), [](const Other& other) { return other.main; });
    if (was_main && (!*c.main || ends) && !rest.empty() && !main_elsewhere) {
        return tl::unexpected(
            wrong(Code::registry_main_needed, "main", {{"taxonomy", place->taxonomy->title.zh}}));
    }
    after = reflect::to_record(c);
    return {};
}

/// Leaves exactly one main classification among those that have not ended: the one just saved as such, else
/// the one there was, else the first.
void settle_main(Change& change, Id record, const Classification& c, bool saved_as_main) {
    const std::vector<Other> all = others(change.db, c.ent_id, c.taxonomy, platform::today(change.services));
    if (all.empty()) return;
    Id main = all.front().id;
    for (const Other& other : all) {
        if (other.main) main = other.id;
    }
    if (saved_as_main &&
        std::any_of(all.begin(), all.end(), [&](const Other& other) { return other.id == record; }))
        main = record;
    for (const Other& other : all) {
        if (other.main == (other.id == main)) continue;
        change_fact(change, "classification", other.id, [&](Record& own) {
            Classification it = reflect::from_record<Classification>(own);
            it.main = other.id == main;
            own = reflect::to_record(it);
        });
    }
}

void saved_classification(Change& change, Id record, const Record* before, const Record* after) {
    const Classification c = reflect::from_record<Classification>(after != nullptr ? *after : *before);
    settle_main(change, record, c, after != nullptr && c.main.value_or(false));
    if (before == nullptr || after == nullptr) return;
    const Classification was = reflect::from_record<Classification>(*before);
    if (was.taxonomy != c.taxonomy) settle_main(change, record, was, false);
}

}  // namespace

void describe(reflect::Describer<Classification>& d) {
    using C = Classification;
    d.name("classification", {"产业归类", "industry class"});
    d(&C::ent_id, "ent_id", {"企业", "enterprise"})
        .of("enterprise")
        .must()
        .fixed()
        .found()
        .filters()
        .listed()
        .also({"统一社会信用代码", "社会信用代码", "企业名称", "单位名称"});
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
    entity.of_enterprise = true;
    entity.scope = fact_scope();
    entity.looked_up = of_the_enterprise();
    entity.check = [taxonomies](Change& change, const Record* before, Record& after) {
        return check_classification(change, *taxonomies, before, after);
    };
    entity.saved = saved_classification;
    return entity;
}

}  // namespace yuanheng::registry
