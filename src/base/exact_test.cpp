#include "base/exact.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "base/decimal.hpp"

namespace yuanheng {
namespace {

Rational dec(const char* text) { return *parse_decimal(text); }

TEST(Decimal, ReadsWhatIsWrittenExactly) {
    EXPECT_EQ(dec("24.097"), Rational(24097, 1000));
    EXPECT_EQ(dec("-0.0302"), Rational(-302, 10000));
    EXPECT_EQ(dec("1.5e3"), Rational(1500));
    EXPECT_EQ(dec("007"), Rational(7));
    for (const char* bad : {"", "-", "1.2.3", "1e", "nan", "inf", "0x10", "1,000", "1e999"}) {
        EXPECT_FALSE(parse_decimal(bad)) << bad;
    }
}

TEST(Decimal, RoundsOnceByTheSchemesRule) {
    const Rational lishui(2236605, 30341);  // published as 73.71
    EXPECT_EQ(format(lishui, 2, Rounding::half_up), "73.72");
    EXPECT_EQ(format(lishui, 2, Rounding::truncate), "73.71");
    EXPECT_EQ(format(dec("2.5"), 0, Rounding::half_even), "2");
    EXPECT_EQ(format(dec("2.5"), 0, Rounding::half_up), "3");
    EXPECT_EQ(format(dec("-2.5"), 0, Rounding::half_up), "-3");
    EXPECT_EQ(format(dec("-0.001"), 2), "0.00");
    EXPECT_EQ(format_plain(dec("12.500")), "12.5");
}

TEST(Decimal, QuotaOf35PercentOf180Is63) {
    EXPECT_EQ(round_to_integer(Rational(35, 100) * 180, Rounding::floor), 63);
    EXPECT_EQ(static_cast<int>(180 * 0.35), 62) << "what doubles would have said";
}

TEST(Decimal, NearestDoubleOfAFraction) {
    for (double x : {0.1, 1e-300, 1e300, 24.097, 1.0 / 3, 123456789.125})
        EXPECT_EQ(to_double(decimal_of(x)), x);
    EXPECT_EQ(to_double(Rational(1, 3)), 1.0 / 3);
    EXPECT_EQ(to_double(Rational(-2, 3)), -2.0 / 3);
}

TEST(Exact, GeometricMeansOfEqualProductsAreEqual) {
    const Exact a = pow(Exact(2) * Exact(18), Rational(1, 2));
    EXPECT_TRUE(a.is_rational());
    EXPECT_EQ(a, Exact(6));
    EXPECT_EQ(pow(Exact(2), Rational(1, 2)) * pow(Exact(3), Rational(1, 2)), pow(Exact(6), Rational(1, 2)));
    EXPECT_LT(pow(Exact(2), Rational(1, 2)), Exact(dec("1.41421356237309504880168872421")));
}

TEST(Exact, LogarithmsAreDecidedFarBeyondDoubles) {
    const Exact a = ln(Exact(dec("1.0000000000000000000000000000001")));
    EXPECT_GT(a, Exact(0));
    EXPECT_LT(a, Exact(dec("0.0000000000000000000000000000001")));
    EXPECT_EQ(ln(Exact(6)), ln(Exact(2)) + ln(Exact(3)));
    EXPECT_EQ(ln(Exact(10)).format(6), "2.302585");
    EXPECT_THROW(ln(Exact(0)), std::domain_error);
}

TEST(Exact, LongSumsOfUnlikeFractionsStayUsable) {
    std::vector<Exact> terms;
    for (int i = 1; i <= 20000; ++i) terms.emplace_back(Rational(1, i));
    const Exact h = sum(terms);
    EXPECT_EQ(h.format(9), "10.480728217");
    EXPECT_NEAR(h.approximate().value, 10.480728217229327, 1e-13);
}

}  // namespace
}  // namespace yuanheng
