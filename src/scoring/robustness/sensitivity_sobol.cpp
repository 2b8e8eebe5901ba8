#include <algorithm>
#include <boost/random/sobol.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <limits>

#include "scheme/codes.hpp"
#include "scoring/data/parallel.hpp"
#include "scoring/robustness/robustness_random.hpp"
#include "scoring/robustness/sensitivity.hpp"

namespace yuanheng::scoring {

namespace {

constexpr std::size_t kSobolRounds = 20;

/// N Sobol' points of the unit cube of `dimensions`, all moved by one random vector modulo 1 (Cranley &
/// Patterson).
std::vector<double> shifted_sobol(std::size_t n, std::size_t dimensions, std::uint64_t seed) {
    boost::random::sobol engine(dimensions);
    const Philox shift(seed, 0);
    std::vector<double> out(n * dimensions);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const double u = static_cast<double>(engine()) * 0x1p-64 + shift.uniform(i % dimensions);
        out[i] = u - std::floor(u);
    }
    return out;
}

/// Outputs at the rows of A, of B, and of A with column i from B, for one output.
struct Evaluations {
    std::vector<double> a, b;
    std::vector<std::vector<double>> ab;
};

struct Estimate {
    std::vector<double> first, total;
    double mean = 0, variance = 0;
};

/// Saltelli et al. (2010), table 2: V_i = mean of f_B (f_ABi − f_A); Jansen: VT_i = half the mean of (f_A −
/// f_ABi)². `pick` chooses the rows, which is how the bootstrap repeats the estimate.
template <typename Pick>
Estimate estimate(const Evaluations& e, const Pick& pick) {
    const std::size_t n = e.a.size();
    const auto count = static_cast<double>(n);
    Estimate out;
    double sum = 0;
    for (std::size_t r = 0; r < n; ++r) sum += e.a[pick(r)] + e.b[pick(r)];
    out.mean = sum / (2 * count);
    double squares = 0;
    for (std::size_t r = 0; r < n; ++r) {
        const double a = e.a[pick(r)] - out.mean;
        const double b = e.b[pick(r)] - out.mean;
        squares += a * a + b * b;
    }
    out.variance = squares / (2 * count);
    for (const std::vector<double>& ab : e.ab) {
        double first = 0;
        double total = 0;
        for (std::size_t r = 0; r < n; ++r) {
            const std::size_t i = pick(r);
            // Centred: the estimator's own variance grows with the square of the mean.
            first += (e.b[i] - out.mean) * (ab[i] - e.a[i]);
            total += (e.a[i] - ab[i]) * (e.a[i] - ab[i]);
        }
        const bool varies = out.variance > 0;
        const double none = std::numeric_limits<double>::quiet_NaN();
        out.first.push_back(varies ? first / count / out.variance : none);
        out.total.push_back(varies ? total / (2 * count) / out.variance : none);
    }
    return out;
}

SobolIndices indices(const Evaluations& e, const SobolOptions& options) {
    const Estimate whole = estimate(e, [](std::size_t r) { return r; });
    SobolIndices out{whole.first, whole.total, {}, {}, whole.mean, whole.variance};
    const std::size_t k = e.ab.size();
    out.first_error.assign(k, 0);
    out.total_error.assign(k, 0);
    for (int b = 0; b < options.bootstraps; ++b) {
        const Philox stream(options.seed, 1 + static_cast<std::uint64_t>(b));
        std::vector<std::size_t> rows(e.a.size());
        for (std::size_t r = 0; r < rows.size(); ++r) {
            rows[r] = static_cast<std::size_t>(stream.uniform(r) * static_cast<double>(rows.size()));
        }
        const Estimate again = estimate(e, [&](std::size_t r) { return rows[r]; });
        for (std::size_t i = 0; i < k; ++i) {
            out.first_error[i] += (again.first[i] - whole.first[i]) * (again.first[i] - whole.first[i]);
            out.total_error[i] += (again.total[i] - whole.total[i]) * (again.total[i] - whole.total[i]);
        }
    }
    for (std::vector<double>* errors : {&out.first_error, &out.total_error}) {
        for (double& v : *errors) v = options.bootstraps > 0 ? 1.96 * std::sqrt(v / options.bootstraps) : 0;
    }
    return out;
}

}  // namespace

Result<std::vector<SobolIndices>> sobol_indices(const Model& model, int factors, int outputs,
                                                const SobolOptions& options) {
    if (factors < 1 || factors > kMaxFactors || options.samples < 2) {
        return fail(Code::sensitivity_size, {{"limit", std::to_string(kMaxFactors)}});
    }
    const auto k = static_cast<std::size_t>(factors);
    const auto m = static_cast<std::size_t>(outputs);
    const std::size_t n = options.samples;
    const std::vector<double> points = shifted_sobol(n, 2 * k, options.seed);
    std::vector<Evaluations> out(m);
    for (Evaluations& e : out) {
        e.a.resize(n);
        e.b.resize(n);
        e.ab.assign(k, std::vector<double>(n));
    }
    const auto evaluate_row = [&](std::size_t r) {
        const double* a = points.data() + r * 2 * k;
        std::vector<double> point(a, a + k);
        std::vector<double> values(m);
        const auto at = [&](auto&& member) {
            model(point, values);
            for (std::size_t o = 0; o < m; ++o) member(out[o])[r] = values[o];
        };
        at([](Evaluations& e) -> std::vector<double>& { return e.a; });
        for (std::size_t i = 0; i < k; ++i) {
            point[i] = a[k + i];
            at([i](Evaluations& e) -> std::vector<double>& { return e.ab[i]; });
            point[i] = a[i];
        }
        std::copy(a + k, a + 2 * k, point.begin());
        at([](Evaluations& e) -> std::vector<double>& { return e.b; });
    };
    for (std::size_t round = 0; round < kSobolRounds; ++round) {
        if (options.stop.stop_requested()) return fail(Code::scoring_stopped, {});
        const std::size_t begin = round * n / kSobolRounds;
        const std::size_t end = (round + 1) * n / kSobolRounds;
        for_pieces(end - begin, 1, options.threads, [&](std::size_t first, std::size_t last) {
            for (std::size_t r = begin + first; r < begin + last; ++r) evaluate_row(r);
        });
        if (options.progress) options.progress(static_cast<double>(round + 1) / kSobolRounds);
    }
    std::vector<SobolIndices> result;
    for (const Evaluations& e : out) result.push_back(indices(e, options));
    return result;
}

}  // namespace yuanheng::scoring
