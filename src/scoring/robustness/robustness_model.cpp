#include "scoring/robustness/robustness_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "scoring/data/parallel.hpp"
#include "scoring/run/robustness_kernel.hpp"
#include "scoring/run/scorer.hpp"

namespace yuanheng::scoring {

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr std::size_t kBlock = 512;

double number(const Exact& e) { return e.approximate().value; }

/// t where x = 0, of an affine transform; nothing where t does not depend on a base value in this way.
std::optional<double> origin_of(const Indicator& in, const ItemDerivation& d) {
    const Transform& how = in.transform;
    switch (how.kind) {
        case Transform::Kind::ratio: return 0.0;
        case Transform::Kind::inverse: return 2 * to_double(how.factor);
        case Transform::Kind::percentile:
        case Transform::Kind::z_score:
        case Transform::Kind::bands: return std::nullopt;
        case Transform::Kind::min_max:
        case Transform::Kind::efficacy: break;
    }
    const double low = number(*d.benchmark);
    const double high = number(*d.benchmark_high);
    if (!(low < high) && !(high < low)) return std::nullopt;
    double tau = -low / (high - low);
    if (!in.higher_is_better) tau = 1 - tau;
    return how.kind == Transform::Kind::min_max ? tau : to_double(how.base) + to_double(how.span) * tau;
}

double clamp(double t, double low, double high) {
    t = t > high ? high : t;
    return t < low ? low : t;
}

/// A mean of the children that have a value; NaN where none has. Weights of the others are spread over them.
double combine(Aggregation how, std::span<const int> children, std::span<const double> weights,
               std::span<const double> values) {
    double all = 0;
    double kept = 0;
    for (int c : children) {
        const auto i = static_cast<std::size_t>(c);
        all += weights[i];
        if (!std::isnan(values[i])) kept += weights[i];
    }
    if (kept == 0) return all == 0 && !children.empty() ? 0.0 : formula::kMissing;
    double out = 0;
    for (int c : children) {
        const auto i = static_cast<std::size_t>(c);
        if (std::isnan(values[i]) || weights[i] == 0) continue;
        if (how == Aggregation::geometric || how == Aggregation::harmonic) {
            if (values[i] <= 0) return 0;
            out += how == Aggregation::geometric ? weights[i] * std::log(values[i]) : weights[i] / values[i];
        } else {
            out += weights[i] * values[i];
        }
    }
    switch (how) {
        case Aggregation::sum: return kept == all ? out : out * (all / kept);
        case Aggregation::arithmetic: return out / kept;
        case Aggregation::geometric: return std::exp(out / kept);
        case Aggregation::harmonic: return kept / out;
    }
    return formula::kMissing;
}

}  // namespace

VariantModel::VariantModel(const Run& run, int track, int threads)
    : definition_(&run.scheme->tracks[static_cast<std::size_t>(track)]), track_(track) {
    const Track& t = *definition_;
    const std::size_t k = t.indicators.size();
    children_.resize(t.pillars.size() + 1);
    for (std::size_t j = 0; j < k; ++j) {
        children_[static_cast<std::size_t>(t.indicators[j].pillar + 1)].push_back(static_cast<int>(j));
        weights_.push_back(to_double(t.indicators[j].weight));
    }
    for (std::size_t p = 0; p < t.pillars.size(); ++p) {
        children_[static_cast<std::size_t>(t.pillars[p].parent + 1)].push_back(static_cast<int>(k + p));
        weights_.push_back(to_double(t.pillars[p].weight));
    }

    rows_ = run.order[static_cast<std::size_t>(track)];
    ranked_ = rows_.size();
    for (std::uint32_t row : run.scorers[static_cast<std::size_t>(track)]->members().scored) {
        if (!ranks(run.outcomes[row].state)) rows_.push_back(row);
    }
    const std::size_t n = rows_.size();
    columns_.resize(k);
    for (std::size_t j = 0; j < k; ++j) {
        Column& c = columns_[j];
        const Indicator& in = t.indicators[j];
        c.low = in.floor ? to_double(*in.floor) : -kInfinite;
        c.high = in.cap ? to_double(*in.cap) : kInfinite;
        c.t.assign(n, formula::kMissing);
        c.source.assign(n, Source::value);
        c.given.assign(n, 0);
        c.origins.assign(n, 0);
        const bool multiplied = std::any_of(
            run.scheme->adjustments.begin(), run.scheme->adjustments.end(),
            [&](const auto& a) { return a.kind == Adjustment::Kind::coefficient && a.on == in.code; });
        if (multiplied) c.factor.assign(n, 1);
        const auto kind = in.transform.kind;
        c.kind = kind == Transform::Kind::bands                                            ? Kind::steps
                 : kind == Transform::Kind::percentile || kind == Transform::Kind::z_score ? Kind::fixed
                                                                                           : Kind::affine;
        for (const Band& b : in.transform.bands)
            c.steps.push_back({to_double(b.from), to_double(b.t), b.exclusive});
    }
    share_.assign(n, 1);
    offset_.assign(n, 0);
    std::vector<double> totals(n);
    for_pieces(n, 16, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const Derivation d = derive(run, rows_[i]);
            read(*run.scheme, i, d);
            totals[i] = number(d.unrounded);
        }
    });
    prepare();
    const Variant neutral = official();
    const std::vector<double> mean = means(neutral);
    std::vector<double> scratch(weights_.size());
    for (std::size_t i = 0; i < n; ++i) offset_[i] = totals[i] - total(neutral, mean, i, scratch);
}

/// One row of the columns.
void VariantModel::read(const Scheme& scheme, std::size_t i, const Derivation& d) {
    for (std::size_t j = 0; j < columns_.size(); ++j) {
        Column& c = columns_[j];
        const ItemDerivation& item = d.items[j];
        const Indicator& in = definition_->indicators[j];
        if (!item.rule) {
            const Exact& x = item.imputed ? *item.imputed : std::get<Exact>(item.value);
            c.t[i] = number(c.kind == Kind::steps ? x : *item.t_raw);
            const auto origin = origin_of(in, item);
            c.origins[i] = origin ? *origin : c.kind == Kind::steps ? 0 : c.t[i];
            continue;
        }
        c.given[i] = number(item.t * item.coefficient);
        switch (*item.rule) {
            case MissingRule::Kind::mean: c.source[i] = Source::mean; break;
            case MissingRule::Kind::cap: c.source[i] = Source::cap; break;
            case MissingRule::Kind::redistribute: c.source[i] = Source::redistribute; break;
            default: c.source[i] = Source::constant; break;
        }
    }
    for (const AdjustmentDerivation& a : d.adjustments) {
        const Adjustment& rule = scheme.adjustments[static_cast<std::size_t>(a.adjustment)];
        if (rule.kind != Adjustment::Kind::coefficient) continue;
        if (rule.on.empty()) share_[i] *= number(a.counted);
        for (std::size_t j = 0; j < columns_.size(); ++j) {
            Column& c = columns_[j];
            const bool given =
                c.source[i] != Source::value && c.source[i] != Source::mean;  // multiplied already
            if (definition_->indicators[j].code == rule.on && !given) c.factor[i] *= number(a.counted);
        }
    }
    double ratio = 1;
    for (const AdjustmentDerivation& a : d.adjustments) {
        const Adjustment& rule = scheme.adjustments[static_cast<std::size_t>(a.adjustment)];
        if (rule.kind == Adjustment::Kind::ratio) ratio += number(a.counted);
    }
    share_[i] *= ratio;
}

/// What the block loop needs: one origin and one filling a column; rows that do not fit are special.
void VariantModel::prepare() {
    const std::size_t n = rows_.size();
    std::vector<bool> special(n, false);
    for (Column& c : columns_) {
        double origin = 0;
        bool same = true;
        bool first = true;
        std::map<std::pair<Source, double>, std::size_t> fills;
        for (std::size_t i = 0; i < n; ++i) {
            if (c.source[i] == Source::value) {
                same = same && (first || c.origins[i] == origin);
                origin = c.origins[i];
                first = false;
            } else {
                c.uses_mean = c.uses_mean || c.source[i] == Source::mean;
                ++fills[{c.source[i], c.source[i] == Source::mean ? 0.0 : c.given[i]}];
            }
        }
        c.one_origin = same;
        c.origin = origin;
        std::size_t most = 0;
        for (const auto& [fill, count] : fills) {
            if (fill.first == Source::redistribute || count <= most) continue;
            c.fill = fill.first;
            c.filling = fill.second;
            most = count;
        }
        for (std::size_t i = 0; i < ranked_; ++i) {
            const bool filled = c.source[i] == c.fill && (c.fill == Source::mean || c.given[i] == c.filling);
            if (c.source[i] != Source::value && !filled) special[i] = true;
        }
    }
    for (std::size_t i = 0; i < ranked_; ++i) {
        if (special[i]) special_.push_back(static_cast<std::uint32_t>(i));
    }
    blockwise_ = definition_->pillars.empty() &&
                 (definition_->aggregation == Aggregation::sum ||
                  definition_->aggregation == Aggregation::arithmetic) &&
                 std::all_of(columns_.begin(), columns_.end(), [](const Column& c) {
                     return c.kind != Kind::steps && c.one_origin && c.factor.empty();
                 });
}

Variant VariantModel::official() const {
    Variant v;
    v.weights = weights_;
    v.scales.assign(columns_.size(), 1);
    return v;
}

void VariantModel::restore_sums(std::vector<double>& weights) const {
    for (const std::vector<int>& children : children_) {
        double wanted = 0;
        double have = 0;
        for (int c : children) {
            wanted += weights_[static_cast<std::size_t>(c)];
            have += weights[static_cast<std::size_t>(c)];
        }
        if (have == 0) continue;
        for (int c : children) weights[static_cast<std::size_t>(c)] *= wanted / have;
    }
}

double VariantModel::noise(const Variant& v, std::size_t j, std::size_t i) const {
    const double size = v.errors[j];
    if (size == 0) return 1;
    const Philox stream(v.seed, v.noise);
    const auto number_of = static_cast<std::uint64_t>(rows_[i]) * columns_.size() + j;
    return v.lognormal ? std::exp(size * stream.normal(number_of))
                       : 1 + size * (2 * stream.uniform(number_of) - 1);
}

double VariantModel::item(const Variant& v, std::span<const double> means, std::size_t j,
                          std::size_t i) const {
    const Column& c = columns_[j];
    const double high = v.capped ? v.cap : c.high;
    switch (c.source[i]) {
        case Source::constant: return c.given[i];
        case Source::mean: return means[j];
        case Source::cap: return v.capped ? v.cap : c.given[i];
        case Source::redistribute: return formula::kMissing;
        case Source::value: break;
    }
    const double scale = v.errors.empty() ? v.scales[j] : v.scales[j] * noise(v, j, i);
    if (c.kind != Kind::steps) {
        return clamp(c.origins[i] * (1 - scale) + c.t[i] * scale, c.low, high);
    }
    const double x = c.t[i] * scale;
    double t = 0;
    for (const StepUp& s : c.steps) {
        if (s.from < x || (!s.exclusive && s.from == x)) t = s.t;
    }
    return clamp(t, c.low, high);
}

double VariantModel::total(const Variant& v, std::span<const double> means, std::size_t i,
                           std::span<double> values) const {
    const std::size_t k = columns_.size();
    for (std::size_t j = 0; j < k; ++j) {
        values[j] = item(v, means, j, i);
        if (!columns_[j].factor.empty()) values[j] *= columns_[j].factor[i];
    }
    const auto& pillars = definition_->pillars;
    for (std::size_t p = pillars.size(); p-- > 0;) {
        values[k + p] = combine(pillars[p].aggregation, children_[p + 1], v.weights, values);
    }
    const double root = combine(definition_->aggregation, children_[0], v.weights, values);
    const double scale = definition_->aggregation == Aggregation::sum ? 1 : to_double(definition_->scale);
    return share_[i] * (std::isnan(root) ? 0 : scale * root) + offset_[i];
}

std::vector<double> VariantModel::means(const Variant& v) const {
    std::vector<double> out(columns_.size(), 0);
    for (std::size_t j = 0; j < columns_.size(); ++j) {
        const Column& c = columns_[j];
        if (!c.uses_mean) continue;
        ColumnSum s{0, 0};
        if (v.errors.empty() && c.kind != Kind::steps && c.one_origin) {
            s = sum_column(c.t.data(), c.t.size(), reading(v, j, 0));
        } else {
            for (std::size_t i = 0; i < rows_.size(); ++i) {
                if (c.source[i] != Source::value) continue;
                s.sum += item(v, {}, j, i);
                ++s.count;
            }
        }
        out[j] = s.count == 0 ? 0 : s.sum / static_cast<double>(s.count);
    }
    return out;
}

ColumnReading VariantModel::reading(const Variant& v, std::size_t j, double mean) const {
    const Column& c = columns_[j];
    const double fill = c.fill == Source::mean ? mean : c.fill == Source::cap && v.capped ? v.cap : c.filling;
    return {c.origin * (1 - v.scales[j]), v.scales[j], c.low, v.capped ? v.cap : c.high, fill};
}

void VariantModel::evaluate(const Variant& v, std::span<double> totals) const {
    const std::vector<double> mean = means(v);
    std::vector<double> values(weights_.size());
    if (!blockwise_ || !v.errors.empty()) {
        for (std::size_t i = 0; i < ranked_; ++i) totals[i] = total(v, mean, i, values);
        return;
    }
    double factor = 1;
    if (definition_->aggregation == Aggregation::arithmetic) {
        double sum = 0;
        for (double w : v.weights) sum += w;
        factor = sum == 0 ? 0 : to_double(definition_->scale) / sum;
    }
    for (std::size_t begin = 0; begin < ranked_; begin += kBlock) {
        const std::size_t n = std::min(kBlock, ranked_ - begin);
        double* out = totals.data() + begin;
        std::fill(out, out + n, 0.0);
        for (std::size_t j = 0; j < columns_.size(); ++j) {
            add_column(columns_[j].t.data() + begin, n, reading(v, j, mean[j]), v.weights[j] * factor, out);
        }
        for (std::size_t i = 0; i < n; ++i) out[i] = share_[begin + i] * out[i] + offset_[begin + i];
    }
    for (std::uint32_t i : special_) totals[i] = total(v, mean, i, values);
}

}  // namespace yuanheng::scoring
