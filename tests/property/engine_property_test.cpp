// The engine against the reference on random schemes and data, in shards that ctest runs beside one another.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <cstdlib>
#include <map>
#include <numeric>

#include "random_scheme.hpp"
#include "reference.hpp"

namespace yuanheng {
namespace {

constexpr int kShards = 8;

/// Schemes a shard: 400, 1 300 in ./run test full.
int cases() {
    static const char* const wanted = std::getenv("YUANHENG_SCHEMES");
    static const int count = wanted == nullptr ? 400 : std::atoi(wanted);
    return count;
}

scoring::Dataset shuffled(const scoring::Dataset& data, reference::Dice& dice) {
    std::vector<std::size_t> order(data.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = order.size(); i > 1; --i) {
        std::swap(order[i - 1], order[static_cast<std::size_t>(dice.below(static_cast<int>(i)))]);
    }
    scoring::Dataset result = data;
    for (std::size_t i = 0; i < order.size(); ++i) {
        result.codes[i] = data.codes[order[i]];
        result.names[i] = data.names[order[i]];
        for (std::size_t f = 0; f < data.columns.fields.size(); ++f) {
            if (data.columns.fields[f].values.empty()) continue;
            result.columns.fields[f].values[i] = data.columns.fields[f].values[order[i]];
        }
    }
    return result;
}

/// Everything a run says, to the last bit.
std::string serialised(const scoring::Run& run) {
    std::string text;
    for (std::size_t row = 0; row < run.outcomes.size(); ++row) {
        const auto& o = run.outcomes[row];
        text +=
            fmt::format("{:x} {:x} {} {} {} {} {} {}\n", std::bit_cast<std::uint64_t>(run.totals[row].value),
                        std::bit_cast<std::uint64_t>(run.totals[row].bound), o.rank, o.track,
                        static_cast<int>(o.state), o.reason, o.initial, o.grade);
    }
    for (const auto& order : run.order) text += fmt::format("{}\n", fmt::join(order, " "));
    for (const auto& a : run.applied)
        text += fmt::format("{} {} {} {}\n", a.row, a.override_index, a.before, a.after);
    return text;
}

std::string difference(const scoring::Run& run, const std::vector<reference::Row>& expected) {
    for (std::size_t r = 0; r < expected.size(); ++r) {
        const auto& a = run.outcomes[r];
        const auto& b = expected[r];
        if (a.track != b.track || a.state != b.state || a.reason != b.reason)
            return fmt::format("row {}: participation", r);
        if (b.total && run.total(r) != *b.total) {
            return fmt::format("row {}: total {} instead of {}", r, run.total(r).format(12),
                               b.total->format(12));
        }
        if (a.rank != b.rank) return fmt::format("row {}: rank {} instead of {}", r, a.rank, b.rank);
        if (a.initial != b.initial)
            return fmt::format("row {}: initial {} instead of {}", r, a.initial, b.initial);
        if (a.grade != b.grade) return fmt::format("row {}: grade {} instead of {}", r, a.grade, b.grade);
    }
    return "";
}

class Engine : public testing::TestWithParam<int> {};

TEST_P(Engine, EqualsTheReferenceForAnyOrderAndThreads) {
    int near_ties = 0, refused = 0, failures = 0;
    for (int number = 0; number < cases() && failures < 5; ++number) {
        const std::uint64_t seed =
            static_cast<std::uint64_t>(GetParam()) * 1'000'000 + static_cast<std::uint64_t>(number);
        SCOPED_TRACE(fmt::format("seed {}", seed));
        reference::Dice dice(seed);
        const std::string text = reference::random_scheme(dice);
        const auto scheme = scoring::load_scheme(text, "random.toml");
        ASSERT_TRUE(scheme) << describe(scheme.error(), Language::en) << text;
        const auto raw = reference::random_data(dice, *scheme);
        const auto data = scoring::sorted(raw), again = scoring::sorted(shuffled(raw, dice));
        const auto last = scoring::sorted(reference::random_data(dice, *scheme));
        const auto expected = reference::evaluate(*scheme, data, &last);
        std::string first;
        for (const int threads : {1, 2, 8}) {
            scoring::RunOptions options;
            options.threads = threads;
            options.previous = &last;
            const auto run = scoring::run(*scheme, threads == 1 ? data : again, options);
            if (run.has_value() != expected.has_value()) {
                ADD_FAILURE() << (run ? "the reference refuses: " + std::string(name(expected.error()))
                                      : "the engine refuses: " + describe(run.error(), Language::en))
                              << "\n"
                              << text;
                ++failures;
                break;
            }
            if (!run) {
                refused += threads == 1;
                continue;
            }
            if (threads == 1) {
                first = serialised(*run);
                const std::string other = difference(*run, *expected);
                if (!other.empty()) {
                    ADD_FAILURE() << other << "\n" << text;
                    ++failures;
                }
            } else {
                EXPECT_EQ(serialised(*run), first);
            }
        }
        if (!expected) continue;
        const auto doubles = reference::evaluate_in_doubles(*scheme, data, &last);
        if (!doubles) continue;
        for (std::size_t r = 0; r < expected->size(); ++r) {
            if ((*doubles)[r].grade == (*expected)[r].grade) continue;
            ++near_ties;
            break;
        }
    }
    fmt::print("{} cases, {} refused, {} where plain doubles give another grade\n", cases(), refused,
               near_ties);
    EXPECT_LT(refused, cases() / 4);
}

/// Four items of equal weight; rows are permutations of the same few values, so that totals are equal as
/// fractions and differ in doubles by the order of the sum.
std::string permutation_scheme(reference::Dice& dice) {
    const char* policies[] = {"better", "worse"};
    std::string text =
        "[scheme]\nid = \"p\"\nversion = \"1\"\ntitle = { zh = \"排列\" }\nperiod = \"2025\"\nas_of = "
        "2025-12-31\n"
        "[[sources]]\ntitle = \"made up\"\n";
    for (const char* input : {"a", "b", "c", "d"}) {
        text += fmt::format("[[inputs]]\ncode = \"x{}\"\nlabel = {{ zh = \"数{}\" }}\n", input, input);
    }
    text += "[[tracks]]\ncode = \"all\"\nlabel = { zh = \"全部\" }\n";
    for (const char* input : {"a", "b", "c", "d"}) {
        text += fmt::format(
            "[[tracks.indicators]]\ncode = \"i{}\"\nlabel = {{ zh = \"项{}\" }}\nformula = \"x{}\"\nweight = "
            "\"25\"\n"
            "benchmark = {{ kind = \"fixed\", value = \"0.7\" }}\ntransform = {{ kind = \"ratio\" "
            "}}\nmissing = \"zero\"\n",
            input, input, input);
    }
    return text + fmt::format(
                      "[tracks.grading]\nmethod = \"quota\"\ngrades = [\"A\", \"B\", \"C\"]\n"
                      "quotas = [{{ grade = \"A\", share = \"{}%\" }}, {{ grade = \"B\", share = \"30%\" "
                      "}}]\nrest = \"C\"\nties = \"{}\"\n",
                      10 + dice.below(50), policies[dice.below(2)]);
}

/// n rows; a sixth of them differ from the row before in one value, the others only in the order of the
/// values.
scoring::Dataset permutation_data(reference::Dice& dice, const scoring::Scheme& scheme, int n) {
    scoring::Dataset data;
    std::vector<double> values;
    for (int i = 0; i < 4; ++i) values.push_back((1 + dice.below(9999)) / 1000.0);
    data.columns.rows = static_cast<std::size_t>(n);
    data.columns.fields.resize(scheme.schema.fields.size());
    for (int row = 0; row < n; ++row) {
        data.codes.push_back(fmt::format("E{:06}", row));
        data.names.push_back(data.codes.back());
        if (dice.below(6) == 0) values[0] = (1 + dice.below(9999)) / 1000.0;
        for (std::size_t i = 3; i > 0; --i)
            std::swap(values[i], values[static_cast<std::size_t>(dice.below(static_cast<int>(i) + 1))]);
        for (std::size_t f = 0; f < 4; ++f) data.columns.fields[f].values.push_back(values[f]);
    }
    return data;
}

TEST_P(Engine, DecidesTiesThatPlainDoublesGetWrong) {
    int near_ties = 0;
    for (int number = 0; number < cases(); ++number) {
        reference::Dice dice(static_cast<std::uint64_t>(GetParam()) * 1'000'000 + 500'000 +
                             static_cast<std::uint64_t>(number));
        const auto scheme = scoring::load_scheme(permutation_scheme(dice), "permutation.toml");
        ASSERT_TRUE(scheme) << describe(scheme.error(), Language::en);
        const auto data = permutation_data(dice, *scheme, 4 + dice.below(20));
        const auto expected = reference::evaluate(*scheme, data, nullptr);
        const auto run = scoring::run(*scheme, data);
        ASSERT_TRUE(expected.has_value() && run.has_value());
        ASSERT_EQ(difference(*run, *expected), "") << number;
        const auto doubles = reference::evaluate_in_doubles(*scheme, data, nullptr);
        ASSERT_TRUE(doubles.has_value());
        for (std::size_t r = 0; r < expected->size(); ++r) {
            if ((*doubles)[r].grade == (*expected)[r].grade) continue;
            ++near_ties;
            break;
        }
    }
    fmt::print("{} cases of equal totals, {} where plain doubles give another grade\n", cases(), near_ties);
    EXPECT_GE(near_ties, cases() / 11) << "a tenth of them is expected";
}

/// Enough rows that every step of a run is cut into pieces for several threads.
TEST(ManyRows, GiveTheSameBytesForAnyOrderAndThreads) {
    reference::Dice dice(7);
    const auto scheme = scoring::load_scheme(permutation_scheme(dice), "permutation.toml");
    ASSERT_TRUE(scheme) << describe(scheme.error(), Language::en);
    const auto data = permutation_data(dice, *scheme, 70'000);
    std::string first;
    for (const int threads : {1, 2, 8}) {
        const auto again = scoring::sorted(shuffled(data, dice));
        scoring::RunOptions options;
        options.threads = threads;
        const auto run = scoring::run(*scheme, again, options);
        ASSERT_TRUE(run.has_value());
        if (first.empty()) first = serialised(*run);
        EXPECT_TRUE(serialised(*run) == first) << threads << " threads";
    }
}

INSTANTIATE_TEST_SUITE_P(Shard, Engine, testing::Range(0, kShards));

}  // namespace
}  // namespace yuanheng
