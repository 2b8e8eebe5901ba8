#include "zone/registry/places/place_samples.hpp"

namespace yuanheng::registry {
namespace {

/// Where enterprises sit, and who sees them for it.
class Places : public PlacedRegister {
protected:
    std::string carrier(const std::string& code, const std::string& in) {
        const Reply made =
            post("officer", "/api/carriers",
                 R"({"code":")" + code + R"(","name":"厂房)" + code +
                     R"(","kind":"standard_plant","state":"running","park_id":")" + in + "\"}");
        EXPECT_EQ(made.status, 201) << made.body;
        return made["id"];
    }
};

TEST_P(Places, DecideWhoSeesAnEnterprise) {
    const std::string other = enterprise(uscc(1), "清远甲子新材料有限公司", {{"park_id", other_park()}});
    for (const char* who : {"leader", "auditor", "officer", "clerk"})
        EXPECT_EQ(get(who, "/api/enterprises/" + other).status, 200);
    EXPECT_EQ(get("operator", "/api/enterprises/" + other).status, 404) << "it sits in another park";
    EXPECT_EQ(get("company", "/api/enterprises/" + other).status, 404);
    EXPECT_EQ(get("company", "/api/enterprises/" + own_enterprise()).status, 200);
    EXPECT_EQ(get("admin", "/api/enterprises/" + other).status, 403);
    EXPECT_EQ(patch("clerk", "/api/enterprises/" + other, R"({"note":"改"})").status, 403)
        << "without the duty";
    EXPECT_EQ(patch("company", "/api/enterprises/" + own_enterprise(), R"({"note":"改"})").status, 403);
    EXPECT_EQ(patch("operator", "/api/enterprises/" + own_enterprise(), R"({"note":"改"})").status, 200)
        << "it sits in the operator's park";
    EXPECT_EQ(
        patch("operator", "/api/enterprises/" + own_enterprise(), R"({"park_id":")" + other_park() + "\"}")
            .status,
        403)
        << "an operator does not move it out of sight";
}

TEST_P(Places, OfACarrierAreThoseOfItsPark) {
    const std::string plant = carrier("C1", park()), elsewhere = carrier("C2", other_park());
    const std::string id = enterprise(uscc(1), "清远甲子新材料有限公司", {{"carrier_id", plant}});
    EXPECT_EQ(get("leader", "/api/enterprises/" + id)["park_id"], park()) << "the carrier says the park";
    const Reply wrong = patch("officer", "/api/enterprises/" + id, R"({"carrier_id":")" + elsewhere + "\"}");
    EXPECT_EQ(wrong.code(), "registry_other_park");
    EXPECT_EQ(wrong.pointer(), "/carrier_id");
    EXPECT_EQ(patch("officer", "/api/enterprises/" + id,
                    R"({"carrier_id":")" + elsewhere + R"(","park_id":")" + other_park() + "\"}")
                  .status,
              200);
    EXPECT_EQ(remove("officer", "/api/carriers/" + elsewhere).status, 409) << "somebody sits in it";
}

ON_BOTH_DATABASES(Places);

}  // namespace
}  // namespace yuanheng::registry
