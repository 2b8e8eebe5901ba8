#include "formula/formula.hpp"

#include <gtest/gtest.h>

#include "formula/codes.hpp"
#include "formula/lexer.hpp"
#include "formula/readers.hpp"
#include "formula/samples.hpp"

namespace yuanheng::formula {
namespace {

std::string printed(std::string_view text) {
    const Schema schema = sample_schema();
    const Result<Formula> f = compile(text, schema);
    return f ? print(*f, schema) : "error: " + describe(f.error(), Language::en);
}

TEST(Grammar, CanonicalSpelling) {
    EXPECT_EQ(printed("tax / land"), "tax / land");
    EXPECT_EQ(printed("税收 ÷ 用地面积"), "tax / land");
    EXPECT_EQ(printed("land >= 5 mu and above_scale"), "land >= 5 亩 and above_scale");
    EXPECT_EQ(printed("用地面积 ≥ 5亩 且 非 above_scale # 规下"), "land >= 5 亩 and not above_scale");
    EXPECT_EQ(printed("count_if(patents, kind = invention and valid_on(as_of)) >= 1"),
              "count_if(patents, patents.kind = \"invention\" and valid_on(as_of)) >= 1");
    EXPECT_EQ(printed("rd / tax >= 5 % and registered_before(as_of - 1 year)"),
              "rd / tax >= 5 % and registered < as_of - 1 年");
    EXPECT_EQ(printed("tax / land > 4 万元/亩"), "tax / land > 4 万元/亩");
    EXPECT_EQ(printed("4 万元/land"), "4 万元 / land");
    EXPECT_EQ(printed("if missing(tax) then 0 else if tax < 0 then missing else -tax^2/(1 万元)"),
              "if missing(tax) then 0 else if tax < 0 then missing else -tax^2 / 1 万元");
    EXPECT_EQ(printed("a_plain^(1/3) * b_plain^0.125 - a_plain^(-2/6)"),
              "a_plain^(1/3) * b_plain^0.125 - a_plain^(-1/3)");
    EXPECT_EQ(printed("a_plain - (b_plain - a_plain) - b_plain"), "a_plain - (b_plain - a_plain) - b_plain");
    EXPECT_EQ(printed("land between 1 and 5 亩"),
              "error: :1:6: the units do not fit: mu on the left, a plain number on the right. Only like "
              "quantities are added or compared: give the right side a unit like \"mu\", or divide first");
    EXPECT_EQ(printed("kind_of in (国企, \"民企\") or kind_of not in {外企}"),
              "kind_of in {\"国企\", \"民企\"} or not kind_of in {\"外企\"}");
}

TEST(Formula, ADerivedValueThatSumsRecordsStandsInAMinimumButNotInAnAggregate) {
    Schema schema = sample_schema();
    schema.derived.push_back({"leased", {}, *compile("count(leases)", schema)});
    const Formula capped = *compile("min(leased, 4) + max(leased, 1, count(patents))", schema);
    EXPECT_EQ(
        print(capped, schema),
        print(*compile("min(count(leases), 4) + max(count(leases), 1, count(patents))", schema), schema));
    for (const char* nested : {"sum(patents.value * leased)", "min(patents.value * leased)",
                               "min(leased * patents.value)", "min(min(leased, 4) * patents.value)"}) {
        const Result<Formula> f = compile(nested, schema);
        ASSERT_FALSE(f) << nested;
        EXPECT_EQ(name(f.error().code), name(Code::formula_nested_aggregate)) << nested;
    }
}

TEST(Formula, ADayMayBeANamedConstant) {
    Schema schema = sample_schema();
    schema.constants.push_back({"day", {"基准日", "base date"}, *Date::of(2023, 12, 31), {}});
    const Formula f = *compile("months_between(registered, 基准日)", schema);
    EXPECT_EQ(print(f, schema), "months_between(registered, day)");
    EXPECT_EQ(in_words(f, schema, Language::zh), "相隔月数（注册日期，基准日）");
    EXPECT_EQ(f.fields().size(), 1U) << "no column is read for it";
    Columns none;
    none.rows = 1;
    const Formula year = *compile("year(day)", schema);
    EXPECT_EQ(std::get<Exact>(evaluate(year, schema, none, 0)), Exact(2023));
    const ColumnReader reader(year, schema);
    double value = 0;
    double bound = 0;
    reader.read(none, 0, 1, &value, &bound, *reader.scratch());
    EXPECT_EQ(value, 2023);
    const std::vector<Step> steps = explain(year, schema, none, 0, Language::zh);
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0].formula, "年份（基准日）");
    EXPECT_EQ(steps[0].numbers, "年份（2023年12月31日）");
    EXPECT_NE(to_sql(year, schema, Dialect::postgresql, true)->find("DATE '2023-12-31'"), std::string::npos);
}

TEST(Formula, IsConstantWhereItReadsNothingOfAnEnterprise) {
    const Schema schema = sample_schema();
    for (const char* constant : {"5", "ln(100)", "coal_factor * 2", "year(2023-12-31)"})
        EXPECT_TRUE(compile(constant, schema)->is_constant()) << constant;
    for (const char* read : {"tax", "count(patents)", "sum(patents.value)", "1 + count(leases)"})
        EXPECT_FALSE(compile(read, schema)->is_constant()) << read;
}

TEST(Formula, IsTheSameQuantityInAnotherUnit) {
    const Schema schema = sample_schema();
    Columns data = Generator(1).data(schema, 1);
    data.fields[static_cast<std::size_t>(schema.find_field("share"))].values = {20};
    const Formula share = *compile("share", schema);
    const Formula plain = share.in_unit(Unit());
    EXPECT_EQ(std::get<Exact>(evaluate(plain, schema, data, 0)), Exact(Rational(1, 5)));
    EXPECT_TRUE(plain.unit().is_plain());
    EXPECT_EQ(share.in_unit(share.unit()).nodes().size(), share.nodes().size());
    const Formula literal = compile("10%", schema)->in_unit(Unit());
    EXPECT_EQ(std::get<Exact>(evaluate(literal, schema, data, 0)), Exact(Rational(1, 10)));
}

struct Mistake {
    const char* text;
    ErrorCode code;
    int column;
    const char* hint_has = "";
};

TEST(Errors, EachNamesItsPlace) {
    const Schema schema = sample_schema();
    const Mistake all[] = {
        {"tax ; land", Code::formula_bad_character, 5},
        {"title = \"open", Code::formula_open_text, 9},
        {"tax \xff", Code::bad_utf8, 5},
        {"title = \"\xff\"", Code::bad_utf8, 9},
        {"as_of > 2024-02-30", Code::bad_date, 9},
        {"1e999 + 2", Code::bad_number, 1},
        {"tax +", Code::formula_expected, 6},
        {"tax land", Code::formula_expected, 5},
        {"(tax", Code::formula_expected, 5},
        {"if above_scale 1", Code::formula_expected, 16},
        {"if above_scale then 1", Code::formula_expected, 22},
        {"not", Code::formula_expected, 4},
        {"1 + not listed", Code::formula_expected, 5},
        {"a_plain between 1 or 2", Code::formula_expected, 19},
        {"a_plain in 3", Code::formula_expected, 12},
        {"a_plain in {1", Code::formula_expected, 14},
        {"then", Code::formula_expected, 1},
        {"count(1)", Code::formula_expected, 7},
        {"sum(patents.(3))", Code::formula_expected, 13},
        {"tex / land", Code::formula_unknown_name, 1, "tax"},
        {"tax / 用地面机", Code::formula_unknown_name, 7, "用地面积"},
        {"zzzzzzzz", Code::formula_unknown_name, 1, "label"},
        {"cuont(patents)", Code::formula_unknown_function, 1, "count"},
        {"qqqqqq(patents)", Code::formula_unknown_function, 1},
        {"zz_before(as_of)", Code::formula_unknown_function, 1},
        {"count(patent)", Code::formula_unknown_table, 7, "patents"},
        {"sum(nothing.at)", Code::formula_unknown_table, 5},
        {"sum(patents.valeu)", Code::formula_unknown_column, 13, "value"},
        {"sum(patents.zzzzzzzzz)", Code::formula_unknown_column, 13},
        {"kind_of = 国有", Code::formula_unknown_value, 11, "国企"},
        {"kind_of = \"zzzzzz\"", Code::formula_unknown_value, 11, "one of"},
        {"kind_of in {国企, 私企}", Code::formula_unknown_value, 17, "国企"},
        {"ln()", Code::formula_argument_count, 1},
        {"round(1, 2, 3)", Code::formula_expected, 11},
        {"coalesce(tax)", Code::formula_argument_count, 1},
        {"contains(title)", Code::formula_argument_count, 1},
        {"sum_if(patents.value)", Code::formula_argument_count, 1},
        {"min(patents.value, 3)", Code::formula_argument_count, 1},
        {"tax + title", Code::formula_type, 7},
        {"above_scale and tax", Code::formula_type, 17},
        {"-above_scale", Code::formula_type, 2},
        {"if tax then 1 else 2", Code::formula_type, 4},
        {"if listed then 1 else above_scale", Code::formula_type, 23},
        {"ln(title)", Code::formula_type, 4},
        {"year(tax)", Code::formula_type, 6},
        {"months_between(as_of, 3)", Code::formula_type, 23},
        {"starts_with(tax, \"a\")", Code::formula_type, 13},
        {"sum(patents.kind)", Code::formula_type, 13},
        {"count_if(patents, value)", Code::formula_type, 19},
        {"abs(as_of)", Code::formula_type, 5},
        {"min(as_of, as_of)", Code::formula_type, 5},
        {"title^2", Code::formula_type, 1},
        {"round(title)", Code::formula_type, 7},
        {"not tax", Code::formula_type, 5},
        {"tax * title", Code::formula_type, 7},
        {"valid_on(as_of)", Code::formula_valid_on, 1},
        {"tax + land", Code::formula_units_differ, 5, "10k CNY"},
        {"tax / land > 3 万元", Code::formula_units_differ, 12, "10k CNY/mu"},
        {"tax > 3", Code::formula_units_differ, 5, "10k CNY"},
        {"coalesce(tax, land)", Code::formula_units_differ, 1},
        {"min(0, a_plain, land)", Code::formula_units_differ, 1},
        {"land in {1 亩, 3 万元}", Code::formula_units_differ, 6},
        {"ln(tax)", Code::formula_needs_plain, 1, "divide"},
        {"a_plain^b_plain", Code::formula_bad_power, 9},
        {"a_plain^2^2", Code::formula_bad_power, 10},
        {"a_plain^(1/0)", Code::formula_bad_power, 12},
        {"a_plain^65", Code::formula_bad_power, 8},
        {"sqrt(land)", Code::formula_bad_power_unit, 1},
        {"land*land*land*land*land*land*land*land*land*land*land*land*land", Code::formula_unit_too_complex,
         60},
        {"as_of - 3", Code::formula_date_shift, 7},
        {"title < \"a\"", Code::formula_not_ordered, 7},
        {"title between \"a\" and \"b\"", Code::formula_not_ordered, 7},
        {"1 < a_plain < 3", Code::formula_chained, 13},
        {"kind_of in {国企, title}", Code::formula_unknown_value, 17},
        {"title in (\"a\", (kind_of))", Code::formula_set_item, 17},
        {"patents > 3", Code::formula_table_alone, 1},
        {"patents.value", Code::formula_table_alone, 1},
        {"sum(patents.value * leases.area)", Code::formula_two_tables, 21},
        {"sum(tax)", Code::formula_no_table, 5},
        {"sum(patents.value * count(leases))", Code::formula_nested_aggregate, 21},
        {"min(patents.value + count(leases))", Code::formula_nested_aggregate, 21},
        {"min(patents.value + max(leases.area))", Code::formula_two_tables, 25},
        {"count_if(leases, valid_on(as_of))", Code::formula_valid_on, 18},
        {"round(1, x)", Code::formula_bad_digits, 10},
        {"round(1, 1.5)", Code::formula_bad_digits, 10},
        {"5 muu", Code::bad_unit, 3, "mu"},
    };
    for (const Mistake& m : all) {
        const Result<Formula> f = compile(m.text, schema, {"scheme.toml", "", 7, 11});
        ASSERT_FALSE(f) << m.text;
        EXPECT_EQ(name(f.error().code), name(m.code)) << m.text;
        EXPECT_EQ(f.error().where, (Where{"scheme.toml", "", 7, 10 + m.column})) << m.text;
        for (const Language language : {Language::zh, Language::en}) {
            EXPECT_FALSE(message(f.error(), language).empty());
        }
        EXPECT_NE(hint(f.error(), Language::en).find(m.hint_has), std::string::npos)
            << describe(f.error(), Language::en);
    }
}

TEST(Errors, LaterLinesCountFromOne) {
    const Result<Formula> f = compile("tax\n  + land # no", sample_schema(), {"scheme.toml", "", 7, 11});
    ASSERT_FALSE(f);
    EXPECT_EQ(f.error().where, (Where{"scheme.toml", "", 8, 3}));
}

TEST(Limits, DepthAndLength) {
    const Schema schema = sample_schema();
    const auto code = [&](const std::string& text) {
        const Result<Formula> f = compile(text, schema);
        return f ? std::string_view("fine") : name(f.error().code);
    };
    EXPECT_EQ(code(std::string(60'000, '(')), "formula_too_deep");
    EXPECT_EQ(code(std::string(60'000, '-') + "1"), "formula_too_deep");
    EXPECT_EQ(code(std::string(70'000, ' ')), "formula_too_long");
    std::string inner = "a_plain";
    for (int i = 0; i < 150; ++i) inner = "(" + inner + ")";
    EXPECT_EQ(code(inner), "fine");
    std::string nots = "listed";
    for (int i = 0; i < 10'000; ++i) nots = "not " + nots;
    EXPECT_EQ(code(nots), "formula_too_deep");
}

TEST(Names, TablesAreNamedByLabelToo) {
    EXPECT_EQ(printed("求和(租赁.面积)"), "sum(leases.area)");
    EXPECT_EQ(printed("min(leases.area) + max(租赁.area)"), "min(leases.area) + max(leases.area)");
    EXPECT_EQ(printed("电力折标系数 * 2 kWh"), "coal_factor * 2 kWh");
    EXPECT_EQ(printed("企业名称 = '“甲”'"), "title = \"“甲”\"");
    EXPECT_EQ(printed("title = '\"'"), "title = '\"'");
    EXPECT_EQ(printed("a_plain^(-2/3) + a_plain^0.25"), "a_plain^(-2/3) + a_plain^0.25");
    EXPECT_EQ(printed("a_plain * 10 ‰ + .5"), "a_plain * 10 ‰ + 0.5");
    EXPECT_EQ(printed("\u3000tax\u00a0×\t2\r\n"), "tax * 2");
    EXPECT_EQ(printed("若 规上 则 1 否则 2"), "if above_scale then 1 else 2");
    EXPECT_EQ(printed("true 或者 假"), "true or false");
    EXPECT_TRUE(is_name("用地_2"));
    EXPECT_FALSE(is_name("and"));
    EXPECT_FALSE(is_name("a b"));
}

}  // namespace
}  // namespace yuanheng::formula
