#include "scoring/after/result.hpp"

#include <cmath>

#include "scoring/run/grading.hpp"
#include "scoring/run/robustness_grading.hpp"
#include "scoring/run/scorer.hpp"

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

Places::Places(const Run& run) {
    for (std::size_t t = 0; t < run.order.size(); ++t) {
        if (!run.order[t].empty()) add(run, t);
    }
}

void Places::add(const Run& run, std::size_t track) {
    const Scorer& scorer = *run.scorers[track];
    const Grading& grading = scorer.track().grading;
    const std::vector<std::uint32_t>& order = run.order[track];
    const bool of_scored = grading.denominator == Population::scored;
    std::vector<std::size_t> denominators;
    const std::vector<std::uint32_t> groups = quota_groups(
        scorer, order, of_scored ? scorer.members().scored : scorer.members().ranked, denominators);
    std::vector<std::vector<std::uint32_t>> members(denominators.size());
    for (std::size_t i = 0; i < order.size(); ++i) members[groups[i]].push_back(order[i]);
    for (std::size_t g = 0; g < members.size(); ++g) {
        const std::vector<std::uint32_t>& rows = members[g];
        Place place;
        place.size = rows.size();
        place.others = grading.by >= 0 && g == 0;
        if (grading.method == Grading::Method::quota)
            place.shares = quota_sizes(grading, rows.size(), denominators[g]);
        for (std::size_t i = 0, end = 0; i < rows.size(); ++i) {
            const std::uint32_t rank = run.outcomes[rows[i]].rank;
            if (i >= end) {
                for (end = i + 1; end < rows.size() && run.outcomes[rows[end]].rank == rank;) ++end;
                place.rank = i + 1;
                place.equals = end - i;
            }
            if (g > 0) {
                const auto by = static_cast<std::size_t>(grading.by);
                const formula::Column& column = run.data->columns.fields[by];
                place.group = column.dictionary[static_cast<std::size_t>(column.values[rows[i]])];
            }
            place.position = i + 1;
            places_.emplace(rows[i], place);
        }
    }
}

}  // namespace yuanheng::scoring
