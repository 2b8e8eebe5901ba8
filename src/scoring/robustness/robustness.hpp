#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

/// What is uncertain in an evaluation, and by how much. All laws are independent; 0 means "not varied".
struct Variation {
    /// Each weight × (1 + U(−weight, +weight)), then rescaled to the scheme's total.
    double weight = 0.1;
    /// Instead: weights from a Dirichlet law with mean at the scheme's weights and this concentration (larger
    /// is narrower: the variance of a share p is p(1 − p)/(concentration + 1)); 0: not used.
    double dirichlet = 0;
    /// Each base value × (1 + U(−base, +base)). For goalposts and bands: both ends move together, so that the
    /// value is read on a ruler that is longer or shorter by that factor.
    double base = 0.1;
    /// One cap a draw for all indicators of the track, uniform in [first, second].
    std::optional<std::pair<double, double>> cap;
    /// Relative error of the indicators' values: half-width of a uniform law, or σ of a lognormal one.
    double data_error = 0;
    std::map<std::string, double> data_errors;  ///< per indicator code, instead of data_error
    enum class Law : std::uint8_t { uniform, lognormal } law = Law::lognormal;
};

/// Error robustness_variation where the variation makes no sense.
Result<void> check(const Variation& variation);

struct RobustnessOptions {
    Variation variation;
    std::size_t draws = 10'000;
    std::uint64_t seed = 1;
    int threads = 0;                       ///< 0: all cores; the result does not depend on it
    std::stop_token stop;                  ///< a stopped calculation ends with the error scoring_stopped
    std::function<void(double)> progress;  ///< share done, 0…1; called from the calling thread
};

/// What the draws say of one ranked enterprise.
struct Stability {
    std::uint32_t row = 0;
    std::int8_t grade = -1;            ///< official final grade
    double keeps = 0;                  ///< share of draws with the official grade, 0…1
    std::vector<double> grade_shares;  ///< per grade of the track; adds up to 1
    std::uint32_t rank = 0;            ///< official
    std::uint32_t rank_low = 0, rank_median = 0, rank_high = 0;  ///< 5 %, 50 %, 95 % of the draws
};

struct TrackRobustness {
    int track = -1;
    std::size_t draws = 0;
    std::size_t rank_draws = 0;   ///< draws behind the rank intervals: all, unless memory would exceed 256 MB
    std::vector<Stability> rows;  ///< in official order
    double keeps = 0;             ///< mean of rows' keeps
    std::size_t agree = 0;  ///< rows whose grade the unvaried model in doubles reproduces; all, normally
};

/// How firmly each grade stands when weights, base values, caps and data vary within stated limits (Monte
/// Carlo). Quotas stay fixed; bonus points stay as they are (a bonus that is a share or a coefficient keeps
/// its share); overrides that took effect in the official run act again on the grade of the draw. Works in
/// doubles: these are statistics, not grades. Replicable: draw d uses the counter-based stream (seed, d),
/// whatever the number of threads. One result a track that ranks. Errors: robustness_variation (a half-width
/// of 1 or more, a cap that is not positive, …), scoring_stopped.
Result<std::vector<TrackRobustness>> robustness(const Run& run, const RobustnessOptions& options = {});

}  // namespace yuanheng::scoring
