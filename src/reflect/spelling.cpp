#include "reflect/spelling.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "reflect/codes.hpp"

namespace yuanheng::reflect {

namespace {

constexpr std::int64_t kFirst = -719'162 * kDayMs, kEnd = 2'932'897 * kDayMs;  // 0001-01-01 and 10000-01-01

void append_padded(std::string& out, std::int64_t n, int width) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), n).ptr;
    const auto length = static_cast<int>(end - digits.data());
    if (length < width) out.append(static_cast<std::size_t>(width - length), '0');
    out.append(digits.data(), end);
}

/// Date, a character, and time of the day; the milliseconds of the day that are left over.
std::int64_t append_seconds(std::string& out, std::int64_t ms, char between) {
    if (!writable(ms)) throw std::logic_error("an instant outside the years 1 to 9999");
    const std::int64_t day = ms / kDayMs - (ms % kDayMs < 0 ? 1 : 0), rest = ms - day * kDayMs;
    out += Date::from_days(static_cast<int>(day)).iso();
    out += between;
    append_padded(out, rest / 3'600'000, 2);
    out += ':';
    append_padded(out, rest / 60'000 % 60, 2);
    out += ':';
    append_padded(out, rest / 1000 % 60, 2);
    return rest % 1000;
}

/// Takes exactly `count` digits off the front; −1 where there are fewer.
int take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count ||
        text.substr(0, count).find_first_not_of("0123456789") != std::string_view::npos)
        return -1;
    int value = 0;
    std::from_chars(text.data(), text.data() + count, value);
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

/// Hours, minutes and, where they are written, seconds with any fraction, in milliseconds; −1 where that is
/// no time.
std::int64_t take_time(std::string_view& text, bool seconds_needed) {
    const int hour = take_digits(text, 2);
    const int minute = take(text, ':') ? take_digits(text, 2) : -1;
    const bool more = take(text, ':');
    const int second = more ? take_digits(text, 2) : seconds_needed ? -1 : 0;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
    std::int64_t fraction = 0;
    if (more && take(text, '.')) {
        const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
        if (count == 0) return -1;
        for (std::size_t i = 0; i < 3; ++i) fraction = fraction * 10 + (i < count ? text[i] - '0' : 0);
        text.remove_prefix(count);
    }
    return ((hour * 60 + minute) * 60 + second) * 1000LL + fraction;
}

/// Z, +08:00 or -03:30 in milliseconds, to the end of the text; nothing where it is none.
std::optional<std::int64_t> zone(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    const bool behind = text.starts_with('-');
    if (!behind && !text.starts_with('+')) return std::nullopt;
    text.remove_prefix(1);
    const int hours = take_digits(text, 2), minutes = take(text, ':') ? take_digits(text, 2) : -1;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !text.empty()) return std::nullopt;
    return (behind ? -1 : 1) * (hours * 60 + minutes) * 60'000LL;
}

tl::unexpected<Error> no_instant(std::string_view text) {
    return fail(Code::field_instant, {{"text", std::string(trim(text))}});
}

long long yuan_of(const Field& field) {
    return field.scale() == 2 ? kYuan : field.scale() == 6 ? kWanYuan : kYiYuan;
}

}  // namespace

void append_scaled(std::string& out, std::int64_t value, int scale, int least, bool grouped) {
    std::array<char, 20> buffer;
    std::uint64_t magnitude = static_cast<std::uint64_t>(value);
    if (value < 0) {
        out += '-';
        magnitude = 0 - magnitude;
    }
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude).ptr;
    std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    std::size_t decimals = static_cast<std::size_t>(scale);
    std::string padded;
    if (digits.size() <= decimals) {
        padded.assign(decimals + 1 - digits.size(), '0').append(digits);
        digits = padded;
    }
    const std::string_view whole = digits.substr(0, digits.size() - decimals);
    while (decimals > static_cast<std::size_t>(least) && digits.back() == '0') {
        digits.remove_suffix(1);
        --decimals;
    }
    for (std::size_t i = 0; grouped && i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0) out += ',';
        out += whole[i];
    }
    if (!grouped) out += whole;
    if (decimals > 0) out.append(1, '.').append(digits.substr(digits.size() - decimals));
}

void append_number(std::string& out, const Field& field, std::int64_t value, int least, bool grouped) {
    const bool percent = field.format == Format::percent;
    append_scaled(out, value, field.scale() - (percent ? 2 : 0), least, grouped);
    if (percent) out += '%';
}

Result<std::int64_t> scaled(const Field& field, const Rational& number) {
    if (field.kind == Kind::money)
        return Money::exactly(number, yuan_of(field)).map([](Money m) { return m.fen(); });
    const int scale = field.scale();
    const Rational whole = number * boost::multiprecision::pow(Integer(10), static_cast<unsigned>(scale));
    if (denominator(whole) != 1) {
        const std::string text = format_plain(number, 20);
        if (scale == 0) return tl::unexpected(about(Code::field_whole, field, {{"text", text}}));
        return tl::unexpected(
            about(Code::field_places, field, {{"text", text}, {"places", std::to_string(scale)}}));
    }
    using Limits = std::numeric_limits<std::int64_t>;
    if (whole < Limits::min() || whole > Limits::max()) {
        Field bounds = field;
        if (!bounds.low) bounds.low = Limits::min();
        if (!bounds.high) bounds.high = Limits::max();
        const Label range = range_in_words(bounds);
        return tl::unexpected(
            about(Code::field_range, field,
                  {{"value", format_plain(number, 20)}, {"range", range.zh}, {"range_en", range.en}}));
    }
    return static_cast<std::int64_t>(numerator(whole));
}

void append_instant(std::string& out, std::int64_t ms) {
    const std::int64_t fraction = append_seconds(out, ms, 'T');
    out += '.';
    append_padded(out, fraction, 3);
    out += 'Z';
}

void append_local(std::string& out, std::int64_t ms) { append_seconds(out, ms + kBeijingMs, ' '); }

bool writable(std::int64_t ms) { return ms >= kFirst && ms < kEnd; }

Result<std::int64_t> parse_instant(std::string_view text) {
    std::string_view rest = text;
    const int year = take_digits(rest, 4);
    const int month = take(rest, '-') ? take_digits(rest, 2) : -1;
    const int day = take(rest, '-') ? take_digits(rest, 2) : -1;
    if (!take(rest, 'T') && !take(rest, 't')) return no_instant(text);
    const std::int64_t time = take_time(rest, true);
    const std::optional<std::int64_t> ahead = zone(rest);
    const Result<Date> date = Date::of(year, month, day);
    if (time < 0 || !ahead || !date) return no_instant(text);
    const std::int64_t ms = date->days() * kDayMs + time - *ahead;
    if (!writable(ms)) return no_instant(text);
    return ms;
}

Result<std::int64_t> parse_typed_instant(std::string_view text) {
    const std::string narrow = half_width(text);
    const std::string_view typed = trim(narrow);
    if (const Result<std::int64_t> ms = parse_instant(typed)) return ms;
    const std::size_t colon = typed.find(':'), blank = typed.find_last_of(" T", colon);
    const bool timed = colon != std::string_view::npos && blank != std::string_view::npos;
    std::int64_t time = 0;
    if (timed) {
        std::string clock(typed.substr(blank + 1));
        if (clock.find(':') == 1) clock.insert(0, 1, '0');
        std::string_view rest = clock;
        time = take_time(rest, false);
        if (time < 0 || !rest.empty()) return no_instant(text);
    }
    const Result<Date> date = parse_date(typed.substr(0, timed ? blank : typed.size()));
    if (!date || !writable(date->days() * kDayMs + time - kBeijingMs)) return no_instant(text);
    return date->days() * kDayMs + time - kBeijingMs;
}

Value in_order(const Field& field, std::vector<std::string> codes) {
    const auto place = [&](const std::string& code) {
        return std::find_if(field.choices.begin(), field.choices.end(),
                            [&](const Choice& c) { return c.code == code; }) -
               field.choices.begin();
    };
    std::stable_sort(codes.begin(), codes.end(),
                     [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
    return of_codes(codes);
}

Label range_in_words(const Field& field) {
    const auto number = [&](std::int64_t n) {
        std::string out;
        append_number(out, field, n, 0, field.unit != "年");
        return field.unit.empty() ? out : out + " " + field.unit;
    };
    if (field.low && field.high && *field.low == *field.high) {
        return {"等于 " + number(*field.low), "exactly " + number(*field.low)};
    }
    if (field.low && field.high) {
        return {"在 " + number(*field.low) + " 至 " + number(*field.high) + " 之间",
                "between " + number(*field.low) + " and " + number(*field.high)};
    }
    if (field.low) return {"不小于 " + number(*field.low), "at least " + number(*field.low)};
    if (field.high) return {"不大于 " + number(*field.high), "at most " + number(*field.high)};
    return {};
}

Error about(ErrorCode code, const Field& field,
            std::initializer_list<std::pair<std::string, std::string>> arguments) {
    Error error(code, arguments);
    error.arguments.emplace_back("label", field.label.in(Language::zh));
    error.arguments.emplace_back("label_en", field.label.in(Language::en));
    return error;
}

}  // namespace yuanheng::reflect
