#include "scoring/run/units.hpp"

#include <gtest/gtest.h>

#include "scheme/codes.hpp"
#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

/// kTwoItems with `kind` as the code of the land holder and taxes and output summed.
Scheme merging(const std::string& mode, const std::string& when = "") {
    std::string text = scheme_text(kTwoItems + "[merging]\nmode = \"" + mode + "\"\nholder = \"kind\"\n" +
                                   (when.empty() ? "" : "when = \"" + when + "\"\n"));
    for (const std::string input : {"tax", "output"}) {
        const std::string key = "code = \"" + input + "\"\n";
        text.insert(text.find(key) + key.size(), "additive = true\n");
    }
    return load(text);
}

Units must_merge(const Scheme& scheme, const Dataset& persons) {
    auto units = merge_units(scheme, persons);
    if (!units) throw std::runtime_error(describe(units.error(), Language::en));
    return std::move(*units);
}

TEST(Units, ATenantsFiguresCountForTheHolderAndTheLandCountsOnce) {
    const Scheme scheme = merging("merged");
    const Dataset persons = data_of(scheme, {{"h", 10, 60, 400},
                                             {"other", 10, 100, 1000},
                                             {"t1", 4, 30.1, 500, "h"},
                                             {"t2", 6, 9.9, kNone, "h"}});
    const Units units = must_merge(scheme, persons);
    ASSERT_EQ(units.data.codes, (std::vector<std::string>{"h", "other"}));
    EXPECT_EQ(units.members[0], (std::vector<std::uint32_t>{0, 2, 3}));
    EXPECT_EQ(units.of, (std::vector<std::uint32_t>{0, 1, 0, 0}));
    const auto value = [&](int field) {
        return std::get<Exact>(units.data.columns.value(scheme.schema, field, 0));
    };
    EXPECT_EQ(value(0), Exact(10)) << "the holder's land only";
    EXPECT_EQ(value(1), Exact(100)) << "60 + 30.1 + 9.9, exactly";
    EXPECT_EQ(value(2), Exact(900)) << "what one of them does not report adds nothing";
    const auto result = must_run(scheme, units.data);
    EXPECT_EQ(result.outcomes.size(), 2u) << "tenants take no place of a quota";
    EXPECT_EQ(result.total(0), Exact(60) + Exact(36));
}

TEST(Units, ATenantAboveTheBarIsEvaluatedAlone) {
    const Scheme scheme = merging("merged", "land < 5 亩");
    const Units units =
        must_merge(scheme, data_of(scheme, {{"h", 10, 1, 1}, {"t1", 4, 1, 1, "h"}, {"t2", 6, 1, 1, "h"}}));
    EXPECT_EQ(units.data.codes, (std::vector<std::string>{"h", "t2"}));
}

TEST(Units, SubLeasesLeadToTheHolderAtTheEnd) {
    const Scheme scheme = merging("merged");
    const Units units =
        must_merge(scheme, data_of(scheme, {{"a", 1, 1, 1, "b"}, {"b", 1, 1, 1, "c"}, {"c", 1, 1, 1, "c"}}));
    EXPECT_EQ(units.data.codes, (std::vector<std::string>{"c"}));
    EXPECT_EQ(units.members[0], (std::vector<std::uint32_t>{2, 0, 1}));
}

TEST(Units, HoldersThatPointAtOneAnotherAreRefused) {
    const Scheme scheme = merging("merged");
    const auto units = merge_units(scheme, data_of(scheme, {{"a", 1, 1, 1, "b"}, {"b", 1, 1, 1, "a"}}));
    ASSERT_FALSE(units);
    EXPECT_EQ(units.error().front().code, Code::scoring_unit_cycle);
}

TEST(Units, WhereTheBarCannotBeDecidedTheTenantIsNamed) {
    const Scheme scheme = merging("merged", "land < 5 亩");
    const auto units = merge_units(scheme, data_of(scheme, {{"h", 10, 1, 1}, {"t", kNone, 1, 1, "h"}}));
    ASSERT_FALSE(units);
    EXPECT_EQ(units.error().front().code, Code::scoring_unit_unknown);
    EXPECT_NE(describe(units.error(), Language::zh).find("t"), std::string::npos);
}

TEST(Units, AHolderOutsideTheDataLeavesTheTenantAloneAndIsReported) {
    const Scheme scheme = merging("merged");
    const Units units = must_merge(scheme, data_of(scheme, {{"a", 1, 1, 1, "elsewhere"}, {"b", 1, 1, 1}}));
    EXPECT_EQ(units.data.codes, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(units.holder_unknown, (std::vector<std::uint32_t>{0}));
}

TEST(Units, UnmergedDataAreRefusedSoThatNothingCountsTwice) {
    const Scheme scheme = merging("merged");
    const Dataset persons = data_of(scheme, {{"h", 10, 60, 400}, {"t", 4, 30, 500, "h"}});
    const auto refused = run(scheme, persons);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, Code::scoring_merging);
    EXPECT_TRUE(run(scheme, must_merge(scheme, persons).data));
}

TEST(Units, SumsKeepMoreDigitsThanADoubleHolds) {
    const Scheme scheme = merging("merged");
    const Units units = must_merge(scheme, data_of(scheme, {{"h", 1, 1e16, 1}, {"t", 1, 0.3, 1, "h"}}));
    const auto sum = std::get<Exact>(units.data.columns.value(scheme.schema, 1, 0));
    EXPECT_EQ(sum, Exact(*parse_decimal("10000000000000000.3")));
}

}  // namespace
}  // namespace yuanheng::scoring
