#pragma once

#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

/// Whether the formula names what only a run gives: value_…, score_…, total, rank or grade.
bool names_results(const Formula& formula, const Scheme& scheme);

/// Every value_… and score_… that the formula names, of one derivation; absent where it is another track's.
formula::Computed scores_named(const Formula& formula, const Scheme& scheme, const Track& track,
                               const Derivation& derivation);

/// Everything the formula names besides inputs, for one row as the run stands; absent where the row has none
/// of it.
formula::Computed results_named(const Formula& formula, const Run& run, std::size_t row);

}  // namespace yuanheng::scoring
