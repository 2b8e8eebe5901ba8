#include <gtest/gtest.h>

#include <cmath>

#include "formula/readers.hpp"
#include "formula/samples.hpp"

namespace yuanheng::formula {
namespace {

Columns explained_row() {
    Columns data = Generator(3).data(sample_schema(), 1);
    const double values[] = {900, 30, NAN, 300'000, -0.5, 0, -2, 1, NAN, 1, 0, 18'000, 19'000};
    for (std::size_t i = 0; i < data.fields.size(); ++i) {
        data.fields[i].values = {values[i]};
        data.fields[i].precise.clear();
    }
    return data;
}

std::string steps(std::string_view text, Language language) {
    const Schema schema = sample_schema();
    const Result<Formula> f = compile(text, schema);
    if (!f) return describe(f.error(), Language::en);
    std::string out;
    for (const Step& s : explain(*f, schema, explained_row(), 0, language))
        out += s.formula + " | " + s.numbers + " | " + s.result + "\n";
    return out;
}

std::string words(std::string_view text, Language language) {
    const Schema schema = sample_schema();
    const Result<Formula> f = compile(text, schema);
    return f ? in_words(*f, schema, language) : describe(f.error(), Language::en);
}

TEST(Words, StepsShowTheValues) {
    EXPECT_EQ(steps("tax / land", Language::zh), "税收 ÷ 用地面积 | 900 万元 ÷ 30 亩 | 30 万元/亩\n");
    EXPECT_EQ(steps("tax / land", Language::en),
              "tax paid ÷ land used | 900 10k CNY ÷ 30 mu | 30 10k CNY/mu\n");
    EXPECT_EQ(
        steps("(tax + rd - 1 万元) / floor >= 1 万元/亩", Language::zh),
        "税收 + 研发费用 − 1 万元 | 900 万元 + 30 万元 − 1 万元 | 929 万元\n"
        "(税收 + 研发费用 − 1 万元) ÷ 建筑面积 | 929 万元 ÷ —（未填） | —（未填）\n"
        "(税收 + 研发费用 − 1 万元) ÷ 建筑面积 ≥ 1 万元/亩 | —（未填） ≥ 0.0015 万元/平方米 | —（未填）\n");
    EXPECT_EQ(steps("a_plain - b_plain", Language::en), "a − b | 0 − (-2) | 2\n");
    EXPECT_EQ(steps("1 / a_plain", Language::zh), "1 ÷ 甲数 | 1 ÷ 0 | —（分母为零）\n");
    EXPECT_EQ(steps("ln(a_plain)", Language::zh), "自然对数（甲数） | 自然对数（0） | —（无意义）\n");
    EXPECT_EQ(steps("tax", Language::zh), "税收 |  | 900 万元\n");
    EXPECT_EQ(steps("kind_of = 民企", Language::zh), "企业类型 = “民企” | 民企 = “民企” | 是\n");
}

TEST(Words, SharesAreReadInPerCent) {
    EXPECT_EQ(steps("rd / tax", Language::zh),
              "研发费用 ÷ 税收 | 300000 元 ÷ 900 万元 | 333.333333 元/万元\n"
              "研发费用 ÷ 税收 | 333.333333 元/万元 | 3.333333%\n");
    EXPECT_EQ(steps("min(tax / tax, 1) >= 5%", Language::en),
              "tax paid ÷ tax paid | 900 10k CNY ÷ 900 10k CNY | 100%\n"
              "min(tax paid ÷ tax paid, 1) | min(100%, 1) | 100%\n"
              "min(tax paid ÷ tax paid, 1) ≥ 5% | 100% ≥ 5% | true\n");
    EXPECT_EQ(steps("tax / land", Language::en),
              "tax paid ÷ land used | 900 10k CNY ÷ 30 mu | 30 10k CNY/mu\n");
    EXPECT_EQ(steps("b_plain / a_plain", Language::en), "b ÷ a | (-2) ÷ 0 | — (zero denominator)\n");
}

TEST(Words, SmallNumbersKeepTheirDigits) {
    EXPECT_EQ(show_number(Exact(Rational(1, 30000)), 6), "0.0000333333");
    EXPECT_EQ(show_number(Exact(Rational(2, 3)), 6), "0.666667");
    EXPECT_EQ(show_number(Exact(Rational(1, 4)), 6), "0.25");
    EXPECT_EQ(show_number(Exact(0), 6), "0");
}

TEST(Words, OfAChoiceOnlyWhatIsTakenIsTold) {
    EXPECT_EQ(steps("if tax > 1000 万元 then 3 else if above_scale then a_plain + 2 else 0", Language::zh),
              "甲数 + 2 | 0 + 2 | 2\n"
              "若 税收 > 1000 万元，则 3，否则 若 规上，则 甲数 + 2，否则 0 | "
              "900 万元 > 1000 万元：否；规上：是，取 2 | 2\n");
    EXPECT_EQ(steps("if floor > 1 平方米 then 3 else 0", Language::en),
              "if floor area > 1 m² then 3, else 0 | — (not given) > 1 m²: — (not given) | — (not given)\n");
}

TEST(Words, ADerivedFormulaIsToldOnceByItsName) {
    Schema schema = sample_schema();
    schema.derived.push_back({"paid", {"税费", "dues"}, *compile("tax + rd", schema)});
    const Formula first = *compile("paid / land + paid / land", schema);
    std::set<int> told;
    const auto lines = [&](const Formula& f) {
        std::string out;
        for (const Step& s : explain(f, schema, explained_row(), 0, Language::zh, nullptr, &told))
            out += s.name + " | " + s.formula + " | " + s.numbers + " | " + s.result + "\n";
        return out;
    };
    const std::string quotient = " | 税费 ÷ 用地面积 | 930 万元 ÷ 30 亩 | 31 万元/亩\n";
    EXPECT_EQ(lines(first),
              "税费 | 税收 + 研发费用 | 900 万元 + 30 万元 | 930 万元\n" + quotient + quotient +
                  " | 税费 ÷ 用地面积 + 税费 ÷ 用地面积 | 31 万元/亩 + 31 万元/亩 | 62 万元/亩\n");
    EXPECT_EQ(lines(*compile("paid / land", schema)), quotient) << "told before";
    EXPECT_EQ(lines(*compile("paid", schema)), " | 税费 |  | 930 万元\n");
    EXPECT_EQ(in_words(first, schema, Language::en), "dues ÷ land used + dues ÷ land used");
}

TEST(Words, AggregatesNameTheirRecords) {
    const Schema schema = sample_schema();
    Columns data = explained_row();
    data.tables[0].begin = {0, 3};
    data.tables[0].columns[0] = {{0, 1, 0}, {"invention", "design"}, {}};
    data.tables[0].columns[1] = {{5, 7, 2}, {}, {}};
    for (const std::size_t c : {2, 3}) data.tables[0].columns[c] = {{NAN, NAN, NAN}, {}, {}};
    const auto last = [&](std::string_view text) {
        return explain(*compile(text, schema), schema, data, 0, Language::zh).back();
    };
    EXPECT_EQ(last("count_if(patents, kind = invention)").records, (std::vector<std::uint32_t>{0, 2}));
    const Step sum = last("sum_if(patents.value, kind = invention)");
    EXPECT_EQ(sum.records, (std::vector<std::uint32_t>{0, 2}));
    EXPECT_EQ(sum.numbers, "5 万元 + 2 万元");
    EXPECT_EQ(last("mean(patents.value)").numbers, "(5 万元 + 7 万元 + 2 万元) ÷ 3");
    EXPECT_EQ(last("max(patents.value)").numbers, "最大（5 万元，7 万元，2 万元）");
}

TEST(Words, StepsNameTheirInputs) {
    const Schema schema = sample_schema();
    const Formula f = *compile("tax / land + rd / land", schema);
    const std::vector<Step> all = explain(f, schema, explained_row(), 0, Language::zh);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].fields, (std::vector<int>{0, 1}));
    EXPECT_EQ(all[1].fields, (std::vector<int>{1, 3}));
    EXPECT_EQ(all[2].node, static_cast<int>(f.nodes().size()) - 1);
}

TEST(Words, EveryOperation) {
    EXPECT_EQ(words("if land >= 5 亩 and not missing(tax) then tax / land else 0", Language::zh),
              "若 用地面积 ≥ 5 亩 且 并非 (税收 缺失)，则 税收 ÷ 用地面积，否则 0 万元/亩");
    EXPECT_EQ(words("not above_scale or kind_of in {国企, 外企} or a_plain in {1, 2}", Language::en),
              "not above scale or kind in {国企, 外企} or a in {1, 2}");
    EXPECT_EQ(words("count_if(patents, kind = invention and valid_on(as_of))", Language::zh),
              "条件计数（专利，专利的种类 = “invention” 且 有效于（截止日））");
    EXPECT_EQ(words("round(-a_plain^(1/3) * b_plain^2, 1)", Language::en),
              "round(−a^(1/3) × b^2, 1 decimals)");
    EXPECT_EQ(words("round(a_plain)", Language::zh), "四舍五入（甲数，0 位）");
    EXPECT_EQ(words("land between 1 亩 and 2 亩 or missing(tax)", Language::zh),
              "用地面积 介于 1 亩 与 2 亩 之间 或 税收 缺失");
    EXPECT_EQ(words("land between 1 亩 and 2 亩 or missing(tax)", Language::en),
              "land used is between 1 mu and 2 mu or tax paid is missing");
    EXPECT_EQ(words("if true then 2024-12-31 else missing", Language::en),
              "if true then 31 December 2024, else missing");
    EXPECT_EQ(words("sum(leases.area) * coal_factor != 0", Language::en),
              "sum(leases area) × coal factor ≠ 0 mu·kgce/kWh");
    EXPECT_EQ(
        words("false or a_plain < 1 or a_plain > 2 or a_plain <= 3 or min(a_plain, 2) = 1", Language::zh),
        "否 或 甲数 < 1 或 甲数 > 2 或 甲数 ≤ 3 或 最小（甲数，2） = 1");
    EXPECT_EQ(show(true, {}, Language::zh), "是");
    EXPECT_EQ(show(false, {}, Language::zh), "否");
    EXPECT_EQ(show(false, {}, Language::en), "false");
    EXPECT_EQ(show(Absence::undefined, {}, Language::en), "— (undefined)");
}

TEST(Words, LongTextsAreCut) {
    std::string sum = "用地面积 * 1.5";
    for (int i = 0; i < 500; ++i) sum += " + 用地面积 * 1.5";
    const std::string shown = steps("(" + sum + ") / 2", Language::zh);
    EXPECT_NE(shown.find("…"), std::string::npos);
}

}  // namespace
}  // namespace yuanheng::formula
