#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

/// One line of the list for an executing department.
struct MeasureLine {
    int measure = -1;
    std::uint32_t row = 0;
    std::string grade;        ///< grade whose measure applies
    bool managed_as = false;  ///< not graded, but managed as that grade (never counted as it)
    int consecutive = 0;      ///< this is the n-th consecutive year with one of the measure's grades; ≥ 1
    std::optional<Rational> rate;    ///< of that year; absent where the measure has no amount
    std::optional<Rational> base;    ///< value of the measure's formula, for example electricity used
    std::optional<Rational> amount;  ///< rate × base, in the measure's money unit
    bool base_missing = false;       ///< the measure has an amount but the base is absent: to be completed
    bool superseded = false;         ///< a larger measure of the same stack applies instead
};

struct MeasureOptions {
    /// Whether a year without a grade (exempt, absent) breaks the series. By default it neither counts nor
    /// resets.
    bool gaps_reset = false;
    /// Measures of one department and one unit do not add up: the largest applies ("就高不叠加").
    bool stack_largest = true;
};

/// The measures that follow from the run's final grades, by measure, then row. The number of consecutive
/// years comes from the scheme's history table: this year, and back from it every year with one of the
/// measure's grades; a year with another grade ends the series. Measures in force only; the platform makes
/// lists, it does not bill.
std::vector<MeasureLine> measures(const Run& run, const MeasureOptions& options = {});

/// Sum of the amounts that apply, and the number of lines that apply, for one measure.
struct MeasureTotal {
    std::size_t lines = 0;
    Rational amount;
};
std::vector<MeasureTotal> measure_totals(const Run& run, const std::vector<MeasureLine>& lines);

}  // namespace yuanheng::scoring
