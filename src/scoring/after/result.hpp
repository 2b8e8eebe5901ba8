#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

/// One line of the results: all that a run says of one enterprise, in the terms of the scheme, for whoever
/// writes it down. A view: the run must outlive it. The total is asked of the run, since it takes exact
/// arithmetic.
struct ResultRow {
    std::size_t row = 0;  ///< of the run's data
    std::string_view code, name;
    const Track* track = nullptr;  ///< null: in none
    State state = State::out_of_scope;
    const Participation* reason = nullptr;  ///< the rule that decided the state; null: the default
    bool scored = false;                    ///< Run::total(row) is known
    std::uint32_t rank = 0;                 ///< as Outcome::rank
    std::string_view initial, grade;        ///< 初评等级 and 最终等级; empty: none
    std::span<const Applied> changes;       ///< what made the one of the other, in order of effect

    /// A grade of the track by its index; empty for −1.
    std::string_view grade_name(std::int8_t index) const;
};

ResultRow result_of(const Run& run, std::size_t row);

/// Where one ranked enterprise stands among those it is graded with, and what that group has to give: all
/// that a grade by quota or by score is decided from.
struct Place {
    std::string group;                ///< text of the group; empty: the whole track, or those in no group
    bool others = false;              ///< of those whose own group is too small or unknown
    std::size_t size = 0;             ///< ranked enterprises of the group
    std::size_t rank = 0;             ///< within it, from 1, equal for ties
    std::size_t position = 0;         ///< within it, from 1, ties by code
    std::size_t equals = 1;           ///< how many share the rank
    std::vector<std::size_t> shares;  ///< of a quota: places of each of the track's grades, best first
};

/// The places of everyone, found once for a whole run. The run must outlive it.
class Places {
public:
    explicit Places(const Run& run);
    /// Precondition: the row is ranked.
    const Place& of(std::size_t row) const { return places_.at(static_cast<std::uint32_t>(row)); }

private:
    void add(const Run& run, std::size_t track);
    std::unordered_map<std::uint32_t, Place> places_;
};

/// Calls sink(ResultRow) for everyone, in order of code.
template <typename Sink>
void for_each_result(const Run& run, const Sink& sink) {
    for (std::size_t row = 0; row < run.outcomes.size(); ++row) sink(result_of(run, row));
}

}  // namespace yuanheng::scoring
