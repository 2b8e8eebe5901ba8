#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "base/random.hpp"

namespace yuanheng::scoring {

/// Counter-based random numbers: Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3",
/// SC 2011). The n-th number of a stream is a function of (seed, stream, n) alone: no order of calls, no
/// state to share between threads.
class Philox {
public:
    using Block = std::array<std::uint32_t, 4>;

    Philox(std::uint64_t seed, std::uint64_t stream) : seed_(seed), stream_(stream) {}

    Block block(std::uint64_t n) const {
        return philox({low(n), high(n), low(stream_), high(stream_)}, {low(seed_), high(seed_)});
    }
    /// Uniform in (0, 1), 53 bits.
    double uniform(std::uint64_t n) const {
        const Block b = block(n);
        return unit(b[0], b[1]);
    }
    /// Standard normal (Box & Muller).
    double normal(std::uint64_t n) const {
        const Block b = block(n);
        return std::sqrt(-2 * std::log(unit(b[0], b[1]))) * std::cos(2 * std::numbers::pi * unit(b[2], b[3]));
    }

private:
    static std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
    static std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }
    static double unit(std::uint32_t a, std::uint32_t b) {
        const std::uint64_t bits = ((std::uint64_t{a} << 32) | b) >> 11;
        return (static_cast<double>(bits) + 0.5) * 0x1p-53;
    }

    std::uint64_t seed_, stream_;
};

}  // namespace yuanheng::scoring
