#include "base/money.hpp"

#include <gtest/gtest.h>

namespace yuanheng {
namespace {

Rational decimal(const char* text) { return *parse_decimal(text); }

TEST(Money, ConvertsExactly) {
    EXPECT_EQ(Money::exactly(decimal("1234.56"))->fen(), 123456);
    EXPECT_EQ(Money::exactly(decimal("58.25"), kYiYuan)->fen(), 582'500'000'000);
    EXPECT_EQ(Money::exactly(decimal("0.000001"), kWanYuan)->fen(), 1);
    EXPECT_EQ(Money::exactly(decimal("58.25"), kYiYuan)->in(kWanYuan), 582500);
    EXPECT_EQ(Money::of_fen(1).in(kWanYuan), Rational(1, 1000000));
    EXPECT_EQ(Money::exactly(decimal("0.001")).error().code, Code::money_not_whole);
    EXPECT_EQ(Money::rounded(decimal("0.005"))->fen(), 1);
    EXPECT_EQ(Money::rounded(decimal("0.005"), kYuan, Rounding::half_even)->fen(), 0);
    EXPECT_EQ(Money::exactly(decimal("1e18")).error().code, Code::money_too_large);
    EXPECT_EQ(Money::rounded(decimal("-1e18")).error().code, Code::money_too_large);
}

TEST(Money, AddsWithinItsRange) {
    Money sum = Money::of_fen(1) + Money::of_fen(2);
    sum += Money::of_fen(4);
    sum -= Money::of_fen(10);
    EXPECT_EQ(sum, Money::of_fen(-3));
    EXPECT_LT(sum, Money());
    const Money most = Money::of_fen(std::numeric_limits<std::int64_t>::max());
    EXPECT_THROW(most + Money::of_fen(1), std::overflow_error);
    EXPECT_THROW(Money::of_fen(-2) - most, std::overflow_error);
}

TEST(Money, IsShownWithSeparators) {
    EXPECT_EQ(Money::of_fen(123456789).shown(), "1,234,567.89");
    EXPECT_EQ(Money::of_fen(-12345678900).shown(), "-123,456,789.00");
    EXPECT_EQ(Money::of_fen(-12345).shown(), "-123.45");
    EXPECT_EQ(Money::of_fen(0).shown(), "0.00");
    EXPECT_EQ(Money::of_fen(123456789000).shown(2, kWanYuan), "123,456.79");
    EXPECT_EQ(Money::of_fen(123456789000).shown(0), "1,234,567,890");
}

}  // namespace
}  // namespace yuanheng
