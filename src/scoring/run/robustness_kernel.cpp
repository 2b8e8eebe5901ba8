#include "scoring/run/robustness_kernel.hpp"

#include <array>

// Function multi-versioning needs resolvers that run before the sanitizers are ready.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__clang__)
#define YUANHENG_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define YUANHENG_CLONES
#endif

namespace yuanheng::scoring {

YUANHENG_CLONES
void add_column(const double* t0, std::size_t n, const ColumnReading& reading, double weight, double* total) {
    const ColumnReading r = reading;
    for (std::size_t i = 0; i < n; ++i) {
        double t = r.shift + t0[i] * r.scale;
        t = t > r.high ? r.high : t;
        t = t < r.low ? r.low : t;
        t = t0[i] == t0[i] ? t : r.fill;
        total[i] += weight * t;
    }
}

YUANHENG_CLONES
ColumnSum sum_column(const double* t0, std::size_t n, const ColumnReading& reading) {
    constexpr std::size_t kLanes = 8;
    const ColumnReading r = reading;
    std::array<double, kLanes> sums{};
    std::array<double, kLanes> counts{};
    const std::size_t whole = n - n % kLanes;
    const auto read = [&](std::size_t i, std::size_t lane) {
        double t = r.shift + t0[i] * r.scale;
        t = t > r.high ? r.high : t;
        t = t < r.low ? r.low : t;
        const bool has = t0[i] == t0[i];
        sums[lane] += has ? t : 0.0;
        counts[lane] += has ? 1.0 : 0.0;
    };
    for (std::size_t i = 0; i < whole; i += kLanes) {
        for (std::size_t lane = 0; lane < kLanes; ++lane) read(i + lane, lane);
    }
    for (std::size_t i = whole; i < n; ++i) read(i, i - whole);
    ColumnSum out{0, 0};
    double count = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        out.sum += sums[lane];
        count += counts[lane];
    }
    out.count = static_cast<std::size_t>(count);
    return out;
}

YUANHENG_CLONES
void quantise(const double* value, std::size_t n, double high, double scale, unsigned* keys) {
    for (std::size_t i = 0; i < n; ++i) keys[i] = static_cast<unsigned>((high - value[i]) * scale);
}

}  // namespace yuanheng::scoring
