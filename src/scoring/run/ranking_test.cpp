#include "scoring/run/ranking.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace yuanheng::scoring {
namespace {

/// Ranks exact values through approximations that are off by up to their bound.
Ranking ranked(const std::vector<Exact>& values, const std::vector<Approximation>& keys, int threads) {
    std::vector<std::uint32_t> rows(values.size());
    std::iota(rows.begin(), rows.end(), 0u);
    return rank(
        rows, keys, [&](std::uint32_t a, std::uint32_t b) { return values[b] <=> values[a]; }, [](auto) {},
        threads);
}

TEST(Ranking, OverlappingBoundsAreDecidedExactly) {
    // In doubles 0.1 + 0.2 is above 0.3; the values are equal.
    const std::vector<Exact> values{Exact(Rational(3, 10)), Exact(Rational(1, 10)) + Exact(Rational(2, 10)),
                                    Exact(Rational(1, 2))};
    const Ranking r = ranked(values, {{0.3, 1e-16}, {0.1 + 0.2, 1e-16}, {0.5, 1e-16}}, 1);
    EXPECT_EQ(r.order, (std::vector<std::uint32_t>{2, 0, 1}));
    EXPECT_EQ(r.ties, (std::vector<std::uint32_t>{2}));
    EXPECT_EQ(r.exact_decisions, 2u);
}

TEST(Ranking, AWideBoundReachesOverItsNeighbours) {
    const std::vector<Exact> values{Exact(10), Exact(9), Exact(8), Exact(11)};
    const Ranking r = ranked(values, {{10, 0}, {9, 0}, {8, 0}, {7, 5}}, 1);
    EXPECT_EQ(r.order, (std::vector<std::uint32_t>{3, 0, 1, 2}));
}

TEST(Ranking, WhatTheBoundsSeparateIsNotDecidedExactly) {
    for (const double bound :
         {0.0, 0.2}) {  // 0.2: too wide for the quantised keys, narrow enough for the doubles
        std::vector<Exact> values;
        std::vector<Approximation> keys;
        for (int i = 0; i < 100; ++i) {
            values.emplace_back(i * 37 % 100);
            keys.push_back({static_cast<double>(i * 37 % 100), bound});
        }
        const Ranking r = ranked(values, keys, 1);
        for (std::size_t i = 0; i < 100; ++i)
            EXPECT_EQ(values[r.order[i]], Exact(static_cast<long long>(99 - i)));
        EXPECT_EQ(r.exact_decisions, 0u) << bound;
    }
}

TEST(Ranking, AbsentKeysComeLast) {
    constexpr double kNone = -std::numeric_limits<double>::infinity();
    const std::vector<Exact> values{Exact(-1000), Exact(5), Exact(-1000)};
    const Ranking r = ranked(values, {{kNone, 0}, {5, 0}, {kNone, 0}}, 1);
    EXPECT_EQ(r.order, (std::vector<std::uint32_t>{1, 0, 2}));
    EXPECT_EQ(r.ties, (std::vector<std::uint32_t>{2}));
}

TEST(Ranking, EqualsASlowSortForAnySpreadAndThreadCount) {
    std::mt19937_64 random(7);
    for (int round = 0; round < 60; ++round) {
        const std::size_t n = 1 + random() % 4000;
        const double spread = round % 3 == 0 ? 1 : round % 3 == 1 ? 1e12 : 1e-12;
        std::vector<Exact> values;
        std::vector<Approximation> keys;
        for (std::size_t i = 0; i < n; ++i) {
            const double v = spread * static_cast<double>(random() % 1000) + (random() % 50 == 0 ? 1e9 : 0);
            values.emplace_back(decimal_of(v));
            const double bound = std::abs(v) * 1e-15;
            keys.push_back({v + (static_cast<double>(random() % 3) - 1) * bound / 2, bound});
        }
        std::vector<std::uint32_t> slow(n);
        std::iota(slow.begin(), slow.end(), 0u);
        std::stable_sort(slow.begin(), slow.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
        for (int threads : {1, 2, 8}) EXPECT_EQ(ranked(values, keys, threads).order, slow) << round;
    }
}

}  // namespace
}  // namespace yuanheng::scoring
