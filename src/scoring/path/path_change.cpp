#include "scoring/path/path_change.hpp"

#include <utility>

#include "formula/readers.hpp"
#include "scoring/path/path_combination.hpp"

namespace yuanheng::scoring {

namespace {

const Rational kCoarsest(1, 100), kFinest(1, 1'000'000'000'000);

/// A power of ten that leaves three significant digits of the size, at most `coarsest`.
Rational natural_step(Rational size, const Rational& coarsest) {
    if (size < 0) size = -size;
    Rational step = coarsest;
    while (size > 0 && size < step * 100 && step > kFinest) step /= 10;
    return step;
}

std::optional<Rational> given_step(const PathOptions& options, const std::string& code) {
    const auto own = options.steps.find(code);
    return own == options.steps.end() ? options.step : own->second;
}

bool is(const Unit& unit, Quantity quantity) {
    Dimension only{};
    only[static_cast<std::size_t>(quantity)] = 1;
    return unit.dimension() == only;
}

/// How an input enters an indicator: whether more of it lifts or lowers the value (−1 behind a minus or below
/// a division), and whether it only divides.
struct Entry {
    int sign;
    bool divides;
};
std::vector<Entry> entries(const Formula& formula, int input) {
    const std::vector<formula::Node>& nodes = formula.nodes();
    std::vector<Entry> out;
    std::vector<std::pair<int, Entry>> open{{static_cast<int>(nodes.size()) - 1, {1, false}}};
    while (!open.empty()) {
        const auto [index, entry] = open.back();
        open.pop_back();
        const formula::Node& node = nodes[static_cast<std::size_t>(index)];
        if (node.op == formula::Op::field && node.index == input) out.push_back(entry);
        for (std::size_t i = 0; i < node.arguments.size(); ++i) {
            const bool below = node.op == formula::Op::divide && i == 1;
            const bool minus = node.op == formula::Op::negate || (node.op == formula::Op::subtract && i == 1);
            open.push_back(
                {node.arguments[i], {below != minus ? -entry.sign : entry.sign, entry.divides || below}});
        }
    }
    return out;
}

}  // namespace

Rational step_of(const PathOptions& options, const Indicator& indicator, const ItemDerivation& now) {
    if (const auto given = given_step(options, indicator.code)) return *given;
    const Rational coarsest = formula::is_share(indicator.formula) ? kCoarsest / 100 : kCoarsest;
    const Exact* value = std::get_if<Exact>(&now.value);
    Rational size = value == nullptr ? Rational(0) : fraction(*value);
    if (size == 0 && now.benchmark) size = fraction(*now.benchmark);
    return natural_step(size, coarsest);
}

Rational step_of(const PathOptions& options, const formula::Field& input, const Rational& now) {
    if (const auto given = given_step(options, input.code)) return *given;
    const bool whole = is(input.unit, Quantity::persons) && input.unit.scale() == 1 && denominator(now) == 1;
    return whole ? Rational(1) : natural_step(now, kCoarsest);
}

Direction direction_of(const Scheme& scheme, int input) {
    const auto f = static_cast<std::size_t>(input);
    if (scheme.inputs[f].direction) return *scheme.inputs[f].direction;
    bool up = false, down = false, divides_up = false, divides_down = false;
    for (const Track& track : scheme.tracks) {
        for (const Indicator& i : track.indicators) {
            for (const Entry& entry : entries(i.formula, input)) {
                const bool more = (entry.sign > 0) == i.higher_is_better;
                (entry.divides ? (more ? divides_up : divides_down) : (more ? up : down)) = true;
            }
        }
    }
    if (up != down) return up ? Direction::higher : Direction::lower;
    if (up) return Direction::any;
    const Unit& unit = scheme.schema.fields[f].unit;
    if (is(unit, Quantity::money) || is(unit, Quantity::persons)) return Direction::higher;
    if (divides_up == divides_down) return Direction::any;
    return divides_up ? Direction::higher : Direction::lower;
}

}  // namespace yuanheng::scoring
