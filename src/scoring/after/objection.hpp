#pragma once

#include <string>
#include <vector>

#include "scoring/after/simulate.hpp"
#include "scoring/data/correction.hpp"

namespace yuanheng::scoring {

/// The consequences of corrections, computed twice.
struct Objection {
    Evaluation after;  ///< everyone evaluated again, on the new version of the data
    std::vector<CorrectedCell> cells;
    Difference difference;  ///< everyone who would move
    /// With published base values and cut scores frozen (the lowest published total of each grade): only the
    /// objectors can move.
    std::vector<Move> frozen_moves;
    std::vector<std::string> bystanders;  ///< codes that would move although they did not object
};

/// Errors as corrected() and run().
Checked<Objection> object(const Evaluation& official, const std::vector<Correction>& corrections,
                          const RunOptions& options = {});

}  // namespace yuanheng::scoring
