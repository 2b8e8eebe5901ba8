#include "zone/evaluation/checks/jumps.hpp"

#include <cmath>
#include <cstdlib>
#include <string>

#include "base/decimal.hpp"
#include "base/units.hpp"
#include "zone/evaluation/checks/relations.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::evaluation {

namespace {

/// Units that departments mix up.
constexpr std::string_view kUnits[] = {"元",    "千元", "万元", "百万元", "亿元", "kWh", "MWh", "万kWh",
                                       "亿kWh", "kgce", "tce",  "万tce",  "g",    "kg",  "t",   "万t",
                                       "m²",    "万m²", "人",   "万人",   "m³",   "万m³"};

/// 3 or 4 with the sign of the change where a factor is near 10³ or 10⁴, else 0. Real values rarely change
/// thirtyfold from one year to the next, so what lies within that of a power of ten is taken for it.
int power_of(double factor) {
    const double power = std::log10(factor);
    const double size = std::fabs(power);
    if (size < 2.5 || size > 4.5) return 0;
    return (size < 3.5 ? 3 : 4) * (power > 0 ? 1 : -1);
}

/// The known unit that is 10^power of `scale`.
const Unit* unit_of(const Dimension& dimension, const Rational& scale) {
    for (const std::string_view name : kUnits) {
        const Unit* unit = find_unit(name);
        if (unit != nullptr && unit->dimension() == dimension && unit->scale() == scale) return unit;
    }
    return nullptr;
}

struct Likely {
    std::string zh, en;
};

/// A value 10⁴ times as large under a header of 万元 was probably entered in 元.
Likely likely(const Unit& header, int power) {
    Rational ten(1);
    for (int i = 0; i < std::abs(power); ++i) ten *= 10;
    const Unit* meant = unit_of(header.dimension(),
                                power > 0 ? Rational(header.scale() / ten) : Rational(header.scale() * ten));
    if (meant == nullptr || header.dimensionless()) {
        return {"本年或上年的数值单位填错", "in this year's value or last year's"};
    }
    return {
        "像是按“" + meant->symbol(Language::zh) + "”填的，而此列的单位是“" + header.symbol(Language::zh) +
            "”",
        "it looks like " + meant->symbol(Language::en) + " in a column of " + header.symbol(Language::en)};
}

/// The unit in the header of the column that the value was read from.
Unit header_unit(const formula::Field& field, const Intake& intake, std::size_t feed, int f) {
    if (feed >= intake.factors.size()) return field.unit;
    const auto factor = intake.factors[feed].find(f);
    if (factor == intake.factors[feed].end()) return field.unit;
    const Unit* unit = unit_of(field.unit.dimension(), field.unit.scale() * factor->second);
    return unit == nullptr ? field.unit : *unit;
}

std::string times(double factor) {
    const bool more = factor >= 1;
    const double size = more ? factor : 1 / factor;
    const std::string rounded =
        format_plain(round_to(Rational(size), size < 1000 ? 0 : -2, Rounding::half_up), 0);
    return more ? rounded : "1/" + rounded;
}

}  // namespace

void check_jumps(const scoring::Scheme& scheme, Intake& now, const Intake& previous) {
    for (std::size_t f = 0; f < scheme.input_count(); ++f) {
        const formula::Field& field = scheme.schema.fields[f];
        if (field.type != formula::Type::number) continue;
        const std::vector<double>& values = now.data.columns.fields[f].values;
        const std::vector<double>& before = previous.data.columns.fields[f].values;
        std::size_t told = 0;
        std::size_t old = 0;
        for (std::size_t row = 0; row < now.data.size() && told < kMostAlike; ++row) {
            while (old < previous.data.size() && previous.data.codes[old] < now.data.codes[row]) ++old;
            if (old == previous.data.size()) break;
            if (previous.data.codes[old] != now.data.codes[row]) continue;
            const double factor = values[row] / before[old];  // absent ones give NaN
            const int power = factor > 0 && std::isfinite(factor) ? power_of(factor) : 0;
            if (power == 0) continue;
            ++told;
            const scoring::Origin at = scoring::origin(now.data, static_cast<int>(f), row);
            const std::size_t feed = at.feed == nullptr
                                         ? now.data.feeds.size()
                                         : static_cast<std::size_t>(at.feed - now.data.feeds.data());
            const Likely unit = likely(header_unit(field, now, feed, static_cast<int>(f)), power);
            now.report.warnings.push_back(Error(Code::intake_jump,
                                                {{"code", now.data.codes[row]},
                                                 {"field", field.label.in(Language::zh)},
                                                 {"field_en", field.label.in(Language::en)},
                                                 {"before", figure(before[old], field.unit, Language::zh)},
                                                 {"before_en", figure(before[old], field.unit, Language::en)},
                                                 {"after", figure(values[row], field.unit, Language::zh)},
                                                 {"after_en", figure(values[row], field.unit, Language::en)},
                                                 {"factor", times(factor)},
                                                 {"likely", unit.zh},
                                                 {"likely_en", unit.en}},
                                                where_of(at)));
        }
    }
}

}  // namespace yuanheng::evaluation
