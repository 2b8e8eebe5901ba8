#include "scoring/run/grading.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

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

/// Compares rows of a track by the total and the scheme's keys; totals are computed beforehand.
class Comparison {
public:
    Comparison(const Scorer& scorer, const std::vector<OrderKey>& keys, bool by_total)
        : scorer_(scorer), keys_(keys), by_total_(by_total) {}

    void prepare(std::span<const std::uint32_t> rows, int threads) {
        if (!by_total_) return;
        std::vector<std::pair<std::uint32_t, Exact>> totals(rows.size());
        for_pieces(rows.size(), kExactGrain, threads, [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) totals[i] = {rows[i], scorer_.total(rows[i])};
        });
        totals_ = {std::make_move_iterator(totals.begin()), std::make_move_iterator(totals.end())};
    }

    std::weak_ordering operator()(std::uint32_t a, std::uint32_t b) const {
        if (by_total_) {
            const std::strong_ordering order = totals_.at(b) <=> totals_.at(a);
            if (order != 0) return order;
        }
        for (const OrderKey& key : keys_) {
            const std::weak_ordering order =
                by_value(read(key.formula, a), read(key.formula, b), key.descending);
            if (order != 0) return order;
        }
        return std::weak_ordering::equivalent;
    }

private:
    Value read(const Formula& f, std::uint32_t row) const {
        return formula::evaluate(f, scorer_.scheme().schema, scorer_.members().data->columns, row);
    }

    const Scorer& scorer_;
    const std::vector<OrderKey>& keys_;
    bool by_total_;
    std::unordered_map<std::uint32_t, Exact> totals_;
};

/// A formula as a key that sorts greater first; absent is −∞.
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

Ranking ranked(const Scorer& scorer, const std::vector<Approximation>& totals, int threads) {
    const Grading& grading = scorer.track().grading;
    const bool by_total = grading.rank_by.empty();
    std::vector<OrderKey> keys = grading.rank_by;
    keys.insert(keys.end(), grading.tie_break.begin(), grading.tie_break.end());
    Comparison compare(scorer, keys, by_total);
    const auto exact = [&](std::uint32_t a, std::uint32_t b) { return compare(a, b); };
    const auto prepare = [&](std::span<const std::uint32_t> doubtful) { compare.prepare(doubtful, threads); };
    const std::vector<std::uint32_t>& rows = scorer.members().ranked;
    if (by_total) return rank(rows, totals, exact, prepare, threads);
    return rank(rows, sort_keys(grading.rank_by.front(), scorer, threads), exact, prepare, threads);
}

/// Positions [0, n) of one group, cut into slots; `ties` as in Ranking.
std::vector<std::int8_t> by_quota(const Grading& grading, std::size_t n, std::size_t denominator,
                                  const std::vector<std::uint32_t>& ties) {
    const std::vector<std::size_t> sizes = quota_sizes(grading, n, denominator);
    std::vector<std::int8_t> grade;
    grade.reserve(n);
    for (std::size_t g = 0; g < sizes.size(); ++g)
        grade.insert(grade.end(), sizes[g], static_cast<std::int8_t>(g));
    if (grading.ties == TiePolicy::order) return grade;
    for (std::size_t t = 0; t < ties.size();) {
        const std::size_t first = ties[t] - 1;
        std::size_t end = ties[t] + 1;  // behind the last of these equals
        while (++t < ties.size() && ties[t] == end) ++end;
        const std::int8_t common = grading.ties == TiePolicy::better ? grade[first] : grade[end - 1];
        std::fill(grade.begin() + static_cast<std::ptrdiff_t>(first),
                  grade.begin() + static_cast<std::ptrdiff_t>(end), common);
    }
    return grade;
}

/// Exact comparison of a row's total (or first rank key) with a cut score.
std::vector<std::int8_t> by_score(const Scorer& scorer, const Standing& standing,
                                  const std::vector<Approximation>& totals, int threads) {
    const Grading& grading = scorer.track().grading;
    const bool by_total = grading.rank_by.empty();
    const std::vector<Approximation> keys =
        by_total
            ? std::vector<Approximation>()
            : approximate(grading.rank_by.front().formula, scorer.scheme(), *scorer.members().data, threads);
    std::vector<Approximation> cuts;
    for (const Threshold& t : grading.thresholds) cuts.push_back(Exact(t.score).approximate());
    std::vector<std::int8_t> out;
    out.reserve(standing.ranking.order.size());
    for (std::uint32_t row : standing.ranking.order) {
        const Approximation about = by_total ? totals[row] : keys[row];
        std::int8_t grade = static_cast<std::int8_t>(grading.rest);
        for (std::size_t i = 0; i < cuts.size() && !std::isnan(about.value); ++i) {
            const Threshold& cut = grading.thresholds[i];
            const double gap = about.value - cuts[i].value;
            bool reached = gap > 0;
            if (std::fabs(gap) <= (about.bound + cuts[i].bound) * (1 + 0x1p-40)) {
                const Exact exact = by_total ? scorer.total(row)
                                             : std::get<Exact>(formula::evaluate(
                                                   grading.rank_by.front().formula, scorer.scheme().schema,
                                                   scorer.members().data->columns, row));
                reached = cut.inclusive ? exact >= Exact(cut.score) : exact > Exact(cut.score);
            }
            if (reached) {
                grade = static_cast<std::int8_t>(cut.grade);
                break;
            }
        }
        out.push_back(grade);
    }
    return out;
}

std::vector<std::int8_t> staged(const Scorer& scorer, const Standing& standing, std::size_t denominator,
                                int threads) {
    const Grading& grading = scorer.track().grading;
    const std::vector<std::uint32_t>& order = standing.ranking.order;
    const std::size_t n = order.size();
    std::vector<std::int8_t> out(n, -1);
    std::unordered_map<std::uint32_t, std::size_t> position;
    for (std::size_t i = 0; i < n; ++i) position.emplace(order[i], i);
    for (const Stage& stage : grading.stages) {
        const std::size_t size = std::min(n, places(stage.pool, denominator, grading.rounding));
        const auto first =
            stage.pool_from_top ? order.begin() : order.end() - static_cast<std::ptrdiff_t>(size);
        const std::vector<std::uint32_t> pool(first, first + static_cast<std::ptrdiff_t>(size));
        const std::vector<OrderKey> keys{{stage.order, stage.descending}};
        Comparison compare(scorer, keys, false);
        // Ties within the pool keep the order of the ranking.
        const auto exact = [&](std::uint32_t a, std::uint32_t b) {
            const std::weak_ordering by_key = compare(a, b);
            return by_key != 0 ? by_key : std::weak_ordering(position.at(a) <=> position.at(b));
        };
        const Ranking pooled = rank(
            pool, sort_keys(keys.front(), scorer, threads), exact, [](auto) {}, threads);
        std::size_t left = places(stage.take, denominator, grading.rounding);
        for (std::size_t i = 0; i < pooled.order.size() && left > 0; ++i) {
            std::int8_t& grade = out[position.at(pooled.order[i])];
            if (grade >= 0) continue;
            grade = static_cast<std::int8_t>(stage.grade);
            --left;
        }
    }
    for (std::int8_t& grade : out) {
        if (grade < 0) grade = static_cast<std::int8_t>(grading.rest);
    }
    return out;
}

}  // namespace

std::vector<std::uint32_t> quota_groups(const Scorer& scorer, const std::vector<std::uint32_t>& order,
                                        const std::vector<std::uint32_t>& rows,
                                        std::vector<std::size_t>& group_of_rows) {
    const Grading& grading = scorer.track().grading;
    std::vector<std::uint32_t> out(order.size(), 0);
    group_of_rows.assign(1, rows.size());
    if (grading.by < 0) return out;
    const formula::Column& column =
        scorer.members().data->columns.fields[static_cast<std::size_t>(grading.by)];
    const auto text = [&](std::uint32_t row) {
        return column.values.empty() || std::isnan(column.values[row])
                   ? std::string()
                   : column.dictionary[static_cast<std::size_t>(column.values[row])];
    };
    std::map<std::string, std::size_t> sizes;
    for (std::uint32_t row : order) ++sizes[text(row)];
    std::map<std::string, std::uint32_t> index;
    for (const auto& [key, size] : sizes) {
        if (!key.empty() && size >= static_cast<std::size_t>(grading.min_group)) {
            index.emplace(key, static_cast<std::uint32_t>(index.size() + 1));
        }
    }
    const auto group = [&](std::uint32_t row) {
        const auto found = index.find(text(row));
        return found == index.end() ? 0u : found->second;
    };
    group_of_rows.assign(index.size() + 1, 0);
    for (std::uint32_t row : rows) ++group_of_rows[group(row)];
    for (std::size_t i = 0; i < order.size(); ++i) out[i] = group(order[i]);
    return out;
}

std::size_t places(const Rational& share, std::size_t of, Rounding rounding) {
    const Integer count = round_to_integer(share * Rational(static_cast<unsigned long>(of)), rounding);
    return count <= 0 ? 0 : static_cast<std::size_t>(count);
}

std::vector<std::size_t> quota_sizes(const Grading& grading, std::size_t n, std::size_t denominator) {
    const std::size_t grades = grading.grades.size();
    std::vector<std::size_t> top(grades, 0);
    std::vector<std::size_t> bottom(grades, 0);
    const auto count = [&](bool from_bottom, std::vector<std::size_t>& into) {
        std::vector<const Quota*> quotas;
        for (const Quota& q : grading.quotas) {
            if (q.from_bottom == from_bottom) quotas.push_back(&q);
        }
        // From the top the best grade is cut first, from the bottom the worst.
        std::sort(quotas.begin(), quotas.end(), [&](const Quota* a, const Quota* b) {
            return from_bottom ? a->grade > b->grade : a->grade < b->grade;
        });
        Rational upto = 0;
        std::size_t before = 0;
        for (const Quota* q : quotas) {
            upto += q->share;
            const std::size_t cut = grading.cumulative
                                        ? places(upto, denominator, grading.rounding)
                                        : before + places(q->share, denominator, grading.rounding);
            into[static_cast<std::size_t>(q->grade)] = std::max(cut, before) - before;
            before = std::max(cut, before);
        }
    };
    count(false, top);
    count(true, bottom);
    std::vector<std::size_t> sizes(grades, 0);
    std::size_t left = n;
    for (std::size_t g = 0; g < grades; ++g) {
        sizes[g] = std::min(left, top[g]);
        left -= sizes[g];
    }
    for (std::size_t g = grades; g-- > 0;) {
        const std::size_t taken = std::min(left, bottom[g]);
        sizes[g] += taken;
        left -= taken;
    }
    // Without a grade for the rest, what rounding left over goes to the worst grade of the quota.
    std::size_t rest = grading.rest >= 0 ? static_cast<std::size_t>(grading.rest) : grades - 1;
    sizes[rest] += left;
    return sizes;
}

Standing stand(const Scorer& scorer, const std::vector<Approximation>& totals, int threads) {
    const Grading& grading = scorer.track().grading;
    Standing out;
    out.ranking = ranked(scorer, totals, threads);
    const std::vector<std::uint32_t>& order = out.ranking.order;
    const std::size_t n = order.size();
    out.rank.resize(n);
    std::iota(out.rank.begin(), out.rank.end(), 1u);
    for (std::uint32_t i : out.ranking.ties) out.rank[i] = out.rank[i - 1];
    const bool of_scored = grading.denominator == Population::scored;
    std::vector<std::size_t> denominators;
    out.group = quota_groups(scorer, order, of_scored ? scorer.members().scored : scorer.members().ranked,
                             denominators);
    switch (grading.method) {
        case Grading::Method::none: out.grade.assign(n, -1); return out;
        case Grading::Method::score: out.grade = by_score(scorer, out, totals, threads); return out;
        case Grading::Method::staged:
            out.grade = staged(scorer, out, of_scored ? scorer.members().scored.size() : n, threads);
            return out;
        case Grading::Method::quota: break;
    }
    if (denominators.size() == 1) {
        out.grade = by_quota(grading, n, denominators[0], out.ranking.ties);
        return out;
    }
    out.grade.assign(n, -1);
    std::vector<std::vector<std::size_t>> positions(denominators.size());
    for (std::size_t i = 0; i < n; ++i) positions[out.group[i]].push_back(i);
    for (std::size_t g = 0; g < positions.size(); ++g) {
        const std::vector<std::size_t>& at = positions[g];
        // Equal ranks are equal rows, also where rows of other groups stand between them.
        std::vector<std::uint32_t> ties;
        for (std::uint32_t i = 1; i < at.size(); ++i) {
            if (out.rank[at[i]] == out.rank[at[i - 1]]) ties.push_back(i);
        }
        const auto grades = by_quota(grading, at.size(), denominators[g], ties);
        for (std::size_t i = 0; i < at.size(); ++i) out.grade[at[i]] = grades[i];
    }
    return out;
}

}  // namespace yuanheng::scoring
