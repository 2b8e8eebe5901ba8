#include "base/exact.hpp"

#include <arb.h>
#include <flint/fmpq.h>

#include <cmath>
#include <limits>
#include <mutex>
#include <stdexcept>

namespace yuanheng {

namespace {

/// A fraction larger than this is carried on as an expression: exact additions of thousands of unlike
/// fractions would otherwise grow without end.
constexpr std::size_t kFractionBits = 1 << 15;
constexpr long kFirstBits = 128;

enum Operation : int { kAdd, kSubtract, kMultiply, kDivide, kLn, kExp, kPow, kAbs, kSum };

std::size_t bits(const Rational& r) {
    return mpz_sizeinbase(mpq_numref(r.backend().data()), 2) +
           mpz_sizeinbase(mpq_denref(r.backend().data()), 2);
}

}  // namespace

struct Exact::Node {
    Operation operation;
    std::vector<Exact> operands;
    Rational power;

    mutable std::mutex mutex;
    mutable long cached_bits = 0;
    mutable arb_t cached;

    Node(Operation op, std::vector<Exact> of, Rational by)
        : operation(op), operands(std::move(of)), power(std::move(by)) {
        arb_init(cached);
    }
    ~Node() { arb_clear(cached); }
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
};

/// A real known to lie within a ball: Arb's arb_t with a lifetime.
struct Ball {
    arb_t value;

    Ball() { arb_init(value); }
    ~Ball() { arb_clear(value); }
    Ball(const Ball&) = delete;
    Ball& operator=(const Ball&) = delete;

    void set(const Rational& r, long precision) {
        fmpq_t q;
        fmpq_init(q);
        fmpq_set_mpq(q, r.backend().data());
        arb_set_fmpq(value, q, precision);
        fmpq_clear(q);
    }

    void set(const Exact& e, long precision) {
        if (e.is_rational()) {
            set(e.rational_, precision);
            return;
        }
        const Exact::Node& node = *e.node_;
        const std::lock_guard lock(node.mutex);
        if (node.cached_bits < precision) {
            compute(node, precision);
            node.cached_bits = precision;
        }
        arb_set(value, node.cached);
    }

private:
    static void compute(const Exact::Node& node, long precision) {
        Ball a;
        Ball b;
        if (node.operation == kSum) {
            arb_zero(node.cached);
            for (const Exact& term : node.operands) {
                a.set(term, precision);
                arb_add(node.cached, node.cached, a.value, precision);
            }
            return;
        }
        a.set(node.operands[0], precision);
        if (node.operands.size() > 1) b.set(node.operands[1], precision);
        switch (node.operation) {
            case kAdd: arb_add(node.cached, a.value, b.value, precision); break;
            case kSubtract: arb_sub(node.cached, a.value, b.value, precision); break;
            case kMultiply: arb_mul(node.cached, a.value, b.value, precision); break;
            case kDivide: arb_div(node.cached, a.value, b.value, precision); break;
            case kLn: arb_log(node.cached, a.value, precision); break;
            case kExp: arb_exp(node.cached, a.value, precision); break;
            case kAbs: arb_abs(node.cached, a.value); break;
            case kPow: {
                fmpq_t q;
                fmpq_init(q);
                fmpq_set_mpq(q, node.power.backend().data());
                arb_pow_fmpq(node.cached, a.value, q, precision);
                fmpq_clear(q);
                break;
            }
            case kSum: break;
        }
    }
};

namespace {

/// −1, 0, 1 for the sign of a − b where at least one is an expression.
int compare_balls(const Exact& a, const Exact& b) {
    for (long precision = kFirstBits; precision <= Exact::kLimitBits; precision *= 2) {
        Ball x;
        Ball y;
        x.set(a, precision);
        y.set(b, precision);
        if (arb_lt(x.value, y.value)) return -1;
        if (arb_gt(x.value, y.value)) return 1;
    }
    return 0;
}

Rational to_rational(const arf_t value) {
    fmpq_t q;
    fmpq_init(q);
    arf_get_fmpq(q, value);
    Rational out;
    fmpq_get_mpq(out.backend().data(), q);
    fmpq_clear(q);
    return out;
}

/// The q-th root of a fraction ≥ 0 where it is a fraction itself.
bool perfect_root(const Rational& value, unsigned long q, Rational& root) {
    Integer n;
    Integer d;
    if (mpz_root(n.backend().data(), mpq_numref(value.backend().data()), q) == 0) return false;
    if (mpz_root(d.backend().data(), mpq_denref(value.backend().data()), q) == 0) return false;
    root = Rational(n, d);
    return true;
}

}  // namespace

Exact operation(int op, std::vector<Exact> operands, const Rational& power) {
    return Exact(std::make_shared<const Exact::Node>(static_cast<Operation>(op), std::move(operands), power));
}

namespace {
bool small(const Exact& a, const Exact& b) {
    return a.is_rational() && b.is_rational() && bits(a.rational()) + bits(b.rational()) < kFractionBits;
}
}  // namespace

const Rational& Exact::rational() const {
    if (node_) throw std::logic_error("Exact::rational: not a fraction");
    return rational_;
}

Exact operator+(const Exact& a, const Exact& b) {
    if (small(a, b)) return Rational(a.rational() + b.rational());
    return operation(kAdd, {a, b}, 0);
}

Exact operator-(const Exact& a, const Exact& b) {
    if (small(a, b)) return Rational(a.rational() - b.rational());
    return operation(kSubtract, {a, b}, 0);
}

Exact operator*(const Exact& a, const Exact& b) {
    if (small(a, b)) return Rational(a.rational() * b.rational());
    // A product with a plain zero is zero; keeps expressions that cancel from ending as "equal at the limit".
    if ((a.is_rational() && a.rational() == 0) || (b.is_rational() && b.rational() == 0)) return Exact(0);
    return operation(kMultiply, {a, b}, 0);
}

Exact operator/(const Exact& a, const Exact& b) {
    if (b.sign() == 0) throw std::domain_error("Exact: division by zero");
    if (small(a, b)) return Rational(a.rational() / b.rational());
    return operation(kDivide, {a, b}, 0);
}

Exact ln(const Exact& a) {
    if (a.sign() <= 0) throw std::domain_error("Exact: logarithm of a number that is not positive");
    if (a.is_rational() && a.rational() == 1) return Exact(0);
    return operation(kLn, {a}, 0);
}

Exact exp(const Exact& a) {
    if (a.is_rational() && a.rational() == 0) return Exact(1);
    return operation(kExp, {a}, 0);
}

Exact abs(const Exact& a) {
    if (a.is_rational()) return Rational(boost::multiprecision::abs(a.rational()));
    return operation(kAbs, {a}, 0);
}

Exact pow(const Exact& a, const Rational& power) {
    using boost::multiprecision::denominator;
    using boost::multiprecision::numerator;
    const bool whole = denominator(power) == 1;
    const int sign = a.sign();
    if (sign < 0 && !whole) throw std::domain_error("Exact: root of a negative number");
    if (sign == 0) {
        if (power < 0) throw std::domain_error("Exact: zero to a negative power");
        return power == 0 ? Exact(1) : Exact(0);
    }
    if (power == 0) return Exact(1);
    if (power == 1) return a;
    if (!a.is_rational()) return operation(kPow, {a}, power);
    const Integer n = boost::multiprecision::abs(numerator(power));
    if (n > 4096 || bits(a.rational()) * static_cast<std::size_t>(n) > kFractionBits)
        return operation(kPow, {a}, power);
    Rational base = a.rational();
    if (!whole) {
        const Integer q = denominator(power);
        if (q > 64 || !perfect_root(base, static_cast<unsigned long>(q), base))
            return operation(kPow, {a}, power);
    }
    const auto times = static_cast<unsigned>(n);
    const Rational raised(boost::multiprecision::pow(numerator(base), times),
                          boost::multiprecision::pow(denominator(base), times));
    return power > 0 ? Exact(raised) : Exact(Rational(1 / raised));
}

Exact sum(std::vector<Exact> terms) {
    std::vector<Exact> rest;  // expressions, and fractions grown too large
    while (terms.size() > 1) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i + 1 < terms.size(); i += 2) {
            if (small(terms[i], terms[i + 1])) {
                terms[kept++] = terms[i] + terms[i + 1];
            } else {
                rest.push_back(terms[i]);
                rest.push_back(terms[i + 1]);
            }
        }
        if (terms.size() % 2 == 1) terms[kept++] = terms.back();
        terms.resize(kept);
    }
    if (rest.empty()) return terms.empty() ? Exact(0) : terms.front();
    if (!terms.empty()) rest.push_back(terms.front());
    return operation(kSum, std::move(rest), 0);
}

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
    int order = 0;
    if (a.is_rational() && b.is_rational()) {
        order = a.rational().compare(b.rational());
    } else if (a.node_ != b.node_) {
        order = compare_balls(a, b);
    }
    return order < 0   ? std::strong_ordering::less
           : order > 0 ? std::strong_ordering::greater
                       : std::strong_ordering::equal;
}

int Exact::sign() const {
    if (is_rational()) return rational_.sign();
    return compare_balls(*this, Exact(0));
}

Approximation Exact::approximate() const {
    constexpr double kHalfUlp = 0x1p-53;
    if (is_rational()) {
        const double value = to_double(rational_);
        return {value, std::fabs(value) * kHalfUlp};
    }
    Ball ball;
    ball.set(*this, kFirstBits);
    const double value = arf_get_d(arb_midref(ball.value), ARF_RND_NEAR);
    const double radius = mag_get_d(arb_radref(ball.value));
    return {value, (std::fabs(value) * kHalfUlp + radius) * (1 + 0x1p-50)};
}

std::string Exact::format(int places, Rounding rule) const {
    if (is_rational()) return yuanheng::format(rational_, places, rule);
    std::string shown;
    for (long precision = kFirstBits; precision <= kLimitBits; precision *= 2) {
        Ball ball;
        ball.set(*this, precision);
        arf_t low;
        arf_t high;
        arf_init(low);
        arf_init(high);
        arb_get_interval_arf(low, high, ball.value, precision);
        shown = yuanheng::format(to_rational(low), places, rule);
        const bool certain = shown == yuanheng::format(to_rational(high), places, rule);
        if (!certain) shown = yuanheng::format(to_rational(arb_midref(ball.value)), places, rule);
        arf_clear(low);
        arf_clear(high);
        if (certain) break;
    }
    return shown;
}

const Exact& min(const Exact& a, const Exact& b) { return b < a ? b : a; }
const Exact& max(const Exact& a, const Exact& b) { return a < b ? b : a; }

}  // namespace yuanheng
