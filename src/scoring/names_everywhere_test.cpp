// Every place of a scheme where a formula may stand, with every kind of name that may stand there: no crash,
// and the right value. What a place cannot know is refused when the scheme is loaded.
#include <gtest/gtest.h>

#include <cmath>

#include "formula/readers.hpp"
#include "scheme/codes.hpp"
#include "scoring/after/measures.hpp"
#include "scoring/after/simulate.hpp"
#include "scoring/path/path.hpp"
#include "scoring/robustness/robustness.hpp"
#include "scoring/run/participation.hpp"
#include "scoring/run/samples.hpp"
#include "scoring/run/units.hpp"

namespace yuanheng::scoring {
namespace {

/// A name in a formula that makes a number of it, and that number for the first enterprise and for the
/// second.
struct Named {
    std::string formula;
    int first, second;
    bool constant = false;  ///< the same for everybody: may stand where a constant may
};

void PrintTo(const Named& named, std::ostream* out) { *out << named.formula; }

const std::vector<Named> kNames = {
    {"tax * 1 / (1 万元)", 100, 50},
    {"year(as_of)", 2022, 2022, true},
    {"months_between(founded, as_of) / (1 month)", 24, 12},
    {"three", 3, 3, true},
    {"twice", 6, 6, true},
    {"age", 24, 12},
    {"valid", 1, 2},
    {"count(ip)", 2, 2},
    {"count_if(ip, valid_on(as_of))", 1, 2},
    {"count_if(ip, valid_from < as_of - 2 year)", 2, 0},
    {"sum(ip.n)", 7, 9},
    {"if kind = \"甲\" then 5 else 6", 5, 6},
    {"if big then 7 else 8", 7, 8},
    {"if missing(founded) then 1 else 2", 2, 2},
    {"max(share, 0) * 100", 20, 30},
};

/// What only a run knows: of those that measures and overrides may name.
const std::vector<Named> kScores = {{"value_a", 10, 5}, {"score_a", 100, 50}};
const std::vector<Named> kResults = {
    {"total", 100, 50}, {"rank", 1, 2}, {"if grade = \"A\" then 1 else 2", 1, 2}};

/// A scheme by its places; each is a formula, with a default that changes nothing.
struct Places {
    std::string indicator = "tax / land";
    std::string benchmark = "benchmark = { kind = \"fixed\", value = '10 万元/亩' }";
    std::string filter = "true", participation = "false", merging = "", check = "true";
    std::string grading =
        "method = \"score\"\ngrades = [\"A\", \"B\"]\nrest = \"B\"\n"
        "thresholds = [{ grade = \"A\", score = \"60\" }]";
    std::string adjustment = "", override_ = "false", amount = "tax";
};

std::string written(const Places& p) {
    return scheme_text(R"(
[[inputs]]
code = "founded"
label = "成立日期"
type = "date"
[[inputs]]
code = "big"
label = "规上"
type = "boolean"
[[inputs]]
code = "share"
label = "占比"
unit = "%"
[[tables]]
code = "ip"
label = "知识产权"
columns = [{ code = "n", label = "件数" }, { code = "valid_from", label = "起", type = "date" }, { code = "valid_to", label = "止", type = "date" }]
[[constants]]
code = "three"
label = "常数三"
value = "3"
[[derived]]
code = "twice"
label = "六"
formula = 'three + three * (year(as_of) - 2021)'
[[derived]]
code = "age"
label = "年龄"
formula = 'months_between(founded, as_of) / (1 month)'
[[derived]]
code = "valid"
label = "有效件数"
formula = 'count_if(ip, valid_on(as_of))'
[[checks]]
code = "c"
label = "核对"
holds = ')" + p.check + R"('
[[participation]]
code = "p"
label = "参与"
when = ')" + p.participation +
                       R"('
state = "exempt"
)" +
                       (p.merging.empty() ? ""
                                          : "[merging]\nmode = \"merged\"\nholder = \"kind\"\nwhen = '" +
                                                p.merging + "'\n") +
                       R"(
[[tracks]]
code = "t"
label = "全部"
filter = ')" + p.filter +
                       R"('
[[tracks.indicators]]
code = "a"
label = "甲项"
formula = ')" + p.indicator +
                       R"('
weight = 100
)" + p.benchmark + R"(
[tracks.grading]
)" + p.grading + "\n" + p.adjustment +
                       R"(
[[overrides]]
code = "o"
label = "调档"
phase = "veto"
grade = "B"
when = ')" + p.override_ +
                       R"('
[[measures]]
code = "m"
label = "措施"
grades = ["A", "B"]
amount = ')" + p.amount +
                       "'\nsteps = [\"2\"]\nunit = \"元\"\n");
}

Dataset data_for(const Scheme& scheme) {
    Dataset data = data_of(scheme, {{"e1", 10, 100, 1, "甲"}, {"e2", 10, 50, 1, "乙"}});
    const auto day = [](int y, unsigned m, unsigned d) {
        return static_cast<double>(Date::of(y, m, d)->days());
    };
    data.columns.fields[4].values = {day(2020, 12, 31), day(2021, 12, 31)};
    data.columns.fields[5].values = {1, 0};
    data.columns.fields[6].values = {20, 30};
    formula::Table& ip = data.columns.tables[0];
    ip.begin = {0, 2, 4};
    ip.columns.resize(3);
    ip.columns[0].values = {3, 4, 4, 5};
    ip.columns[1].values = {day(2019, 1, 1), day(2019, 1, 1), day(2021, 1, 1), day(2022, 1, 1)};
    ip.columns[2].values = {kNone, day(2020, 1, 1), kNone, kNone};
    return data;
}

/// Runs the scheme and everything that reads a run.
void use(const Scheme& scheme, const std::function<void(const Run&)>& look) {
    const auto data = std::make_shared<const Dataset>(data_for(scheme));
    RunOptions options;
    options.previous = data.get();
    options.threads = 1;  // two rows: more threads would only wait for one another
    const auto official = evaluate(shared(scheme), data, data, options);
    ASSERT_TRUE(official) << describe(official.error(), Language::en);
    const Run& run = official->run;
    look(run);
    for (std::uint32_t row = 0; row < 2; ++row) {
        if (run.outcomes[row].track < 0 || !scores(run.outcomes[row].state)) continue;
        for (const Indicator& indicator : scheme.tracks[0].indicators) {
            for (const Language language : {Language::zh, Language::en}) {
                EXPECT_FALSE(
                    formula::explain(indicator.formula, scheme.schema, data->columns, row, language).empty());
            }
        }
        PathOptions path;
        path.costs = {{"a", 1}};
        path.reranked = false;  // which only runs again
        path.run = options;
        static_cast<void>(path_to(run, row, path));
    }
    RobustnessOptions few;
    few.draws = 8;
    few.threads = 1;
    EXPECT_TRUE(robustness(run, few));
    const auto simulated = simulate(*official, official->scheme, options);
    ASSERT_TRUE(simulated);
    EXPECT_TRUE(simulated->difference.moves.empty());
}

Scheme scheme_of(const Places& places) { return load(written(places)); }

class Everywhere : public testing::TestWithParam<Named> {
protected:
    std::string formula() const { return GetParam().formula; }
    /// True for the first enterprise, and for the second only where both have the same number.
    std::string condition() const { return "(" + formula() + ") = " + std::to_string(GetParam().first); }
    bool both() const { return GetParam().first == GetParam().second; }
    Exact first() const { return Exact(GetParam().first); }
    Exact second() const { return Exact(GetParam().second); }
};

TEST_P(Everywhere, Indicator) {
    Places p;
    p.indicator = formula();
    for (const char* benchmark :
         {"benchmark = { kind = \"fixed\", value = '1' }", "transform = \"min_max\"",
          "transform = \"percentile\"", "benchmark = { kind = \"mean\", previous = true }"}) {
        p.benchmark = benchmark;
        use(scheme_of(p), [&](const scoring::Run& run) {
            EXPECT_EQ(std::get<Exact>(derive(run, 0).items[0].value), first());
            EXPECT_EQ(std::get<Exact>(derive(run, 1).items[0].value), second());
        });
    }
    p.benchmark = "benchmark = { kind = \"fixed\", value = '1' }";
    p.indicator = "(" + formula() + ") / (land / (10 亩))";
    use(scheme_of(p), [&](const scoring::Run& run) {
        EXPECT_EQ(run.total(0), Exact(100) * first());
        EXPECT_NEAR(run.totals[0].value, 100.0 * GetParam().first, 1e-6);
        EXPECT_NEAR(run.totals[1].value, 100.0 * GetParam().second, 1e-6);
    });
}

TEST_P(Everywhere, ConstantsOfTheIndicator) {
    for (const std::string place : {"benchmark = { kind = \"fixed\", value = 'IT' }",
                                    "transform = { kind = \"min_max\", low = 0, high = 'IT' }",
                                    "transform = { kind = \"efficacy\", low = 0, high = 'IT' }"}) {
        Places p;
        p.indicator = "output / (1 万元)";
        p.benchmark = place;
        p.benchmark.replace(p.benchmark.find("IT"), 2, formula());
        const auto scheme = load_scheme(written(p), "t.toml");
        ASSERT_EQ(scheme.has_value(), GetParam().constant) << place;
        if (!scheme) continue;
        use(*scheme, [&](const scoring::Run& run) {
            const ItemDerivation item = derive(run, 0).items[0];
            EXPECT_EQ(item.benchmark_high ? *item.benchmark_high : *item.benchmark, first());
        });
    }
}

TEST_P(Everywhere, Conditions) {
    Places p;
    p.filter = condition();
    use(scheme_of(p), [&](const scoring::Run& run) {
        EXPECT_EQ(run.outcomes[0].track, 0);
        EXPECT_EQ(run.outcomes[1].track, both() ? 0 : -1);
    });
    p = {};
    p.participation = "not (" + condition() + ")";
    use(scheme_of(p), [&](const scoring::Run& run) {
        EXPECT_EQ(run.outcomes[0].state, State::graded);
        EXPECT_EQ(run.outcomes[1].state, both() ? State::graded : State::exempt);
    });
    p = {};
    p.check = condition();
    p.merging = condition();
    const Scheme scheme = scheme_of(p);
    const Dataset data = data_for(scheme);
    const std::vector<Truth> wanted = {Truth::yes, both() ? Truth::yes : Truth::no};
    EXPECT_EQ(truths(scheme.checks[0].holds, scheme, data, 1), wanted);
    EXPECT_EQ(truths(scheme.merging.when, scheme, data, 1), wanted);
    EXPECT_TRUE(merge_units(scheme, data, 1));
}

TEST_P(Everywhere, Orders) {
    const char* rest = "\ngrades = [\"A\", \"B\"]\nrest = \"B\"\n";
    const bool second_leads = GetParam().second > GetParam().first;
    const auto ranked = [&](const std::string& grading, bool by_key) {
        Places p;
        p.indicator = by_key ? "output / land" : "tax / land";  // equal for both, or not
        p.grading = grading;
        use(scheme_of(p), [&](const scoring::Run& run) {
            if (grading.find("stages") == std::string::npos) {
                EXPECT_EQ(run.order[0], second_leads ? (std::vector<std::uint32_t>{1, 0})
                                                     : (std::vector<std::uint32_t>{0, 1}));
            } else {
                EXPECT_EQ(grades(run), second_leads ? "BA" : "AB");
            }
        });
    };
    const std::string key = "(" + formula() + ")";
    const std::string quotas = "method = \"quota\"\nquotas = [{ grade = \"A\", share = \"50%\" }]";
    ranked(quotas + rest + "rank_by = '" + key + "'", false);
    ranked(quotas + rest + "tie_break = ['" + key + "']", true);
    ranked("method = \"score\"\nthresholds = [{ grade = \"A\", score = \"4\" }]" + std::string(rest) +
               "rank_by = '" + key + "'",
           false);
    ranked(
        "method = \"staged\"\nties = \"order\"\nstages = [{ grade = \"A\", pool = \"100%\", take = \"50%\", "
        "order = '" +
            key + "' }]" + rest,
        false);
}

TEST_P(Everywhere, Adjustments) {
    for (const auto& [kind, total] :
         std::vector<std::pair<std::string, Exact>>{{"points", Exact(100) + first()},
                                                    {"ratio", Exact(100) + Exact(100) * first()},
                                                    {"coefficient", Exact(100) * first()}}) {
        Places p;
        p.adjustment = "[[adjustments]]\ncode = \"x\"\nlabel = \"调整\"\nkind = \"" + kind +
                       "\"\nitems = [{ code = \"y\", label = \"细项\", when = '" + condition() +
                       "', value = '" + formula() + "' }]\n";
        use(scheme_of(p), [&, kind = kind, wanted = total](const scoring::Run& run) {
            EXPECT_EQ(run.total(0), wanted) << kind;
            if (!both()) {
                EXPECT_EQ(run.total(1), Exact(50)) << kind;
            }
        });
    }
}

TEST_P(Everywhere, AfterTheGrade) {
    Places p;
    p.override_ = condition();
    p.amount = formula();
    use(scheme_of(p), [&](const scoring::Run& run) {
        EXPECT_EQ(grades(run), "BB") << "A and B before";
        EXPECT_EQ(run.applied.size(), 1u);
        // "grade" is by now what the override has made of it.
        const auto lines = measures(run);
        ASSERT_EQ(lines.size(), 2u);
        const bool of_grade = formula().find("grade") != std::string::npos;
        EXPECT_EQ(lines[0].base, Rational(of_grade ? GetParam().second : GetParam().first));
        EXPECT_EQ(lines[1].base, Rational(GetParam().second));
    });
}

INSTANTIATE_TEST_SUITE_P(Names, Everywhere, testing::ValuesIn(kNames));

class Scores : public Everywhere {};

TEST_P(Scores, AreNotKnownBeforeTheScore) {
    const std::vector<std::string Places::*> places = {
        &Places::indicator, &Places::filter, &Places::participation, &Places::merging, &Places::check};
    for (const auto place : places) {
        Places p;
        p.*place = place == &Places::indicator ? formula() : condition();
        EXPECT_FALSE(load_scheme(written(p), "t.toml")) << formula();
    }
    Places p;
    p.grading += "\nrank_by = '" + formula() + "'";
    EXPECT_FALSE(load_scheme(written(p), "t.toml"));
}

std::string adjusted_by(const std::string& when, const std::string& value) {
    return "[[adjustments]]\ncode = \"x\"\nlabel = \"调整\"\nitems = [{ code = \"y\", label = \"细项\", when "
           "= '" +
           when + "', value = '" + value + "' }]\n";
}

TEST_P(Scores, AfterTheGrade) {
    Places p;
    p.override_ = condition();
    p.amount = formula() == "value_a" ? "value_a / (1 万元/亩)" : formula();
    if (formula() == "value_a") p.override_ = "value_a = 10 万元/亩";
    use(scheme_of(p), [&](const scoring::Run& run) {
        EXPECT_EQ(grades(run), "BB") << "A and B before";
        const auto lines = measures(run);
        ASSERT_EQ(lines.size(), 2u);
        const bool of_grade = formula().find("grade") != std::string::npos;
        EXPECT_EQ(lines[0].base, Rational(of_grade ? GetParam().second : GetParam().first));
        EXPECT_EQ(lines[1].base, Rational(GetParam().second));
    });
}

TEST_P(Scores, InAdjustments) {
    const bool known = formula() == "value_a" || formula() == "score_a";
    Places p;
    p.adjustment = formula() == "value_a" ? adjusted_by("value_a > 6 万元/亩", "value_a / (1 万元/亩)")
                                          : adjusted_by(condition(), formula());
    const auto scheme = load_scheme(written(p), "t.toml");
    ASSERT_EQ(scheme.has_value(), known) << "neither total nor grade is known before the adjustments are";
    if (!scheme) return;
    use(*scheme, [&](const scoring::Run& run) {
        EXPECT_EQ(run.total(0), Exact(100) + first());
        EXPECT_NEAR(run.totals[0].value, 100.0 + GetParam().first, 1e-6);
        EXPECT_EQ(run.total(1), Exact(50));
    });
}

INSTANTIATE_TEST_SUITE_P(Scores, Scores, testing::ValuesIn(kScores));
INSTANTIATE_TEST_SUITE_P(Results, Scores, testing::ValuesIn(kResults));

TEST(NamesEverywhere, MeasuresOfWhoHasNoScoreKnowNoScore) {
    for (const char* amount : {"total", "rank", "score_a", "if grade = \"A\" then 1 else 2"}) {
        Places p;
        p.participation = "kind = \"乙\"";
        p.amount = amount;
        std::string text = written(p);
        text.replace(text.find("state = \"exempt\""), 16, "state = \"exempt\"\nmanaged_as = \"B\"");
        const Scheme scheme = load(text);
        use(scheme, [&](const scoring::Run& run) {
            const auto lines = measures(run);
            ASSERT_EQ(lines.size(), 2u);
            EXPECT_TRUE(lines[1].base_missing) << amount;
        });
    }
}

/// A share written or reported in % is a hundredth of its number wherever a plain number belongs.
TEST(Shares, AreTheirValueNotTheirPercent) {
    for (const auto& [kind, value, total] : std::vector<std::tuple<std::string, std::string, Rational>>{
             {"points", "20%", Rational(1002, 10)},
             {"ratio", "20%", 120},
             {"ratio", "0.2", 120},
             {"ratio", "share", 120},
             {"ratio", "share * 1", 120},
             {"ratio", "if big then share else 0.5", 120},
             {"ratio", "max(share, 0.1)", 120},
             {"ratio", "200‰", 120},
             {"coefficient", "80%", 80},
             {"coefficient", "share", 20}}) {
        Places p;
        p.adjustment = "[[adjustments]]\ncode = \"x\"\nlabel = \"调整\"\nkind = \"" + kind +
                       "\"\nitems = [{ code = \"y\", label = \"细项\", when = 'tax > 60 万元', value = '" +
                       value + "' }]\n";
        use(scheme_of(p), [&, kind = kind, value = value, wanted = total](const scoring::Run& run) {
            EXPECT_EQ(run.total(0), Exact(wanted)) << kind << " " << value;
        });
    }
}

TEST(Shares, AreBroughtToTheUnitOfThePlace) {
    Places p;
    p.indicator = "share";
    for (const auto& [benchmark, total] : std::vector<std::pair<std::string, Rational>>{
             {"benchmark = { kind = \"fixed\", value = \"40%\" }", 50},
             {"benchmark = { kind = \"fixed\", value = \"40\" }", 50},
             {"benchmark = { kind = \"mean\", previous = true, if_no_previous = \"40%\" }", 80},
             {"transform = { kind = \"min_max\", low = \"10%\", high = \"60%\" }", 20},
             {"transform = { kind = \"bands\", bands = [{ from = \"10%\", t = \"30%\" }, { from = \"25%\", t "
              "= "
              "\"1\" }] }",
              30}}) {
        p.benchmark = benchmark;
        use(scheme_of(p), [&, benchmark = benchmark, wanted = total](const scoring::Run& run) {
            EXPECT_EQ(run.total(0), Exact(wanted)) << benchmark;
        });
    }
    p.benchmark = "benchmark = { kind = \"mean\", previous = true, if_no_previous = \"40%\" }";
    const Scheme first_year = scheme_of(p);
    const Dataset data = data_for(first_year);
    EXPECT_EQ(must_run(first_year, data).total(0), Exact(50));
}

TEST(Shares, OfAConstantARangeAndACutScore) {
    Places p;
    p.grading =
        "method = \"score\"\ngrades = [\"A\", \"B\"]\nrest = \"B\"\nrank_by = 'share'\n"
        "thresholds = [{ grade = \"A\", score = \"25%\" }]";
    use(scheme_of(p), [](const scoring::Run& run) { EXPECT_EQ(grades(run), "BA"); });
    p = {};
    p.indicator = "three";
    p.benchmark = "benchmark = { kind = \"fixed\", value = 1 }";
    std::string text = written(p);
    text.replace(text.find("value = \"3\""), 11, "value = \"30%\"\nunit = \"%\"");
    use(load(text),
        [](const scoring::Run& run) { EXPECT_EQ(run.total(0), Exact(3000)) << "30 against 1, both in %"; });
    text = written({});
    text.replace(text.find("unit = \"%\""), 10, "unit = \"%\"\nlow = \"5%\"\nhigh = \"100%\"");
    const Scheme scheme = load(text);
    EXPECT_EQ(scheme.inputs[6].low, Rational(5));
    EXPECT_EQ(scheme.inputs[6].high, Rational(100));
}

TEST(Shares, AreRefusedWhereTheUnitIsNone) {
    std::string text = written({});
    text.replace(text.find("unit = \"亩\""), sizeof("unit = \"亩\"") - 1, "unit = \"亩\"\nlow = \"5%\"");
    const auto scheme = load_scheme(text, "t.toml");
    ASSERT_FALSE(scheme);
    EXPECT_EQ(scheme.error().front().code, Code::scheme_unit_mismatch);
    Places p;
    p.adjustment = adjusted_by("true", "land");
    EXPECT_FALSE(load_scheme(written(p), "t.toml"));
}

}  // namespace
}  // namespace yuanheng::scoring
