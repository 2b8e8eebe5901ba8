#pragma once

#include <vector>

#include "scheme/scheme.hpp"
#include "scoring/data/dataset.hpp"

namespace yuanheng::scoring {

/// A number formula for every row of the data: NaN where absent; every bound finite (rows that the block
/// reader leaves open are read exactly).
std::vector<Approximation> approximate(const Formula& formula, const Scheme& scheme, const Dataset& data,
                                       int threads);

}  // namespace yuanheng::scoring
