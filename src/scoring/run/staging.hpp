#pragma once

#include <vector>

#include "scoring/run/grading.hpp"

namespace yuanheng::scoring {

/// Whether a stage lifts those it takes above who is left to `rest`.
inline bool lifts(const Grading& grading, const Stage& stage) { return stage.grade < grading.rest; }

/// Which side of a cut its equals go to, all of them; neither: they stay where their order puts them.
enum class Side : std::uint8_t { taken, left, neither };

/// What the tie policy says of equals across a cut of a stage: "better" takes them where the stage lifts and
/// leaves them where it lowers, "worse" the other way round.
inline Side side_of_equals(const Grading& grading, const Stage& stage) {
    if (grading.ties == TiePolicy::order) return Side::neither;
    return (grading.ties == TiePolicy::better) == lifts(grading, stage) ? Side::taken : Side::left;
}

/// A cut before place `at` of a list, and the run of equals [first, end) that it parts, if any.
struct Parting {
    std::size_t at = 0, first = 0, end = 0;
    bool parts() const { return first < end; }
    /// Where the cut lies when its equals are kept together; `above`: what is taken stands before the cut.
    std::size_t settled(Side equals, bool above) const {
        if (equals == Side::neither) return at;
        return (equals == Side::taken) == above ? end : first;
    }
};
/// `same(i)`: whether place i equals place i − 1.
template <typename Same>
Parting parting(std::size_t at, std::size_t n, const Same& same) {
    Parting out{at, at, at};
    if (at == 0 || at >= n || !same(at)) return out;
    while (out.first > 0 && same(out.first)) --out.first;
    while (out.end < n && same(out.end)) ++out.end;
    return out;
}

/// 两段式: grades the ranked rows of `standing` by the stages of the scheme, in each quota group by itself;
/// `denominators` are the numbers that shares are of, one a group. What became of equals across a cut goes to
/// standing.cut_ties.
void grade_by_stages(const Scorer& scorer, Standing& standing, const std::vector<std::size_t>& denominators,
                     int threads);

}  // namespace yuanheng::scoring
