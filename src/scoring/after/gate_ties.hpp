#pragma once

#include <vector>

#include "scoring/after/gate.hpp"

namespace yuanheng::scoring {

/// What the run did with equal enterprises of a track: who is tied in rank, and for every kind of cut that
/// they stood across, what became of them. Told from the run's record and its initial grades, not from the
/// scheme's tie policy.
std::vector<GateLine> tie_lines(const Run& run, std::size_t track);

}  // namespace yuanheng::scoring
