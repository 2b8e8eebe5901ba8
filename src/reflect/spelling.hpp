#pragma once

#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/rational.hpp"
#include "reflect/field.hpp"

/// How values are written as texts, and read. Inside reflect only.
namespace yuanheng::reflect {

/// Appends value·10^−scale: at least `least` decimals and no more than needed; `grouped` with thousands
/// separators.
void append_scaled(std::string& out, std::int64_t value, int scale, int least = 0, bool grouped = false);
/// The same of a number of the field, as a reader sees it: shares in per cent, 0.1 as "10%".
void append_number(std::string& out, const Field& field, std::int64_t value, int least, bool grouped);
/// number·10^scale of the field. Errors field_whole, field_places, money_not_whole where that is no whole
/// number, field_range, money_too_large where it has more than 64 bits.
Result<std::int64_t> scaled(const Field& field, const Rational& number);

/// Appends 2026-11-25T06:30:05.000Z; `zone` ahead of UTC and without T and fraction: 2026-11-25 14:30:05.
/// Throws std::logic_error outside the years 1–9999.
void append_instant(std::string& out, std::int64_t ms);
void append_local(std::string& out, std::int64_t ms);
/// Whether the instant lies in the years 1–9999.
bool writable(std::int64_t ms);
/// Reads RFC 3339 with any zone; beyond milliseconds it is cut. Error field_instant.
Result<std::int64_t> parse_instant(std::string_view text);
/// The same, and dates of base with a time of the day or without, which are Beijing time. Error
/// field_instant.
Result<std::int64_t> parse_typed_instant(std::string_view text);

/// A text in the one spelling of the field's format: without blanks at both ends; of a credit code, industry,
/// phone or e-mail also without what writers vary. Secrets stay as they are. Errors of the format.
Result<std::string> canonical(Format format, std::string_view text);

/// Codes of choices in the order in which the field declares them; those that it has not come last.
Value in_order(const Field& field, std::vector<std::string> codes);

/// "不小于 0" and "at least 0", as field_range and field_count want it; bounds in the field's scale.
Label range_in_words(const Field& field);

/// The error with the field's label, both languages.
Error about(ErrorCode code, const Field& field,
            std::initializer_list<std::pair<std::string, std::string>> arguments = {});
/// Error field_choice with the choices and the one that was probably meant.
Error no_choice(const Field& field, std::string_view text);

}  // namespace yuanheng::reflect
