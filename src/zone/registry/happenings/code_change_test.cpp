#include "zone/registry/samples.hpp"

namespace yuanheng::registry {
namespace {

class CodeChange : public Register {
protected:
    Reply change(const std::string& id, const std::string& code, const std::string& more = "") {
        return happen("officer", id, "code", R"({"uscc":")" + code + R"(","reason":"换发执照")" + more + "}");
    }
};

TEST_P(CodeChange, KeepsTheOldCodeAndFindsTheEnterpriseByIt) {
    const std::string id = enterprise(uscc(1), "清远甲子新材料有限公司");
    const Reply changed = change(id, uscc(2), R"(,"date":"2024-03-01")");
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(get("leader", "/api/enterprises/" + id)["uscc"], uscc(2));
    EXPECT_EQ(get("leader", "/api/enterprises?q=" + uscc(1)).items(), 1u) << "by the old code";
    EXPECT_EQ(get("leader", "/api/enterprises/" + id + "/file?as_of=2024-02-29").at("/enterprise/uscc"),
              uscc(1));
    EXPECT_EQ(get("leader", "/api/enterprises/" + id + "/file?as_of=2024-03-01").at("/enterprise/uscc"),
              uscc(2));
    // Nobody gets the old code by mistake; a sheet with it is told the new one.
    const Reply again =
        post("officer", "/api/enterprises", R"({"uscc":")" + uscc(1) + R"(","name":"后来的企业"})");
    EXPECT_EQ(again.code(), "registry_former_code");
    EXPECT_NE(again.body.find(uscc(2)), std::string::npos) << again.body;
}

TEST_P(CodeChange, RefusesCodesThatAreNotFree) {
    const std::string id = enterprise(uscc(1), "清远甲子新材料有限公司");
    enterprise(uscc(2), "清远乙丑机械有限公司");
    EXPECT_EQ(change(id, uscc(2)).code(), "registry_code_taken");
    EXPECT_EQ(change(id, uscc(1)).code(), "registry_same_code");
    EXPECT_EQ(change(id, uscc(3), R"(,"date":"2999-01-01")").code(), "registry_future");
    EXPECT_EQ(change(id, "91441802000000010A").code(), "uscc_check");
    ASSERT_EQ(change(id, uscc(3)).status, 200);
    EXPECT_EQ(change(id, uscc(1)).status, 200) << "back to its own old code";
}

TEST_P(CodeChange, CanPutAWrongCodeRight) {
    const std::string id =
        enterprise(uscc(1), "清远甲子新材料有限公司", {{"stage", "signed"}, {"stage_since", "2023-05-01"}});
    ASSERT_EQ(
        happen("officer", id, "stage", R"({"stage":"landed","date":"2024-01-01","reason":"供地"})").status,
        200);
    ASSERT_EQ(change(id, uscc(2), R"(,"correction":true)").status, 200);
    EXPECT_EQ(get("leader", "/api/former-identities?filter=ent_id:eq:" + id).items(), 0u);
    EXPECT_EQ(get("leader", "/api/enterprises/" + id + "/file?as_of=2023-06-01").at("/enterprise/uscc"),
              uscc(2))
        << "it was never another";
    EXPECT_EQ(
        post("officer", "/api/enterprises", R"({"uscc":")" + uscc(1) + R"(","name":"真正的企业"})").status,
        201);
}

ON_BOTH_DATABASES(CodeChange);

}  // namespace
}  // namespace yuanheng::registry
