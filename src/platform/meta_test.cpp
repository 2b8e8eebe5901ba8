#include <fstream>

#include "platform/codes.hpp"
#include "platform/desk/notice.hpp"
#include "platform/testing/entity_samples.hpp"
#include "reflect/schema.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class CommonTest : public EntityTest {
protected:
    TestOptions options() const override {
        TestOptions out = EntityTest::options();
        out.practices[0].workbench.push_back([](Services&, db::Session& db, const Actor& actor) {
            WorkbenchPart part;
            if (actor.is(Role::officer))
                part.figures.push_back(
                    {"devices", "设备",
                     std::to_string(std::get<std::int64_t>(db.scalar("SELECT COUNT(*) FROM device"))), "台",
                     "/devices", "", ""});
            return part;
        });
        return out;
    }
};

// ---- saved views

TEST_P(CommonTest, KeepsViewsOfLists) {
    const TestReply made = here().post(
        "officer", "/api/views",
        R"({"entity":"device","name":"停用的","query":"filter=active:eq:false&sort=-code","columns":["code","name"],"shared":false})");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string path = "/api/views/" + made.at("/id");
    EXPECT_EQ(made.at("/mine"), "true");
    EXPECT_EQ(
        here().post("officer", "/api/views", R"({"entity":"device","name":"停用的","query":""})").code(),
        "view_exists");
    EXPECT_EQ(here().get("officer", "/api/views?entity=device").at("/items/0/columns"), R"(["code","name"])");
    EXPECT_EQ(here().get("leader", "/api/views?entity=device").size("/items"), 0u) << "it is not shared";
    const TestReply shared = here().patch("officer", path, "1", R"({"shared":true,"columns":["name"]})");
    EXPECT_EQ(shared.at("/version"), "2") << shared.body;
    EXPECT_EQ(shared.at("/query"), "filter=active:eq:false&sort=-code") << "what is not given stays";
    EXPECT_EQ(here().get("leader", "/api/views?entity=device").at("/items/0/mine"), "false");
    EXPECT_EQ(here().get("leader", "/api/views?entity=device").at("/items/0/user_name"), "某officer");
    EXPECT_EQ(here().get("boss", "/api/views?entity=device").size("/items"), 0u) << "of another zone";
    EXPECT_EQ(here().patch("leader", path, "2", R"({"name":"x"})").status, 404);
    EXPECT_EQ(here().patch("officer", path, "1", R"({"name":"x"})").status, 412);
    EXPECT_EQ(here().remove("leader", path, "2").status, 404);
    EXPECT_EQ(here().remove("officer", path, "2").status, 204);
    EXPECT_EQ(here().get("officer", "/api/views").size("/items"), 0u);
    EXPECT_EQ(here().post("company", "/api/views", R"({"entity":"device","name":"x","query":""})").status,
              404)
        << "what one may not view needs no view";
}

// ---- the inbox

TEST_P(CommonTest, TellsNoticesInTheReadersLanguage) {
    change(here().services(), here().actor("officer"), [&](Change& c) {
        for (int i = 0; i < 3; ++i)
            notify(c, here().user("leader"),
                   Error(Code::notice_export_done, {{"file", "a.xlsx"}, {"rows", std::to_string(i)}}),
                   "/jobs");
        AuditEntry entry;
        entry.action = "test.edit";
        c.record(std::move(entry));
    });
    const TestReply inbox = here().get("leader", "/api/notifications?limit=2");
    EXPECT_EQ(inbox.at("/unread"), "3");
    EXPECT_THAT(inbox.at("/items/0/title"), HasSubstr("“a.xlsx”已生成，共 2 行"));
    EXPECT_EQ(inbox.at("/items/0/link"), "/jobs");
    EXPECT_EQ(here().get("leader", "/api/notifications?limit=2&after=" + inbox.at("/next")).size("/items"),
              1u);
    const std::string path = "/api/notifications/" + inbox.at("/items/0/id") + "/read";
    EXPECT_EQ(here().post("officer", path).status, 404);
    EXPECT_EQ(here().post("leader", path).status, 204);
    EXPECT_EQ(here().post("leader", path).status, 204);
    EXPECT_EQ(here().get("leader", "/api/notifications?unread=1").size("/items"), 2u);
    EXPECT_EQ(here().get("leader", "/api/workbench").at("/todo/0/value"), "2");
    EXPECT_EQ(here().post("leader", "/api/notifications/read-all").status, 204);
    EXPECT_EQ(here().get("leader", "/api/notifications").at("/unread"), "0");
}

TEST_P(CommonTest, TellsNoticesToTheOfficersWithADuty) {
    const std::vector<Appointment> same = {{Role::officer, here().zone, here().department, {}, {}, {}}};
    here().add_person("colleague", same);
    here().add_person("former", same);
    here().add_person("gone", same);
    here().execute("UPDATE appointment SET valid_to = '2020-01-01' WHERE user_id = ?",
                   {here().user("former").value});
    here().execute("UPDATE app_user SET state = 'disabled' WHERE id = ?", {here().user("gone").value});
    int put = 0;
    const auto tell = [&](const Audience& audience, std::string_view key) {
        change(here().services(), here().actor("leader"), [&](Change& c) {
            put = notify(c, audience, Error(Code::notice_export_done, {{"file", "a"}, {"rows", "1"}}),
                         "/jobs", key);
            AuditEntry entry;
            entry.action = "test.edit";
            c.record(std::move(entry));
        });
        return put;
    };
    const OfficersWith keepers{here().zone, "registry"};
    EXPECT_EQ(tell(keepers, "project 7 is late"), 2);
    for (const char* login : {"officer", "colleague"})
        EXPECT_EQ(here().get(login, "/api/notifications").at("/unread"), "1") << login;
    for (const char* login : {"clerk", "stranger", "leader", "former"})
        EXPECT_EQ(here().get(login, "/api/notifications").at("/unread"), "0") << login;
    EXPECT_EQ(tell(OfficersWith{here().zone, "regist"}, {}), 0) << "a duty, not a part of its name";

    EXPECT_EQ(tell(keepers, "project 7 is late"), 0) << "both still have it unread";
    EXPECT_EQ(tell(keepers, "project 8 is late"), 2);
    EXPECT_EQ(tell(here().user("officer"), {}), 1);
    EXPECT_EQ(tell(here().user("officer"), {}), 1) << "without a key every one counts";
    EXPECT_EQ(here().post("officer", "/api/notifications/read-all").status, 204);
    EXPECT_EQ(tell(keepers, "project 7 is late"), 1) << "who has read it is told again";
}

TEST_P(CommonTest, MarksAsReadWithoutAnAuditEntry) {
    const std::int64_t before = here().count("SELECT COUNT(*) FROM audit");
    EXPECT_EQ(here().post("leader", "/api/notifications/read-all").status, 204);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit"), before);
}

TEST(Unaudited, IsOneNamedException) {
    std::vector<std::string> places;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(YUANHENG_ROOT "/src")) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".cpp") || name.ends_with("_test.cpp")) continue;
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);)
            if (line.find(".unaudited(") != line.npos) places.push_back(name + ":" + line);
    }
    EXPECT_THAT(places,
                ::testing::ElementsAre("notifications.cpp:    change.unaudited(\"own reading mark\");"));
}

TEST_P(CommonTest, ShowsEverybodyTheirWorkbench) {
    EXPECT_EQ(here().get("officer", "/api/workbench").at("/figures/0/label"), "设备");
    EXPECT_EQ(here().get("leader", "/api/workbench").size("/figures"), 0u);
    EXPECT_EQ(here().get("", "/api/workbench").status, 401);
}

// ---- meta and the OpenAPI document

TEST_P(CommonTest, DescribesWhatTheReaderMayDo) {
    const TestReply meta = here().get("officer", "/api/meta");
    ASSERT_EQ(meta.status, 200);
    EXPECT_THAT(
        meta.body,
        HasSubstr(
            R"("operations":["device.list","device.summary","device.create","device.view","device.edit","device.remove","device.restore","device.history","device.bulk","device.export","device.template","device.import","device.attachments","device.add_attachment","device.remove_attachment","device.remarks","device.add_remark","device.withdraw_remark"])"));
    EXPECT_THAT(
        meta.body,
        HasSubstr(
            R"("name":"price","kind":"money","format":"plain","data_class":"sensitive","label":{"zh":"原值","en":"price"})"));
    EXPECT_THAT(meta.body, HasSubstr(R"({"code":"lathe","label":{"zh":"车床","en":"lathe"}})"));
    EXPECT_EQ(meta.size("/zones"), 1u);
    EXPECT_EQ(meta.at("/zones/0/code"), "qingyuan");
    EXPECT_EQ(meta.size("/departments"), 2u);
    const TestReply leader = here().get("leader", "/api/meta");
    EXPECT_THAT(
        leader.body,
        HasSubstr(
            R"("operations":["device.list","device.summary","device.view","device.history","device.export","device.attachments","device.remarks","device.add_remark","device.withdraw_remark"])"));
    EXPECT_THAT(here().get("company", "/api/meta").body, Not(HasSubstr("\"device\"")));
}

TEST_P(CommonTest, SaysWhoseRecordsAnOperationIsAbout) {
    for (const Operation& operation : here().practices().operations()) {
        const std::string prefix = operation.id.substr(0, operation.id.find('.'));
        const bool of_entity = here().services().entities.find(prefix) != nullptr;
        EXPECT_EQ(operation.entity, of_entity ? prefix : "") << operation.id;
    }
}

TEST_P(CommonTest, LeavesTheOwnAccountOpenToWhoMustChangeThePassword) {
    std::vector<std::string> open;
    for (const Operation& operation : here().practices().operations())
        if (operation.open_while_gated) open.push_back(operation.id);
    EXPECT_THAT(open, ElementsAre("session.show", "session.open", "session.confirm", "session.close",
                                  "account.edit", "account.password", "account.second_factor_begin",
                                  "account.second_factor_confirm", "account.second_factor_end",
                                  "account.sessions", "account.end_session", "account.end_other_sessions"));
}

TEST_P(CommonTest, DescribesItsInterface) {
    const TestReply document = here().get("officer", "/api/openapi.json");
    ASSERT_EQ(document.status, 200);
    EXPECT_EQ(document.at("/openapi"), "3.1.0");
    const auto operation = [&](const std::string& path, const std::string& method) {
        // A pointer's / inside a name is ~1; this reader does without.
        const std::size_t at = document.body.find("\"" + path + "\":{");
        EXPECT_NE(at, std::string::npos) << path;
        const std::size_t begin = document.body.find("\"" + method + "\":{", at);
        return document.body.substr(begin, document.body.find("\"operationId\"", begin + 40) - begin);
    };
    EXPECT_THAT(operation("/api/devices/{id}", "patch"), HasSubstr(R"("operationId":"device.edit")"));
    EXPECT_THAT(operation("/api/devices/{id}", "patch"), HasSubstr("If-Match"));
    EXPECT_THAT(operation("/api/devices/{id}", "patch"), HasSubstr("#/components/schemas/device_partial"));
    EXPECT_THAT(operation("/api/devices", "post"), HasSubstr("Idempotency-Key"));
    EXPECT_THAT(operation("/api/devices/bulk", "post"),
                HasSubstr("#/components/schemas/device_bulk_request"));
    EXPECT_THAT(operation("/api/devices/imports", "post"), HasSubstr("application/octet-stream"));
    EXPECT_THAT(operation("/api/jobs/{id}/events", "get"), HasSubstr("text/event-stream"));
    EXPECT_THAT(document.body, HasSubstr("__Host-yuanheng"));
    // Every schema that is referred to is there.
    const std::string mark = "#/components/schemas/";
    for (std::size_t at = document.body.find(mark); at != std::string::npos;
         at = document.body.find(mark, at + 1)) {
        const std::size_t begin = at + mark.size();
        const std::string name = document.body.substr(begin, document.body.find('"', begin) - begin);
        EXPECT_NE(document.at("/components/schemas/" + name), "(none)") << name;
    }
    // Every operation is there once.
    for (const Operation& o : here().services().operations) {
        const std::string id = "\"operationId\":\"" + o.id + "\"";
        const std::size_t first = document.body.find(id);
        EXPECT_NE(first, std::string::npos) << o.id;
        EXPECT_EQ(document.body.find(id, first + 1), std::string::npos) << o.id;
    }
}

TEST_P(CommonTest, NamesNoTwoSchemasAlike) {
    // One would overwrite the other in the document.
    std::map<std::string, const reflect::Struct*> names;
    const auto note = [&](const reflect::Struct* type, reflect::Use use) {
        std::set<const reflect::Struct*> all;
        if (type != nullptr) reflect::collect(*type, all);
        for (const reflect::Struct* s : all)
            EXPECT_EQ(names.try_emplace(reflect::schema_name(*s, use), s).first->second, s) << s->name;
    };
    for (const Operation& o : here().services().operations) {
        note(o.reply, reflect::Use::reply);
        note(o.body, o.partial ? reflect::Use::partial : reflect::Use::request);
    }
}

// ---- files

TEST_P(CommonTest, KeepsEachContentOnce) {
    Files& files = here().services().files;
    const TemporaryFile a(files.temporary()), b(files.temporary());
    std::ofstream(a.path) << "the same";
    std::ofstream(b.path) << "the same";
    const Content first = files.take(a.path).value(), second = files.take(b.path).value();
    EXPECT_EQ(first.sha256, second.sha256);
    EXPECT_EQ(first.size, 8);
    const auto path = files.path(first.sha256).value();
    EXPECT_EQ(std::filesystem::status(path).permissions() & std::filesystem::perms::others_all,
              std::filesystem::perms::none);
    EXPECT_FALSE(files.path("../../etc/passwd"));
    EXPECT_FALSE(files.path(std::string(64, 'a')));
    EXPECT_TRUE(std::filesystem::exists(a.path)) << "the caller's file stays";
    EXPECT_EQ(files.sweep(here().services()), 0u) << "its row may still come";
    std::filesystem::last_write_time(path,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
    EXPECT_EQ(files.sweep(here().services()), 1u);
    EXPECT_FALSE(files.path(first.sha256));
}

TEST(FileNames, AreOnlyEverShown) {
    EXPECT_EQ(file_name("C:\\Users\\x\\表.xlsx"), "表.xlsx");
    EXPECT_EQ(file_name("../../etc/passwd"), "passwd");
    EXPECT_EQ(file_name(".."), "file");
    EXPECT_EQ(file_name("a\r\nSet-Cookie: x.csv"), "aSet-Cookie: x.csv");
    EXPECT_EQ(file_name("x\xE2\x80\xAEvsc.exe"), "xvsc.exe") << "nothing that turns the direction of writing";
    EXPECT_EQ(attachment("a\"b;c.csv"), "attachment; filename=\"a_b_c.csv\"; filename*=UTF-8''a%22b%3Bc.csv");
    EXPECT_EQ(attachment("表 1.csv"), "attachment; filename=\"_ 1.csv\"; filename*=UTF-8''%E8%A1%A8%201.csv");
}

TEST_P(CommonTest, ForgetsWhatIsOfLongAgo) {
    here().execute(
        "INSERT INTO idempotency (user_id, key, fingerprint, status, headers, body, created_at) VALUES (1, "
        "'k', 'f', 200, '', '', ?)",
        {here().now - 25LL * 3600 * 1000});
    here().execute(
        "INSERT INTO job (id, kind, input, user_id, actor, state, done, total, created_at, ended_at, "
        "attempts, lease_until) VALUES (7, 'x', '{}', 1, '{}', 'done', 0, 0, 0, 1, 1, 0)");
    EXPECT_EQ(here().upkeep(), 0);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM idempotency"), 0);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM job WHERE id = 7"), 0);
}

ON_BOTH_DATABASES(CommonTest);

}  // namespace
}  // namespace yuanheng::platform
