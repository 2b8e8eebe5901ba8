#include "scoring/run/scorer.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>

#include "formula/readers.hpp"
#include "scheme/codes.hpp"
#include "scoring/data/parallel.hpp"
#include "scoring/run/computed.hpp"

namespace yuanheng::scoring {

namespace {

/// The rule's t, where it does not depend on the other enterprises.
Exact rule_t(const MissingRule& rule, const Indicator& indicator) {
    switch (rule.kind) {
        case MissingRule::Kind::full: return Exact(1);
        case MissingRule::Kind::cap: return indicator.cap ? Exact(*indicator.cap) : Exact(1);
        case MissingRule::Kind::penalty:
            return indicator.weight == 0 ? Exact(0) : Exact(Rational(rule.points / indicator.weight));
        default: return Exact(0);
    }
}

bool mentions(const Indicator& indicator, MissingRule::Kind kind) {
    return indicator.missing.kind == kind || indicator.zero_denominator.kind == kind ||
           indicator.negative_denominator.kind == kind;
}

Error no_item(const Indicator& indicator) {
    return Error(Code::scoring_nobody_has,
                 {{"indicator", indicator.label.in(Language::zh)}, {"code", indicator.code}});
}

/// A mean of the children of one node of the tree that are present.
std::optional<Exact> combine(Aggregation how, const std::vector<Exact>& weights,
                             const std::vector<Exact>& values) {
    if (values.empty()) return std::nullopt;
    const Exact total = sum(weights);
    if (total.sign() == 0) return Exact(0);
    Exact out(how == Aggregation::geometric ? 1 : 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (how == Aggregation::geometric || how == Aggregation::harmonic) {
            if (weights[i].sign() == 0) continue;
            if (values[i].sign() <= 0) return Exact(0);
        }
        switch (how) {
            case Aggregation::sum:
            case Aggregation::arithmetic: out += weights[i] * values[i]; break;
            case Aggregation::geometric:
                out = out * pow(values[i], Rational(weights[i].rational() / total.rational()));
                break;
            case Aggregation::harmonic: out += weights[i] / values[i]; break;
        }
    }
    if (how == Aggregation::arithmetic) return out / total;
    if (how == Aggregation::harmonic) return total / out;
    return out;
}

}  // namespace

Scorer::Scorer(const Scheme& scheme, int track, Members now, std::unique_ptr<const Members> previous)
    : scheme_(&scheme),
      track_(&scheme.tracks[static_cast<std::size_t>(track)]),
      now_(std::move(now)),
      previous_(std::move(previous)) {
    for (std::size_t a = 0; a < scheme.adjustments.size(); ++a) {
        const std::vector<int>& tracks = scheme.adjustments[a].tracks;
        if (tracks.empty() || std::find(tracks.begin(), tracks.end(), track) != tracks.end())
            adjustments_.push_back(a);
    }
    for (std::size_t a : adjustments_) {
        for (const AdjustmentItem& item : scheme.adjustments[a].items)
            look_back_ = look_back_ || names_results(item.when, scheme) || names_results(item.value, scheme);
    }
}

Result<std::shared_ptr<const Scorer>> Scorer::make(const Scheme& scheme, int track, Members now,
                                                   std::unique_ptr<const Members> previous, int threads) {
    std::shared_ptr<Scorer> scorer(new Scorer(scheme, track, std::move(now), std::move(previous)));
    for (std::size_t i = 0; i < scorer->track_->indicators.size(); ++i) {
        auto item = Item::prepare(scheme, *scorer->track_, static_cast<int>(i), scorer->now_,
                                  scorer->previous_.get(), threads);
        if (!item) return tl::unexpected(item.error());
        scorer->items_.push_back(std::move(*item));
        const Item* it = scorer->items_.back().get();
        const Members* members = &scorer->now_;
        scorer->means_.emplace_back(Approximation{}, [it, members] {
            std::vector<Exact> values;
            for (std::uint32_t row : members->scored) {
                ItemDerivation d = it->derive(row);
                if (!d.rule) values.push_back(std::move(d.t));
            }
            const auto n = static_cast<long long>(values.size());
            return n == 0 ? Exact(0) : sum(std::move(values)) / Exact(n);
        });
    }
    return std::shared_ptr<const Scorer>(std::move(scorer));
}

bool Scorer::anybody_has(std::size_t indicator) const {
    return std::any_of(now_.scored.begin(), now_.scored.end(),
                       [&](std::uint32_t row) { return !items_[indicator]->derive(row).rule; });
}

bool Scorer::blockwise() const {
    const bool flat = track_->pillars.empty() && (track_->aggregation == Aggregation::sum ||
                                                  track_->aggregation == Aggregation::arithmetic);
    const bool on_items = std::any_of(adjustments_.begin(), adjustments_.end(),
                                      [&](std::size_t a) { return !scheme_->adjustments[a].on.empty(); });
    return flat && !on_items && !track_->total_places &&
           std::all_of(items_.begin(), items_.end(), [](const auto& item) { return item->plain(); });
}

Checked<std::size_t> Scorer::score(std::vector<Approximation>& totals, int threads) const {
    if (!blockwise()) return score_exactly(totals, threads);
    std::vector<std::uint32_t> refused;
    score_blocks(*this, totals, refused, threads);
    if (!refused.empty()) return score_exactly(totals, threads);  // which names every missing item
    if (has_adjustments()) {
        for_pieces(now_.scored.size(), kExactGrain, threads, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                Approximation& total = totals[now_.scored[i]];
                if (std::isinf(total.bound)) continue;
                const Adjusting a = adjusting(now_.scored[i], *now_.data);
                const Approximation factor = (a.coefficient * (Exact(1) + a.ratio)).approximate();
                const Approximation points = a.points.approximate();
                const double scaled = total.value * factor.value;
                const double value = scaled + points.value;
                const double bound =
                    total.bound * (std::fabs(factor.value) + factor.bound) +
                    std::fabs(total.value) * factor.bound + points.bound +
                    0x1p-52 * (std::fabs(scaled) + std::fabs(points.value) + std::fabs(value));
                total = {value, bound * (1 + 0x1p-40)};
            }
        });
    }
    std::atomic<std::size_t> exact{0};
    for_pieces(now_.scored.size(), 4096, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t row = now_.scored[i];
            if (!std::isinf(totals[row].bound)) continue;
            totals[row] = total(row).approximate();
            ++exact;
        }
    });
    return exact.load();
}

Checked<std::size_t> Scorer::score_exactly(std::vector<Approximation>& totals, int threads) const {
    Errors errors;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const Indicator& indicator = items_[i]->indicator();
        const bool means = mentions(indicator, MissingRule::Kind::mean);
        if (!means && !mentions(indicator, MissingRule::Kind::refuse)) continue;
        bool had = false;
        bool asked = false;
        for (std::uint32_t row : now_.scored) {
            const auto rule = items_[i]->derive(row).rule;
            had = had || !rule;
            asked = asked || rule == MissingRule::Kind::mean;
            if (rule == MissingRule::Kind::refuse && errors.size() < 100) {
                errors.emplace_back(Code::scoring_item_missing,
                                    std::initializer_list<std::pair<std::string, std::string>>{
                                        {"indicator", indicator.label.in(Language::zh)},
                                        {"code", indicator.code},
                                        {"enterprise", now_.data->names[row]},
                                        {"credit_code", now_.data->codes[row]}});
            }
        }
        if (asked && !had) errors.push_back(no_item(indicator));
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    for_pieces(now_.scored.size(), kExactGrain, threads, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            totals[now_.scored[i]] = derive(now_.scored[i]).total.approximate();
        }
    });
    return now_.scored.size();
}

Derivation Scorer::items_of(std::uint32_t row, const Dataset& data, bool adjusted) const {
    Derivation out;
    out.row = row;
    for (const auto& item : items_) out.items.push_back(item->derive(row, data));
    settle(out);
    aggregate(out, data, adjusted);
    return out;
}

Derivation Scorer::derive(std::uint32_t row, const Dataset& data) const {
    Derivation out = items_of(row, data, true);
    std::vector<AdjustmentDerivation> told;
    const Adjusting a = adjusting(row, data, &told);
    out.adjustments = std::move(told);
    const Exact adjusted = out.base * a.coefficient;
    out.total = out.unrounded = adjusted + adjusted * a.ratio + a.points;
    if (const std::optional<int> places = track_->total_places)
        out.total = Exact(*parse_decimal(out.unrounded.format(*places, scheme_->display.rounding)));
    return out;
}

Exact Scorer::total(std::uint32_t row) const {
    if (!blockwise()) return derive(row).total;
    Exact points(0);
    Exact weights(0);
    for (const auto& item : items_) {
        const std::optional<Exact> t = item->t(row);
        if (!t) return derive(row).total;
        const Exact weight(item->indicator().weight);
        points += weight * *t;
        weights += weight;
    }
    if (track_->aggregation != Aggregation::sum) {
        points = weights.sign() == 0 ? Exact(0) : Exact(track_->scale) * points / weights;
    }
    const Adjusting a = adjusting(row, *now_.data);
    const Exact adjusted = points * a.coefficient;
    return adjusted + adjusted * a.ratio + a.points;
}

/// Gives every item without a value its t, except those whose weight goes to the others.
void Scorer::settle(Derivation& into) const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
        ItemDerivation& d = into.items[i];
        const Indicator& indicator = items_[i]->indicator();
        d.indicator = static_cast<int>(i);
        d.weight = Exact(indicator.weight);
        if (!d.rule) continue;
        if (*d.rule == MissingRule::Kind::mean) {
            d.t = means_[i].exact();
            continue;
        }
        const bool zero = d.denominator && d.denominator->sign() == 0;
        const bool negative =
            d.denominator && d.denominator->sign() < 0 && !indicator.negative_denominator_kept;
        d.t = rule_t(items_[i]->rule_for(
                         zero ? formula::Absence::zero_denominator : formula::Absence::missing, negative),
                     indicator);
    }
}

/// From the leaves up: pillars stand after their parents, so they are combined in reverse.
void Scorer::aggregate(Derivation& into, const Dataset& data, bool adjusted) const {
    const std::size_t inner = track_->pillars.size();
    std::vector<std::optional<Exact>> values(inner);
    const auto node = [&](int parent, Aggregation how) {
        std::vector<Exact> weights;
        std::vector<Exact> parts;
        Exact lost(0);
        const auto take = [&](const Exact& weight, const std::optional<Exact>& value) {
            if (!value) {
                lost += weight;
                return;
            }
            weights.push_back(weight);
            parts.push_back(*value);
        };
        std::vector<std::size_t> leaves;
        for (std::size_t i = 0; i < into.items.size(); ++i) {
            if (items_[i]->indicator().pillar != parent) continue;
            const bool gone = into.items[i].rule == MissingRule::Kind::redistribute;
            const ItemDerivation& d = into.items[i];
            take(d.weight, gone ? std::nullopt : std::optional(d.t * d.coefficient));
            leaves.push_back(i);
        }
        std::vector<std::size_t> below;
        for (std::size_t p = 0; p < inner; ++p) {
            if (track_->pillars[p].parent != parent) continue;
            into.pillars[p].weight = Exact(track_->pillars[p].weight);
            take(into.pillars[p].weight, values[p]);
            below.push_back(p);
        }
        // What is lost is spread over the rest in proportion to their weights.
        const Exact kept = sum(weights);
        if (lost.sign() != 0 && kept.sign() != 0) {
            const Exact factor = (kept + lost) / kept;
            for (Exact& w : weights) w = w * factor;
            for (std::size_t i : leaves) {
                ItemDerivation& d = into.items[i];
                d.weight = d.rule == MissingRule::Kind::redistribute ? Exact(0) : d.weight * factor;
            }
            for (std::size_t p : below)
                into.pillars[p].weight = values[p] ? into.pillars[p].weight * factor : Exact(0);
        } else if (lost.sign() != 0) {
            for (std::size_t i : leaves) into.items[i].weight = Exact(0);
            for (std::size_t p : below) into.pillars[p].weight = Exact(0);
        }
        return combine(how, weights, parts);
    };
    into.pillars.resize(inner);
    for (std::size_t a : adjustments_) {
        const Adjustment& adjustment = scheme_->adjustments[a];
        if (!adjusted || adjustment.on.empty() || adjustment.kind != Adjustment::Kind::coefficient) continue;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (items_[i]->indicator().code != adjustment.on) continue;
            const auto row = static_cast<std::uint32_t>(into.row);
            into.items[i].coefficient = into.items[i].coefficient * this->adjustment(a, row, data).counted;
        }
    }
    for (std::size_t p = inner; p-- > 0;)
        values[p] = node(static_cast<int>(p), track_->pillars[p].aggregation);
    const std::optional<Exact> root = node(-1, track_->aggregation);
    const bool points = track_->aggregation == Aggregation::sum;
    into.base = root ? (points ? *root : Exact(track_->scale) * *root) : Exact(0);
    for (std::size_t p = 0; p < inner; ++p) into.pillars[p].value = values[p].value_or(Exact(0));
    for (ItemDerivation& d : into.items) d.points = d.weight * d.t * d.coefficient;
}

AdjustmentDerivation Scorer::adjustment(std::size_t index, std::uint32_t row, const Dataset& data) const {
    const Adjustment& rule = scheme_->adjustments[index];
    std::optional<Derivation> items;
    const auto read = [&](const Formula& f) {
        formula::Computed named;
        if (look_back_ && names_results(f, *scheme_)) {
            if (!items) items = items_of(row, data, false);
            named = scores_named(f, *scheme_, *track_, *items);
        }
        return formula::evaluate(f, scheme_->schema, data.columns, row, &named);
    };
    using Decided = AdjustmentItemDerivation::Outcome;
    const bool coefficient = rule.kind == Adjustment::Kind::coefficient;
    AdjustmentDerivation out;
    out.adjustment = static_cast<int>(index);
    for (std::size_t i = 0; i < rule.items.size(); ++i) {
        const formula::Value holds =
            rule.items[i].when.empty() ? formula::Value(true) : read(rule.items[i].when);
        if (!formula::absent(holds) && !std::get<bool>(holds)) continue;
        const formula::Value value = formula::absent(holds) ? holds : read(rule.items[i].value);
        if (formula::absent(value)) {
            out.items.push_back({static_cast<int>(i), Decided::unknown, {}});
            continue;
        }
        out.items.push_back({static_cast<int>(i), Decided::counted, std::get<Exact>(value)});
        if (coefficient) break;
    }
    if (coefficient) out.raw = Exact(1);
    for (AdjustmentItemDerivation& one : out.items) {
        if (one.outcome == Decided::unknown) continue;
        if (coefficient) {
            out.raw = *one.value;
            continue;
        }
        const std::string& tier = rule.items[static_cast<std::size_t>(one.item)].tier;
        const bool beaten =
            !tier.empty() && std::any_of(out.items.begin(), out.items.end(), [&](const auto& other) {
                if (!other.value || rule.items[static_cast<std::size_t>(other.item)].tier != tier)
                    return false;
                return *other.value > *one.value || (*other.value == *one.value && other.item < one.item);
            });
        if (beaten) one.outcome = Decided::excluded;
        if (!beaten) out.raw += *one.value;
    }
    out.counted = out.raw;
    if (coefficient) return out;
    if (rule.cap) out.counted = min(out.counted, Exact(*rule.cap));
    if (rule.floor) out.counted = max(out.counted, Exact(*rule.floor));
    return out;
}

Scorer::Adjusting Scorer::adjusting(std::uint32_t row, const Dataset& data,
                                    std::vector<AdjustmentDerivation>* told) const {
    Adjusting out;
    for (std::size_t a : adjustments_) {
        const Adjustment& rule = scheme_->adjustments[a];
        AdjustmentDerivation d = adjustment(a, row, data);
        switch (rule.kind) {
            case Adjustment::Kind::coefficient:
                if (rule.on.empty()) out.coefficient = out.coefficient * d.counted;
                break;
            case Adjustment::Kind::points: out.points += d.counted; break;
            case Adjustment::Kind::ratio: out.ratio += d.counted; break;
        }
        if (told != nullptr) told->push_back(std::move(d));
    }
    return out;
}

}  // namespace yuanheng::scoring
