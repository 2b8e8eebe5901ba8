#include "base/period.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/text.hpp"

namespace yuanheng {

namespace {

using Kind = Period::Kind;

constexpr std::array<std::string_view, 12> kMonthNames = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 4> kOrdinals = {"first", "second", "third", "fourth"};
constexpr std::array<std::string_view, 12> kNumerals = {"一", "二", "三", "四", "五",   "六",
                                                        "七", "八", "九", "十", "十一", "十二"};
constexpr int kEpochYear = 1970;

std::size_t index(int number) { return static_cast<std::size_t>(number - 1); }

int length(Kind kind, int number) {
    switch (kind) {
        case Kind::month: return 1;
        case Kind::quarter: return 3;
        case Kind::half_year: return 6;
        case Kind::year: return 12;
        case Kind::cumulative: return number;
    }
    return 0;
}

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

bool take(std::string_view& text, std::string_view what) {
    if (!text.starts_with(what)) return false;
    text.remove_prefix(what.size());
    return true;
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return take(text, word); });
}

bool take_end(std::string_view& text, std::string_view what) {
    if (!text.ends_with(what)) return false;
    text.remove_suffix(what.size());
    return true;
}

/// Takes a number of up to `most` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t most) {
    const std::size_t count = std::min(most, std::min(text.find_first_not_of("0123456789"), text.size()));
    if (count == 0) return std::nullopt;
    int value = 0;
    std::from_chars(text.data(), text.data() + count, value);
    text.remove_prefix(count);
    return value;
}

/// 1–2 digits or a Chinese numeral up to 十二.
std::optional<int> take_number(std::string_view& text) {
    if (const auto digits = take_digits(text, 2)) return digits;
    // Downwards, for 十一 begins with 十.
    for (int number = 12; number >= 1; --number) {
        if (take(text, kNumerals[index(number)])) return number;
    }
    return std::nullopt;
}

/// "july", "jul".
std::optional<int> take_month_name(std::string_view& text) {
    for (int month = 1; month <= 12; ++month) {
        const std::string name = lower(kMonthNames[index(month)]);
        if (take(text, name) || take(text, std::string_view(name).substr(0, 3))) return month;
    }
    return std::nullopt;
}

/// What a text says beside its year.
struct Part {
    Kind kind;
    int number;
};

std::optional<Part> up_to(int from, int to) {
    return from == 1 ? std::optional(Part{Kind::cumulative, to}) : std::nullopt;
}

/// "上半年", "h1", "q3", "thirdquarter", "全年".
std::optional<Part> fixed_words(std::string_view text) {
    if (text.empty() || text == "全年") return Part{Kind::year, 1};
    if (text == "上半年") return Part{Kind::half_year, 1};
    if (text == "下半年") return Part{Kind::half_year, 2};
    for (int number = 1; number <= 4; ++number) {
        const std::string digit = std::to_string(number), ordinal(kOrdinals[index(number)]);
        if (text == "q" + digit || text == ordinal + "quarter") return Part{Kind::quarter, number};
        if (text == "h" + digit || text == ordinal + "half") return Part{Kind::half_year, number};
    }
    return std::nullopt;
}

/// "7月", "七月份", "1-7月", "1月-7月", "前7个月", "三季度", "第三季度", "前三季度", "1-3季度".
std::optional<Part> chinese(std::string_view written) {
    const std::string plain = replace_all(replace_all(written, "月份", "月"), "月-", "-");
    std::string_view text = plain;
    const bool until = take(text, "前"), ordinal = !until && take(text, "第");
    const auto from = take_number(text);
    if (!from) return std::nullopt;
    const bool range = take(text, "-");
    const auto to = range ? take_number(text) : from;
    if (!to || (range && (until || ordinal))) return std::nullopt;
    if (until) take(text, "个");
    const bool quarters = take(text, "季度");
    if (!quarters && (ordinal || !take(text, "月"))) return std::nullopt;
    if (!text.empty()) return std::nullopt;

    const int months = quarters ? 3 : 1;
    if (until) return up_to(1, *to * months);
    if (range) return up_to(*from, *to * months);
    return Part{quarters ? Kind::quarter : Kind::month, *from};
}

/// "july", "jan-jul", "january-july".
std::optional<Part> english(std::string_view text) {
    const auto from = take_month_name(text);
    if (!from) return std::nullopt;
    if (text.empty()) return Part{Kind::month, *from};
    if (!take(text, "-") && !take(text, "to")) return std::nullopt;
    const auto to = take_month_name(text);
    if (!to || !text.empty()) return std::nullopt;
    return up_to(*from, *to);
}

/// "-07", "/7", ".7", "07", "-01..07".
std::optional<Part> numeric(std::string_view text) {
    const bool separated = take_any(text, {"-", "/", "."});
    const std::size_t before = text.size();
    const auto from = take_digits(text, 2);
    if (!from || (!separated && before - text.size() != 2)) return std::nullopt;
    if (text.empty()) return Part{Kind::month, *from};
    if (!take(text, "..")) return std::nullopt;
    const auto to = take_digits(text, 2);
    if (!to || !text.empty()) return std::nullopt;
    return up_to(*from, *to);
}

/// One spelling of what is written in several ways; no blanks.
std::string normalised(std::string_view text) {
    std::string out = lower(without_blanks(half_width(text)));
    for (const std::string_view dash : {"——", "—", "–", "－", "−", "～", "~", "至", "到"}) {
        out = replace_all(out, dash, "-");
    }
    return out;
}

/// Takes the year off, in front or at the end: "2024年7月", "2024-07", "july2024", "firsthalfof2024".
std::optional<int> take_year(std::string_view& text, bool& named) {
    std::string_view rest = text;
    if (const auto year = take_digits(rest, 4); year && text.size() - rest.size() == 4) {
        text = rest;
        named = take_any(text, {"年度", "年"});
        return year;
    }
    if (text.size() <= 4) return std::nullopt;
    rest = text.substr(text.size() - 4);
    const auto year = take_digits(rest, 4);
    if (!year || !rest.empty()) return std::nullopt;
    text.remove_suffix(4);
    named = true;
    if (!take_end(text, "of")) take_end(text, ",");
    return year;
}

}  // namespace

Result<Period> Period::of(Kind kind, int year, int number) {
    const int most = kind == Kind::cumulative ? 12 : 12 / length(kind, number);
    if (year < 1900 || year > 2199 || number < 1 || number > most) {
        return fail(Code::bad_period, {{"text", std::to_string(year) + "/" + std::to_string(number)}});
    }
    const int months = length(kind, number);
    const int start = kind == Kind::cumulative ? 0 : (number - 1) * months;
    return Period(kind, (year - kEpochYear) * 12 + start, months);
}

Period Period::containing(Kind kind, Date date) {
    const int months = length(kind, date.month());
    const int start = kind == Kind::cumulative ? 0 : (date.month() - 1) / months * months;
    return Period(kind, (date.year() - kEpochYear) * 12 + start, months);
}

int Period::number() const { return cumulative() ? months_ : (first().month() - 1) / months_ + 1; }
Date Period::first() const { return Date().plus_months(first_month_); }
Date Period::last() const { return Date().plus_months(first_month_ + months_).plus_days(-1); }

Period Period::previous() const {
    if (!cumulative()) return Period(kind_, first_month_ - months_, months_);
    if (months_ == 1) return Period(kind_, first_month_ - 12, 12);
    return Period(kind_, first_month_, months_ - 1);
}

Period Period::same_period_last_year() const { return Period(kind_, first_month_ - 12, months_); }

std::string Period::code() const {
    const std::string year = first().iso().substr(0, 4);
    switch (kind_) {
        case Kind::month: return year + "-" + two_digits(number());
        case Kind::quarter: return year + "Q" + std::to_string(number());
        case Kind::half_year: return year + "H" + std::to_string(number());
        case Kind::year: return year;
        case Kind::cumulative: return year + "-01.." + two_digits(number());
    }
    return year;
}

std::string Period::label(Language language) const {
    const std::string y = std::to_string(year());
    const int n = number();
    if (language == Language::zh) {
        switch (kind_) {
            case Kind::month: return y + "年" + std::to_string(n) + "月";
            case Kind::quarter: return y + "年第" + std::string(kNumerals[index(n)]) + "季度";
            case Kind::half_year: return y + (n == 1 ? "年上半年" : "年下半年");
            case Kind::year: return y + "年";
            case Kind::cumulative: return y + (n == 1 ? "年1月累计" : "年1—" + std::to_string(n) + "月");
        }
    }
    switch (kind_) {
        case Kind::month: return std::string(kMonthNames[index(n)]) + " " + y;
        case Kind::quarter: return std::string(kOrdinals[index(n)]) + " quarter of " + y;
        case Kind::half_year: return std::string(kOrdinals[index(n)]) + " half of " + y;
        case Kind::cumulative:
            if (n == 1) return "January " + y + " (cumulative)";
            return "January–" + std::string(kMonthNames[index(n)]) + " " + y;
        case Kind::year: break;
    }
    return y;
}

Result<Period> parse_period(std::string_view text) {
    const auto wrong = [&] { return fail(Code::bad_period, {{"text", std::string(trim(text))}}); };
    const std::string written = normalised(text);
    std::string_view rest = written;
    const bool cumulative = take_end(rest, "累计") || take_end(rest, "(累计)") ||
                            take_end(rest, "cumulative") || take_end(rest, "(cumulative)");
    bool named = false;
    const auto year = take_year(rest, named);
    if (!year) return wrong();

    auto part = numeric(rest);
    if (named || !part) {
        if (rest.size() > 1) take(rest, "-");
        part = fixed_words(rest);
    }
    if (!part) part = chinese(rest);
    if (!part) part = english(rest);
    if (!part) return wrong();
    if (cumulative) {
        // Of longer periods nobody could tell whether the year so far or the period itself is meant.
        if (part->kind != Kind::month && part->kind != Kind::cumulative) return wrong();
        part->kind = Kind::cumulative;
    }
    const Result<Period> period = Period::of(part->kind, *year, part->number);
    if (!period) return wrong();
    return period;
}

}  // namespace yuanheng
