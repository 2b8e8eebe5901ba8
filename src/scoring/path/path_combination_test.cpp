#include "scoring/path/path_combination.hpp"

#include <gtest/gtest.h>

#include <random>

#include "scoring/path/path_samples.hpp"

namespace yuanheng::scoring {
namespace {

using Case = PathCase;

TEST(CheapestCombination, IsTheBestOfAllOnAGrid) {
    const Case c(Changes{{"tracks.all.indicators.out_mu.cap", "2"}});
    const Rational step(1, 2);
    for (const auto& [tax_cost, out_cost] : {std::pair{3, 1}, {1, 1}, {7, 1}, {1, 5}}) {
        PathOptions options;
        options.step = step;
        options.target = 0;
        options.costs = {{"tax_mu", tax_cost}, {"out_mu", out_cost}};
        const std::size_t row = 4;
        const auto path = path_to(c.run, row, options);
        ASSERT_TRUE(path && path->cheapest);
        const Combination& mix = *path->cheapest;
        Rational best = -1;
        for (int i = 0; i <= 40; ++i) {
            for (int j = 0; j <= 400; ++j) {
                const Rational x = 6 + step * i;
                const Rational y = 60 + step * j;
                const Rational total = 60 * std::min(Rational(x / 10), Rational(3, 2)) +
                                       40 * std::min(Rational(y / 100), Rational(2));
                const Rational cost = tax_cost * step * i + out_cost * step * j;
                if (total >= 130 && (best < 0 || cost < best)) best = cost;
            }
        }
        EXPECT_LE(mix.infimum, best) << "no mix on the grid is cheaper";
        EXPECT_GE(mix.cost, best);
        EXPECT_LE(mix.cost, best + step * (tax_cost + out_cost))
            << "rounding up costs at most a step of each";
        Rational cost = 0;
        std::vector<std::pair<std::string, Rational>> values;
        for (const auto& part : mix.parts) {
            values.push_back(c.numerator(row, part.indicator, part.step.to));
            cost += part.cost;
        }
        EXPECT_EQ(cost, mix.cost);
        EXPECT_EQ(c.grade_with(row, values), 0);
    }
}

TEST(CheapestCombination, RespectsWhatIsPossible) {
    const Case c;
    PathOptions options;
    options.costs = {{"tax_mu", 1}, {"out_mu", 100}};
    options.limits = {{"tax_mu", 2}};
    const auto path = c.path("e1", options);
    ASSERT_TRUE(path && path->cheapest);
    ASSERT_EQ(path->cheapest->parts.size(), 2u);
    EXPECT_EQ(path->cheapest->parts[0].step.to, 12) << "only two more are possible";
    EXPECT_EQ(path->cheapest->parts[1].step.to, 145);
    EXPECT_EQ(path->cheapest->cost, 2 + 4500);
}

TEST(CheapestCombination, StepsAreBoughtWhole) {
    // Every choice of steps, tried one by one: jumps only, so the optimum is one of finitely many.
    std::mt19937 random(7);
    const auto pick = [&](int low, int high) {
        return Rational(std::uniform_int_distribution(low, high)(random));
    };
    for (int n = 0; n < 300; ++n) {
        std::vector<std::vector<Way>> items(3);
        std::vector<Rational> costs;
        for (auto& item : items) {
            item.push_back({0, 0, 0, Rational(0)});
            for (int b = 0; b < 3; ++b) item.push_back({pick(1, 9), pick(1, 9), 0, Rational(0)});
            costs.push_back(pick(1, 5));
        }
        const Rational gap = pick(1, 24);
        Rational best = -1;
        for (const Way& a : items[0]) {
            for (const Way& b : items[1]) {
                for (const Way& d : items[2]) {
                    const Rational cost = costs[0] * a.start + costs[1] * b.start + costs[2] * d.start;
                    if (a.jump + b.jump + d.jump >= gap && (best < 0 || cost < best)) best = cost;
                }
            }
        }
        const auto mix = cheapest_mix(items, costs, gap);
        ASSERT_EQ(mix.has_value(), best >= 0) << n;
        EXPECT_EQ(mix ? mix->cost : -1, best) << n;
    }
}

}  // namespace
}  // namespace yuanheng::scoring
