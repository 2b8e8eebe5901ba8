#include "scoring/path/path_cut.hpp"

#include "formula/readers.hpp"
#include "scoring/run/grading.hpp"
#include "scoring/run/robustness_grading.hpp"

namespace yuanheng::scoring {

namespace {

using formula::Value;

Value value_of(const OrderKey& key, const Run& run, const Dataset& data, std::size_t row) {
    return formula::evaluate(key.formula, run.scheme->schema, data.columns, row);
}

/// Less: a stands before b. Absent values stand last.
std::weak_ordering compare(const OrderKey& key, const Value& a, const Value& b) {
    const bool has_a = !formula::absent(a);
    const bool has_b = !formula::absent(b);
    if (!has_a || !has_b) return has_a == has_b ? std::weak_ordering::equivalent : has_b <=> has_a;
    const Exact& x = std::get<Exact>(a);
    const Exact& y = std::get<Exact>(b);
    if (x == y) return std::weak_ordering::equivalent;
    return (key.descending ? y < x : x < y) ? std::weak_ordering::less : std::weak_ordering::greater;
}

}  // namespace

Cut::Cut(const Run& run, std::size_t row, int target)
    : run_(run), row_(row), track_(run.scheme->tracks[static_cast<std::size_t>(run.outcomes[row].track)]) {
    find_initial(target);
    if (wanted_ < 0) {
        obstacle_ = Obstacle::override_;
        return;
    }
    const Grading& grading = track_.grading;
    if (grading.method == Grading::Method::score) {
        for (const Threshold& t : grading.thresholds) {
            if (t.grade > wanted_) continue;
            needed_ = Exact(t.score);
            inclusive_ = t.inclusive;
        }
    } else if (grading.method == Grading::Method::quota) {
        find_rival();
        if (!needed_) obstacle_ = Obstacle::no_place;
        return;
    }
    if (!needed_) obstacle_ = Obstacle::no_cut;
}

void Cut::find_initial(int target) {
    const auto applied = applied_to(run_, static_cast<std::uint32_t>(row_));
    const std::size_t grades = track_.grading.grades.size();
    for (std::size_t g = grades; g-- > 0;) {
        if (replay(run_, applied, static_cast<std::int8_t>(g), grades) > target) continue;
        wanted_ = static_cast<int>(g);
        return;
    }
    for (const Applied& a : applied) {
        if (a.override_index >= 0 && a.after > target) {
            blocked_by_ = run_.scheme->overrides[static_cast<std::size_t>(a.override_index)].code;
        } else if (a.override_index < 0 && a.override_index != kPlaceMoved) {
            blocked_by_ = "manual";
        }
    }
}

/// The last of the others in the row's group that has the wanted initial grade or better.
void Cut::find_rival() {
    const Scorer& scorer = *run_.scorers[static_cast<std::size_t>(run_.outcomes[row_].track)];
    const auto& order = run_.order[static_cast<std::size_t>(run_.outcomes[row_].track)];
    std::vector<std::size_t> sizes;
    const std::vector<std::uint32_t> groups = quota_groups(scorer, order, scorer.members().ranked, sizes);
    std::uint32_t own = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] == row_) own = groups[i];
    }
    for (std::size_t i = order.size(); i-- > 0;) {
        if (order[i] == row_ || groups[i] != own || run_.outcomes[order[i]].initial > wanted_) continue;
        rival_ = order[i];
        const bool by_total = track_.grading.rank_by.empty();
        if (by_total) {
            needed_ = run_.total(order[i]);
            return;
        }
        const OrderKey& first = track_.grading.rank_by.front();
        const Value v = value_of(first, run_, *run_.data, order[i]);
        if (!formula::absent(v)) needed_ = first.descending ? std::get<Exact>(v) : -std::get<Exact>(v);
        return;
    }
}

Exact Cut::key(const Dataset& data) const {
    if (track_.grading.rank_by.empty()) {
        return run_.scorers[static_cast<std::size_t>(run_.outcomes[row_].track)]
            ->derive(static_cast<std::uint32_t>(row_), data)
            .total;
    }
    const OrderKey& first = track_.grading.rank_by.front();
    const Value v = value_of(first, run_, data, row_);
    if (formula::absent(v)) return Exact(-1'000'000'000'000LL);
    return first.descending ? std::get<Exact>(v) : -std::get<Exact>(v);
}

bool Cut::enough_when_equal(const Dataset& data) const {
    if (!rival_) return inclusive_;
    std::vector<OrderKey> keys(track_.grading.rank_by);
    if (!keys.empty()) keys.erase(keys.begin());
    keys.insert(keys.end(), track_.grading.tie_break.begin(), track_.grading.tie_break.end());
    for (const OrderKey& key : keys) {
        const auto order =
            compare(key, value_of(key, run_, data, row_), value_of(key, run_, *run_.data, *rival_));
        if (order != 0) return order < 0;
    }
    const TiePolicy ties = track_.grading.ties;
    return ties == TiePolicy::better || (ties == TiePolicy::order && row_ < *rival_);
}

bool Cut::reached(const Dataset& data) const {
    const Exact now = key(data);
    return now == *needed_ ? enough_when_equal(data) : now > *needed_;
}

}  // namespace yuanheng::scoring
