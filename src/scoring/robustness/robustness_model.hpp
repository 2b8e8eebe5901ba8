#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scoring/robustness/robustness.hpp"
#include "scoring/robustness/robustness_random.hpp"
#include "scoring/run/robustness_kernel.hpp"

namespace yuanheng::scoring {

/// The assumptions of one variant of a track's evaluation.
struct Variant {
    std::vector<double> weights;  ///< of the indicators, then of the pillars
    std::vector<double>
        scales;      ///< per indicator: what x is multiplied by, that is 1 / (change of the base value)
    double cap = 0;  ///< used where `capped`
    bool capped = false;
    /// Relative error of the value of an indicator: exp of a normal with this σ, or 1 + uniform of this
    /// half-width; the error of row r and indicator i is number (r, i) of the stream (seed, noise).
    std::vector<double> errors;  ///< per indicator; empty: none
    bool lognormal = true;
    std::uint64_t seed = 0, noise = 0;
};

/// One track of an official run in doubles, ready to be evaluated again and again under other assumptions. At
/// the official assumptions every total is the official one, before Track::total_places.
///
/// An item's share of full marks is t(x) = A + (t₀ − A)·s for x → s·x, where t₀ is its official value before
/// cap and floor and A the value at x = 0: every affine transform is of this form. Steps are looked up again;
/// percentile ranks and z-scores do not depend on a base value and stay.
class VariantModel {
public:
    VariantModel(const Run& run, int track, int threads);

    int track() const { return track_; }
    /// Rows of the data, ranked ones first in official order, then the scored ones that are not ranked.
    const std::vector<std::uint32_t>& rows() const { return rows_; }
    std::size_t ranked() const { return ranked_; }
    std::size_t indicators() const { return columns_.size(); }
    /// The official assumptions.
    Variant official() const;
    /// Weights rescaled so that the children of every node keep their sum.
    void restore_sums(std::vector<double>& weights) const;
    /// Of the root, then of each pillar: indices into Variant::weights.
    const std::vector<std::vector<int>>& children() const { return children_; }

    /// Totals of the ranked rows into `totals`, in the order of rows().
    void evaluate(const Variant& variant, std::span<double> totals) const;
    /// The same by the plain reading of the rules, row by row: what evaluate() is tested against, and what it
    /// uses for trees, steps and data errors. `values` is working memory for one number per weight.
    double total(const Variant& variant, std::span<const double> means, std::size_t i,
                 std::span<double> values) const;
    /// Per indicator the mean of t over who has a value: what the rule "mean" gives. Zero where no one asks
    /// for it.
    std::vector<double> means(const Variant& variant) const;

private:
    enum class Kind : std::uint8_t { affine, steps, fixed };
    enum class Source : std::uint8_t { value, constant, mean, cap, redistribute };
    struct StepUp {
        double from, t;
        bool exclusive;
    };
    struct Column {
        Kind kind = Kind::affine;
        double low = 0, high = 0;     ///< floor and cap of t, infinite where there is none
        std::vector<double> t;        ///< t₀, or x for steps; NaN where there is no value
        std::vector<double> origins;  ///< A
        std::vector<Source> source;   ///< where t comes from
        std::vector<double> given;    ///< official t where it does not come from a value
        std::vector<double> factor;   ///< a coefficient on the indicator; empty: 1 for everybody
        std::vector<StepUp> steps;
        bool uses_mean = false;
        bool one_origin = true;  ///< A is `origin` for all rows
        double origin = 0;
        Source fill = Source::constant;  ///< what the block loop puts where there is no value …
        double filling = 0;              ///< … a constant, or the official cap
    };

    void read(const Scheme& scheme, std::size_t i, const Derivation& d);
    void prepare();
    double item(const Variant& v, std::span<const double> means, std::size_t j, std::size_t i) const;
    double noise(const Variant& v, std::size_t j, std::size_t i) const;
    ColumnReading reading(const Variant& v, std::size_t j, double mean) const;

    const Track* definition_;
    int track_;
    std::vector<std::vector<int>> children_;
    std::vector<double> weights_;  ///< official
    std::vector<std::uint32_t> rows_;
    std::size_t ranked_ = 0;
    std::vector<Column> columns_;
    std::vector<double> share_, offset_;  ///< total = share·base + offset
    std::vector<std::uint32_t> special_;  ///< ranked rows that the block loop does not cover
    bool blockwise_ = false;
};

}  // namespace yuanheng::scoring
