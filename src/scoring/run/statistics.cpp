#include "scoring/run/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace yuanheng::scoring {

namespace {

Exact central_moment(const std::vector<Exact>& values, const Exact& centre, int power) {
    std::vector<Exact> terms;
    terms.reserve(values.size());
    for (const Exact& v : values) terms.push_back(pow(v - centre, power));
    return yuanheng::sum(std::move(terms)) / Exact(static_cast<long long>(values.size()));
}

/// Skewness as a sign and a test, without leaving the rationals: |G₁| ≤ s ⇔ n(n − 1)·m₃² ≤ s²·(n − 2)²·m₂³,
/// and G₂ ≤ k ⇔ (n − 1)·((n + 1)(m₄ − 3m₂²) + 6m₂²) ≤ k·(n − 2)(n − 3)·m₂².
struct Shape {
    bool passes;
    int skew_sign;
};

Shape shape(const std::vector<Exact>& values, const Treatment& limits) {
    if (values.size() < 4) return {true, 0};
    const Exact centre = mean(values);
    const Exact m2 = central_moment(values, centre, 2);
    if (m2.sign() == 0) return {true, 0};
    const Exact m3 = central_moment(values, centre, 3);
    const auto n = static_cast<long long>(values.size());
    const Exact skewness(Rational(limits.skewness * limits.skewness * Rational((n - 2) * (n - 2))));
    if (Exact(n * (n - 1)) * m3 * m3 <= skewness * m2 * m2 * m2) return {true, m3.sign()};
    const Exact m4 = central_moment(values, centre, 4);
    const Exact squared = m2 * m2;
    const Exact kurtosis = Exact(n - 1) * (Exact(n + 1) * (m4 - Exact(3) * squared) + Exact(6) * squared);
    return {kurtosis <= Exact(Rational(limits.kurtosis * Rational((n - 2) * (n - 3)))) * squared, m3.sign()};
}

/// Sets every value equal to the extreme to its neighbour inside; false where all values are equal.
bool winsorise_once(std::vector<Exact>& values, bool high) {
    const auto worse = [&](const Exact& a, const Exact& b) { return high ? a > b : a < b; };
    Exact extreme = values.front();
    for (const Exact& v : values) {
        if (worse(v, extreme)) extreme = v;
    }
    const Exact* next = nullptr;
    for (const Exact& v : values) {
        if (worse(extreme, v) && (next == nullptr || worse(v, *next))) next = &v;
    }
    if (next == nullptr) return false;
    const Exact replacement = *next;
    for (Exact& v : values) {
        if (v == extreme) v = replacement;
    }
    return true;
}

}  // namespace

Exact mean(const std::vector<Exact>& values) {
    return yuanheng::sum(values) / Exact(static_cast<long long>(values.size()));
}

Exact median(std::vector<Exact> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    if (values.size() % 2 == 1) return values[middle];
    return (values[middle - 1] + values[middle]) / Exact(2);
}

Exact standard_deviation(const std::vector<Exact>& values) {
    return pow(central_moment(values, mean(values), 2), Rational(1, 2));
}

Exact percentile(const std::vector<Exact>& ascending, const Rational& p) {
    const Rational position = p * Rational(static_cast<long long>(ascending.size()) - 1);
    const Integer below = round_to_integer(position, Rounding::floor);
    const auto index = static_cast<std::size_t>(below);
    const Exact part(Rational(position - Rational(below)));
    if (index + 1 >= ascending.size()) return ascending.back();
    return ascending[index] + part * (ascending[index + 1] - ascending[index]);
}

Rational mid_rank(const std::vector<Exact>& ascending, const Exact& x) {
    const auto low = std::lower_bound(ascending.begin(), ascending.end(), x);
    const auto high = std::upper_bound(low, ascending.end(), x);
    return Rational(2 * (low - ascending.begin()) + (high - low),
                    2 * static_cast<long long>(ascending.size()));
}

std::vector<Exact> treat(const std::vector<Exact>& values, const Treatment& treatment) {
    std::vector<Exact> treated = values;
    for (int points = 0;; ++points) {
        const Shape now = shape(treated, treatment);
        if (now.passes) return treated;
        if (points == treatment.max_points || !winsorise_once(treated, now.skew_sign > 0)) break;
    }
    const Exact low = *std::min_element(values.begin(), values.end());
    treated.clear();
    for (const Exact& v : values) treated.push_back(ln(v - low + Exact(1)));
    return treated;
}

Approximation sum(const std::vector<Approximation>& terms) {
    double total = 0;
    double carry = 0;
    double magnitude = 0;
    double bound = 0;
    for (const Approximation& term : terms) {
        const double next = total + term.value;
        const double back = next - total;
        carry += (total - (next - back)) + (term.value - back);
        total = next;
        magnitude += std::fabs(term.value);
        bound += term.bound;
    }
    const double n = static_cast<double>(terms.size()) + 1;
    const double value = total + carry;
    // Ogita, Rump & Oishi (2005), Sum2: |error| ≤ u|s| + γ²ₙ₋₁ Σ|xᵢ|; the bounds' own sum is rounded up by
    // n·u.
    const double u = 0x1p-53;
    return {value, (u * std::fabs(value) + 2 * (n * u) * (n * u) * magnitude + bound * (1 + 2 * n * u)) *
                       (1 + 0x1p-40)};
}

Approximation divide(const Approximation& a, const Approximation& b) {
    const double low = std::fabs(b.value) - b.bound;
    const double q = a.value / b.value;
    if (!(low > 0) || !std::isfinite(q)) return {q, std::numeric_limits<double>::infinity()};
    return {q, ((a.bound + std::fabs(q) * b.bound) / low + 0x1p-53 * std::fabs(q)) * (1 + 0x1p-40)};
}

}  // namespace yuanheng::scoring
