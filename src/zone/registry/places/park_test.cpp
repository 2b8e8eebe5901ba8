#include "zone/registry/samples.hpp"

namespace yuanheng::registry {
namespace {

class Parks : public Register {};

TEST_P(Parks, AreKeptByTheOfficersOfTheRegister) {
    const Reply made =
        post("officer", "/api/parks",
             R"({"code":"P9","name":"智能制造园","area":"1200.5","industry_focus":"高端装备"})");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made["area"], "1200.5");
    EXPECT_EQ(post("officer", "/api/parks", R"({"code":"P9","name":"又一个园"})").status, 409);
    EXPECT_EQ(post("leader", "/api/parks", R"({"code":"P8","name":"园"})").status, 403);
    EXPECT_EQ(post("officer", "/api/parks", R"({"code":"P8","name":"园","area":"-1"})").code(),
              "field_range");
    for (const char* who : {"leader", "auditor", "officer", "clerk"}) {
        EXPECT_EQ(get(who, "/api/parks?filter=code:eq:P9").status, 400) << "code is searched, not filtered";
        EXPECT_EQ(get(who, "/api/parks?q=znzzy").items(), 1u) << "by the initials of its pinyin";
    }
    EXPECT_EQ(get("stranger", "/api/parks/" + made["id"]).status, 404) << "of another zone";
    EXPECT_EQ(get("admin", "/api/parks").status, 403) << "administrators have no business data";
}

ON_BOTH_DATABASES(Parks);

}  // namespace
}  // namespace yuanheng::registry
