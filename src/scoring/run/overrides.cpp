#include "scoring/run/overrides.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "formula/readers.hpp"
#include "scheme/codes.hpp"
#include "scoring/run/computed.hpp"
#include "scoring/run/participation.hpp"

namespace yuanheng::scoring {

namespace {

constexpr Override::Phase kPhases[] = {Override::Phase::fix, Override::Phase::shift, Override::Phase::limit,
                                       Override::Phase::manual, Override::Phase::veto};

bool uses_places(const Scheme& scheme) {
    return std::any_of(scheme.overrides.begin(), scheme.overrides.end(),
                       [](const Override& o) { return o.uses_place; });
}

class Overriding {
public:
    Overriding(Run& run, int threads)
        : run_(run), threads_(threads), placed_(uses_places(*run.scheme) ? run.outcomes.size() : 0, -1) {}

    Checked<void> apply() {
        for (const Override::Phase phase : kPhases) {
            for (std::size_t o = 0; o < run_.scheme->overrides.size(); ++o) {
                if (run_.scheme->overrides[o].phase == phase) apply(o);
            }
            if (phase == Override::Phase::shift) limit_promotions();
            if (phase == Override::Phase::manual) {
                if (auto done = apply_manual(); !done) return done;
            }
        }
        std::stable_sort(run_.applied.begin(), run_.applied.end(),
                         [](const Applied& a, const Applied& b) { return a.row < b.row; });
        return {};
    }

    /// Per row: the override with uses_place that moved it, or −1; empty where no override uses one.
    const std::vector<int>& placed() const { return placed_; }

private:
    void apply(std::size_t index) {
        const Override& rule = run_.scheme->overrides[index];
        const bool dependent = names_results(rule.when, *run_.scheme);
        const std::vector<Truth> holds =
            dependent ? std::vector<Truth>() : truths(rule.when, *run_.scheme, *run_.data, threads_);
        for (std::size_t row = 0; row < run_.outcomes.size(); ++row) {
            Outcome& outcome = run_.outcomes[row];
            if (outcome.grade < 0) continue;
            if (!rule.tracks.empty() &&
                std::find(rule.tracks.begin(), rule.tracks.end(), outcome.track) == rule.tracks.end()) {
                continue;
            }
            if (dependent) {
                const formula::Computed values = results_named(rule.when, run_, row);
                const formula::Value v =
                    formula::evaluate(rule.when, run_.scheme->schema, run_.data->columns, row, &values);
                if (formula::absent(v) || !std::get<bool>(v)) continue;
            } else if (holds[row] != Truth::yes) {
                continue;
            }
            change(row, static_cast<int>(index), effect(rule, outcome));
        }
    }

    std::int8_t effect(const Override& rule, const Outcome& outcome) const {
        const auto& grades = run_.scheme->tracks[static_cast<std::size_t>(outcome.track)].grading.grades;
        const auto last = static_cast<int>(grades.size()) - 1;
        const auto named = std::find(grades.begin(), grades.end(), rule.grade_code);
        const int target = named == grades.end() ? outcome.grade : static_cast<int>(named - grades.begin());
        switch (rule.effect) {
            case Override::Effect::set: return static_cast<std::int8_t>(target);
            case Override::Effect::raise:
                return static_cast<std::int8_t>(std::max(0, outcome.grade - rule.steps));
            case Override::Effect::lower:
                return static_cast<std::int8_t>(std::min(last, outcome.grade + rule.steps));
            case Override::Effect::cap: return static_cast<std::int8_t>(std::max<int>(outcome.grade, target));
            case Override::Effect::floor:
                return static_cast<std::int8_t>(std::min<int>(outcome.grade, target));
        }
        return outcome.grade;
    }

    void change(std::size_t row, int index, std::int8_t to) {
        Outcome& outcome = run_.outcomes[row];
        if (outcome.grade == to) return;
        run_.applied.push_back({static_cast<std::uint32_t>(row), index, outcome.grade, to});
        outcome.grade = to;
        if (index >= 0 && run_.scheme->overrides[static_cast<std::size_t>(index)].uses_place)
            placed_[row] = index;
    }

    /// 提档 together may lift nobody more than the scheme's limit above the initial grade.
    void limit_promotions() {
        const int limit = run_.scheme->max_promotion;
        if (limit <= 0) return;
        for (std::size_t row = 0; row < run_.outcomes.size(); ++row) {
            Outcome& outcome = run_.outcomes[row];
            if (outcome.grade < 0 || outcome.grade >= outcome.initial - limit) continue;
            const auto lifted = std::find_if(run_.applied.rbegin(), run_.applied.rend(),
                                             [&](const Applied& a) { return a.row == row; });
            if (lifted == run_.applied.rend()) continue;
            change(row, lifted->override_index, static_cast<std::int8_t>(outcome.initial - limit));
        }
    }

    Checked<void> apply_manual() {
        Errors errors;
        for (std::size_t i = 0; i < run_.manual.size(); ++i) {
            const ManualChange& manual = run_.manual[i];
            const std::ptrdiff_t row = run_.data->find(manual.code);
            if (row < 0 || run_.outcomes[static_cast<std::size_t>(row)].grade < 0) {
                errors.emplace_back(
                    Code::scoring_manual_unknown,
                    std::initializer_list<std::pair<std::string, std::string>>{{"code", manual.code}});
                continue;
            }
            const Outcome& outcome = run_.outcomes[static_cast<std::size_t>(row)];
            const auto& grades = run_.scheme->tracks[static_cast<std::size_t>(outcome.track)].grading.grades;
            const auto grade = std::find(grades.begin(), grades.end(), manual.grade);
            if (grade == grades.end() || manual.reason.empty()) {
                errors.emplace_back(
                    grade == grades.end() ? Code::scoring_manual_grade : Code::scoring_manual_reason,
                    std::initializer_list<std::pair<std::string, std::string>>{{"code", manual.code},
                                                                               {"grade", manual.grade}});
                continue;
            }
            change(static_cast<std::size_t>(row), -1 - static_cast<int>(i),
                   static_cast<std::int8_t>(grade - grades.begin()));
        }
        if (!errors.empty()) return tl::unexpected(std::move(errors));
        return {};
    }

    Run& run_;
    int threads_;
    std::vector<int> placed_;
};

/// 名额: within one quota group, whoever was moved by a rule that uses places holds a place in the new grade
/// and leaves one in the old; whoever was moved otherwise keeps blocking the old one. The unmoved fill what
/// is left, best first; equals together as the tie policy says.
void refill(Run& run, std::size_t track, const Standing& standing, std::uint32_t group,
            const std::vector<int>& placed) {
    const auto& order = standing.ranking.order;
    std::vector<long> capacity;
    std::vector<std::size_t> unmoved;
    bool any = false;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (standing.group[i] != group) continue;
        const Outcome& outcome = run.outcomes[order[i]];
        const auto deepest = static_cast<std::size_t>(std::max(outcome.initial, outcome.grade));
        if (capacity.size() <= deepest) capacity.resize(deepest + 1, 0);
        ++capacity[static_cast<std::size_t>(outcome.initial)];
        if (outcome.grade == outcome.initial) {
            unmoved.push_back(i);
        } else {
            const bool uses = placed[order[i]] >= 0;
            any = any || uses;
            --capacity[static_cast<std::size_t>(uses ? outcome.grade : outcome.initial)];
        }
    }
    if (!any) return;
    std::size_t next = 0;
    std::vector<std::int8_t> filled;
    for (std::size_t i = 0; i < unmoved.size(); ++i) {
        while (next + 1 < capacity.size() && capacity[next] <= 0) ++next;
        --capacity[next];
        filled.push_back(static_cast<std::int8_t>(next));
    }
    const TiePolicy ties = run.scheme->tracks[track].grading.ties;
    for (std::size_t first = 0, end = 0; first < unmoved.size(); first = end) {
        for (++end; end < unmoved.size() && standing.rank[unmoved[end]] == standing.rank[unmoved[first]];)
            ++end;
        for (std::size_t i = first; i < end; ++i) {
            const std::int8_t grade = ties == TiePolicy::better  ? filled[first]
                                      : ties == TiePolicy::worse ? filled[end - 1]
                                                                 : filled[i];
            const std::uint32_t row = order[unmoved[i]];
            Outcome& outcome = run.outcomes[row];
            if (outcome.grade == grade) continue;
            run.applied.push_back({row, kPlaceMoved, outcome.grade, grade});
            outcome.grade = grade;
        }
    }
}

}  // namespace

Checked<void> apply_overrides(Run& run, const std::vector<Standing>& standings, int threads) {
    Overriding overriding(run, threads);
    if (auto done = overriding.apply(); !done) return done;
    if (uses_places(*run.scheme)) {
        for (std::size_t t = 0; t < standings.size(); ++t) {
            const Standing& standing = standings[t];
            const std::uint32_t groups =
                standing.group.empty() ? 0
                                       : *std::max_element(standing.group.begin(), standing.group.end()) + 1;
            for (std::uint32_t g = 0; g < groups; ++g) refill(run, t, standing, g, overriding.placed());
        }
        std::stable_sort(run.applied.begin(), run.applied.end(),
                         [](const Applied& a, const Applied& b) { return a.row < b.row; });
    }
    return {};
}

}  // namespace yuanheng::scoring
