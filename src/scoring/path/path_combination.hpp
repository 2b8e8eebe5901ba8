#pragma once

#include "scoring/path/path.hpp"

namespace yuanheng::scoring {

/// The fraction, or for an irrational number one that agrees with it to forty decimals.
Rational fraction(const Exact& e);

/// One indicator's way up, in units of improvement (the direction that brings points): first `start` units
/// that bring `jump` points, then `slope` points a unit for at most `room` units.
struct Way {
    Rational start, jump, slope;
    std::optional<Rational> room;  ///< absent: without end
};

/// The cheapest units of improvement per item that bring `gap` points in all. Exact: within one choice of a
/// way for each item the cost is linear, so the cheapest points are bought first; all choices are tried.
/// Absent where no mix is enough.
struct Mix {
    std::vector<Rational> units;
    Rational cost;
};
std::optional<Mix> cheapest_mix(const std::vector<std::vector<Way>>& items,
                                const std::vector<Rational>& costs, const Rational& gap);

/// Ways of one indicator of a row: staying as it is comes first. Empty where it cannot be changed.
std::vector<Way> ways(const Run& run, const Derivation& derivation, int indicator);

/// The cheapest combination of changes of indicators, rounded up to their steps, with which the row's total
/// reaches `needed` while the others' results stay. Tracks whose total is a plain sum only.
Combination cheapest(const Run& run, std::size_t row, const Exact& needed, bool inclusive,
                     const PathOptions& options);
/// The same for one indicator alone.
SingleChange indicator_alone(const Run& run, std::size_t row, int indicator, const Exact& needed,
                             bool inclusive, const PathOptions& options);

}  // namespace yuanheng::scoring
