#include "scoring/run/item.hpp"

#include <algorithm>
#include <cmath>

#include "formula/readers.hpp"
#include "scheme/codes.hpp"
#include "scoring/run/approximate.hpp"
#include "scoring/run/ranking.hpp"
#include "scoring/run/statistics.hpp"

namespace yuanheng::scoring {

namespace {

using formula::Absence;
using formula::Value;

/// Text of a field, or nothing.
std::optional<std::string> text_of(const Dataset& data, int field, std::size_t row) {
    const formula::Column& column = data.columns.fields[static_cast<std::size_t>(field)];
    if (column.values.empty() || std::isnan(column.values[row])) return std::nullopt;
    return column.dictionary[static_cast<std::size_t>(column.values[row])];
}

bool uses_benchmark(const Indicator& indicator) {
    const auto kind = indicator.transform.kind;
    return kind == Transform::Kind::ratio || kind == Transform::Kind::inverse;
}

bool affine_kind(Transform::Kind kind) {
    return kind == Transform::Kind::ratio || kind == Transform::Kind::inverse ||
           kind == Transform::Kind::min_max || kind == Transform::Kind::efficacy;
}

/// The greatest (or smallest) value among rows: exact only among those that the doubles leave open.
Parameter extreme(const std::vector<Approximation>& values, bool greatest,
                  const std::function<Exact(std::size_t)>& exact) {
    const double sign = greatest ? 1 : -1;
    double reach = -std::numeric_limits<double>::infinity();
    for (const Approximation& v : values) reach = std::max(reach, sign * v.value - v.bound);
    std::optional<Exact> best;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (sign * values[i].value + values[i].bound < reach) continue;
        Exact candidate = exact(i);
        if (!best || (greatest ? *best < candidate : candidate < *best)) best = std::move(candidate);
    }
    return Parameter(*best);
}

/// Where the treated values are ln(x − least + 1), that least value.
std::optional<Exact> logarithms(const std::vector<Exact>& values, const std::vector<Exact>& treated) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    if (*low == *high) return std::nullopt;
    const Exact taken = ln(*high - *low + Exact(1));
    return treated[static_cast<std::size_t>(high - values.begin())] == taken ? std::optional(*low)
                                                                             : std::nullopt;
}

}  // namespace

Members members(const Dataset& data, const Membership& membership, int track) {
    Members out;
    out.data = &data;
    out.scored.resize(data.size());
    out.ranked.resize(data.size());
    std::size_t scored = 0;
    std::size_t ranked = 0;
    for (std::uint32_t row = 0; row < data.size();
         ++row) {  // without branches: every row is written, the next may follow
        const bool here = membership.track[row] == track;
        out.scored[scored] = row;
        out.ranked[ranked] = row;
        scored += here && scores(membership.state[row]) ? 1 : 0;
        ranked += here && ranks(membership.state[row]) ? 1 : 0;
    }
    out.scored.resize(scored);
    out.ranked.resize(ranked);
    return out;
}

struct Item::Raw {
    Value value = Absence::missing;
    std::optional<Exact> numerator, denominator;
    bool zero = false, negative = false;  ///< of the denominator, where that decides
};

Item::Raw Item::raw(const Dataset& data, std::uint32_t row) const {
    const auto read = [&](const Formula& f) {
        return formula::evaluate(f, scheme_->schema, data.columns, row);
    };
    Raw out;
    if (denominator_.empty()) {
        out.value = read(indicator_->formula);
        return out;
    }
    const Value numerator = read(numerator_);
    const Value denominator = read(denominator_);
    if (!formula::absent(numerator)) out.numerator = std::get<Exact>(numerator);
    if (!formula::absent(denominator)) out.denominator = std::get<Exact>(denominator);
    const int sign = out.denominator ? out.denominator->sign() : 1;
    out.zero = sign == 0;
    out.negative = sign < 0 && !indicator_->negative_denominator_kept;
    if (out.zero) {
        out.value = Absence::zero_denominator;
    } else if (!out.negative && out.numerator && out.denominator) {
        out.value = *out.numerator / *out.denominator;
    }
    return out;
}

std::optional<Exact> Item::value(const Dataset& data, std::uint32_t row) const {
    const auto& prepared = &data == data_ ? prepared_ : prepared_previous_;
    if (!prepared.empty()) return prepared[row];
    const Raw r = raw(data, row);
    if (formula::absent(r.value)) return std::nullopt;
    return std::get<Exact>(r.value);
}

bool Item::plain() const {
    return !vacant_ && prepared_.empty() &&
           (affine_kind(indicator_->transform.kind) || indicator_->transform.kind == Transform::Kind::bands);
}

const MissingRule& Item::rule_for(Absence reason, bool negative_denominator) const {
    if (negative_denominator) return indicator_->negative_denominator;
    if (reason == Absence::zero_denominator) return indicator_->zero_denominator;
    return indicator_->missing;
}

/// x of the given rows, NaN where there is none by value.
std::vector<Approximation> Item::approximate(const Members& of, const std::vector<std::uint32_t>& rows,
                                             int threads) const {
    std::vector<Approximation> out;
    out.reserve(rows.size());
    if (rows.empty()) return out;  // a fixed benchmark asks for nobody
    const auto& prepared = of.data == data_ ? prepared_ : prepared_previous_;
    if (!prepared.empty()) {
        for (std::uint32_t row : rows)
            out.push_back(prepared[row] ? prepared[row]->approximate() : Approximation{formula::kMissing, 0});
        return out;
    }
    const auto x = scoring::approximate(indicator_->formula, *scheme_, *of.data, threads);
    const auto d = denominator_.empty() ? std::vector<Approximation>()
                                        : scoring::approximate(denominator_, *scheme_, *of.data, threads);
    for (std::uint32_t row : rows) {
        Approximation value = x[row];
        if (!d.empty() && !(d[row].value - d[row].bound > 0)) {
            const auto exact = this->value(*of.data, row);
            value = exact ? exact->approximate() : Approximation{formula::kMissing, 0};
        }
        out.push_back(value);
    }
    return out;
}

std::vector<std::optional<Exact>> Item::imputed_and_treated(const Members& now,
                                                            std::map<std::uint32_t, Filling>& fillings,
                                                            std::optional<Exact>& logarithm_from) const {
    if (indicator_->impute.kind == Impute::Kind::none && !indicator_->treat.on) return {};
    std::vector<std::optional<Exact>> x(now.data->size());
    std::vector<std::uint32_t> fill;
    std::map<std::string, std::vector<Exact>> by_group;
    std::vector<Exact> all;
    const int by = indicator_->impute.by;
    for (std::uint32_t row : now.scored) {
        Raw r = raw(*now.data, row);
        if (formula::absent(r.value)) {
            if (!r.zero && !r.negative) fill.push_back(row);
            continue;
        }
        x[row] = std::get<Exact>(r.value);
        all.push_back(*x[row]);
        if (by >= 0) {
            if (const auto key = text_of(*now.data, by, row)) by_group[*key].push_back(*x[row]);
        }
    }
    if (indicator_->impute.kind != Impute::Kind::none && !all.empty()) {
        const auto typical = [&](const std::vector<Exact>& v) {
            return indicator_->impute.kind == Impute::Kind::mean ? mean(v) : median(v);
        };
        const Exact whole = typical(all);
        std::map<std::string, Exact> of_group;
        for (const auto& [key, values] : by_group) of_group.emplace(key, typical(values));
        for (std::uint32_t row : fill) {
            const auto key = by >= 0 ? text_of(*now.data, by, row) : std::nullopt;
            const auto found = key ? of_group.find(*key) : of_group.end();
            const bool own = found != of_group.end();
            x[row] = own ? found->second : whole;
            fillings[row] = {*x[row], own ? *key : ""};
        }
    }
    if (indicator_->treat.on) {
        std::vector<Exact> present;
        for (const auto& v : x) {
            if (v) present.push_back(*v);
        }
        if (!present.empty()) {
            const std::vector<Exact> treated = treat(present, indicator_->treat);
            logarithm_from = logarithms(present, treated);
            std::size_t next = 0;
            for (auto& v : x) {
                if (v) v = treated[next++];
            }
        }
    }
    return x;
}

Result<GroupParameters> Item::parameters(const std::string& name, const Members& population,
                                         const std::vector<std::uint32_t>& rows, bool whole_track) const {
    const Indicator& in = *indicator_;
    GroupParameters out;
    out.name = whole_track ? "" : name;
    out.count = rows.size();
    const auto none = [&] {
        return fail(Code::scoring_no_values, {{"indicator", in.label.in(Language::zh)}, {"code", in.code}});
    };
    const Dataset& data = *population.data;
    const auto exact_at = [this, &data, rows](std::size_t i) { return *value(data, rows[i]); };
    const auto exact_all = [this, &data, rows] {
        std::vector<Exact> values;
        for (std::uint32_t row : rows) values.push_back(*value(data, row));
        return values;
    };
    const std::vector<Approximation> x = approximate(population, rows, 0);

    if (in.transform.kind == Transform::Kind::bands) return out;
    if (in.transform.kind == Transform::Kind::percentile || in.transform.kind == Transform::Kind::z_score) {
        if (rows.empty()) return none();
        std::vector<Exact> values = exact_all();
        if (in.transform.kind == Transform::Kind::z_score) {
            out.low = Parameter(mean(values));
            out.high = Parameter(standard_deviation(values));
        } else {
            std::sort(values.begin(), values.end());
            out.values = std::move(values);
        }
        return out;
    }
    if (!uses_benchmark(in)) {
        if ((!in.transform.low || !in.transform.high) && rows.empty()) return none();
        if (in.transform.low && in.transform.high) out.count = 0;
        out.low = in.transform.low ? Parameter(*in.transform.low) : extreme(x, false, exact_at);
        out.high = in.transform.high ? Parameter(*in.transform.high) : extreme(x, true, exact_at);
        return out;
    }

    const Benchmark& b = in.benchmark;
    const Exact factor(b.factor);
    const auto scaled = [factor](const Approximation& a) {
        const Approximation f = factor.approximate();
        const double v = a.value * f.value;
        return Approximation{v, (a.bound * std::fabs(f.value) + std::fabs(v) * 0x1p-51) * (1 + 0x1p-40)};
    };
    const auto count = [](std::size_t n) { return Approximation{static_cast<double>(n), 0}; };
    if (b.kind == Benchmark::Kind::fixed) {
        out.low = Parameter(Exact(Rational(b.value * b.factor)));
    } else if (rows.empty()) {
        return none();
    } else if (b.kind == Benchmark::Kind::aggregate && !denominator_.empty()) {
        const auto n = scoring::approximate(numerator_, *scheme_, data, 0);
        const auto d = scoring::approximate(denominator_, *scheme_, data, 0);
        std::vector<Approximation> ns;
        std::vector<Approximation> ds;
        for (std::uint32_t row : rows) {
            ns.push_back(n[row]);
            ds.push_back(d[row]);
        }
        out.low = Parameter(scaled(divide(sum(ns), sum(ds))), [this, &data, rows, factor] {
            std::vector<Exact> tops;
            std::vector<Exact> bottoms;
            for (std::uint32_t row : rows) {
                const Raw r = raw(data, row);
                tops.push_back(*r.numerator);
                bottoms.push_back(*r.denominator);
            }
            return factor * (yuanheng::sum(tops) / yuanheng::sum(bottoms));
        });
    } else if (b.kind == Benchmark::Kind::best) {
        out.low = Parameter(factor * extreme(x, in.higher_is_better, exact_at).exact());
    } else if (b.kind == Benchmark::Kind::percentile) {
        std::vector<Exact> values = exact_all();
        std::sort(values.begin(), values.end());
        out.low = Parameter(factor * percentile(values, b.percentile));
    } else {
        out.low = Parameter(scaled(divide(sum(x), count(x.size()))),
                            [exact_all, factor] { return factor * mean(exact_all()); });
    }
    const Approximation about = out.low.approximate;
    if (about.value - about.bound > 0) return out;
    if (out.low.exact().sign() > 0) return out;
    return fail(Code::scoring_benchmark_not_positive, {{"indicator", in.label.in(Language::zh)},
                                                       {"code", in.code},
                                                       {"group", name},
                                                       {"value", out.low.exact().format(6)}});
}

/// Whether a row with a value belongs to what a benchmark is made of.
bool Item::counts(const Members& of, std::uint32_t row, const Approximation& x) const {
    const Benchmark& b = indicator_->benchmark;
    if (b.kind == Benchmark::Kind::aggregate && !denominator_.empty()) {
        // Only an imputed value, or one with a negative denominator that is kept, can lack its part of the
        // sums.
        const bool imputed = !(of.data == data_ ? prepared_ : prepared_previous_).empty();
        if (imputed || indicator_->negative_denominator_kept) {
            const Raw r = raw(*of.data, row);
            if (!r.numerator || !r.denominator || r.denominator->sign() <= 0) return false;
            return !b.skip_zero || r.numerator->sign() != 0;
        }
    }
    return !b.skip_zero || std::fabs(x.value) > x.bound || value(*of.data, row)->sign() != 0;
}

Result<void> Item::build_groups(const Members& now, const Members* previous, int threads) {
    const Benchmark& b = indicator_->benchmark;
    const bool last_year = b.previous && uses_benchmark(*indicator_);
    if (last_year && previous == nullptr) {
        if (!b.if_no_previous) {
            return fail(Code::scoring_no_previous,
                        {{"indicator", indicator_->label.in(Language::zh)}, {"code", indicator_->code}});
        }
        groups_.emplace_back();
        groups_[0].low = Parameter(Exact(*b.if_no_previous));
        return {};
    }
    const Members& population = last_year ? *previous : now;
    std::vector<std::uint32_t> present;
    const std::vector<std::uint32_t>& over = population.of(b.over);
    const bool fixed = uses_benchmark(*indicator_) && b.kind == Benchmark::Kind::fixed;
    const bool given =
        indicator_->transform.low && indicator_->transform.high && !uses_benchmark(*indicator_);
    if (!fixed && !given && indicator_->transform.kind != Transform::Kind::bands) {
        const auto x = approximate(population, over, threads);
        for (std::size_t i = 0; i < over.size(); ++i) {
            if (std::isnan(x[i].value)) continue;
            if (uses_benchmark(*indicator_) && !counts(population, over[i], x[i])) continue;
            present.push_back(over[i]);
        }
    }
    auto whole = parameters("", population, present, true);
    // Nobody to measure against is no fault where there is nobody to measure.
    if (!whole && std::none_of(now.scored.begin(), now.scored.end(),
                               [&](std::uint32_t row) { return value(*now.data, row).has_value(); })) {
        groups_.emplace_back();
        vacant_ = true;
        return {};
    }
    if (b.by.empty()) {
        if (!whole) return tl::unexpected(whole.error());
        groups_.push_back(std::move(*whole));
        return {};
    }
    // Groups by the texts of each field in turn; which group a row belongs to is decided level by level.
    std::vector<std::map<std::string, std::vector<std::uint32_t>>> levels(b.by.size());
    for (std::size_t level = 0; level < b.by.size(); ++level) {
        for (std::uint32_t row : present) {
            if (const auto key = text_of(*population.data, b.by[level], row))
                levels[level][*key].push_back(row);
        }
    }
    std::map<std::pair<std::size_t, std::string>, std::uint32_t> known;
    std::optional<std::uint32_t> whole_index;
    group_of_.assign(now.data->size(), 0);
    const std::vector<Approximation> own = approximate(now, now.scored, threads);
    for (std::size_t i = 0; i < now.scored.size(); ++i) {
        const std::uint32_t row = now.scored[i];
        if (std::isnan(own[i].value))
            continue;  // without a value nothing is measured, so no group can be at fault
        std::optional<std::uint32_t> index;
        for (std::size_t level = 0; level < b.by.size() && !index; ++level) {
            const auto key = text_of(*now.data, b.by[level], row);
            const auto found = key ? levels[level].find(*key) : levels[level].end();
            if (found == levels[level].end() || found->second.size() < static_cast<std::size_t>(b.min_group))
                continue;
            const auto [entry, fresh] =
                known.try_emplace({level, *key}, static_cast<std::uint32_t>(groups_.size()));
            if (fresh) {
                auto made = parameters(*key, population, found->second, false);
                if (!made) return tl::unexpected(made.error());
                groups_.push_back(std::move(*made));
            }
            index = entry->second;
        }
        if (!index) {
            if (!whole_index) {
                if (!whole) return tl::unexpected(whole.error());
                whole_index = static_cast<std::uint32_t>(groups_.size());
                groups_.push_back(*whole);
            }
            index = whole_index;
        }
        group_of_[row] = *index;
    }
    if (groups_.empty()) {
        groups_.emplace_back();
        vacant_ = true;
    }
    return {};
}

Result<std::unique_ptr<const Item>> Item::prepare(const Scheme& scheme, const Track& track, int indicator,
                                                  const Members& now, const Members* previous, int threads) {
    std::unique_ptr<Item> item(new Item);
    item->scheme_ = &scheme;
    item->track_ = &track;
    item->indicator_ = &track.indicators[static_cast<std::size_t>(indicator)];
    item->data_ = now.data;
    const Formula& f = item->indicator_->formula;
    if (f.root().op == formula::Op::divide) {
        item->numerator_ = f.part(f.root().arguments[0]);
        item->denominator_ = f.part(f.root().arguments[1]);
    }
    item->prepared_ = item->imputed_and_treated(now, item->fillings_, item->logarithm_from_);
    if (previous != nullptr) {
        std::map<std::uint32_t, Filling> fillings;
        std::optional<Exact> logarithm_from;
        item->prepared_previous_ = item->imputed_and_treated(*previous, fillings, logarithm_from);
    }
    if (auto built = item->build_groups(now, previous, threads); !built) return tl::unexpected(built.error());
    return item;
}

ItemDerivation Item::derive(std::uint32_t row, const Dataset& data) const {
    ItemDerivation out;
    const Raw r = raw(data, row);
    out.value = r.value;
    out.numerator = r.numerator;
    out.denominator = r.denominator;
    std::optional<Exact> x = prepared_.empty() ? std::nullopt : prepared_[row];
    if ((prepared_.empty() || &data != data_) && !formula::absent(r.value)) x = std::get<Exact>(r.value);
    if (!x) {
        const bool zero = r.zero;
        out.rule = rule_for(zero ? Absence::zero_denominator : Absence::missing, r.negative).kind;
        return out;
    }
    if (formula::absent(r.value) || std::get<Exact>(r.value) != *x) out.imputed = x;
    const GroupParameters& g = group(row);
    out.group = g.name;
    out.previous_year = uses_benchmark(*indicator_) && indicator_->benchmark.previous;
    const auto kind = indicator_->transform.kind;
    if (kind != Transform::Kind::percentile && kind != Transform::Kind::bands) {
        out.benchmark = g.low.exact();
        if (!uses_benchmark(*indicator_)) out.benchmark_high = g.high.exact();
    }
    out.t_raw = transform(*x, g);
    out.t = limited(*out.t_raw, out.limit);
    return out;
}

std::optional<Exact> Item::t(std::uint32_t row) const {
    ItemDerivation::Limit limit{};
    if (!prepared_.empty()) {
        return prepared_[row] ? std::optional(limited(transform(*prepared_[row], group(row)), limit))
                              : std::nullopt;
    }
    const Raw r = raw(*data_, row);
    if (formula::absent(r.value)) return std::nullopt;
    return limited(transform(std::get<Exact>(r.value), group(row)), limit);
}

Exact Item::limited(Exact t, ItemDerivation::Limit& limit) const {
    if (indicator_->cap && t > Exact(*indicator_->cap)) {
        t = Exact(*indicator_->cap);
        limit = ItemDerivation::Limit::cap;
    }
    if (indicator_->floor && t < Exact(*indicator_->floor)) {
        t = Exact(*indicator_->floor);
        limit = ItemDerivation::Limit::floor;
    }
    return t;
}

Exact Item::transform(const Exact& x, const GroupParameters& g) const {
    const Transform& how = indicator_->transform;
    const bool higher = indicator_->higher_is_better;
    const Exact factor(how.factor);
    switch (how.kind) {
        case Transform::Kind::ratio: return factor * (x / g.low.exact());
        case Transform::Kind::inverse: return factor * (Exact(2) - x / g.low.exact());
        case Transform::Kind::percentile: {
            const Exact share(mid_rank(g.values, x));
            return higher ? share : Exact(1) - share;
        }
        case Transform::Kind::z_score: {
            const Exact& deviation = g.high.exact();
            const Exact z = deviation.sign() == 0 ? Exact(0) : (x - g.low.exact()) / deviation;
            return Exact(how.base) + Exact(how.span) * (higher ? z : -z);
        }
        case Transform::Kind::bands: {
            Exact t(0);
            for (const Band& band : how.bands) {
                const Exact from(band.from);
                if (from < x || (!band.exclusive && from == x)) t = Exact(band.t);
            }
            return t;
        }
        case Transform::Kind::min_max:
        case Transform::Kind::efficacy: break;
    }
    const Exact& low = g.low.exact();
    const Exact& high = g.high.exact();
    Exact tau(1);
    if (low != high) {
        tau = (x - low) / (high - low);
        if (!higher) tau = Exact(1) - tau;
    }
    return how.kind == Transform::Kind::min_max ? tau : Exact(how.base) + Exact(how.span) * tau;
}

Item::Affine Item::affine(const GroupParameters& g) const {
    const Transform& how = indicator_->transform;
    // Of the few numbers a group needs there is one each: they are taken from the exact values wherever those
    // are cheap, and only a long mean goes through its approximation.
    const auto times = [](const Exact& a, const Approximation& b) {
        const Approximation x = a.approximate();
        const double v = x.value * b.value;
        return Approximation{v, (std::fabs(x.value) * b.bound + std::fabs(v) * 0x1p-51) * (1 + 0x1p-40)};
    };
    if (uses_benchmark(*indicator_)) {
        const Approximation inverse = divide({1, 0}, g.low.approximate);
        if (how.kind == Transform::Kind::ratio) return {{0, 0}, times(Exact(how.factor), inverse)};
        return {Exact(Rational(2 * how.factor)).approximate(), times(Exact(Rational(-how.factor)), inverse)};
    }
    const Exact low = g.low.exact();
    const Exact high = g.high.exact();
    Exact alpha(1);
    Exact beta(0);
    if (low != high) {
        beta = Exact(1) / (high - low);
        alpha = -low * beta;
        if (!indicator_->higher_is_better) {
            alpha = high * beta;
            beta = -beta;
        }
    }
    if (how.kind == Transform::Kind::efficacy) {
        alpha = Exact(how.base) + Exact(how.span) * alpha;
        beta = Exact(how.span) * beta;
    }
    return {alpha.approximate(), beta.approximate()};
}

}  // namespace yuanheng::scoring
