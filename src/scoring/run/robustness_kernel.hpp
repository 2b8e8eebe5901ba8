#pragma once

#include <cstddef>

namespace yuanheng::scoring {

/// How one column of shares of full marks is read in a variant: t = shift + t₀·scale, then at most `high`,
/// then at least `low`; `fill` where t₀ is NaN.
struct ColumnReading {
    double shift, scale, low, high, fill;
};

/// total[i] += weight · t(i) for i in [0, n). Compiled for several instruction sets, with the same roundings
/// in each.
void add_column(const double* t0, std::size_t n, const ColumnReading& reading, double weight, double* total);

/// Sum of t over [0, n) where t₀ is not NaN, and how many those are. The order of summation depends on n
/// alone.
struct ColumnSum {
    double sum;
    std::size_t count;
};
ColumnSum sum_column(const double* t0, std::size_t n, const ColumnReading& reading);

/// keys[i] = (high − value[i])·scale as integers, for an ascending sort that puts the greatest value first.
void quantise(const double* value, std::size_t n, double high, double scale, unsigned* keys);

}  // namespace yuanheng::scoring
