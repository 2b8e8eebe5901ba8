#include "zone/registry/taxonomy/taxonomy.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace yuanheng::registry {
namespace {

namespace fs = std::filesystem;

const Industry& industry() {
    static const Industry loaded =
        Industry::load(fs::path(YUANHENG_ROOT) / "taxonomies/gbt4754-2017.toml").value();
    return loaded;
}

const Taxonomies& shipped() {
    static const Taxonomies loaded = [] {
        const auto all = Taxonomies::load(fs::path(YUANHENG_ROOT) / "taxonomies", industry());
        EXPECT_TRUE(all) << describe(all.error(), Language::en);
        return all.value_or(Taxonomies());
    }();
    return loaded;
}

const Date kDay = parse_date("2024-10-31").value();

/// What is wrong with a folder that holds these files.
std::string problems(const std::vector<std::string>& contents) {
    const fs::path folder = fs::temp_directory_path() / "yuanheng-taxonomy-test";
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (std::size_t i = 0; i < contents.size(); ++i)
        std::ofstream(folder / (std::to_string(i) + ".toml")) << contents[i];
    const auto loaded = Taxonomies::load(folder, industry());
    fs::remove_all(folder);
    return loaded ? "" : describe(loaded.error(), Language::en);
}

std::string edition(const std::string& version, const std::string& day, const std::string& nodes) {
    return "taxonomy = { id = \"t\", version = \"" + version +
           "\", kind = \"industry\", title = \"甲\", title_en = \"a\", source = \"乙\", effective_from = " +
           day + " }\n[[groups]]\ncode = \"g\"\nzh = \"组\"\nen = \"group\"\ncount = 1\nnodes = [" + nodes +
           "]\n";
}

const std::string kNode = "{ code = \"n\", zh = \"节\", en = \"node\", industries = [\"C26\"] }";

TEST(Taxonomies, HoldTheZonesOwnIndustrySystems) {
    const Taxonomy* changzhou = shipped().find("changzhou-1028", kDay);
    ASSERT_NE(changzhou, nullptr);
    ASSERT_EQ(changzhou->groups.size(), 3u);  // 10 + 2 + 8, not 10 and 28
    EXPECT_EQ(changzhou->groups[0].nodes.size(), 10u);
    EXPECT_EQ(changzhou->groups[1].nodes.size(), 2u);
    EXPECT_EQ(changzhou->groups[2].nodes.size(), 8u);
    EXPECT_FALSE(changzhou->source.empty());

    const auto place = shipped().place("qingyuan-3-1/biomedicine", kDay);
    ASSERT_TRUE(place);
    EXPECT_EQ(place->taxonomy->name(*place->node).zh, "3+1·生物医药");
    EXPECT_EQ(place->node->industries, std::vector<std::string>{"C27"});
    EXPECT_FALSE(shipped().place("qingyuan-3-1/steel", kDay));
    EXPECT_FALSE(shipped().place("biomedicine", kDay));
}

TEST(Taxonomies, MarkWhatNobodyPublished) {
    for (const TaxonomyGroup& group : shipped().find("changzhou-1028", kDay)->groups) {
        EXPECT_FALSE(group.sample) << group.code;
        for (const TaxonomyNode& node : group.nodes)
            EXPECT_NE(node.sample, !node.source.empty()) << node.code;
    }
    for (const TaxonomyGroup& group : shipped().find("qingyuan-3-1", kDay)->groups) {
        for (const TaxonomyNode& node : group.nodes) EXPECT_FALSE(node.sample) << node.code;
    }
}

TEST(Taxonomies, KnowKindsOfTitlesAndSizeClasses) {
    ASSERT_EQ(shipped().of(TaxonomyKind::title, kDay).size(), 1u);
    const TaxonomyNode* high_tech = shipped().of(TaxonomyKind::title, kDay)[0]->node("high_tech");
    ASSERT_NE(high_tech, nullptr);
    EXPECT_EQ(high_tech->years, 3);
    EXPECT_EQ(high_tech->level, "national");
    EXPECT_EQ(shipped().of(TaxonomyKind::size, kDay)[0]->groups[0].nodes.size(), 4u);
    EXPECT_EQ(shipped().of(TaxonomyKind::industry, kDay).size(), 2u);
}

TEST(Taxonomies, TakeTheEditionOfTheDay) {
    const fs::path folder = fs::temp_directory_path() / "yuanheng-taxonomy-editions";
    fs::create_directories(folder);
    std::ofstream(folder / "a.toml") << edition("2", "2025-01-01",
                                                "{ code = \"m\", zh = \"新\", en = \"new\" }");
    std::ofstream(folder / "b.toml") << edition("1", "2020-01-01", kNode);
    const Taxonomies two = Taxonomies::load(folder, industry()).value();
    fs::remove_all(folder);
    EXPECT_EQ(two.find("t", parse_date("2024-12-31").value())->version, "1");
    EXPECT_EQ(two.find("t", parse_date("2025-01-01").value())->version, "2");
    EXPECT_EQ(two.find("t", parse_date("2019-01-01").value())->version, "1");
    EXPECT_EQ(two.of(TaxonomyKind::industry, kDay).size(), 1u);
    EXPECT_FALSE(two.place("t/m", kDay));
}

TEST(Taxonomies, SayWhatIsWrongWithTheirFilesAndWhere) {
    EXPECT_EQ(problems({edition("1", "2024-01-01", kNode)}), "");
    const std::pair<std::string, std::string> cases[] = {
        {"taxonomy = ", "0.toml:1"},
        {"x = 1", "\"x\" is not known here"},
        {"", "\"taxonomy\" is missing"},
        {edition("1", "2024-01-01", kNode + "," + kNode), "code \"n\" stands twice"},
        {edition("1", "2024-01-01", kNode + ",{ code = \"m\", zh = \"甲\", en = \"a\" }"),
         "1 expected, 2 listed"},
        {edition("1", "2024-01-01", "{ code = \"N\", zh = \"节\", en = \"node\" }"),
         "code \"N\" may have lower-case"},
        {edition("1", "2024-01-01", "{ code = \"n\", zh = \"节\" }"), "the text \"en\" is missing"},
        {edition("1", "2024-01-01", "{ code = \"n\", zh = 7, en = \"node\" }"),
         "\"zh\" must be a text in quotes"},
        {edition("1", "2024-01-01", "{ code = \"n\", zh = \"节\", en = \"node\", industries = [\"A26\"] }"),
         "A26"},
        {edition("1", "2024-01-01", "{ code = \"n\", zh = \"节\", en = \"node\", level = \"world\" }"),
         "level \"world\""},
        {edition("1", "2024-01-01", "{ code = \"n\", zh = \"节\", en = \"node\", wieght = 1 }"),
         "\"wieght\" is not known here"},
        {edition("1", "\"2024\"", kNode), "effective_from = 2024-01-01 is missing"},
        {edition("1", "2024-01-01", "7"), "write { code = "},
    };
    for (const auto& [content, expected] : cases) {
        EXPECT_NE(problems({content}).find(expected), std::string::npos) << expected << "\n"
                                                                         << problems({content});
    }
    EXPECT_NE(problems({edition("1", "2024-01-01", kNode), edition("1", "2025-01-01", kNode)})
                  .find("stands in another file too"),
              std::string::npos);
    EXPECT_EQ(Taxonomies::load("/nowhere", industry()).error().front().code, Code::file_unreadable);
}

}  // namespace
}  // namespace yuanheng::registry
