#pragma once

#include <span>
#include <string_view>

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

/// Calls sink(ResultRow) for everyone, in order of code.
template <typename Sink>
void for_each_result(const Run& run, const Sink& sink) {
    for (std::size_t row = 0; row < run.outcomes.size(); ++row) sink(result_of(run, row));
}

}  // namespace yuanheng::scoring
