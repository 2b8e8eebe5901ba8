#include "scoring/robustness/sensitivity.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <cmath>

#include "scoring/robustness/robustness_model.hpp"
#include "scoring/robustness/robustness_sampling.hpp"
#include "scoring/run/robustness_grading.hpp"

namespace yuanheng::scoring {

namespace {

std::vector<Factor> factors_of(const Track& track, const VariationCube& cube) {
    std::vector<Factor> out;
    for (const Indicator& i : track.indicators) out.push_back({Factor::Kind::weight, i.code});
    for (const Pillar& p : track.pillars) out.push_back({Factor::Kind::weight, p.code});
    for (const Indicator& i : track.indicators) out.push_back({Factor::Kind::base, i.code});
    if (cube.has_cap()) out.push_back({Factor::Kind::cap, ""});
    if (cube.has_noise()) out.push_back({Factor::Kind::data, ""});
    return out;
}

}  // namespace

Result<std::vector<TrackSensitivity>> sensitivity(const Run& run, const Variation& variation,
                                                  const SobolOptions& options) {
    if (auto fine = check(variation); !fine) return tl::unexpected(fine.error());
    Variation apart = variation;
    apart.dirichlet = 0;
    std::vector<TrackSensitivity> out;
    for (std::size_t t = 0; t < run.order.size(); ++t) {
        if (run.order[t].empty()) continue;
        const int track = static_cast<int>(t);
        const VariantModel model(run, track, options.threads);
        const VariantGrader grader(run, track);
        const VariationCube cube(model, run.scheme->tracks[t], apart);
        struct Work {
            std::vector<double> totals;
            VariantGrader::Scratch scratch;
        };
        tbb::enumerable_thread_specific<Work> works;
        const Model outcome = [&](std::span<const double> point, std::span<double> outputs) {
            Work& work = works.local();
            work.totals.resize(model.ranked());
            model.evaluate(cube.at(point, options.seed), work.totals);
            grader.grade(work.totals, work.scratch);
            double shift = 0;
            double changes = 0;
            for (std::size_t i = 0; i < model.ranked(); ++i) {
                const Outcome& official = run.outcomes[model.rows()[i]];
                shift +=
                    std::fabs(static_cast<double>(work.scratch.rank[i]) - static_cast<double>(official.rank));
                changes += work.scratch.grade[i] != official.grade;
            }
            outputs[0] = shift / static_cast<double>(model.ranked());
            outputs[1] = changes;
        };
        TrackSensitivity of_track;
        of_track.track = track;
        of_track.factors = factors_of(run.scheme->tracks[t], cube);
        auto indices = sobol_indices(outcome, static_cast<int>(cube.dimensions()), 2, options);
        if (!indices) return tl::unexpected(indices.error());
        of_track.rank_shift = std::move((*indices)[0]);
        of_track.grade_changes = std::move((*indices)[1]);
        of_track.evaluations = options.samples * (cube.dimensions() + 2);
        out.push_back(std::move(of_track));
    }
    return out;
}

}  // namespace yuanheng::scoring
