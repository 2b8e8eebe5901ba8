#include "scoring/after/measures.hpp"

#include <gtest/gtest.h>

#include <map>
#include <optional>

#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

/// Shandong 2022: D pays 0.05 元/kWh more in the first year, 0.10 in the second in a row, 0.15 from the third
/// on.
const std::string kPrices = R"(
[[tables]]
code = "past"
label = { zh = "历年等级" }
columns = [
  { code = "year", label = { zh = "年度" } },
  { code = "grade", label = { zh = "档次" }, type = "text" },
]
[history]
table = "past"
[[measures]]
code = "power"
label = { zh = "差别化电价", en = "power price" }
grades = ["C"]
department = "电力"
document = "test"
amount = "output"
steps = ["0.05", "0.10", "0.15"]
unit = "万元"
[[measures]]
code = "help"
label = { zh = "上门服务" }
grades = ["B", "C"]
department = "园区"
)";
const std::string kPenalty = R"(
[[measures]]
code = "penalty"
label = { zh = "惩罚性电价" }
grades = ["C"]
department = "电力"
amount = "output"
steps = ["0.12"]
unit = "万元"
)";

/// e4 and e5 have the C; `output` stands for the electricity used.
const std::vector<Row> kRows = {
    {"e1", 1, 15, 1}, {"e2", 1, 14, 1}, {"e3", 1, 13, 1}, {"e4", 1, 0, 120}, {"e5", 1, 0, kNone}};
const std::pair<std::string, std::string> kTwoC{"tracks.all.grading.quotas.C.share", "40%"};

/// Past grades of each enterprise: year → grade, "" for a year without one.
using Past = std::map<std::string, std::map<int, std::string>>;

Dataset with_past(const Scheme& scheme, const std::vector<Row>& rows, const Past& past) {
    Dataset data = data_of(scheme, rows);
    formula::Table& table = data.columns.tables[0];
    table.begin = {0};
    table.columns.resize(2);
    for (const std::string& code : data.codes) {
        const auto own = past.find(code);
        for (const auto& [year, grade] : own == past.end() ? std::map<int, std::string>() : own->second) {
            table.columns[0].values.push_back(year);
            auto& texts = table.columns[1].dictionary;
            const auto at = std::find(texts.begin(), texts.end(), grade);
            table.columns[1].values.push_back(grade.empty() ? kNone
                                                            : static_cast<double>(at - texts.begin()));
            if (!grade.empty() && at == texts.end()) texts.push_back(grade);
        }
        table.begin.push_back(static_cast<std::uint32_t>(table.columns[0].values.size()));
    }
    return data;
}

/// The line of one measure and one enterprise.
std::optional<MeasureLine> line(const std::vector<MeasureLine>& lines, int measure, std::uint32_t row) {
    for (const MeasureLine& l : lines) {
        if (l.measure == measure && l.row == row) return l;
    }
    return std::nullopt;
}

std::vector<MeasureLine> lines_of(const std::map<int, std::string>& past,
                                  const MeasureOptions& options = {}) {
    const Scheme scheme = load(scheme_text(kTwoItems + kPrices), {kTwoC});
    const Dataset data = with_past(scheme, kRows, {{"e4", past}});
    return measures(must_run(scheme, data), options);
}

TEST(Measures, TheSurchargeRisesWithTheYearsInARow) {
    // 1.2 million kWh a year: 60 000, 120 000, 180 000 元, here 6, 12 and 18 of 120 in units of 10 000.
    const auto amount = [](const std::map<int, std::string>& past) {
        return *line(lines_of(past), 0, 3)->amount;
    };
    EXPECT_EQ(amount({}), 6);
    EXPECT_EQ(amount({{2021, "C"}}), 12);
    EXPECT_EQ(amount({{2020, "C"}, {2021, "C"}}), 18);
    EXPECT_EQ(amount({{2018, "C"}, {2019, "C"}, {2020, "C"}, {2021, "C"}}), 18) << "the last step holds on";
}

TEST(Measures, OneBetterYearEndsTheSeries) {
    const auto lines = lines_of({{2019, "C"}, {2020, "B"}, {2021, "C"}});
    EXPECT_EQ(line(lines, 0, 3)->consecutive, 2);
    EXPECT_EQ(line(lines, 1, 3)->consecutive, 4) << "the service is for B and C alike";
    EXPECT_EQ(line(lines_of({{2020, "C"}, {2021, "A"}}), 0, 3)->consecutive, 1);
}

TEST(Measures, AYearWithoutAGradeNeitherCountsNorEndsUnlessAskedTo) {
    const std::map<int, std::string> gap = {{2020, "C"}, {2021, ""}};
    EXPECT_EQ(line(lines_of(gap), 0, 3)->consecutive, 2);
    EXPECT_EQ(line(lines_of({{2020, "C"}}), 0, 3)->consecutive, 2)
        << "a year that is not in the table at all";
    MeasureOptions strict;
    strict.gaps_reset = true;
    EXPECT_EQ(line(lines_of(gap, strict), 0, 3)->consecutive, 1);
    EXPECT_EQ(line(lines_of({{2020, "C"}}, strict), 0, 3)->consecutive, 1);
    EXPECT_EQ(line(lines_of({{2022, "C"}, {2023, "C"}}), 0, 3)->consecutive, 1)
        << "this year and later ones do not count";
}

TEST(Measures, ListsWhoIsConcernedAndSaysWhatIsMissing) {
    const auto lines = lines_of({});
    EXPECT_FALSE(line(lines, 0, 0)) << "an A pays nothing more";
    const auto absent = line(lines, 0, 4);
    ASSERT_TRUE(absent);
    EXPECT_TRUE(absent->base_missing) << "no electricity reported";
    EXPECT_FALSE(absent->amount);
    const auto service = line(lines, 1, 1);
    ASSERT_TRUE(service);
    EXPECT_FALSE(service->rate || service->amount || service->base_missing);
}

TEST(Measures, OfOneDepartmentsAmountsTheLargestApplies) {
    const Scheme scheme = load(scheme_text(kTwoItems + kPrices + kPenalty), {kTwoC});
    const auto totals_with = [&](const std::map<int, std::string>& past, bool largest) {
        const Dataset data = with_past(scheme, kRows, {{"e4", past}});
        const auto run = must_run(scheme, data);
        MeasureOptions options;
        options.stack_largest = largest;
        const auto totals = measure_totals(run, measures(run, options));
        return std::pair{totals[0].amount, totals[2].amount};
    };
    using Amounts = std::pair<Rational, Rational>;
    EXPECT_EQ(totals_with({}, true), Amounts(0, Rational(72, 5))) << "0.05 gives way to 0.12";
    EXPECT_EQ(totals_with({{2020, "C"}, {2021, "C"}}, true), Amounts(18, 0)) << "0.15 is more than 0.12";
    EXPECT_EQ(totals_with({}, false), Amounts(6, Rational(72, 5))) << "both, where the zone says so";
}

TEST(Measures, ManagedAsAGradeIsListedButNotCountedAsIt) {
    const Scheme scheme = load(scheme_text(kTwoItems + kPrices + R"(
[[participation]]
code = "utility"
label = { zh = "公用事业" }
when = 'kind = "utility"'
state = "evaluated_not_graded"
managed_as = "B"
unknown = "skip"
)"));
    std::vector<Row> rows = kRows;
    rows[0].kind = "utility";
    const Dataset data = with_past(scheme, rows, {});
    const auto run = must_run(scheme, data);
    EXPECT_EQ(run.grade_name(0), "");
    const auto l = line(measures(run), 1, 0);
    ASSERT_TRUE(l.has_value());
    EXPECT_EQ(l->grade, "B");
    EXPECT_TRUE(l->managed_as);
}

TEST(Measures, AVetoBringsTheMeasuresOfTheFinalGrade) {
    const Scheme scheme = load(scheme_text(kTwoItems + kPrices + R"(
[[overrides]]
code = "fined"
label = { zh = "处罚" }
when = 'kind = "fined"'
phase = "veto"
grade = "C"
)"));
    std::vector<Row> rows = kRows;
    rows[0].kind = "fined";
    rows[0].output = 200;
    const Dataset data = with_past(scheme, rows, {});
    EXPECT_EQ(*line(measures(must_run(scheme, data)), 0, 0)->amount, 10);
}

}  // namespace
}  // namespace yuanheng::scoring
