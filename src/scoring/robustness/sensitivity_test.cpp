#include "scoring/robustness/sensitivity.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "scoring/robustness/robustness_random.hpp"

namespace yuanheng::scoring {
namespace {

TEST(Philox, KnownAnswers) {
    // Of the authors' Random123 distribution: philox4x32-10 with all-zero and all-one counter and key.
    EXPECT_EQ(Philox(0, 0).block(0), (Philox::Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    EXPECT_EQ(Philox(~0ull, ~0ull).block(~0ull),
              (Philox::Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(Sobol, IshigamiFunction) {
    const double a = 7;
    const double b = 0.1;
    const double pi = std::numbers::pi;
    const Model ishigami = [&](std::span<const double> u, std::span<double> y) {
        const auto x = [&](std::size_t i) { return pi * (2 * u[i] - 1); };
        y[0] = std::sin(x(0)) + a * std::pow(std::sin(x(1)), 2) + b * std::pow(x(2), 4) * std::sin(x(0));
    };
    SobolOptions options;
    options.samples = 8192;
    const auto found = sobol_indices(ishigami, 3, 1, options);
    ASSERT_TRUE(found);
    const double v1 = 0.5 * std::pow(1 + b * std::pow(pi, 4) / 5, 2);
    const double v2 = a * a / 8;
    const double v13 = b * b * std::pow(pi, 8) * 8 / 225;
    const double v = v1 + v2 + v13;
    const double first[] = {v1 / v, v2 / v, 0};
    const double total[] = {(v1 + v13) / v, v2 / v, v13 / v};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR((*found)[0].first[i], first[i], 0.01);
        EXPECT_NEAR((*found)[0].total[i], total[i], 0.01);
    }
    EXPECT_NEAR((*found)[0].variance, v, 0.02 * v);
}

TEST(Sobol, AdditiveModelHasNoInteractionsAndThreadsDoNotMatter) {
    const Model additive = [](std::span<const double> u, std::span<double> y) {
        y[0] = 1000 + u[0] + 2 * u[1] + 3 * u[2];
        y[1] = 5;
    };
    SobolOptions one;
    one.samples = 8192;
    one.threads = 1;
    SobolOptions all = one;
    all.threads = 0;
    const auto a = sobol_indices(additive, 3, 2, one);
    const auto b = sobol_indices(additive, 3, 2, all);
    ASSERT_TRUE(a && b);
    for (std::size_t i = 0; i < 3; ++i) {
        const double share = static_cast<double>((i + 1) * (i + 1)) / 14;
        EXPECT_NEAR((*a)[0].first[i], share, 0.01);
        EXPECT_NEAR((*a)[0].total[i], share, 0.01);
        EXPECT_EQ((*a)[0].first[i], (*b)[0].first[i]);
        EXPECT_TRUE(std::isnan((*a)[1].first[i]));
    }
}

TEST(Sobol, RefusesImpossibleSizes) {
    const Model nothing = [](std::span<const double>, std::span<double>) {};
    EXPECT_FALSE(sobol_indices(nothing, 0, 1, {}));
    EXPECT_FALSE(sobol_indices(nothing, kMaxFactors + 1, 1, {}));
}

}  // namespace
}  // namespace yuanheng::scoring
