#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "base/decimal.hpp"

namespace yuanheng {

namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// One code point and the bytes it takes; kReplacement and 1 where the bytes are not UTF-8.
struct Decoded {
    char32_t point;
    std::size_t length;
    bool valid;
};

Decoded decode_one(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {kReplacement, 1, false};
    char32_t point = lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {kReplacement, 1, false};
        point = (point << 6) | (byte(i) & 0x3F);
    }
    const char32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
    if (point < least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        return {kReplacement, 1, false};
    return {point, length, true};
}

void append(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

bool blank(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202F) || c == 0x205F || c == 0x2060 || (c >= 0x2066 && c <= 0x2069) ||
           c == 0xFEFF;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool valid_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const Decoded one = decode_one(bytes);
        if (!one.valid) return false;
        bytes.remove_prefix(one.length);
    }
    return true;
}

std::u32string code_points(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Decoded one = decode_one(text);
        out += one.point;
        text.remove_prefix(one.length);
    }
    return out;
}

std::string utf8(std::u32string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char32_t c : text) append(out, c);
    return out;
}

std::string half_width(std::string_view text) {
    const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    if (std::all_of(text.begin(), text.end(), ascii)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Decoded one = decode_one(text);
        if (!one.valid) {
            out += text[0];
        } else if (one.point >= 0xFF01 && one.point <= 0xFF5E) {
            append(out, one.point - 0xFF01 + '!');
        } else if (one.point == 0x3000) {
            out += ' ';
        } else if (one.point == 0xFFE5) {
            append(out, 0xA5);
        } else {
            out += text.substr(0, one.length);
        }
        text.remove_prefix(one.length);
    }
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty()) {
        const Decoded one = decode_one(text);
        if (!blank(one.point)) break;
        text.remove_prefix(one.length);
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
        const Decoded one = decode_one(text.substr(start));
        if (!blank(one.point) || start + one.length != text.size()) break;
        text.remove_suffix(one.length);
    }
    return text;
}

std::string without_blanks(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const Decoded one = decode_one(text);
        if (!blank(one.point)) out += text.substr(0, one.length);
        text.remove_prefix(one.length);
    }
    return out;
}

bool is_invisible(char32_t c) {
    struct Span {
        char32_t first, last;
    };
    static constexpr std::array kSpans = {
        Span{0, 8},           Span{0xB, 0xC},       Span{0xE, 0x1F},       Span{0x7F, 0x9F},
        Span{0xAD, 0xAD},     Span{0x34F, 0x34F},   Span{0x61C, 0x61C},    Span{0x115F, 0x1160},
        Span{0x180E, 0x180E}, Span{0x200B, 0x200B}, Span{0x200E, 0x200F},  Span{0x2028, 0x202E},
        Span{0x2060, 0x206F}, Span{0x3164, 0x3164}, Span{0xFDD0, 0xFDEF},  Span{0xFEFF, 0xFEFF},
        Span{0xFFA0, 0xFFA0}, Span{0xFFF9, 0xFFFB}, Span{0xE0000, 0xE007F}};
    if ((c & 0xFFFE) == 0xFFFE) return true;
    return std::any_of(kSpans.begin(), kSpans.end(),
                       [&](const Span& span) { return c >= span.first && c <= span.last; });
}

std::string code_point_name(char32_t c) {
    std::array<char, 12> text{};
    std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(c));
    return text.data();
}

std::string visible(std::string_view text) {
    const auto plain = [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; };
    if (std::all_of(text.begin(), text.end(), plain)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Decoded one = decode_one(text);
        const bool lone_return = one.point == '\r' && !text.substr(1).starts_with('\n');
        if (one.valid && (is_invisible(one.point) || lone_return)) {
            out += "⟨" + code_point_name(one.point) + "⟩";
        } else {
            out += text.substr(0, one.length);
        }
        text.remove_prefix(one.length);
    }
    return out;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
    std::string out;
    for (;;) {
        const std::size_t at = text.find(from);
        out += text.substr(0, at);
        if (at == std::string_view::npos) return out;
        out += to;
        text.remove_prefix(at + from.size());
    }
}

bool is_absent(std::string_view text) {
    static constexpr std::array<std::string_view, 30> kWords = {
        "",   "/",    "\\",     "-",      "--",   "---",    "—",    "——",     "–",   "－",
        "*",  "无",   "暂无",   "没有",   "未填", "未填报", "未报", "未提供", "缺",  "缺失",
        "空", "不详", "无数据", "不适用", "n/a",  "na",     "n.a.", "null",   "nil", "none"};
    const std::string word = lower(trim(half_width(trim(text))));
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

namespace {

/// Takes the thousands separators out of an unsigned number; nothing where they do not stand in groups of
/// three.
std::optional<std::string> without_grouping(std::string_view text) {
    if (text.find(',') == std::string_view::npos) return std::string(text);
    const std::string_view whole = text.substr(0, text.find_first_not_of("0123456789,"));
    if (text.find(',', whole.size()) != std::string_view::npos) return std::nullopt;
    std::string out;
    std::size_t run = 0;
    bool first = true;
    for (const char c : whole) {
        if (digit(c)) {
            out += c;
            ++run;
            continue;
        }
        if (run == 0 || run > 3 || (!first && run != 3)) return std::nullopt;
        first = false;
        run = 0;
    }
    if (run != 3) return std::nullopt;
    return out + std::string(text.substr(whole.size()));
}

bool take_front(std::string_view& text, std::string_view what) {
    if (!text.starts_with(what)) return false;
    text = trim(text.substr(what.size()));
    return true;
}

bool take_back(std::string_view& text, std::string_view what) {
    if (!text.ends_with(what)) return false;
    text = trim(text.substr(0, text.size() - what.size()));
    return true;
}

}  // namespace

Result<Number> parse_number(std::string_view text) {
    if (is_absent(text)) return Number{};
    const auto wrong = [&](ErrorCode code) { return fail(code, {{"text", std::string(trim(text))}}); };
    const std::string narrow = half_width(text);
    std::string_view rest = trim(narrow);

    const bool brackets = rest.starts_with('(') && rest.ends_with(')') && rest.size() > 2;
    if (brackets) rest = trim(rest.substr(1, rest.size() - 2));
    bool negative = brackets;
    const auto take_sign = [&] {
        const bool minus = take_front(rest, "-") || take_front(rest, "−");
        negative = negative || minus;
        return minus || take_front(rest, "+");
    };
    const bool has_sign = take_sign();
    for (const std::string_view currency : {"¥", "RMB", "CNY"}) {
        if (take_front(rest, currency)) break;
    }
    if (!has_sign) take_sign();
    const bool percent = take_back(rest, "%");
    const bool permille = !percent && take_back(rest, "‰");
    if (brackets && has_sign) return wrong(Code::bad_number);
    if (rest.empty() || !(digit(rest[0]) || rest[0] == '.' || rest[0] == ',')) return wrong(Code::bad_number);

    const std::optional<std::string> plain = without_grouping(rest);
    if (!plain) {
        const bool only_separators = rest.find_first_not_of("0123456789.,") == std::string_view::npos;
        return wrong(only_separators ? Code::bad_grouping : Code::bad_number);
    }
    const Result<Rational> value = parse_decimal(*plain);
    if (!value) return wrong(Code::bad_number);
    const Rational scale = permille ? 1000 : percent ? 100 : 1;
    return Number{(negative ? Rational(-*value) : *value) / scale, percent || permille};
}

namespace {

/// Optimal-string-alignment distance, or `limit` + 1 as soon as it is certain to exceed `limit`.
std::size_t edit_distance(const std::u32string& a, const std::u32string& b, std::size_t limit) {
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view name, std::span<const std::string_view> candidates) {
    static constexpr std::size_t kLongest = 64;
    const std::u32string wanted = code_points(lower(name.substr(0, kLongest * 4)));
    if (wanted.empty() || wanted.size() > kLongest) return std::nullopt;
    std::size_t limit = (wanted.size() + 2) / 3;
    std::optional<std::string_view> best;
    for (const std::string_view candidate : candidates) {
        const std::u32string other = code_points(lower(candidate));
        const std::size_t distance = edit_distance(wanted, other, limit);
        // A name of which nothing is left is no likeness: 亩 and 年 differ by one edit.
        if (distance > limit || distance >= std::max(wanted.size(), other.size())) continue;
        if (best && distance == limit) continue;
        best = candidate;
        limit = distance;
        if (limit == 0) break;
    }
    return best;
}

namespace {

int width_of(char32_t c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return 0;
    if ((c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF ||
        (c >= 0xFE00 && c <= 0xFE0F)) {
        return 0;
    }
    const bool wide =
        (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x303E) || (c >= 0x3041 && c <= 0x33FF) ||
        (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xA000 && c <= 0xA4CF) ||
        (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
        (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
        (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

std::string blanks(std::string_view text, int width) {
    return std::string(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
}

}  // namespace

int display_width(std::string_view text) {
    int width = 0;
    for (const char32_t c : code_points(text)) width += width_of(c);
    return width;
}

std::string pad_right(std::string_view text, int width) { return std::string(text) + blanks(text, width); }
std::string pad_left(std::string_view text, int width) { return blanks(text, width) + std::string(text); }

}  // namespace yuanheng
