#include "zone/registry/samples.hpp"

namespace yuanheng::registry {
namespace {

class Mergers : public Register {
protected:
    void SetUp() override {
        Register::SetUp();
        if (IsSkipped()) return;
        a_ = enterprise(uscc(1), "清远甲子新材料有限公司",
                        {{"stage", "production"}, {"stage_since", "2020-01-10"}});
        b_ = enterprise(uscc(2), "清远乙丑机械有限公司",
                        {{"stage", "production"}, {"stage_since", "2019-01-10"}});
        title_ = post("officer", "/api/titles",
                      R"({"ent_id":")" + a_ + R"(","kind":"high_tech","valid_from":"2023-12-01"})");
        ASSERT_EQ(title_.status, 201) << title_.body;
    }
    Reply merge(const std::string& from, const std::string& into, const std::string& date = "2024-04-01") {
        return happen("officer", from, "merge",
                      R"({"into":")" + into + R"(","date":")" + date + R"(","reason":"吸收合并公告"})");
    }
    Reply unmerge(const std::string& id) {
        return happen("officer", id, "unmerge", R"({"reason":"选错企业"})");
    }

    std::string a_, b_;
    Reply title_;
};

TEST_P(Mergers, LeadFromTheOldCodeToTheEnterpriseThatGoesOn) {
    ASSERT_EQ(merge(a_, b_).status, 200);
    const Reply gone = get("leader", "/api/enterprises/" + a_);
    EXPECT_EQ(gone["stage"], "deregistered");
    EXPECT_EQ(gone["merged_into"], b_);
    EXPECT_EQ(get("leader", "/api/enterprises?q=" + uscc(1) + "&sort=name").items(), 2u)
        << "the one that ended, and the one that has its code now";
    const Reply file = get("leader", "/api/enterprises/" + b_ + "/file");
    EXPECT_EQ(file.at("/former/0/former/value"), uscc(1));
    EXPECT_EQ(file.at("/titles/0/title/kind"), "high_tech") << "titles stay in sight";
    EXPECT_EQ(file.at("/titles/0/inherited_from"), "清远甲子新材料有限公司");
    EXPECT_EQ(file.at("/relations/0/label"), "吸收合并");
    EXPECT_EQ(file.at("/relations/0/other_name"), "清远甲子新材料有限公司");
    // Before the merger the file is as it was.
    EXPECT_EQ(get("leader", "/api/enterprises/" + b_ + "/file?as_of=2024-03-31").size("/titles"), 0u);
    EXPECT_EQ(get("leader", "/api/enterprises/" + a_ + "/file?as_of=2024-03-31").at("/enterprise/stage"),
              "production");
    EXPECT_EQ(get("leader", "/api/enterprises/" + a_ + "/file?as_of=2024-04-01").at("/merged_into_name"),
              "清远乙丑机械有限公司");
}

TEST_P(Mergers, AreUndoneWithoutATraceInTheStateAndWithOneInTheAudit) {
    const std::string before = get("leader", "/api/enterprises/" + a_ + "/file").state();
    const std::string other = get("leader", "/api/enterprises/" + b_ + "/file").state();
    ASSERT_EQ(merge(a_, b_).status, 200);
    ASSERT_EQ(unmerge(a_).status, 200);
    EXPECT_EQ(get("leader", "/api/enterprises/" + a_ + "/file").state(), before);
    EXPECT_EQ(get("leader", "/api/enterprises/" + b_ + "/file").state(), other);
    EXPECT_EQ(get("leader", "/api/enterprises?q=" + uscc(1)).items(), 1u);
    EXPECT_EQ(audited("enterprise.merge"), 1);
    EXPECT_EQ(audited("enterprise.unmerge"), 1);
    EXPECT_EQ(merge(a_, b_).status, 200) << "once more";
}

TEST_P(Mergers, AreNotUndoneOverLaterChanges) {
    ASSERT_EQ(merge(a_, b_).status, 200);
    ASSERT_EQ(happen("officer", a_, "stage", R"({"stage":"left","reason":"更正","correction":true})").status,
              200);
    EXPECT_EQ(unmerge(a_).code(), "registry_changed_since");
}

TEST_P(Mergers, RefuseWhatMakesNoSense) {
    const std::string c = enterprise(uscc(3), "清远丙寅电子有限公司");
    EXPECT_EQ(merge(a_, a_).code(), "registry_merge_self");
    EXPECT_EQ(merge(a_, "999").code(), "not_found");
    EXPECT_EQ(merge(a_, b_, "2019-12-31").code(), "registry_before_state");
    EXPECT_EQ(unmerge(a_).code(), "registry_not_merged");
    ASSERT_EQ(merge(a_, b_).status, 200);
    EXPECT_EQ(merge(a_, c).code(), "registry_merged");
    EXPECT_EQ(merge(c, a_).code(), "registry_merged") << "into one that is gone";
    EXPECT_EQ(happen("clerk", a_, "merge", R"({"into":")" + b_ + R"(","reason":"x"})").status, 403);
}

TEST_P(Mergers, SplitOffEnterprisesThatKnowWhereTheyComeFrom) {
    const Reply done = happen(
        "officer", a_, "split",
        R"({"parts":[{"uscc":")" + uscc(3) + R"(","name":"清远丙寅新材料有限公司"},{"uscc":")" + uscc(2) +
            R"(","name":"清远乙丑机械有限公司"}],"date":"2024-05-01","reason":"分立公告","ends":true})");
    ASSERT_EQ(done.status, 200) << done.body;
    const std::string part = done.at("/parts/0/id");
    EXPECT_EQ(done.at("/parts/1/id"), b_) << "one that is in the register already is the same one";
    EXPECT_EQ(get("leader", "/api/enterprises/" + part)["registered_on"], "2024-05-01");
    EXPECT_EQ(get("leader", "/api/enterprises/" + part + "/file").at("/relations/0/label"), "分立自");
    EXPECT_EQ(get("leader", "/api/enterprises/" + a_ + "/file").at("/relations/0/label"), "分立出");
    EXPECT_EQ(get("leader", "/api/enterprises/" + a_)["stage"], "deregistered");
    EXPECT_EQ(happen("officer", b_, "split", R"({"parts":[],"reason":"x"})").status, 422);
}

ON_BOTH_DATABASES(Mergers);

}  // namespace
}  // namespace yuanheng::registry
