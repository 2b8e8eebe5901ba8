#pragma once

#include <vector>

#include "scoring/run/ranking.hpp"
#include "scoring/run/scorer.hpp"

namespace yuanheng::scoring {

/// Exact order and grades of one track.
struct Standing {
    Ranking ranking;
    std::vector<std::uint32_t> rank;  ///< as ranking.order: from 1, equal for ties
    std::vector<std::int8_t> grade;   ///< as ranking.order; −1: none
    std::vector<std::uint32_t>
        group;  ///< as ranking.order: which quota group (0 where grades are not by group)
    std::vector<CutTie> cut_ties;
};

/// Ranks the track's ranked rows and grades them by the track's rule.
Standing stand(const Scorer& scorer, const std::vector<Approximation>& totals, int threads);

/// Which quota group each ranked row of `order` is in: one each for the texts with enough members, one (0)
/// for all others. `group_of_rows` becomes the number of `rows`, the population that quotas are shares of, in
/// each group.
std::vector<std::uint32_t> quota_groups(const Scorer& scorer, const std::vector<std::uint32_t>& order,
                                        const std::vector<std::uint32_t>& rows,
                                        std::vector<std::size_t>& group_of_rows);

/// How many of so many a share is, rounded exactly; none where it is negative.
std::size_t places(const Rational& share, std::size_t of, Rounding rounding);

/// Sizes of the slots of a quota for `n` places: how many get each grade, best first, `rest` included. Cut
/// points (or counts) are rounded exactly; shares from the bottom give way to those from the top.
std::vector<std::size_t> quota_sizes(const Grading& grading, std::size_t n, std::size_t denominator);

}  // namespace yuanheng::scoring
