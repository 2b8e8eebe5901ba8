#include "reference.hpp"

#include <functional>
#include <memory>

#include "reference_grading.hpp"
#include "reference_items.hpp"

namespace yuanheng::reference {

namespace {

/// A child of a node of the tree in the midst of aggregation; absent: its weight goes to its siblings.
template <typename N>
struct Child {
    N weight;
    std::optional<N> value;
    N coefficient;
};

template <typename N>
std::optional<N> aggregate(const std::vector<Child<N>>& children, Aggregation how) {
    N all{}, present{};
    for (const auto& c : children) {
        all = all + c.weight;
        if (c.value) present = present + c.weight;
    }
    if (present == N(0)) return std::nullopt;
    N result = how == Aggregation::geometric ? N(1) : N(0);
    for (const auto& c : children) {
        if (!c.value) continue;
        const N v = *c.value * c.coefficient;
        if ((how == Aggregation::geometric || how == Aggregation::harmonic) && v <= N(0)) return N(0);
        switch (how) {
            case Aggregation::sum: result = result + c.weight * all / present * v; break;
            case Aggregation::arithmetic: result = result + c.weight * v / present; break;
            case Aggregation::geometric: result = result * power(v, N(c.weight / present)); break;
            case Aggregation::harmonic: result = result + c.weight / v; break;
        }
    }
    return how == Aggregation::harmonic ? present / result : result;
}

template <typename N>
class Evaluation {
public:
    Evaluation(const Scheme& s, const Dataset& d, const Dataset* previous)
        : s_(s), d_(d), previous_(previous), rows_(participate(s, d)), totals_(d.size()) {
        if (previous_) previous_rows_ = participate(s, *previous_);
    }

    std::vector<Row> evaluate(const std::vector<ManualChange>& manual) {
        for (std::size_t t = 0; t < s_.tracks.size(); ++t) {
            score(static_cast<int>(t));
            GradedTrack<N>(s_, d_, static_cast<int>(t), rows_, totals_).grade();
        }
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (totals_[r]) rows_[r].total = exact(*totals_[r]);
        }
        for (std::size_t r = 0; r < rows_.size(); ++r) override_grade(s_, d_, manual, r, rows_[r]);
        return rows_;
    }

private:
    void score(int track) {
        const Track& t = s_.tracks[static_cast<std::size_t>(track)];
        items_.clear();
        for (const Indicator& indicator : t.indicators) {
            items_.push_back(std::make_unique<Items<N>>(s_, d_, rows_, track, indicator));
            std::unique_ptr<Items<N>> last;
            if (previous_)
                last = std::make_unique<Items<N>>(s_, *previous_, previous_rows_, track, indicator);
            items_.back()->score(last.get());
        }
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (rows_[r].track == track && scores(rows_[r].state)) totals_[r] = total(t, track, r);
        }
    }

    /// The value of a node: −1 is the root.
    std::optional<N> node(const Track& t, int track, int parent, std::size_t r) const {
        std::vector<Child<N>> children;
        for (std::size_t p = 0; p < t.pillars.size(); ++p) {
            if (t.pillars[p].parent != parent) continue;
            children.push_back(
                {number<N>(t.pillars[p].weight), node(t, track, static_cast<int>(p), r), N(1)});
        }
        for (std::size_t i = 0; i < t.indicators.size(); ++i) {
            const Indicator& indicator = t.indicators[i];
            if (indicator.pillar != parent) continue;
            const auto& cell = items_[i]->cell(r);
            const bool gone = cell.rule && cell.rule->kind == MissingRule::Kind::redistribute;
            children.push_back({number<N>(indicator.weight), gone ? std::nullopt : std::optional<N>(cell.t),
                                coefficient(track, indicator.code, r)});
        }
        return aggregate(
            children, parent < 0 ? t.aggregation : t.pillars[static_cast<std::size_t>(parent)].aggregation);
    }

    static bool acts(const std::vector<int>& tracks, int track) {
        return tracks.empty() || std::count(tracks.begin(), tracks.end(), track) > 0;
    }

    bool holds(const AdjustmentItem& item, std::size_t r) const {
        return truth(item.when, s_, d_, r, computed_fields(s_)) == true;
    }

    /// Product of the coefficients that act on the indicator, or on the total (empty code).
    N coefficient(int track, const std::string& on, std::size_t r) const {
        N product = N(1);
        for (const Adjustment& a : s_.adjustments) {
            if (a.kind != Adjustment::Kind::coefficient || a.on != on || !acts(a.tracks, track)) continue;
            for (const AdjustmentItem& item : a.items) {
                if (!holds(item, r)) continue;
                if (const auto value = numeric<N>(item.value, s_, d_, r)) product = product * *value;
                break;
            }
        }
        return product;
    }

    N total(const Track& t, int track, std::size_t r) const {
        N base = node(t, track, -1, r).value_or(N(0));
        if (t.aggregation != Aggregation::sum) base = number<N>(t.scale) * base;
        base = base * coefficient(track, "", r);
        N result = base;
        for (const Adjustment& a : s_.adjustments) {
            if (a.kind == Adjustment::Kind::coefficient || !acts(a.tracks, track)) continue;
            N sum{};
            std::map<std::string, N> tiers;
            for (const AdjustmentItem& item : a.items) {
                if (!holds(item, r)) continue;
                const auto value = numeric<N>(item.value, s_, d_, r);
                if (!value) continue;
                if (item.tier.empty()) {
                    sum = sum + *value;
                } else if (const auto [at, added] = tiers.emplace(item.tier, *value);
                           !added && at->second < *value) {
                    at->second = *value;
                }
            }
            for (const auto& [tier, value] : tiers) sum = sum + value;
            if (a.cap && sum > number<N>(*a.cap)) sum = number<N>(*a.cap);
            if (a.floor && sum < number<N>(*a.floor)) sum = number<N>(*a.floor);
            result = result + (a.kind == Adjustment::Kind::ratio ? base * sum : sum);
        }
        return result;
    }

    const Scheme& s_;
    const Dataset& d_;
    const Dataset* previous_;
    std::vector<Row> rows_, previous_rows_;
    std::vector<std::optional<N>> totals_;
    std::vector<std::unique_ptr<Items<N>>> items_;
};

template <typename N>
tl::expected<std::vector<Row>, ErrorCode> run_in(const Scheme& s, const Dataset& d, const Dataset* previous,
                                                 const std::vector<ManualChange>& manual) {
    try {
        return Evaluation<N>(s, d, previous).evaluate(manual);
    } catch (const Refused& refused) {
        return tl::unexpected(refused.code);
    }
}

}  // namespace

tl::expected<std::vector<Row>, ErrorCode> evaluate(const Scheme& s, const Dataset& d, const Dataset* previous,
                                                   const std::vector<ManualChange>& manual) {
    return run_in<Exact>(s, d, previous, manual);
}

tl::expected<std::vector<Row>, ErrorCode> evaluate_in_doubles(const Scheme& s, const Dataset& d,
                                                              const Dataset* previous,
                                                              const std::vector<ManualChange>& manual) {
    return run_in<double>(s, d, previous, manual);
}

}  // namespace yuanheng::reference
