#include "scoring/run/run.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "scheme/codes.hpp"
#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

TEST(Run, ScoresRanksAndGrades) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = data_of(scheme, {{"e1", 10, 100, 1000},
                                          {"e2", 10, 50, 500},
                                          {"e3", 10, 200, 1000},
                                          {"e4", 10, 10, 100},
                                          {"e5", 10, 60, 600}});
    const auto result = run(scheme, data);
    ASSERT_TRUE(result) << describe(result.error(), Language::en);
    EXPECT_EQ(result->total(0), Exact(100));
    EXPECT_EQ(result->total(2), Exact(130)) << "capped at 1.5";
    EXPECT_EQ(grades(*result), "BBACB");
    EXPECT_EQ(result->outcomes[2].rank, 1u);
}

TEST(Run, MissingTakesTheMeanAfterTheCapAndZeroLandTakesNothing) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = data_of(scheme, {{"e1", 10, 1e6, 1000},
                                          {"e2", 10, 50, 500},
                                          {"e3", 10, kNone, 1000},
                                          {"e4", 0, 10, 100},
                                          {"e5", -5, 60, 600}});
    const auto result = run(scheme, data);
    ASSERT_TRUE(result) << describe(result.error(), Language::en);
    EXPECT_EQ(result->total(2), Exact(40) + Exact(60)) << "mean of 1.5 and 0.5";
    EXPECT_EQ(result->total(3), Exact(0));
    EXPECT_EQ(result->total(4), Exact(0));
    const Derivation why = derive(*result, 2);
    EXPECT_EQ(why.items[0].rule, MissingRule::Kind::mean);
    for (const Approximation& total : result->totals) EXPECT_TRUE(std::isfinite(total.bound));
}

TEST(Run, TiesAcrossACutFollowThePolicy) {
    const std::vector<Row> rows{
        {"e1", 10, 100, 0}, {"e2", 3, 30, 0}, {"e3", 7, 70, 0}, {"e4", 10, 5, 0}, {"e5", 10, 4, 0}};
    for (const auto& [policy, wanted] :
         std::map<std::string, std::string>{{"better", "AAABC"}, {"worse", "BBBBC"}, {"order", "ABBBC"}}) {
        const Scheme scheme = load(scheme_text(kTwoItems + "  ties = \"" + policy + "\"\n"));
        const Dataset data = data_of(scheme, rows);
        const auto result = run(scheme, data);
        ASSERT_TRUE(result);
        EXPECT_EQ(grades(*result), wanted) << policy;
    }
}

TEST(Run, SameResultForAnyOrderOfRowsAndAnyNumberOfThreads) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    std::vector<Row> rows;
    std::vector<std::string> codes;
    for (int i = 0; i < 5000; ++i) codes.push_back("c" + std::to_string(10000 + i));
    for (int i = 0; i < 5000; ++i) {
        const double land = 1 + (i * 7919) % 97;
        rows.push_back({codes[static_cast<std::size_t>(i)].c_str(), land,
                        i % 11 == 0 ? kNone : land * (i % 50), static_cast<double>(i * 31 % 1000)});
    }
    std::string first;
    for (int threads : {1, 2, 8}) {
        std::reverse(rows.begin(), rows.end());
        const Dataset data = data_of(scheme, rows);
        RunOptions options;
        options.threads = threads;
        const auto result = run(scheme, data, options);
        ASSERT_TRUE(result);
        std::string all;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const Outcome& o = result->outcomes[row];
            all += std::to_string(o.rank) + "," + std::to_string(o.grade) + "," +
                   std::to_string(result->totals[row].value) + ";";
        }
        if (first.empty()) first = all;
        EXPECT_EQ(all, first) << threads;
    }
}

TEST(Run, OverridesFollowTheirPhasesAndVetoIsLast) {
    const Scheme scheme = load(scheme_text(kTwoItems) + R"(
[[overrides]]
code = "veto"
label = { zh = "一票否决" }
phase = "veto"
when = 'kind = "accident"'
effect = "set"
grade = "C"
[[overrides]]
code = "star"
label = { zh = "提档" }
phase = "promote"
when = 'tax > 0 万元 and land > 0 亩'
effect = "raise"
)");
    const Dataset data = data_of(scheme, {{"e1", 10, 100, 1000, "accident"},
                                          {"e2", 10, 50, 500},
                                          {"e3", 10, 0, 1000},
                                          {"e4", 10, 10, 100},
                                          {"e5", 10, 0, 600}});
    RunOptions options;
    options.manual = {{"e5", "A", "现场核实", "纪要.pdf", "张三", "2023-06-01"}};
    const auto result = run(scheme, data, options);
    ASSERT_TRUE(result) << describe(result.error(), Language::en);
    EXPECT_EQ(grades(*result), "CABBA");
    EXPECT_EQ(result->applied.front().row, 0u);
}

TEST(Run, AManualChangeNeedsAReasonAndAKnownEnterprise) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset data = data_of(scheme, {{"e1", 10, 100, 1000}, {"e2", 10, 50, 500}});
    RunOptions options;
    options.manual = {
        {"e1", "A", "", "", "", ""}, {"nobody", "A", "x", "", "", ""}, {"e2", "E", "x", "", "", ""}};
    const auto result = run(scheme, data, options);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().size(), 3u);
}

TEST(Run, ABenchmarkFromDataThatIsNotPositiveIsRefused) {
    std::string text = kTwoItems;
    text.replace(text.find("kind = \"fixed\", value = \"10\""), 28, "kind = \"aggregate\"");
    const Scheme scheme = load(scheme_text(text));
    const Dataset data = data_of(scheme, {{"e1", 10, -100, 1000}, {"e2", 10, 50, 500}});
    const auto result = run(scheme, data);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error()[0].code, Code::scoring_benchmark_not_positive);
    const Dataset good = data_of(scheme, {{"e1", 10, 100, 1000}, {"e2", 30, 100, 500}});
    const auto scored = run(scheme, good);
    ASSERT_TRUE(scored);
    EXPECT_EQ(*derive(*scored, 0).items[0].benchmark, Exact(5)) << "Σ tax ÷ Σ land, not the mean of ratios";
}

}  // namespace
}  // namespace yuanheng::scoring
