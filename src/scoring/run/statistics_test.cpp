#include "scoring/run/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace yuanheng::scoring {
namespace {

std::vector<Exact> exact(std::initializer_list<int> values) { return {values.begin(), values.end()}; }

TEST(Statistics, MedianAndPercentilesInterpolateBetweenOrderStatistics) {
    EXPECT_EQ(median(exact({5, 1, 3})), Exact(3));
    EXPECT_EQ(median(exact({4, 1, 3, 2})), Exact(Rational(5, 2)));
    EXPECT_EQ(percentile(exact({1, 2, 3, 4}), Rational(1, 4)), Exact(Rational(7, 4)));
    EXPECT_EQ(percentile(exact({1, 2, 3, 4}), Rational(1)), Exact(4));
    EXPECT_EQ(percentile(exact({9}), Rational(1, 2)), Exact(9));
}

TEST(Statistics, MidRankCountsEqualsHalf) {
    EXPECT_EQ(mid_rank(exact({1, 2, 2, 3}), Exact(2)), Rational(1, 2));
    EXPECT_EQ(mid_rank(exact({1, 2, 2, 3}), Exact(4)), Rational(1));
}

TEST(Statistics, StandardDeviationIsThatOfThePopulation) {
    EXPECT_EQ(standard_deviation(exact({2, 4, 4, 4, 5, 5, 7, 9})), Exact(2));
    EXPECT_EQ(standard_deviation(exact({1, 2})), Exact(Rational(1, 2)));
}

TEST(Statistics, ASymmetricSampleIsLeftAlone) {
    const auto values = exact({1, 2, 3, 4, 5});
    EXPECT_EQ(treat(values, {true, 2, Rational(7, 2), 5}), values);
}

TEST(Statistics, SkewnessAndExcessKurtosisAreThoseOfTheSample) {
    // Eighteen small values and three large ones: G₁ = 2.20, G₂ = 3.14 (raw kurtosis 5.17).
    std::vector<Exact> values;
    for (int i = 0; i < 18; ++i) values.emplace_back(Rational(i, 1000));
    for (int i = 0; i < 3; ++i) values.emplace_back(Rational(1000 + i, 1000));
    const auto left_alone = [&](const Rational& skewness, const Rational& kurtosis) {
        return treat(values, {true, skewness, kurtosis, 5}) == values;
    };
    EXPECT_TRUE(left_alone(2, Rational(7, 2)));
    EXPECT_FALSE(left_alone(2, Rational(1, 10))) << "both limits are exceeded";
    EXPECT_FALSE(left_alone(2, Rational(313, 100)));
    EXPECT_TRUE(left_alone(2, Rational(315, 100)));
    EXPECT_TRUE(left_alone(Rational(221, 100), Rational(1, 10)));
    EXPECT_FALSE(left_alone(Rational(219, 100), Rational(1, 10)));
}

TEST(Statistics, ThreeValuesHaveNoKurtosisAndAreLeftAlone) {
    const auto values = exact({0, 0, 1000});
    EXPECT_EQ(treat(values, {true, 0, -100, 5}), values);
    EXPECT_NE(treat(exact({0, 0, 1, 1000}), {true, 1, 1, 5}), exact({0, 0, 1, 1000}));
}

TEST(Statistics, OneOutlierIsWinsorised) {
    std::vector<Exact> values = exact({1, 2, 3, 4, 5, 6, 7, 8, 9, 1000});
    const auto treated = treat(values, {true, 2, Rational(7, 2), 5});
    EXPECT_EQ(treated.back(), Exact(9));
    EXPECT_EQ(treated.front(), Exact(1));
}

TEST(Statistics, WhatWinsorisingCannotMendIsLogged) {
    std::vector<Exact> values = exact({1, 2, 3, 4, 5, 6, 7, 8, 9, 1000});
    const auto treated = treat(values, {true, 2, Rational(7, 2), 0});
    EXPECT_EQ(treated.front(), Exact(0));
    EXPECT_EQ(treated.back(), ln(Exact(1000)));
}

TEST(Statistics, CompensatedSumsKeepWhatPlainOnesLose) {
    const Approximation s = sum({{1e16, 0}, {1, 0}, {-1e16, 0}, {1, 0}});
    EXPECT_LE(std::fabs(s.value - 2), s.bound + 0.0);
    EXPECT_EQ(s.value, 2);
    const Approximation q = divide({1, 0}, {3, 0});
    EXPECT_GE(q.bound, 0x1p-56);
    EXPECT_TRUE(std::isinf(divide({1, 0}, {1e-20, 1e-19}).bound));
}

}  // namespace
}  // namespace yuanheng::scoring
