#include "zone/registry/places/park.hpp"

#include "zone/registry/enterprise/rules.hpp"

namespace yuanheng::registry {

void describe(reflect::Describer<Park>& d) {
    d.name("park", {"园区", "park"});
    d(&Park::zone_id, "zone_id", {"所属高新区", "zone"}).of("zone").must().fixed().filters();
    d(&Park::code, "code", {"园区编号", "park code"}).must().longest(20).found().listed().also({"编号"});
    d(&Park::name, "name", {"园区名称", "park name"})
        .must()
        .longest(60)
        .found()
        .sorts()
        .listed()
        .also({"名称", "园区"});
    d(&Park::area, "area", {"面积", "area"})
        .decimals(4, "亩")
        .between(0, 10'000'000'0000)
        .listed()
        .also({"占地面积"});
    d(&Park::industry_focus, "industry_focus", {"主导产业", "industry focus"})
        .longest(60)
        .found()
        .listed()
        .also({"产业定位"});
    d(&Park::operator_name, "operator_name", {"运营单位", "operator"}).longest(100).found().listed();
    d(&Park::address, "address", {"地址", "address"}).longest(200);
    d(&Park::note, "note", {"备注", "note"}).as(reflect::Format::multiline).longest(1000);
}

platform::Entity park_entity() {
    platform::Entity entity = platform::Entity::of<Park>(zone_rules());
    entity.path = "parks";
    entity.table = "park";
    entity.plural = {"园区", "parks"};
    entity.title = "name";
    entity.key = {"zone_id", "code"};
    entity.order = "name";
    entity.scope = {.zone = "t.zone_id", .park = "t.id"};
    return entity;
}

}  // namespace yuanheng::registry
