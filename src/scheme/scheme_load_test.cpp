#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/hash.hpp"
#include "scheme/codes.hpp"
#include "scheme/scheme.hpp"

namespace yuanheng::scoring {
namespace {

const std::string kHead = R"(
[scheme]
id = "t"
title = "测试"
period = "2022"
as_of = 2022-12-31
[[inputs]]
code = "land"
label = { zh = "用地面积", en = "land area" }
unit = "亩"
[[inputs]]
code = "tax"
label = "税收"
unit = "万元"
aliases = ["实缴税收"]
[[inputs]]
code = "division"
label = "行业大类"
type = "text"
[[inputs]]
code = "accident"
label = "重大事故"
type = "boolean"
)";

const std::string kTrack = R"(
[[tracks]]
code = "above"
label = "规上"
  [[tracks.indicators]]
  code = "tax_mu"
  label = "亩均税收"
  formula = 'tax / land'
  weight = "100"
  benchmark = { kind = "fixed", value = "24.097" }
  transform = { kind = "ratio" }
  cap = "1.5"
  missing = { rule = "penalty", points = "-3" }
  [tracks.grading]
  method = "quota"
  grades = ["A", "B", "C", "D"]
  quotas = [{ grade = "A", share = "20%" }, { grade = "B", share = "0.4" }, { grade = "D", share = "5%", from = "bottom" }]
  rest = "C"
  tie_break = ["tax / land", "land asc"]
)";

/// kHead + kTrack with `from` replaced by `to`.
std::string with(const std::string& from, const std::string& to) {
    std::string text = kHead + kTrack;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

Errors errors_of(const std::string& text) {
    const auto loaded = load_scheme(text, "s.toml");
    return loaded ? Errors{} : loaded.error();
}

/// The only error of the text.
Error only(const std::string& text) {
    const Errors errors = errors_of(text);
    EXPECT_EQ(errors.size(), 1U) << describe(errors, Language::en);
    return errors.empty() ? Error() : errors.front();
}

TEST(SchemeLoad, ReadsWhatTheFileSays) {
    const auto loaded = load_scheme(kHead + kTrack, "s.toml");
    ASSERT_TRUE(loaded) << describe(loaded.error(), Language::en);
    const Scheme& s = *loaded;
    EXPECT_EQ(s.id, "t");
    EXPECT_EQ(s.as_of.iso(), "2022-12-31");
    EXPECT_EQ(s.input_count(), 4U);
    EXPECT_FALSE(s.sample);
    EXPECT_EQ(s.hash, sha256_hex(kHead + kTrack));
    const Track& track = s.tracks.at(0);
    const Indicator& indicator = track.indicators.at(0);
    EXPECT_EQ(indicator.weight, 100);
    EXPECT_EQ(indicator.benchmark.value, Rational(24097, 1000));
    EXPECT_EQ(*indicator.cap, Rational(3, 2));
    EXPECT_FALSE(indicator.floor);
    EXPECT_EQ(indicator.missing.kind, MissingRule::Kind::penalty);
    EXPECT_EQ(indicator.missing.points, -3);
    EXPECT_EQ(indicator.zero_denominator.kind, MissingRule::Kind::refuse);
    EXPECT_EQ(track.grading.quotas.at(0).share, Rational(1, 5));
    EXPECT_TRUE(track.grading.quotas.at(2).from_bottom);
    EXPECT_EQ(track.grading.rest, 2);
    ASSERT_EQ(track.grading.tie_break.size(), 2U);
    EXPECT_TRUE(track.grading.tie_break[0].descending);
    EXPECT_FALSE(track.grading.tie_break[1].descending);
}

TEST(SchemeLoad, AppendsComputedFields) {
    const auto s = load_scheme(kHead + kTrack +
                                   "[[overrides]]\ncode = \"poor\"\nlabel = \"低效\"\nphase = \"limit\"\n"
                                   "effect = \"cap\"\ngrade = \"C\"\nwhen = 'value_tax_mu < 2 万元/亩 and "
                                   "grade = \"A\" and total > 1'\n",
                               "");
    ASSERT_TRUE(s) << describe(s.error(), Language::en);
    std::vector<std::string> codes;
    for (const auto& field : s->schema.fields) codes.push_back(field.code);
    EXPECT_EQ(codes, (std::vector<std::string>{"land", "tax", "division", "accident", "value_tax_mu",
                                               "score_tax_mu", "total", "rank", "grade"}));
    EXPECT_EQ(s->schema.fields[4].unit, *parse_unit("万元/亩"));
    EXPECT_EQ(s->overrides.at(0).grade, 2);
}

TEST(SchemeLoad, PointsAtTheWordInTheFormula) {
    const Error error = only(with("'tax / land'", "'tax / lend'"));
    EXPECT_EQ(error.code, Code::formula_unknown_name);
    EXPECT_EQ(place(error.where), "s.toml:31:20");
    EXPECT_NE(hint(error, Language::en).find("land"), std::string::npos);
}

TEST(SchemeLoad, PointsIntoTextsOfSeveralLines) {
    const Error error = only(with("'tax / land'", "'''\ntax\n  / lend'''"));
    EXPECT_EQ(place(error.where), "s.toml:33:5");
    EXPECT_EQ(place(only(with("'tax / land'", "\"\"\"lend\"\"\"")).where), "s.toml:31:16");
}

TEST(SchemeLoad, NamesTheNearestKey) {
    const Error error = only(with("weight = \"100\"", "weight = \"100\"\n  wieght = \"1\""));
    EXPECT_EQ(error.code, Code::scheme_unknown_key);
    EXPECT_EQ(hint(error, Language::en), "did you mean \"weight\"?");
    EXPECT_EQ(place(error.where), "s.toml:33:3");
    EXPECT_FALSE(message(error, Language::zh).empty());
}

struct Wrong {
    const char* from;
    const char* to;
    ErrorCode code;
    long line;
};

class SchemeMistake : public testing::TestWithParam<Wrong> {};

TEST_P(SchemeMistake, IsFoundWhereItStands) {
    const Wrong& w = GetParam();
    const Error error = only(with(w.from, w.to));
    EXPECT_EQ(name(error.code), name(w.code)) << describe(error, Language::en);
    EXPECT_EQ(error.where.line, w.line) << describe(error, Language::en);
}

INSTANTIATE_TEST_SUITE_P(
    All, SchemeMistake,
    testing::Values(
        Wrong{"weight = \"100\"", "weight = 100.0", Code::scheme_unquoted_number, 32},
        Wrong{"weight = \"100\"", "weight = \"1OO\"", Code::bad_number, 32},
        Wrong{"weight = \"100\"", "weight = [1]", Code::scheme_wrong_type, 32},
        Wrong{"value = \"24.097\"", "value = \"0\"", Code::scheme_not_positive, 33},
        Wrong{"value = \"24.097\"", "value = \"1 亩\"", Code::scheme_unit_mismatch, 33},
        Wrong{"value = \"24.097\"", "value = \"land\"", Code::scheme_not_constant, 33},
        Wrong{"kind = \"fixed\", ", "kind = \"fixt\", ", Code::scheme_unknown_word, 33},
        Wrong{"cap = \"1.5\"", "cap = \"1\"\nfloor = \"2\"", Code::scheme_not_ascending, 35},
        Wrong{"  benchmark = { kind = \"fixed\", value = \"24.097\" }", "", Code::scheme_no_benchmark, 28},
        Wrong{"formula = 'tax / land'", "formula = 'tax > 1 万元'", Code::scheme_formula_type, 31},
        Wrong{"\"A\", share = \"20%\"", "\"A\", share = \"120%\"", Code::scheme_share, 40},
        Wrong{"grade = \"B\", share = \"0.4\"", "grade = \"B\", share = \"0.8\"", Code::scheme_quota_over,
              40},
        Wrong{"grade = \"B\"", "grade = \"X\"", Code::scheme_unknown_word, 40},
        Wrong{"  rest = \"C\"\n", "", Code::scheme_missing_key, 37},
        Wrong{"[\"A\", \"B\", \"C\", \"D\"]", "[\"A\", \"B\", \"C\", \"D\", \"A\"]",
              Code::scheme_duplicate_grade, 39},
        Wrong{"code = \"division\"", "code = \"land\"", Code::scheme_duplicate, 17},
        Wrong{"code = \"division\"", "code = \"kg\"", Code::scheme_name_is_unit, 17},
        Wrong{"code = \"division\"", "code = \"and\"", Code::scheme_name_is_word, 17},
        Wrong{"code = \"division\"", "code = \"total\"", Code::scheme_name_is_word, 17},
        Wrong{"code = \"division\"", "code = \"Division\"", Code::scheme_bad_code, 17},
        Wrong{"unit = \"亩\"", "unit = \"亩亩\"", Code::bad_unit, 10},
        Wrong{"as_of = 2022-12-31", "as_of = \"2022-13-31\"", Code::bad_date, 6},
        Wrong{"as_of = 2022-12-31", "as_of = 2022-12-31T10:00:00", Code::scheme_wrong_type, 6},
        Wrong{"label = \"规上\"", "label = \"规上\"\nfilter = 'land'", Code::scheme_formula_type, 28},
        Wrong{"weight = \"100\"", "weight = \"90\"", Code::scheme_weights, 28},
        Wrong{"rest = \"C\"", "rest = \"C\"\nby = \"land\"", Code::scheme_not_text_input, 42}));

std::string with_rule(const std::string& rule) { return kHead + kTrack + rule; }

TEST(SchemeLoad, RefusesRulesThatCannotWork) {
    const std::string override_head = "[[overrides]]\ncode = \"o\"\nlabel = \"o\"\nwhen = 'accident'\n";
    EXPECT_EQ(only(with_rule(override_head + "phase = \"veto\"\ngrade = \"E\"")).code,
              Code::scheme_unknown_word);
    EXPECT_EQ(only(with_rule(override_head + "phase = \"promote\"\neffect = \"lower\"")).code,
              Code::scheme_contradiction);
    EXPECT_EQ(only(with_rule(override_head + "phase = \"limit\"\ngrade = \"C\"")).code,
              Code::scheme_missing_key);
    EXPECT_EQ(
        only(with_rule(
                 "[[participation]]\ncode = \"p\"\nlabel = \"p\"\nwhen = 'tax / land'\nstate = \"exempt\""))
            .code,
        Code::scheme_formula_type);
    EXPECT_EQ(only(with_rule("[[participation]]\ncode = \"p\"\nlabel = \"p\"\nwhen = 'accident'\nstate = "
                             "\"exempt\"\ntracks = [\"abov\"]"))
                  .code,
              Code::scheme_unknown_word);
    EXPECT_EQ(only(with_rule("[[participation]]\ncode = \"p\"\nlabel = \"p\"\nwhen = 'accident'\nstate = "
                             "\"exempt\"\nmanaged_as = \"E\""))
                  .code,
              Code::scheme_unknown_word);
    EXPECT_EQ(only(with_rule("[history]\ntable = \"x\"")).code, Code::scheme_unknown_word);
    EXPECT_EQ(only(with_rule("[[adjustments]]\ncode = \"a\"\nlabel = \"a\"\nitems = [{ code = \"i\", label = "
                             "\"i\", when = 'accident', value = 'tax' }]"))
                  .code,
              Code::scheme_unit_mismatch);
    EXPECT_EQ(
        only(with_rule("[[measures]]\ncode = \"m\"\nlabel = \"m\"\ngrades = [\"D\"]\nsteps = [\"0.05\"]"))
            .code,
        Code::scheme_missing_key);
}

TEST(SchemeLoad, TellsAPercentageWithoutItsSignFromAMultipleOfFullMarks) {
    const std::string cap = "cap = \"1.5\"";
    const std::string ratio = "transform = { kind = \"ratio\" }";
    const std::string bands = "transform = { kind = \"bands\", bands = [{ from = \"1\", t = \"100\" }] }";
    for (const auto& [from, to] : {std::pair<std::string, std::string>{cap, "cap = \"150\""},
                                   {cap, "floor = \"-11\""},
                                   {ratio, "transform = { kind = \"z_score\", base = \"60\" }"},
                                   {ratio, "transform = { kind = \"efficacy\", span = \"40\" }"},
                                   {ratio, bands}}) {
        EXPECT_EQ(only(with(from, to)).code, Code::scheme_marks) << to;
    }
    EXPECT_NE(hint(only(with(cap, "cap = \"150\"")), Language::zh).find("\"150%\""), std::string::npos);
    EXPECT_EQ(load_scheme(with(cap, "cap = \"150%\""), "")->tracks[0].indicators[0].cap, Rational(3, 2));
}

TEST(SchemeLoad, PutsDerivedFormulasInPlace) {
    const std::string derived =
        "[[derived]]\ncode = \"net\"\nlabel = \"净地\"\nformula = 'land - 1 亩'\n"
        "[[derived]]\ncode = \"net2\"\nlabel = \"净地二\"\nformula = 'net * 2'\n";
    const std::string text = kHead + derived + kTrack;
    const auto plain = load_scheme(with("'tax / land'", "'tax / ((land - 1 亩) * 2)'"), "");
    std::string named = text;
    named.replace(named.find("'tax / land'"), 12, "'tax / net2'");
    const auto loaded = load_scheme(named, "");
    ASSERT_TRUE(loaded) << describe(loaded.error(), Language::en);
    ASSERT_TRUE(plain);
    EXPECT_EQ(formula::print(loaded->tracks[0].indicators[0].formula, loaded->schema),
              formula::print(plain->tracks[0].indicators[0].formula, plain->schema));
    // Only earlier ones can be named, so no cycle can be written.
    EXPECT_EQ(only(kHead +
                   "[[derived]]\ncode = \"a\"\nlabel = \"甲\"\nformula = 'bbbb * 2'\n"
                   "[[derived]]\ncode = \"bbbb\"\nlabel = \"乙\"\nformula = 'land'\n" +
                   kTrack)
                  .code,
              Code::scheme_not_yet);
}

TEST(SchemeLoad, StopsDerivedFormulasThatGrowWithoutEnd) {
    std::string derived = "[[derived]]\ncode = \"d0\"\nlabel = \"增0\"\nformula = 'land + land'\n";
    for (int i = 1; i < 40; ++i) {
        const std::string n = std::to_string(i);
        const std::string before = "d" + std::to_string(i - 1);
        derived += "[[derived]]\ncode = \"d" + n + "\"\nlabel = \"增" + n + "\"\nformula = '" + before +
                   " + " + before + "'\n";
    }
    const Errors errors = errors_of(kHead + derived + kTrack);
    ASSERT_FALSE(errors.empty());
    EXPECT_EQ(errors[0].code, Code::formula_too_long);
}

std::string tree(const std::string& pillars) {
    return kHead + "[[tracks]]\ncode = \"t\"\nlabel = \"t\"\naggregation = \"geometric\"\nscale = 1\n" +
           pillars +
           "[[tracks.indicators]]\ncode = \"i\"\nlabel = \"i\"\nformula = 'tax / land'\nweight = 1\npillar = "
           "\"a\"\n"
           "transform = { kind = \"min_max\", low = \"ln(100)\", high = \"ln(75000)\" }\nmissing = "
           "\"mean\"\n";
}

TEST(SchemeLoad, OrdersPillarsParentsFirst) {
    const auto s = load_scheme(
        tree("[[tracks.pillars]]\ncode = \"a\"\nlabel = \"a\"\nweight = 1\nparent = \"top\"\n"
             "[[tracks.pillars]]\ncode = \"top\"\nlabel = \"top\"\nweight = 1\naggregation = \"harmonic\"\n"),
        "");
    ASSERT_TRUE(s) << describe(s.error(), Language::en);
    const Track& track = s->tracks.at(0);
    EXPECT_EQ(track.pillars.at(0).code, "top");
    EXPECT_EQ(track.pillars.at(1).parent, 0);
    EXPECT_EQ(track.indicators.at(0).pillar, 1);
    EXPECT_EQ(track.scale, 1);
    EXPECT_EQ(*track.indicators[0].transform.low, ln(Exact(100)));
}

TEST(SchemeLoad, FindsCyclesAndOrphans) {
    const std::string cycle =
        "[[tracks.pillars]]\ncode = \"a\"\nlabel = \"a\"\nweight = 1\nparent = \"b\"\n"
        "[[tracks.pillars]]\ncode = \"b\"\nlabel = \"b\"\nweight = 1\nparent = \"a\"\n";
    const Errors errors = errors_of(tree(cycle));
    EXPECT_EQ(std::count_if(errors.begin(), errors.end(),
                            [](const Error& e) { return e.code == Code::scheme_pillar_cycle; }),
              2);
    const Errors orphan =
        errors_of(tree("[[tracks.pillars]]\ncode = \"a\"\nlabel = \"a\"\nweight = 1\nparent = \"none\"\n"));
    EXPECT_EQ(orphan.at(0).code, Code::scheme_unknown_word);
}

TEST(SchemeLoad, MarksAnySample) {
    const auto s = load_scheme(with("cap = \"1.5\"", "cap = \"1.5\"\nsample = true"), "");
    ASSERT_TRUE(s);
    EXPECT_TRUE(s->sample);
    EXPECT_TRUE(s->tracks[0].indicators[0].sample);
}

TEST(SchemeLoad, ReportsEverythingInTheOrderOfTheFile) {
    std::string text = with("weight = \"100\"", "weight = 1.5");
    text.replace(text.find("as_of = 2022-12-31"), 18, "as_of = \"x\"");
    const Errors errors = errors_of(text + "[[nonsense]]\n");
    ASSERT_GE(errors.size(), 3U);
    EXPECT_EQ(errors[0].code, Code::bad_date);
    EXPECT_EQ(errors.back().code, Code::scheme_unknown_key);
    EXPECT_TRUE(std::is_sorted(errors.begin(), errors.end(),
                               [](const Error& a, const Error& b) { return a.where.line < b.where.line; }));
}

TEST(SchemeLoad, SurvivesHostileFiles) {
    EXPECT_EQ(only(std::string(2 * 1024 * 1024, ' ')).code, Code::scheme_too_large);
    std::string dots = "a";
    for (int i = 0; i < 100000; ++i) dots += ".a";
    EXPECT_EQ(only(dots + " = 1").code, Code::scheme_too_deep);
    EXPECT_EQ(only("[" + dots + "]").code, Code::scheme_too_deep);
    EXPECT_EQ(only("a = " + std::string(100000, '[')).code, Code::scheme_too_deep);
    EXPECT_EQ(only("a = \"open").code, Code::scheme_syntax);
    EXPECT_EQ(only("a = \"\\").code, Code::scheme_syntax);
    EXPECT_EQ(only("a = 1\na = 2").code, Code::scheme_syntax);
    EXPECT_EQ(only("a = \"\xff\"").code, Code::scheme_encoding);
    EXPECT_FALSE(errors_of("").empty());
    EXPECT_FALSE(errors_of("scheme = 1\ntracks = 5\ninputs = [1, [2]]\nderived = {}").empty());
    EXPECT_EQ(load_scheme_file("/no/such/scheme.toml").error().at(0).code, Code::file_unreadable);
}

TEST(SchemeLoadWith, ChangesKeysByPath) {
    const std::string text = kHead + kTrack;
    const auto s = load_scheme_with(text, "s.toml",
                                    {{"tracks.above.indicators.tax_mu.benchmark.value", "26.01"},
                                     {"tracks.*.indicators.*.floor", "0"},
                                     {"tracks.0.grading.quotas.A.share", "30%"},
                                     {"tracks.above.grading.ties", "order"},
                                     {"scheme.as_of", "2021-12-31"},
                                     {"tracks.above.indicators.tax_mu.transform", "{ kind = \"inverse\" }"}});
    ASSERT_TRUE(s) << describe(s.error(), Language::en);
    const Track& track = s->tracks[0];
    EXPECT_EQ(track.indicators[0].benchmark.value, Rational(2601, 100));
    EXPECT_EQ(*track.indicators[0].floor, 0);
    EXPECT_EQ(track.indicators[0].transform.kind, Transform::Kind::inverse);
    EXPECT_FALSE(track.indicators[0].higher_is_better);
    EXPECT_EQ(track.grading.quotas[0].share, Rational(3, 10));
    EXPECT_EQ(track.grading.ties, TiePolicy::order);
    EXPECT_EQ(s->as_of.iso(), "2021-12-31");
    EXPECT_NE(s->hash, load_scheme(text, "s.toml")->hash);
}

TEST(SchemeLoadWith, SaysWhatIsWrongWithAPath) {
    const auto change = [](const std::string& path, const std::string& value) {
        const auto s = load_scheme_with(kHead + kTrack, "s.toml", {{path, value}});
        EXPECT_FALSE(s) << path;
        return s ? Error() : s.error().at(0);
    };
    const Error typo = change("tracks.above.indicators.tax_mo.weight", "40");
    EXPECT_EQ(typo.code, Code::scheme_no_such_path);
    EXPECT_NE(hint(typo, Language::zh).find("tax_mu"), std::string::npos);
    EXPECT_EQ(change("", "40").code, Code::scheme_no_such_path);
    EXPECT_EQ(change("tracks.above.indicators.tax_mu.wait", "40").code, Code::scheme_unknown_key);
    EXPECT_EQ(change("tracks.above.grading", "{").code, Code::scheme_syntax);
    const Error bad = change("tracks.above.indicators.tax_mu.weight", "x");
    EXPECT_EQ(bad.code, Code::bad_number);
    EXPECT_EQ(bad.where.file, "tracks.above.indicators.tax_mu.weight=x");
}

}  // namespace
}  // namespace yuanheng::scoring
