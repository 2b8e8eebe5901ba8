#include <fmt/format.h>

#include <cmath>

#include "base/decimal.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::evaluation {

using scoring::Run;

Label state_label(scoring::State state) {
    using scoring::State;
    switch (state) {
        case State::graded: return {"参评定档", "graded"};
        case State::forced_in: return {"强制纳入", "forced in"};
        case State::evaluated_not_graded: return {"只评价未分档", "evaluated, not graded"};
        case State::exempt: return {"免评", "exempt"};
        case State::protected_: return {"保护期", "protected"};
        case State::out_of_scope: return {"不在评价范围", "out of scope"};
        case State::unresolved: return {"待核实", "unresolved"};
    }
    return {};
}

std::string outcome_text(const std::string& grade, scoring::State state, Language language) {
    return grade.empty() ? state_label(state).in(language) : grade;
}

std::string outcome_text(const Run& run, std::size_t row, Language language) {
    return outcome_text(run.grade_name(row), run.outcomes[row].state, language);
}

std::string change_reason(const Run& run, const scoring::Applied& change, Language l) {
    if (change.override_index == scoring::kPlaceMoved) return word(l, "名额调整", "place of the quota");
    if (change.override_index < 0)
        return word(l, "手动调档：", "by hand: ") +
               run.manual[static_cast<std::size_t>(-1 - change.override_index)].reason;
    return run.scheme->overrides[static_cast<std::size_t>(change.override_index)].label.in(l);
}

std::string change_grades(const scoring::ResultRow& result, const scoring::Applied& change, Language l) {
    return std::string(result.grade_name(change.before)) + word(l, "→", " to ") +
           std::string(result.grade_name(change.after));
}

std::string change_text(const Run& run, const scoring::ResultRow& result, Language l) {
    std::string out;
    for (const scoring::Applied& change : result.changes) {
        if (!out.empty()) out += word(l, "；", "; ");
        out += change_reason(run, change, l) +
               fmt::format(fmt::runtime(word(l, "（{}）", " ({})")), change_grades(result, change, l));
    }
    return out;
}

std::string scope_text(const Run& run, const scoring::GateLine& line, Language language) {
    for (const scoring::Track& track : run.scheme->tracks) {
        if (track.code == line.track) return track.label.in(language);
    }
    return "";
}

std::string total_text(const Run& run, std::size_t row) {
    if (!scoring::scores(run.outcomes[row].state) || std::isnan(run.totals[row].value)) return "";
    const scoring::Display& d = run.scheme->display;
    // Where both ends of the interval round to the same text, so does the exact total.
    const Approximation about = run.totals[row];
    const double low = about.value - about.bound * 2;
    const double high = about.value + about.bound * 2;
    const std::string text = format(Rational(low), d.score_places, d.rounding);
    if (text == format(Rational(high), d.score_places, d.rounding)) return text;
    return run.total(row).format(d.score_places, d.rounding);
}

Where where_of(const scoring::Origin& at) {
    if (at.feed == nullptr) return {};
    return {at.feed->file, at.feed->sheet.empty() ? std::string(kCsvSheet) : at.feed->sheet,
            static_cast<long>(at.row), at.column};
}

}  // namespace yuanheng::evaluation
