#include <algorithm>
#include <set>

#include "platform/entity/rows.hpp"
#include "platform/testing/entity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class EntityList : public EntityTest {
protected:
    void SetUp() override {
        EntityTest::SetUp();
        if (IsSkipped()) return;
        device(
            "A1", "一号车床",
            fmt::format(
                R"(,"kind":"lathe","pieces":3,"area":"1.5","price":"12.5","bought_on":"2023-05-06","site_id":"{}")",
                north),
            "officer");
        device(
            "A2", "二号压力机",
            R"(,"pieces":10,"area":"0.25","price":"100","bought_on":"2024-01-02","active":false,"checked_at":"2025-01-01T16:30:00.000Z")");
        device("A3", "三号设备",
               R"(,"industry":"C3360","note":"100% 完好_正常","maker":"91330100123456789K")");
    }
    std::string device(const std::string& code, const std::string& name, const std::string& more = "",
                       std::string_view login = "officer") {
        const bool kind = more.find("\"kind\"") != std::string::npos;
        return made(login, "/api/devices",
                    fmt::format(R"({{"code":"{}","name":"{}"{}{}}})", code, name,
                                kind ? "" : R"(,"kind":"press")", more));
    }
};

TEST_P(EntityList, FiltersByEachKindOfField) {
    const auto found = [&](const std::string& filter) {
        return names("officer", "/api/devices?sort=code&filter=" + filter);
    };
    EXPECT_THAT(found("name:eq:一号车床"), ElementsAre("一号车床"));
    EXPECT_THAT(found("name:contains:压力"), ElementsAre("二号压力机"));
    EXPECT_THAT(found("name:in:一号车床,三号设备"), ElementsAre("一号车床", "三号设备"));
    EXPECT_THAT(found("kind:eq:lathe"), ElementsAre("一号车床"));
    EXPECT_THAT(found("kind:ne:lathe"), ElementsAre("二号压力机", "三号设备"));
    EXPECT_THAT(found("pieces:from:3"), ElementsAre("一号车床", "二号压力机"));
    EXPECT_THAT(found("pieces:to:9"), ElementsAre("一号车床"));
    EXPECT_THAT(found("pieces:empty:true"), ElementsAre("三号设备"));
    EXPECT_THAT(found("pieces:empty:false"), ElementsAre("一号车床", "二号压力机"));
    EXPECT_THAT(found("pieces:ne:3"), ElementsAre("二号压力机", "三号设备"))
        << "what has no value is not 3 either";
    EXPECT_THAT(found("area:from:0.3"), ElementsAre("一号车床"));
    EXPECT_THAT(found("price:eq:12.5"), ElementsAre("一号车床"));
    EXPECT_THAT(found("price:from:１２.６"), ElementsAre("二号压力机")) << "as an officer types it";
    EXPECT_THAT(found("active:eq:false"), ElementsAre("二号压力机"));
    EXPECT_THAT(found("active:eq:true"), ElementsAre("一号车床", "三号设备"));
    EXPECT_THAT(found("bought_on:from:2024-01-01&filter=bought_on:to:2024-01-02"), ElementsAre("二号压力机"));
    EXPECT_THAT(found("checked_at:to:2025-01-02"), ElementsAre("二号压力机"))
        << "half past midnight of 2 January in Beijing is within that day";
    EXPECT_THAT(found("checked_at:to:2025-01-01"), IsEmpty());
    EXPECT_THAT(found("checked_at:from:2025-01-01T16:30:00.000Z"), ElementsAre("二号压力机"));
    EXPECT_THAT(found("industry:contains:c33"), ElementsAre("三号设备"));
    EXPECT_THAT(found("site_id:eq:" + north), ElementsAre("一号车床"));
    EXPECT_THAT(found("note:contains:100%25"), ElementsAre("三号设备")) << "% and _ stand for themselves";
    EXPECT_THAT(found("note:contains:%25好"), IsEmpty());
    EXPECT_THAT(found("note:contains:好_正"), ElementsAre("三号设备"));
}

TEST_P(EntityList, PeriodsSharesAndSeveralChoices) {
    device("B1", "甲机", R"(,"surveyed":"2026年第一季度","uses":["test","cut"],"load":"0.125")");
    device("B2", "乙机", R"(,"surveyed":"2026-05","uses":["form"],"load":"1")");
    device("B3", "丙机", R"(,"surveyed":"2025","uses":[])");
    const auto found = [&](const std::string& query) {
        return names("officer", "/api/devices?sort=code&filter=code:contains:B&filter=" + query);
    };
    EXPECT_THAT(found("uses:has:cut"), ElementsAre("甲机"));
    EXPECT_THAT(found("uses:has:检测"), ElementsAre("甲机"));
    EXPECT_THAT(found("uses:in:form,cut"), ElementsAre("甲机", "乙机"));
    EXPECT_THAT(found("uses:empty:true"), ElementsAre("丙机"));
    EXPECT_THAT(found("surveyed:eq:2026一季度"), ElementsAre("甲机"));
    EXPECT_THAT(found("surveyed:from:2026年4月"), ElementsAre("乙机"));
    EXPECT_THAT(found("surveyed:from:2026-01"), ElementsAre("甲机", "乙机"));
    EXPECT_THAT(found("surveyed:to:2026-03"), ElementsAre("甲机", "丙机"));
    EXPECT_THAT(found("surveyed:to:2026-02"), ElementsAre("丙机"));
    EXPECT_THAT(found("surveyed:to:2026"), ElementsAre("甲机", "乙机", "丙机"));
    EXPECT_THAT(found("load:from:10%25"), ElementsAre("甲机", "乙机"));
    EXPECT_THAT(found("load:eq:0.125"), ElementsAre("甲机"));
    EXPECT_THAT(names("officer", "/api/devices?filter=code:contains:B&sort=surveyed"),
                ElementsAre("丙机", "乙机", "甲机"));
    EXPECT_THAT(names("officer", "/api/devices?q=切削"), ElementsAre("甲机")) << "by the labels of choices";
    const TestReply list = here().get("officer", "/api/devices?filter=code:eq:B1");
    EXPECT_THAT(list.body, HasSubstr(R"("surveyed":"2026Q1","uses":["cut","test"],"load":"0.125")"));
    for (const char* filter :
         {"uses:eq:cut", "uses:has:fly", "uses:has:", "surveyed:from:someday", "load:has:1"})
        EXPECT_EQ(here().get("officer", std::string("/api/devices?filter=") + filter).status / 100, 4)
            << filter;
    here().database().write(
        [](db::Session& db) { db.execute("UPDATE device SET surveyed = '十四五' WHERE code = 'B2'"); });
    EXPECT_THAT(found("surveyed:from:2026-01"), ElementsAre("甲机")) << "what is no period begins at no time";
}

TEST_P(EntityList, LooksUpFieldsOfWhatRecordsReferTo) {
    const TestReply list = here().get("officer", "/api/devices?sort=code");
    EXPECT_EQ(list.at("/items/0/site_name"), "北厂");
    EXPECT_EQ(list.at("/items/0/site_park_id"), std::to_string(here().park.value));
    EXPECT_THAT(list.body, HasSubstr(R"("site_name":null)"));
    EXPECT_EQ(here().get("officer", "/api/devices/" + list.at("/items/0/id")).at("/site_name"), "北厂");
    const auto found = [&](const std::string& filter, std::string_view login = "officer") {
        return names(login, "/api/devices?sort=code&filter=" + filter);
    };
    EXPECT_THAT(found("site_name:contains:北"), ElementsAre("一号车床"));
    EXPECT_THAT(found(fmt::format("site_park_id:eq:{}", here().park.value)), ElementsAre("一号车床"));
    EXPECT_THAT(found("site_name:ne:北厂"), ElementsAre("二号压力机", "三号设备"));
    EXPECT_THAT(found("site_name:empty:true"), ElementsAre("二号压力机", "三号设备"));
    EXPECT_THAT(found("site_name:empty:false"), ElementsAre("一号车床"));
    EXPECT_EQ(here().get("officer", "/api/devices?filter=site_code:eq:N").code(), "filter_field");
    EXPECT_THAT(
        here()
            .post("officer", "/api/devices", R"({"code":"C","name":"x","kind":"press","site_name":"y"})")
            .body,
        HasSubstr("json_unknown"));
}

TEST_P(EntityList, SortsAndPagesByWhatIsLookedUp) {
    device("A4", "四号设备", R"(,"site_id":")" + south + "\"");
    for (const auto& [sort, wanted] : std::vector<std::pair<std::string, std::vector<std::string>>>{
             {"site_name", {"一号车床", "四号设备", "二号压力机", "三号设备"}},
             {"-site_name", {"四号设备", "一号车床", "三号设备", "二号压力机"}}}) {
        std::vector<std::string> seen;
        std::string after;
        do {
            const TestReply page = here().get("officer", "/api/devices?limit=1&sort=" + sort + after);
            ASSERT_EQ(page.status, 200) << page.body;
            seen.push_back(page.at("/items/0/name"));
            after = page.at("/next");
            if (!after.empty() && after != "null") after.insert(0, "&after=");
        } while (after.starts_with("&"));
        EXPECT_EQ(seen, wanted) << sort;
    }
}

TEST_P(EntityList, TellsNothingOfWhatTheReaderMayNotSee) {
    const TestReply list = here().get("auditor", "/api/devices?sort=code");
    ASSERT_EQ(list.status, 200) << list.body;
    EXPECT_THAT(list.body, Not(HasSubstr("北厂")));
    EXPECT_THAT(names("auditor", "/api/devices?filter=site_name:contains:北"), IsEmpty());
    EXPECT_EQ(names("auditor", "/api/devices?filter=site_name:empty:true&sort=-site_name").size(), 3u);
    EXPECT_THAT(here().get("auditor", "/api/devices/summary?by=site_name").body,
                HasSubstr(R"("values":[""],"labels":["未填写"],"count":3)"));
}

TEST_P(EntityList, SummarisesWhatAFilterFinds) {
    const auto summary = [&](const std::string& query, std::string_view login = "officer") {
        return here().get(login, "/api/devices/summary?" + query).body;
    };
    EXPECT_EQ(summary("by=kind&sum=pieces&sum=price"),
              R"({"groups":[{"values":["press"],"labels":["压力机"],"count":2,"sums":["10","100"]},)"
              R"({"values":["lathe"],"labels":["车床"],"count":1,"sums":["3","12.5"]}],)"
              R"("cut":false,"count":3,"sums":["13","112.5"]})");
    EXPECT_EQ(summary("sum=area&filter=kind:eq:lathe"),
              R"({"groups":[],"cut":false,"count":1,"sums":["1.5"]})");
    EXPECT_THAT(summary("by=site_name&by=kind&q=车床"),
                HasSubstr(R"({"values":["北厂","lathe"],"labels":["北厂","车床"],"count":1,"sums":[]})"));
    EXPECT_THAT(summary("by=site_id"), HasSubstr(fmt::format(R"("values":["{}"],"labels":["北厂"])", north)));
    EXPECT_THAT(summary("by=active&sum=area&filter=code:eq:A3"),
                HasSubstr(R"("values":["true"],"labels":["是"],"count":1,"sums":[""])"));
    EXPECT_EQ(summary("by=kind", "stranger"), R"({"groups":[],"cut":false,"count":0,"sums":[]})");
    device("A5", "巨", R"(,"price":"9223372036854.775807")");
    device("A6", "巨", R"(,"price":"9223372036854.775807")");
    EXPECT_THAT(summary("sum=price&filter=name:eq:巨"), HasSubstr(R"("sums":["18446744073709.551614"])"))
        << "more than 64 bits hold";
    for (const char* query :
         {"by=note2", "by=operator_name", "by=uses", "by=version", "by=kind&by=active&by=name"})
        EXPECT_THAT(summary(query), HasSubstr("summary_by")) << query;
    for (const char* query : {"sum=name", "sum=load", "sum=site_name", "sum=version"})
        EXPECT_THAT(summary(query), HasSubstr("summary_sum")) << query;
    EXPECT_EQ(here().get("admin", "/api/devices/summary").code(), "forbidden");
}

TEST_P(EntityList, SaysWhereASummaryIsCut) {
    here().database().write([&](db::Session& db) {
        for (int i = 0; i < 501; ++i)
            db.execute(
                "INSERT INTO device (id, version, created_at, updated_at, search_text, zone_id, code, name, "
                "kind, tag, active) VALUES (?, 1, 0, 0, '-', ?, ?, ?, 'press', 't', 1)",
                {std::int64_t{1000 + i}, here().zone.value, fmt::format("X{}", i), fmt::format("机{}", i)});
    });
    const std::string body = here().get("officer", "/api/devices/summary?by=name").body;
    EXPECT_THAT(body, HasSubstr(R"("cut":true,"count":504)"));
}

TEST_P(EntityList, RefusesFiltersThatMakeNoSense) {
    for (const char* filter :
         {"nothing:eq:1", "name", "name:eq", "name:like:x", "name:from:a", "pieces:eq:many",
          "kind:eq:spaceship", "pieces:contains:1", "tag:eq:x", "version:eq:1", "active:in:true",
          "pieces:empty:perhaps", "kind:in:", "bought_on:eq:2024-13-01", ":::", ""}) {
        const TestReply reply = here().get("officer", std::string("/api/devices?filter=") + filter);
        EXPECT_GE(reply.status, 400) << filter;
        EXPECT_LT(reply.status, 500) << filter << reply.body;
    }
    EXPECT_EQ(here().get("officer", "/api/devices?sort=note").code(), "sort_field");
    EXPECT_EQ(here().get("officer", "/api/devices?sort=--name").code(), "sort_field");
    EXPECT_EQ(here().get("officer", "/api/devices?limit=201").status, 422);
    EXPECT_EQ(here().get("officer", "/api/devices?limit=0").status, 422);
    EXPECT_EQ(here().get("officer", "/api/devices?colour=red").code(), "unknown_parameter");
    EXPECT_EQ(here().get("officer", "/api/devices?q=a&q=b").code(), "repeated_parameter");
}

TEST_P(EntityList, FindsByWordsPinyinAndInitials) {
    for (const char* q : {"压力", "yali", "ehylj", "二号 压力机", "压力 A2", "ＹＬＪ", "a2"}) {
        EXPECT_THAT(names("officer", std::string("/api/devices?q=") + q), ElementsAre("二号压力机")) << q;
    }
    EXPECT_THAT(names("officer", "/api/devices?q=压力 车床"), IsEmpty()) << "every word has to be there";
}

TEST_P(EntityList, FindsByTheRecordsThatAreReferredTo) {
    for (const char* q : {"北厂", "beichang", "bc 车床"})
        EXPECT_THAT(names("officer", std::string("/api/devices?q=") + q), ElementsAre("一号车床")) << q;
    const TestReply site = here().get("officer", "/api/sites/" + north);
    ASSERT_EQ(here()
                  .call("officer", http::Method::patch, "/api/sites/" + north, R"({"name":"新厂"})",
                        {{"if-match", "\"" + site.at("/version") + "\""}})
                  .status,
              200);
    EXPECT_THAT(names("officer", "/api/devices?q=新厂"), ElementsAre("一号车床")) << "as it is called now";
    EXPECT_THAT(names("officer", "/api/devices?q=北厂"), IsEmpty());
}

TEST_P(EntityList, MakesEmptiedSearchTextsAnew) {
    const Table table(device_entity());
    here().database().write([&](db::Session& db) {
        db.execute("UPDATE device SET search_text = '' WHERE code <> 'A1'", {});
        EXPECT_EQ(renew_search_texts(db, table), 2);
        EXPECT_EQ(renew_search_texts(db, table), 0);
    });
    EXPECT_THAT(names("officer", "/api/devices?q=ehylj"), ElementsAre("二号压力机"));
}

TEST_P(EntityList, SortsWithWhatIsAbsentLast) {
    EXPECT_THAT(names("officer", "/api/devices?sort=price"),
                ElementsAre("一号车床", "二号压力机", "三号设备"));
    EXPECT_THAT(names("officer", "/api/devices?sort=-price"),
                ElementsAre("二号压力机", "一号车床", "三号设备"));
    EXPECT_THAT(names("officer", "/api/devices?sort=-code"),
                ElementsAre("三号设备", "二号压力机", "一号车床"));
}

TEST_P(EntityList, PagesThroughEverythingOnceWhileOthersAddAndRemove) {
    for (int i = 0; i < 23; ++i)
        device(fmt::format("B{:02}", i), fmt::format("设备{:02}", i / 3),
               i % 2 ? fmt::format(R"(,"area":"{}")", i / 4) : "");
    for (const std::string sort : {"name", "-name", "area", "-area", "updated_at"}) {
        std::vector<std::string> seen;
        std::string after;
        int added = 0;
        do {
            const TestReply page = here().get(
                "officer",
                fmt::format("/api/devices?sort={}&limit=4&after={}&filter=code:contains:b", sort, after));
            ASSERT_EQ(page.status, 200) << page.body;
            for (std::size_t i = 0; i < page.size("/items"); ++i)
                seen.push_back(page.at(fmt::format("/items/{}/code", i)));
            after = page.at("/next");
            if (added == 0)
                device(fmt::format("Z{}{}", added++, sort.substr(0, 3)), "设备插入", R"(,"area":"0")");
        } while (after != "null");
        const std::set<std::string> once(seen.begin(), seen.end());
        EXPECT_EQ(seen.size(), 23u) << sort;
        EXPECT_EQ(once.size(), 23u) << sort;
    }
}

TEST_P(EntityList, RefusesCursorsThatAreNone) {
    const std::string next = here().get("officer", "/api/devices?limit=1").at("/next");
    ASSERT_NE(next, "null");
    EXPECT_EQ(here().get("officer", "/api/devices?limit=1&after=" + next).status, 200);
    EXPECT_EQ(here().get("officer", "/api/devices?limit=1&sort=-name&after=" + next).code(), "bad_cursor")
        << "of another order";
    for (const std::string& bad : {std::string("x"), std::string("AAAA"), next.substr(1), next + "A",
                                   std::string(3000, 'A'), std::string("%27%20OR%201=1")}) {
        EXPECT_EQ(here().get("officer", "/api/devices?limit=1&after=" + bad).code(), "bad_cursor") << bad;
    }
}

TEST_P(EntityList, CountsOnlyWhenAsked) {
    EXPECT_EQ(here().get("officer", "/api/devices").at("/total"), "null");
    EXPECT_EQ(here().get("officer", "/api/devices?count=1&limit=1").at("/total"), "3");
    EXPECT_EQ(here().get("officer", "/api/devices?count=1&filter=kind:eq:lathe").at("/total"), "1");
}

TEST_P(EntityList, NamesWhatRecordsReferTo) {
    const TestReply reply = here().get("officer", "/api/devices?filter=kind:eq:lathe");
    EXPECT_EQ(reply.at("/refs/site/" + north), "北厂");
    EXPECT_EQ(reply.at("/refs/zone/" + std::to_string(here().zone.value)), "qingyuan园区");
    EXPECT_EQ(reply.at("/refs/user/" + std::to_string(here().user("officer").value)), "某officer");
    EXPECT_EQ(reply.at("/items/0/price"), "12.5");
    EXPECT_EQ(reply.at("/items/0/tag"), "lathe-A1") << "made by the entity's rule";
    EXPECT_EQ(reply.at("/items/0/version"), "1");
}

TEST_P(EntityList, NeverShowsNorCountsOtherZones) {
    const std::string hers = device("A1", "外区设备", "", "stranger");
    EXPECT_THAT(names("stranger", "/api/devices"), ElementsAre("外区设备"));
    EXPECT_EQ(here().get("stranger", "/api/devices?count=1").at("/total"), "1");
    EXPECT_EQ(here().get("officer", "/api/devices?count=1").at("/total"), "3");
    EXPECT_EQ(here().get("officer", "/api/devices?count=1&q=外区").at("/total"), "0");
    EXPECT_EQ(here().get("officer", "/api/devices/" + hers).status, 404);
    EXPECT_EQ(here().get("officer", "/api/devices/" + hers + "/history").status, 404);
    EXPECT_EQ(here().patch("officer", "/api/devices/" + hers, "1", R"({"name":"x"})").status, 404);
    EXPECT_EQ(here().remove("officer", "/api/devices/" + hers, "1").status, 404);
    EXPECT_EQ(here().post("officer", "/api/devices/" + hers + "/restore").status, 404);
    EXPECT_THAT(names("officer", "/api/devices?filter=site_id:eq:" + far), IsEmpty());
}

TEST_P(EntityList, ShowsAParkItsOwnOnly) {
    EXPECT_THAT(names("operator", "/api/devices"), ElementsAre("一号车床"));
    EXPECT_EQ(here().get("operator", "/api/devices?count=1").at("/total"), "1");
    EXPECT_EQ(here().get("company", "/api/devices").status, 403);
    EXPECT_EQ(here().get("admin", "/api/devices").status, 403) << "administrators have no business data";
    EXPECT_EQ(here().get("", "/api/devices").status, 401);
}

TEST_P(EntityList, TakesInjectionForWhatItIs) {
    const std::vector<std::string> payloads{"' OR '1'='1",
                                            "'; DROP TABLE device; --",
                                            "1) OR (1=1",
                                            "\" OR \"\"=\"",
                                            "%' OR 1=1 --",
                                            "${jndi:ldap://x}",
                                            "{{7*7}}",
                                            "<script>alert(1)</script>",
                                            "../../etc/passwd",
                                            "\\",
                                            "'",
                                            "\"",
                                            "`",
                                            "name; SELECT 1",
                                            "0x27",
                                            "CHAR(39)",
                                            "UNION SELECT login FROM app_user",
                                            "t.search_text",
                                            "?",
                                            "$1",
                                            ":x",
                                            "@x",
                                            "\xf0\x9f\x98\x80",
                                            "%25",
                                            "_",
                                            "*",
                                            "[a-z]",
                                            "a\tb",
                                            "(((((((((("};
    const auto quoted = [](const std::string& text) {
        std::string out;
        for (const char c : text) out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        return out;
    };
    for (const std::string& text : payloads) {
        const std::string p = quoted(text);
        for (const std::string& target :
             {"q=" + p, "sort=" + p, "after=" + p, "filter=" + p, "filter=name:eq:" + p,
              "filter=name:contains:" + p, "filter=note:contains:" + p, "filter=name:in:" + p,
              "filter=" + p + ":eq:1", "filter=name:" + p + ":1", "filter=pieces:eq:" + p,
              "filter=kind:eq:" + p, "filter=site_id:eq:" + p, "filter=bought_on:from:" + p,
              "filter=price:to:" + p, "filter=checked_at:to:" + p, "limit=" + p, "count=" + p, p + "=1"}) {
            const TestReply reply = here().get("officer", "/api/devices?" + target);
            EXPECT_LT(reply.status, 500) << target << "\n" << reply.body << here().log();
            if (reply.status == 200 && target.starts_with("filter=")) {
                EXPECT_EQ(
                    reply.size("/items"),
                    target == "filter=note:contains:%25" || target == "filter=note:contains:%5F" ? 1u : 0u)
                    << target;
            }
            EXPECT_THAT(reply.body, Not(HasSubstr("syntax"))) << target;
            EXPECT_THAT(reply.body, Not(HasSubstr("SELECT t."))) << target;
        }
    }
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM device"), 3);
}

// ---- persons

class PersonalData : public EntityTest {
protected:
    void SetUp() override {
        EntityTest::SetUp();
        if (IsSkipped()) return;
        mine = made(
            "officer", "/api/devices",
            fmt::format(
                R"({{"code":"P1","name":"甲机","kind":"press","site_id":"{}","operator_name":"欧阳修远","operator_phone":"13812345678"}})",
                north));
    }
    std::int64_t readings() {
        return here().count("SELECT COUNT(*) FROM audit WHERE action = 'view_personal'");
    }
    std::string mine;
};

TEST_P(PersonalData, IsMaskedForWhomItIsNoBusiness) {
    const TestReply reply = here().get("leader", "/api/devices/" + mine);
    EXPECT_EQ(reply.at("/operator_phone"), "138****5678");
    EXPECT_EQ(reply.at("/operator_name"), "欧***");
    EXPECT_EQ(here().get("leader", "/api/devices").at("/items/0/operator_phone"), "138****5678");
    EXPECT_THAT(here().get("leader", "/api/devices/" + mine + "/history").body,
                Not(HasSubstr("13812345678")));
    EXPECT_EQ(readings(), 0) << "nobody saw anything";
}

TEST_P(PersonalData, IsShownToThoseWhoKeepItAndEveryReadingIsWrittenDown) {
    EXPECT_EQ(here().get("officer", "/api/devices/" + mine).at("/operator_phone"), "13812345678");
    EXPECT_EQ(readings(), 1);
    EXPECT_EQ(here().get("operator", "/api/devices").at("/items/0/operator_name"), "欧阳修远");
    EXPECT_EQ(readings(), 2);
    here().get("officer", "/api/devices/" + mine + "/history");
    EXPECT_EQ(readings(), 3);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'view_personal' AND record_id = ? AND "
                           "source = 'operator_name operator_phone'",
                           {std::stoll(mine)}),
              3);
}

TEST_P(PersonalData, CannotBeGuessedByAskingForIt) {
    for (const char* query : {"filter=operator_phone:eq:13812345678", "filter=operator_phone:contains:138",
                              "filter=operator_name:empty:false", "filter=operator_name:ne:x"}) {
        EXPECT_EQ(here().get("leader", std::string("/api/devices?") + query).code(), "filter_hidden")
            << query;
    }
    EXPECT_EQ(here().get("leader", "/api/devices?count=1&q=欧阳").at("/total"), "0");
    EXPECT_EQ(here().get("leader", "/api/devices?count=1&q=oyxy").at("/total"), "0");
    EXPECT_EQ(here().get("leader", "/api/devices?count=1&q=甲机").at("/total"), "1")
        << "what is not personal is found";
    EXPECT_THAT(names("officer", "/api/devices?filter=operator_phone:contains:138"), ElementsAre("甲机"));
    EXPECT_THAT(names("officer", "/api/devices?q=欧阳"), ElementsAre("甲机"));
}

TEST_P(PersonalData, IsNotInCursorsOfThoseWhoSeeItMasked) {
    for (const char* name : {"赵一", "钱二", "孙三"}) {
        made("company", "/api/keepers",
             fmt::format(R"({{"ent_id":"{}","name":"{}","phone":"1381234567{}"}})", here().enterprise.value,
                         name, name[2] & 7));
    }
    EXPECT_EQ(here().get("leader", "/api/keepers?sort=name").code(), "filter_hidden");
    std::string after;
    int seen = 0;
    do {
        const TestReply page = here().get("leader", "/api/keepers?limit=1&after=" + after);
        ASSERT_EQ(page.status, 200) << page.body;
        EXPECT_THAT(page.at("/items/0/name"), HasSubstr("*"));
        seen += static_cast<int>(page.size("/items"));
        after = page.at("/next");
    } while (after != "null");
    EXPECT_EQ(seen, 3);
    EXPECT_EQ(here().get("company", "/api/keepers?sort=name").size("/items"), 3u);
}

ON_BOTH_DATABASES(EntityList);
ON_BOTH_DATABASES(PersonalData);

}  // namespace
}  // namespace yuanheng::platform
