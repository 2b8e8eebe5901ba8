#pragma once

#include <cmath>

#include "base/exact.hpp"

namespace yuanheng::reference {

/// The reference is written once for two kinds of numbers: Exact, and double to see what doubles get wrong.
template <typename N>
N number(const Rational& value);
template <>
inline Exact number<Exact>(const Rational& value) {
    return Exact(value);
}
template <>
inline double number<double>(const Rational& value) {
    return to_double(value);
}

template <typename N>
N number(const Exact& value);
template <>
inline Exact number<Exact>(const Exact& value) {
    return value;
}
template <>
inline double number<double>(const Exact& value) {
    return value.approximate().value;
}

inline Exact power(const Exact& a, const Rational& p) { return pow(a, p); }
inline double power(double a, const Rational& p) { return std::pow(a, to_double(p)); }
inline Exact power(const Exact& a, const Exact& p) {
    return p.is_rational() ? pow(a, p.rational()) : exp(p * ln(a));
}
inline double power(double a, double p) { return std::pow(a, p); }
inline Exact logarithm(const Exact& a) { return ln(a); }
inline double logarithm(double a) { return std::log(a); }
inline Exact exact(const Exact& a) { return a; }
inline Exact exact(double a) { return Exact(decimal_of(a)); }
inline Exact magnitude(const Exact& a) { return abs(a); }
inline double magnitude(double a) { return std::abs(a); }

}  // namespace yuanheng::reference
