#include "scoring/run/grading.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

#include "formula/readers.hpp"
#include "scoring/run/approximate.hpp"
#include "scoring/run/comparison.hpp"
#include "scoring/run/staging.hpp"

namespace yuanheng::scoring {

namespace {

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

/// Grades one quota group, whose places in the ranking are `at`.
void by_quota(const Grading& grading, Standing& standing, const std::vector<std::size_t>& at,
              std::size_t denominator) {
    std::vector<std::int8_t> slots;
    slots.reserve(at.size());
    const std::vector<std::size_t> sizes = quota_sizes(grading, at.size(), denominator);
    for (std::size_t g = 0; g < sizes.size(); ++g)
        slots.insert(slots.end(), sizes[g], static_cast<std::int8_t>(g));
    // Equal ranks are equal rows, also where rows of other groups stand between them.
    for (std::size_t first = 0, end = 0; first < at.size(); first = end) {
        for (++end; end < at.size() && standing.rank[at[end]] == standing.rank[at[first]];) ++end;
        CutTie tie;
        if (grading.ties == TiePolicy::better) tie.fate = CutTie::Fate::better;
        if (grading.ties == TiePolicy::worse) tie.fate = CutTie::Fate::worse;
        const std::int8_t best = slots[first];
        const std::int8_t worst = slots[end - 1];
        for (std::size_t i = first; i < end; ++i) {
            standing.grade[at[i]] = tie.fate == CutTie::Fate::better  ? best
                                    : tie.fate == CutTie::Fate::worse ? worst
                                                                      : slots[i];
            tie.rows.push_back(standing.ranking.order[at[i]]);
        }
        if (best != worst) standing.cut_ties.push_back(std::move(tie));
    }
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
    out.grade.assign(n, -1);
    switch (grading.method) {
        case Grading::Method::none: break;
        case Grading::Method::score: out.grade = by_score(scorer, out, totals, threads); break;
        case Grading::Method::staged: grade_by_stages(scorer, out, denominators, threads); break;
        case Grading::Method::quota: {
            std::vector<std::vector<std::size_t>> positions(denominators.size());
            for (std::size_t i = 0; i < n; ++i) positions[out.group[i]].push_back(i);
            for (std::size_t g = 0; g < positions.size(); ++g)
                by_quota(grading, out, positions[g], denominators[g]);
            break;
        }
    }
    return out;
}

}  // namespace yuanheng::scoring
