#include "zone/registry/samples.hpp"

namespace yuanheng::registry {
namespace {

class Carriers : public Register {};

TEST_P(Carriers, BelongToAParkAndAreBuiltInPhases) {
    const std::string park = post("officer", "/api/parks", R"({"code":"P9","name":"智能制造园"})")["id"];
    const std::string city =
        R"({"code":"C1","name":"钟表产业城","kind":"industrial_city","state":"partly","park_id":")" + park +
        R"(","planned_investment":"600000","phases":3,"phases_done":)";
    const Reply wrong = post("officer", "/api/carriers", city + "4}");
    EXPECT_EQ(wrong.code(), "registry_phases");
    EXPECT_EQ(wrong.pointer(), "/phases_done");
    const Reply made = post("officer", "/api/carriers", city + "2}");
    ASSERT_EQ(made.status, 201) << made.body;
    EXPECT_EQ(made["planned_investment"], "600000") << "in 万元";
    EXPECT_EQ(get("leader", "/api/carriers?filter=kind:eq:industrial_city").items(), 1u);
    EXPECT_EQ(get("clerk", "/api/carriers?q=钟表").items(), 1u);
    EXPECT_EQ(post("clerk", "/api/carriers", city + "2}").status, 403);
}

ON_BOTH_DATABASES(Carriers);

}  // namespace
}  // namespace yuanheng::registry
