// Cases at the edge of the rules that officers ask about; docs/edge-cases.md lists where each group is
// tested.

#include <gtest/gtest.h>

#include <cmath>

#include "scheme/codes.hpp"
#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("no \"" + from + "\" in the sample");
    return text.replace(at, from.size(), to);
}

/// One indicator of 100 points, output ÷ land, with the given lines.
std::string one_item(const std::string& lines, const std::string& rest = "") {
    return scheme_text(R"(
[[tracks]]
code = "all"
label = { zh = "全部" }
  [[tracks.indicators]]
  code = "out_mu"
  label = { zh = "亩均产值" }
  formula = "output / land"
  weight = "100"
)" + lines + R"(
  missing = "zero"
  [tracks.grading]
  method = "none"
)" + rest);
}

/// A date input beside the sample's four.
void add_days(Dataset& data, const std::vector<Date>& days) {
    data.columns.fields[4].values.clear();
    for (const Date& day : days) data.columns.fields[4].values.push_back(day.days());
}

TEST(EdgeCase, AThresholdIsComparedAsReportedNotAsShown) {
    const Scheme scheme = load(scheme_text(kTwoItems + R"(
[[participation]]
code = "small"
label = { zh = "不足五亩" }
when = "land < 5 亩"
state = "out_of_scope"
)"));
    const Dataset data = data_of(scheme, {{"a", 5, 1, 1}, {"b", 4.9999, 1, 1}, {"c", 4.999995, 1, 1}});
    const auto result = must_run(scheme, data);
    EXPECT_EQ(result.outcomes[0].state, State::graded) << "5.000 亩（含）";
    EXPECT_EQ(result.outcomes[1].state, State::out_of_scope);
    EXPECT_EQ(result.outcomes[2].state, State::out_of_scope) << "3 333.33 m², shown as 5.00 亩";
}

TEST(EdgeCase, ProtectionEndsOnTheDayItEnds) {
    const std::string inputs =
        "[[inputs]]\ncode = \"start\"\nlabel = { zh = \"投产日期\" }\ntype = \"date\"\n";
    const Scheme scheme = load(scheme_text(inputs + kTwoItems + R"toml(
[[participation]]
code = "new"
label = { zh = "投产不满两年" }
when = "months_between(start, as_of) < 24 月"
state = "protected"
unknown = "skip"
)toml"));
    Dataset data = data_of(scheme, {{"a", 1, 1, 1}, {"b", 1, 1, 1}});
    add_days(data, {*Date::of(2020, 12, 31), *Date::of(2021, 1, 1)});
    const auto result = must_run(scheme, data);
    EXPECT_EQ(result.outcomes[0].state, State::graded) << "24 months on 31 December 2022";
    EXPECT_EQ(result.outcomes[1].state, State::protected_) << "in the middle of its last month";
}

/// Totals as they are, graded at 55.
std::string graded_at_55(const std::string& places) {
    std::string text = one_item("benchmark = { kind = \"fixed\", value = \"100\" }");
    text = replaced(text, "label = { zh = \"全部\" }\n", "label = { zh = \"全部\" }\n" + places);
    return replaced(text, "method = \"none\"",
                    "method = \"score\"\n  grades = [\"A\", \"B\"]\n  rest = \"B\"\n"
                    "  thresholds = [{ grade = \"A\", score = \"55\" }]");
}

TEST(EdgeCase, ThePublishedDecimalsDecideWhereTheSchemeSaysSo) {
    const std::vector<Row> rows = {{"a", 1, 0, 54.996}, {"b", 1, 0, 54.995}, {"c", 1, 0, 54.9949}};
    const auto result = [&](const std::string& places) {
        const Scheme scheme = load(graded_at_55(places));
        const Dataset data = data_of(scheme, rows);
        const auto run = must_run(scheme, data);
        return grades(run) + " " + std::to_string(run.outcomes[1].rank) + " " + run.total(1).format(4);
    };
    EXPECT_EQ(result(""), "BBB 2 54.9950");
    EXPECT_EQ(result("total_places = 2\n"), "AAB 1 55.0000") << "equal once rounded, and at the threshold";
    EXPECT_EQ(result("total_places = 3\n"), "BBB 2 54.9950");
    EXPECT_EQ(result("total_places = 0\n"), "AAA 1 55.0000");
    const Scheme cut = load(graded_at_55("total_places = 2\n") + "\n[display]\nrounding = \"truncate\"\n");
    const Dataset data = data_of(cut, rows);
    EXPECT_EQ(grades(must_run(cut, data)), "BBB") << "rounded as the scheme shows its figures";
}

TEST(EdgeCase, AGapLeavesOnlyTheOneThatHasIt) {
    const std::string text = replaced(kTwoItems, "missing = \"mean\"", "missing = \"leave_out\"");
    const Scheme scheme = load(scheme_text(text));
    std::vector<Row> rows = kFive;
    rows.push_back({"e6", 10, kNone, 1000});
    rows.push_back({"e7", kNone, 100, 1000});
    rows.push_back({"e8", 0, 100, 1000});
    const Dataset data = data_of(scheme, rows);
    const auto result = must_run(scheme, data);
    EXPECT_EQ(grades(result).substr(5, 2), "--");
    EXPECT_EQ(result.outcomes[5].state, State::out_of_scope);
    EXPECT_EQ(scheme.participation[static_cast<std::size_t>(result.outcomes[5].reason)].label.zh,
              "缺“亩均税收”的数据");
    EXPECT_EQ(result.outcomes[6].state, State::out_of_scope) << "no land figure is a gap";
    EXPECT_EQ(result.outcomes[7].state, State::graded) << "land of zero has a rule of its own";
    const Dataset five = data_of(scheme, kFive);
    for (std::size_t row = 0; row < 5; ++row)
        EXPECT_EQ(result.total(row), must_run(scheme, five).total(row)) << "as if the others were not there";
    EXPECT_FALSE(load_scheme(scheme_text(replaced(text, "missing = \"leave_out\"",
                                                  "missing = \"leave_out\"\n  impute = \"mean\"")),
                             ""));
}

TEST(EdgeCase, WhichAreaCountsIsTheFormulasChoice) {
    const std::string inputs =
        "[[inputs]]\ncode = \"other\"\nlabel = { zh = \"未审批或实测面积\" }\nunit = \"亩\"\n";
    const auto value = [&](const std::string& land, double other) {
        const Scheme scheme =
            load(scheme_text(inputs + replaced(kTwoItems, "tax / land", "tax / (" + land + ")")));
        Dataset data = data_of(scheme, {{"a", 10, 60, 0}});
        data.columns.fields[4].values = {other};
        return std::get<Exact>(derive(must_run(scheme, data), 0).items[0].value);
    };
    const double absent = std::nan("");
    EXPECT_EQ(value("land", 2), Exact(6)) << "the certificate's area alone";
    EXPECT_EQ(value("land + coalesce(other, 0 亩)", 2), Exact(5)) << "with what is occupied without approval";
    EXPECT_EQ(value("land + coalesce(other, 0 亩)", absent), Exact(6)) << "nothing unapproved is reported";
    EXPECT_EQ(value("max(land, other)", 12), Exact(5)) << "the survey's area where it is larger";
    EXPECT_EQ(value("coalesce(other, land)", 12), Exact(5)) << "the survey before the certificate";
}

TEST(EdgeCase, LeasesCountByTheirMonthsAndWhoRentsEverythingOutHasNoLand) {
    const Scheme scheme = load(scheme_text(R"toml(
[[tables]]
code = "lease"
label = { zh = "租赁" }
columns = [{ code = "area", label = { zh = "面积" }, unit = "亩" }, { code = "months", label = { zh = "月数" } }]
[[derived]]
code = "used"
label = { zh = "实际用地" }
formula = "land + sum(lease.area * lease.months / 12)"
)toml" + replaced(kTwoItems, "tax / land", "tax / used")));
    Dataset data = data_of(scheme, {{"a", 10, 100, 0}, {"b", 10, 100, 0}, {"c", 10, 100, 0}});
    formula::Table& leases = data.columns.tables[0];
    leases.begin = {
        0, 1, 2, 3};  // one lease each: 6 亩 in for half a year, all out, nearly all out for more than a year
    leases.columns.resize(2);
    leases.columns[0].values = {6, -10, -11};
    leases.columns[1].values = {6, 12, 12};
    const auto result = must_run(scheme, data);
    EXPECT_EQ(std::get<Exact>(derive(result, 0).items[0].value), Exact(Rational(100, 13)));
    EXPECT_EQ(derive(result, 1).items[0].rule, MissingRule::Kind::zero)
        << "used land 0: the rule for a zero denominator";
    EXPECT_EQ(derive(result, 2).items[0].rule, MissingRule::Kind::zero)
        << "negative used land has a rule of its own";
}

TEST(EdgeCase, WhoeverIsAtTheBaseGetsTheWeightsAndEqualsShareTheRank) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = data_of(scheme, {{"a", 1, 10, 100}, {"b", 3, 30, 300}, {"c", 0.7, 7, 70}});
    const auto result = must_run(scheme, data);
    for (std::size_t row = 0; row < 3; ++row) {
        EXPECT_EQ(result.total(row), Exact(100));
        EXPECT_EQ(result.outcomes[row].rank, 1u);
    }
    EXPECT_EQ(grades(result), "AAA") << "equals across a cut get the better grade";
}

TEST(EdgeCase, AWeightOfZeroIsShownAndAddsNothing) {
    const Scheme scheme =
        load(scheme_text(replaced(replaced(kTwoItems, "\"60\"", "\"100\""), "\"40\"", "\"0\"")));
    const Dataset data = data_of(scheme, {{"a", 1, 10, 1e9}, {"b", 1, 5, 0}});
    const auto result = must_run(scheme, data);
    EXPECT_EQ(result.total(0), Exact(100));
    EXPECT_EQ(result.total(1), Exact(50));
}

TEST(EdgeCase, ANegativeTaxCostsPointsUnlessAFloorHoldsIt) {
    const std::string floor = "  floor = \"0\"\n";
    for (const bool held : {true, false}) {
        const Scheme scheme = load(scheme_text(held ? kTwoItems : replaced(kTwoItems, floor, "")));
        const Dataset data = data_of(scheme, {{"a", 10, -50, 1000}});
        const auto result = must_run(scheme, data);
        EXPECT_EQ(result.total(0), held ? Exact(40) : Exact(10)) << "60 × −0.5 = −30";
    }
}

TEST(EdgeCase, ACostItemGivesTwiceTheWeightForNothingAndNothingForTwiceTheBase) {
    const std::string item =
        "  benchmark = { kind = \"fixed\", value = \"10\" }\n  transform = { kind = \"inverse\" }\n";
    const std::vector<Row> rows{{"a", 1, 0, 0}, {"b", 1, 0, 10}, {"c", 1, 0, 20}, {"d", 1, 0, 30}};
    const Scheme open = load(one_item(item));
    const Dataset data = data_of(open, rows);
    const auto result = must_run(open, data);
    EXPECT_EQ(result.total(0), Exact(200));
    EXPECT_EQ(result.total(1), Exact(100));
    EXPECT_EQ(result.total(2), Exact(0));
    EXPECT_EQ(result.total(3), Exact(-100));
    const Scheme held = load(one_item(item + "  floor = \"0\"\n  cap = \"1\"\n"));
    const auto limited = must_run(held, data);
    EXPECT_EQ(limited.total(0), Exact(100));
    EXPECT_EQ(limited.total(3), Exact(0));
}

TEST(EdgeCase, AnAverageIsSumOverSumUnlessTheSchemeWantsTheMeanOfRatios) {
    const std::vector<Row> rows{{"a", 10, 0, 100}, {"b", 30, 0, 100}, {"c", 20, 0, 0}};
    for (const auto& [kind, base] : std::vector<std::pair<std::string, Rational>>{
             {"kind = \"aggregate\"", Rational(200, 60)},
             {"kind = \"aggregate\", skip_zero = true", Rational(200, 40)},
             {"kind = \"mean\"", Rational(40, 9)},
             {"kind = \"mean\", skip_zero = true", Rational(20, 3)},
             {"kind = \"best\"", Rational(10)}}) {
        const Scheme scheme =
            load(one_item("  benchmark = { " + kind + " }\n  transform = { kind = \"ratio\" }\n"));
        const Dataset data = data_of(scheme, rows);
        const auto result = must_run(scheme, data);
        EXPECT_EQ(*derive(result, 0).items[0].benchmark, Exact(base)) << kind;
    }
}

TEST(EdgeCase, OfATierTheLargestBonusCountsAndTheCapHoldsTheSum) {
    const std::string bonus = R"toml(
[[adjustments]]
code = "titles"
label = { zh = "荣誉加分" }
kind = "points"
cap = "12"
  [[adjustments.items]]
  code = "national"
  label = { zh = "国家级" }
  when = 'contains(kind, "国")'
  value = "10"
  tier = "level"
  [[adjustments.items]]
  code = "provincial"
  label = { zh = "省级" }
  when = 'contains(kind, "省")'
  value = "5"
  tier = "level"
  [[adjustments.items]]
  code = "green"
  label = { zh = "绿色工厂" }
  when = 'contains(kind, "绿")'
  value = "4"
)toml";
    const Scheme scheme = load(scheme_text(kTwoItems + bonus));
    const Dataset data =
        data_of(scheme, {{"a", 1, 10, 100, "国省"}, {"b", 1, 10, 100, "省"}, {"c", 1, 10, 100, "国绿"}});
    const auto result = must_run(scheme, data);
    EXPECT_EQ(result.total(0), Exact(110)) << "national beats provincial, not both";
    EXPECT_EQ(result.total(1), Exact(105));
    EXPECT_EQ(result.total(2), Exact(112)) << "10 + 4, capped at 12";
}

TEST(EdgeCase, ABonusInPercentIsOfTheIndicatorsTotal) {
    const Scheme scheme = load(scheme_text(kTwoItems + R"toml(
[[adjustments]]
code = "ratio"
label = { zh = "按比例加分" }
kind = "ratio"
  [[adjustments.items]]
  code = "listed"
  label = { zh = "上市企业" }
  when = 'kind = "上市"'
  value = "0.1"
)toml"));
    const Dataset data = data_of(scheme, {{"a", 1, 5, 100, "上市"}});
    EXPECT_EQ(must_run(scheme, data).total(0), Exact(77)) << "(30 + 40) × 1.1";
}

TEST(EdgeCase, ACorrectionBandHoldsFromItsLowerEdge) {
    const Scheme scheme = load(scheme_text(kTwoItems + R"toml(
[[adjustments]]
code = "band"
label = { zh = "税收修正系数" }
kind = "coefficient"
  [[adjustments.items]]
  code = "large"
  label = { zh = "一百万以上" }
  when = "tax >= 100 万元"
  value = "1.2"
  [[adjustments.items]]
  code = "middle"
  label = { zh = "五十万以上" }
  when = "tax >= 50 万元"
  value = "1.1"
)toml"));
    const Dataset data =
        data_of(scheme, {{"a", 10, 100, 1000}, {"b", 9.9999, 99.999, 999.99}, {"c", 10, 49, 1000}});
    const auto result = must_run(scheme, data);
    EXPECT_EQ(result.total(0), Exact(120)) << "the first band that holds";
    EXPECT_EQ(result.total(1), Exact(110));
    EXPECT_EQ(result.total(2), Exact(Rational(694, 10)));
}

TEST(EdgeCase, WithoutLastYearsDataNothingIsTakenFromThisYear) {
    const std::string item =
        "  benchmark = { kind = \"aggregate\", previous = true, factor = \"2\" }\n  transform = { kind = "
        "\"ratio\" }\n";
    const Scheme scheme = load(one_item(item));
    const Dataset data = data_of(scheme, {{"a", 10, 0, 100}});
    const auto refused = run(scheme, data);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, Code::scoring_no_previous);
    RunOptions options;
    const Dataset last = data_of(scheme, {{"a", 10, 0, 100}, {"b", 30, 0, 100}});
    options.previous = &last;
    EXPECT_EQ(*derive(must_run(scheme, data, options), 0).items[0].benchmark, Exact(10)) << "twice 200 ÷ 40";
}

}  // namespace
}  // namespace yuanheng::scoring
