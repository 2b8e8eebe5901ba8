#include "scoring/run/grading.hpp"

#include <gtest/gtest.h>

namespace yuanheng::scoring {
namespace {

using Sizes = std::vector<std::size_t>;

Grading shares(std::initializer_list<std::pair<int, Rational>> top,
               std::initializer_list<std::pair<int, Rational>> bottom, int rest,
               Rounding rounding = Rounding::half_up, bool cumulative = true) {
    Grading g;
    g.method = Grading::Method::quota;
    g.grades = {"A", "B", "C", "D"};
    for (const auto& [grade, share] : top) g.quotas.push_back({grade, share, false});
    for (const auto& [grade, share] : bottom) g.quotas.push_back({grade, share, true});
    g.rest = rest;
    g.rounding = rounding;
    g.cumulative = cumulative;
    return g;
}

TEST(Quota, ChaohuPublished24And54And36And6Of120) {
    const Grading g = shares(
        {{0, Rational(1, 5)}, {1, Rational(9, 20)}, {2, Rational(3, 10)}, {3, Rational(1, 20)}}, {}, -1);
    EXPECT_EQ(quota_sizes(g, 120, 120), (Sizes{24, 54, 36, 6}));
}

TEST(Quota, EveryShareIsOfTheWholeNeverOfWhatIsLeft) {
    const Grading g = shares({{0, Rational(1, 5)}, {1, Rational(2, 5)}, {2, Rational(35, 100)}}, {}, 3);
    EXPECT_EQ(quota_sizes(g, 100, 100), (Sizes{20, 40, 35, 5}));
}

TEST(Quota, ThirtyFivePercentOf180Is63) {
    const Grading g = shares({{0, Rational(35, 100)}}, {}, 1, Rounding::floor);
    EXPECT_EQ(quota_sizes(g, 180, 180)[0], 63u);
}

TEST(Quota, FivePercentOf12IsNoneOrOneByTheRule) {
    for (const auto& [rule, wanted] :
         {std::pair{Rounding::floor, 0u}, {Rounding::half_up, 1u}, {Rounding::ceil, 1u}}) {
        EXPECT_EQ(quota_sizes(shares({{0, Rational(1, 5)}}, {{3, Rational(1, 20)}}, 2, rule), 12, 12)[3],
                  wanted);
    }
}

TEST(Quota, TinyZonesNeverGiveMorePlacesThanEnterprises) {
    for (std::size_t n = 0; n <= 3; ++n) {
        const Grading g =
            shares({{0, Rational(1, 5)}, {1, Rational(2, 5)}}, {{3, Rational(1, 2)}}, 2, Rounding::ceil);
        const Sizes sizes = quota_sizes(g, n, n);
        std::size_t total = 0;
        for (std::size_t s : sizes) total += s;
        EXPECT_EQ(total, n);
    }
}

TEST(Quota, TheDenominatorMayBeLargerThanWhoIsRanked) {
    const Grading g = shares({{0, Rational(1, 5)}}, {{3, Rational(1, 10)}}, 2);
    EXPECT_EQ(quota_sizes(g, 8, 10), (Sizes{2, 0, 5, 1}));
}

TEST(Quota, CutPointsOrCountsAreRounded) {
    const Grading cuts =
        shares({{0, Rational(15, 100)}, {1, Rational(15, 100)}}, {}, 2, Rounding::half_up, true);
    const Grading counts =
        shares({{0, Rational(15, 100)}, {1, Rational(15, 100)}}, {}, 2, Rounding::half_up, false);
    EXPECT_EQ(quota_sizes(cuts, 10, 10), (Sizes{2, 1, 7, 0}));
    EXPECT_EQ(quota_sizes(counts, 10, 10), (Sizes{2, 2, 6, 0}));
}

}  // namespace
}  // namespace yuanheng::scoring
