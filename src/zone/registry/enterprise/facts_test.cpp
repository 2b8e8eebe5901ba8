#include "zone/registry/places/place_samples.hpp"

namespace yuanheng::registry {
namespace {

class Facts : public PlacedRegister {
protected:
    void SetUp() override {
        PlacedRegister::SetUp();
        if (IsSkipped()) return;
        id_ = enterprise(uscc(1), "清远甲子新材料有限公司", {{"park_id", park()}});
    }
    Reply add(const std::string& who, const std::string& path, const std::string& rest) {
        return post(who, "/api/" + path, R"({"ent_id":")" + id_ + "\"," + rest + "}");
    }

    std::string id_;
};

TEST_P(Facts, TitlesTakeLevelAndValidityFromTheirKind) {
    const Reply title = add("officer", "titles", R"("kind":"high_tech","valid_from":"2023-12-01")");
    ASSERT_EQ(title.status, 201) << title.body;
    EXPECT_EQ(title["level"], "national");
    EXPECT_EQ(title["valid_to"], "2026-12-01") << "three years";
    EXPECT_EQ(
        add("officer", "titles", R"("kind":"high_tech","valid_from":"2023-12-01","valid_to":"2023-12-01")")
            .code(),
        "registry_period");
    EXPECT_EQ(add("officer", "titles", R"("kind":"nobel","valid_from":"2023-12-01")").code(), "field_choice");
    EXPECT_EQ(add("company", "titles", R"("kind":"high_tech","valid_from":"2023-12-01")").status, 403);
    EXPECT_EQ(get("leader", "/api/enterprises/" + id_ + "/file?as_of=2026-11-30").at("/titles/0/state"),
              "valid");
    EXPECT_EQ(get("leader", "/api/enterprises/" + id_ + "/file?as_of=2026-12-01").at("/titles/0/state"),
              "expired");
    EXPECT_EQ(get("leader", "/api/enterprises/" + id_ + "/file?as_of=2023-11-30").at("/titles/0/state"),
              "coming");
}

TEST_P(Facts, ExactlyOneClassOfEachIndustrySystemIsTheMainOne) {
    const auto mains = [this] {
        std::string out;
        const Reply all =
            get("leader", "/api/classifications?filter=ent_id:eq:" + id_ + "&filter=main:eq:true");
        for (std::size_t i = 0; i < all.items(); ++i)
            out += all.at("/items/" + std::to_string(i) + "/node") + " ";
        return out;
    };
    const Reply first = add("officer", "classifications", R"("node":"qingyuan-3-1/materials")");
    ASSERT_EQ(first.status, 201) << first.body;
    EXPECT_EQ(first["taxonomy_version"], "2024") << "the edition is kept";
    EXPECT_EQ(mains(), "qingyuan-3-1/materials ") << "the first one is";
    ASSERT_EQ(add("officer", "classifications", R"("node":"qingyuan-3-1/biomedicine")").status, 201);
    EXPECT_EQ(mains(), "qingyuan-3-1/materials ");
    const Reply third = add("officer", "classifications", R"("node":"qingyuan-3-1/equipment","main":true)");
    ASSERT_EQ(third.status, 201);
    EXPECT_EQ(mains(), "qingyuan-3-1/equipment ") << "the other one is not any more";
    EXPECT_EQ(patch("officer", "/api/classifications/" + third["id"], R"({"main":false})").code(),
              "registry_main_needed");
    ASSERT_EQ(remove("officer", "/api/classifications/" + third["id"]).status, 204);
    EXPECT_EQ(mains(), "qingyuan-3-1/materials ") << "another one takes its place";
    EXPECT_EQ(add("officer", "classifications", R"("node":"qingyuan-3-1/biomedicine")").code(),
              "registry_class_twice");
    EXPECT_EQ(add("officer", "classifications", R"("node":"changzhou-1028/ai")").code(),
              "registry_class_other_zone");
}

TEST_P(Facts, ManyEnterprisesAreClassifiedAtOnceIfTheirNumberIsAsShown) {
    enterprise(uscc(5), "清远丁卯新材料有限公司");
    const std::string body = R"({"q":"新材料","node":"qingyuan-3-1/materials","expected":)";
    EXPECT_EQ(post("officer", "/api/enterprises/classify", body + "3}").code(), "registry_count_changed");
    const Reply done = post("officer", "/api/enterprises/classify", body + "2}");
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done["added"], "2");
    EXPECT_EQ(post("officer", "/api/enterprises/classify", body + "2}")["unchanged"], "2");
    EXPECT_EQ(post("leader", "/api/enterprises/classify", body + "2}").status, 403);
}

TEST_P(Facts, ContactsAreMaskedForThoseWhoDoNotKeepThemAndReadingThemIsOnRecord) {
    const Reply made = add("officer", "contacts",
                           R"("name":"赵一鸣","phone":"13800001234","email":"zhao@example.com","main":true)");
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string file = "/api/enterprises/" + id_ + "/file";
    EXPECT_EQ(get("leader", file).at("/contacts/0/contact/phone"), "138****1234");
    EXPECT_EQ(get("leader", file).body.find("赵一鸣"), std::string::npos);
    const auto before = audited("view_personal");
    EXPECT_EQ(get("officer", file).at("/contacts/0/contact/phone"), "13800001234");
    EXPECT_EQ(audited("view_personal"), before + 1);
    EXPECT_EQ(get("clerk", file).at("/contacts/0/contact/phone"), "138****1234") << "without the duty";
}

TEST_P(Facts, AreFoundByTheirEnterpriseAndByWhatTheyAreCalled) {
    ASSERT_EQ(add("officer", "contacts", R"("name":"吴一鸣","phone":"13800001234")").status, 201);
    ASSERT_EQ(add("officer", "titles", R"("kind":"high_tech","valid_from":"2023-12-01")").status, 201);
    const auto found = [this](const std::string& who, const std::string& path, const std::string& q) {
        return get(who, "/api/" + path + "?q=" + q).items();
    };
    for (const char* q : {"吴", "wu", "甲子", "qyjz", "吴 甲子"})
        EXPECT_EQ(found("officer", "contacts", q), 1u) << q;
    for (const char* q : {"高新技术企业", "甲子", "甲子 高新"})
        EXPECT_EQ(found("leader", "titles", q), 1u) << q;
    EXPECT_EQ(found("leader", "contacts", "吴"), 0u) << "whoever sees it masked must not find out by asking";
    EXPECT_EQ(found("leader", "contacts", "甲子"), 1u);
    ASSERT_EQ(patch("officer", "/api/enterprises/" + id_, R"({"name":"清远乙丑新材料有限公司"})").status,
              200);
    EXPECT_EQ(found("officer", "contacts", "乙丑"), 1u) << "also under a new name";
    EXPECT_EQ(get("officer", "/api/meta").status, 200);
}

TEST_P(Facts, EnterpriseUsersKeepTheirOwnContactsOnly) {
    const std::string body = R"(,"name":"钱二","phone":"13900001234"})";
    const Reply own = post("company", "/api/contacts", R"({"ent_id":")" + own_enterprise() + "\"" + body);
    ASSERT_EQ(own.status, 201) << own.body;
    EXPECT_EQ(patch("company", "/api/contacts/" + own["id"], R"({"phone":"13900005678"})").status, 200);
    EXPECT_GE(post("company", "/api/contacts", R"({"ent_id":")" + id_ + "\"" + body).status, 400)
        << "of another enterprise";
    EXPECT_EQ(get("company", "/api/contacts").items(), 1u);
    EXPECT_EQ(post("company", "/api/milestones",
                   R"({"ent_id":")" + own_enterprise() +
                       R"(","happened_on":"2024-01-01","kind":"other","summary":"x"})")
                  .status,
              403);
}

TEST_P(Facts, RelationsAndMilestonesAreChecked) {
    EXPECT_EQ(add("officer", "relations", R"("kind":"parent")").code(), "registry_relation_other");
    EXPECT_EQ(add("officer", "relations", R"("kind":"parent","other_id":")" + id_ + "\"").code(),
              "registry_relation_self");
    EXPECT_EQ(add("officer", "relations", R"("kind":"group","other_name":"示例集团","share":"60.5")").status,
              201);
    EXPECT_EQ(
        add("officer", "milestones", R"("happened_on":"2999-01-01","kind":"award","summary":"获奖")").code(),
        "registry_future");
    EXPECT_EQ(
        add("operator", "milestones", R"("happened_on":"2024-01-01","kind":"award","summary":"获奖")").status,
        201)
        << "park operators write down what happens in their park";
    EXPECT_EQ(get("leader", "/api/enterprises/" + id_ + "/timeline").at("/items/0/title"), "获奖");
}

ON_BOTH_DATABASES(Facts);

}  // namespace
}  // namespace yuanheng::registry
