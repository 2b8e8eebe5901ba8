#include "platform/entity/write.hpp"
#include "platform/testing/entity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// Devices are taken out of use, by their keepers, and put to use again, by a leader.

struct Buyer {
    std::string name;
    std::optional<std::int64_t> pieces;
};
void describe(reflect::Describer<Buyer>& d) {
    d.name("buyer", {"买受人", "buyer"});
    d(&Buyer::name, "name", {"名称", "name"}).must().longest(60);
    d(&Buyer::pieces, "pieces", {"台数", "pieces"}).amount("台").between(1, 100);
}

struct Retire {
    std::optional<Date> date;
    std::string reason;
    std::vector<Buyer> buyers;
};
void describe(reflect::Describer<Retire>& d) {
    d.name("retire", {"停用", "retire"});
    d(&Retire::date, "date", {"停用日期", "date"}).explained({"不填为今天", "absent: today"});
    d(&Retire::reason, "reason", {"原因", "reason"}).must().longest(200);
    d(&Retire::buyers, "buyers", {"买受人", "buyers"}).between(0, 3);
}

/// How a device stands after it.
struct Standing {
    bool active = false;
};
void describe(reflect::Describer<Standing>& d) {
    d.name("standing", {"状态", "standing"});
    d(&Standing::active, "active", {"在用", "in use"});
}

Checked<Versioned<Standing>> put(Change& change, Subject<Device>& at, bool active, Verb verb) {
    const Table& table = change.services.entities.table("device");
    Device device = at.value;
    device.active = active;
    reflect::Record after = at.row;
    table.put(after, reflect::to_record(device));
    if (auto done = update(change, table, at.scope, at.row, after, verb); !done)
        return tl::unexpected(done.error());
    return Versioned<Standing>{{active}, Table::version(after)};
}

class Actions : public EntityTest {
protected:
    TestOptions options() const override {
        TestOptions out = EntityTest::options();
        out.practices[0].entities[1].actions = {
            action(
                {.verb = "retire",
                 .label = {"停用", "Retire"},
                 .summary = {"停用设备", "retire a device"},
                 .note = {"停用后不再计入台数。", "It does not count any more."},
                 .policy = Policy::of(
                     {{Role::officer, Reach::zone, "registry"}, {Role::park_operator, Reach::park}}),
                 .danger = true,
                 .open = [](const Device& device) { return device.active; }},
                [](Change& change, Subject<Device>& at, const Retire& asked) {
                    Checked<Versioned<Standing>> done = put(change, at, false, "disable");
                    if (asked.buyers.size() > 1 && asked.reason == "报废")
                        return Checked<Versioned<Standing>>(refuse(
                            about(Code::reference_unknown, {"买受人", "buyers"}).at({"/buyers", "", 0, 0})));
                    return done;
                }),
            action({.verb = "revive",
                    .label = {"恢复使用", "Put to use"},
                    .summary = {"恢复使用设备", "put a device to use"},
                    .policy = Policy::of({{Role::leader, Reach::zone}}),
                    .open = [](const Device& device) { return !device.active; },
                    .why =
                        [](Change&, const Device& device) {
                            return Errors{Error(Code::conflict, {{"detail", device.name + "本来在用"},
                                                                 {"detail_en", device.name + " is in use"}})};
                        }},
                   [](Change& change, Subject<Device>& at) -> Checked<Nothing> {
                       const auto done = put(change, at, true, "enable");
                       if (!done) return tl::unexpected(done.error());
                       return Nothing{};
                   }),
        };
        return out;
    }
    void SetUp() override {
        EntityTest::SetUp();
        if (IsSkipped()) return;
        inside = made("officer", "/api/devices",
                      fmt::format(R"({{"code":"A","name":"甲","kind":"press","site_id":"{}"}})", north));
        outside = made("officer", "/api/devices",
                       fmt::format(R"({{"code":"B","name":"乙","kind":"press","site_id":"{}"}})", south));
    }
    std::string may(std::string_view login, const std::string& id) {
        return here().get(login, "/api/devices/" + id).at("/may");
    }
    TestReply retire(std::string_view login, const std::string& id, const std::string& version = "1",
                     std::string body = R"({"reason":"淘汰"})") {
        return here().post(login, "/api/devices/" + id + "/retire", std::move(body),
                           {{"if-match", "\"" + version + "\""}});
    }

    std::string inside, outside;
};

TEST_P(Actions, AreToldWithEveryRecordByRoleAndState) {
    EXPECT_EQ(may("officer", inside), R"(["edit","remove","retire"])");
    EXPECT_EQ(may("clerk", inside), "[]") << "a department without the duty";
    EXPECT_EQ(may("leader", inside), "[]") << "nothing to revive";
    EXPECT_EQ(may("operator", inside), R"(["edit","remove","retire"])");
    ASSERT_EQ(retire("officer", inside).status, 200);
    EXPECT_EQ(may("officer", inside), R"(["edit","remove"])");
    EXPECT_EQ(may("leader", inside), R"(["revive"])");
    const TestReply list = here().get("leader", "/api/devices?sort=code");
    EXPECT_EQ(list.at("/items/0/may"), R"(["revive"])");
    EXPECT_EQ(list.at("/items/1/may"), "[]");
    EXPECT_EQ(here().post("officer", "/api/devices", R"({"code":"C","name":"丙","kind":"press"})").at("/may"),
              R"(["edit","remove","retire"])")
        << "a new record tells so too";
}

TEST_P(Actions, AreToldWhereTheActorMayNotWhereTheyMerelySee) {
    here().add_person("both", {{Role::auditor, here().zone, {}, {}, {}, {}},
                               {Role::park_operator, here().zone, {}, here().park, {}, {}}});
    const TestReply list = here().get("both", "/api/devices?sort=code");
    EXPECT_EQ(list.at("/items/0/may"), R"(["edit","remove","retire"])") << list.body;
    EXPECT_EQ(list.at("/items/1/may"), "[]") << "seen as an auditor, outside of the park";
    EXPECT_EQ(may("both", outside), "[]");
    EXPECT_EQ(retire("both", outside).code(), "forbidden_record");
    EXPECT_EQ(retire("both", inside).status, 200);
}

TEST_P(Actions, ChangeTheVersionThatWasSeenAndLeaveALineOfAudit) {
    EXPECT_EQ(here().post("officer", "/api/devices/" + inside + "/retire", R"({"reason":"x"})").status, 428);
    EXPECT_EQ(retire("officer", inside, "2").status, 412);
    EXPECT_EQ(retire("leader", inside).status, 403);
    EXPECT_EQ(retire("stranger", inside).status, 404);
    EXPECT_EQ(retire("officer", inside, "1", "{}").at("/errors/0/pointer"), "/reason");
    EXPECT_EQ(
        retire("officer", inside, "1", R"({"reason":"x","buyers":[{"pieces":1}]})").at("/errors/0/pointer"),
        "/buyers/0/name");
    EXPECT_EQ(
        retire("officer", inside, "1", R"({"reason":"报废","buyers":[{"name":"a"},{"name":"b"}]})").status,
        422);
    const TestReply done = retire("officer", inside);
    ASSERT_EQ(done.status, 200) << "what was refused has left nothing: " << done.body;
    EXPECT_EQ(done.body, R"({"active":false})");
    EXPECT_EQ(done.header("ETag"), "\"2\"");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'device.disable' AND allowed = 1"), 1);
    const TestReply again = retire("officer", inside, "2");
    EXPECT_EQ(again.code(), "conflict");
    EXPECT_THAT(again.body, HasSubstr("停用")) << "it says what is not allowed";
    const TestReply early =
        here().post("leader", "/api/devices/" + outside + "/revive", "", {{"if-match", "\"1\""}});
    EXPECT_THAT(early.body, HasSubstr("乙本来在用")) << "and why, where that is known";
    EXPECT_EQ(here().post("leader", "/api/devices/" + inside + "/revive", "", {{"if-match", "\"2\""}}).status,
              204);
}

TEST_P(Actions, AreDescribedToWhoeverMayRunThem) {
    const std::string officer = here().get("officer", "/api/meta").body,
                      leader = here().get("leader", "/api/meta").body;
    EXPECT_THAT(officer, HasSubstr(R"("operation":"device.retire","verb":"retire","label":{"zh":"停用")"));
    EXPECT_THAT(officer, HasSubstr(R"("note":{"zh":"停用后不再计入台数。")"));
    EXPECT_THAT(officer, HasSubstr(R"("name":"reason","kind":"text")"));
    EXPECT_THAT(officer, HasSubstr(R"("name":"buyers","kind":"list")"));
    EXPECT_THAT(officer, HasSubstr(R"("fields":[{"name":"name","kind":"text")")) << "what each item has";
    EXPECT_THAT(officer, Not(HasSubstr("device.revive")));
    EXPECT_THAT(leader, HasSubstr(R"("operation":"device.revive")"));
    EXPECT_THAT(leader, Not(HasSubstr("device.retire")));
    const TestReply document = here().get("officer", "/api/openapi.json");
    EXPECT_EQ(document.at("/components/schemas/device/properties/may/items/enum"),
              R"(["edit","remove","retire","revive"])");
    EXPECT_THAT(document.body, HasSubstr(R"("operationId":"device.retire","summary":"停用设备")"));
}

ON_BOTH_DATABASES(Actions);

}  // namespace
}  // namespace yuanheng::platform
