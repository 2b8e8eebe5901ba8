#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scoring/run/run.hpp"
#include "scoring/run/staging.hpp"

namespace yuanheng::scoring {

/// The grade that overrides and manual changes make of another initial grade, acting as they did in the
/// official run: what set a grade sets it again, shifts shift by the same number of grades, limits limit.
/// `applied` are the row's entries of Run::applied.
std::int8_t replay(const Run& run, std::span<const Applied> applied, std::int8_t initial, std::size_t grades);
/// The row's entries of Run::applied.
std::span<const Applied> applied_to(const Run& run, std::uint32_t row);

/// Ranks and grades the ranked rows of one track by totals in doubles, with the official numbers of places.
class VariantGrader {
public:
    VariantGrader(const Run& run, int track);

    /// Working memory, one a thread.
    struct Scratch {
        std::vector<std::uint32_t> keys, order, other, position;
        std::vector<std::uint32_t> rank;  ///< result: per row in official order, from 1, equal for ties
        std::vector<std::int8_t> grade;   ///< result: final grades, the same order
        std::vector<double> rounded;      ///< totals, where the track rounds them
    };
    /// `totals` in official order, all finite, before Track::total_places. O(n).
    void grade(std::span<const double> totals, Scratch& work) const;

private:
    void grade_rounded(std::span<const double> totals, Scratch& work) const;
    void sort(std::span<const double> totals, Scratch& work) const;
    bool tied(std::span<const double> totals, std::uint32_t a, std::uint32_t b) const;
    void by_quota(std::span<const double> totals, Scratch& work) const;
    void by_score(std::span<const double> totals, Scratch& work) const;
    struct Pool {
        const Stage* stage = nullptr;
        Side equals = Side::neither;
        std::vector<std::size_t> size, take;  ///< per group: of the pool, and how many get the grade
        std::vector<std::uint32_t>
            place;  ///< per row: where it stands by the stage's own order, equals alike
    };
    void staged(std::span<const double> totals, Scratch& work) const;
    void choose(const Pool& pool, std::size_t take, std::vector<std::uint32_t>& from, Scratch& work) const;

    const Grading* grading_;
    std::optional<int> places_;  ///< that totals are rounded to
    Rounding rounding_ = Rounding::half_up;
    std::size_t n_ = 0;
    bool by_total_ = true;
    std::vector<std::uint32_t> official_;  ///< official rank
    std::vector<std::int8_t> initial_;     ///< official initial grade
    std::vector<std::uint32_t> group_;     ///< quota group of each row
    std::size_t groups_ = 1;
    std::vector<std::vector<std::int8_t>> slots_;  ///< per group: grade of each place
    std::vector<double> cuts_;                     ///< thresholds
    std::vector<Pool> pools_;
    std::vector<std::vector<std::int8_t>> final_;  ///< per row with overrides: final grade by initial grade
    std::vector<std::int32_t> overridden_;         ///< per row: index into final_, −1: none
};

}  // namespace yuanheng::scoring
