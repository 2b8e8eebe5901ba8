#pragma once

#include "reference_items.hpp"

namespace yuanheng::reference {

/// Ranks and initial grades of one track.
template <typename N>
class GradedTrack {
public:
    GradedTrack(const Scheme& s, const Dataset& d, int track, std::vector<Row>& rows,
                const std::vector<std::optional<N>>& totals)
        : s_(s),
          d_(d),
          g_(s.tracks[static_cast<std::size_t>(track)].grading),
          track_(track),
          rows_(rows),
          totals_(totals) {}

    void grade() {
        rank();
        switch (g_.method) {
            case Grading::Method::quota: by_quota(); break;
            case Grading::Method::score: by_score(); break;
            case Grading::Method::staged: staged(); break;
            case Grading::Method::none: break;
        }
    }

private:
    /// < 0: a is before b. Absent is worst.
    static int compare(const std::optional<N>& a, const std::optional<N>& b, bool descending) {
        if (!a || !b) return a ? -1 : b ? 1 : 0;
        if (*a == *b) return 0;
        return (*a > *b) == descending ? -1 : 1;
    }

    int compare(std::size_t a, std::size_t b) const {
        for (std::size_t k = 0; k < keys_[a].size(); ++k) {
            if (const int c = compare(keys_[a][k].first, keys_[b][k].first, keys_[a][k].second)) return c;
        }
        return 0;
    }

    void rank() {
        keys_.resize(rows_.size());
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (rows_[r].track != track_ || !ranks(rows_[r].state)) continue;
            order_.push_back(r);
            if (g_.rank_by.empty()) keys_[r].emplace_back(totals_[r], true);
            for (const auto* keys : {&g_.rank_by, &g_.tie_break}) {
                for (const OrderKey& key : *keys)
                    keys_[r].emplace_back(numeric<N>(key.formula, s_, d_, r), key.descending);
            }
        }
        std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) { return compare(a, b) < 0; });
        for (std::size_t p = 0; p < order_.size(); ++p) {
            const bool tied = p > 0 && compare(order_[p - 1], order_[p]) == 0;
            rows_[order_[p]].rank = tied ? rows_[order_[p - 1]].rank : static_cast<std::uint32_t>(p + 1);
        }
    }

    std::size_t count(const Rational& share, std::size_t n) const {
        return round_to_integer(share * Rational(static_cast<long>(n)), g_.rounding)
            .template convert_to<std::size_t>();
    }

    /// Calls visit(ranked members best first, number of scored ones) for every group of the quota.
    template <typename Visit>
    void each_group(const Visit& visit) {
        std::map<std::string, std::pair<std::vector<std::size_t>, std::size_t>>
            groups;  // ranked rows, number scored
        const auto group = [&](std::size_t r) {
            return g_.by < 0 ? std::optional<std::string>() : text(s_, d_, g_.by, r);
        };
        for (const std::size_t r : order_) {
            if (const auto name = group(r)) groups[*name].first.push_back(r);
        }
        std::vector<std::size_t> pooled;
        std::size_t pooled_scored = 0;
        const auto pools = [&](std::size_t r) {
            const auto name = group(r);
            return !name || static_cast<int>(groups[*name].first.size()) < g_.min_group;
        };
        for (const std::size_t r : order_) {
            if (pools(r)) pooled.push_back(r);
        }
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (rows_[r].track != track_ || !scores(rows_[r].state)) continue;
            if (pools(r))
                ++pooled_scored;
            else
                ++groups[*group(r)].second;
        }
        for (const auto& [name, members] : groups) {
            if (static_cast<int>(members.first.size()) >= g_.min_group) visit(members.first, members.second);
        }
        visit(pooled, pooled_scored);
    }

    void by_quota() {
        each_group([&](const auto& members, std::size_t scored) { fill(members, scored); });
    }

    void fill(const std::vector<std::size_t>& members, std::size_t scored_members) {
        const std::size_t size = members.size();
        const std::size_t n = g_.denominator == Population::scored ? scored_members : size;
        std::vector<int> slots(size, g_.rest);
        std::vector<bool> taken(size, false);
        for (const bool bottom : {false, true}) {
            Rational share = 0;
            std::size_t begin = 0;
            for (const Quota& quota : g_.quotas) {
                if (quota.from_bottom != bottom) continue;
                share += quota.share;
                const std::size_t end = g_.cumulative ? count(share, n) : begin + count(quota.share, n);
                for (std::size_t p = begin; p < std::min(end, size); ++p) {
                    const std::size_t place = bottom ? size - 1 - p : p;
                    if (!taken[place]) slots[place] = quota.grade;
                    taken[place] = true;
                }
                begin = end;
            }
        }
        for (std::size_t begin = 0, end = 0; begin < size; begin = end) {
            while (end < size && compare(members[begin], members[end]) == 0) ++end;
            const auto [best, worst] = std::minmax_element(slots.begin() + static_cast<std::ptrdiff_t>(begin),
                                                           slots.begin() + static_cast<std::ptrdiff_t>(end));
            for (std::size_t p = begin; p < end; ++p) {
                rows_[members[p]].initial = g_.ties == TiePolicy::better  ? *best
                                            : g_.ties == TiePolicy::worse ? *worst
                                                                          : slots[p];
            }
        }
    }

    void by_score() {
        for (const std::size_t r : order_) {
            const auto value = keys_[r].front().first;
            rows_[r].initial = g_.rest;
            for (const Threshold& threshold : g_.thresholds) {
                const N score = number<N>(threshold.score);
                if (!value || !(threshold.inclusive ? *value >= score : *value > score)) continue;
                rows_[r].initial = threshold.grade;
                break;
            }
        }
    }

    void staged() {
        each_group([&](const auto& members, std::size_t scored) {
            const std::size_t n = g_.denominator == Population::scored ? scored : members.size();
            for (const Stage& stage : g_.stages) take(stage, members, n);
        });
        for (const std::size_t r : order_) {
            if (rows_[r].initial < 0) rows_[r].initial = g_.rest;
        }
    }

    void take(const Stage& stage, const std::vector<std::size_t>& members, std::size_t n) {
        // From the bottom, the pool is what is at the top of the members the other way round.
        std::vector<std::size_t> from = members;
        if (!stage.pool_from_top) std::reverse(from.begin(), from.end());
        std::vector<std::size_t> pool;
        for (const std::size_t r :
             chosen(stage, from, count(stage.pool, n), [&](auto a, auto b) { return compare(a, b) == 0; })) {
            if (rows_[r].initial < 0) pool.push_back(r);
        }
        std::map<std::size_t, std::optional<N>> key;
        for (const std::size_t r : pool) key[r] = numeric<N>(stage.order, s_, d_, r);
        // Of equal ones, the best in rank is lifted first, and the worst lowered first.
        std::sort(pool.begin(), pool.end(), [&](auto a, auto b) {
            const auto at = [&](auto r) { return std::find(members.begin(), members.end(), r); };
            return stage.grade < g_.rest ? at(a) < at(b) : at(b) < at(a);
        });
        std::stable_sort(pool.begin(), pool.end(),
                         [&](auto a, auto b) { return compare(key[a], key[b], stage.descending) < 0; });
        const auto equal = [&](auto a, auto b) { return compare(key[a], key[b], true) == 0; };
        for (const std::size_t r : chosen(stage, pool, count(stage.take, n), equal))
            rows_[r].initial = stage.grade;
    }

    /// The first `size` of a list, with all of their equals or without who has one behind them.
    template <typename Equal>
    std::vector<std::size_t> chosen(const Stage& stage, const std::vector<std::size_t>& from,
                                    std::size_t size, const Equal& equal) const {
        const bool with = (g_.ties == TiePolicy::better) == (stage.grade < g_.rest);
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < from.size(); ++i) {
            bool in = i < size;
            for (std::size_t j = 0; j < from.size() && g_.ties != TiePolicy::order; ++j) {
                if (!equal(from[i], from[j])) continue;
                in = with ? in || j < size : in && j < size;
            }
            if (in) out.push_back(from[i]);
        }
        return out;
    }

    const Scheme& s_;
    const Dataset& d_;
    const Grading& g_;
    int track_;
    std::vector<Row>& rows_;
    const std::vector<std::optional<N>>& totals_;
    std::vector<std::vector<std::pair<std::optional<N>, bool>>> keys_;
    std::vector<std::size_t> order_;
};

/// The final grade of a row with an initial one. Overrides that use up places are not covered.
inline void override_grade(const Scheme& s, const Dataset& d, const std::vector<ManualChange>& manual,
                           std::size_t r, Row& row) {
    row.grade = row.initial;
    if (row.initial < 0) return;
    const auto& grades = s.tracks[static_cast<std::size_t>(row.track)].grading.grades;
    const auto index = [&](const std::string& g) {
        return static_cast<int>(std::find(grades.begin(), grades.end(), g) - grades.begin());
    };
    const int last = static_cast<int>(grades.size()) - 1;
    using Phase = Override::Phase;
    for (const Phase phase : {Phase::fix, Phase::shift, Phase::limit, Phase::manual, Phase::veto}) {
        for (const Override& o : s.overrides) {
            if (o.phase != phase ||
                (!o.tracks.empty() && !std::count(o.tracks.begin(), o.tracks.end(), row.track)))
                continue;
            auto computed = computed_fields(s);
            computed[s.schema.find_field(kTotal)] = *row.total;
            computed[s.schema.find_field(kRank)] = Exact(static_cast<long long>(row.rank));
            computed[s.schema.find_field(kGrade)] = grades[static_cast<std::size_t>(row.grade)];
            if (truth(o.when, s, d, r, computed) != true) continue;
            switch (o.effect) {
                case Override::Effect::set: row.grade = index(o.grade_code); break;
                case Override::Effect::raise: row.grade = std::max(0, row.grade - o.steps); break;
                case Override::Effect::lower: row.grade = std::min(last, row.grade + o.steps); break;
                case Override::Effect::cap: row.grade = std::max(row.grade, index(o.grade_code)); break;
                case Override::Effect::floor: row.grade = std::min(row.grade, index(o.grade_code)); break;
            }
        }
        if (phase == Phase::shift && s.max_promotion > 0)
            row.grade = std::max(row.grade, row.initial - s.max_promotion);
        for (const ManualChange& change : manual) {
            if (phase == Phase::manual && change.code == d.codes[r]) row.grade = index(change.grade);
        }
    }
}

}  // namespace yuanheng::reference
