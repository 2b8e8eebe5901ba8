#include "scoring/robustness/robustness.hpp"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <bit>

#include "scheme/codes.hpp"
#include "scoring/data/parallel.hpp"
#include "scoring/robustness/robustness_model.hpp"
#include "scoring/robustness/robustness_sampling.hpp"
#include "scoring/run/robustness_grading.hpp"

namespace yuanheng::scoring {

namespace {

constexpr std::size_t kRankMemory = std::size_t{1} << 28;
constexpr std::size_t kRounds = 20;    ///< how often progress is told and a stop is heard
constexpr std::size_t kRowBlock = 32;  ///< rows whose ranks share a cache line

/// Ranks of the draws in 16 bits each; above 65 536 enterprises they are kept to that resolution.
struct RankTable {
    std::size_t rows, draws;
    unsigned shift;
    std::vector<std::uint16_t> codes;

    RankTable(std::size_t n, std::size_t wanted)
        : rows(n),
          draws(std::min(wanted, std::max<std::size_t>(1, kRankMemory / sizeof(std::uint16_t) / n))),
          shift(n > 65536 ? static_cast<unsigned>(std::bit_width(n - 1)) - 16 : 0),
          codes(n * draws) {}

    void put(std::size_t draw, const std::vector<std::uint32_t>& rank) {
        if (draw >= draws) return;
        std::uint16_t* to = codes.data() + draw * rows;
        for (std::size_t i = 0; i < rows; ++i) to[i] = static_cast<std::uint16_t>((rank[i] - 1) >> shift);
    }

    /// 5 %, 50 % and 95 % quantiles of rows [begin, end): the smallest ranks that so many of the draws do not
    /// exceed.
    void quantiles(std::size_t begin, std::size_t end, std::vector<Stability>& out) const {
        const std::size_t width = (rows >> shift) + 1;
        std::vector<std::uint32_t> counts((end - begin) * width, 0);
        for (std::size_t d = 0; d < draws; ++d) {
            const std::uint16_t* from = codes.data() + d * rows;
            for (std::size_t i = begin; i < end; ++i) ++counts[(i - begin) * width + from[i]];
        }
        const auto quantile = [&](std::size_t i, double p) {
            const std::uint32_t* c = counts.data() + (i - begin) * width;
            const double wanted = p * static_cast<double>(draws);
            double seen = 0;
            std::size_t r = 0;
            while (r + 1 < width && (seen += c[r]) < wanted) ++r;
            return static_cast<std::uint32_t>((r << shift) + 1);
        };
        for (std::size_t i = begin; i < end; ++i) {
            out[i].rank_low = quantile(i, 0.05);
            out[i].rank_median = quantile(i, 0.5);
            out[i].rank_high = quantile(i, 0.95);
        }
    }
};

/// What one thread gathers: sums of whole numbers, so that their order does not matter.
struct Tally {
    std::vector<std::uint32_t> grades;  ///< per row and grade: draws
    std::vector<double> totals, point;
    VariantGrader::Scratch work;
};

class TrackDraws {
public:
    TrackDraws(const Run& run, int track, const RobustnessOptions& options)
        : run_(run),
          definition_(run.scheme->tracks[static_cast<std::size_t>(track)]),
          options_(options),
          model_(run, track, options.threads),
          grader_(run, track),
          cube_(model_, definition_, options.variation),
          grades_(definition_.grading.grades.size()),
          ranks_(model_.ranked(), options.draws) {
        out_.track = track;
        out_.draws = options.draws;
        out_.rank_draws = ranks_.draws;
    }

    /// Draws [begin, end).
    void draw(std::size_t begin, std::size_t end) {
        for_pieces(end - begin, 8, options_.threads, [&](std::size_t first, std::size_t last) {
            Tally& tally = tallies_.local();
            tally.grades.resize(model_.ranked() * grades_, 0);
            tally.totals.resize(model_.ranked());
            tally.point.resize(cube_.dimensions());
            for (std::size_t d = begin + first; d < begin + last; ++d) one(d, tally);
        });
    }

    TrackRobustness finish() {
        const std::size_t n = model_.ranked();
        out_.rows.resize(n);
        for (std::size_t i = 0; i < n; ++i) {
            Stability& s = out_.rows[i];
            s.row = model_.rows()[i];
            s.grade = run_.outcomes[s.row].grade;
            s.rank = run_.outcomes[s.row].rank;
            for (std::size_t g = 0; g < grades_; ++g) {
                std::size_t count = 0;
                for (const Tally& t : tallies_) count += t.grades[i * grades_ + g];
                s.grade_shares.push_back(static_cast<double>(count) / static_cast<double>(options_.draws));
            }
            s.keeps = s.grade < 0 ? 1 : s.grade_shares[static_cast<std::size_t>(s.grade)];
            out_.keeps += s.keeps;
        }
        out_.keeps /= static_cast<double>(n);
        for_pieces((n + kRowBlock - 1) / kRowBlock, 1, options_.threads,
                   [&](std::size_t begin, std::size_t end) {
                       for (std::size_t b = begin; b < end; ++b) {
                           ranks_.quantiles(b * kRowBlock, std::min(n, (b + 1) * kRowBlock), out_.rows);
                       }
                   });
        out_.agree = agreement();
        return std::move(out_);
    }

private:
    void one(std::size_t draw, Tally& tally) {
        const Philox stream(options_.seed, draw);
        for (std::size_t i = 0; i < tally.point.size(); ++i) tally.point[i] = stream.uniform(i);
        model_.evaluate(cube_.at(tally.point, options_.seed), tally.totals);
        grader_.grade(tally.totals, tally.work);
        for (std::size_t i = 0; i < tally.work.grade.size(); ++i) {
            if (tally.work.grade[i] >= 0)
                ++tally.grades[i * grades_ + static_cast<std::size_t>(tally.work.grade[i])];
        }
        ranks_.put(draw, tally.work.rank);
    }

    std::size_t agreement() const {
        std::vector<double> totals(model_.ranked());
        VariantGrader::Scratch work;
        model_.evaluate(model_.official(), totals);
        grader_.grade(totals, work);
        std::size_t same = 0;
        for (std::size_t i = 0; i < work.grade.size(); ++i) {
            same += work.grade[i] == run_.outcomes[model_.rows()[i]].grade;
        }
        return same;
    }

    const Run& run_;
    const Track& definition_;
    const RobustnessOptions& options_;
    VariantModel model_;
    VariantGrader grader_;
    VariationCube cube_;
    std::size_t grades_;
    RankTable ranks_;
    tbb::enumerable_thread_specific<Tally> tallies_;
    TrackRobustness out_;
};

}  // namespace

Result<std::vector<TrackRobustness>> robustness(const Run& run, const RobustnessOptions& options) {
    if (auto fine = check(options.variation); !fine) return tl::unexpected(fine.error());
    std::vector<int> tracks;
    for (std::size_t t = 0; t < run.order.size(); ++t) {
        if (!run.order[t].empty()) tracks.push_back(static_cast<int>(t));
    }
    std::vector<TrackRobustness> out;
    for (int track : tracks) {
        TrackDraws draws(run, track, options);
        for (std::size_t r = 0; r < kRounds; ++r) {
            if (options.stop.stop_requested()) return fail(Code::scoring_stopped, {});
            draws.draw(r * options.draws / kRounds, (r + 1) * options.draws / kRounds);
            if (options.progress) {
                const double done = static_cast<double>(out.size()) + static_cast<double>(r + 1) / kRounds;
                options.progress(done / static_cast<double>(tracks.size()));
            }
        }
        out.push_back(draws.finish());
    }
    return out;
}

}  // namespace yuanheng::scoring
