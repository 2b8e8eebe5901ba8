#include <gtest/gtest.h>

#include <cmath>

#include "base/decimal.hpp"
#include "formula/readers.hpp"
#include "formula/samples.hpp"

namespace yuanheng::formula {
namespace {

/// One enterprise: 900 万元 of tax on 30 亩, two patents, no leases; floor area and share are missing.
Columns one_row() {
    const Schema schema = sample_schema();
    Columns data;
    data.rows = 1;
    const double day = Date::of(2015, 1, 31)->days();
    const double as_of = Date::of(2024, 2, 29)->days();
    const std::vector<double> cells = {900, 30, NAN, 300'000, NAN, 0, 2, 1, NAN, 1, 0, day, as_of};
    for (const double x : cells) data.fields.push_back({{x}, {}, {}});
    data.fields[9].dictionary = {"国企", "民企", "外企"};
    data.fields[10].dictionary = {"园衡公司"};
    Table patents{{0, 2},
                  {{{0, 1}, {"invention", "design"}, {}},
                   {{12.5, NAN}, {}, {}},
                   {{day, NAN}, {}, {}},
                   {{NAN, as_of}, {}, {}}}};
    data.tables = {patents, Table{{0, 0}, {{{}, {}, {}}}}};
    return data;
}

std::string value(std::string_view text, const Computed* computed = nullptr) {
    const Schema schema = sample_schema();
    const Result<Formula> f = compile(text, schema);
    if (!f) return describe(f.error(), Language::en);
    return show(evaluate(*f, schema, one_row(), 0, computed), f->type() == Type::number ? f->unit() : Unit(),
                Language::en);
}

TEST(Evaluate, Arithmetic) {
    EXPECT_EQ(value("tax / land"), "30 10k CNY/mu");
    EXPECT_EQ(value("rd / tax"), "0.0333333");
    EXPECT_EQ(value("rd / tax * 3 = 0.1"), "true");
    EXPECT_EQ(value("land + 2000 平方米"), "33 mu");
    EXPECT_EQ(value("tax * 5 %"), "45 10k CNY");
    EXPECT_EQ(value("100 kWh * 电力折标系数"), "30 kgce");
    EXPECT_EQ(value("-a_plain + b_plain^3 - +b_plain^(-1)"), "7.5");
    EXPECT_EQ(value("sqrt(land * 30 亩)"), "20000 m²");
    EXPECT_EQ(value("(land * land)^(1/2) / 1 亩"), "30");
    EXPECT_EQ(value("round(ln(exp(b_plain)), 3)"), "2");
    EXPECT_EQ(value("round(2.345, 2)"), "2.35");
    EXPECT_EQ(value("round(-2.5)"), "-3");
    EXPECT_EQ(value("round(tax, -3)"), "1000 10k CNY");
    EXPECT_EQ(value("round(1000 * exp(b_plain), -2)"), "7400");
    EXPECT_EQ(value("round(exp(b_plain), 2)"), "7.39");
    EXPECT_EQ(value("exp(1)"), "2.718282");
    EXPECT_EQ(value("min(3, b_plain, 5)"), "2");
    EXPECT_EQ(value("max(3, b_plain, 5)"), "5");
    EXPECT_EQ(value("max(0, land)"), "30 mu");
    EXPECT_EQ(value("abs(-land)"), "30 mu");
    EXPECT_EQ(value("0 - land"), "-30 mu");
}

TEST(Evaluate, AbsenceHasAReason) {
    EXPECT_EQ(value("tax / floor"), "— (not given)");
    EXPECT_EQ(value("b_plain / a_plain"), "— (zero denominator)");
    EXPECT_EQ(value("b_plain / a_plain + share"), "— (zero denominator)");
    EXPECT_EQ(value("a_plain^-1"), "— (zero denominator)");
    EXPECT_EQ(value("a_plain^2"), "0");
    EXPECT_EQ(value("ln(a_plain)"), "— (undefined)");
    EXPECT_EQ(value("sqrt(-b_plain)"), "— (undefined)");
    EXPECT_EQ(value("exp(1000000)"), "— (undefined)");
    EXPECT_EQ(value("((10^64)^64)^64"), "— (undefined)");
    EXPECT_EQ(value("exp(20000)^64"), "— (undefined)");
    EXPECT_EQ(value("missing(floor) and known(tax)"), "true");
    EXPECT_EQ(value("coalesce(floor, share * 1 亩, land)"), "20000 m²");
    EXPECT_EQ(value("otherwise(floor, missing)"), "— (not given)");
    EXPECT_EQ(value("if listed then 1 else 2"), "— (not given)");
    EXPECT_EQ(value("if above_scale then missing else 2"), "— (not given)");
    EXPECT_EQ(value("if 非 above_scale then missing else 2"), "2");
    EXPECT_EQ(value("缺"), "— (not given)");
}

TEST(Evaluate, KleeneTruthTables) {
    const char* values[] = {"true", "false", "listed"};  // listed is unknown
    const char* both[3][3] = {{"true", "false", "?"}, {"false", "false", "false"}, {"?", "false", "?"}};
    const char* either[3][3] = {{"true", "true", "true"}, {"true", "false", "?"}, {"true", "?", "?"}};
    const char* inverse[] = {"false", "true", "?"};
    const auto shown = [](const std::string& text) {
        const std::string v = value(text);
        return v == "— (not given)" ? std::string("?") : v;
    };
    for (int a = 0; a < 3; ++a) {
        EXPECT_EQ(shown(std::string("not ") + values[a]), inverse[a]);
        for (int b = 0; b < 3; ++b) {
            EXPECT_EQ(shown(std::string(values[a]) + " and " + values[b]), both[a][b]);
            EXPECT_EQ(shown(std::string(values[a]) + " 或 " + values[b]), either[a][b]);
        }
    }
}

TEST(Evaluate, ComparisonsAndSets) {
    EXPECT_EQ(value("land >= 30 亩 and land <= 30 mu and land = 20000 平方米"), "true");
    EXPECT_EQ(value("land < 30 亩 or land > 30 亩 or land != 30 亩"), "false");
    EXPECT_EQ(value("b_plain in {1, share, 2}"), "true");
    EXPECT_EQ(value("b_plain in {1, share}"), "— (not given)");
    EXPECT_EQ(value("share in {1}"), "— (not given)");
    EXPECT_EQ(value("b_plain between share and 1"), "false");
    EXPECT_EQ(value("b_plain between share and 2"), "— (not given)");
    EXPECT_EQ(value("kind_of = 民企 and kind_of != 国企 and 外企 != kind_of"), "true");
    EXPECT_EQ(value("kind_of not in {国企, 外企}"), "true");
    EXPECT_EQ(value("title 属于 {\"园衡公司\"} 且 starts_with(title, '园衡') 且 contains(企业名称, “公司”)"),
              "true");
    EXPECT_EQ(value("above_scale = true"), "true");
    EXPECT_EQ(value("registered 早于 2020年1月1日 and as_of_after(2020-01-01)"), "true");
}

TEST(Evaluate, Dates) {
    EXPECT_EQ(value("as_of - 1 year"), "28 February 2023");
    EXPECT_EQ(value("1 天 + as_of"), "1 March 2024");
    EXPECT_EQ(value("as_of - 0.5 天"), "— (undefined)");
    EXPECT_EQ(value("as_of + 9000 年"), "— (undefined)");
    EXPECT_EQ(value("as_of + 99999 年"), "— (undefined)");
    EXPECT_EQ(value("as_of + exp(1) * 1 天"), "— (undefined)");
    EXPECT_EQ(value("as_of - 2024-02-01"), "28 day");
    EXPECT_EQ(value("year(as_of)"), "2024");
    EXPECT_EQ(value("months_between(registered, as_of)"), "108 month");
    EXPECT_EQ(value("months_between(as_of, registered)"), "-108 month");
    EXPECT_EQ(value("if true then missing else as_of"), "— (not given)");
}

TEST(Evaluate, Tables) {
    EXPECT_EQ(value("count(patents) + count(leases)"), "2");
    EXPECT_EQ(value("count(专利, 种类 = design)"), "1");
    EXPECT_EQ(value("count_if(patents, valid_on(as_of))"), "1");
    EXPECT_EQ(value("count_if(patents, valid_on(as_of - 1 天))"), "2");
    EXPECT_EQ(value("count_if(patents, valid_on(2014-12-31))"), "1");
    EXPECT_EQ(value("count_if(patents, valid_on(if listed then as_of else as_of))"), "— (not given)");
    EXPECT_EQ(value("count_if(patents, value > 1 万元)"), "— (not given)");
    EXPECT_EQ(value("count_if(patents, value > 1 万元 and kind = invention)"), "1");
    EXPECT_EQ(value("count_if(patents, valid_from_before(as_of) and missing(valid_to))"), "1");
    EXPECT_EQ(value("sum(patents.value)"), "— (not given)");
    EXPECT_EQ(value("sum_if(patents.value * 2, kind = invention)"), "25 10k CNY");
    EXPECT_EQ(value("mean_if(patents.value, known(value))"), "12.5 10k CNY");
    EXPECT_EQ(value("min_if(patents.value, known(value)) + max_if(patents.value, known(value))"),
              "25 10k CNY");
    EXPECT_EQ(value("sum(leases.area)"), "0 mu");
    EXPECT_EQ(value("mean(leases.area)"), "— (zero denominator)");
    EXPECT_EQ(value("min(leases.area)"), "— (not given)");
    EXPECT_EQ(value("max(sum(leases.area), land)"), "30 mu");
}

TEST(Evaluate, ComputedValuesReplaceData) {
    const Computed computed = {{1, Exact(45)}, {4, Absence::zero_denominator}};
    EXPECT_EQ(value("tax / land", &computed), "20 10k CNY/mu");
    EXPECT_EQ(value("share", &computed), "— (zero denominator)");
}

TEST(Evaluate, LongChainsNeedNoStack) {
    std::string sum = "b_plain";
    for (int i = 0; i < 20'000; ++i) sum += "+1";
    EXPECT_EQ(value(sum), "20002");
    std::string any = "listed";
    for (int i = 0; i < 8'000; ++i) any += " or true";
    EXPECT_EQ(value(any), "true");
    const Schema schema = sample_schema();
    const Formula f = *compile(sum, schema);
    EXPECT_EQ(explain(f, schema, one_row(), 0, Language::zh).size(), 1U);
    EXPECT_TRUE(to_sql(f, schema, Dialect::duckdb, true));
    EXPECT_FALSE(in_words(f, schema, Language::en).empty());
    const Formula shorter = f.part(20'000);  // canonical spacing must stay within kMaxSource
    const Result<Formula> again = compile(print(shorter, schema), schema);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->nodes().size(), shorter.nodes().size());
}

TEST(Formula, PartsAndFields) {
    const Schema schema = sample_schema();
    const Formula f = *compile("tax / land + 0 * land / floor * tax / land", schema);
    EXPECT_EQ(f.fields(), (std::vector<int>{0, 1, 2}));
    EXPECT_EQ(print(f.part(f.root().arguments[0]), schema), "tax / land");
    EXPECT_TRUE(Formula().empty());
}

}  // namespace
}  // namespace yuanheng::formula
