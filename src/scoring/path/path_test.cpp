#include "scoring/path/path.hpp"

#include <gtest/gtest.h>

#include <random>

#include "scheme/codes.hpp"
#include "scoring/path/path_change.hpp"
#include "scoring/path/path_samples.hpp"

namespace yuanheng::scoring {
namespace {

using Case = PathCase;

const SingleChange& change(const Path& path, bool indicator, int index) {
    for (const SingleChange& c : path.singles) {
        if (c.indicator == indicator && c.index == index) return c;
    }
    throw std::runtime_error("no such change");
}

/// With each change the engine gives the grade, with one step less it does not.
void expect_least(const Case& c, const Path& path, const std::string& what) {
    const auto reached = [&](const SingleChange& s, const Rational& to) {
        const std::string& field = c.scheme.schema.fields[static_cast<std::size_t>(s.index)].code;
        const int grade =
            c.grade_with(path.row, {s.indicator ? c.numerator(path.row, s.index, to) : std::pair{field, to}});
        return grade >= 0 && grade <= path.target;
    };
    for (const SingleChange& s : path.singles) {
        if (!s.reranked) continue;
        const Rational less =
            s.reranked->change() > 0 ? Rational(s.reranked->to - s.step) : Rational(s.reranked->to + s.step);
        const std::string name = what + (s.indicator ? ": indicator " : ": input ") + std::to_string(s.index);
        EXPECT_TRUE(reached(s, s.reranked->to)) << name << " at " << format_plain(s.reranked->to, 6);
        EXPECT_FALSE(reached(s, less)) << name << " at " << format_plain(less, 6);
    }
}

TEST(Path, EachNumberAloneByTheSmallestChangeThatReachesTheGrade) {
    const Case c;
    ASSERT_EQ(grades(c.run), "BBACB");
    const auto path = c.path("e1");
    ASSERT_TRUE(path);
    EXPECT_EQ(path->total, Exact(100));
    EXPECT_EQ(*path->needed, Exact(130)) << "as much as e3, the last with an A";
    EXPECT_TRUE(path->inclusive) << "equal totals share the better grade";
    EXPECT_EQ(change(*path, false, 1).fixed->to, 150) << "tax, at the cap of 1.5 exactly";
    EXPECT_EQ(change(*path, false, 2).fixed->to, 1750) << "output";
    EXPECT_EQ(change(*path, false, 0).fixed->to, Rational(769, 100))
        << "land goes down: 1000/7.69 is more than 130";
    EXPECT_EQ(change(*path, true, 0).fixed->to, 15) << "tax per mu";
    EXPECT_EQ(change(*path, true, 1).fixed->to, 175);
    ASSERT_EQ(path->singles.size(), 5u);
    for (const SingleChange& s : path->singles) {
        ASSERT_TRUE(s.reranked);
        EXPECT_EQ(s.reranked->to, s.fixed->to) << "fixed base values: nobody else moves the bar";
    }
    expect_least(c, *path, "e1");
}

TEST(Path, ATargetMayBeFurtherThanTheNextGrade) {
    const Case c;
    PathOptions options;
    options.target = 0;
    const auto path = c.path("e4", options);
    ASSERT_TRUE(path);
    EXPECT_EQ(path->grade, 2);
    EXPECT_EQ(path->target, 0);
    expect_least(c, *path, "e4");
    EXPECT_EQ(c.path("e4")->target, 1) << "without a target the next better grade";
}

TEST(Path, SaysWhenACapMakesItImpossible) {
    const Case c(Changes{{"tracks.all.indicators.out_mu.cap", "1"}});
    PathOptions options;
    options.target = 0;
    options.costs = {{"tax_mu", 1}};
    const auto path = c.path("e4", options);
    ASSERT_TRUE(path);
    for (const SingleChange& s : path->singles) {
        if (!s.indicator && s.index == 0) continue;  // less land lifts both indicators to their caps
        EXPECT_FALSE(s.fixed) << s.index;
        EXPECT_FALSE(s.reranked) << s.index;
        EXPECT_EQ(s.fixed_obstacle, Obstacle::cap) << s.index;
    }
    ASSERT_TRUE(path->cheapest);
    EXPECT_EQ(path->cheapest->obstacle, Obstacle::cap);
    EXPECT_EQ(path->cheapest_reranked->obstacle, Obstacle::cap);
    EXPECT_TRUE(path->cheapest->parts.empty());
}

TEST(Path, SaysWhenThereIsNothingToReach) {
    const Case c;
    const auto best = c.path("e3");
    ASSERT_FALSE(best);
    EXPECT_EQ(best.error().code, Code::path_at_target);
    PathOptions worse;
    worse.target = 2;
    EXPECT_EQ(c.path("e1", worse).error().code, Code::path_at_target) << "B is better than C already";
}

TEST(Path, SaysWhenAnEnterpriseIsNotGraded) {
    const Case c({}, {{"e1", 10, 100, 1000}, {"e2", 10, 50, 500, "utility"}}, R"(
[[participation]]
code = "utility"
label = { zh = "公用事业" }
when = 'kind = "utility"'
state = "evaluated_not_graded"
unknown = "skip"
)");
    const auto path = c.path("e2");
    ASSERT_FALSE(path);
    EXPECT_EQ(path.error().code, Code::path_not_graded);
}

TEST(Path, RefusesOptionsThatMakeNoSense) {
    const Case c;
    std::vector<PathOptions> wrong(6);
    wrong[0].step = 0;
    wrong[1].costs = {{"tax_mu", 0}};
    wrong[2].costs = {{"no_such", 1}};
    wrong[3].limits = {{"tax_mu", -1}};
    wrong[4].steps = {{"tax_mu", -1}};
    wrong[5].steps = {{"no_such", 1}};
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        const auto path = c.path("e1", wrong[i]);
        ASSERT_FALSE(path) << i;
        EXPECT_EQ(path.error().code, Code::path_options) << i;
    }
}

TEST(Path, NobodyIsToldToReachAGradeWithoutPlaces) {
    const Case c({}, {{"e1", 10, 100, 1000}, {"e2", 10, 50, 500}});
    ASSERT_EQ(grades(c.run), "BB") << "20 % of 2 is no place";
    const auto path = c.path("e1");
    ASSERT_TRUE(path);
    EXPECT_FALSE(path->needed);
    EXPECT_EQ(path->obstacle, Obstacle::no_place);
    for (const SingleChange& s : path->singles)
        EXPECT_TRUE(!s.fixed && !s.reranked && s.fixed_obstacle == Obstacle::no_place);
}

TEST(Path, AVetoStandsWhateverTheScore) {
    const Case c({},
                 {{"e1", 10, 100, 1000, "fined"},
                  {"e2", 10, 50, 500},
                  {"e3", 10, 200, 1000},
                  {"e4", 10, 10, 100},
                  {"e5", 10, 60, 600}},
                 R"(
[[overrides]]
code = "fined"
label = { zh = "处罚" }
when = 'kind = "fined"'
phase = "veto"
grade = "C"
)");
    ASSERT_EQ(c.run.grade_name(0), "C");
    const auto path = c.path("e1");
    ASSERT_TRUE(path);
    EXPECT_EQ(path->obstacle, Obstacle::override_);
    EXPECT_EQ(path->blocked_by, "fined");
    for (const SingleChange& s : path->singles) EXPECT_TRUE(!s.fixed && !s.reranked);
}

TEST(Path, APromotionMakesTheWayShorter) {
    const std::vector<Row> rows = {{"e1", 10, 5, 50, "hero"},
                                   {"e2", 10, 50, 500},
                                   {"e3", 10, 200, 1000},
                                   {"e4", 10, 10, 100},
                                   {"e5", 10, 60, 600}};
    const Case c({}, rows, R"(
[[overrides]]
code = "hero"
label = { zh = "单项冠军" }
when = 'kind = "hero"'
phase = "promote"
steps = 1
)");
    ASSERT_EQ(c.run.grade_name(0), "B") << "C by score, one grade up";
    const auto path = c.path("e1");
    ASSERT_TRUE(path);
    EXPECT_EQ(*path->needed, Exact(10)) << "a B by score is enough for an A";
    expect_least(c, *path, "promoted");
}

TEST(Path, OnlyTheOwnGroupCounts) {
    const std::vector<Row> rows = {{"a1", 10, 100, 1000, "x"}, {"a2", 10, 90, 900, "x"},
                                   {"a3", 10, 80, 800, "x"},   {"b1", 10, 50, 500, "y"},
                                   {"b2", 10, 40, 400, "y"},   {"b3", 10, 30, 300, "y"},
                                   {"c1", 10, 70, 700, "z"}};
    const Case c(Changes{{"tracks.all.grading.by", "kind"}, {"tracks.all.grading.min_group", "2"}}, rows);
    const auto path = c.path("b2");
    ASSERT_TRUE(path);
    EXPECT_EQ(*path->needed, Exact(50)) << "b1 has the A of its group";
    expect_least(c, *path, "b2");
}

TEST(Path, WhenEverybodyIsRankedAgainTheOwnGainRaisesTheMean) {
    const Case c(Changes{{"tracks.all.indicators.tax_mu.benchmark", "{ kind = \"aggregate\" }"},
                         {"tracks.all.indicators.tax_mu.cap", "10"}});
    const auto path = c.path("e5");
    ASSERT_TRUE(path);
    const SingleChange& tax = change(*path, false, 1);
    ASSERT_TRUE(tax.fixed && tax.reranked);
    EXPECT_NE(tax.fixed->to, tax.reranked->to);
    expect_least(c, *path, "e5");
}

TEST(Path, TiesAreReadAsTheSchemeDeclaresThem) {
    for (const char* ties : {"better", "worse", "order"}) {
        for (const char* code : {"e1", "e2", "e4", "e5"}) {
            const Case c(Changes{{"tracks.all.grading.ties", ties}});
            const auto path = c.path(code);
            ASSERT_TRUE(path);
            EXPECT_EQ(path->inclusive,
                      ties == std::string("better") || (ties == std::string("order") && path->row < 2))
                << ties << code;
            expect_least(c, *path, std::string(ties) + " " + code);
        }
    }
    const Case c(Changes{{"tracks.all.grading.tie_break", "['land desc']"}}, {{"e1", 20, 200, 2000},
                                                                              {"e2", 10, 120, 1200},
                                                                              {"e3", 10, 10, 100},
                                                                              {"e4", 10, 20, 200},
                                                                              {"e5", 10, 30, 300}});
    const auto path = c.path("e1");
    ASSERT_TRUE(path);
    EXPECT_TRUE(path->inclusive) << "equal to e2 in points, but with more land";
    expect_least(c, *path, "tie-break");
}

TEST(Path, ScoreThresholdsInclusiveOrNot) {
    const std::string graded = R"(
method = "score"
grades = ["A", "B", "C"]
thresholds = [{ grade = "A", score = "110", inclusive = false }, { grade = "B", score = "50" }]
rest = "C"
)";
    std::string text = kTwoItems;
    text = text.substr(0, text.find("method = \"quota\"")) + graded;
    const Scheme scheme = load(scheme_text(text));
    const Dataset data = data_of(scheme, kFive);
    const auto run = must_run(scheme, data);
    ASSERT_EQ(grades(run), "BBACB");
    PathOptions options;
    options.costs = {{"out_mu", 1}};
    const auto above = path_to(run, 0, options);
    ASSERT_TRUE(above);
    EXPECT_EQ(*above->needed, Exact(110));
    EXPECT_FALSE(above->inclusive);
    EXPECT_EQ(change(*above, true, 1).fixed->to, Rational(12501, 100))
        << "125 gives 110 exactly, which is not above it";
    EXPECT_EQ(above->cheapest->parts[0].step.to, Rational(12501, 100));
    EXPECT_EQ(above->cheapest->infimum, 25);
    const auto at = path_to(run, 3, options);
    ASSERT_TRUE(at);
    EXPECT_EQ(change(*at, true, 1).fixed->to, 110) << "50 points exactly are a B";
}

TEST(Path, StagedSelectionIsAnsweredByRankingEverybodyAgain) {
    std::string text = kTwoItems;
    text = text.substr(0, text.find("method = \"quota\"")) + R"(
method = "staged"
grades = ["A", "B", "C"]
stages = [{ grade = "A", pool = "60%", order = "tax / land", take = "20%" },
          { grade = "C", pool = "40%", pool_from = "bottom", order = "output / land", order_direction = "asc", take = "20%" }]
rest = "B"
)";
    const Scheme scheme = load(scheme_text(text));
    const Dataset data = data_of(scheme, kFive);
    const auto run = must_run(scheme, data);
    ASSERT_EQ(grades(run), "BBACB");
    PathOptions options;
    options.costs = {{"tax_mu", 1}, {"out_mu", 1}};
    const auto path = path_to(run, 4, options);
    ASSERT_TRUE(path);
    EXPECT_EQ(path->obstacle, Obstacle::no_cut);
    EXPECT_FALSE(path->needed || path->cheapest);
    const SingleChange& tax = change(*path, false, 1);
    EXPECT_EQ(tax.fixed_obstacle, Obstacle::no_cut);
    ASSERT_TRUE(tax.reranked);
    EXPECT_EQ(tax.reranked->to, Rational(200))
        << "e5 is in the pool already; equal to the highest tax per mu, it shares the better grade";
    EXPECT_EQ(change(*path, true, 0).reranked->to, Rational(20));
    EXPECT_FALSE(change(*path, false, 2).reranked) << "output decides nothing within the pool";
    EXPECT_EQ(path->cheapest_reranked->obstacle, Obstacle::range)
        << "points alone cannot buy it: the caps end them";
}

TEST(Path, ATrackRankedByAFormulaIsAnsweredByInputs) {
    const Case c(Changes{{"tracks.all.grading.rank_by", "['tax / land']"}});
    const auto path = c.path("e1");
    ASSERT_TRUE(path);
    EXPECT_EQ(*path->needed, Exact(20)) << "tax per mu of e3";
    for (const SingleChange& s : path->singles) EXPECT_FALSE(s.indicator);
    EXPECT_EQ(change(*path, false, 1).fixed->to, 200);
    EXPECT_EQ(change(*path, false, 2).fixed_obstacle, Obstacle::no_effect) << "output does not rank anybody";
    expect_least(c, *path, "rank_by");
}

TEST(Path, NothingDoesNotBecomeLess) {
    // Tax costs points here, and from none of it there is no way down.
    const Case c(Changes{{"tracks.all.indicators.tax_mu.transform", "{ kind = \"inverse\" }"}},
                 {{"e1", 10, 0, 1000},
                  {"e2", 10, 50, 500},
                  {"e3", 10, 20, 3000},
                  {"e4", 10, 10, 100},
                  {"e5", 10, 60, 600}});
    const auto path = c.path("e1");
    ASSERT_TRUE(path);
    EXPECT_FALSE(change(*path, false, 1).fixed) << "tax";
    EXPECT_TRUE(change(*path, false, 2).fixed) << "output";
}

TEST(Path, AnAbsentValueCannotBeChanged) {
    const Case c({}, {{"e1", 10, 100, kNone},
                      {"e2", 10, 50, 500},
                      {"e3", 10, 200, 1000},
                      {"e4", 10, 10, 100},
                      {"e5", 10, 60, 600}});
    const auto path = c.path("e1");
    ASSERT_TRUE(path);
    EXPECT_EQ(change(*path, false, 2).fixed_obstacle, Obstacle::missing);
    EXPECT_EQ(change(*path, true, 1).fixed_obstacle, Obstacle::missing);
}

/// Research (one of two shares) and staff (of labour productivity) beside tax and land.
constexpr const char* kIntensities = R"toml(
[[inputs]]
code = "research"
label = "研发"
unit = "万元"
[[inputs]]
code = "revenue"
label = "营收"
unit = "万元"
[[inputs]]
code = "staff"
label = "职工"
unit = "人"
[[inputs]]
code = "rented_out"
label = "租出"
unit = "亩"
[[tracks]]
code = "all"
label = "全部"
[[tracks.indicators]]
code = "rd"
label = "研发强度"
formula = "research / revenue"
weight = 50
benchmark = { kind = "fixed", value = "5%" }
missing = "zero"
[[tracks.indicators]]
code = "labour"
label = "人均"
formula = "output / staff"
weight = 30
benchmark = { kind = "fixed", value = "10" }
missing = "zero"
[[tracks.indicators]]
code = "tax_mu"
label = "亩均"
formula = "tax / (land - rented_out)"
weight = 20
benchmark = { kind = "fixed", value = "10" }
missing = "zero"
[tracks.grading]
method = "score"
grades = ["A", "B"]
thresholds = [{ grade = "A", score = "62.4" }]
rest = "B"
)toml";

TEST(Path, StepsFollowThePrecisionOfTheNumber) {
    const Scheme scheme = load(scheme_text(kIntensities));
    const auto field = [&](const char* code) { return scheme.schema.find_field(code); };
    Dataset data = data_of(scheme, {{"e1", 10, 50, 500}});
    const auto set = [&](const char* code, double value) {
        data.columns.fields[static_cast<std::size_t>(field(code))].values = {value};
    };
    set("research", 44.5);
    set("revenue", 1000);
    set("staff", 250);
    set("rented_out", 0);
    const auto run = must_run(scheme, data);
    ASSERT_EQ(grades(run), "B");
    const auto path = path_to(run, 0);
    ASSERT_TRUE(path);
    EXPECT_EQ(path->total, Exact(Rational(121, 2))) << "44.5 + 6 + 10";
    EXPECT_EQ(change(*path, true, 0).fixed->to, Rational(464, 10000)) << "a hundredth of a per cent";
    EXPECT_EQ(change(*path, false, field("research")).fixed->to, Rational(464, 10));
    const SingleChange& staff = change(*path, false, field("staff"));
    EXPECT_EQ(staff.fixed->to, 189) << "whole people";
    EXPECT_TRUE(staff.unwanted(*staff.fixed)) << "fewer jobs are nobody's aim";
    const SingleChange& revenue = change(*path, false, field("revenue"));
    EXPECT_TRUE(revenue.unwanted(*revenue.fixed));
    const SingleChange& land = change(*path, false, field("land"));
    EXPECT_FALSE(land.unwanted(*land.fixed));
    EXPECT_EQ(change(*path, false, field("rented_out")).fixed->change(), -land.fixed->change());
}

TEST(Path, AnInputGoesWhereTheSchemeWantsIt) {
    const auto direction = [](const char* code, const std::string& more = "") {
        std::string text = kIntensities;
        const std::string at = std::string("code = \"") + code + "\"\n";
        if (!more.empty()) text.insert(text.find(at) + at.size(), more);
        const Scheme scheme = load(scheme_text(text));
        return direction_of(scheme, scheme.schema.find_field(code));
    };
    EXPECT_EQ(direction("research"), Direction::higher);
    EXPECT_EQ(direction("revenue"), Direction::higher) << "money that only divides: nobody wants less of it";
    EXPECT_EQ(direction("staff"), Direction::higher);
    EXPECT_EQ(direction("land"), Direction::lower) << "land is used up";
    EXPECT_EQ(direction("rented_out"), Direction::higher) << "what is taken off the land";
    EXPECT_EQ(direction("revenue", "direction = \"any\"\n"), Direction::any) << "as declared";
}

TEST(Path, RandomZonesHoldWhatIsPromised) {
    std::mt19937 random(20221231);
    const auto pick = [&](int low, int high) {
        return static_cast<double>(std::uniform_int_distribution(low, high)(random));
    };
    const char* kinds[] = {"fixed", "aggregate", "mean", "best"};
    for (int n = 0; n < 8; ++n) {
        std::vector<std::string> codes;
        for (int i = 0; i < 8; ++i) codes.push_back("e" + std::to_string(i));
        std::vector<Row> rows;
        for (const std::string& code : codes)
            rows.push_back({code.c_str(), pick(2, 9), pick(1, 60), pick(10, 400)});
        Changes changes = {{"tracks.all.grading.ties",
                            std::vector{"better", "worse", "order"}[static_cast<std::size_t>(n % 3)]}};
        if (n % 4 > 0)
            changes.emplace_back("tracks.all.indicators.tax_mu.benchmark",
                                 std::string("{ kind = \"") + kinds[n % 4] + "\" }");
        const Case c(changes, rows);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            PathOptions options;
            options.step = Rational(1, 10);
            options.run.threads = 1;
            options.costs = {{"tax_mu", 3}, {"out_mu", 1}};
            const auto path = path_to(c.run, row, options);
            if (!path) continue;
            expect_least(c, *path, "zone " + std::to_string(n) + " " + codes[row]);
            ASSERT_TRUE(path->cheapest_reranked);
            if (path->cheapest_reranked->obstacle != Obstacle::none) continue;
            std::vector<std::pair<std::string, Rational>> values;
            for (const auto& part : path->cheapest_reranked->parts)
                values.push_back(c.numerator(row, part.indicator, part.step.to));
            EXPECT_LE(c.grade_with(row, values), path->target)
                << "zone " << n << " " << codes[row] << ": cheapest mix";
        }
    }
}

}  // namespace
}  // namespace yuanheng::scoring
