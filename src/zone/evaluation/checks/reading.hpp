#pragma once

#include "scoring/after/gate.hpp"
#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

/// Whether every department's table was read, and every row and known column in it taken.
bool read_whole(const IntakeReport& report);

/// Adds to the gate what the reading of the data found: a file that could not be read, rows and columns that
/// were left out close it, with the file and their number. `of` says of which year; empty for this year.
void check_reading(const IntakeReport& report, const Label& of, scoring::Gate& gate);

}  // namespace yuanheng::evaluation
