#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "scoring/robustness/robustness.hpp"

namespace yuanheng::scoring {

/// Sobol' indices of one output: the share of its variance that a factor explains alone (first order), and
/// with all its interactions (total), each with the half-width of its 95 % bootstrap interval.
struct SobolIndices {
    std::vector<double> first, total;  ///< per factor; NaN where the output does not vary
    std::vector<double> first_error, total_error;
    double mean = 0, variance = 0;
};

/// A model: a point of the unit cube (one coordinate a factor) to its outputs. Called from several threads at
/// once.
using Model = std::function<void(std::span<const double> point, std::span<double> outputs)>;

struct SobolOptions {
    std::size_t samples = 1024;  ///< N; the model is called N · (factors + 2) times
    std::uint64_t seed = 1;
    int threads = 0;
    int bootstraps = 200;
    std::stop_token stop;
    std::function<void(double)> progress;
};

/// First-order indices by Saltelli et al. (2010), total ones by Jansen (1999), from the matrices A, B and
/// AB_i, whose rows are Sobol' points under a random digital shift. At most kMaxFactors factors.
Result<std::vector<SobolIndices>> sobol_indices(const Model& model, int factors, int outputs,
                                                const SobolOptions& options = {});
inline constexpr int kMaxFactors = 500;

struct Factor {
    enum class Kind : std::uint8_t { weight, base, cap, data } kind = Kind::weight;
    std::string indicator;  ///< code; empty for cap and data
};

struct TrackSensitivity {
    int track = -1;
    std::vector<Factor> factors;
    SobolIndices rank_shift;     ///< of the mean |rank − official rank|
    SobolIndices grade_changes;  ///< of the number of enterprises with another grade
    std::size_t evaluations = 0;
};

/// Which assumption moves the ranks and grades: the variation of `variation` is taken apart by factor. With
/// the Dirichlet law weights cannot vary one by one; they then vary uniformly by `weight`. Errors as
/// robustness.
Result<std::vector<TrackSensitivity>> sensitivity(const Run& run, const Variation& variation,
                                                  const SobolOptions& options = {});

}  // namespace yuanheng::scoring
