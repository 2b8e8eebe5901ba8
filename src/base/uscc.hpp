#pragma once

#include <array>
#include <compare>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace yuanheng {

/// A unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters of 0–9 and A–Z without I, O,
/// S, V, Z, the last of which checks the others. Valid by construction.
class CreditCode {
public:
    /// Accepts lower case, full-width characters, blanks anywhere, and the apostrophe that spreadsheets put
    /// before a text. Errors: uscc_length, uscc_character, uscc_check (with the expected character),
    /// uscc_float (a spreadsheet has made a number of it), uscc_old_number (15-digit registration number),
    /// uscc_not_code (a name or a region code).
    static Result<CreditCode> parse(std::string_view text);

    std::string_view text() const { return {characters_.data(), characters_.size()}; }
    /// Division code (GB/T 2260) of the place of registration.
    std::string_view region() const { return text().substr(2, 6); }
    /// The organisation code (GB 11714), which stays when the place changes.
    std::string_view organisation() const { return text().substr(8, 9); }

    friend auto operator<=>(const CreditCode&, const CreditCode&) = default;

private:
    CreditCode() = default;
    std::array<char, 18> characters_{};
};

/// The check character of the first 17 characters: 31 − Σ cᵢ·3ⁱ⁻¹ mod 31. Precondition: 17 characters of the
/// code's alphabet; throws std::invalid_argument otherwise.
char check_character(std::string_view first17);

}  // namespace yuanheng

template <>
struct std::hash<yuanheng::CreditCode> {
    std::size_t operator()(const yuanheng::CreditCode& code) const noexcept {
        return std::hash<std::string_view>()(code.text());
    }
};
