#include <fstream>
#include <set>

#include "platform/entity/table.hpp"
#include "zone/registry/codes.hpp"
#include "zone/registry/enterprise/enterprise.hpp"
#include "zone/registry/registry.hpp"
#include "zone/registry/samples.hpp"

namespace yuanheng::registry {
namespace {

class Tables : public Register {};

TEST(RegisterRules, StandInTheDocument) {
    std::ifstream file(YUANHENG_ROOT "/docs/register-rules.md");
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    for (const ErrorCode code : Code::own()) {
        if (!name(code).starts_with("registry_")) continue;
        EXPECT_THAT(text, ::testing::HasSubstr("`" + std::string(name(code)) + "`"));
    }
}

TEST_P(Tables, HaveTheColumnsOfTheirEntities) {
    for (const platform::Table& table : here().services().entities) {
        const platform::Entity& entity = table.entity;
        here().database().read([&](db::Session& db) {
            EXPECT_NO_THROW(
                db.query("SELECT " + table.columns + ", t.search_text FROM " + entity.table + " t"))
                << entity.table;
        });
        entity.type->validate();
        std::set<std::string> labels;
        for (const reflect::Field& f : entity.type->fields) {
            EXPECT_TRUE(labels.insert(f.label.zh).second)
                << entity.table << " has two columns " << f.label.zh;
            for (const std::string& title : f.aliases)
                EXPECT_TRUE(labels.insert(title).second) << entity.table << " has two columns " << title;
        }
    }
}

TEST_P(Tables, OfVersionsHaveEveryFieldOfAnEnterprise) {
    std::string columns;
    for (const reflect::Field& f : reflect::described<Enterprise>().fields) columns += ", " + f.name;
    here().database().read([&](db::Session& db) {
        EXPECT_NO_THROW(
            db.query("SELECT ent_id, id, valid_from, valid_to" + columns + " FROM enterprise_version"));
    });
}

ON_BOTH_DATABASES(Tables);

}  // namespace
}  // namespace yuanheng::registry
