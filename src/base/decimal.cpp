#include "base/decimal.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <stdexcept>

namespace yuanheng {

namespace {

constexpr int kMaxDigits = 400;

Integer power_of_ten(unsigned exponent) { return boost::multiprecision::pow(Integer(10), exponent); }

Rational scaled(const Integer& digits, long exponent) {
    if (exponent >= 0) return Rational(digits * power_of_ten(static_cast<unsigned>(exponent)));
    return Rational(digits, power_of_ten(static_cast<unsigned>(-exponent)));
}

}  // namespace

Result<Rational> parse_decimal(std::string_view text) {
    const auto bad = [&] { return fail(Code::bad_number, {{"text", std::string(text.substr(0, 60))}}); };
    if (text.empty() || text.size() > kMaxDigits) return bad();
    std::size_t i = 0;
    const bool negative = text[0] == '-';
    if (text[0] == '-' || text[0] == '+') ++i;
    std::string digits;
    long exponent = 0;
    bool point = false;
    for (; i < text.size(); ++i) {
        if (text[i] == '.' && !point) {
            point = true;
        } else if (text[i] >= '0' && text[i] <= '9') {
            digits += text[i];
            if (point) --exponent;
        } else {
            break;
        }
    }
    if (digits.empty()) return bad();
    if (i < text.size()) {
        if (text[i] != 'e' && text[i] != 'E') return bad();
        long written = 0;
        const char* first = text.data() + i + 1;
        const char* last = text.data() + text.size();
        if (first < last && *first == '+') ++first;
        const auto [end, status] = std::from_chars(first, last, written);
        if (status != std::errc() || end != last || std::labs(written) > kMaxDigits) return bad();
        exponent += written;
    }
    // A leading zero would make GMP read the digits as octal.
    const std::size_t significant = digits.find_first_not_of('0');
    if (significant == std::string::npos) return Rational(0);
    const Integer whole(digits.substr(significant));
    return scaled(negative ? -whole : whole, exponent);
}

Rational decimal_of(double value) {
    if (!std::isfinite(value)) throw std::logic_error("decimal_of: not a finite number");
    if (value == std::trunc(value) && std::fabs(value) < 1e15) return Rational(static_cast<long long>(value));
    std::array<char, 32> buffer;  // holds the longest: "-1.2345678901234567e-308"
    const char* const end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
    const char* at = buffer.data() + (value < 0 ? 1 : 0);
    std::uint64_t digits = 0;  // at most 17
    long places = 0;
    for (bool point = false; *at != 'e'; ++at) {
        if (*at == '.') {
            point = true;
            continue;
        }
        digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
        places += point ? 1 : 0;
    }
    ++at;
    long exponent = 0;
    std::from_chars(*at == '+' ? at + 1 : at, end, exponent);
    const Integer whole(digits);
    return scaled(value < 0 ? Integer(-whole) : whole, exponent - places);
}

double to_double(const Rational& value) {
    using boost::multiprecision::denominator;
    using boost::multiprecision::numerator;
    if (value == 0) return 0.0;
    const bool negative = value < 0;
    const Integer n = negative ? -numerator(value) : numerator(value);
    const Integer d = denominator(value);
    // Scale so that the integer quotient has at least 64 bits, then let the remainder break ties through a
    // sticky bit.
    const long shift = 66 - (static_cast<long>(boost::multiprecision::msb(n)) -
                             static_cast<long>(boost::multiprecision::msb(d)));
    Integer quotient;
    Integer remainder;
    if (shift >= 0) {
        boost::multiprecision::divide_qr(Integer(n << static_cast<unsigned>(shift)), d, quotient, remainder);
    } else {
        boost::multiprecision::divide_qr(n, Integer(d << static_cast<unsigned>(-shift)), quotient, remainder);
    }
    const unsigned bits = boost::multiprecision::msb(quotient) + 1;
    const unsigned drop = bits - 54;  // keep 54 bits: 53 and one for rounding, then a sticky bit below
    const Integer low = quotient & ((Integer(1) << drop) - 1);
    auto kept = static_cast<unsigned long long>(Integer(quotient >> drop));
    const bool sticky = low != 0 || remainder != 0;
    const bool half = (kept & 1u) != 0;
    kept >>= 1;
    if (half && (sticky || (kept & 1u))) ++kept;
    const double result =
        std::ldexp(static_cast<double>(kept), static_cast<int>(drop) + 1 - static_cast<int>(shift));
    return negative ? -result : result;
}

Integer round_to_integer(const Rational& value, Rounding rule) {
    using boost::multiprecision::denominator;
    using boost::multiprecision::numerator;
    const Integer n = numerator(value);
    const Integer d = denominator(value);
    const bool negative = n < 0;
    const Integer magnitude = negative ? -n : n;
    Integer quotient;
    Integer remainder;
    boost::multiprecision::divide_qr(magnitude, d, quotient, remainder);
    const int half = Integer(remainder * 2).compare(d);
    bool up = false;
    switch (rule) {
        case Rounding::half_up: up = half >= 0; break;
        case Rounding::half_even: up = half > 0 || (half == 0 && quotient % 2 != 0); break;
        case Rounding::truncate: break;
        case Rounding::floor: up = negative && remainder != 0; break;
        case Rounding::ceil: up = !negative && remainder != 0; break;
    }
    if (up) quotient += 1;
    return negative ? -quotient : quotient;
}

Rational round_to(const Rational& value, int places, Rounding rule) {
    const Integer scale = power_of_ten(static_cast<unsigned>(std::abs(places)));
    if (places < 0) return Rational(round_to_integer(value / Rational(scale), rule) * scale);
    return Rational(round_to_integer(value * Rational(scale), rule), scale);
}

std::string format(const Rational& value, int places, Rounding rule) {
    const Integer scale = power_of_ten(static_cast<unsigned>(places));
    const Integer scaled_value = round_to_integer(value * Rational(scale), rule);
    const bool negative = scaled_value < 0;
    std::string digits = Integer(negative ? -scaled_value : scaled_value).str();
    const auto wanted = static_cast<std::size_t>(places) + 1;
    if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
    return (negative ? "-" : "") + digits;
}

std::string format_plain(const Rational& value, int max_places) {
    std::string out = format(value, max_places);
    if (out.find('.') != std::string::npos) {
        out.erase(out.find_last_not_of('0') + 1);
        if (out.back() == '.') out.pop_back();
    }
    return out == "-0" ? "0" : out;
}

}  // namespace yuanheng
