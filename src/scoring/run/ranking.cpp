#include "scoring/run/ranking.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

#include "scoring/data/parallel.hpp"

namespace yuanheng::scoring {

namespace {

/// A row with its key, reduced to 32 bits that keep the order of doubles (not strictly: equal bits may hide a
/// difference, which the second stage restores).
struct Quantised {
    std::uint32_t key;
    std::uint32_t row;
};

constexpr unsigned kDigit = 8;  ///< few enough buckets that the pages being written to stay mapped
constexpr std::size_t kBuckets = std::size_t{1} << kDigit;

/// One stable counting pass over one digit, on two halves at a time so that two cores share it.
void counting_pass(std::span<const Quantised> from, Quantised* to, unsigned shift, int threads) {
    constexpr std::size_t kParts = 2;
    const std::size_t n = from.size();
    std::array<std::vector<std::uint32_t>, kParts> counts;
    const auto begin = [&](std::size_t part) { return part * n / kParts; };
    for_pieces(kParts, 1, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t part = first; part < last; ++part) {
            counts[part].assign(kBuckets, 0);
            for (std::size_t i = begin(part); i < begin(part + 1); ++i) {
                ++counts[part][(from[i].key >> shift) & (kBuckets - 1)];
            }
        }
    });
    std::uint32_t at = 0;
    for (std::size_t bucket = 0; bucket < kBuckets; ++bucket) {
        for (auto& count : counts) {
            const std::uint32_t c = count[bucket];
            count[bucket] = at;
            at += c;
        }
    }
    for_pieces(kParts, 1, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t part = first; part < last; ++part) {
            auto& offset = counts[part];
            for (std::size_t i = begin(part); i < begin(part + 1); ++i) {
                to[offset[(from[i].key >> shift) & (kBuckets - 1)]++] = from[i];
            }
        }
    });
}

/// Rows by quantised key, best first; equal keys by row.
struct Sorted {
    std::unique_ptr<Quantised[]> rows;  ///< keys ascend
    bool coarse;  ///< whether bounds are so small that keys two apart are certainly in order
};

struct Spread {
    double low = std::numeric_limits<double>::infinity(), high = -low, bound = 0;
};

Spread spread(std::span<const std::uint32_t> rows, const std::vector<Approximation>& keys, int threads) {
    constexpr std::size_t kRowsAtATime = 1 << 15;
    std::vector<Spread> pieces((rows.size() + kRowsAtATime - 1) / kRowsAtATime);
    for_pieces(pieces.size(), 1, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t piece = first; piece < last; ++piece) {
            Spread s;
            for (std::uint32_t row : rows.subspan(
                     piece * kRowsAtATime, std::min(kRowsAtATime, rows.size() - piece * kRowsAtATime))) {
                const Approximation key = keys[row];
                if (std::isinf(key.value)) continue;
                s.low = std::min(s.low, key.value);
                s.high = std::max(s.high, key.value);
                s.bound = std::max(s.bound, key.bound);
            }
            pieces[piece] = s;
        }
    });
    Spread all;
    for (const Spread& s : pieces) {
        all = {std::min(all.low, s.low), std::max(all.high, s.high), std::max(all.bound, s.bound)};
    }
    return all;
}

Sorted sort_by_key(std::span<const std::uint32_t> rows, const std::vector<Approximation>& keys, int threads) {
    const std::size_t n = rows.size();
    const Spread all = spread(rows, keys, threads);
    const double span = all.high - all.low;
    // A span so small that the scale overflows leaves everything to the second stage.
    const double wanted = span > 0 ? 4294967290.0 / span : 0;
    const double scale = std::isfinite(wanted) ? wanted : 0;
    auto a = std::make_unique_for_overwrite<Quantised[]>(n);  // every element is written before it is read
    auto b = std::make_unique_for_overwrite<Quantised[]>(n);
    for_pieces(n, 1 << 15, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const double value = keys[rows[i]].value;
            // Descending: the best key becomes the smallest code; −infinity the largest.
            const std::uint32_t code =
                std::isinf(value) ? 0xffffffffu : static_cast<std::uint32_t>((all.high - value) * scale);
            a[i] = {code, rows[i]};
        }
    });
    for (unsigned shift = 0; shift < 32; shift += kDigit) {
        counting_pass({a.get(), n}, b.get(), shift, threads);
        a.swap(b);
    }
    // Keys two apart stand for values more than half a step of 1/scale apart, however the three roundings
    // fell out.
    return {std::move(a), all.bound * scale < 0.125};
}

/// separate[i]: every row before i is certainly greater than every row from i on.
std::vector<bool> certain_cuts(std::span<const std::uint32_t> order, const std::vector<Approximation>& keys) {
    const std::size_t n = order.size();
    std::vector<double> reach(n + 1,
                              -std::numeric_limits<double>::infinity());  // max of value + bound from i on
    for (std::size_t i = n; i-- > 0;) {
        const Approximation& key = keys[order[i]];
        reach[i] = std::max(reach[i + 1], key.value + key.bound);
    }
    std::vector<bool> cut(n + 1, true);
    double floor = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < n; ++i) {
        const Approximation& key = keys[order[i - 1]];
        floor = std::min(floor, key.value - key.bound);
        // value ± bound are rounded themselves: one ulp of slack on either side.
        const double slack = 0x1p-52 * (std::fabs(floor) + std::fabs(reach[i]));
        cut[i] = floor - slack > reach[i] || (std::isinf(reach[i]) && !std::isinf(floor));
    }
    return cut;
}

/// A stretch of the order that the bounds leave open.
struct Cluster {
    std::size_t from, to;
};

/// Sorts the rows [from, to) of the order by their doubles and appends the clusters among them. Precondition:
/// nobody outside belongs between them.
void find_clusters(std::vector<std::uint32_t>& order, std::size_t from, std::size_t to,
                   const std::vector<Approximation>& keys, std::vector<Cluster>& clusters) {
    const std::span<std::uint32_t> rows(order.data() + from, to - from);
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t x, std::uint32_t y) {
        return keys[x].value != keys[y].value ? keys[x].value > keys[y].value : x < y;
    });
    const std::vector<bool> cut = certain_cuts(rows, keys);
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t j = i + 1;
        while (j < rows.size() && !cut[j]) ++j;
        if (j - i > 1) clusters.push_back({from + i, from + j});
        i = j;
    }
}

void decide(Ranking& out, const std::vector<Cluster>& clusters, const ExactOrder& exact,
            const DoubtfulRows& prepare) {
    std::vector<std::uint32_t> doubtful;
    for (const Cluster& c : clusters) {
        doubtful.insert(doubtful.end(), out.order.begin() + static_cast<std::ptrdiff_t>(c.from),
                        out.order.begin() + static_cast<std::ptrdiff_t>(c.to));
    }
    out.exact_decisions = doubtful.size();
    if (!doubtful.empty()) prepare(doubtful);
    for (const Cluster& c : clusters) {
        const std::span<std::uint32_t> rows(out.order.data() + c.from, c.to - c.from);
        std::sort(rows.begin(), rows.end(), [&](std::uint32_t x, std::uint32_t y) {
            const std::weak_ordering order = exact(x, y);
            return order != 0 ? order < 0 : x < y;
        });
        for (std::size_t k = 1; k < rows.size(); ++k) {
            if (exact(rows[k - 1], rows[k]) == 0) out.ties.push_back(static_cast<std::uint32_t>(c.from + k));
        }
    }
}

}  // namespace

Ranking rank(std::span<const std::uint32_t> rows, const std::vector<Approximation>& keys,
             const ExactOrder& exact, const DoubtfulRows& prepare, int threads) {
    const Sorted sorted = sort_by_key(rows, keys, threads);
    const std::size_t n = rows.size();
    Ranking out;
    out.order.resize(n);
    for_pieces(n, 1 << 15, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) out.order[i] = sorted.rows[i].row;
    });
    std::vector<Cluster> clusters;
    if (!sorted.coarse) find_clusters(out.order, 0, n, keys, clusters);
    for (std::size_t i = 0; i < n && sorted.coarse;) {
        std::size_t j = i + 1;
        while (j < n && sorted.rows[j].key - sorted.rows[j - 1].key < 2) ++j;
        if (j - i > 1) find_clusters(out.order, i, j, keys, clusters);
        i = j;
    }
    decide(out, clusters, exact, prepare);
    return out;
}

}  // namespace yuanheng::scoring
