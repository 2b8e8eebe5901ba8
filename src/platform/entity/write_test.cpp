#include <thread>

#include "platform/testing/entity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class EntityWrite : public EntityTest {
protected:
    std::int64_t audited(const std::string& action) {
        return here().count("SELECT COUNT(*) FROM audit WHERE action = ?", {action});
    }
};

TEST_P(EntityWrite, CreatesInTheOnlyZoneOfWhoeverDoes) {
    const TestReply reply =
        here().post("officer", "/api/devices", R"({"code":"A","name":"甲","kind":"press"})");
    ASSERT_EQ(reply.status, 201) << reply.body;
    EXPECT_EQ(reply.at("/zone_id"), std::to_string(here().zone.value));
    EXPECT_EQ(reply.at("/active"), "true") << "what a fresh record has";
    EXPECT_EQ(reply.at("/tag"), "press-A");
    EXPECT_EQ(reply.at("/refs/zone/" + reply.at("/zone_id")), "qingyuan园区");
    EXPECT_EQ(reply.header("ETag"), "\"1\"");
    EXPECT_EQ(reply.header("Location"), "/api/devices/" + reply.at("/id"));
    EXPECT_EQ(here().get("officer", reply.header("Location")).at("/name"), "甲");
    EXPECT_EQ(audited("device.create"), 1);
}

TEST_P(EntityWrite, NamesEverythingThatIsWrong) {
    const TestReply reply = here().post(
        "officer", "/api/devices",
        R"({"code":"","kind":"spaceship","pieces":-1,"area":"1.23456","bought_on":"2024-02-30","colour":"red","maker":"123"})");
    EXPECT_EQ(reply.status, 422);
    std::vector<std::string> at;
    for (std::size_t i = 0; i < reply.size("/errors"); ++i)
        at.push_back(reply.at(fmt::format("/errors/{}/pointer", i)));
    for (const char* pointer : {"/kind", "/pieces", "/area", "/bought_on", "/colour", "/maker"})
        EXPECT_THAT(at, ::testing::Contains(pointer)) << reply.body;
    EXPECT_EQ(
        here().post("officer", "/api/devices", R"({"code":"X","kind":"press"})").at("/errors/0/pointer"),
        "/name");
    EXPECT_EQ(here()
                  .post("officer", "/api/devices", R"({"code":"X","name":"x","kind":"lathe"})")
                  .at("/errors/0/pointer"),
              "/pieces")
        << "a rule of the entity";
    EXPECT_EQ(here()
                  .post("officer", "/api/devices",
                        R"({"code":"X","name":"x","kind":"press","tag":"mine","id":"5","version":9})")
                  .status,
              422)
        << "what the program sets";
    EXPECT_EQ(here().post("officer", "/api/devices", R"([1])").status, 422);
    EXPECT_EQ(here().post("officer", "/api/devices", R"({"code")").status, 400);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM device"), 0);
}

TEST_P(EntityWrite, RefusesAKeyThatIsThereAndSaysWhich) {
    device("A", "甲");
    const TestReply reply =
        here().post("officer", "/api/devices", R"({"code":"A","name":"乙","kind":"press"})");
    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(reply.code(), "record_exists");
    EXPECT_THAT(reply.at("/detail"), HasSubstr("设备编码"));
    device("A", "外区的甲", "", "stranger");
}

TEST_P(EntityWrite, RefusesReferencesOutOfSight) {
    for (const std::string& id : {far, std::string("12345")}) {
        const TestReply reply =
            here().post("officer", "/api/devices",
                        fmt::format(R"({{"code":"A","name":"甲","kind":"press","site_id":"{}"}})", id));
        EXPECT_EQ(reply.code(), "reference_unknown");
        EXPECT_EQ(reply.at("/errors/0/pointer"), "/site_id");
        EXPECT_THAT(reply.body, Not(HasSubstr("远厂")));
    }
}

TEST_P(EntityWrite, KeepsEverybodyWithinTheirScope) {
    EXPECT_EQ(here()
                  .post("officer", "/api/devices",
                        fmt::format(R"({{"zone_id":"{}","code":"A","name":"甲","kind":"press"}})",
                                    here().other_zone.value))
                  .code(),
              "reference_unknown")
        << "another zone is not the officer's to see";
    EXPECT_EQ(here().post("clerk", "/api/devices", R"({"code":"A","name":"甲","kind":"press"})").code(),
              "forbidden")
        << "without the duty";
    EXPECT_EQ(here().post("leader", "/api/devices", R"({"code":"A","name":"甲","kind":"press"})").code(),
              "forbidden");
    EXPECT_EQ(here()
                  .post("operator", "/api/devices",
                        fmt::format(R"({{"code":"A","name":"甲","kind":"press","site_id":"{}"}})", north))
                  .status,
              201);
    EXPECT_EQ(here().post("operator", "/api/devices", R"({"code":"B","name":"乙","kind":"press"})").code(),
              "forbidden_record")
        << "it stands in no park";
    const std::string id = here().get("operator", "/api/devices").at("/items/0/id");
    const TestReply moved =
        here().patch("operator", "/api/devices/" + id, "1", fmt::format(R"({{"site_id":"{}"}})", south));
    EXPECT_EQ(moved.status, 422) << "the other site is not the park's to see";
    EXPECT_EQ(here().patch("operator", "/api/devices/" + id, "1", R"({"site_id":null})").code(),
              "forbidden_record")
        << "nobody moves a record out of their scope";
    EXPECT_EQ(here().patch("clerk", "/api/devices/" + id, "1", R"({"name":"x"})").code(), "forbidden");
}

TEST_P(EntityWrite, ChangesOnlyTheVersionThatWasLookedAt) {
    const std::string path = "/api/devices/" + device("A", "甲");
    EXPECT_EQ(here().call("officer", http::Method::patch, path, R"({"name":"乙"})").status, 428);
    const TestReply changed = here().patch("officer", path, "1", R"({"name":"乙","pieces":4})");
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.header("ETag"), "\"2\"");
    EXPECT_EQ(changed.at("/pieces"), "4");
    EXPECT_EQ(here().patch("officer", path, "1", R"({"name":"丙"})").status, 412);
    EXPECT_EQ(here()
                  .call("officer", http::Method::patch, path, R"({"name":"丙"})", {{"if-match", "W/\"2\""}})
                  .status,
              412);
    EXPECT_EQ(
        here().call("officer", http::Method::patch, path, R"({"name":"丙"})", {{"if-match", "*"}}).status,
        412);
    EXPECT_EQ(here().get("officer", path).at("/name"), "乙");
    EXPECT_EQ(here().patch("officer", path, "2", R"({"name":"乙"})").header("ETag"), "\"2\"")
        << "nothing changed";
    EXPECT_EQ(audited("device.edit"), 1);
    EXPECT_EQ(here().patch("officer", path, "2", R"({"name":null})").at("/errors/0/code"), "field_required");
    EXPECT_EQ(here().patch("officer", path, "2", R"({"pieces":null})").at("/pieces"), "null");
    EXPECT_EQ(here()
                  .patch("officer", path, "3", fmt::format(R"({{"zone_id":"{}"}})", here().other_zone.value))
                  .at("/errors/0/code"),
              "reference_unknown");
}

TEST_P(EntityWrite, LosesNoneOfManyChangesAtOnce) {
    const std::string path = "/api/devices/" + device("A", "甲", R"(,"pieces":0)");
    constexpr int kThreads = 4, kEach = 10;
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&] {
            for (int done = 0; done < kEach;) {
                const TestReply now = here().get("officer", path);
                const TestReply reply =
                    here().patch("officer", path, now.at("/version"),
                                 fmt::format(R"({{"pieces":{}}})", std::stoll(now.at("/pieces")) + 1));
                ASSERT_TRUE(reply.status == 200 || reply.status == 412 || reply.status == 503) << reply.body;
                done += reply.status == 200 ? 1 : 0;
            }
        });
    }
    for (std::thread& t : threads) t.join();
    EXPECT_EQ(here().get("officer", path).at("/pieces"), std::to_string(kThreads * kEach));
    EXPECT_EQ(audited("device.edit"), kThreads * kEach);
}

TEST_P(EntityWrite, DoesARepeatedRequestOnce) {
    const http::Headers key{{"idempotency-key", "k-1"}};
    const TestReply first =
        here().post("officer", "/api/devices", R"({"code":"A","name":"甲","kind":"press"})", key);
    const TestReply second =
        here().post("officer", "/api/devices", R"({"code":"A","name":"甲","kind":"press"})", key);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(second.header("ETag"), "\"1\"");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM device"), 1);
    EXPECT_EQ(
        here().post("officer", "/api/devices", R"({"code":"B","name":"乙","kind":"press"})", key).code(),
        "idempotency_reused");
    EXPECT_EQ(
        here().post("stranger", "/api/devices", R"({"code":"A","name":"甲","kind":"press"})", key).status,
        201)
        << "keys are each user's own";
}

TEST_P(EntityWrite, RemovesAndBringsBack) {
    const std::string path = "/api/devices/" + device("A", "甲", R"(,"pieces":7,"area":"1.2345")");
    EXPECT_EQ(here().call("officer", http::Method::del, path).status, 428);
    EXPECT_EQ(here().remove("officer", path, "9").status, 412);
    EXPECT_EQ(here().post("officer", path + "/restore").code(), "conflict") << "it is still there";
    EXPECT_EQ(here().remove("officer", path, "1").status, 204);
    EXPECT_EQ(here().get("officer", path).status, 404);
    EXPECT_EQ(here().get("officer", path + "/history").at("/items/0/action"), "device.remove")
        << "what it was can still be read";
    EXPECT_EQ(here().post("stranger", path + "/restore").status, 404);
    const TestReply back = here().post("officer", path + "/restore");
    EXPECT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(back.at("/area"), "1.2345");
    EXPECT_EQ(back.at("/pieces"), "7");
    EXPECT_EQ(back.header("ETag"), "\"2\"");
    EXPECT_EQ(here().get("officer", path).at("/name"), "甲");
    EXPECT_THAT(names("officer", "/api/devices?q=jia"), ElementsAre("甲")) << "it is found again";
}

TEST_P(EntityWrite, DoesNotBringBackWhatAnotherRecordTookThePlaceOf) {
    const std::string path = "/api/devices/" + device("A", "甲");
    here().remove("officer", path, "1");
    device("A", "新的甲");
    EXPECT_EQ(here().post("officer", path + "/restore").code(), "record_exists");
}

TEST_P(EntityWrite, RefusesToRemoveWhatOthersReferToAndNamesThem) {
    device("A", "甲机", fmt::format(R"(,"site_id":"{}")", north));
    const TestReply reply = here().remove("officer", "/api/sites/" + north, "1");
    EXPECT_EQ(reply.status, 409);
    EXPECT_EQ(reply.code(), "record_referenced");
    EXPECT_THAT(reply.at("/detail"), HasSubstr("甲机"));
    EXPECT_THAT(reply.at("/detail"), HasSubstr("设备"));
    EXPECT_EQ(here().remove("officer", "/api/sites/" + south, "1").status, 204);
}

// ---- many at once

TEST_P(EntityWrite, ChangesAllThatASearchFinds) {
    for (int i = 0; i < 5; ++i) device(fmt::format("A{}", i), fmt::format("机{}", i), R"(,"pieces":1)");
    device("B", "别的");
    const TestReply wrong =
        here().post("officer", "/api/devices/bulk",
                    R"({"query":"filter=code:contains:a","expected":4,"set":{"pieces":2}})");
    EXPECT_EQ(wrong.code(), "bulk_count");
    EXPECT_THAT(wrong.at("/detail"), HasSubstr("5"));
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM device WHERE pieces = 2"), 0);
    const TestReply reply = here().post(
        "officer", "/api/devices/bulk",
        fmt::format(
            R"({{"query":"filter=code:contains:a","expected":5,"set":{{"pieces":2,"site_id":"{}"}}}})",
            north));
    EXPECT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/changed"), "5");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM device WHERE pieces = 2 AND version = 2"), 5);
    EXPECT_EQ(audited("device.edit"), 5) << "each record has its history";
    EXPECT_EQ(here()
                  .post("officer", "/api/devices/bulk",
                        R"({"query":"filter=code:contains:a","expected":5,"set":{"pieces":2}})")
                  .at("/changed"),
              "0");
}

TEST_P(EntityWrite, ChangesChosenRecords) {
    const std::string a = device("A", "甲"), b = device("B", "乙");
    device("C", "丙");
    EXPECT_EQ(here()
                  .post("officer", "/api/devices/bulk",
                        fmt::format(R"({{"ids":["{}","{}"],"expected":2,"set":{{"active":false}}}})", a, b))
                  .at("/changed"),
              "2");
    EXPECT_EQ(here().get("officer", "/api/devices?count=1&filter=active:eq:false").at("/total"), "2");
}

TEST_P(EntityWrite, ChangesAllOfThemOrNone) {
    device("A", "甲", R"(,"pieces":1)");
    device("B", "乙");
    const TestReply reply =
        here().post("officer", "/api/devices/bulk", R"({"query":"","expected":2,"set":{"kind":"lathe"}})");
    EXPECT_EQ(reply.code(), "bulk_refused") << reply.body;
    EXPECT_THAT(reply.at("/detail"), HasSubstr("乙")) << "the record that cannot be changed so";
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM device WHERE kind = 'lathe'"), 0);
}

TEST_P(EntityWrite, RefusesBulkChangesThatMakeNoSense) {
    device("A", "甲");
    const auto code = [&](const std::string& body, const char* login = "officer") {
        return here().post(login, "/api/devices/bulk", body).at("/errors/0/code");
    };
    EXPECT_EQ(code(R"({"query":"","expected":1,"set":{}})"), "bulk_nothing");
    EXPECT_EQ(code(R"({"query":"","expected":1})"), "bulk_nothing");
    EXPECT_EQ(code(R"({"query":"","set":{"pieces":1}})"), "field_required");
    EXPECT_EQ(code(R"({"query":"","expected":1,"set":{"tag":"x"}})"), "json_unknown");
    EXPECT_EQ(here()
                  .post("officer", "/api/devices/bulk", R"({"query":"","expected":1,"set":{"pieces":-1}})")
                  .at("/errors/0/pointer"),
              "/set/pieces");
    EXPECT_EQ(code(R"({"query":"colour=red","expected":1,"set":{"pieces":1}})"), "unknown_parameter");
    EXPECT_EQ(code(R"({"query":"filter=x:y:z","expected":1,"set":{"pieces":1}})"), "filter_field");
    EXPECT_EQ(code(R"({"ids":["x"],"expected":1,"set":{"pieces":1}})"), "field_id");
    EXPECT_EQ(
        code(fmt::format(R"({{"query":"","expected":1,"set":{{"zone_id":"{}"}}}})", here().other_zone.value)),
        "reference_unknown");
    EXPECT_EQ(code(R"({"query":"","expected":1,"set":{"pieces":1}})", "leader"), "forbidden");
    EXPECT_EQ(code(fmt::format(R"({{"query":"","expected":1,"set":{{"site_id":"{}"}}}})", far)),
              "reference_unknown");
}

// ---- history

TEST_P(EntityWrite, TellsWhoChangedWhatAndWhen) {
    const std::string path = "/api/devices/" + device("A", "甲", R"(,"price":"5")");
    here().now += 60'000;
    here().patch("officer", path, "1",
                 fmt::format(R"({{"price":"6.5","site_id":"{}","kind":"other"}})", north));
    const TestReply history = here().get("officer", path + "/history");
    ASSERT_EQ(history.size("/items"), 2u) << history.body;
    EXPECT_EQ(history.at("/items/0/action"), "device.edit");
    EXPECT_EQ(history.at("/items/0/user_name"), "某officer");
    EXPECT_EQ(history.at("/items/0/at"), "2025-11-24T16:01:00.000Z");
    EXPECT_EQ(history.at("/items/0/source"), "null");
    EXPECT_EQ(history.size("/items/0/changes"), 4u) << history.body;
    EXPECT_THAT(history.at("/items/0/changes"), HasSubstr(R"({"field":"price","before":"5","after":"6.5"})"));
    EXPECT_THAT(history.at("/items/0/changes"),
                HasSubstr(R"({"field":"tag","before":"press-A","after":"other-A"})"));
    EXPECT_EQ(history.at("/refs/site/" + north), "北厂");
    EXPECT_THAT(history.at("/items/1/changes"), HasSubstr(R"({"field":"name","before":null,"after":"甲"})"));
    EXPECT_EQ(here().get("officer", path + "/history?field=price").size("/items"), 2u);
    EXPECT_EQ(here().get("officer", path + "/history?field=site_id").size("/items"), 1u);
    EXPECT_EQ(here().get("officer", path + "/history?field=nothing").code(), "filter_field");
    const TestReply page = here().get("officer", path + "/history?limit=1");
    EXPECT_EQ(
        here().get("officer", path + "/history?limit=1&after=" + page.at("/next")).at("/items/0/action"),
        "device.create");
}

ON_BOTH_DATABASES(EntityWrite);

}  // namespace
}  // namespace yuanheng::platform
