#include "zone/registry/facts/title.hpp"

#include "zone/registry/enterprise/rules.hpp"
#include "zone/registry/taxonomy/choices.hpp"

namespace yuanheng::registry {

namespace {

const std::vector<reflect::Choice> kTitleLevels = {
    {"national", {"国家级", "national"}},
    {"provincial", {"省级", "provincial"}},
    {"city", {"市级", "city"}},
    {"zone", {"区级", "zone"}},
};

/// What the kind says where the record does not: the level, and how long titles of the kind are valid.
Checked<void> check_title(const Taxonomies& taxonomies, const Title* was, Title& t) {
    for (const Taxonomy* taxonomy : taxonomies.of(TaxonomyKind::title, t.valid_from)) {
        const TaxonomyNode* kind = taxonomy->node(t.kind);
        if (kind == nullptr) continue;
        if (t.level.empty()) t.level = kind->level;
        if (was == nullptr && !t.valid_to && kind->years > 0)
            t.valid_to = t.valid_from.plus_months(12 * kind->years);
    }
    if (t.level.empty()) t.level = "city";
    return check_period(t.valid_from, t.valid_to);
}

}  // namespace

void describe(reflect::Describer<Title>& d) {
    using T = Title;
    d.name("title", {"资质荣誉", "title"});
    platform::describe_owner(d, &T::ent_id);
    d(&T::kind, "kind", {"资质荣誉种类", "kind"})
        .one_of({{"other", {"其他荣誉", "other honour"}}})
        .must()
        .found()
        .filters()
        .listed()
        .also({"资质类型", "荣誉类型", "种类", "资质名称"});
    d(&T::name, "name", {"证书名称", "name"})
        .longest(100)
        .found()
        .listed()
        .explained({"与种类不同时填写，例如具体的研发机构名称",
                    "where it differs from the kind, such as the name of an R&D institution"});
    d(&T::level, "level", {"级别", "level"})
        .one_of(kTitleLevels)
        .filters()
        .listed()
        .explained({"不填按该种类通常的级别", "absent: what is usual for the kind"});
    d(&T::number, "number", {"证书编号", "certificate number"})
        .longest(60)
        .found()
        .listed()
        .also({"编号", "证书号"});
    d(&T::issued_by, "issued_by", {"发证机关", "issued by"})
        .longest(200)
        .found()
        .also({"认定机关", "批准机关", "颁发单位"});
    d(&T::valid_from, "valid_from", {"生效日期", "valid from"})
        .must()
        .sorts()
        .listed()
        .also({"发证日期", "认定日期", "获得日期"});
    d(&T::valid_to, "valid_to", {"失效日期", "valid to"})
        .sorts()
        .listed()
        .also({"有效期至", "到期日期"})
        .explained({"当天起不再有效；新录入时不填按该种类通常的有效期",
                    "not valid from this day on; absent in a new record: as long as is usual for the kind"});
    d(&T::generated, "generated", {"仿真数据", "generated sample"}).filters();
    d(&T::note, "note", {"备注", "note"}).as(reflect::Format::multiline).longest(1000);
}

platform::Entity title_entity(const TaxonomyPointer& taxonomies) {
    const auto type =
        with_choices(reflect::described<Title>(), {{"kind", choices_of(*taxonomies, TaxonomyKind::title)}});
    platform::Entity entity(type, official_rules());
    entity.path = "titles";
    entity.table = "title";
    entity.plural = {"资质荣誉", "titles and honours"};
    entity.title = "kind";
    entity.key = {"ent_id", "kind", "valid_from"};
    entity.order = "-valid_from";
    entity.attachments = {{.code = "certificate", .label = {"证书", "certificate"}}};
    entity.owner = platform::enterprise_owner();
    entity.looked_up = of_the_enterprise();
    entity.check = platform::checking<Title>([taxonomies](platform::Change&, const Title* was, Title& is) {
        return check_title(*taxonomies, was, is);
    });
    return entity;
}

std::string_view title_state(const Title& title, Date day) {
    if (day < title.valid_from) return "coming";
    return title.valid_to && *title.valid_to <= day ? "expired" : "valid";
}

}  // namespace yuanheng::registry
