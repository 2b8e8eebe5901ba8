#include "base/random.hpp"

#include <gtest/gtest.h>

namespace yuanheng {
namespace {

using Words = std::array<std::uint32_t, 4>;

TEST(Random, MatchesTheKnownAnswers) {
    EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    constexpr std::uint32_t kAll = 0xffffffff;
    EXPECT_EQ(philox({kAll, kAll, kAll, kAll}, {kAll, kAll}),
              (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(Random, IsAFunctionOfSeedStreamAndCounter) {
    EXPECT_EQ(Random(7, 3).bits(11), Random(7, 3).bits(11));
    EXPECT_NE(Random(7, 3).bits(11), Random(7, 4).bits(11));
    EXPECT_NE(Random(7, 3).bits(11), Random(8, 3).bits(11));
    EXPECT_NE(Random(7, 3).bits(11), Random(7, 3).bits(12));
    EXPECT_EQ(Random(7).uniform(5), Random(7).uniforms(5)[0]);
}

TEST(Random, HasTheMomentsOfItsDistributions) {
    const Random random(2024);
    constexpr int kDraws = 200000;
    double uniform = 0, square = 0, normal = 0, normal_square = 0, logs = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double u = random.uniform(i), z = random.normal(i);
        ASSERT_TRUE(u >= 0 && u < 1);
        ASSERT_LT(random.below(i, 10), 10u);
        uniform += u, square += u * u, normal += z, normal_square += z * z;
        logs += std::log(random.lognormal(i, 2, 0.5));
    }
    EXPECT_NEAR(uniform / kDraws, 0.5, 0.003);
    EXPECT_NEAR(square / kDraws, 1.0 / 3, 0.003);
    EXPECT_NEAR(normal / kDraws, 0, 0.01);
    EXPECT_NEAR(normal_square / kDraws, 1, 0.02);
    EXPECT_NEAR(logs / kDraws, 2, 0.01);
}

}  // namespace
}  // namespace yuanheng
