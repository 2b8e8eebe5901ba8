#pragma once

#include <vector>

#include "scoring/run/grading.hpp"
#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

/// Applies the scheme's overrides and the manual changes to the grades of `run`, in the order of their
/// phases, and fills places again where an override says so. Errors: a manual change for an unknown
/// enterprise or grade.
Checked<void> apply_overrides(Run& run, const std::vector<Standing>& standings, int threads);

}  // namespace yuanheng::scoring
