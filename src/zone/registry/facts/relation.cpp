#include "zone/registry/facts/relation.hpp"

#include "platform/core/refusal.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/rules.hpp"

namespace yuanheng::registry {

namespace {

struct Kind {
    const char* code;
    Label label, back;
};

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> list = {
        {"parent", {"母公司", "parent company"}, {"子公司", "subsidiary"}},
        {"group", {"所属集团", "group"}, {"集团成员", "member of the group"}},
        {"branch_of", {"总公司", "head office"}, {"分公司", "branch"}},
        {"merged_into", {"并入", "merged into"}, {"吸收合并", "took over"}},
        {"split_from", {"分立自", "split from"}, {"分立出", "split off"}},
    };
    return list;
}

std::vector<reflect::Choice> choices() {
    std::vector<reflect::Choice> out;
    for (const Kind& kind : kinds()) out.push_back({kind.code, kind.label});
    return out;
}

Checked<void> check_relation(platform::Change&, const Relation*, Relation& r) {
    if (!r.other_id && r.other_name.empty())
        return platform::refuse(Code::registry_relation_other, {}, platform::at("/other_id"));
    if (r.other_id == r.ent_id)
        return platform::refuse(Code::registry_relation_self, {}, platform::at("/other_id"));
    return check_period(r.valid_from, r.valid_to);
}

}  // namespace

void describe(reflect::Describer<Relation>& d) {
    using R = Relation;
    d.name("relation", {"关联关系", "relation"});
    platform::describe_owner(d, &R::ent_id);
    d(&R::kind, "kind", {"关系", "relation"})
        .one_of(choices())
        .must()
        .found()
        .filters()
        .listed()
        .explained({"对方是本企业的什么", "what the other is to this enterprise"});
    d(&R::other_id, "other_id", {"对方企业", "other enterprise"}).of("enterprise").found().filters().listed();
    d(&R::other_name, "other_name", {"对方名称", "other's name"})
        .longest(100)
        .found()
        .listed()
        .explained({"对方不在名录中时填写", "where the other is not in the register"});
    d(&R::share, "share", {"持股比例", "share"}).decimals(2, "%").between(0, 100'00);
    d(&R::valid_from, "valid_from", {"开始日期", "from"}).listed();
    d(&R::valid_to, "valid_to", {"结束日期", "to"}).listed();
    d(&R::note, "note", {"备注", "note"}).as(reflect::Format::multiline).longest(1000);
}

platform::Entity relation_entity() {
    platform::Entity entity = platform::Entity::of<Relation>(official_rules());
    entity.path = "relations";
    entity.table = "relation";
    entity.plural = {"关联关系", "relations"};
    entity.title = "kind";
    entity.key = {"ent_id", "kind", "other_id", "other_name"};
    entity.order = "-updated_at";
    entity.owner = platform::enterprise_owner();
    entity.looked_up = of_the_enterprise();
    entity.check = platform::checking<Relation>(check_relation);
    return entity;
}

Label relation_seen_back(std::string_view kind) {
    for (const Kind& item : kinds()) {
        if (item.code == kind) return item.back;
    }
    return {std::string(kind), std::string(kind)};
}

}  // namespace yuanheng::registry
