#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "base/decimal.hpp"
#include "formula/readers.hpp"
#include "formula/samples.hpp"

namespace yuanheng::formula {
namespace {

/// Whether the column reader's answer is right for one row.
::testing::AssertionResult agrees(double value, double bound, const Value& exact) {
    if (std::isinf(bound)) return ::testing::AssertionSuccess();
    if (absent(exact) != std::isnan(value))
        return ::testing::AssertionFailure() << "value " << value << ", absent " << absent(exact);
    if (absent(exact))
        return bound == 0 ? ::testing::AssertionSuccess()
                          : ::testing::AssertionFailure() << "bound of an absent value";
    if (const bool* truth = std::get_if<bool>(&exact)) {
        return value == (*truth ? 1 : 0) ? ::testing::AssertionSuccess()
                                         : ::testing::AssertionFailure() << "truth " << value;
    }
    if (const Date* date = std::get_if<Date>(&exact)) {
        return value == date->days() ? ::testing::AssertionSuccess()
                                     : ::testing::AssertionFailure() << "date " << value;
    }
    const Exact error = abs(Exact(Rational(value)) - std::get<Exact>(exact));
    if (!(error > Exact(Rational(bound)))) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure()
           << "value " << value << " bound " << bound << " exact " << std::get<Exact>(exact).format(30);
}

/// Reads all rows both ways; counts the rows that did not ask.
std::size_t check(const Formula& formula, const Schema& schema, const Columns& data) {
    const ColumnReader reader(formula, schema);
    const auto scratch = reader.scratch();
    std::vector<double> value(ColumnReader::kBlock);
    std::vector<double> bound(ColumnReader::kBlock, -1);
    reader.read(data, 0, data.rows, value.data(), reader.is_relative() ? nullptr : bound.data(), *scratch);
    std::size_t decided = 0;
    for (std::size_t r = 0; r < data.rows; ++r) {
        if (reader.is_relative()) {
            bound[r] = std::isinf(value[r])   ? value[r] * value[r]
                       : std::isnan(value[r]) ? 0
                                              : reader.relative() * std::fabs(value[r]);
        }
        const Value exact = evaluate(formula, schema, data, r);
        EXPECT_TRUE(agrees(value[r], bound[r], exact)) << print(formula, schema) << "\nrow " << r;
        decided += !std::isinf(bound[r]);
    }
    return decided;
}

TEST(ColumnReader, EqualsTheExactReaderOnRandomFormulas) {
    Generator generator(20260101);
    const Schema schema = sample_schema();
    std::size_t decided = 0;
    std::size_t all = 0;
    for (int round = 0; round < 1500; ++round) {
        const Columns data = generator.data(schema, 16);
        const std::string source = generator.formula(4);
        const Result<Formula> formula = compile(source, schema);
        ASSERT_TRUE(formula) << source << "\n" << describe(formula.error(), Language::en);
        decided += check(*formula, schema, data);
        all += data.rows;
        if (::testing::Test::HasFailure()) break;
    }
    EXPECT_GE(all, 20'000U);
    EXPECT_GT(decided * 10, all * 5) << decided << " of " << all;
}

TEST(Print, CompilesToTheSame) {
    Generator generator(7);
    const Schema schema = sample_schema();
    for (int round = 0; round < 2000; ++round) {
        const std::string source = generator.formula(5);
        const Result<Formula> formula = compile(source, schema);
        ASSERT_TRUE(formula) << source << "\n" << describe(formula.error(), Language::en);
        const std::string once = print(*formula, schema);
        const Result<Formula> again = compile(once, schema);
        ASSERT_TRUE(again) << source << "\n" << once << "\n" << describe(again.error(), Language::en);
        EXPECT_EQ(print(*again, schema), once);
        ASSERT_EQ(again->nodes().size(), formula->nodes().size()) << once;
        for (std::size_t i = 0; i < again->nodes().size(); ++i) {
            EXPECT_EQ(again->nodes()[i].op, formula->nodes()[i].op) << once;
            EXPECT_EQ(again->nodes()[i].arguments, formula->nodes()[i].arguments) << once;
            EXPECT_EQ(again->nodes()[i].number, formula->nodes()[i].number) << once;
        }
    }
}

TEST(ColumnReader, DecidesWhatIsExactAndAsksOtherwise) {
    const Schema schema = sample_schema();
    Columns data = Generator(1).data(schema, 4);
    data.fields[1].values = {5, 4.999999999999999, NAN, 5};
    data.fields[1].precise = {{3, Rational(5) - Rational(1, Integer("1000000000000000000000"))}};
    const Formula formula = *compile("land >= 5 亩", schema);
    const ColumnReader reader(formula, schema);
    std::vector<double> value(4);
    std::vector<double> bound(4);
    reader.read(data, 0, 4, value.data(), bound.data(), *reader.scratch());
    EXPECT_EQ(value[0], 1);
    EXPECT_EQ(bound[0], 0);
    EXPECT_EQ(value[1], 0);
    EXPECT_EQ(bound[1], 0);
    EXPECT_TRUE(std::isnan(value[2]));
    EXPECT_TRUE(std::isinf(bound[3]));
    EXPECT_FALSE(std::get<bool>(evaluate(formula, schema, data, 3)));
}

TEST(ColumnReader, ProductsAndQuotientsAreRelative) {
    const Schema schema = sample_schema();
    const ColumnReader ratio(*compile("tax / land", schema), schema);
    EXPECT_TRUE(ratio.is_relative());
    EXPECT_LT(ratio.relative(), 4e-16);
    EXPECT_FALSE(ColumnReader(*compile("tax - 1 万元", schema), schema).is_relative());
    EXPECT_FALSE(ColumnReader(*compile("above_scale", schema), schema).is_relative());
    std::vector<double> v(2000);
    EXPECT_THROW(ratio.read({}, 0, 2000, v.data(), nullptr, *ratio.scratch()), std::logic_error);
}

}  // namespace
}  // namespace yuanheng::formula
