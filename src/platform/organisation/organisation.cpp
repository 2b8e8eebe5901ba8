#include "platform/organisation/organisation.hpp"

namespace yuanheng::platform {

namespace {

/// Administrators keep what the installation consists of; everybody sees the own zone's.
EntityRules rules() {
    const Policy administrators = Policy::of({{Role::administrator, Reach::zone}});
    const Policy view = Policy::of({{Role::administrator, Reach::zone},
                                    {Role::auditor, Reach::zone},
                                    {Role::leader, Reach::zone},
                                    {Role::officer, Reach::zone},
                                    {Role::park_operator, Reach::zone},
                                    {Role::enterprise_user, Reach::zone}});
    return {.view = view,
            .create = administrators,
            .edit = administrators,
            .remove = administrators,
            .import = administrators,
            .export_all = administrators};
}

}  // namespace

void describe(reflect::Describer<Zone>& d) {
    d.name("zone", {"高新区", "zone"});
    d(&Zone::code, "code", {"代号", "code"})
        .must()
        .fixed()
        .longest(40)
        .found()
        .listed()
        .explained({"小写字母，如 qingyuan；本区的产业体系文件以它为准",
                    "lower-case letters, such as qingyuan; the zone's taxonomies name it"});
    d(&Zone::name, "name", {"名称", "name"}).must().longest(60).found().sorts().listed();
    d(&Zone::division, "division", {"行政区划代码", "division code"})
        .must()
        .longest(6)
        .listed()
        .explained({"GB/T 2260 六位代码", "six digits of GB/T 2260"});
    d(&Zone::published_note, "published_note", {"数据说明", "about the data"})
        .as(reflect::Format::multiline)
        .longest(2000)
        .explained({"哪些数字是公布的，哪些是程序生成的", "which figures are published and which generated"});
}

Entity zone_entity() {
    Entity entity = Entity::of<Zone>(rules());
    entity.path = "zones";
    entity.table = "zone";
    entity.plural = {"高新区", "zones"};
    entity.title = "name";
    entity.key = {"code"};
    entity.order = "name";
    entity.scope = {.zone = "t.id", .department = {}, .park = {}, .enterprise = {}, .user = {}};
    return entity;
}

void describe(reflect::Describer<Department>& d) {
    using D = Department;
    d.name("department", {"部门", "department"});
    d(&D::zone_id, "zone_id", {"所属高新区", "zone"}).of("zone").must().fixed().filters();
    d(&D::code, "code", {"部门编号", "department code"}).must().longest(20).found().listed();
    d(&D::name, "name", {"部门名称", "department name"})
        .must()
        .longest(60)
        .found()
        .sorts()
        .listed()
        .also({"名称", "部门"});
    d(&D::duties, "duties", {"职责", "duties"})
        .some_of({})  // what practices hand over
        .listed()
        .filters()
        .explained({"本部门经办的业务，可选多项；经办人的权限由此而来",
                    "what the department is in charge of; its officers' rights follow from it"});
}

Entity department_entity(std::vector<reflect::Choice> duties) {
    auto type = std::make_shared<reflect::Struct>(reflect::described<Department>());
    type->fields[static_cast<std::size_t>(type->index("duties"))].choices = std::move(duties);
    Entity entity(std::move(type), rules());
    entity.path = "departments";
    entity.table = "department";
    entity.plural = {"部门", "departments"};
    entity.title = "name";
    entity.key = {"zone_id", "code"};
    entity.order = "name";
    entity.scope = {.zone = "t.zone_id", .department = "t.id", .park = {}, .enterprise = {}, .user = {}};
    return entity;
}

}  // namespace yuanheng::platform
