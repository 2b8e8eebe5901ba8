#include "scoring/run/computed.hpp"

#include <algorithm>

namespace yuanheng::scoring {

namespace {

using formula::Absence;
using formula::Computed;
using formula::Value;

/// The computed fields that the formula names: their indices and codes.
std::vector<std::pair<int, std::string_view>> results_of(const Formula& formula, const Scheme& scheme) {
    std::vector<std::pair<int, std::string_view>> out;
    for (const int field : formula.fields()) {
        if (static_cast<std::size_t>(field) >= scheme.input_count())
            out.emplace_back(field, scheme.schema.fields[static_cast<std::size_t>(field)].code);
    }
    return out;
}

Value score_named(std::string_view name, const Track& track, const Derivation& derivation) {
    for (std::size_t i = 0; i < track.indicators.size(); ++i) {
        if (name == "value_" + track.indicators[i].code) return derivation.items[i].value;
        if (name == "score_" + track.indicators[i].code) return derivation.items[i].points;
    }
    return Absence::missing;
}

}  // namespace

bool names_results(const Formula& formula, const Scheme& scheme) {
    return !formula.empty() && !results_of(formula, scheme).empty();
}

Computed scores_named(const Formula& formula, const Scheme& scheme, const Track& track,
                      const Derivation& derivation) {
    Computed out;
    for (const auto& [field, name] : results_of(formula, scheme))
        out.emplace(field, score_named(name, track, derivation));
    return out;
}

Computed results_named(const Formula& formula, const Run& run, std::size_t row) {
    Computed out;
    const Outcome& outcome = run.outcomes[row];
    const bool scored = outcome.track >= 0 && scores(outcome.state);
    std::optional<Derivation> derivation;
    for (const auto& [field, name] : results_of(formula, *run.scheme)) {
        Value value = Absence::missing;
        if (name == kRank) {
            if (outcome.rank > 0) value = Exact(static_cast<long long>(outcome.rank));
        } else if (name == kGrade) {
            if (outcome.grade >= 0) value = run.grade_name(row);
        } else if (scored) {
            if (!derivation) derivation = derive(run, row);
            value = name == kTotal
                        ? Value(derivation->total)
                        : score_named(name, run.scheme->tracks[static_cast<std::size_t>(outcome.track)],
                                      *derivation);
        }
        out.emplace(field, std::move(value));
    }
    return out;
}

}  // namespace yuanheng::scoring
