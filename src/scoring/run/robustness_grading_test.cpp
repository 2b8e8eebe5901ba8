#include "scoring/run/robustness_grading.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

/// The total is tax; A above 55, or `grading`.
std::string tax_alone(const std::string& track, const std::string& grading) {
    return scheme_text(R"(
[[tracks]]
code = "all"
label = { zh = "全部" }
)" + track + R"(
  [[tracks.indicators]]
  code = "tax"
  label = { zh = "税" }
  formula = "tax"
  weight = "100"
  benchmark = { kind = "fixed", value = "100" }
  [tracks.grading]
  grades = ["A", "B", "C", "D"]
)" + grading);
}

/// Grades of a variant with the given totals, in official order.
std::string graded(const Run& run, const std::vector<double>& totals) {
    VariantGrader::Scratch work;
    VariantGrader(run, 0).grade(totals, work);
    std::string out;
    for (std::int8_t grade : work.grade)
        out += run.scheme->tracks[0].grading.grades[static_cast<std::size_t>(grade)];
    return out;
}

TEST(VariantGrading, RoundsTotalsAsTheRunDoes) {
    const std::string score =
        "method = \"score\"\nrest = \"B\"\nthresholds = [{ grade = \"A\", score = \"55\" }]\n";
    for (const char* rounding : {"half_up", "half_even", "truncate", "floor", "ceil"}) {
        const Scheme scheme =
            load(tax_alone("total_places = 2\n", score) + "[display]\nrounding = \"" + rounding + "\"\n");
        const Dataset data = data_of(scheme, {{"a", 1, 55.001, 0},
                                              {"b", 1, 54.996, 0},
                                              {"c", 1, 54.995, 0},
                                              {"d", 1, 54.994, 0},
                                              {"e", 1, 54.990, 0}});
        const auto run = must_run(scheme, data);
        std::vector<double> totals;
        std::string expected;
        for (std::uint32_t row : run.order[0]) {
            totals.push_back(derive(run, row).unrounded.approximate().value);
            expected += run.grade_name(row);
        }
        EXPECT_EQ(graded(run, totals), expected) << rounding;
    }
}

const std::string kHalves =
    "method = \"quota\"\nrest = \"D\"\nquotas = [{ grade = \"A\", share = \"20%\" }, { grade = \"B\", share "
    "= \"20%\" }, "
    "{ grade = \"C\", share = \"20%\" }]\n";

TEST(VariantGrading, TotalsThatHardlyDifferChangePlacesToo) {
    const Scheme scheme = load(tax_alone("", kHalves));
    const Dataset data = data_of(
        scheme, {{"e1", 1, 50, 0}, {"e2", 1, 40, 0}, {"e3", 1, 30, 0}, {"e4", 1, 20, 0}, {"e5", 1, 10, 0}});
    const auto run = must_run(scheme, data);
    EXPECT_EQ(graded(run, {50, 40, 30, 20, 10}), "ABCDD");
    EXPECT_EQ(graded(run, {10, 20, 30, 40, 50}), "DDCBA");
    const double next = std::nextafter(1000.0, 2000.0);
    EXPECT_EQ(graded(run, {1000, next, 0, 1, 2}), "BADDC") << "the second is ahead by one bit";
    EXPECT_EQ(graded(run, {0, 0, 1000, 1000, next}), "DDBBA") << "equals share the better grade";
}

TEST(VariantGrading, OverridesActOnTheGradeOfTheVariant) {
    const Scheme scheme = load(tax_alone("", kHalves) + R"(
[[overrides]]
code = "up"
label = "提档"
phase = "promote"
when = 'kind = "up"'
[[overrides]]
code = "limit"
label = "限档"
phase = "limit"
effect = "cap"
grade = "C"
when = 'kind = "limit"'
[[overrides]]
code = "veto"
label = "否决"
phase = "veto"
grade = "D"
when = 'kind = "veto"'
)");
    const Dataset data = data_of(scheme, {{"e1", 1, 50, 0, "limit"},
                                          {"e2", 1, 40, 0, "up"},
                                          {"e3", 1, 30, 0, "veto"},
                                          {"e4", 1, 20, 0, "none"},
                                          {"e5", 1, 10, 0, "none"}});
    const auto run = must_run(scheme, data);
    ASSERT_EQ(grades(run), "CADDD");
    EXPECT_EQ(graded(run, {50, 40, 30, 20, 10}), "CADDD");
    EXPECT_EQ(graded(run, {40, 30, 50, 20, 10}), "CBDDD") << "B raised to A, C raised to B, A vetoed";
    EXPECT_EQ(graded(run, {10, 20, 30, 40, 50}), "DCDBA") << "D stays below the limit";
}

TEST(VariantGrading, ReplaysRaisesAsStepsAndForgetsPlacesThatOthersLeft) {
    Scheme scheme;
    scheme.overrides.resize(2);
    scheme.overrides[0].effect = Override::Effect::raise;
    scheme.overrides[1].effect = Override::Effect::set;
    scoring::Run run;
    run.scheme = &scheme;
    const auto replayed = [&](std::vector<Applied> applied, int initial) {
        return static_cast<int>(replay(run, applied, static_cast<std::int8_t>(initial), 4));
    };
    EXPECT_EQ(replayed({{0, 0, 2, 1}}, 2), 1);
    EXPECT_EQ(replayed({{0, 0, 2, 1}}, 1), 0)
        << "one step up from there, not to the grade it led to officially";
    EXPECT_EQ(replayed({{0, 1, 2, 1}}, 3), 1) << "what set a grade sets it";
    EXPECT_EQ(replayed({{0, -1, 2, 0}}, 3), 0) << "a manual change sets a grade";
    EXPECT_EQ(replayed({{0, kPlaceMoved, 2, 1}}, 2), 2);
    run.applied = {{1, 0, 2, 1}, {3, 0, 2, 1}, {3, 1, 1, 0}, {4, 0, 2, 1}};
    EXPECT_EQ(applied_to(run, 3).size(), 2u);
    EXPECT_EQ(applied_to(run, 3).front().override_index, 0);
    EXPECT_EQ(applied_to(run, 4).size(), 1u);
    EXPECT_TRUE(applied_to(run, 2).empty());
}

}  // namespace
}  // namespace yuanheng::scoring
