#include "scoring/run/staging.hpp"

#include <gtest/gtest.h>

#include "scoring/run/robustness_grading.hpp"
#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

/// Grades of a staged selection: the total is tax, stages are ordered by output.
std::string staged(const std::string& stages, const std::vector<Row>& rows, const std::string& more = "") {
    const Scheme scheme = load(scheme_text(R"(
[[tracks]]
code = "all"
label = { zh = "全部" }
  [[tracks.indicators]]
  code = "tax"
  label = { zh = "税" }
  formula = "tax"
  weight = "100"
  benchmark = { kind = "fixed", value = "100" }
  [tracks.grading]
  method = "staged"
  grades = ["A", "B", "C"]
  rest = "B"
  stages = [)" + stages + "]\n" + more));
    const Dataset data = data_of(scheme, rows);
    const Run run = must_run(scheme, data);
    // A variant at the official assumptions grades as the run does.
    std::vector<double> totals;
    for (std::uint32_t row : run.order[0]) totals.push_back(run.totals[row].value);
    VariantGrader::Scratch work;
    VariantGrader(run, 0).grade(totals, work);
    for (std::size_t i = 0; i < totals.size(); ++i)
        EXPECT_EQ(work.grade[i], run.outcomes[run.order[0][i]].grade) << stages << more << i;
    return grades(run);
}

const std::string kLift = R"({ grade = "A", pool = "50%", order = "output", take = "25%" })";
const std::string kLower =
    R"({ grade = "C", pool = "50%", pool_from = "bottom", order = "output", order_direction = "asc", take = "25%" })";
std::string ties(const std::string& policy) { return "ties = \"" + policy + "\"\n"; }

const std::vector<Row> kAllEqual = {{"e1", 1, 5, 5}, {"e2", 1, 5, 5}, {"e3", 1, 5, 5}, {"e4", 1, 5, 5}};

TEST(Staging, EverybodyEqualFaresAlike) {
    EXPECT_EQ(staged(kLift, kAllEqual), "AAAA");
    EXPECT_EQ(staged(kLift, kAllEqual, ties("worse")), "BBBB");
    EXPECT_EQ(staged(kLift, kAllEqual, ties("order")), "ABBB");
    EXPECT_EQ(staged(kLower, kAllEqual), "BBBB");
    EXPECT_EQ(staged(kLower, kAllEqual, ties("worse")), "CCCC");
    EXPECT_EQ(staged(kLower, kAllEqual, ties("order")), "BBBC");
    EXPECT_EQ(staged(kLift + "," + kLower, kAllEqual), "AAAA");
    EXPECT_EQ(staged(kLift + "," + kLower, kAllEqual, ties("worse")), "CCCC");
    EXPECT_EQ(staged(kLift + "," + kLower, kAllEqual, ties("order")), "ABBC");
}

TEST(Staging, OfEqualOrderValuesTheHigherTotalNeverGetsTheWorseGrade) {
    const std::vector<Row> rows = {{"e1", 1, 40, 9}, {"e2", 1, 30, 9}, {"e3", 1, 20, 5}, {"e4", 1, 10, 5}};
    EXPECT_EQ(staged(kLower, rows, ties("order")), "BBBC");
    EXPECT_EQ(staged(kLower, rows, ties("worse")), "BBCC");
    EXPECT_EQ(staged(kLower, rows, ties("better")), "BBBB");
    EXPECT_EQ(staged(kLift, rows, ties("order")), "ABBB");
    EXPECT_EQ(staged(kLift, rows, ties("better")), "AABB");
    EXPECT_EQ(staged(kLift, rows, ties("worse")), "BBBB");
}

TEST(Staging, EqualsAcrossTheEdgeOfThePoolEnterTogetherOrNotAtAll) {
    const std::vector<Row> rows = {{"e1", 1, 40, 1}, {"e2", 1, 30, 2}, {"e3", 1, 30, 3}, {"e4", 1, 10, 9}};
    EXPECT_EQ(staged(kLift, rows, ties("better")), "BBAB");
    EXPECT_EQ(staged(kLift, rows, ties("worse")), "ABBB") << "only e1 is in the pool for certain";
    EXPECT_EQ(staged(kLift, rows, ties("order")), "BABB");
}

TEST(Staging, SharesAreTakenInEachGroup) {
    std::vector<Row> rows;
    for (int i = 0; i < 8; ++i) {
        static const char* const kCodes[] = {"e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8"};
        rows.push_back({kCodes[i], 1, 99.0 - i, 1.0 + i % 2, i < 4 ? "g" : "h"});
    }
    EXPECT_EQ(staged(kLift, rows), "BABABBBB");
    EXPECT_EQ(staged(kLift, rows, "by = \"kind\"\n"), "BABBBABB");
}

}  // namespace
}  // namespace yuanheng::scoring
