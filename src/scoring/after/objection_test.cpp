#include "scoring/after/objection.hpp"

#include <gtest/gtest.h>

#include "scheme/codes.hpp"
#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

struct ObjectionCase {
    Evaluation official;
    const Scheme& scheme = *official.scheme;
    const Dataset& data = *official.data;
    const Run& run = official.run;
    explicit ObjectionCase(const std::vector<std::pair<std::string, std::string>>& changes = {},
                           const std::string& more = "")
        : ObjectionCase(load(scheme_text(kTwoItems + more), changes)) {}
    explicit ObjectionCase(const Scheme& s) : official(must_evaluate(s, data_of(s, kFive))) {}
};

std::vector<std::string> codes(const std::vector<Move>& moves) {
    std::vector<std::string> out;
    for (const Move& m : moves) out.push_back(m.code);
    std::sort(out.begin(), out.end());
    return out;
}

TEST(Objection, ACorrectedValueIsANewVersionAndEveryoneWhoMovesIsListed) {
    const ObjectionCase c;
    const auto o = object(c.official, {{"e1", "output", "2000", "漏报", "凭证1"}});
    ASSERT_TRUE(o);
    EXPECT_EQ(grades(o->after.run), "ABBCB") << "e1 passes e3";
    EXPECT_EQ(codes(o->difference.moves), (std::vector<std::string>{"e1", "e3"}));
    EXPECT_EQ(o->bystanders, std::vector<std::string>{"e3"}) << "who did not object and would lose";
    ASSERT_EQ(o->cells.size(), 1u);
    EXPECT_EQ(std::get<Exact>(o->cells[0].before), Exact(1000));
    EXPECT_EQ(std::get<Exact>(o->cells[0].after), Exact(2000));
    EXPECT_EQ(grades(c.run), "BBACB") << "the official result stays";
    EXPECT_EQ(c.data.columns.fields[2].values[0], 1000) << "and so do its data";
    EXPECT_NE(o->after.data->snapshot(c.scheme.schema), c.data.snapshot(c.scheme.schema));
}

TEST(Objection, WithPublishedCutScoresOnlyTheObjectorMoves) {
    const ObjectionCase c;
    const auto o = object(c.official, {{"e1", "output", "2000", "", ""}});
    ASSERT_TRUE(o);
    ASSERT_EQ(o->frozen_moves.size(), 1u);
    EXPECT_EQ(o->frozen_moves[0].code, "e1");
    EXPECT_EQ(o->frozen_moves[0].before.grade, "B");
    EXPECT_EQ(o->frozen_moves[0].after.grade, "A") << "its new total reaches that of the last published A";
}

TEST(Objection, PublishedBaseValuesAreKeptWhenFrozen) {
    // With tax / land against the zone's own mean, e4's correction lifts the mean and lowers everybody.
    const ObjectionCase c(std::vector<std::pair<std::string, std::string>>{
        {"tracks.all.indicators.tax_mu.benchmark", "{ kind = \"aggregate\" }"}});
    const auto o = object(c.official, {{"e4", "tax", "150", "", ""}});
    ASSERT_TRUE(o);
    EXPECT_NE(o->after.run.total(0), c.run.total(0));
    ASSERT_EQ(o->frozen_moves.size(), 1u);
    EXPECT_EQ(o->frozen_moves[0].code, "e4");
    EXPECT_EQ(o->frozen_moves[0].after.grade, "B");
}

TEST(Objection, AChangeThatMovesNobodyIsSaidToMoveNobody) {
    const ObjectionCase c;
    const auto o = object(c.official, {{"e3", "tax", "250", "", ""}});
    ASSERT_TRUE(o);
    EXPECT_TRUE(o->difference.moves.empty() && o->bystanders.empty() && o->frozen_moves.empty());
    EXPECT_EQ(o->cells.size(), 1u);
}

TEST(Objection, SeveralObjectorsAndTheNamesOfTheSheetWork) {
    const ObjectionCase c;
    const auto o =
        object(c.official,
               {{"e1", "产值", "2000", "", ""}, {"e2", "税收", "", "", ""}, {"e5", "类别", "化工", "", ""}});
    ASSERT_TRUE(o);
    EXPECT_EQ(o->cells.size(), 3u);
    EXPECT_TRUE(formula::absent(o->cells[1].after)) << "empty is absent, never zero";
    EXPECT_EQ(std::get<std::string>(o->cells[2].after), "化工");
}

TEST(Objection, DecimalsOfTheCorrectionAreKeptExactly) {
    const ObjectionCase c;
    const std::string digits = "60.123456789012345678901";
    const auto data = corrected(c.scheme, c.data, {{"e5", "tax", digits, "", ""}});
    ASSERT_TRUE(data);
    EXPECT_EQ(std::get<Exact>(data->columns.value(c.scheme.schema, 1, 4)), Exact(*parse_decimal(digits)));
}

TEST(Objection, EveryMistakeIsReported) {
    const ObjectionCase c;
    const auto o = object(c.official, {{"nobody", "tax", "1", "", ""},
                                       {"e1", "total", "1", "", ""},
                                       {"e1", "none", "1", "", ""},
                                       {"e1", "tax", "many", "", ""}});
    ASSERT_FALSE(o);
    ASSERT_EQ(o.error().size(), 4u);
    EXPECT_EQ(o.error()[0].code, Code::objection_unknown_code);
    EXPECT_EQ(o.error()[1].code, Code::objection_unknown_field)
        << "a total cannot be corrected, only what it comes from";
    EXPECT_EQ(o.error()[2].code, Code::objection_unknown_field);
    EXPECT_EQ(o.error()[3].code, Code::objection_bad_value);
}

TEST(Objection, OverridesStandWhenFrozen) {
    const ObjectionCase c({}, R"(
[[overrides]]
code = "limit"
label = { zh = "限档" }
when = 'tax / land >= 20 万元/亩'
phase = "limit"
effect = "cap"
grade = "B"
)");
    const auto o = object(c.official, {{"e3", "output", "5000", "", ""}});
    ASSERT_TRUE(o);
    EXPECT_EQ(c.run.grade_name(2), "B");
    EXPECT_TRUE(o->frozen_moves.empty()) << "more output does not lift the limit";
}

}  // namespace
}  // namespace yuanheng::scoring
