#pragma once

#include <vector>

#include "base/exact.hpp"
#include "scheme/scheme.hpp"

namespace yuanheng::scoring {

/// Mean; precondition: not empty.
Exact mean(const std::vector<Exact>& values);
/// Middle value, or the mean of the two middle ones; precondition: not empty.
Exact median(std::vector<Exact> values);
/// Population standard deviation.
Exact standard_deviation(const std::vector<Exact>& values);
/// Order statistic at 1 + (n − 1)·p by linear interpolation (Hyndman & Fan 1996, type 7); values ascending.
Exact percentile(const std::vector<Exact>& ascending, const Rational& p);
/// Share of values below x plus half the share equal to it; values ascending, not empty.
Rational mid_rank(const std::vector<Exact>& ascending, const Exact& x);

/// Outlier treatment of the OECD/JRC Handbook on Constructing Composite Indicators (2008): a sample passes
/// when |G₁| ≤ limit or G₂ ≤ limit, the sample-adjusted skewness and excess kurtosis (Joanes & Gill 1998), as
/// the handbook's users and spreadsheets compute them; fewer than four values have no G₂ and pass. Until it
/// passes, the most extreme value on the side of the skew is set to the next one, at most max_points times;
/// if that does not help, the originals become ln(x − min + 1). Returns the treated values in the order
/// given.
std::vector<Exact> treat(const std::vector<Exact>& values, const Treatment& treatment);

/// Σ of doubles with their bounds, by compensated summation: the result's bound covers both.
Approximation sum(const std::vector<Approximation>& terms);
Approximation divide(const Approximation& a, const Approximation& b);

}  // namespace yuanheng::scoring
