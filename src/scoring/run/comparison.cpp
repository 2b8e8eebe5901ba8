#include "scoring/run/comparison.hpp"

#include <cmath>
#include <limits>

#include "formula/readers.hpp"
#include "scoring/data/parallel.hpp"
#include "scoring/run/approximate.hpp"

namespace yuanheng::scoring {

namespace {

using formula::Value;

/// Greater first (or smaller first), absent last.
std::weak_ordering by_value(const Value& a, const Value& b, bool descending) {
    const bool has_a = !formula::absent(a);
    const bool has_b = !formula::absent(b);
    if (!has_a || !has_b) return has_b <=> has_a;
    const std::strong_ordering order = std::get<Exact>(a) <=> std::get<Exact>(b);
    return descending ? 0 <=> order : order;
}

}  // namespace

void Comparison::prepare(std::span<const std::uint32_t> rows, int threads) {
    if (!by_total_) return;
    std::vector<std::pair<std::uint32_t, Exact>> totals(rows.size());
    for_pieces(rows.size(), kExactGrain, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) totals[i] = {rows[i], scorer_.total(rows[i])};
    });
    totals_ = {std::make_move_iterator(totals.begin()), std::make_move_iterator(totals.end())};
}

std::weak_ordering Comparison::operator()(std::uint32_t a, std::uint32_t b) const {
    if (by_total_) {
        const std::strong_ordering order = totals_.at(b) <=> totals_.at(a);
        if (order != 0) return order;
    }
    for (const OrderKey& key : keys_) {
        const std::weak_ordering order = by_value(read(key.formula, a), read(key.formula, b), key.descending);
        if (order != 0) return order;
    }
    return std::weak_ordering::equivalent;
}

Value Comparison::read(const Formula& f, std::uint32_t row) const {
    return formula::evaluate(f, scorer_.scheme().schema, scorer_.members().data->columns, row);
}

std::vector<Approximation> sort_keys(const OrderKey& key, const Scorer& scorer, int threads) {
    std::vector<Approximation> out =
        approximate(key.formula, scorer.scheme(), *scorer.members().data, threads);
    for (Approximation& a : out) {
        if (std::isnan(a.value)) {
            a = {-std::numeric_limits<double>::infinity(), 0};
        } else if (!key.descending) {
            a.value = -a.value;
        }
    }
    return out;
}

}  // namespace yuanheng::scoring
