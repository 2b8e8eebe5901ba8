#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace yuanheng {

/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, SC'11): 128 random
/// bits as a function of a counter and a key.
constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                              std::array<std::uint32_t, 2> key) {
    constexpr std::uint64_t kFirst = 0xD2511F53, kSecond = 0xCD9E8D57;
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = kFirst * counter[0], b = kSecond * counter[2];
        counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
                   static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
        key[0] += 0x9E3779B9;
        key[1] += 0xBB67AE85;
    }
    return counter;
}

/// Random numbers without state: the n-th draw of a stream is a function of (seed, stream, n), so results do
/// not depend on the order of draws or the number of threads. A stream per replicate or per purpose.
class Random {
public:
    constexpr explicit Random(std::uint64_t seed, std::uint64_t stream = 0) : seed_(seed), stream_(stream) {}

    /// 64 uniform random bits.
    constexpr std::uint64_t bits(std::uint64_t n) const { return block(n)[0]; }
    /// Uniform in [0, 1), a multiple of 2⁻⁵³.
    constexpr double uniform(std::uint64_t n) const { return unit(bits(n)); }
    /// Two independent uniforms for the price of one.
    constexpr std::array<double, 2> uniforms(std::uint64_t n) const {
        const auto [a, b] = block(n);
        return {unit(a), unit(b)};
    }
    /// Uniform in 0 … bound − 1; the bias is below bound/2⁶⁴. Precondition: bound > 0.
    constexpr std::uint64_t below(std::uint64_t n, std::uint64_t bound) const {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::uint64_t>((static_cast<Wide>(bits(n)) * bound) >> 64);
    }
    /// Two independent standard normals (Box and Muller 1958).
    std::array<double, 2> normals(std::uint64_t n) const {
        const auto [u, v] = uniforms(n);
        const double radius = std::sqrt(-2 * std::log(1 - u)), angle = 2 * std::numbers::pi * v;
        return {radius * std::cos(angle), radius * std::sin(angle)};
    }
    /// Standard normal.
    double normal(std::uint64_t n) const { return normals(n)[0]; }
    /// exp(mu + sigma·z): median exp(mu).
    double lognormal(std::uint64_t n, double mu, double sigma) const {
        return std::exp(mu + sigma * normal(n));
    }

private:
    static constexpr double unit(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }
    static constexpr std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
    static constexpr std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

    constexpr std::array<std::uint64_t, 2> block(std::uint64_t n) const {
        const auto w = philox({low(n), high(n), low(stream_), high(stream_)}, {low(seed_), high(seed_)});
        return {w[0] | std::uint64_t{w[1]} << 32, w[2] | std::uint64_t{w[3]} << 32};
    }

    std::uint64_t seed_;
    std::uint64_t stream_;
};

}  // namespace yuanheng
