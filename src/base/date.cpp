#include "base/date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "base/text.hpp"

namespace yuanheng {

namespace {

struct Civil {
    std::int64_t year;
    int month;
    int day;
};

constexpr std::int64_t kDaysIn400Years = 146097;
/// From 0000-03-01 to 1970-01-01. Counting years from March puts the leap day last.
constexpr std::int64_t kEpoch = 719468;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// Days from 1 March to the first day of the m-th month after March: 31, 30, 31, 30, 31 repeats.
std::int64_t days_before(int months_after_march) { return (153 * months_after_march + 2) / 5; }

int to_days(const Civil& c) {
    const std::int64_t year = c.month > 2 ? c.year : c.year - 1;
    const std::int64_t cycle = floor_div(year, 400);
    const std::int64_t in_cycle = year - cycle * 400;
    const std::int64_t day = days_before((c.month + 9) % 12) + c.day - 1;
    return static_cast<int>(cycle * kDaysIn400Years + in_cycle * 365 + in_cycle / 4 - in_cycle / 100 + day -
                            kEpoch);
}

Civil to_civil(int days) {
    const std::int64_t since = std::int64_t{days} + kEpoch;
    const std::int64_t cycle = floor_div(since, kDaysIn400Years);
    const std::int64_t rest = since - cycle * kDaysIn400Years;
    // The last day of a 4-, 100- or 400-year cycle belongs to the year before; the corrections take it back.
    const std::int64_t year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    const int day = static_cast<int>(rest - (year * 365 + year / 4 - year / 100));
    const int march = (5 * day + 2) / 153;
    const int month = march < 10 ? march + 3 : march - 9;
    return {cycle * 400 + year + (month <= 2 ? 1 : 0), month, static_cast<int>(day - days_before(march)) + 1};
}

int days_in_month(std::int64_t year, int month) {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    static constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

/// Takes between `least` and `most` digits off the front; −1 where there are fewer.
int take_digits(std::string_view& text, std::size_t least, std::size_t most) {
    const std::size_t count = std::min(most, std::min(text.find_first_not_of("0123456789"), text.size()));
    if (count < least) return -1;
    int value = 0;
    std::from_chars(text.data(), text.data() + count, value);
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, std::string_view what) {
    text = trim(text);
    if (!text.starts_with(what)) return false;
    text = trim(text.substr(what.size()));
    return true;
}

}  // namespace

Result<Date> Date::of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
        return fail(Code::bad_date, {{"text", std::to_string(year) + "-" + std::to_string(month) + "-" +
                                                  std::to_string(day)}});
    }
    return Date(to_days({year, month, day}));
}

int Date::year() const { return static_cast<int>(to_civil(days_).year); }
int Date::month() const { return to_civil(days_).month; }
int Date::day() const { return to_civil(days_).day; }

int Date::weekday() const {
    // 1970-01-01 was a Thursday.
    const std::int64_t shifted = std::int64_t{days_} + 3;
    return static_cast<int>(shifted - floor_div(shifted, 7) * 7) + 1;
}

Date Date::plus_months(int n) const {
    const Civil c = to_civil(days_);
    const std::int64_t months = c.year * 12 + c.month - 1 + n;
    const std::int64_t year = floor_div(months, 12);
    const int month = static_cast<int>(months - year * 12) + 1;
    return Date(to_days({year, month, std::min(c.day, days_in_month(year, month))}));
}

std::string Date::iso() const {
    const Civil c = to_civil(days_);
    std::string year = std::to_string(c.year);
    if (c.year >= 0 && year.size() < 4) year.insert(0, 4 - year.size(), '0');
    return year + "-" + two_digits(c.month) + "-" + two_digits(c.day);
}

std::string Date::shown(Language language) const {
    static constexpr std::array<std::string_view, 12> kMonths = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    const Civil c = to_civil(days_);
    const std::string year = std::to_string(c.year), day = std::to_string(c.day);
    if (language == Language::zh) return year + "年" + std::to_string(c.month) + "月" + day + "日";
    return day + " " + std::string(kMonths[static_cast<std::size_t>(c.month - 1)]) + " " + year;
}

Result<Date> parse_date(std::string_view text) {
    const auto wrong = [&] { return fail(Code::bad_date, {{"text", std::string(trim(text))}}); };
    const std::string narrow = half_width(text);
    std::string_view rest = trim(narrow);
    // A date cell that was turned into text often carries midnight.
    for (const std::string_view midnight : {" 00:00:00", "T00:00:00", " 0:00:00", " 0:00"}) {
        if (rest.ends_with(midnight)) {
            rest = trim(rest.substr(0, rest.size() - midnight.size()));
            break;
        }
    }

    const int year = take_digits(rest, 4, 4);
    int month = -1, day = -1;
    if (take(rest, "年")) {
        month = take_digits(rest, 1, 2);
        if (!take(rest, "月")) return wrong();
        day = take_digits(rest, 1, 2);
        if (!take(rest, "日")) take(rest, "号");
    } else if (const char separator = rest.empty() ? '\0' : rest[0];
               separator == '-' || separator == '/' || separator == '.') {
        rest.remove_prefix(1);
        month = take_digits(rest, 1, 2);
        if (!take(rest, std::string_view(&separator, 1))) return wrong();
        day = take_digits(rest, 1, 2);
    } else {
        month = take_digits(rest, 2, 2);
        day = take_digits(rest, 2, 2);
    }
    if (!rest.empty()) return wrong();
    const Result<Date> date = Date::of(year, month, day);
    if (!date) return wrong();
    return date;
}

Date china_day(std::int64_t ms) {
    const std::int64_t local = ms + kBeijingMs;
    return Date::from_days(static_cast<int>((local - (local < 0 ? kDayMs - 1 : 0)) / kDayMs));
}

}  // namespace yuanheng
