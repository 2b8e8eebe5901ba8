#include "base/uscc.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"

namespace yuanheng {

namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::string_view kDigits = "0123456789";
/// 登记管理部门: 1 to 9, A (military), N (agriculture), Y (others). Eighteen zeros have a right check
/// character.
constexpr std::string_view kAuthorities = "123456789ANY";
/// How division codes (GB/T 2260) begin: with the number of a part of the country.
constexpr std::string_view kRegions = "12345678";

bool only(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == std::string_view::npos;
}

std::string upper(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

/// "9.14E+17", "914403007084611000.0": how a spreadsheet shows a code that it has taken for a number.
bool mangled(std::string_view text) {
    const bool exponent = text.find("E+") != std::string_view::npos && only(text, "0123456789.E+");
    const bool fraction =
        text.size() > 16 && text.find('.') != std::string_view::npos && only(text, "0123456789.");
    return exponent || fraction;
}

}  // namespace

char check_character(std::string_view first17) {
    if (first17.size() != 17)
        throw std::invalid_argument("a credit code is checked by its first 17 characters");
    std::size_t sum = 0, weight = 1;
    for (const char c : first17) {
        const std::size_t value = kAlphabet.find(c);
        if (value == std::string_view::npos) throw std::invalid_argument("not a character of credit codes");
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    return kAlphabet[(31 - sum % 31) % 31];
}

Result<CreditCode> CreditCode::parse(std::string_view text) {
    std::string code = upper(without_blanks(half_width(text)));
    for (const std::string_view mark : {"'", "‘", "’", "`"}) {
        if (code.starts_with(mark)) code.erase(0, mark.size());
    }
    const bool ascii =
        std::all_of(code.begin(), code.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii) return fail(Code::uscc_not_code, {{"text", std::string(trim(text))}});
    if (mangled(code)) return fail(Code::uscc_float, {{"text", code}});
    if (only(code, kDigits) && (code.size() == 6 || code.size() == 12)) {
        return fail(Code::uscc_not_code, {{"text", code}});
    }
    if (only(code, kDigits) && code.size() == 15) return fail(Code::uscc_old_number, {{"text", code}});
    if (code.size() != 18)
        return fail(Code::uscc_length, {{"text", code}, {"length", std::to_string(code.size())}});

    for (std::size_t i = 0; i < code.size(); ++i) {
        const bool region = i >= 2 && i < 8;
        const std::string_view allowed = i == 0   ? kAuthorities
                                         : i == 2 ? kRegions
                                         : region ? kDigits
                                                  : kAlphabet;
        if (allowed.find(code[i]) != std::string_view::npos) continue;
        return fail(
            Code::uscc_character,
            {{"text", code}, {"position", std::to_string(i + 1)}, {"character", std::string(1, code[i])}});
    }
    const char expected = check_character(std::string_view(code).substr(0, 17));
    if (code[17] != expected) {
        // A double keeps 15 or 16 digits; the spreadsheet fills up with zeros.
        if (only(code, kDigits) && code.ends_with("000")) return fail(Code::uscc_float, {{"text", code}});
        return fail(Code::uscc_check,
                    {{"text", code}, {"actual", code.substr(17)}, {"expected", std::string(1, expected)}});
    }
    CreditCode out;
    std::copy(code.begin(), code.end(), out.characters_.begin());
    return out;
}

}  // namespace yuanheng
