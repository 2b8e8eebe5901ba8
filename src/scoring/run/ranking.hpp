#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/exact.hpp"

namespace yuanheng::scoring {

/// Rows in exact order.
struct Ranking {
    std::vector<std::uint32_t> order;  ///< best first; equal ones by row
    std::vector<std::uint32_t> ties;  ///< ascending: the positions i for which order[i] equals order[i − 1]
    std::size_t exact_decisions = 0;  ///< rows that doubles could not place
};

/// Exact three-way comparison of two rows: less means a stands before b.
using ExactOrder = std::function<std::weak_ordering(std::uint32_t a, std::uint32_t b)>;
/// Called once with all rows that doubles could not place, before they are compared: exact values are
/// computed there, each once, and by all threads.
using DoubtfulRows = std::function<void(std::span<const std::uint32_t>)>;

/// Sorts rows by `key` (greater first). Rows whose keys the bounds separate are placed by the doubles; the
/// others form clusters, which `exact` orders. Every key must be finite, or −infinity with bound 0 ("absent,
/// last"). O(n) radix passes over quantised keys, then O(c log c) exact comparisons for a cluster of c rows.
Ranking rank(std::span<const std::uint32_t> rows, const std::vector<Approximation>& keys,
             const ExactOrder& exact, const DoubtfulRows& prepare, int threads);

}  // namespace yuanheng::scoring
