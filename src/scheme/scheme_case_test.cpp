#include "scheme/scheme_case.hpp"

#include <gtest/gtest.h>

namespace yuanheng::scoring {
namespace {

const char* const kCasedScheme = R"(
[scheme]
id = "t"
title = "测试"
period = "2022"
as_of = 2022-12-31
[[sources]]
title = "test"
[[inputs]]
code = "tax"
label = "税收"
[[inputs]]
code = "kind"
label = "类别"
type = "text"
[[inputs]]
code = "founded"
label = "成立日期"
type = "date"
[[inputs]]
code = "big"
label = "规上"
type = "boolean"
[[tables]]
code = "ip"
label = "知识产权"
columns = [{ code = "n", label = "件数" }]
[[tracks]]
code = "all"
label = "全部"
[[tracks.indicators]]
code = "a"
label = "甲项"
formula = "tax"
weight = 100
benchmark = { kind = "fixed", value = 1 }
[tracks.grading]
method = "none"
)";

TEST(SchemeCase, IsReadWithItsSchemeItsRowsAndWhatItExpects) {
    const auto cases = load_cases(kCasedScheme, "t.toml", R"(
[[case]]
name = "两户"
rows = [{ code = "b", name = "乙", tax = "0.1", kind = "化工", ip = [{ n = 1 }, { n = 2 }] },
        { code = "a", founded = 2020-01-31, big = true }]
set = { "tracks.all.indicators.a.cap" = "1.2" }
manual = [{ code = "a", grade = "A", reason = "研究" }]
counts = { A = 1 }
  [case.expect.b]
  total = "6.00"
  points = { a = "6" }
)",
                                  "t.case.toml");
    ASSERT_TRUE(cases) << describe(cases.error(), Language::en);
    ASSERT_EQ(cases->size(), 1u);
    const WorkedCase& one = cases->front();
    EXPECT_EQ(one.name, "两户");
    EXPECT_EQ(one.scheme.tracks[0].indicators[0].cap, Rational(6, 5));
    ASSERT_EQ(one.rows.size(), 2u);
    EXPECT_EQ(one.rows[0].name, "乙");
    EXPECT_EQ(std::get<Exact>(one.rows[0].fields[0]), Exact(Rational(1, 10)));
    EXPECT_EQ(std::get<std::string>(one.rows[0].fields[1]), "化工");
    EXPECT_TRUE(formula::absent(one.rows[0].fields[2]));
    EXPECT_EQ(one.rows[0].records[0].size(), 2u);
    EXPECT_EQ(std::get<Date>(one.rows[1].fields[2]), *Date::of(2020, 1, 31));
    EXPECT_TRUE(std::get<bool>(one.rows[1].fields[3]));
    EXPECT_TRUE(one.rows[1].records[0].empty());
    EXPECT_EQ(one.manual[0].reason, "研究");
    EXPECT_EQ(one.counts[0].text, "1");
    ASSERT_EQ(one.expects.size(), 1u);
    EXPECT_EQ(one.expects[0].name, "b");
    ASSERT_EQ(one.expects[0].parts.size(), 2u);
    EXPECT_EQ(one.expects[0].parts[0].name, "points");
    EXPECT_EQ(one.expects[0].parts[0].parts.at(0).name, "a");
    EXPECT_EQ(one.expects[0].parts[1].text, "6.00");
}

TEST(SchemeCase, SaysWhereANumberIsNone) {
    const auto cases =
        load_cases(kCasedScheme, "t.toml", "[[case]]\nrows = [{ code = \"a\", tax = \"many\" }]\n", "c.toml");
    ASSERT_FALSE(cases);
    EXPECT_EQ(cases.error().front().where.file, "c.toml");
    EXPECT_EQ(cases.error().front().where.line, 2);
}

}  // namespace
}  // namespace yuanheng::scoring
