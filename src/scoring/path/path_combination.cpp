#include "scoring/path/path_combination.hpp"

#include "scoring/path/path_change.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

namespace yuanheng::scoring {

Rational fraction(const Exact& e) { return e.is_rational() ? e.rational() : *parse_decimal(e.format(40)); }

namespace {

/// dt/dx of an affine transform; 0 for the others.
Rational slope_of(const Indicator& in, const ItemDerivation& d) {
    const Transform& how = in.transform;
    switch (how.kind) {
        case Transform::Kind::ratio: return how.factor / fraction(*d.benchmark);
        case Transform::Kind::inverse: return -how.factor / fraction(*d.benchmark);
        case Transform::Kind::min_max:
        case Transform::Kind::efficacy: {
            const Rational width = fraction(*d.benchmark_high) - fraction(*d.benchmark);
            if (width == 0) return 0;
            const Rational slope = (in.higher_is_better ? 1 : -1) / width;
            return how.kind == Transform::Kind::efficacy ? Rational(how.span * slope) : slope;
        }
        default: return 0;
    }
}

/// Points of the final total per point of an indicator: what ratios and coefficients make of it.
Rational share_of(const Run& run, const Derivation& d, const std::string& indicator) {
    Rational coefficient = 1;
    Rational ratio = 1;
    for (const AdjustmentDerivation& a : d.adjustments) {
        const Adjustment& rule = run.scheme->adjustments[static_cast<std::size_t>(a.adjustment)];
        if (rule.kind == Adjustment::Kind::ratio) ratio += fraction(a.counted);
        if (rule.kind == Adjustment::Kind::coefficient && (rule.on.empty() || rule.on == indicator))
            coefficient *= fraction(a.counted);
    }
    return coefficient * ratio;
}

const Track& track_of(const Run& run, std::size_t row) {
    return run.scheme->tracks[static_cast<std::size_t>(run.outcomes[row].track)];
}

/// Whether more of x brings points.
bool upwards(const Indicator& in, const ItemDerivation& d) {
    return in.transform.kind == Transform::Kind::bands || slope_of(in, d) > 0;
}

}  // namespace

std::optional<Mix> cheapest_mix(const std::vector<std::vector<Way>>& items,
                                const std::vector<Rational>& costs, const Rational& gap) {
    std::optional<Mix> best;
    std::vector<std::size_t> choice(items.size(), 0);
    const auto price = [&] {
        Mix mix;
        Rational left = gap;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Way& way = items[i][choice[i]];
            mix.units.push_back(way.start);
            mix.cost += costs[i] * way.start;
            left -= way.jump;
            if (way.slope > 0) order.push_back(i);
        }
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const Rational x = costs[a] * items[b][choice[b]].slope;
            const Rational y = costs[b] * items[a][choice[a]].slope;
            return x != y ? x < y : a < b;
        });
        for (std::size_t i : order) {
            if (left <= 0) break;
            const Way& way = items[i][choice[i]];
            Rational units = left / way.slope;
            if (way.room && *way.room < units) units = *way.room;
            mix.units[i] += units;
            mix.cost += costs[i] * units;
            left -= units * way.slope;
        }
        if (left <= 0 && (!best || mix.cost < best->cost)) best = std::move(mix);
    };
    const std::function<void(std::size_t)> choose = [&](std::size_t i) {
        if (i == items.size()) return price();
        for (choice[i] = 0; choice[i] < items[i].size(); ++choice[i]) choose(i + 1);
    };
    choose(0);
    return best;
}

std::vector<Way> ways(const Run& run, const Derivation& derivation, int indicator) {
    const auto j = static_cast<std::size_t>(indicator);
    const ItemDerivation& d = derivation.items[j];
    const Indicator& in = track_of(run, derivation.row).indicators[j];
    if (d.rule || !d.t_raw || d.imputed) return {};
    const Rational points = fraction(d.weight) * share_of(run, derivation, in.code);
    if (points <= 0) return {};
    const auto within = [&](Rational t) {
        if (in.cap && t > *in.cap) t = *in.cap;
        return in.floor && t < *in.floor ? *in.floor : t;
    };
    std::vector<Way> out{{0, 0, 0, Rational(0)}};
    if (in.transform.kind == Transform::Kind::bands) {
        const Rational x = fraction(std::get<Exact>(d.value));
        const Rational now = within(fraction(*d.t_raw));
        for (const Band& band : in.transform.bands) {
            const Rational gain = (within(band.t) - now) * points;
            if (band.from >= x && gain > 0) out.push_back({band.from - x, gain, 0, Rational(0)});
        }
        return out;
    }
    Rational slope = slope_of(in, d);
    if (slope < 0) slope = -slope;
    if (slope == 0) return {};
    const Rational raw = fraction(*d.t_raw);
    Way way{0, 0, slope * points, std::nullopt};
    if (in.floor && raw < *in.floor) way.start = (*in.floor - raw) / slope;
    if (in.cap) {
        way.room = std::max(Rational(0), Rational((*in.cap - within(raw)) / slope));
    }
    if (way.start == 0) return {way};
    out.push_back(way);
    return out;
}

namespace {

/// Of a total that must be exceeded: what is aimed at beyond it. Far below what one step of anything brings.
const Rational kBeyond(1, 1'000'000'000'000);

/// Rounds units up to whole steps.
void round_up(Combination& out, const Run& run, const Derivation& d, const std::vector<int>& indicators,
              const Mix& mix, const std::vector<Rational>& costs, const PathOptions& options) {
    const Track& track = track_of(run, d.row);
    for (std::size_t i = 0; i < indicators.size(); ++i) {
        if (mix.units[i] == 0) continue;
        const auto j = static_cast<std::size_t>(indicators[i]);
        const Indicator& in = track.indicators[j];
        const Rational step = step_of(options, in, d.items[j]);
        const Rational units =
            step * Rational(round_to_integer(Rational(mix.units[i] / step), Rounding::ceil));
        Combination::Part part;
        part.indicator = indicators[i];
        part.step.from = fraction(std::get<Exact>(d.items[j].value));
        part.step.to =
            upwards(in, d.items[j]) ? Rational(part.step.from + units) : Rational(part.step.from - units);
        part.cost = units * costs[i];
        out.cost += part.cost;
        out.parts.push_back(std::move(part));
    }
}

}  // namespace

Combination cheapest(const Run& run, std::size_t row, const Exact& needed, bool inclusive,
                     const PathOptions& options) {
    const Track& track = track_of(run, row);
    Combination out;
    if (track.aggregation != Aggregation::sum || !track.pillars.empty()) {
        out.obstacle = Obstacle::no_effect;
        return out;
    }
    const Derivation d = derive(run, row);
    std::vector<int> indicators;
    std::vector<std::vector<Way>> items;
    std::vector<Rational> costs;
    for (std::size_t j = 0; j < track.indicators.size(); ++j) {
        const auto cost = options.costs.find(track.indicators[j].code);
        if (cost == options.costs.end()) continue;
        std::vector<Way> of_item = ways(run, d, static_cast<int>(j));
        if (of_item.empty()) continue;
        const auto limit = options.limits.find(track.indicators[j].code);
        if (limit != options.limits.end()) {
            std::erase_if(of_item, [&](const Way& w) { return w.start > limit->second; });
            for (Way& w : of_item) {
                const Rational left = limit->second - w.start;
                if (!w.room || left < *w.room) w.room = left;
            }
        }
        indicators.push_back(static_cast<int>(j));
        items.push_back(std::move(of_item));
        costs.push_back(cost->second);
    }
    const Rational gap = fraction(needed - d.total);
    const auto least = cheapest_mix(items, costs, gap);
    const auto mix = inclusive ? least : cheapest_mix(items, costs, gap + kBeyond);
    if (!mix) {
        out.obstacle = items.empty() ? Obstacle::missing : Obstacle::cap;
        return out;
    }
    out.infimum = least->cost;
    round_up(out, run, d, indicators, *mix, costs, options);
    return out;
}

SingleChange indicator_alone(const Run& run, std::size_t row, int indicator, const Exact& needed,
                             bool inclusive, const PathOptions& options) {
    SingleChange out;
    out.indicator = true;
    out.index = indicator;
    const std::string& code = track_of(run, row).indicators[static_cast<std::size_t>(indicator)].code;
    PathOptions alone = options;
    alone.costs = {{code, Rational(1)}};
    const Combination found = cheapest(run, row, needed, inclusive, alone);
    if (found.parts.empty()) {
        out.fixed_obstacle = found.obstacle == Obstacle::none ? Obstacle::no_effect : found.obstacle;
    } else {
        out.fixed = found.parts.front().step;
    }
    return out;
}

}  // namespace yuanheng::scoring
