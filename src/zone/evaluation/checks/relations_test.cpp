#include "zone/evaluation/checks/relations.hpp"

#include <gtest/gtest.h>

#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/samples.hpp"

namespace yuanheng::evaluation {
namespace {

using namespace samples;

TEST(Relations, NameWhoseFiguresContradictOneAnother) {
    const Folder folder;
    const scoring::Scheme s = scheme(R"(
[[checks]]
code = "tax_land"
label = { zh = "亩均税收低于 1000 万元", en = "less than 10 million yuan of tax a mu" }
holds = "tax < land * 1000 万元/亩"
)");
    folder.write("a.csv", "统一社会信用代码,企业名称,税收,用地面积\n" + kA + ",甲,5000,1\n" + kB +
                              ",乙,5,1\n" + kC + ",丙,—,1\n");
    Intake in = read(s, folder.path());
    in.report = {};
    check_relations(s, in, 1);
    ASSERT_EQ(in.report.warnings.size(), 1u) << "an absent figure contradicts nothing";
    const Error& found = in.report.warnings[0];
    EXPECT_EQ(message(found, Language::zh),
              kA + " 甲 不符合“亩均税收低于 1000 万元”：用地面积 1 亩，税收 5000 万元");
    EXPECT_EQ(found.where.line, 2);
    EXPECT_EQ(found.where.column, 4) << "the cell of the first of the figures";
    EXPECT_EQ(in.data.columns.fields[1].values[static_cast<std::size_t>(in.data.find(kA))], 5000)
        << "nothing is changed";
}

TEST(Relations, AnUnknownNameInARelationIsRefusedWithItsPlace) {
    const auto wrong = scoring::load_scheme(
        scheme_text("[[checks]]\ncode = \"c\"\nlabel = \"关系\"\nholds = \"rd <= tax\"\n"), "t.toml");
    ASSERT_FALSE(wrong.has_value());
    EXPECT_EQ(wrong.error().size(), 1u);
    EXPECT_GT(wrong.error()[0].where.line, 0);
}

const std::string kLeases = R"(
[[tables]]
code = "leases"
label = { zh = "租赁", en = "leases" }
exclusive = "parcel"
columns = [
  { code = "parcel", label = { zh = "宗地" }, type = "text" },
  { code = "valid_from", label = { zh = "起始日" }, type = "date" },
  { code = "valid_to", label = { zh = "终止日" }, type = "date" },
]
)";

Errors overlaps(const std::string& rows) {
    const Folder folder;
    const scoring::Scheme s = scheme(kLeases);
    folder.write("名录.csv", "统一社会信用代码,企业名称\n" + kA + ",甲\n" + kB + ",乙\n");
    folder.write("租赁.csv", "统一社会信用代码,宗地,起始日,终止日\n" + rows);
    Intake in = read(s, folder.path());
    in.report = {};
    check_overlaps(s, in);
    return in.report.warnings;
}

TEST(Overlaps, NameBothWhereOneParcelIsLetTwiceAtATime) {
    const Errors found = overlaps(kA + ",G-1,2023-01-01,2024-07-01\n" + kB + ",G-1,2024-06-01,\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_NE(message(found[0], Language::zh).find("“G-1”自 2024-06-01 起同时属于两家"), std::string::npos)
        << message(found[0], Language::zh);
    EXPECT_EQ(overlaps(kA + ",G-1,2023-01-01,\n" + kB + ",G-1,2024-06-01,2024-07-01\n" + kA +
                       ",G-1,2025-01-01,2025-02-01\n")
                  .size(),
              2u)
        << "a short lease within a long one does not hide the long one";
}

TEST(Overlaps, OneAfterTheOtherIsNoOverlap) {
    EXPECT_TRUE(overlaps(kA + ",G-1,2023-01-01,2024-06-01\n" + kB + ",G-1,2024-06-01,\n").empty());
    EXPECT_TRUE(overlaps(kA + ",G-1,,\n" + kB + ",G-2,,\n").empty());
    EXPECT_TRUE(overlaps(kA + ",,,\n" + kB + ",,,\n").empty()) << "without a parcel nothing is known";
}

TEST(Overlaps, NeedTheDatesOfBeginningAndEnd) {
    std::string text = kLeases;
    text.replace(text.find("valid_to"), 8, "until");
    const auto wrong = scoring::load_scheme(scheme_text(text), "t.toml");
    ASSERT_FALSE(wrong.has_value());
    EXPECT_EQ(wrong.error()[0].code, Code::scheme_no_period);
}

}  // namespace
}  // namespace yuanheng::evaluation
