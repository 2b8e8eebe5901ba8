#pragma once

#include <cstdint>
#include <vector>

#include "scheme/scheme.hpp"
#include "scoring/data/dataset.hpp"

namespace yuanheng::scoring {

enum class Truth : std::uint8_t { no, yes, unknown };

/// The condition for every row, decided exactly. Formulas that use computed fields are not for this function.
std::vector<Truth> truths(const Formula& condition, const Scheme& scheme, const Dataset& data, int threads);

/// Where an enterprise stands before anything is scored: track, state, and the rule that decided.
struct Membership {
    std::vector<std::int8_t> track;  ///< −1: in none
    std::vector<State> state;
    std::vector<std::int16_t> reason;  ///< participation rule; −1: the default
};

Membership participate(const Scheme& scheme, const Dataset& data, int threads);

}  // namespace yuanheng::scoring
