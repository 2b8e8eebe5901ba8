#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zone/registry/places/place_samples.hpp"
#include "zone/visits/visits.hpp"

namespace yuanheng::visits {
namespace {

using registry::Reply;

class Visits : public registry::PlacedRegister {
protected:
    platform::TestOptions options() const override {
        platform::TestOptions out = PlacedRegister::options();
        out.practices.push_back(visits());
        return out;
    }
    void SetUp() override {
        PlacedRegister::SetUp();
        if (IsSkipped()) return;
        here().execute(
            "UPDATE department SET duties = 'service' WHERE duties = 'evaluation'");  // the clerk's
        here().add_person("server", {{platform::Role::officer, here().zone, service(), {}, {}, {}}});
    }
    /// A visit to the own enterprise; `more` are further members, with a comma before.
    Reply visit(const std::string& more = "", std::string_view who = "server") {
        return post(
            who, "/api/visits",
            fmt::format(
                R"({{"ent_id":"{}","visited_on":"2025-11-20","purpose":"了解订单","visitors":"王某"{}}})",
                own_enterprise(), more));
    }

private:
    Id service() {
        return Id{
            std::get<std::int64_t>(here().scalar("SELECT id FROM department WHERE duties = 'service'"))};
    }
};

TEST_P(Visits, AreRecordedByWhoLooksAfterEnterprises) {
    EXPECT_EQ(visit()["state"], "none");
    EXPECT_EQ(visit("", "officer").code(), "forbidden") << "another duty";
    EXPECT_EQ(visit("", "company").status, 403);
    EXPECT_EQ(get("leader", "/api/visits").items(), 1u);
    EXPECT_EQ(get("operator", "/api/visits").items(), 1u) << "of an enterprise in the park";
    EXPECT_EQ(get("stranger", "/api/visits").items(), 0u);
    EXPECT_EQ(get("company", "/api/visits").status, 403) << "what officers noted is the zone's";
}

TEST_P(Visits, HaveARequestWithItsKindOrNone) {
    EXPECT_EQ(visit(R"(,"request":"申请技改贷款")").code(), "visit_request");
    EXPECT_EQ(visit(R"(,"topic":"finance")").code(), "visit_request");
    EXPECT_EQ(
        post("server", "/api/visits",
             fmt::format(R"({{"ent_id":"{}","visited_on":"2099-01-01","purpose":"回访","visitors":"王某"}})",
                         own_enterprise()))
            .code(),
        "visit_future");
}

TEST_P(Visits, AreAnsweredOnce) {
    const Reply made = visit(R"(,"topic":"finance","request":"申请技改贷款")");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string record = "/api/visits/" + made["id"];
    EXPECT_THAT(get("server", record).body, ::testing::HasSubstr(R"("answer"])"));
    const auto answer = [&](std::string_view who, const char* version) {
        return post(who, record + "/answer", R"({"answer":"已对接银行"})", {{"if-match", version}});
    };
    EXPECT_EQ(answer("leader", "\"1\"").status, 403);
    EXPECT_EQ(answer("server", "\"1\"").status, 200);
    const Reply now = get("server", record);
    EXPECT_EQ(now["state"], "answered");
    EXPECT_EQ(now["answer"], "已对接银行");
    EXPECT_EQ(now["answered_on"], today_text());
    EXPECT_THAT(now.body, ::testing::Not(::testing::HasSubstr(R"("answer"])")));
    EXPECT_EQ(answer("server", "\"2\"").code(), "conflict") << "it is closed";
    EXPECT_EQ(audited("visit.answer"), 2) << "one that was refused, one that was done";
}

ON_BOTH_DATABASES(Visits);

}  // namespace
}  // namespace yuanheng::visits
