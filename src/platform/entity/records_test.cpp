#include "platform/entity/records.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/entity/owner.hpp"
#include "platform/testing/test_services.hpp"

/// Records that belong to others: inspections of machines of enterprises.
namespace yuanheng::platform::owned {

struct Firm {
    Id id, zone_id, park_id;
    std::string name;
};
void describe(reflect::Describer<Firm>& d) {
    d.name("firm", {"企业", "firm"});
    d(&Firm::id, "id", {"编号", "id"}).by_program();
    d(&Firm::zone_id, "zone_id", {"高新区", "zone"}).of("zone").must().fixed();
    d(&Firm::park_id, "park_id", {"园区", "park"});
    d(&Firm::name, "name", {"名称", "name"}).must().sorts();
}

struct Machine {
    Id ent_id;
    std::string name;
    std::optional<std::int64_t> power;
};
void describe(reflect::Describer<Machine>& d) {
    d.name("machine", {"机器", "machine"});
    d(&Machine::ent_id, "ent_id", {"企业", "enterprise"}).of("firm").must().fixed();
    d(&Machine::name, "name", {"名称", "name"}).must().sorts().found();
    d(&Machine::power, "power", {"功率", "power"});
}

struct Inspection {
    Id machine_id, ent_id;
    std::string name;
};
void describe(reflect::Describer<Inspection>& d) {
    d.name("inspection", {"检验", "inspection"});
    d(&Inspection::machine_id, "machine_id", {"机器", "machine"}).of("machine").must().fixed();
    d(&Inspection::ent_id, "ent_id", {"企业", "enterprise"}).of("firm").by_program();
    d(&Inspection::name, "name", {"检验员", "inspector"}).must().sorts();
}

namespace {

EntityRules rules() {
    const Policy all = Policy::of({{Role::officer, Reach::zone},
                                   {Role::park_operator, Reach::park},
                                   {Role::enterprise_user, Reach::enterprise}});
    return {.view = all, .create = all, .edit = all, .remove = all, .import = all, .export_all = all};
}

template <typename T>
Entity entity(const std::string& path, const std::string& table) {
    Entity e = Entity::of<T>(rules());
    e.path = path;
    e.table = table;
    e.plural = {path, path};
    e.title = "name";
    e.order = "name";
    return e;
}
Entity firms() {
    Entity e = entity<Firm>("firms", "firm");
    e.scope = {.zone = "t.zone_id", .park = "t.park_id", .enterprise = "t.id"};
    return e;
}
Entity machines() {
    Entity e = entity<Machine>("machines", "machine");
    e.owner = {.field = "ent_id", .entity = "firm"};
    e.check = checking<Machine>([](Change&, const Machine* was, Machine& is) -> Checked<void> {
        if (was == nullptr && !is.power) is.power = 1;
        return {};
    });
    return e;
}
Entity inspections() {
    Entity e = entity<Inspection>("inspections", "inspection");
    e.owner = {.field = "machine_id", .entity = "machine"};
    return e;
}

TEST(Owner, NamesOfColumnsAreFoundInSql) {
    const auto seen = [](std::string_view name) { return "<" + std::string(name) + ">"; };
    EXPECT_EQ(with_columns("t.a", seen), "<a>");
    EXPECT_EQ(with_columns("(SELECT at.b FROM at WHERE at.t = t.ent_id)", seen),
              "(SELECT at.b FROM at WHERE at.t = <ent_id>)");
    EXPECT_EQ(with_columns("t", seen), "t");
}

TEST(Owner, ScopesFollowFromIt) {
    std::vector<Entity> list;
    list.push_back(firms());
    list.push_back(machines());
    list.push_back(inspections());
    const Entities all(std::move(list));
    const ScopeColumns& machine = all.table("machine").entity.scope;
    EXPECT_EQ(machine.zone, "(SELECT of_firm.zone_id FROM firm of_firm WHERE of_firm.id = t.ent_id)");
    EXPECT_EQ(machine.park, "(SELECT of_firm.park_id FROM firm of_firm WHERE of_firm.id = t.ent_id)");
    EXPECT_EQ(machine.enterprise, "t.ent_id");
    EXPECT_EQ(machine.department, "");
    const ScopeColumns& inspection = all.table("inspection").entity.scope;
    EXPECT_EQ(inspection.zone, machine.zone) << "its own ent_id says it: no way through the machine";
    EXPECT_EQ(inspection.enterprise, "t.ent_id");
}

TEST(Owner, OfAnotherKindIsAskedThroughItsField) {
    Entity project = firms();
    project.scope.department = "(SELECT d.id FROM department d WHERE d.zone_id = t.zone_id)";
    Entity document = machines();
    const Table owner(std::move(project));
    EXPECT_EQ(scope_by_owner(document, owner).department,
              "(SELECT (SELECT d.id FROM department d WHERE d.zone_id = of_firm.zone_id) FROM firm "
              "of_firm WHERE of_firm.id = t.ent_id)");
}

TEST(Owner, MustFit) {
    const auto made = [](std::vector<Entity> list) { Entities all(std::move(list)); };
    EXPECT_THROW(made({machines(), firms()}), std::logic_error) << "the owner comes first";
    Entity loose = firms();
    loose.owner = {.field = "park_id", .entity = "firm"};
    EXPECT_THROW(made({loose}), std::logic_error) << "neither required nor fixed";
    Entity lost = inspections();
    lost.owner = {.field = "machine_id", .entity = "firm"};
    EXPECT_THROW(made({firms(), lost}), std::logic_error) << "there is nothing to fill ent_id in from";
}

/// One enterprise in the operator's park, one elsewhere in the zone, one in another zone.
class OwnedRecords : public OnEachDatabase {
protected:
    TestOptions options() const override {
        const std::string standard =
            "version BIGINT NOT NULL, created_at BIGINT NOT NULL, created_by BIGINT, updated_at BIGINT NOT "
            "NULL, updated_by BIGINT, search_text TEXT NOT NULL, name TEXT NOT NULL, ";
        TestOptions out;
        out.schema = {"CREATE TABLE firm (id BIGINT PRIMARY KEY, " + standard +
                          "zone_id BIGINT NOT NULL, park_id BIGINT)",
                      "CREATE TABLE machine (ent_id BIGINT NOT NULL, id BIGINT NOT NULL, " + standard +
                          "power BIGINT, PRIMARY KEY (ent_id, id))",
                      "CREATE INDEX machine_id ON machine (id)",
                      "CREATE TABLE inspection (ent_id BIGINT NOT NULL, id BIGINT NOT NULL, " + standard +
                          "machine_id BIGINT NOT NULL, PRIMARY KEY (ent_id, id))",
                      "CREATE INDEX inspection_id ON inspection (id)"};
        out.practices = {{.name = "workshop",
                          .label = {"车间", "workshop"},
                          .entities = {firms(), machines(), inspections()}}};
        return out;
    }
    void SetUp() override {
        OnEachDatabase::SetUp();
        if (IsSkipped()) return;
        near = here().enterprise;
        firm(near, "甲", here().zone, here().park);
        firm(other, "乙", here().zone, {});
        firm(far, "丙", here().other_zone, {});
        near_machine = made("company", "machines", "ent_id", near, "车床");
        other_machine = made("officer", "machines", "ent_id", other, "铣床");
        far_machine = made("stranger", "machines", "ent_id", far, "刨床");
    }
    void firm(Id id, const std::string& name, Id zone, Id park) {
        here().database().write([&](db::Session& db) {
            db.insert("firm", {{"id", id.value},
                               {"version", std::int64_t{1}},
                               {"created_at", std::int64_t{0}},
                               {"updated_at", std::int64_t{0}},
                               {"search_text", std::string("-")},
                               {"name", name},
                               {"zone_id", zone.value},
                               {"park_id", park ? db::Value(park.value) : db::Value()}});
        });
    }
    TestReply post(const std::string& login, const std::string& path, const std::string& field, Id of,
                   const std::string& name) {
        return here().post(login, "/api/" + path,
                           fmt::format(R"({{"{}":"{}","name":"{}"}})", field, of.value, name));
    }
    Id made(const std::string& login, const std::string& path, const std::string& field, Id of,
            const std::string& name) {
        const TestReply reply = post(login, path, field, of, name);
        EXPECT_EQ(reply.status, 201) << reply.body;
        return reply.status == 201 ? Id{std::stoll(reply.at("/id"))} : Id{};
    }
    std::int64_t audited(const std::string& action, Id enterprise) {
        return here().count("SELECT COUNT(*) FROM audit WHERE action = ? AND ent_id = ?",
                            {action, enterprise.value});
    }
    void change(const std::function<void(Change&)>& work) {
        platform::change(here().services(), here().actor("officer"), work);
    }

    Id near, other{11}, far{12}, near_machine, other_machine, far_machine;
};

TEST_P(OwnedRecords, AreSeenByWhoSeesTheOwner) {
    for (const Id machine : {near_machine, other_machine})
        made("officer", "inspections", "machine_id", machine, "张");
    made("stranger", "inspections", "machine_id", far_machine, "李");
    for (const auto& [who, n] : std::initializer_list<std::pair<const char*, std::size_t>>{
             {"officer", 2}, {"operator", 1}, {"company", 1}, {"stranger", 1}}) {
        EXPECT_EQ(here().get(who, "/api/machines").size("/items"), n) << who;
        EXPECT_EQ(here().get(who, "/api/inspections").size("/items"), n) << who;
    }
    EXPECT_EQ(here().get("company", fmt::format("/api/machines/{}", other_machine.value)).status, 404);
}

TEST_P(OwnedRecords, BelongToTheEnterpriseOfTheirOwner) {
    const TestReply own = post("company", "inspections", "machine_id", near_machine, "张");
    ASSERT_EQ(own.status, 201) << own.body;
    EXPECT_EQ(own.at("/ent_id"), std::to_string(near.value)) << "the platform fills it in";
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM inspection WHERE ent_id = ?", {near.value}), 1);
    EXPECT_EQ(audited("inspection.create", near), 1) << "whom it concerns, for who reads the audit chain";
    EXPECT_EQ(post("company", "inspections", "machine_id", other_machine, "张").code(), "reference_unknown");
    const TestReply lost = post("officer", "inspections", "machine_id", Id{99}, "张");
    EXPECT_EQ(lost.code(), "reference_unknown");
    EXPECT_EQ(lost.at("/errors/0/pointer"), "/machine_id");
    EXPECT_EQ(here()
                  .post("officer", "/api/inspections",
                        fmt::format(R"({{"machine_id":"{}","ent_id":"{}","name":"张"}})", near_machine.value,
                                    other.value))
                  .status,
              422)
        << "it follows from the machine";
    const std::string at = "/api/inspections/" + own.at("/id");
    EXPECT_EQ(here().patch("company", at, "1", R"({"name":"王"})").status, 200);
    EXPECT_EQ(here().remove("officer", fmt::format("/api/machines/{}", near_machine.value), "1").code(),
              "record_referenced");
    EXPECT_EQ(here().remove("company", at, "2").status, 204);
    EXPECT_EQ(here().post("company", at + "/restore").status, 200);
}

TEST_P(OwnedRecords, SayWhoseTheyAreInTheDescription) {
    const TestReply meta = here().get("officer", "/api/meta");
    EXPECT_EQ(meta.at("/entities/3/name"), "machine") << meta.body;
    EXPECT_EQ(meta.at("/entities/3/owner/field"), "ent_id");
    EXPECT_EQ(meta.at("/entities/3/owner/entity"), "firm");
    EXPECT_EQ(meta.at("/entities/4/owner/field"), "machine_id");
    EXPECT_NE(meta.at("/entities/2/name"), "(none)");
    EXPECT_THAT(meta.at("/entities/2/owner"), ::testing::AnyOf("(none)", "null"));
}

TEST_P(OwnedRecords, AreWrittenByTheProgramWithVersionSearchTextAndAudit) {
    Id drill, check;
    change([&](Change& c) {
        drill = records<Machine>(c).add({near, "钻床", {}}, "盘点");
        check = records<Inspection>(c).add({drill, {}, "赵"});
    });
    EXPECT_EQ(audited("machine.create", near), 2) << "the company's and the program's";
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE reason = '盘点'"), 1);
    EXPECT_EQ(audited("inspection.create", near), 1);
    EXPECT_EQ(here().get("company", "/api/machines?q=zuanc").size("/items"), 1u);
    const std::int64_t lines = here().count("SELECT COUNT(*) FROM audit");
    change([&](Change& c) {
        auto machines = records<Machine>(c);
        EXPECT_EQ(machines.get(drill).value.power, std::nullopt) << "without the rules of the entity";
        machines.change(
            drill, [](Machine& m) { m.name = "台钻"; }, "更名");
        const Stored<Machine> now = machines.get(drill);
        EXPECT_EQ(now.version(), 2);
        EXPECT_EQ(now.value.name, "台钻");
        machines.change(drill, [](Machine&) {});
        EXPECT_EQ(machines.get(drill).version(), 2) << "nothing changed";
    });
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit"), lines + 1);
    EXPECT_EQ(here().get("company", "/api/machines?q=taiz").size("/items"), 1u);
    change([&](Change& c) {
        records<Inspection>(c).remove(check, "误记");
        records<Machine>(c).remove(drill);
    });
    EXPECT_EQ(audited("inspection.remove", near), 1);
    EXPECT_EQ(audited("machine.remove", near), 1);
    EXPECT_EQ(here().get("company", "/api/machines").size("/items"), 1u);
    EXPECT_THROW(change([&](Change& c) {
                     records<Inspection>(c).add({Id{99}, {}, "赵"});
                 }),
                 std::logic_error);
    EXPECT_THROW(change([&](Change& c) { records<Machine>(c).remove(drill); }), std::logic_error);
}

TEST_P(OwnedRecords, AreReadAsValues) {
    here().database().read([&](db::Session& db) {
        const auto machines = records<Machine>(here().services(), db);
        const auto all = machines.find({"t.ent_id IN (?, ?)", {near.value, other.value}}, "t.name DESC");
        ASSERT_EQ(all.size(), 2u);
        EXPECT_EQ(all[0].value.name, "铣床");
        EXPECT_EQ(all[0].id(), other_machine);
        EXPECT_EQ(all[0].version(), 1);
        EXPECT_EQ(machines.get(near_machine).value.power, 1);
        const Scope own{{{Reach::enterprise, near}}};
        EXPECT_TRUE(machines.get(near_machine, own));
        const auto others = machines.get(other_machine, own);
        ASSERT_FALSE(others);
        EXPECT_EQ(others.error().code, Code::not_found);
        EXPECT_THROW(machines.get(Id{99}), std::logic_error);
    });
}

TEST_P(OwnedRecords, AreCreatedAsAPersonDoes) {
    const Scope own{{{Reach::enterprise, near}}};
    change([&](Change& c) {
        const auto made = records<Machine>(c).create({near, "磨床", {}}, own);
        ASSERT_TRUE(made);
        EXPECT_EQ(records<Machine>(c).get(*made).value.power, 1) << "by the rules of the entity";
        const auto outside = records<Machine>(c).create({other, "磨床", {}}, own);
        ASSERT_FALSE(outside);
        EXPECT_EQ(outside.error().front().code, Code::forbidden_record);
        EXPECT_FALSE(records<Machine>(c).create({near, "", {}}, own)) << "a name is required";
    });
}

ON_BOTH_DATABASES(OwnedRecords);

}  // namespace
}  // namespace yuanheng::platform::owned
