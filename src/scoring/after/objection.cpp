#include "scoring/after/objection.hpp"

#include <set>

#include "base/date.hpp"
#include "scheme/codes.hpp"
#include "scoring/run/robustness_grading.hpp"
#include "scoring/run/scorer.hpp"

namespace yuanheng::scoring {

namespace {

/// Where an objector stands with the published base values and cut scores: the best grade whose lowest
/// published total its new total reaches; the published grade where the scheme does not grade by totals.
Position frozen_position(const Run& official, const Dataset& data, std::size_t row) {
    Position out = position(official, row);
    const Outcome& o = official.outcomes[row];
    if (o.track < 0 || o.initial < 0) return out;
    const auto t = static_cast<std::size_t>(o.track);
    const Track& track = official.scheme->tracks[t];
    const Exact total = official.scorers[t]->derive(static_cast<std::uint32_t>(row), data).total;
    out.total = total.approximate().value;
    if (!track.grading.rank_by.empty() || track.grading.method == Grading::Method::staged) return out;
    auto initial = static_cast<std::int8_t>(track.grading.grades.size() - 1);
    if (track.grading.method == Grading::Method::score) {
        initial = static_cast<std::int8_t>(track.grading.rest);
        for (const Threshold& cut : track.grading.thresholds) {
            if (cut.inclusive ? total >= Exact(cut.score) : total > Exact(cut.score)) {
                initial = static_cast<std::int8_t>(cut.grade);
                break;
            }
        }
    } else {
        for (std::uint32_t other : official.order[t]) {
            const std::int8_t grade = official.outcomes[other].initial;
            if (grade < initial && official.total(other) <= total) initial = grade;
        }
    }
    const auto applied = applied_to(official, static_cast<std::uint32_t>(row));
    out.grade = track.grading.grades[static_cast<std::size_t>(
        replay(official, applied, initial, track.grading.grades.size()))];
    return out;
}

}  // namespace

Checked<Objection> object(const Evaluation& official, const std::vector<Correction>& corrections,
                          const RunOptions& options) {
    Objection out;
    auto data = corrected(*official.scheme, *official.data, corrections, &out.cells);
    if (!data) return tl::unexpected(data.error());
    auto again = evaluate(official.scheme, std::make_shared<const Dataset>(std::move(*data)),
                          official.previous, options);
    if (!again) return tl::unexpected(std::move(again.error()));
    out.after = std::move(*again);
    out.difference = difference(official.run, out.after.run);
    std::set<std::size_t> objectors;
    for (const CorrectedCell& cell : out.cells) objectors.insert(cell.row);
    for (const Move& m : out.difference.moves) {
        if (!objectors.contains(static_cast<std::size_t>(m.row_before))) out.bystanders.push_back(m.code);
    }
    for (std::size_t row : objectors) {
        Move m;
        m.code = official.data->codes[row];
        m.name = official.data->names[row];
        m.row_before = m.row_after = static_cast<std::ptrdiff_t>(row);
        m.before = position(official.run, row);
        m.after = frozen_position(official.run, *out.after.data, row);
        if (!(m.before == m.after)) out.frozen_moves.push_back(std::move(m));
    }
    return out;
}

}  // namespace yuanheng::scoring
