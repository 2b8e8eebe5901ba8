#pragma once

#include <memory>
#include <span>
#include <vector>

#include "scoring/run/item.hpp"

namespace yuanheng::scoring {

/// Scores the rows of one track: doubles with their bounds for everyone, and exact numbers for whoever needs
/// them. Refers to the scheme and the data it was made for.
class Scorer {
public:
    static Result<std::shared_ptr<const Scorer>> make(const Scheme& scheme, int track, Members now,
                                                      std::unique_ptr<const Members> previous, int threads);
    Scorer(const Scorer&) = delete;
    Scorer& operator=(const Scorer&) = delete;

    const Members& members() const { return now_; }
    const Item& item(std::size_t indicator) const { return *items_[indicator]; }
    /// Totals of the scored rows into `totals` (by row of the data), every bound finite. Returns how many
    /// rows took the exact way. Errors: an item missing whose rule is refuse, a mean of an item that nobody
    /// has.
    Checked<std::size_t> score(std::vector<Approximation>& totals, int threads) const;
    /// Every point of a scored row.
    Derivation derive(std::uint32_t row) const { return derive(row, *now_.data); }
    /// The same with the row's values taken from `data`, while base values and means stay those of this run:
    /// a what-if for one enterprise with the others' results as they are.
    Derivation derive(std::uint32_t row, const Dataset& data) const;
    /// derive(row).total, sooner where it is a plain weighted sum.
    Exact total(std::uint32_t row) const;
    /// Mean of t over those who have the indicator by value: what the missing rule "mean" gives.
    /// Precondition: somebody has it.
    Exact mean_of(std::size_t indicator) const { return means_[indicator].exact(); }
    bool anybody_has(std::size_t indicator) const;
    /// What the adjustments make of a row, apart from the base: total = base·coefficient·(1 + ratio) +
    /// points.
    struct Adjusting {
        Exact coefficient = 1, ratio = 0, points = 0;
    };
    Adjusting adjusting(std::uint32_t row, const Dataset& data,
                        std::vector<AdjustmentDerivation>* told = nullptr) const;
    bool has_adjustments() const { return !adjustments_.empty(); }
    const Scheme& scheme() const { return *scheme_; }
    const Track& track() const { return *track_; }

private:
    Scorer(const Scheme& scheme, int track, Members now, std::unique_ptr<const Members> previous);
    void settle(Derivation& into) const;
    /// The row's items and their sum, without adjustments but, where `adjusted`, the coefficients that act on
    /// single items. What adjustments may name is not adjusted.
    Derivation items_of(std::uint32_t row, const Dataset& data, bool adjusted) const;
    void aggregate(Derivation& into, const Dataset& data, bool adjusted) const;
    AdjustmentDerivation adjustment(std::size_t index, std::uint32_t row, const Dataset& data) const;
    /// Whether a total is a weighted sum of affine or stepwise items: what score_blocks computes.
    bool blockwise() const;
    Checked<std::size_t> score_exactly(std::vector<Approximation>& totals, int threads) const;

    const Scheme* scheme_;
    const Track* track_;
    Members now_;
    std::unique_ptr<const Members> previous_;
    std::vector<std::unique_ptr<const Item>> items_;
    std::vector<std::size_t> adjustments_;  ///< those of this track
    bool look_back_ = false;                ///< whether any of them names value_… or score_…
    std::vector<Parameter> means_;          ///< per indicator
};

/// Totals by blocks of rows in doubles (block_kernel.cpp). Rows it cannot bound get an infinite bound.
/// `refused` lists rows with an item that is missing and whose rule is refuse.
void score_blocks(const Scorer& scorer, std::vector<Approximation>& totals,
                  std::vector<std::uint32_t>& refused, int threads);

}  // namespace yuanheng::scoring
