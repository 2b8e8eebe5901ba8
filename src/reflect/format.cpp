#include <algorithm>

#include "base/text.hpp"
#include "base/uscc.hpp"
#include "reflect/codes.hpp"
#include "reflect/spelling.hpp"

namespace yuanheng::reflect {

namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::size_t kNowhere = std::string_view::npos;

bool digits_only(std::string_view text) {
    return !text.empty() && text.find_first_not_of(kDigits) == kNowhere;
}
bool within(std::size_t n, std::size_t least, std::size_t most) { return n >= least && n <= most; }

/// A section letter, alone or with the digits of a division, group or class.
std::optional<std::string> industry(std::string_view text) {
    std::string code = without_blanks(half_width(text));
    if (code.empty()) return std::nullopt;
    if (code[0] >= 'a' && code[0] <= 'z') code[0] = static_cast<char>(code[0] - 'a' + 'A');
    const std::string_view digits = std::string_view(code).substr(1);
    const bool sound = digits.empty() || (digits_only(digits) && within(digits.size(), 2, 4));
    return sound && code[0] >= 'A' && code[0] <= 'T' ? std::optional(code) : std::nullopt;
}

/// Digits in groups that one - separates; a + before them stays. Nothing where there is something else.
std::optional<std::string> in_groups(std::string_view text) {
    std::string narrow = half_width(text);
    for (const std::string_view mark : {"转", "—", "–", "－", "(", ")"})
        narrow = replace_all(narrow, mark, "-");
    std::string out;
    for (const char c : without_blanks(narrow)) {
        const bool digit = kDigits.find(c) != kNowhere;
        if (!digit && c != '-' && !(c == '+' && (out.empty() || out == "-"))) return std::nullopt;
        if (c == '-' && (out.empty() || out.back() == '-' || out.back() == '+')) continue;
        out += c;
    }
    if (out.ends_with('-')) out.pop_back();
    if (out.starts_with("00")) out.replace(0, 2, "+");
    return out;
}

/// A local number with or without an extension: 3238888, 3238888-801.
std::optional<std::string> local(std::string_view text, std::size_t least) {
    const std::size_t dash = text.find('-');
    const std::string_view number = text.substr(0, dash);
    if (!digits_only(number) || !within(number.size(), least, 8)) return std::nullopt;
    if (dash == kNowhere) return std::string(number);
    const std::string_view extension = text.substr(dash + 1);
    if (!digits_only(extension) || extension.size() > 6) return std::nullopt;
    return std::string(number) + "-" + std::string(extension);
}

/// Mobiles (1[3-9] and 9 digits), landlines with area code, 400 and 800 numbers, local and service numbers,
/// and those abroad with their country code (E.164: at most 15 digits).
std::optional<std::string> phone(std::string_view text) {
    std::optional<std::string> groups = in_groups(text);
    if (!groups || groups->empty()) return std::nullopt;
    std::string all = replace_all(*groups, "-", "");
    const bool with_country = all.starts_with("+86");
    if (all[0] == '+' && !with_country) return within(all.size(), 8, 16) ? std::optional(all) : std::nullopt;
    if (with_country) {
        all.erase(0, 3);
        groups->erase(0, groups->find('6') + 1);
        if (groups->starts_with('-')) groups->erase(0, 1);
    }
    if (all.size() == 13 && all.starts_with("861")) all.erase(0, 2);
    if (all.size() == 11 && all[0] == '1') return all[1] >= '3' ? std::optional(all) : std::nullopt;
    if (all.size() == 10 && (all.starts_with("400") || all.starts_with("800"))) {
        return all.substr(0, 3) + "-" + all.substr(3, 3) + "-" + all.substr(6);
    }
    if (with_country && !all.starts_with('0')) {  // behind +86 the area code goes without its 0
        all.insert(0, 1, '0');
        groups->insert(0, 1, '0');
    }
    const std::string_view rest = *groups;
    if (!all.starts_with('0')) return local(rest, 5);
    const std::size_t area = all.size() > 1 && (all[1] == '1' || all[1] == '2') ? 3 : 4;
    if (all.size() <= area) return std::nullopt;
    const std::string before = all.substr(0, area) + "-";
    if (within(all.size() - area, 7, 8)) return before + all.substr(area);
    // Longer than a number: what stands behind the last dash is the extension.
    const std::size_t dash = rest.rfind('-');
    if (dash == kNowhere) return std::nullopt;
    const std::string number = replace_all(rest.substr(0, dash), "-", "");
    if (number.size() <= area) return std::nullopt;
    const std::optional<std::string> whole = local(number.substr(area) + std::string(rest.substr(dash)), 7);
    return whole ? std::optional(before + *whole) : std::nullopt;
}

bool sound_domain(std::string_view domain) {
    std::size_t labels = 0;
    while (true) {
        const std::size_t dot = domain.find('.');
        const std::string_view label = domain.substr(0, dot);
        const auto letter = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        };
        if (!within(label.size(), 1, 63) || label.front() == '-' || label.back() == '-') return false;
        if (!std::all_of(label.begin(), label.end(), letter)) return false;
        ++labels;
        if (dot == kNowhere) return labels > 1 && label.size() > 1 && !digits_only(label);
        domain.remove_prefix(dot + 1);
    }
}

/// The dot-atom form of RFC 5322 and a domain of the DNS, which is kept in lower case.
std::optional<std::string> email(std::string_view text) {
    const std::string narrow = half_width(text);
    const std::string_view whole = trim(narrow);
    const std::size_t at = whole.find('@');
    if (at == kNowhere || !within(at, 1, 64) || whole.size() > 254) return std::nullopt;
    const std::string_view name = whole.substr(0, at);
    const auto atom = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || kDigits.find(c) != kNowhere ||
               std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != kNowhere;
    };
    if (!std::all_of(name.begin(), name.end(), atom) || name.front() == '.' || name.back() == '.')
        return std::nullopt;
    if (name.find("..") != kNowhere) return std::nullopt;
    const std::string domain = lower(whole.substr(at + 1));
    if (!sound_domain(domain)) return std::nullopt;
    return std::string(name) + "@" + domain;
}

}  // namespace

Result<std::string> canonical(Format format, std::string_view text) {
    if (format == Format::secret) return std::string(text);
    const std::string_view trimmed = trim(text);
    if (trimmed.empty()) return std::string();
    std::optional<std::string> out;
    switch (format) {
        case Format::uscc:
            return CreditCode::parse(trimmed).map([](const CreditCode& c) { return std::string(c.text()); });
        case Format::industry: out = industry(trimmed); break;
        case Format::phone: out = phone(trimmed); break;
        case Format::email: out = email(trimmed); break;
        case Format::plain:
        case Format::multiline:
        case Format::percent:
        case Format::secret: return std::string(trimmed);
    }
    if (out) return *out;
    const std::string shown(trimmed);
    if (format == Format::phone) return fail(Code::field_phone, {{"text", shown}});
    if (format == Format::email) return fail(Code::field_email, {{"text", shown}});
    return fail(Code::industry_unknown, {{"text", shown},
                                         {"suggestion", "开头要有门类字母"},
                                         {"suggestion_en", "it begins with the section letter"}});
}

}  // namespace yuanheng::reflect
