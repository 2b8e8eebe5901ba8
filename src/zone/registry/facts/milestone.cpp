#include "zone/registry/facts/milestone.hpp"

#include "platform/core/refusal.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/rules.hpp"

namespace yuanheng::registry {

namespace {

const std::vector<reflect::Choice> kKinds = {
    {"signing", {"签约", "signing"}},
    {"start", {"开工", "start of construction"}},
    {"completion", {"竣工", "completion"}},
    {"production", {"投产", "start of production"}},
    {"expansion", {"增资扩产", "expansion"}},
    {"investment", {"融资", "financing"}},
    {"award", {"获奖", "award"}},
    {"visit", {"走访调研", "visit"}},
    {"incident", {"安全环保事件", "incident"}},
    {"other", {"其他", "other"}},
};

Checked<void> check_milestone(platform::Change& change, const Milestone*, Milestone& m) {
    if (m.happened_on <= platform::today(change.services)) return {};
    return platform::refuse(Code::registry_future, {{"date", m.happened_on.iso()}},
                            platform::at("/happened_on"));
}

}  // namespace

void describe(reflect::Describer<Milestone>& d) {
    using M = Milestone;
    d.name("milestone", {"大事记", "milestone"});
    platform::describe_owner(d, &M::ent_id);
    d(&M::happened_on, "happened_on", {"日期", "date"}).must().sorts().listed().also({"发生日期"});
    d(&M::kind, "kind", {"类别", "kind"}).one_of(kKinds).must().found().filters().listed();
    d(&M::summary, "summary", {"事项", "summary"}).must().longest(100).found().listed().also({"标题"});
    d(&M::detail, "detail", {"经过", "detail"}).as(reflect::Format::multiline).longest(2000);
    d(&M::source, "source", {"来源", "source"}).longest(200);
    d(&M::generated, "generated", {"仿真数据", "generated sample"}).filters();
}

platform::Entity milestone_entity() {
    platform::Entity entity = platform::Entity::of<Milestone>(shared_rules());
    entity.path = "milestones";
    entity.table = "milestone";
    entity.plural = {"大事记", "milestones"};
    entity.title = "summary";
    entity.key = {"ent_id", "happened_on", "summary"};
    entity.order = "-happened_on";
    entity.owner = platform::enterprise_owner();
    entity.looked_up = of_the_enterprise();
    entity.check = platform::checking<Milestone>(check_milestone);
    return entity;
}

}  // namespace yuanheng::registry
