#include "zone/registry/places/place_samples.hpp"

namespace yuanheng::registry {
namespace {

class Workbench : public PlacedRegister {
protected:
    /// The figure of a code, and the number of records in the list that it opens.
    std::pair<std::string, std::size_t> figure(const std::string& who, const std::string& code) {
        const Reply bench = get(who, "/api/workbench");
        EXPECT_EQ(bench.status, 200) << bench.body;
        for (const std::string section : {"/todo", "/figures", "/warnings", "/groups/0/items"}) {
            for (std::size_t i = 0; i < bench.size(section); ++i) {
                const std::string at = section + "/" + std::to_string(i);
                if (bench.at(at + "/code") != code) continue;
                const std::string link = bench.at(at + "/link");
                const Reply list =
                    get(who, "/api" + link + (link.find('?') == std::string::npos ? "?" : "&") + "limit=200");
                return {bench.at(at + "/value"), list.items()};
            }
        }
        return {"none", 0};
    }
};

TEST_P(Workbench, FiguresAreThoseOfTheListsTheyOpen) {
    const std::string id =
        enterprise(uscc(1), "清远甲子新材料有限公司", {{"stage", "production"}, {"above_scale", "true"}});
    enterprise(uscc(2), "清远乙丑机械有限公司",
               {{"stage", "signed"}, {"industry", "C34"}, {"park_id", park()}});
    enterprise(uscc(3), "清远丙寅电子有限公司", {{"stage", "left"}});
    const std::string soon = today_plus(89), later = today_plus(91);
    for (const std::string& end : {soon, later}) {
        ASSERT_EQ(post("officer", "/api/titles",
                       R"({"ent_id":")" + id + R"(","kind":"high_tech","valid_from":")" +
                           (end == soon ? "2020-01-01" : "2020-01-02") + R"(","valid_to":")" + end + "\"}")
                      .status,
                  201);
    }
    const std::pair<const char*, std::size_t> expected[] = {
        {"stage_production", 1}, {"stage_signed", 1}, {"stage_left", 1},     {"above_scale", 1},
        {"no_industry", 2},      {"no_park", 1},      {"titles_expiring", 1}};
    for (const auto& [code, n] : expected) {
        const auto [value, items] = figure("leader", code);
        EXPECT_EQ(value, std::to_string(items)) << code;
        EXPECT_EQ(items, n) << code;
    }
    EXPECT_EQ(figure("admin", "enterprises").first, "none") << "administrators have no business data";
    EXPECT_EQ(figure("company", "enterprises").first, "1") << "their own";
}

TEST_P(Workbench, PublishedFiguresStandBesideWhatTheRegisterCounts) {
    enterprise(uscc(1), "清远甲子新材料有限公司", {{"origin", "gba"}});
    const auto publish = [&](const std::string& code, const std::string& measure) {
        return post(
            "officer", "/api/published-figures",
            R"({"code":")" + code +
                R"(","name":"承接大湾区企业","qualifier":"exact","value":"518","unit":"家","source":"报道","measure":")" +
                measure + "\"}");
    };
    ASSERT_EQ(publish("GBA", "enterprise?origin:eq:gba").status, 201);
    ASSERT_EQ(publish("TAX", "").status, 201);
    EXPECT_EQ(publish("BAD", "enterprise?height:eq:1").code(), "registry_measure");
    const Reply list = get("leader", "/api/zones/" + zone() + "/figures");
    EXPECT_EQ(list.at("/items/0/published/value"), "518") << list.body;
    EXPECT_EQ(list.at("/items/0/counted"), "1");
    EXPECT_EQ(list.at("/items/0/path"), "enterprises");
    EXPECT_EQ(list.at("/items/1/counted"), "null");
    EXPECT_EQ(get("leader", "/api/zones/999/figures").status, 404);
}

TEST_P(Workbench, TaxonomiesAreThereForEverybodyWithTheirSources) {
    const Reply all = get("company", "/api/taxonomies");
    ASSERT_EQ(all.status, 200);
    EXPECT_EQ(all.at("/items/0/id"), "gbt4754-2017");
    EXPECT_EQ(all.at("/items/0/groups/2/nodes/0/code"), "C13");
    EXPECT_EQ(all.at("/items/1/id"), "changzhou-1028");
    EXPECT_EQ(all.at("/items/1/groups/2/nodes/0/code"), "changzhou-1028/synthetic_biology");
    EXPECT_EQ(all.at("/items/1/groups/0/nodes/2/sample"), "true");
}

ON_BOTH_DATABASES(Workbench);

}  // namespace
}  // namespace yuanheng::registry
