#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/money.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/testing/test_services.hpp"

/// Entities for tests: sites 厂区 with a park, devices 设备 with a field of every kind, and keepers 联系人 of
/// enterprises, who are persons. A device stands at a site; a lathe has a count; its tag is made by the
/// program.
namespace yuanheng::platform {

struct Site {
    Id id, zone_id, park_id;
    std::string code, name;
};
inline void describe(reflect::Describer<Site>& d) {
    d.name("site", {"厂区", "site"});
    d(&Site::id, "id", {"编号", "id"}).by_program();
    d(&Site::zone_id, "zone_id", {"高新区", "zone"}).of("zone").must().fixed().filters();
    d(&Site::park_id, "park_id", {"园区", "park"}).filters();
    d(&Site::code, "code", {"厂区代码", "site code"}).must().longest(20).filters();
    d(&Site::name, "name", {"厂区名称", "site name"}).must().longest(60).found().sorts().listed();
}

struct Device {
    Id id, zone_id, site_id;
    std::string code, name, kind, tag;
    std::optional<std::int64_t> pieces, area;
    std::optional<Money> price;
    bool active = true;
    std::optional<Date> bought_on;
    std::optional<Instant> checked_at;
    std::string maker, industry, note, operator_name, operator_phone;
    std::optional<Period> surveyed;
    std::vector<std::string> uses;
    std::optional<std::int64_t> load;
};
inline void describe(reflect::Describer<Device>& d) {
    using reflect::DataClass;
    using reflect::Format;
    d.name("device", {"设备", "device"});
    d(&Device::id, "id", {"编号", "id"}).by_program();
    d(&Device::zone_id, "zone_id", {"高新区", "zone"}).of("zone").must().fixed().filters();
    d(&Device::site_id, "site_id", {"所在厂区", "site"}).of("site").found().filters().listed();
    d(&Device::code, "code", {"设备编码", "code"}).must().longest(20).found().sorts().also({"资产编号"});
    d(&Device::name, "name", {"设备名称", "name"}).must().longest(60).found().sorts().listed();
    d(&Device::kind, "kind", {"类别", "kind"})
        .one_of({{"lathe", {"车床", "lathe"}}, {"press", {"压力机", "press"}}, {"other", {"其他", "other"}}})
        .must()
        .filters()
        .listed();
    d(&Device::tag, "tag", {"标签", "tag"}).by_program().must();
    d(&Device::pieces, "pieces", {"台数", "pieces"}).amount("台").between(0, 10'000).filters().listed();
    d(&Device::area, "area", {"占地面积", "area"}).decimals(4, "亩").sorts().listed();
    d(&Device::price, "price", {"原值", "price"}).amount("万元").sorts().listed().as(DataClass::sensitive);
    d(&Device::active, "active", {"在用", "in use"}).filters().listed();
    d(&Device::bought_on, "bought_on", {"购置日期", "bought"}).sorts().listed();
    d(&Device::checked_at, "checked_at", {"检验时间", "checked"}).filters();
    d(&Device::maker, "maker", {"生产厂家代码", "maker"}).as(Format::uscc).filters();
    d(&Device::industry, "industry", {"行业", "industry"}).as(Format::industry).filters();
    d(&Device::note, "note", {"备注说明", "note"}).as(Format::multiline).longest(500).filters();
    d(&Device::operator_name, "operator_name", {"操作员", "operator"})
        .as(DataClass::personal)
        .found()
        .filters();
    d(&Device::operator_phone, "operator_phone", {"操作员电话", "phone"})
        .as(Format::phone)
        .as(DataClass::personal)
        .filters();
    d(&Device::surveyed, "surveyed", {"普查时期", "surveyed"}).sorts();
    d(&Device::uses, "uses", {"用途", "uses"})
        .some_of({{"cut", {"切削", "cutting"}}, {"form", {"成形", "forming"}}, {"test", {"检测", "testing"}}})
        .found()
        .filters();
    d(&Device::load, "load", {"负荷率", "load"}).ratio(4).between(0, 2'0000).sorts();
}

struct Keeper {
    Id id, ent_id;
    std::string name, phone;
    bool main = false;
};
inline void describe(reflect::Describer<Keeper>& d) {
    using reflect::DataClass;
    d.name("keeper", {"联系人", "contact"});
    d(&Keeper::id, "id", {"编号", "id"}).by_program();
    d(&Keeper::ent_id, "ent_id", {"企业", "enterprise"}).must().fixed().filters();
    d(&Keeper::name, "name", {"姓名", "name"}).must().as(DataClass::personal).found().sorts().listed();
    d(&Keeper::phone, "phone", {"电话", "phone"})
        .as(reflect::Format::phone)
        .as(DataClass::personal)
        .filters()
        .listed();
    d(&Keeper::main, "main", {"主要联系人", "main contact"}).filters();
}

inline Entity site_entity() {
    const Policy officers = Policy::of({{Role::officer, Reach::zone, "registry"}});
    Entity e = Entity::of<Site>(
        {.view = Policy::of(
             {{Role::officer, Reach::zone}, {Role::leader, Reach::zone}, {Role::park_operator, Reach::park}}),
         .create = officers,
         .edit = officers,
         .remove = officers,
         .import = officers,
         .export_all = officers});
    e.path = "sites";
    e.table = "site";
    e.title = "name";
    e.key = {"zone_id", "code"};
    e.order = "name";
    e.scope = {.zone = "t.zone_id", .park = "t.park_id"};
    e.plural = {"厂区", "sites"};
    return e;
}

inline Checked<void> check_device(Change& change, const Device*, Device& device) {
    // As an entity's rule would look up what it compares with.
    const auto& banned =
        change.once<std::vector<std::string>>([](Change&) { return std::vector<std::string>{"报废"}; });
    if (device.kind == "lathe" && !device.pieces) {
        return refuse(about(Code::field_required, {"台数", "pieces"}).at(at("/pieces")));
    }
    if (device.name == banned.front()) {
        return refuse(Code::conflict, {{"detail", "报废设备不登记"}, {"detail_en", "scrapped"}}, at("/name"));
    }
    device.tag = device.kind + "-" + device.code;
    return {};
}

inline Entity device_entity() {
    const Policy officers = Policy::of({{Role::officer, Reach::zone, "registry"}});
    const Policy keepers =
        Policy::of({{Role::officer, Reach::zone, "registry"}, {Role::park_operator, Reach::park}});
    Entity e = Entity::of<Device>(
        {.view = Policy::of({{Role::officer, Reach::zone},
                             {Role::leader, Reach::zone},
                             {Role::auditor, Reach::zone},
                             {Role::park_operator, Reach::park}}),
         .create = keepers,
         .edit = keepers,
         .remove = keepers,
         .import = keepers,
         .export_all = Policy::of({{Role::officer, Reach::zone, "registry"}, {Role::leader, Reach::zone}})});
    e.path = "devices";
    e.table = "device";
    e.title = "name";
    e.key = {"zone_id", "code"};
    e.order = "name";
    e.scope = {.zone = "t.zone_id", .park = "(SELECT s.park_id FROM site s WHERE s.id = t.site_id)"};
    e.plural = {"设备清单", "devices"};
    e.attachments = {
        {.code = "photo", .label = {"照片", "photo"}, .types = {"png", "jpg"}, .most_bytes = 2 << 20},
        {.code = "manual", .label = {"说明书", "manual"}, .types = {"pdf", "docx", "xlsx"}},
        {.code = "licence",
         .label = {"操作证", "operator's licence"},
         .data_class = reflect::DataClass::personal}};
    e.remarks = true;
    e.check = checking<Device>(check_device);
    e.looked_up = {{.reference = "site_id", .field = "park_id"}, {.reference = "site_id", .field = "name"}};
    return e;
}

inline Entity keeper_entity() {
    const Policy own = Policy::of({{Role::enterprise_user, Reach::enterprise}});
    Entity e = Entity::of<Keeper>(
        {.view = Policy::of({{Role::enterprise_user, Reach::enterprise}, {Role::leader, Reach::zone}}),
         .create = own,
         .edit = own,
         .remove = own,
         .import = own,
         .export_all = own});
    e.path = "keepers";
    e.table = "keeper";
    e.title = "name";
    e.key = {"ent_id", "phone"};
    e.order = "name";
    e.owner = {.field = "ent_id", .entity = "enterprise"};
    e.scope = {.zone = "(SELECT z.id FROM zone z WHERE z.code = 'qingyuan')", .enterprise = "t.ent_id"};
    e.plural = {"联系人", "contacts"};
    e.attachments = {{.code = "letter", .label = {"授权书", "letter of authority"}}};
    e.remarks = true;
    return e;
}

/// An installation with these entities, two sites in qingyuan (one in its park) and one in linjiang.
class EntityTest : public OnEachDatabase {
protected:
    TestOptions options() const override {
        const std::string standard =
            "version BIGINT NOT NULL, created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT "
            "NULL, updated_by BIGINT, search_text TEXT NOT NULL, ";
        TestOptions out;
        out.schema = {"CREATE TABLE site (id BIGINT PRIMARY KEY, " + standard +
                          "zone_id BIGINT NOT NULL, park_id BIGINT, code TEXT NOT NULL, name TEXT NOT NULL, "
                          "UNIQUE (zone_id, code))",
                      "CREATE TABLE device (id BIGINT PRIMARY KEY, " + standard +
                          "zone_id BIGINT NOT NULL, site_id BIGINT, code TEXT NOT NULL, name TEXT NOT NULL, "
                          "kind TEXT NOT NULL, tag TEXT NOT NULL, pieces BIGINT, "
                          "area BIGINT, price BIGINT, active INTEGER NOT NULL, bought_on TEXT, checked_at "
                          "BIGINT, maker TEXT, industry TEXT, note TEXT, "
                          "operator_name TEXT, operator_phone TEXT, surveyed TEXT, uses TEXT, load BIGINT, "
                          "UNIQUE (zone_id, code))",
                      "CREATE INDEX device_name ON device (zone_id, name, id)",
                      "CREATE TABLE keeper (ent_id BIGINT NOT NULL, id BIGINT NOT NULL, " + standard +
                          "name TEXT NOT NULL, phone TEXT, main INTEGER NOT NULL, PRIMARY KEY (ent_id, id))",
                      "CREATE INDEX keeper_id ON keeper (id)"};
        out.practices = {{.name = "workshop",
                          .label = {"车间", "workshop"},
                          .entities = {site_entity(), device_entity(), keeper_entity()}}};
        return out;
    }
    void SetUp() override {
        OnEachDatabase::SetUp();
        if (IsSkipped()) return;
        north = made("officer", "/api/sites",
                     fmt::format(R"({{"code":"N","name":"北厂","park_id":"{}"}})", here().park.value));
        south = made("officer", "/api/sites", R"({"code":"S","name":"南厂"})");
        far = made("stranger", "/api/sites", R"({"code":"F","name":"远厂"})");
    }
    /// Creates a record; its id.
    std::string made(std::string_view login, std::string_view path, std::string body) {
        const TestReply reply = here().post(login, path, std::move(body));
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.at("/id");
    }
    /// A device of the officer's; `more` are further members, with a comma before.
    std::string device(const std::string& code, const std::string& name, const std::string& more = "",
                       std::string_view login = "officer") {
        return made(login, "/api/devices",
                    fmt::format(R"({{"code":"{}","name":"{}","kind":"press"{}}})", code, name, more));
    }
    /// The names of a list, in its order.
    std::vector<std::string> names(std::string_view login, std::string_view target) {
        const TestReply reply = here().get(login, target);
        EXPECT_EQ(reply.status, 200) << target << "\n" << reply.body;
        std::vector<std::string> out;
        for (std::size_t i = 0; i < reply.size("/items"); ++i)
            out.push_back(reply.at(fmt::format("/items/{}/name", i)));
        return out;
    }

    std::string north, south, far;
};

}  // namespace yuanheng::platform
