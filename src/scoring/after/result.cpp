#include "scoring/after/result.hpp"

#include "scoring/run/robustness_grading.hpp"

namespace yuanheng::scoring {

std::string_view ResultRow::grade_name(std::int8_t index) const {
    return index < 0 ? "" : std::string_view(track->grading.grades[static_cast<std::size_t>(index)]);
}

ResultRow result_of(const Run& run, std::size_t row) {
    const Outcome& outcome = run.outcomes[row];
    const Scheme& scheme = *run.scheme;
    ResultRow out;
    out.row = row;
    out.code = run.data->codes[row];
    out.name = run.data->names[row];
    if (outcome.track >= 0) out.track = &scheme.tracks[static_cast<std::size_t>(outcome.track)];
    out.state = outcome.state;
    if (outcome.reason >= 0) out.reason = &scheme.participation[static_cast<std::size_t>(outcome.reason)];
    out.scored = out.track != nullptr && scores(outcome.state);
    out.rank = outcome.rank;
    out.initial = out.grade_name(outcome.initial);
    out.grade = out.grade_name(outcome.grade);
    out.changes = applied_to(run, static_cast<std::uint32_t>(row));
    return out;
}

}  // namespace yuanheng::scoring
