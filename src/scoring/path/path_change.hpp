#pragma once

#include "scoring/path/path.hpp"

namespace yuanheng::scoring {

/// The resolution of an indicator's change: what the options say, else three significant digits of its value
/// (of its base value where that is 0), a hundredth of a per cent for shares, and a hundredth at most.
Rational step_of(const PathOptions& options, const Indicator& indicator, const ItemDerivation& now);
/// The same of an input. People are counted in whole ones.
Rational step_of(const PathOptions& options, const formula::Field& input, const Rational& now);

/// Which way an input should go, as the scheme declares it; else by the indicators that read it: up where it
/// is the numerator of one that should be higher, down of one that should be lower. What only divides is used
/// up and may become less (land, energy, emissions), except money and people: they are the size of the
/// enterprise. `any` where indicators disagree.
Direction direction_of(const Scheme& scheme, int input);

}  // namespace yuanheng::scoring
