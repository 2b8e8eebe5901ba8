#pragma once

#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

/// Compares this year's values with last year's: one that is about 1 000 or 10 000 times as large or as small
/// was most likely given in another unit than its column says (元 for 万元, kWh for 万kWh). Adds a warning
/// for each to `now.report`, with the cell, both values and the likely unit; the values stay as they are.
void check_jumps(const scoring::Scheme& scheme, Intake& now, const Intake& previous);

}  // namespace yuanheng::evaluation
