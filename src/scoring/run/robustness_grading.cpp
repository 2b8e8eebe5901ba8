#include "scoring/run/robustness_grading.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "formula/readers.hpp"
#include "scoring/run/grading.hpp"
#include "scoring/run/robustness_kernel.hpp"
#include "scoring/run/scorer.hpp"

namespace yuanheng::scoring {

namespace {

constexpr unsigned kKeyDigit = 11;
constexpr std::size_t kKeyBuckets = std::size_t{1} << kKeyDigit;
constexpr std::size_t kPasses = 3;

/// Where each of the official rows stands by the order of a stage, best first, equals at the same place;
/// absent values last.
std::vector<std::uint32_t> stage_places(const Run& run, const Stage& stage,
                                        const std::vector<std::uint32_t>& rows) {
    std::vector<formula::Value> values;
    values.reserve(rows.size());
    for (std::uint32_t row : rows) {
        values.push_back(formula::evaluate(stage.order, run.scheme->schema, run.data->columns, row));
    }
    std::vector<std::uint32_t> order(rows.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        const bool has_a = !formula::absent(values[a]);
        const bool has_b = !formula::absent(values[b]);
        if (!has_a || !has_b) return has_a && !has_b;
        const Exact& x = std::get<Exact>(values[a]);
        const Exact& y = std::get<Exact>(values[b]);
        return stage.descending ? y < x : x < y;
    };
    std::sort(order.begin(), order.end(), before);
    std::vector<std::uint32_t> place(rows.size());
    for (std::uint32_t i = 1; i < order.size(); ++i)
        place[order[i]] = place[order[i - 1]] + (before(order[i - 1], order[i]) ? 1 : 0);
    return place;
}

/// A double rounded to a whole number. What lies within the noise of doubles of a half or a whole counts as
/// it.
double round_whole(double value, Rounding rule) {
    const double halves = std::nearbyint(value * 2);
    if (std::fabs(value * 2 - halves) <= 1e-12 * std::max(1.0, std::fabs(value))) value = halves / 2;
    switch (rule) {
        case Rounding::half_up: return std::round(value);
        case Rounding::half_even: return std::nearbyint(value);
        case Rounding::truncate: return std::trunc(value);
        case Rounding::floor: return std::floor(value);
        case Rounding::ceil: return std::ceil(value);
    }
    return value;
}

}  // namespace

std::span<const Applied> applied_to(const Run& run, std::uint32_t row) {
    const auto [first, last] =
        std::equal_range(run.applied.begin(), run.applied.end(), Applied{row, 0, 0, 0},
                         [](const Applied& a, const Applied& b) { return a.row < b.row; });
    return {first, last};
}

std::int8_t replay(const Run& run, std::span<const Applied> applied, std::int8_t initial,
                   std::size_t grades) {
    int grade = initial;
    const int last = static_cast<int>(grades) - 1;
    for (const Applied& a : applied) {
        if (a.override_index == kPlaceMoved) continue;  // places that others left: not this row's own doing
        const auto effect = a.override_index < 0
                                ? Override::Effect::set
                                : run.scheme->overrides[static_cast<std::size_t>(a.override_index)].effect;
        switch (effect) {
            case Override::Effect::set: grade = a.after; break;
            case Override::Effect::raise:
            case Override::Effect::lower: grade = std::clamp(grade + a.after - a.before, 0, last); break;
            case Override::Effect::cap: grade = std::max<int>(grade, a.after); break;
            case Override::Effect::floor: grade = std::min<int>(grade, a.after); break;
        }
    }
    return static_cast<std::int8_t>(grade);
}

VariantGrader::VariantGrader(const Run& run, int track)
    : grading_(&run.scheme->tracks[static_cast<std::size_t>(track)].grading),
      places_(run.scheme->tracks[static_cast<std::size_t>(track)].total_places),
      rounding_(run.scheme->display.rounding) {
    const Scorer& scorer = *run.scorers[static_cast<std::size_t>(track)];
    const std::vector<std::uint32_t>& rows = run.order[static_cast<std::size_t>(track)];
    n_ = rows.size();
    by_total_ = grading_->rank_by.empty();
    for (std::uint32_t row : rows) {
        official_.push_back(run.outcomes[row].rank);
        initial_.push_back(run.outcomes[row].initial);
    }

    const bool of_scored = grading_->denominator == Population::scored;
    std::vector<std::size_t> denominators;
    group_ = quota_groups(scorer, rows, of_scored ? scorer.members().scored : scorer.members().ranked,
                          denominators);
    if (grading_->method == Grading::Method::quota) {
        std::vector<std::size_t> sizes(denominators.size(), 0);
        for (std::uint32_t g : group_) ++sizes[g];
        for (std::size_t g = 0; g < sizes.size(); ++g) {
            const std::vector<std::size_t> count = quota_sizes(*grading_, sizes[g], denominators[g]);
            std::vector<std::int8_t> slots;
            for (std::size_t grade = 0; grade < count.size(); ++grade) {
                slots.insert(slots.end(), count[grade], static_cast<std::int8_t>(grade));
            }
            slots_.push_back(std::move(slots));
        }
    }
    for (const Threshold& t : grading_->thresholds) cuts_.push_back(to_double(t.score));
    groups_ = denominators.size();
    for (const Stage& stage : grading_->stages) {
        Pool pool;
        pool.stage = &stage;
        pool.equals = side_of_equals(*grading_, stage);
        for (std::size_t of : denominators) {
            pool.size.push_back(places(stage.pool, of, grading_->rounding));
            pool.take.push_back(places(stage.take, of, grading_->rounding));
        }
        pool.place = stage_places(run, stage, rows);
        pools_.push_back(std::move(pool));
    }
    overridden_.assign(n_, -1);
    for (std::size_t i = 0; i < n_; ++i) {
        const auto applied = applied_to(run, rows[i]);
        if (applied.empty()) continue;
        overridden_[i] = static_cast<std::int32_t>(final_.size());
        std::vector<std::int8_t> by_initial;
        for (std::size_t g = 0; g < grading_->grades.size(); ++g) {
            by_initial.push_back(replay(run, applied, static_cast<std::int8_t>(g), grading_->grades.size()));
        }
        final_.push_back(std::move(by_initial));
    }
}

/// Rows by total, greatest first; equal totals keep the official order. Radix passes over 32-bit codes of the
/// totals (stable, and the rows start in official order), then neighbours whose codes hide a difference
/// change places.
void VariantGrader::sort(std::span<const double> totals, Scratch& work) const {
    work.order.resize(n_);
    std::iota(work.order.begin(), work.order.end(), 0u);
    if (!by_total_ || n_ < 2) return;
    const auto [low, high] = std::minmax_element(totals.begin(), totals.end());
    const double wanted = 4294967290.0 / (*high - *low);
    work.keys.resize(n_);
    work.other.resize(n_);
    quantise(totals.data(), n_, *high, std::isfinite(wanted) ? wanted : 0, work.keys.data());
    std::array<std::array<std::uint32_t, kKeyBuckets>, kPasses> counts{};
    for (std::uint32_t key : work.keys) {
        for (std::size_t pass = 0; pass < kPasses; ++pass)
            ++counts[pass][(key >> (pass * kKeyDigit)) & (kKeyBuckets - 1)];
    }
    for (std::size_t pass = 0; pass < kPasses; ++pass) {
        std::exclusive_scan(counts[pass].begin(), counts[pass].end(), counts[pass].begin(), 0u);
        for (std::uint32_t i : work.order) {
            work.other[counts[pass][(work.keys[i] >> (pass * kKeyDigit)) & (kKeyBuckets - 1)]++] = i;
        }
        work.order.swap(work.other);
    }
    for (std::size_t p = 1; p < n_; ++p) {
        const std::uint32_t i = work.order[p];
        std::size_t at = p;
        while (at > 0 && totals[work.order[at - 1]] < totals[i]) {
            work.order[at] = work.order[at - 1];
            --at;
        }
        work.order[at] = i;
    }
}

/// Equal in the total and in what breaks ties, which no variant changes.
bool VariantGrader::tied(std::span<const double> totals, std::uint32_t a, std::uint32_t b) const {
    if (!by_total_) return official_[a] == official_[b];
    return totals[a] == totals[b] && (grading_->tie_break.empty() || official_[a] == official_[b]);
}

void VariantGrader::by_quota(std::span<const double> totals, Scratch& work) const {
    struct Group {
        std::size_t seen = 0;    ///< rows so far
        std::size_t start = 0;   ///< place of the first of the current tie
        std::uint32_t last = 0;  ///< row before
    };
    std::vector<Group> groups(slots_.size());
    const bool worse = grading_->ties == TiePolicy::worse;
    const bool share = grading_->ties != TiePolicy::order;
    // For "worse" the places are walked from the last one up: a tie gets the grade of its last place.
    for (std::size_t p = 0; p < n_; ++p) {
        const std::uint32_t i = work.order[worse ? n_ - 1 - p : p];
        Group& g = groups[group_[i]];
        if (g.seen == 0 || !share || !tied(totals, g.last, i)) g.start = g.seen;
        const std::vector<std::int8_t>& slots = slots_[group_[i]];
        work.grade[i] = slots[worse ? slots.size() - 1 - g.start : g.start];
        g.last = i;
        ++g.seen;
    }
}

void VariantGrader::by_score(std::span<const double> totals, Scratch& work) const {
    for (std::size_t i = 0; i < n_; ++i) {
        std::int8_t grade = static_cast<std::int8_t>(grading_->rest);
        for (std::size_t c = 0; c < cuts_.size(); ++c) {
            if (totals[i] > cuts_[c] || (grading_->thresholds[c].inclusive && totals[i] == cuts_[c])) {
                grade = static_cast<std::int8_t>(grading_->thresholds[c].grade);
                break;
            }
        }
        work.grade[i] = grade;
    }
}

void VariantGrader::staged(std::span<const double> totals, Scratch& work) const {
    std::fill(work.grade.begin(), work.grade.end(), std::int8_t{-1});
    work.position.resize(n_);
    std::vector<std::vector<std::uint32_t>> groups(groups_);
    for (std::uint32_t p = 0; p < n_; ++p) {
        work.position[work.order[p]] = p;
        groups[group_[work.order[p]]].push_back(work.order[p]);
    }
    std::vector<std::uint32_t> pool;
    for (const Pool& stage : pools_) {
        for (std::size_t g = 0; g < groups_; ++g) {
            const std::vector<std::uint32_t>& group = groups[g];
            const std::size_t size = std::min(group.size(), stage.size[g]);
            const bool top = stage.stage->pool_from_top;
            const Parting cut = parting(top ? size : group.size() - size, group.size(),
                                        [&](std::size_t i) { return tied(totals, group[i - 1], group[i]); });
            const auto edge = group.begin() + static_cast<std::ptrdiff_t>(cut.settled(stage.equals, top));
            pool.assign(top ? group.begin() : edge, top ? edge : group.end());
            std::erase_if(pool, [&](std::uint32_t i) { return work.grade[i] >= 0; });
            choose(stage, stage.take[g], pool, work);
        }
    }
    for (std::int8_t& grade : work.grade) {
        if (grade < 0) grade = static_cast<std::int8_t>(grading_->rest);
    }
}

/// Gives the stage's grade to the first `take` of its pool and to what the tie policy says of their equals.
void VariantGrader::choose(const Pool& pool, std::size_t take, std::vector<std::uint32_t>& from,
                           Scratch& work) const {
    take = std::min(take, from.size());
    const bool best_first = lifts(*grading_, *pool.stage);
    std::nth_element(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(take), from.end(),
                     [&](std::uint32_t a, std::uint32_t b) {
                         if (pool.place[a] != pool.place[b]) return pool.place[a] < pool.place[b];
                         return best_first ? work.position[a] < work.position[b]
                                           : work.position[a] > work.position[b];
                     });
    const auto at_cut = [&](std::size_t i) {
        return take < from.size() && pool.place[from[i]] == pool.place[from[take]];
    };
    bool parted = false;
    for (std::size_t i = 0; i < take; ++i) parted = parted || at_cut(i);
    for (std::size_t i = 0; i < from.size(); ++i) {
        const bool equal = parted && pool.equals != Side::neither && at_cut(i);
        if (equal ? pool.equals == Side::taken : i < take)
            work.grade[from[i]] = static_cast<std::int8_t>(pool.stage->grade);
    }
}

void VariantGrader::grade(std::span<const double> totals, Scratch& work) const {
    if (!places_) return grade_rounded(totals, work);
    const double unit = std::pow(10.0, *places_);
    work.rounded.resize(n_);
    for (std::size_t i = 0; i < n_; ++i) work.rounded[i] = round_whole(totals[i] * unit, rounding_) / unit;
    grade_rounded(work.rounded, work);
}

void VariantGrader::grade_rounded(std::span<const double> totals, Scratch& work) const {
    sort(totals, work);
    work.rank.resize(n_);
    work.grade.assign(n_, -1);
    for (std::size_t p = 0; p < n_; ++p) {
        const std::uint32_t i = work.order[p];
        const bool same = p > 0 && tied(totals, work.order[p - 1], i);
        work.rank[i] = same ? work.rank[work.order[p - 1]] : static_cast<std::uint32_t>(p + 1);
    }
    // A scheme that ranks by a formula grades by it: no assumption of a variant changes that order.
    switch (by_total_ ? grading_->method : Grading::Method::none) {
        case Grading::Method::none: work.grade = initial_; break;
        case Grading::Method::quota: by_quota(totals, work); break;
        case Grading::Method::score: by_score(totals, work); break;
        case Grading::Method::staged: staged(totals, work); break;
    }
    for (std::size_t i = 0; i < n_; ++i) {
        if (overridden_[i] < 0 || work.grade[i] < 0) continue;
        work.grade[i] =
            final_[static_cast<std::size_t>(overridden_[i])][static_cast<std::size_t>(work.grade[i])];
    }
}

}  // namespace yuanheng::scoring
