#include "base/units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <unordered_map>

#include "base/text.hpp"

namespace yuanheng {

namespace {

/// A named unit: `numerator`/`denominator` base units. `spellings` are separated by blanks; blanks,
/// underscores and the case of ASCII letters do not count in any name.
struct Named {
    std::string_view zh;
    std::string_view en;
    std::string_view spellings;
    Dimension dimension;
    long long numerator;
    long long denominator = 1;
};

constexpr Dimension of(Quantity quantity) {
    Dimension d{};
    d[static_cast<std::size_t>(quantity)] = 1;
    return d;
}

constexpr Dimension kMoney = of(Quantity::money), kArea = of(Quantity::area),
                    kPower = of(Quantity::electricity), kCoal = of(Quantity::coal_equivalent),
                    kMass = of(Quantity::mass), kVolume = of(Quantity::volume),
                    kPersons = of(Quantity::persons), kMonths = of(Quantity::months),
                    kDays = of(Quantity::days), kPlain{};

constexpr Dimension kPersonTime = [] {
    Dimension d = kPersons;
    d[static_cast<std::size_t>(Quantity::months)] = 1;
    return d;
}();

constexpr std::array kNamed = {
    Named{"元", "CNY", "yuan rmb 圆 人民币元 元人民币 ¥", kMoney, 1},
    Named{"千元", "1k CNY", "kcny 1kyuan 1000yuan 1000cny", kMoney, 1'000},
    Named{"万元", "10k CNY", "wanyuan 10kyuan 10000yuan 10000cny 万元人民币 人民币万元", kMoney, 10'000},
    Named{"百万元", "1M CNY", "mcny 1myuan millionyuan millioncny", kMoney, 1'000'000},
    Named{"千万元", "10M CNY", "10myuan", kMoney, 10'000'000},
    Named{"亿元", "100M CNY", "yiyuan 100myuan 100millionyuan 亿元人民币 人民币亿元", kMoney, 100'000'000},

    Named{"平方米", "m²", "㎡ m2 平米 sqm 平方", kArea, 1},
    Named{"亩", "mu", "畝 市亩", kArea, 10'000, 15},
    Named{"公顷", "ha", "hectare hectares hm² hm2", kArea, 10'000},
    Named{"平方公里", "km²", "km2 平方千米 sqkm", kArea, 1'000'000},
    Named{"万平方米", "10k m²", "万㎡ 万m² 万m2 万平米 10km2", kArea, 10'000},
    Named{"万亩", "10k mu", "wanmu", kArea, 100'000'000, 15},

    Named{"kWh", "kWh", "千瓦时 千瓦小时 度", kPower, 1},
    Named{"MWh", "MWh", "兆瓦时", kPower, 1'000},
    Named{"万kWh", "10k kWh", "万千瓦时 万千瓦小时 万度 10000kwh", kPower, 10'000},
    Named{"GWh", "GWh", "吉瓦时", kPower, 1'000'000},
    Named{"亿kWh", "100M kWh", "亿千瓦时 亿千瓦小时 亿度", kPower, 100'000'000},

    Named{"克标煤", "gce", "克标准煤", kCoal, 1, 1'000},
    Named{"千克标煤", "kgce", "千克标准煤 公斤标准煤 公斤标煤", kCoal, 1},
    Named{"吨标煤", "tce", "吨标准煤", kCoal, 1'000},
    Named{"万吨标煤", "10k tce", "万tce 万吨标准煤", kCoal, 10'000'000},

    Named{"克", "g", "gram grams", kMass, 1, 1'000},
    Named{"千克", "kg", "公斤", kMass, 1},
    Named{"吨", "t", "ton tons tonne tonnes", kMass, 1'000},
    Named{"万吨", "10k t", "万t", kMass, 10'000'000},

    Named{"升", "L", "litre litres liter liters", kVolume, 1, 1'000},
    Named{"立方米", "m³", "m3 立方 方", kVolume, 1},
    Named{"万立方米", "10k m³", "万m³ 万m3 万方 10km3", kVolume, 10'000},

    Named{"人", "person", "persons people 名", kPersons, 1},
    Named{"万人", "10k persons", "", kPersons, 10'000},
    Named{"人年", "person-year", "person-years personyear personyears", kPersonTime, 12},

    Named{"月", "month", "months 个月", kMonths, 1},
    Named{"季度", "quarter", "quarters 季 个季度", kMonths, 3},
    Named{"年", "year", "years yr", kMonths, 12},
    Named{"日", "day", "days 天", kDays, 1},

    Named{"%", "%", "percent pct 百分之", kPlain, 1, 100},
    Named{"‰", "‰", "permille 千分之", kPlain, 1, 1'000},
    Named{"个百分点", "pp", "百分点 percentagepoint percentagepoints", kPlain, 1, 100},
    Named{"分", "point", "points 个分", kPlain, 1},
    Named{"倍", "times", "", kPlain, 1},
    Named{"当量", "equivalent", "equivalents", kPlain, 1},
    Named{"个", "item", "items", kPlain, 1},
    Named{"件", "piece", "pieces", kPlain, 1},
    Named{"项", "entry", "entries", kPlain, 1},
    Named{"家", "firm", "firms 户", kPlain, 1},
    Named{"次", "occurrence", "occurrences", kPlain, 1},
    Named{"人次", "visit", "visits", kPlain, 1},
    Named{"台", "device", "devices 台套 套", kPlain, 1},
    Named{"宗", "case", "cases 起", kPlain, 1},
    Named{"份", "copy", "copies", kPlain, 1},
    Named{"篇", "paper", "papers", kPlain, 1},
};

/// Calls `f` with each spelling of a named unit.
template <typename F>
void each_spelling(const Named& named, F f) {
    f(named.zh);
    f(named.en);
    std::string_view rest = named.spellings;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        f(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

/// The form in which names are compared: half-width, no blanks or underscores, lower case.
std::string key(std::string_view name) {
    return replace_all(lower(without_blanks(half_width(name))), "_", "");
}

std::optional<std::uint16_t> index_of(std::string_view name) {
    static const auto kIndex = [] {
        std::unordered_map<std::string, std::uint16_t> index;
        for (std::size_t i = 0; i < kNamed.size(); ++i) {
            each_spelling(kNamed[i],
                          [&](std::string_view s) { index.emplace(key(s), static_cast<std::uint16_t>(i)); });
        }
        return index;
    }();
    const auto found = kIndex.find(key(name));
    return found == kIndex.end() ? std::nullopt : std::optional(found->second);
}

tl::unexpected<Error> unknown(std::string_view name) {
    std::vector<std::string_view> spellings;
    for (const Named& named : kNamed)
        each_spelling(named, [&](std::string_view s) { spellings.push_back(s); });
    const std::optional<std::string_view> near = nearest(key(name), spellings);
    return fail(
        Code::bad_unit,
        {{"text", std::string(trim(name))},
         {"suggestion",
          std::string(near.value_or("元、万元、亩、m²、kWh、tce、kg、t、m³、人、月、年、日、%、个"))}});
}

/// A named unit with its exponent: "kWh", "m^2", "年⁻¹".
struct Factor {
    std::uint16_t named;
    int exponent;
};

/// Splits the exponent off the end of `text`; 1 where there is none.
int take_exponent(std::string_view& text) {
    if (const std::size_t caret = text.rfind('^'); caret != std::string_view::npos) {
        int exponent = 0;
        const std::string_view digits = text.substr(caret + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        if (error != std::errc() || end != digits.data() + digits.size() || std::abs(exponent) > 9) return 1;
        text = text.substr(0, caret);
        return exponent;
    }
    static constexpr std::array<std::pair<std::string_view, int>, 5> kRaised = {
        {{"⁻¹", -1}, {"⁻²", -2}, {"⁻³", -3}, {"²", 2}, {"³", 3}}};
    for (const auto& [mark, exponent] : kRaised) {
        if (!text.ends_with(mark)) continue;
        text.remove_suffix(mark.size());
        return exponent;
    }
    return 1;
}

std::optional<Factor> parse_factor(std::string_view text) {
    if (const auto whole = index_of(text)) return Factor{*whole, 1};
    std::string_view base = text;
    const int exponent = take_exponent(base);
    if (const auto named = index_of(base)) return Factor{*named, exponent};
    // "m^2" is a named unit although "m" is not.
    if (exponent == 2 || exponent == 3) {
        if (const auto named = index_of(std::string(base) + (exponent == 2 ? "²" : "³")))
            return Factor{*named, 1};
    }
    return std::nullopt;
}

/// The text between operators, and whether it is divided by.
struct UnitPart {
    std::string_view text;
    bool below;
};

/// Splits a product; brackets turn their inside over where a "/" stands before them. Nothing where brackets
/// do not match.
std::optional<std::vector<UnitPart>> split(std::string_view text) {
    std::vector<UnitPart> parts;
    std::vector<bool> turned = {false};  // innermost bracket last
    bool below = false;
    bool operand = false;  // an operand has been read since the last operator
    bool sound = true;
    std::size_t start = 0;
    const auto finish = [&](std::size_t end) {
        const std::string_view part = trim(text.substr(start, end - start));
        start = end + 1;
        if (part.empty()) return;
        sound = sound && !operand;
        operand = true;
        parts.push_back({part, below});
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c != '/' && c != '*' && c != '(' && c != ')') continue;
        finish(i);
        if (c == '(') {
            sound = sound && !operand;
            turned.push_back(below);
            continue;
        }
        sound = sound && operand;
        if (c == ')') {
            if (turned.size() == 1) return std::nullopt;
            turned.pop_back();
        } else {
            operand = false;
            below = turned.back() != (c == '/');
        }
    }
    finish(text.size());
    if (!sound || !operand || turned.size() != 1) return std::nullopt;
    return parts;
}

std::string one_symbol(std::uint16_t named, int exponent, Language language) {
    const std::string_view name = language == Language::zh ? kNamed[named].zh : kNamed[named].en;
    std::string out(name);
    if (exponent != 1) {
        const bool raised = name.ends_with("²") || name.ends_with("³") || exponent > 3;
        out += raised ? "^" + std::to_string(exponent) : exponent == 2 ? "²" : "³";
    }
    return out;
}

std::int8_t saturated(int exponent) {
    using Limits = std::numeric_limits<std::int8_t>;
    return static_cast<std::int8_t>(std::clamp(exponent, int{Limits::min()}, int{Limits::max()}));
}

}  // namespace

void Unit::multiply(std::uint16_t named, int exponent) {
    const Named& unit = kNamed[named];
    for (std::size_t q = 0; q < kQuantities; ++q) {
        dimension_[q] = saturated(dimension_[q] + unit.dimension[q] * exponent);
    }
    const Rational step = exponent > 0 ? Rational(unit.numerator, unit.denominator)
                                       : Rational(unit.denominator, unit.numerator);
    for (int i = 0; i < std::abs(exponent); ++i) scale_ *= step;

    const auto same = [&](const auto& power) { return power.first == named; };
    const auto found = std::find_if(powers_.begin(), powers_.end(), same);
    if (found == powers_.end()) {
        if (exponent != 0) powers_.emplace_back(named, exponent);
    } else if ((found->second += exponent) == 0) {
        powers_.erase(found);
    }
}

std::string Unit::symbol(Language language) const {
    std::string above, below;
    for (const auto& [named, exponent] : powers_) {
        if (exponent > 0) {
            above += (above.empty() ? "" : "·") + one_symbol(named, exponent, language);
        } else {
            below += "/" + one_symbol(named, -exponent, language);
        }
    }
    return above.empty() && !below.empty() ? "1" + below : above + below;
}

Unit operator*(const Unit& a, const Unit& b) {
    Unit out = a;
    for (const auto& [named, exponent] : b.powers_) out.multiply(named, exponent);
    return out;
}

Unit operator/(const Unit& a, const Unit& b) {
    Unit out = a;
    for (const auto& [named, exponent] : b.powers_) out.multiply(named, -exponent);
    return out;
}

Result<Unit> parse_unit(std::string_view text) {
    static constexpr std::size_t kLongest = 200;
    if (text.size() > kLongest) {
        return fail(Code::bad_unit,
                    {{"text", utf8(code_points(text).substr(0, 20)) + "…"}, {"suggestion", "万元/亩"}});
    }
    std::string narrow = half_width(text);
    // GB 3100 writes kW·h; here the kilowatt-hour is one unit.
    for (const std::string_view hour : {"kW·h", "kw·h", "kW*h"}) narrow = replace_all(narrow, hour, "kWh");
    narrow = replace_all(narrow, "千瓦·时", "千瓦时");
    for (const std::string_view times : {"·", "×", "⋅", "•"}) narrow = replace_all(narrow, times, "*");
    for (const std::string_view per : {"每", "∕", "÷"}) narrow = replace_all(narrow, per, "/");

    Unit unit;
    if (trim(narrow).empty()) return unit;
    const auto parts = split(narrow);
    if (!parts) return unknown(text);
    for (const UnitPart& part : *parts) {
        if (part.text == "1") continue;
        const std::optional<Factor> factor = parse_factor(part.text);
        if (!factor) return unknown(part.text);
        unit.multiply(factor->named, part.below ? -factor->exponent : factor->exponent);
    }
    return unit;
}

const Unit* find_unit(std::string_view name) {
    static const std::vector<Unit> kUnits = [] {
        std::vector<Unit> units(kNamed.size());
        for (std::size_t i = 0; i < units.size(); ++i) units[i].multiply(static_cast<std::uint16_t>(i), 1);
        return units;
    }();
    const std::optional<std::uint16_t> named = index_of(name);
    return named ? &kUnits[*named] : nullptr;
}

Rational conversion(const Unit& from, const Unit& to) { return from.scale() / to.scale(); }

}  // namespace yuanheng
