#include "scoring/after/simulate.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

std::size_t moved(const Migration& m) {
    std::size_t n = 0;
    for (const auto& row : m.counts) n = std::accumulate(row.begin(), row.end(), n);
    return n;
}

const Move& move(const Difference& d, const std::string& code) {
    for (const Move& m : d.moves) {
        if (m.code == code) return m;
    }
    throw std::runtime_error(code + " did not move");
}

TEST(Simulate, ChangedWeightsSayWhoMoves) {
    // e1 leads in output, e3 in tax: the weights decide which of them has the one A.
    const std::vector<Row> rows = {{"e1", 10, 100, 2000},
                                   {"e2", 10, 50, 500},
                                   {"e3", 10, 150, 900},
                                   {"e4", 10, 10, 100},
                                   {"e5", 10, 60, 600}};
    const std::string text = scheme_text(kTwoItems);
    const Evaluation official = must_evaluate(load(text), data_of(load(text), rows));
    ASSERT_EQ(grades(official.run), "ABBCB");
    const auto what_if =
        simulate(official, shared(load(text, {{"tracks.all.indicators.tax_mu.weight", "90"},
                                              {"tracks.all.indicators.out_mu.weight", "10"}})));
    ASSERT_TRUE(what_if);
    const Difference& d = what_if->difference;
    EXPECT_EQ(grades(what_if->after.run), "BBACB");
    EXPECT_EQ(d.winners, 1u);
    EXPECT_EQ(d.losers, 1u);
    EXPECT_EQ(d.rank_changes, 2u);
    ASSERT_EQ(d.moves.size(), 2u);
    EXPECT_EQ(d.moves[0].code, "e3") << "winners first";
    EXPECT_EQ(move(d, "e3").steps, 1);
    EXPECT_EQ(move(d, "e3").before.rank, 2u);
    EXPECT_EQ(move(d, "e3").after.rank, 1u);
    EXPECT_EQ(move(d, "e1").steps, -1);
    ASSERT_EQ(d.migrations.size(), 1u);
    EXPECT_EQ(d.migrations[0].labels, (std::vector<std::string>{"A", "B", "C"}));
    EXPECT_EQ(d.migrations[0].counts,
              (std::vector<std::vector<std::size_t>>{{0, 1, 0}, {1, 2, 0}, {0, 0, 1}}));
    EXPECT_EQ(grades(official.run), "ABBCB") << "the official run stays as it is";
    EXPECT_EQ(what_if->after.data, official.data);
    EXPECT_NE(what_if->after.scheme->hash, official.scheme->hash) << "a changed scheme is another scheme";
}

TEST(Simulate, NothingChangedMovesNobody) {
    const std::string text = scheme_text(kTwoItems);
    const Scheme scheme = load(text);
    const Dataset data = data_of(scheme, kFive);
    const auto same = simulate(must_evaluate(scheme, data), shared(load(text)));
    ASSERT_TRUE(same);
    EXPECT_TRUE(same->difference.moves.empty());
    EXPECT_EQ(same->difference.rank_changes, 0u);
    const Migration& m = same->difference.migrations[0];
    for (std::size_t i = 0; i < m.labels.size(); ++i) {
        for (std::size_t j = 0; j < m.labels.size(); ++j) EXPECT_EQ(m.counts[i][j] > 0, i == j);
    }
}

TEST(Simulate, EveryMigrationMatrixCountsEachEnterpriseOnce) {
    const std::string text = scheme_text(kTwoItems);
    const Scheme scheme = load(text);
    const Dataset data = data_of(scheme, kFive);
    const auto official = must_evaluate(scheme, data);
    const std::vector<std::vector<std::pair<std::string, std::string>>> changes = {
        {{"tracks.all.grading.quotas.A.share", "40%"}},
        {{"tracks.all.grading.quotas.C.share", "0"}},
        {{"tracks.*.indicators.*.cap", "0.5"}},
        {{"tracks.all.indicators.out_mu.benchmark.value", "1"}},
        {{"tracks.all.grading.ties", "worse"}},
    };
    for (const auto& change : changes) {
        const auto what_if = simulate(official, shared(load(text, change)));
        ASSERT_TRUE(what_if) << change[0].first;
        ASSERT_EQ(what_if->difference.migrations.size(), 1u);
        const Migration& m = what_if->difference.migrations[0];
        EXPECT_EQ(moved(m), data.size());
        std::size_t stayed = 0;
        for (std::size_t i = 0; i < m.labels.size(); ++i) {
            const auto before = std::accumulate(m.counts[i].begin(), m.counts[i].end(), std::size_t{0});
            std::size_t had = 0;
            for (std::size_t row = 0; row < data.size(); ++row)
                had += official.run.grade_name(row) == m.labels[i];
            EXPECT_EQ(before, had) << change[0].first << " row " << m.labels[i];
            std::size_t after = 0;
            std::size_t has = 0;
            for (const auto& row : m.counts) after += row[i];
            for (std::size_t row = 0; row < data.size(); ++row)
                has += what_if->after.run.grade_name(row) == m.labels[i];
            EXPECT_EQ(after, has) << change[0].first << " column " << m.labels[i];
            stayed += m.counts[i][i];
        }
        EXPECT_EQ(stayed + what_if->difference.moves.size(), data.size());
    }
}

TEST(Simulate, StatesAndTracksOfTheirOwnStandBesideTheGrades) {
    const std::string text = scheme_text(kTwoItems);
    const Scheme scheme = load(text);
    const Dataset data = data_of(scheme, {{"e1", 10, 100, 1000},
                                          {"e2", 10, 50, 500},
                                          {"e3", 10, 200, 1000, "new"},
                                          {"e4", 10, 10, 100},
                                          {"e5", 10, 60, 600}});
    const Scheme other = load(text + R"(
[[participation]]
code = "new"
label = { zh = "新办" }
when = 'kind = "new"'
state = "protected"
unknown = "skip"
)");
    const auto what_if = simulate(must_evaluate(scheme, data), shared(other));
    ASSERT_TRUE(what_if);
    const Move& m = move(what_if->difference, "e3");
    EXPECT_EQ(m.before.grade, "A");
    EXPECT_EQ(m.after.state, State::protected_);
    EXPECT_EQ(m.steps, 0) << "neither won nor lost";
    EXPECT_EQ(moved(what_if->difference.migrations[0]), data.size());
    EXPECT_EQ(what_if->difference.migrations[0].labels.size(), 4u);
}

TEST(Simulate, EnterprisesThatComeAndGoAreNamed) {
    const Scheme scheme = load(scheme_text(kTwoItems));
    const Dataset before = data_of(scheme, kFive);
    std::vector<Row> rows = kFive;
    rows.erase(rows.begin());
    rows.push_back({"e6", 10, 300, 3000});
    const Dataset after = data_of(scheme, rows);
    const Difference d = difference(must_run(scheme, before), must_run(scheme, after));
    EXPECT_EQ(move(d, "e1").row_after, -1);
    EXPECT_EQ(move(d, "e6").row_before, -1);
    EXPECT_EQ(move(d, "e6").after.grade, "A");
    std::size_t all = 0;
    for (const Migration& m : d.migrations) all += moved(m);
    EXPECT_EQ(all, 6u);
}

TEST(Simulate, CountsTheCostOfTheMeasures) {
    const std::string text = scheme_text(kTwoItems) + R"(
[[measures]]
code = "power"
label = { zh = "差别化电价" }
grades = ["C"]
department = "电力"
amount = "output"
steps = ["0.1"]
unit = "万元"
)";
    const Scheme scheme = load(text);
    const Dataset data = data_of(scheme, kFive);
    const auto what_if = simulate(must_evaluate(scheme, data),
                                  shared(load(text, {{"tracks.all.grading.quotas.C.share", "40%"}})));
    ASSERT_TRUE(what_if);
    ASSERT_EQ(what_if->costs.size(), 1u);
    EXPECT_EQ(what_if->costs[0].before, 10) << "e4";
    EXPECT_EQ(what_if->costs[0].after, 60) << "e4 and e2";
    EXPECT_EQ(what_if->costs[0].count_before, 1u);
    EXPECT_EQ(what_if->costs[0].count_after, 2u);
}

TEST(Simulate, ARuleThatCannotBeRunIsRefused) {
    const std::string text = scheme_text(kTwoItems);
    const Scheme scheme = load(text);
    const Dataset data = data_of(scheme, kFive);
    const auto what_if = simulate(must_evaluate(scheme, data),
                                  shared(load(text, {{"tracks.all.indicators.tax_mu.benchmark",
                                                      "{ kind = \"aggregate\", previous = true }"}})));
    EXPECT_FALSE(what_if) << "there is no last year";
}

}  // namespace
}  // namespace yuanheng::scoring
