#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

/// Loops over one block of rows. Numbers are doubles where NaN is "absent" and an infinity "ask the exact
/// reader"; truth values are 0, 1, NaN, infinity. A relative number lies within rel·|value| of the truth, an
/// absolute one within its bound. Every result that is not within [kTiny, kHuge] and not an exact zero asks:
/// so no bound is ever lost to overflow or underflow.
///
/// The bounds are those of a running error analysis (Higham, Accuracy and Stability of Numerical Algorithms,
/// §3.3), inflated by kSlack for the rounding of the bounds themselves.
namespace yuanheng::formula::kernel {

inline constexpr double kUnit = 0x1p-53;
inline constexpr double kSlack = 1 + 0x1p-20;
inline constexpr double kTiny = 1e-290;
inline constexpr double kHuge = 1e290;
inline constexpr double kAsk = std::numeric_limits<double>::infinity();
inline constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

using In = const double* __restrict;
using Out = double* __restrict;

/// Input cells: infinite, huge and subnormal ones ask.
void load(std::size_t n, In x, Out v);
/// v = a·b and v = a/b of relative numbers.
void multiply(std::size_t n, In a, In b, Out v);
void divide(std::size_t n, In a, In b, Out v);
/// e = rel·|a|.
void widen(std::size_t n, In a, double rel, Out e);
/// v = a ± b (sign 1 or −1) and products of absolute numbers.
void add(std::size_t n, double sign, In a, In ea, In b, In eb, Out v, Out e);
void multiply(std::size_t n, In a, In ea, In b, In eb, Out v, Out e);
void divide(std::size_t n, In a, In ea, In b, In eb, Out v, Out e);

/// Three-way comparison: v = −1, 0 or 1; numbers that overlap without being exact ask.
void compare(std::size_t n, In a, In ea, In b, In eb, Out v);
/// The same of values without error.
void compare(std::size_t n, In a, In b, Out v);
/// From a three-way comparison to a truth value: what −1, 0 and 1 mean.
void judge(std::size_t n, In order, double below, double same, double above, Out v);

/// Kleene's and (deciding = 0) and or (deciding = 1).
void combine(std::size_t n, double deciding, In a, In b, Out v);
void choose(std::size_t n, In condition, In yes, In no, Out v);
void first_present(std::size_t n, In a, In b, Out v);
void is_missing(std::size_t n, In a, Out v);
/// sign −1 for the lesser, 1 for the greater.
void extreme(std::size_t n, double sign, In a, In b, Out v);

/// The reader's answer: 0 with an infinite bound where it asks, NaN with bound 0 where absent, else value and
/// bound.
void settle(std::size_t n, In a, In ea, Out v, Out e);
/// The same of values without error.
void settle(std::size_t n, In a, Out v, Out e);

inline bool asks(double x) { return std::fabs(x) > kHuge; }

}  // namespace yuanheng::formula::kernel
