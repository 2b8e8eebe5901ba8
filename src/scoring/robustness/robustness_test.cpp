#include "scoring/robustness/robustness.hpp"

#include <gtest/gtest.h>

#include <random>

#include "scheme/codes.hpp"
#include "scoring/robustness/sensitivity.hpp"
#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

Variation nothing() {
    Variation v;
    v.weight = v.base = 0;
    return v;
}

TrackRobustness only(const Run& run, const RobustnessOptions& options) {
    const auto result = robustness(run, options);
    if (!result || result->size() != 1) throw std::runtime_error("one track was expected");
    return (*result)[0];
}

/// Some dozens of enterprises, a few without tax, tied ones among them.
Dataset zone(const Scheme& scheme, std::size_t n) {
    std::mt19937 random(3);
    const auto pick = [&](int low, int high) {
        return static_cast<double>(std::uniform_int_distribution(low, high)(random));
    };
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < n; ++i) codes.push_back("e" + std::to_string(1000 + i));
    std::vector<Row> rows;
    for (const std::string& code : codes) {
        rows.push_back({code.c_str(), pick(2, 9), pick(0, 9) == 0 ? kNone : pick(1, 60), pick(10, 400)});
    }
    return data_of(scheme, rows);
}

void expect_same(const TrackRobustness& a, const TrackRobustness& b) {
    ASSERT_EQ(a.rows.size(), b.rows.size());
    EXPECT_EQ(a.keeps, b.keeps);
    for (std::size_t i = 0; i < a.rows.size(); ++i) {
        EXPECT_EQ(a.rows[i].row, b.rows[i].row);
        EXPECT_EQ(a.rows[i].grade_shares, b.rows[i].grade_shares);
        EXPECT_EQ(a.rows[i].rank_low, b.rows[i].rank_low);
        EXPECT_EQ(a.rows[i].rank_median, b.rows[i].rank_median);
        EXPECT_EQ(a.rows[i].rank_high, b.rows[i].rank_high);
    }
}

TEST(Robustness, TheSameSeedGivesTheSameFiguresOnAnyNumberOfThreads) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = zone(scheme, 97);
    const auto run = must_run(scheme, data);
    for (const double error : {0.0, 0.05}) {
        RobustnessOptions options;
        options.draws = 500;
        options.seed = 20221231;
        options.variation.data_error = error;
        options.threads = 1;
        const TrackRobustness one = only(run, options);
        for (int threads : {2, 8}) {
            options.threads = threads;
            expect_same(only(run, options), one);
        }
        options.seed = 1;
        EXPECT_NE(only(run, options).keeps, one.keeps) << "another seed, other draws";
    }
}

TEST(Robustness, WithoutVariationEverybodyKeepsGradeAndRank) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = zone(scheme, 60);
    RobustnessOptions options;
    options.draws = 50;
    options.variation = nothing();
    const TrackRobustness r = only(must_run(scheme, data), options);
    EXPECT_EQ(r.agree, r.rows.size()) << "the model in doubles gives every official grade";
    EXPECT_DOUBLE_EQ(r.keeps, 1);
    for (const Stability& s : r.rows) {
        EXPECT_EQ(s.keeps, 1);
        EXPECT_EQ(s.rank_low, s.rank);
        EXPECT_EQ(s.rank_median, s.rank);
        EXPECT_EQ(s.rank_high, s.rank);
    }
}

TEST(Robustness, SharesAddUpAndTheBandHoldsTheMedian) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = zone(scheme, 60);
    RobustnessOptions options;
    options.draws = 400;
    const TrackRobustness r = only(must_run(scheme, data), options);
    double keeps = 0;
    for (const Stability& s : r.rows) {
        double sum = 0;
        for (double share : s.grade_shares) sum += share;
        EXPECT_NEAR(sum, 1, 1e-12);
        EXPECT_EQ(s.keeps, s.grade_shares[static_cast<std::size_t>(s.grade)]);
        EXPECT_LE(s.rank_low, s.rank_median);
        EXPECT_LE(s.rank_median, s.rank_high);
        keeps += s.keeps;
    }
    EXPECT_NEAR(r.keeps, keeps / static_cast<double>(r.rows.size()), 1e-12);
}

TEST(Robustness, TwoEnterprisesByHand) {
    // e1 has 60 × 1.02 + 40 × 1, e2 60 × 1 + 40 × 1.02. With weights 60·(1 + u) and 40·(1 + v), rescaled
    // together, e1 is ahead while 60·(1 + u) > 40·(1 + v). For |u|, |v| ≤ 0.1 that is always so: 54 > 44.
    std::string text = kTwoItems;
    text.replace(text.find("share = \"20%\""), 13, "share = \"50%\"");
    text.replace(text.find("share = \"20%\""), 13, "share = \"0\"");
    const std::vector<Row> rows = {{"e1", 1, 10.2, 100}, {"e2", 1, 10, 102}};
    const Scheme scheme = load(scheme_text(text));
    const Dataset data = data_of(scheme, rows);
    const auto run = must_run(scheme, data);
    ASSERT_EQ(grades(run), "AB");
    RobustnessOptions options;
    options.draws = 20'000;
    options.variation = nothing();
    options.variation.weight = 0.1;
    const TrackRobustness firm = only(run, options);
    EXPECT_EQ(firm.rows[0].keeps, 1);
    EXPECT_EQ(firm.rows[1].rank_high, 2u);
    // With |u|, |v| ≤ 0.5 e2 is ahead where v > 0.5 + 1.5·u: of the unit square a triangle with legs of 0.5
    // and 0.75.
    options.variation.weight = 0.5;
    const TrackRobustness shaky = only(run, options);
    const double lost = 0.5 * 0.5 * 0.75;
    EXPECT_NEAR(shaky.rows[0].keeps, 1 - lost, 0.01);
    EXPECT_NEAR(shaky.rows[1].keeps, 1 - lost, 0.01);
    EXPECT_NEAR(shaky.rows[0].grade_shares[1], lost, 0.01);
    EXPECT_EQ(shaky.rows[0].rank_low, 1u);
    EXPECT_EQ(shaky.rows[0].rank_high, 2u) << "in more than 5 % of the draws";
}

TEST(Robustness, QuotasTiesAndOverridesActInEveryDraw) {
    const Scheme scheme = load(scheme_text(kTwoItems + R"(
[[overrides]]
code = "fined"
label = { zh = "处罚" }
when = 'kind = "fined"'
phase = "veto"
grade = "C"
)"));
    std::vector<Row> rows = kFive;
    rows[2].kind = "fined";
    const Dataset data = data_of(scheme, rows);
    RobustnessOptions options;
    options.draws = 200;
    const TrackRobustness r = only(must_run(scheme, data), options);
    EXPECT_EQ(r.rows[0].row, 2u);
    EXPECT_EQ(r.rows[0].grade_shares[2], 1) << "a veto does not depend on weights";
}

TEST(Robustness, StagedSelectionByTheDeclaredDenominator) {
    std::string text = kTwoItems;
    text = text.substr(0, text.find("method = \"quota\"")) + R"(
method = "staged"
grades = ["A", "B", "C"]
denominator = "scored"
stages = [{ grade = "A", pool = "50%", order = "tax / land", take = "20%" },
          { grade = "C", pool = "40%", pool_from = "bottom", order = "output / land", order_direction = "asc", take = "20%" }]
rest = "B"
[[participation]]
code = "utility"
label = { zh = "公用事业" }
when = 'kind = "utility"'
state = "evaluated_not_graded"
unknown = "skip"
)";
    const Scheme scheme = load(scheme_text(text));
    std::vector<Row> rows = kFive;
    for (const char* code : {"f1", "f2", "f3", "f4", "f5"}) rows.push_back({code, 10, 20, 200, "utility"});
    const Dataset data = data_of(scheme, rows);
    RobustnessOptions options;
    options.draws = 50;
    options.variation = nothing();
    const TrackRobustness r = only(must_run(scheme, data), options);
    EXPECT_EQ(r.agree, r.rows.size());
    EXPECT_DOUBLE_EQ(r.keeps, 1);
}

TEST(Robustness, ACoefficientOnOneIndicatorIsPartOfTheModel) {
    const Scheme scheme = load(scheme_text(kTwoItems + R"(
[[adjustments]]
code = "k"
label = { zh = "修正系数" }
kind = "coefficient"
on = "tax_mu"
  [[adjustments.items]]
  code = "all"
  label = { zh = "全部" }
  when = "land > 0"
  value = "0"
)"));
    // Tax brings nobody anything: its base value and the error of its data cannot matter.
    const Dataset data = data_of(scheme, {{"e1", 10, 10, 1000},
                                          {"e2", 10, 500, 999},
                                          {"e3", 10, 1, 1010},
                                          {"e4", 10, 10, 100},
                                          {"e5", 10, 60, 600}});
    RobustnessOptions options;
    options.draws = 300;
    options.variation = nothing();
    options.variation.data_errors = {{"tax_mu", 0.5}};
    const TrackRobustness r = only(must_run(scheme, data), options);
    for (const Stability& s : r.rows) EXPECT_EQ(s.rank_low, s.rank_high);
}

TEST(Robustness, RefusesVariationsThatMakeNoSense) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = data_of(scheme, kFive);
    const auto run = must_run(scheme, data);
    std::vector<Variation> wrong(5);
    wrong[0].weight = 1;
    wrong[1].base = -0.1;
    wrong[2].cap = {2, 1};
    wrong[3].data_error = std::nan("");
    wrong[4].data_errors = {{"tax_mu", 2}};
    for (const Variation& v : wrong) {
        RobustnessOptions options;
        options.variation = v;
        const auto result = robustness(run, options);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, Code::robustness_variation);
    }
}

TEST(Robustness, CanBeStopped) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = data_of(scheme, kFive);
    std::stop_source stop;
    RobustnessOptions options;
    options.stop = stop.get_token();
    options.progress = [&](double) { stop.request_stop(); };
    const auto result = robustness(must_run(scheme, data), options);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::scoring_stopped);
}

TEST(Sensitivity, OnlyWhatCanMoveAnythingHasAShare) {
    // Output counts nothing, so neither its base value nor anything else of it explains a moving rank.
    const Scheme scheme = load(scheme_text(kTwoItems), {{"tracks.all.indicators.tax_mu.weight", "100"},
                                                        {"tracks.all.indicators.out_mu.weight", "0"},
                                                        {"tracks.all.indicators.tax_mu.cap", "0.5"}});
    const Dataset data = zone(scheme, 60);
    SobolOptions options;
    options.samples = 128;
    const auto result = sensitivity(must_run(scheme, data), Variation{}, options);
    ASSERT_TRUE(result);
    const TrackSensitivity& t = (*result)[0];
    ASSERT_EQ(t.factors.size(), 4u);
    EXPECT_EQ(t.factors[0].indicator, "tax_mu");
    EXPECT_EQ(t.factors[2].kind, Factor::Kind::base);
    EXPECT_NEAR(t.rank_shift.total[3], 0, 1e-12) << "base value of output per mu";
    EXPECT_NEAR(t.rank_shift.total[0], 0, 1e-12) << "the only weight is rescaled to 100";
    EXPECT_GT(t.rank_shift.total[2], 0.9) << "the cap bites at another place when the base value moves";
}

}  // namespace
}  // namespace yuanheng::scoring
