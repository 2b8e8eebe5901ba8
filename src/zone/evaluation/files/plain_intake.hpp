#pragma once

#include <optional>
#include <string>
#include <vector>

#include "zone/evaluation/files/intake.hpp"

namespace yuanheng::evaluation {

/// Rows below which the ordinary way is fast enough.
inline constexpr std::size_t kManyRows = 100'000;

/// Reads large machine-made CSV files, each of a code column and numeric inputs under their codes, without
/// going through cells. Nothing where a file is anything else, or has anything to report: the ordinary way
/// then reads them all, and would give the same where this one gives a result.
std::optional<Intake> read_plain(const scoring::Scheme& scheme, const std::vector<std::string>& files);

}  // namespace yuanheng::evaluation
