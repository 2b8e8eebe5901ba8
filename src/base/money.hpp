#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/rational.hpp"

namespace yuanheng {

/// How many yuan one of these is: what amounts are stated in.
inline constexpr long long kYuan = 1, kWanYuan = 10'000, kYiYuan = 100'000'000;

/// An amount of money as a whole number of fen (分, 1/100 元), up to about ±92 233 万亿元.
class Money {
public:
    Money() = default;
    static Money of_fen(std::int64_t fen) { return Money(fen); }
    /// `amount` × `yuan` yuan. Errors money_not_whole (there is a fraction of a fen), money_too_large.
    static Result<Money> exactly(const Rational& amount, long long yuan = kYuan) {
        const Rational fen = amount * yuan * 100;
        if (denominator(fen) != 1)
            return fail(Code::money_not_whole, {{"amount", format_plain(amount * yuan)}});
        return of(numerator(fen));
    }
    /// The same, rounded to the fen. Error money_too_large.
    static Result<Money> rounded(const Rational& amount, long long yuan = kYuan,
                                 Rounding rule = Rounding::half_up) {
        return of(round_to_integer(amount * yuan * 100, rule));
    }

    std::int64_t fen() const { return fen_; }
    /// The exact amount in units of `yuan` yuan: in(kWanYuan) is 万元.
    Rational in(long long yuan = kYuan) const { return Rational(fen_) / (Rational(yuan) * 100); }

    /// Throw std::overflow_error beyond the range: no real budget comes near it.
    friend Money operator+(Money a, Money b) {
        Money out;
        if (__builtin_add_overflow(a.fen_, b.fen_, &out.fen_)) throw std::overflow_error("sum of money");
        return out;
    }
    friend Money operator-(Money a, Money b) {
        Money out;
        if (__builtin_sub_overflow(a.fen_, b.fen_, &out.fen_))
            throw std::overflow_error("difference of money");
        return out;
    }
    Money& operator+=(Money b) { return *this = *this + b; }
    Money& operator-=(Money b) { return *this = *this - b; }
    friend auto operator<=>(const Money&, const Money&) = default;

    /// "1,234,567.89": in units of `yuan` yuan, with thousands separators, rounded half up to `places`
    /// decimals.
    std::string shown(int places = 2, long long yuan = kYuan) const {
        std::string out = format(in(yuan), places);
        const std::size_t sign = out.starts_with('-') ? 1 : 0;
        for (std::size_t i = std::min(out.find('.'), out.size()); i > sign + 3;) out.insert(i -= 3, 1, ',');
        return out;
    }

private:
    explicit Money(std::int64_t fen) : fen_(fen) {}

    static Result<Money> of(const Integer& fen) {
        using Limits = std::numeric_limits<std::int64_t>;
        if (fen < Limits::min() || fen > Limits::max()) {
            return fail(Code::money_too_large, {{"amount", format_plain(Rational(fen) / 100)}});
        }
        return Money(static_cast<std::int64_t>(fen));
    }

    std::int64_t fen_ = 0;
};

}  // namespace yuanheng
