#include "base/industry.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace yuanheng {
namespace {

namespace fs = std::filesystem;

const Industry& codes() {
    static const Industry industry = [] {
        const auto loaded = Industry::load(fs::path(YUANHENG_ROOT) / "taxonomies" / "gbt4754-2017.toml");
        EXPECT_TRUE(loaded) << describe(loaded.error(), Language::en);
        return loaded.value_or(Industry());
    }();
    return industry;
}

std::string code(const char* text) {
    const Result<IndustryCode> parsed = codes().parse(text);
    return parsed ? parsed->code : std::string(name(parsed.error().code));
}

Checked<Industry> load(const std::string& content) {
    const fs::path path = fs::temp_directory_path() / "yuanheng-industry-test.toml";
    std::ofstream(path) << content;
    auto loaded = Industry::load(path);
    fs::remove(path);
    return loaded;
}

const std::string kHead =
    "taxonomy = { id = \"t\", version = \"1\", title = \"甲\", title_en = \"a\", source = \"乙\" }\n";

TEST(Industry, HasAllSectionsAndDivisions) {
    const Industry& industry = codes();
    ASSERT_EQ(industry.sections().size(), 20u);
    ASSERT_EQ(industry.divisions().size(), 97u);
    char letter = 'A';
    for (const IndustryClass& section : industry.sections()) {
        EXPECT_EQ(section.code, std::string(1, letter++));
    }
    int last = 0;
    std::string section = "A";
    for (const IndustryClass& division : industry.divisions()) {
        EXPECT_EQ(std::stoi(division.code), ++last);
        EXPECT_LE(section, division.section) << division.code;
        section = division.section;
    }
    // How many divisions each section has.
    std::map<std::string, int> count;
    for (const IndustryClass& division : industry.divisions()) ++count[division.section];
    const std::map<std::string, int> expected = {
        {"A", 5}, {"B", 7}, {"C", 31}, {"D", 3}, {"E", 4}, {"F", 2}, {"G", 8}, {"H", 2}, {"I", 3}, {"J", 4},
        {"K", 1}, {"L", 2}, {"M", 3},  {"N", 4}, {"O", 3}, {"P", 1}, {"Q", 2}, {"R", 5}, {"S", 6}, {"T", 1}};
    EXPECT_EQ(count, expected);
    EXPECT_NE(industry.source().find("第1号修改单"), std::string::npos);
    EXPECT_EQ(industry.title().zh, "国民经济行业分类");
    EXPECT_EQ(industry.version().find("gbt4754-2017/2019 sha256:"), 0u);
}

TEST(Industry, ReadsCodes) {
    EXPECT_EQ(code("C3360"), "C3360");
    EXPECT_EQ(code("3360"), "C3360");
    EXPECT_EQ(code("336"), "C336");
    EXPECT_EQ(code("33"), "C33");
    EXPECT_EQ(code("c33"), "C33");
    EXPECT_EQ(code("Ｃ３３"), "C33");
    EXPECT_EQ(code(" C-33 "), "C33");
    EXPECT_EQ(code("3360.0"), "C3360");
    EXPECT_EQ(code("C"), "C");
    EXPECT_EQ(code("0111"), "A0111");
    EXPECT_EQ(code("97"), "T97");
    EXPECT_EQ(*codes().parse("3360"), (IndustryCode{"C", "33", "C3360"}));
    EXPECT_EQ(*codes().parse("C"), (IndustryCode{"C", "", "C"}));
}

TEST(Industry, ReadsNames) {
    EXPECT_EQ(code("制造业"), "C");
    EXPECT_EQ(code("金属制品业"), "C33");
    EXPECT_EQ(code("农林牧渔业"), "A");
    EXPECT_EQ(code("计算机，通信和其他电子设备制造业"), "C39");
    EXPECT_EQ(code("manufacture of Metal products"), "C33");
    EXPECT_EQ(code("C33 金属制品业"), "C33");
    EXPECT_EQ(code("C 制造业"), "C");
    EXPECT_EQ(code("（33）金属制品业"), "C33");
    EXPECT_EQ(code("C3360 金属表面处理及热处理加工"), "C3360");
    EXPECT_EQ(code("房地产业"), "K70");
    for (const auto* list : {&codes().sections(), &codes().divisions()}) {
        for (const IndustryClass& item : *list) {
            EXPECT_EQ(codes().section_of(item.code)->code, item.section);
            EXPECT_EQ(codes().section_of(item.name.zh)->code, item.section);
            EXPECT_EQ(codes().section_of(item.name.en)->code, item.section);
            EXPECT_EQ(code((item.code + " " + item.name.zh).c_str()), code(item.code.c_str()));
        }
    }
}

TEST(Industry, GivesSectionAndDivision) {
    EXPECT_EQ(codes().section_of("3360")->name.zh, "制造业");
    EXPECT_EQ(codes().division_of("3360").value()->name.zh, "金属制品业");
    EXPECT_EQ(codes().division_of("C3360").value()->section, "C");
    EXPECT_FALSE(codes().division_of("制造业")->has_value());
    EXPECT_FALSE(codes().division_of("C")->has_value());
    EXPECT_FALSE(codes().division_of("U"));
}

TEST(Industry, RefusesWhatIsNotThere) {
    for (const char* text : {"",
                             " ",
                             "U",
                             "00",
                             "98",
                             "C98",
                             "33601",
                             "C33601",
                             "C3",
                             "7",
                             "甲",
                             "/",
                             "C33 食品制造业",
                             "C 采矿业",
                             "C33x",
                             "33.0",
                             "33 34",
                             "33、34",
                             "C33-34",
                             "3360、3370",
                             "3360 3370"}) {
        EXPECT_EQ(code(text), "industry_unknown") << text;
    }
    for (const char* text : {"A3360", "C44", "A111", "B 33 金属制品业"}) {
        EXPECT_EQ(code(text), "industry_mismatch") << text;
    }

    const Error mismatch = codes().parse("A3360").error();
    EXPECT_EQ(message(mismatch, Language::zh), "行业代码“A3360”前后不符：大类 33 属于门类 C");
    const auto hinted = [](const char* text, Language language) {
        return hint(codes().parse(text).error(), language);
    };
    EXPECT_NE(hinted("金属制品", Language::zh).find("是不是“C33 金属制品业”？"), std::string::npos);
    EXPECT_NE(hinted("manufacturin", Language::en).find("mean \"C Manufacturing\"?"), std::string::npos);
    EXPECT_NE(hinted("6", Language::zh).find("是不是“B06 煤炭开采和洗选业”？"), std::string::npos);
    EXPECT_NE(hinted("C33 食品制造", Language::zh).find("C14 食品制造业"), std::string::npos);
    EXPECT_NE(hinted("98", Language::zh).find("见该标准"), std::string::npos);
}

TEST(Industry, SaysWhatIsWrongWithItsFile) {
    EXPECT_EQ(Industry::load("/nowhere/taxonomy.toml").error().front().code, Code::file_unreadable);
    const auto details = [](const std::string& content) {
        const auto loaded = load(content);
        std::string out;
        if (loaded) return out;
        for (const Error& error : loaded.error()) {
            EXPECT_EQ(error.code, Code::taxonomy_bad);
            out += message(error, Language::en) + "\n";
        }
        return out;
    };
    EXPECT_NE(details("taxonomy = ").find("wrong"), std::string::npos);
    EXPECT_NE(details("").find("\"taxonomy\" is missing"), std::string::npos);
    EXPECT_NE(details(kHead).find("\"divisions\" is missing"), std::string::npos);
    const std::string all = details(kHead + R"(
sections = [ { code = "A", zh = "甲", en = "a" }, { code = "A", zh = "乙", en = "b" },
             { code = "aa", zh = "丙" }, 7 ]
divisions = [ { code = "1", section = "B", zh = "丁", en = "d" } ]
)");
    for (const char* part :
         {"A is listed twice", "\"aa\" is not one capital letter", "the text \"en\" is missing",
          "write { code", "\"1\" is not two digits", "section \"B\" of division 1 is not listed"}) {
        EXPECT_NE(all.find(part), std::string::npos) << part << " in\n" << all;
    }
    EXPECT_EQ(load(kHead + "sections = [ 7 ]\ndivisions = [ 7 ]").error().front().where.line, 2);
}

}  // namespace
}  // namespace yuanheng
