#pragma once

#include <optional>
#include <vector>

#include "scoring/run/run.hpp"

namespace yuanheng::reference {

/// What the reference says of one enterprise.
struct Row {
    int track = -1;
    scoring::State state = scoring::State::out_of_scope;
    int reason = -1;
    std::optional<Exact> total;
    std::uint32_t rank = 0;
    int initial = -1, grade = -1;
};

/// A slow, straightforward evaluation of a scheme: no shared code with the engine but the formulas' exact
/// reader. Data in ascending order of code. The error is the code of the first thing that refuses the run.
tl::expected<std::vector<Row>, ErrorCode> evaluate(const scoring::Scheme& scheme,
                                                   const scoring::Dataset& data,
                                                   const scoring::Dataset* previous = nullptr,
                                                   const std::vector<scoring::ManualChange>& manual = {});

/// The same algorithm in plain doubles, as a program without exact decisions would do it: the totals are
/// doubles.
tl::expected<std::vector<Row>, ErrorCode> evaluate_in_doubles(
    const scoring::Scheme& scheme, const scoring::Dataset& data, const scoring::Dataset* previous = nullptr,
    const std::vector<scoring::ManualChange>& manual = {});

}  // namespace yuanheng::reference
