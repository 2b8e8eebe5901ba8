#include "scoring/run/run.hpp"

#include <limits>

#include "scheme/codes.hpp"
#include "scoring/data/parallel.hpp"
#include "scoring/run/grading.hpp"
#include "scoring/run/overrides.hpp"
#include "scoring/run/participation.hpp"
#include "scoring/run/scorer.hpp"
#include "scoring/run/units.hpp"

namespace yuanheng::scoring {

namespace {

constexpr std::size_t kScored = 1 << 15;

/// Progress and cancellation in one place: throws nothing, answers whether to go on.
struct Pace {
    const RunOptions& options;
    bool at(double share) const {
        if (options.progress) options.progress(share);
        return !options.stop.stop_requested();
    }
};

Run begin(const Scheme& scheme, const Dataset& data, const RunOptions& options,
          const Membership& membership) {
    Run out;
    out.scheme = &scheme;
    out.data = &data;
    out.previous = options.previous;
    out.manual = options.manual;
    out.outcomes.resize(data.size());
    for_pieces(data.size(), kScored, options.threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t row = first; row < last; ++row) {
            out.outcomes[row] = {0, membership.track[row], membership.state[row], membership.reason[row], -1,
                                 -1};
        }
    });
    out.totals.assign(data.size(), {std::numeric_limits<double>::quiet_NaN(), 0});
    return out;
}

void record(Run& run, const Standing& standing, int threads) {
    const std::vector<std::uint32_t>& order = standing.ranking.order;
    for_pieces(order.size(), kScored, threads, [&](std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            Outcome& outcome = run.outcomes[order[i]];
            outcome.rank = standing.rank[i];
            outcome.initial = outcome.grade = standing.grade[i];
        }
    });
    run.exact_decisions += standing.ranking.exact_decisions;
}

}  // namespace

Checked<Run> run(const Scheme& scheme, const Dataset& data, const RunOptions& options) {
    const Pace pace{options};
    const auto stopped = [] { return tl::unexpected(Errors{Error(Code::scoring_stopped, {})}); };
    if (!is_merged(scheme, data)) return tl::unexpected(Errors{Error(Code::scoring_merging, {})});
    if (!pace.at(0)) return stopped();
    const Membership membership = participate(scheme, data, options.threads);
    const Membership before =
        options.previous ? participate(scheme, *options.previous, options.threads) : Membership{};
    Run out = begin(scheme, data, options, membership);
    std::vector<Standing> standings;
    Errors errors;
    const double steps = 2.0 * static_cast<double>(scheme.tracks.size()) + 1;
    for (std::size_t t = 0; t < scheme.tracks.size(); ++t) {
        const int track = static_cast<int>(t);
        auto previous = options.previous
                            ? std::make_unique<const Members>(members(*options.previous, before, track))
                            : nullptr;
        Members now = members(data, membership, track);
        if (now.scored.empty()) {
            out.scorers.push_back(nullptr);
            standings.emplace_back();
            continue;
        }
        auto scorer = Scorer::make(scheme, track, std::move(now), std::move(previous), options.threads);
        if (!scorer) {
            errors.push_back(scorer.error());
            continue;
        }
        auto scored = (*scorer)->score(out.totals, options.threads);
        if (!scored) {
            errors.insert(errors.end(), scored.error().begin(), scored.error().end());
            continue;
        }
        out.exact_decisions += *scored;
        if (!pace.at((2.0 * static_cast<double>(t) + 1) / steps)) return stopped();
        standings.push_back(stand(**scorer, out.totals, options.threads));
        record(out, standings.back(), options.threads);
        out.scorers.push_back(std::move(*scorer));
        if (!pace.at((2.0 * static_cast<double>(t) + 2) / steps)) return stopped();
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    if (auto done = apply_overrides(out, standings, options.threads); !done)
        return tl::unexpected(done.error());
    for (Standing& standing : standings) {
        out.order.push_back(std::move(standing.ranking.order));
        out.cut_ties.push_back(std::move(standing.cut_ties));
    }
    pace.at(1);
    return out;
}

Checked<Evaluation> evaluate(std::shared_ptr<const Scheme> scheme, std::shared_ptr<const Dataset> data,
                             std::shared_ptr<const Dataset> previous, RunOptions options) {
    options.previous = previous.get();
    auto made = run(*scheme, *data, options);
    if (!made) return tl::unexpected(std::move(made.error()));
    return Evaluation{std::move(scheme), std::move(data), std::move(previous), std::move(*made)};
}

Derivation derive(const Run& run, std::size_t row) {
    const auto& scorer = run.scorers[static_cast<std::size_t>(run.outcomes[row].track)];
    return scorer->derive(static_cast<std::uint32_t>(row));
}

Exact Run::total(std::size_t row) const { return derive(*this, row).total; }

const std::string& Run::grade_name(std::size_t row) const {
    static const std::string kNoGrade;
    const Outcome& outcome = outcomes[row];
    if (outcome.grade < 0) return kNoGrade;
    return scheme->tracks[static_cast<std::size_t>(outcome.track)]
        .grading.grades[static_cast<std::size_t>(outcome.grade)];
}

}  // namespace yuanheng::scoring
