#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/rational.hpp"

namespace yuanheng {

/// How a value is rounded where it is shown. `half_even` is GB/T 8170's rule (四舍六入五成双).
enum class Rounding { half_up, half_even, truncate, floor, ceil };

/// Reads a plain decimal ("-1234.50", "1.5e3", "+7") exactly. No separators, no unit: see text.hpp for what
/// departments write. At most 400 characters and |exponent| ≤ 400; error bad_number.
Result<Rational> parse_decimal(std::string_view text);

/// The exact decimal that a finite double stands for in a data column: its shortest decimal representation.
/// A number of up to 15 significant digits read into a double and back is unchanged by this.
Rational decimal_of(double value);

/// The double nearest to `value` (round-to-nearest-even), so that |result − value| ≤ 2⁻⁵³·|value| for normal
/// results.
double to_double(const Rational& value);

/// `value` rounded to `places` decimals (negative places round to tens, hundreds, …). Half-up rounds halves
/// away from zero, as 四舍五入 does.
Rational round_to(const Rational& value, int places, Rounding rule);

/// `value` rounded and written with exactly `places` ≥ 0 decimals: format(737156/10000, 2, truncate) is
/// "73.71".
std::string format(const Rational& value, int places, Rounding rule = Rounding::half_up);

/// The exact decimal where the fraction terminates within `max_places`, else rounded half-up to `max_places`;
/// trailing zeros are dropped.
std::string format_plain(const Rational& value, int max_places = 12);

/// floor of a fraction, and the fraction rounded to an integer by a rule: quota arithmetic ("35 % of 180" is
/// 63).
Integer round_to_integer(const Rational& value, Rounding rule);

}  // namespace yuanheng
