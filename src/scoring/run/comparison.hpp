#pragma once

#include <compare>
#include <span>
#include <unordered_map>
#include <vector>

#include "scoring/run/scorer.hpp"

namespace yuanheng::scoring {

/// Compares rows of a track by the total and the scheme's keys; totals are computed beforehand.
class Comparison {
public:
    Comparison(const Scorer& scorer, const std::vector<OrderKey>& keys, bool by_total)
        : scorer_(scorer), keys_(keys), by_total_(by_total) {}

    void prepare(std::span<const std::uint32_t> rows, int threads);
    /// Less: a stands before b.
    std::weak_ordering operator()(std::uint32_t a, std::uint32_t b) const;

private:
    formula::Value read(const Formula& f, std::uint32_t row) const;

    const Scorer& scorer_;
    const std::vector<OrderKey>& keys_;
    bool by_total_;
    std::unordered_map<std::uint32_t, Exact> totals_;
};

/// A formula as a key that sorts greater first, for every row of the data; absent is −∞.
std::vector<Approximation> sort_keys(const OrderKey& key, const Scorer& scorer, int threads);

}  // namespace yuanheng::scoring
