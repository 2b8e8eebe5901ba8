#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "scoring/path/path.hpp"

namespace yuanheng::scoring {

/// A run's scheme and data once more, with a number that can be added to some indicators of one row: how an
/// indicator changes on its own while everybody is evaluated again. Of a quotient the numerator changes (more
/// tax on the same land), so that base values that are Σ numerator ÷ Σ denominator follow.
class Shadow {
public:
    /// Absent where an indicator's formula cannot be extended (its names would be too long, too many nodes).
    static std::unique_ptr<Shadow> make(const Run& run, std::size_t row, const std::vector<int>& indicators);

    /// Adds `change` to the n-th of the indicators.
    void set(std::size_t n, const Rational& change);
    /// Everybody evaluated again. `refused` tells whether that failed.
    std::optional<std::int8_t> grade(const RunOptions& options, bool& refused) const;

private:
    Shadow() = default;

    std::size_t row_ = 0;
    int track_ = -1;
    Scheme scheme_;
    Dataset data_;
    std::optional<Dataset> previous_;
    std::vector<std::size_t> fields_;  ///< of the added numbers
};

/// Writes a number into one cell, exactly.
void put_number(formula::Column& column, std::size_t row, const Rational& value);

/// The row's grade when everybody is evaluated again; nothing where it has none in that track.
std::optional<std::int8_t> grade_again(const Scheme& scheme, const Dataset& data, std::size_t row, int track,
                                       const RunOptions& options, bool& refused);

}  // namespace yuanheng::scoring
