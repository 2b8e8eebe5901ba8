#include "zone/registry/places/carrier.hpp"

#include "platform/core/refusal.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/rules.hpp"

namespace yuanheng::registry {

namespace {

const std::vector<reflect::Choice> kKinds = {
    {"standard_plant", {"标准厂房", "standard plant"}}, {"multi_storey", {"工业上楼", "multi-storey plant"}},
    {"industrial_city", {"产业城", "industrial city"}}, {"incubator", {"孵化器", "incubator"}},
    {"accelerator", {"加速器", "accelerator"}},         {"makerspace", {"众创空间", "makerspace"}},
    {"office", {"商务楼宇", "office building"}},        {"other", {"其他", "other"}},
};

const std::vector<reflect::Choice> kStates = {
    {"planned", {"规划", "planned"}},
    {"construction", {"在建", "under construction"}},
    {"partly", {"部分投用", "partly in use"}},
    {"running", {"投用", "in use"}},
    {"closed", {"停用", "closed"}},
};

Checked<void> check_carrier(platform::Change&, const Carrier*, Carrier& c) {
    if (!c.phases || !c.phases_done || *c.phases_done <= *c.phases) return {};
    return platform::refuse(Code::registry_phases,
                            {{"done", std::to_string(*c.phases_done)}, {"total", std::to_string(*c.phases)}},
                            platform::at("/phases_done"));
}

}  // namespace

void describe(reflect::Describer<Carrier>& d) {
    using C = Carrier;
    d.name("carrier", {"载体", "carrier"});
    d(&C::zone_id, "zone_id", {"所属高新区", "zone"}).of("zone").must().fixed().filters();
    d(&C::park_id, "park_id", {"所在园区", "park"}).of("park").filters().listed().also({"园区", "所属园区"});
    d(&C::code, "code", {"载体编号", "carrier code"}).must().longest(20).found().listed().also({"编号"});
    d(&C::name, "name", {"载体名称", "carrier name"})
        .must()
        .longest(60)
        .found()
        .sorts()
        .listed()
        .also({"名称", "项目名称"});
    d(&C::kind, "kind", {"载体类型", "kind"}).one_of(kKinds).must().filters().listed().also({"类型"});
    d(&C::state, "state", {"建设状态", "state"}).one_of(kStates).must().filters().listed().also({"状态"});
    d(&C::land_area, "land_area", {"占地面积", "land"}).decimals(4, "亩").between(0, 10'000'000'0000);
    d(&C::built_area, "built_area", {"建筑面积", "built area"})
        .decimals(2, "m²")
        .between(0, 100'000'000'00)
        .listed();
    d(&C::planned_investment, "planned_investment", {"计划投资", "planned investment"}).amount("万元");
    d(&C::phases, "phases", {"总期数", "phases"}).amount("期").between(1, 50);
    d(&C::phases_done, "phases_done", {"已完成期数", "phases done"}).amount("期").between(0, 50);
    d(&C::started_on, "started_on", {"最近一期开工日期", "last phase begun"});
    d(&C::operator_name, "operator_name", {"运营单位", "operator"}).longest(100).found().listed();
    d(&C::address, "address", {"地址", "address"}).longest(200);
    d(&C::note, "note", {"备注", "note"}).as(reflect::Format::multiline).longest(1000);
}

platform::Entity carrier_entity() {
    platform::Entity entity = platform::Entity::of<Carrier>(zone_rules());
    entity.path = "carriers";
    entity.table = "carrier";
    entity.plural = {"载体", "carriers"};
    entity.title = "name";
    entity.key = {"zone_id", "code"};
    entity.order = "name";
    entity.scope = {.zone = "t.zone_id", .park = "t.park_id"};
    entity.check = platform::checking<Carrier>(check_carrier);
    return entity;
}

}  // namespace yuanheng::registry
