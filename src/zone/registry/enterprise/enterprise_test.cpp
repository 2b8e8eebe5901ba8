#include "zone/registry/samples.hpp"

namespace yuanheng::registry {
namespace {

class Enterprises : public Register {};

TEST_P(Enterprises, AreKeptByTheirCreditCode) {
    const Reply made = post(
        "officer", "/api/enterprises",
        R"({"uscc":")" + uscc(1) +
            R"(","name":"清远甲子新材料有限公司","industry":"2651","registered_capital":"1200.5","registered_on":"2015-03-01"})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made["industry"], "C2651") << "the classification's own form";
    EXPECT_EQ(made["stage"], "unverified") << "nobody has said";
    EXPECT_EQ(made["registered_capital"], "1200.5");
    EXPECT_EQ(
        post("officer", "/api/enterprises", R"({"uscc":")" + uscc(1) + R"(","name":"同码企业"})").status,
        409);
    EXPECT_EQ(
        post("officer", "/api/enterprises", R"({"uscc":"91441802000000010A","name":"错码企业"})").code(),
        "uscc_check");
    EXPECT_EQ(
        post("officer", "/api/enterprises", R"({"uscc":")" + uscc(2) + R"(","name":"甲","industry":"C99"})")
            .pointer(),
        "/industry");
    EXPECT_EQ(
        post("officer", "/api/enterprises",
             R"({"uscc":")" + uscc(2) + R"(","name":"甲","stage":"production","stage_since":"2999-01-01"})")
            .code(),
        "registry_future");
}

TEST_P(Enterprises, KeepTheirFormerNameAndAreFoundByIt) {
    const std::string id = enterprise(uscc(1), "清远甲子新材料有限公司");
    ASSERT_EQ(patch("officer", "/api/enterprises/" + id, R"({"name":"清远丙寅新材料有限公司"})").status, 200);
    EXPECT_EQ(get("leader", "/api/enterprises?q=甲子新材料").items(), 1u);
    EXPECT_EQ(get("leader", "/api/enterprises?q=丙寅").items(), 1u);
    const Reply former = get("leader", "/api/former-identities?filter=ent_id:eq:" + id);
    ASSERT_EQ(former.items(), 1u) << former.body;
    EXPECT_EQ(former.at("/items/0/value"), "清远甲子新材料有限公司");
    EXPECT_EQ(former.at("/items/0/reason"), "renamed");
}

TEST_P(Enterprises, CanBeRenamedAnyNumberOfTimes) {
    const std::string id = enterprise(uscc(1), "清远甲子新材料有限公司");
    std::string name;
    for (int i = 0; i < 40; ++i) {
        name = "清远第" + std::to_string(i) + "次更名" + std::string(60, 'x') + "有限公司";
        ASSERT_EQ(patch("officer", "/api/enterprises/" + id, R"({"name":")" + name + R"("})").status, 200);
    }
    EXPECT_EQ(get("leader", "/api/enterprises?q=清远第39次").items(), 1u);
    EXPECT_EQ(get("leader", "/api/enterprises?q=清远第38次").items(), 1u);
}

TEST_P(Enterprises, ChangeTheirStageStepByStepWhoeverWritesIt) {
    const std::string id =
        enterprise(uscc(1), "清远甲子新材料有限公司", {{"stage", "signed"}, {"stage_since", "2024-01-10"}});
    const Reply jump = patch("officer", "/api/enterprises/" + id, R"({"stage":"production"})");
    EXPECT_EQ(jump.code(), "registry_stage_jump");
    EXPECT_EQ(jump.pointer(), "/stage");
    EXPECT_EQ(
        patch("officer", "/api/enterprises/" + id, R"({"stage":"landed","stage_since":"2023-12-01"})").code(),
        "registry_before_state");
    const Reply landed = patch("officer", "/api/enterprises/" + id, R"({"stage":"landed"})");
    ASSERT_EQ(landed.status, 200) << landed.body;
    EXPECT_EQ(landed["stage_since"], today_text()) << "today, where no day is given";
}

TEST_P(Enterprises, CannotTakeAnotherCodeByEditing) {
    const std::string id = enterprise(uscc(1), "清远甲子新材料有限公司");
    EXPECT_EQ(patch("officer", "/api/enterprises/" + id, R"({"uscc":")" + uscc(2) + R"("})").status, 422);
}

ON_BOTH_DATABASES(Enterprises);

}  // namespace
}  // namespace yuanheng::registry
