#include "sheet/cell_value.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "base/date.hpp"
#include "base/text.hpp"
#include "sheet/limits.hpp"

namespace yuanheng::sheet {

namespace {

constexpr double kMangledFrom = 1e15;   // beyond it a spreadsheet has no digit for every place
constexpr double kSerialEnd = 2958466;  // 10000-01-01 in the 1900 system
constexpr int kUnixEpochSerial = 25569;

/// Digits and a decimal exponent as plain decimal text: "302", -1 → "0.302".
std::string plain_decimal(bool negative, std::string digits, int point) {
    while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    std::string out = negative ? "-" : "";
    if (digits == "0") return "0";
    const int size = static_cast<int>(digits.size());
    if (point <= 0) return out + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    if (point >= size) return out + digits + std::string(static_cast<std::size_t>(point - size), '0');
    return out + digits.substr(0, static_cast<std::size_t>(point)) + "." +
           digits.substr(static_cast<std::size_t>(point));
}

/// The decimal of 15 significant digits nearest to `value`, without exponent.
std::string fifteen_digits(double value) {
    std::array<char, 40> buffer;
    const auto [end, status] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific, 14);
    (void)status;
    std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const bool negative = text[0] == '-';
    if (negative) text.remove_prefix(1);
    const std::size_t e = text.find('e');
    int exponent = 0;
    const char* first = text.data() + e + 1;
    std::from_chars(*first == '+' ? first + 1 : first, text.data() + text.size(), exponent);
    return plain_decimal(negative, std::string(text.substr(0, 1)) + std::string(text.substr(2, e - 2)),
                         exponent + 1);
}

/// Whether `stored` is already in the form that fifteen_digits() gives: short plain decimals, by far the
/// most.
bool is_short_plain(std::string_view stored) {
    if (!stored.empty() && stored[0] == '-') stored.remove_prefix(1);
    const std::size_t point = stored.find('.');
    const std::string_view whole = stored.substr(0, point);
    if (stored.size() > 15 || whole.empty() || (whole[0] == '0' && stored.size() > 1)) return false;
    for (const char c : whole) {
        if (!is_digit(c)) return false;
    }
    if (point == std::string_view::npos) return true;
    const std::string_view places = stored.substr(point + 1);
    for (const char c : places) {
        if (!is_digit(c)) return false;
    }
    return !places.empty() && places.back() != '0';
}

std::string clock_text(int seconds) {
    const auto two = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
    return two(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

/// Day number to date text. The 1900 system counts 29 February 1900, which never was.
std::string day_text(int day, bool epoch1904) {
    if (epoch1904) return Date::from_days(day - kUnixEpochSerial + 1462).iso();
    if (day == 60) return "1900-02-29";
    return Date::from_days(day - kUnixEpochSerial + (day < 60 ? 1 : 0)).iso();
}

void show_as_date(Cell& cell, bool epoch1904) {
    if (cell.number < 0 || cell.number + (epoch1904 ? 1462 : 0) >= kSerialEnd) return;
    int day = static_cast<int>(std::floor(cell.number));
    int seconds = static_cast<int>(std::lround((cell.number - day) * 86400));
    if (seconds == 86400) {
        seconds = 0;
        ++day;
    }
    cell.kind = Cell::Kind::date;
    cell.mangled = false;
    if (day == 0 && !epoch1904) {
        cell.text = clock_text(seconds);
    } else {
        cell.text = day_text(day, epoch1904) + (seconds == 0 ? "" : " " + clock_text(seconds));
    }
}

/// The escape's code unit at `at`, or −1.
int escaped_unit(std::string_view text, std::size_t at) {
    if (text.size() < at + 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return -1;
    int unit = 0;
    const char* last = text.data() + at + 6;
    const auto [end, status] = std::from_chars(text.data() + at + 2, last, unit, 16);
    return status == std::errc() && end == last && unit >= 0 ? unit : -1;
}

}  // namespace

Shown shown_by(std::string_view code) {
    bool percent = false, first = true;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        // The first section is for positive numbers, unless conditions say otherwise: a percentage stays one.
        if (c == ';') first = false;
        if (c == '"') {
            i = code.find('"', i + 1);
            if (i == std::string_view::npos) break;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t close = code.find(']', i);
            if (close == std::string_view::npos) break;
            const char letter = i + 1 < close ? char(code[i + 1] | 0x20) : ' ';
            const char next = i + 2 < close ? char(code[i + 2] | 0x20) : letter;
            const bool elapsed = (letter == 'h' || letter == 'm' || letter == 's') && next == letter;
            if (elapsed) return Shown::plain;
            i = close;
        } else if (c == '%') {
            percent = true;
        } else if (first && std::string_view("yYmMdDhHsS").find(c) != std::string_view::npos) {
            return Shown::date;
        }
    }
    return percent ? Shown::percent : Shown::plain;
}

Shown shown_by(int builtin) {
    if (builtin == 9 || builtin == 10) return Shown::percent;
    const bool date = (builtin >= 14 && builtin <= 22) || (builtin >= 27 && builtin <= 36) || builtin == 45 ||
                      builtin == 47 || (builtin >= 50 && builtin <= 58);
    return date ? Shown::date : Shown::plain;
}

bool set_number(Cell& cell, std::string_view stored, Shown shown, bool epoch1904) {
    if (stored.size() > kLongestNumber) return false;
    while (!stored.empty() && (stored.back() == ' ' || stored.back() == '\n')) stored.remove_suffix(1);
    while (!stored.empty() && (stored.front() == ' ' || stored.front() == '\n')) stored.remove_prefix(1);
    if (!stored.empty() && stored[0] == '+') stored.remove_prefix(1);
    double value = 0;
    const char* last = stored.data() + stored.size();
    const auto [end, status] = std::from_chars(stored.data(), last, value);
    const bool tiny =
        status == std::errc::result_out_of_range && stored.find('-', 1) != std::string_view::npos;
    if ((status != std::errc() && !tiny) || end != last || !std::isfinite(value)) return false;
    if (tiny || value == 0) {
        value = 0;  // neither a trace beyond doubles nor a negative zero
        stored = "0";
    }
    cell.kind = Cell::Kind::number;
    cell.percent = shown == Shown::percent;
    cell.mangled = std::fabs(value) >= kMangledFrom;
    if (cell.mangled || is_short_plain(stored)) {
        cell.text = stored;
        cell.number = value;
    } else {
        cell.text = fifteen_digits(value);
        std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), cell.number);
    }
    if (shown == Shown::date) show_as_date(cell, epoch1904);
    return true;
}

bool set_iso_date(Cell& cell, std::string_view stored) {
    const auto date = parse_date(stored.substr(0, stored.find('T')));
    if (!date) return false;
    cell.kind = Cell::Kind::date;
    cell.number = date->days() + kUnixEpochSerial;
    cell.text = date->iso();
    const std::size_t t = stored.find('T');
    if (t == std::string_view::npos) return true;
    std::array<int, 3> parts{};
    const std::string_view clock = stored.substr(t + 1);
    for (std::size_t i = 0; i < 3 && i * 3 + 2 <= clock.size(); ++i) {
        const char* first = clock.data() + i * 3;
        const auto [end, status] = std::from_chars(first, first + 2, parts[i]);
        if (status != std::errc() || end != first + 2) return false;
    }
    if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59 || clock.size() < 5) return false;
    const int seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
    cell.number += seconds / 86400.0;
    if (seconds != 0) cell.text += " " + clock_text(seconds);
    return true;
}

void unescape(std::string& text) {
    std::size_t written = text.find("_x");
    if (written == std::string::npos) return;
    for (std::size_t at = written; at < text.size(); ++at) {
        const int unit = escaped_unit(text, at);
        // Beyond ASCII nothing needs the escape; surrogates and NUL, which no text may hold, stay as they are
        // written.
        const bool replaced = unit > 0 && unit < 0x80;
        text[written++] = replaced ? static_cast<char>(unit) : text[at];
        if (replaced) at += 6;
    }
    text.resize(written);
}

std::string escape(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (escaped_unit(text, i) >= 0) out += "_x005F";
        if (text[i] == '\r') {
            out += "_x000D_";  // XML makes a line feed of it
        } else {
            out += text[i];
        }
    }
    return out;
}

std::size_t utf16_length(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
    }
    return units;
}

}  // namespace yuanheng::sheet
