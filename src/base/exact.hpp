#pragma once

#include <compare>
#include <memory>
#include <string>
#include <vector>

#include "base/decimal.hpp"
#include "base/rational.hpp"

namespace yuanheng {

/// A double and how far it may lie from the value it stands for: |value − true| ≤ bound. A bound of infinity
/// says "not known: ask the exact reader".
struct Approximation {
    double value = 0;
    double bound = 0;
};

/// An exact real number: a fraction, or an expression over fractions with ln, exp, powers and long sums,
/// which is evaluated in ball arithmetic (Arb) to whatever precision a comparison needs.
///
/// Fractions are compared exactly. Where an irrational is involved, precision doubles from 128 bits until the
/// intervals separate; two values that still overlap at kLimitBits are equal for every purpose of this
/// program (they agree to more than a thousand decimal digits). Values are immutable and cheap to copy; safe
/// to share between threads.
class Exact {
public:
    static constexpr long kLimitBits = 4096;

    Exact() = default;
    Exact(Rational value) : rational_(std::move(value)) {}
    Exact(long long value) : rational_(value) {}
    Exact(int value) : rational_(value) {}

    /// Whether the value is held as a fraction.
    bool is_rational() const { return node_ == nullptr; }
    /// The fraction; throws std::logic_error where !is_rational().
    const Rational& rational() const;

    friend Exact operator+(const Exact& a, const Exact& b);
    friend Exact operator-(const Exact& a, const Exact& b);
    friend Exact operator*(const Exact& a, const Exact& b);
    /// Throws std::domain_error when b is zero.
    friend Exact operator/(const Exact& a, const Exact& b);
    Exact operator-() const { return Exact(0) - *this; }
    Exact& operator+=(const Exact& b) { return *this = *this + b; }

    /// Natural logarithm; throws std::domain_error unless a > 0.
    friend Exact ln(const Exact& a);
    friend Exact exp(const Exact& a);
    /// a to a fraction's power. Integer powers of fractions stay fractions, and so do perfect roots. Throws
    /// std::domain_error for a < 0 with a non-integer power and for a = 0 with a negative one.
    friend Exact pow(const Exact& a, const Rational& power);
    friend Exact abs(const Exact& a);

    friend std::strong_ordering operator<=>(const Exact& a, const Exact& b);
    friend bool operator==(const Exact& a, const Exact& b) { return (a <=> b) == 0; }
    int sign() const;

    /// The nearest double or one beside it, with its bound.
    Approximation approximate() const;
    /// Rounded to `places` decimals by `rule`; exact also where the value is irrational.
    std::string format(int places, Rounding rule = Rounding::half_up) const;

    struct Node;  ///< an operation and its operands; exact.cpp only

private:
    explicit Exact(std::shared_ptr<const Node> node) : node_(std::move(node)) {}

    Rational rational_{0};
    std::shared_ptr<const Node> node_;

    friend struct Ball;
    friend Exact sum(std::vector<Exact> terms);
    friend Exact operation(int op, std::vector<Exact> operands, const Rational& power);
};

Exact ln(const Exact& a);
Exact exp(const Exact& a);
Exact pow(const Exact& a, const Rational& power);
Exact abs(const Exact& a);
/// The sum, independent of the order of the terms. Kept as a fraction while that stays small, else as one
/// long sum that is evaluated in ball arithmetic.
Exact sum(std::vector<Exact> terms);
const Exact& min(const Exact& a, const Exact& b);
const Exact& max(const Exact& a, const Exact& b);

}  // namespace yuanheng
