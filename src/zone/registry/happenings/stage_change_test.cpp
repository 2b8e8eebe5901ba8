#include "zone/registry/samples.hpp"

namespace yuanheng::registry {
namespace {

class StageChange : public Register {
protected:
    Reply to(const std::string& id, const std::string& stage, const std::string& date,
             const std::string& more = "") {
        return happen(
            "officer", id, "stage",
            R"({"stage":")" + stage + R"(","date":")" + date + R"(","reason":"现场核实")" + more + "}");
    }
    std::string stage_on(const std::string& id, const std::string& day) {
        return get("leader", "/api/enterprises/" + id + "/file?as_of=" + day).at("/enterprise/stage");
    }
};

TEST_P(StageChange, IsDatedAndTheFileShowsEveryDay) {
    const std::string id =
        enterprise(uscc(1), "清远甲子新材料有限公司", {{"stage", "signed"}, {"stage_since", "2023-01-10"}});
    ASSERT_EQ(to(id, "landed", "2023-03-01").status, 200);
    ASSERT_EQ(to(id, "construction", "2023-06-01").status, 200);
    ASSERT_EQ(to(id, "trial", "2024-05-01").status, 200);
    ASSERT_EQ(to(id, "production", "2024-08-15").status, 200);
    EXPECT_EQ(stage_on(id, "2023-02-28"), "signed");
    EXPECT_EQ(stage_on(id, "2023-03-01"), "landed") << "the first day counts";
    EXPECT_EQ(stage_on(id, "2024-04-30"), "construction");
    EXPECT_EQ(stage_on(id, "2024-08-14"), "trial") << "the last day before the next";
    EXPECT_EQ(stage_on(id, "2024-08-15"), "production");
    EXPECT_EQ(stage_on(id, "2999-12-31"), "production");
    const Reply timeline = get("leader", "/api/enterprises/" + id + "/timeline");
    EXPECT_EQ(timeline.at("/items/0/title"), "阶段：试生产 → 投产") << timeline.body;
    EXPECT_EQ(timeline.at("/items/0/date"), "2024-08-15");
    EXPECT_EQ(timeline.at("/items/0/detail"), "现场核实");
    EXPECT_EQ(timeline.at("/items/4/title"), "已签约");
}

TEST_P(StageChange, RefusesJumpsAndDaysThatCannotBe) {
    const std::string id =
        enterprise(uscc(1), "清远甲子新材料有限公司", {{"stage", "signed"}, {"stage_since", "2023-01-10"}});
    const Reply jump = to(id, "production", "2023-03-01");
    EXPECT_EQ(jump.code(), "registry_stage_jump");
    EXPECT_NE(jump.hint().find("已落地"), std::string::npos) << "it says what is possible";
    EXPECT_EQ(to(id, "landed", "2023-01-09").code(), "registry_before_state");
    EXPECT_EQ(to(id, "landed", "2999-01-01").code(), "registry_future");
    EXPECT_EQ(happen("officer", id, "stage", R"({"stage":"landed"})").code(), "field_required")
        << "without a reason";
    EXPECT_EQ(happen("leader", id, "stage", R"({"stage":"landed","reason":"供地"})").status, 403);
}

TEST_P(StageChange, EnteredLateIsRightForTheDaysSinceThen) {
    const std::string id =
        enterprise(uscc(1), "清远甲子新材料有限公司", {{"stage", "signed"}, {"stage_since", "2023-01-10"}});
    ASSERT_EQ(
        happen("officer", id, "code", R"({"uscc":")" + uscc(2) + R"(","date":"2024-06-01","reason":"换发"})")
            .status,
        200);
    ASSERT_EQ(to(id, "landed", "2023-09-01").status, 200) << "heard of after the new code";
    EXPECT_EQ(stage_on(id, "2023-08-31"), "signed");
    EXPECT_EQ(stage_on(id, "2023-09-01"), "landed");
    EXPECT_EQ(stage_on(id, "2024-05-31"), "landed");
    EXPECT_EQ(get("leader", "/api/enterprises/" + id + "/file?as_of=2024-05-31").at("/enterprise/uscc"),
              uscc(1));
    EXPECT_EQ(get("leader", "/api/enterprises/" + id + "/file?as_of=2024-06-01").at("/enterprise/uscc"),
              uscc(2));
}

TEST_P(StageChange, CanBePutRight) {
    const std::string id = enterprise(uscc(1), "清远甲子新材料有限公司",
                                      {{"stage", "construction"}, {"stage_since", "2023-01-10"}});
    ASSERT_EQ(to(id, "trial", "2024-03-01").status, 200);
    ASSERT_EQ(to(id, "construction", "2023-01-10", R"(,"correction":true)").status, 200);
    EXPECT_EQ(stage_on(id, "2024-04-01"), "construction");
    EXPECT_EQ(stage_on(id, "2023-02-01"), "construction");
    ASSERT_EQ(to(id, "trial", "2024-05-01").status, 200) << "what really happened, later";
}

TEST_P(StageChange, IsBasedOnTheVersionThatTheOfficerSaw) {
    const std::string id =
        enterprise(uscc(1), "清远甲子新材料有限公司", {{"stage", "signed"}, {"stage_since", "2023-01-10"}});
    ASSERT_EQ(patch("officer", "/api/enterprises/" + id, R"({"note":"先改"})").status, 200);
    const std::string body = R"({"stage":"landed","date":"2023-03-01","reason":"供地"})";
    EXPECT_EQ(post("officer", "/api/enterprises/" + id + "/stage", body, {{"if-match", "\"1\""}}).status,
              412);
    const Reply done = post("officer", "/api/enterprises/" + id + "/stage", body, {{"if-match", "\"2\""}});
    EXPECT_EQ(done.status, 200);
    EXPECT_EQ(done.header("ETag"), "\"3\"");
    EXPECT_EQ(post("officer", "/api/enterprises/" + id + "/stage", body).status, 428)
        << "without saying which";
}

ON_BOTH_DATABASES(StageChange);

}  // namespace
}  // namespace yuanheng::registry
