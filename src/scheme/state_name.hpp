#pragma once

#include <string_view>

#include "scheme/scheme.hpp"

namespace yuanheng::scoring {

/// The state as scheme files, cases and packages spell it.
constexpr std::string_view state_name(State state) {
    switch (state) {
        case State::graded: return "graded";
        case State::forced_in: return "forced_in";
        case State::evaluated_not_graded: return "evaluated_not_graded";
        case State::exempt: return "exempt";
        case State::protected_: return "protected";
        case State::out_of_scope: return "out_of_scope";
        case State::unresolved: return "unresolved";
    }
    return "";
}

}  // namespace yuanheng::scoring
