#pragma once

#include <random>
#include <string>

#include "scheme/scheme.hpp"
#include "scoring/data/dataset.hpp"

namespace yuanheng::reference {

/// Seeded choices; the same on every platform.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool chance(int percent) { return below(100) < percent; }
    template <typename T>
    T of(std::initializer_list<T> values) {
        return values.begin()[below(static_cast<int>(values.size()))];
    }

private:
    std::mt19937_64 engine_;
};

/// A valid scheme as its file would be.
std::string random_scheme(Dice& dice);
/// Data for it in a random order; many rows repeat another one with all figures multiplied, so that they tie
/// exactly.
scoring::Dataset random_data(Dice& dice, const scoring::Scheme& scheme);

}  // namespace yuanheng::reference
