#include <fmt/format.h>

#include <algorithm>

#include "zone/evaluation/results/derivation_telling.hpp"

namespace yuanheng::evaluation {

using scoring::Benchmark;
using scoring::GroupParameters;
using scoring::Indicator;
using scoring::ItemDerivation;
using scoring::MissingRule;
using scoring::Transform;

namespace {

bool measures(const Indicator& in) {
    return in.transform.kind == Transform::Kind::ratio || in.transform.kind == Transform::Kind::inverse;
}

/// The lines of one indicator, one after the other.
class ItemLines {
public:
    ItemLines(Telling& t, std::size_t index)
        : t_(t),
          index_(index),
          in_(t.track.indicators[index]),
          d_(t.why.items[index]),
          group_(t.group(index)),
          share_(formula::is_share(in_.formula)) {}

    std::vector<DerivationLine> run() {
        formula();
        if (const scoring::Filling* filling =
                t_.scorer.item(index_).filling(static_cast<std::uint32_t>(t_.row)))
            filled(*filling);
        if (d_.imputed) treated();
        if (d_.rule) {
            missing();
        } else {
            benchmark();
            const char* share = t_.say("得分率", "share of full marks");
            if (in_.transform.kind == Transform::Kind::bands) {
                take(share, figure(*d_.t_raw), band());
            } else {
                const bool ranked = in_.transform.kind == Transform::Kind::percentile;
                add(share, transform(), figure(*d_.t_raw), ranked ? population(t_, index_) : "");
            }
            limit();
        }
        weight();
        points();
        return std::move(lines_);
    }

private:
    Telling& t_;
    std::size_t index_;
    const Indicator& in_;
    const ItemDerivation& d_;
    const GroupParameters& group_;
    bool share_;
    std::vector<DerivationLine> lines_;

    void add(std::string what, std::string how, std::string result, std::string note = {}) {
        lines_.push_back({std::move(what), std::move(how), std::move(result), {}, std::move(note)});
    }
    /// A figure that is not computed here.
    void take(std::string what, std::string result, std::string note = {}) {
        add(std::move(what), "", std::move(result), std::move(note));
    }
    /// With the indicator's unit, and without it.
    std::string quantity(const Exact& x) const {
        return formula::show(x, in_.formula.unit(), t_.language, share_, 8);
    }
    std::string bare(const Exact& x) const { return share_ ? quantity(x) : figure(x); }

    void formula() {
        for (const formula::Step& step : t_.steps(in_.formula)) {
            lines_.push_back({step.name, step.formula + (step.numbers.empty() ? "" : " = " + step.numbers),
                              step.result, t_.sources(step)});
        }
    }

    void filled(const scoring::Filling& filling) {
        const bool mean = in_.impute.kind == scoring::Impute::Kind::mean;
        std::string how =
            filling.group.empty()
                ? t_.say("本类有数据企业的", "of those in the track who have it: ")
                : fmt::format(
                      fmt::runtime(t_.say("“{}”组有数据企业的", "of those in group \"{}\" who have it: ")),
                      filling.group);
        how += mean ? t_.say("平均值", "mean") : t_.say("中位数", "median");
        take(t_.say("缺失值填补", "imputed"), quantity(filling.value), how);
    }

    /// Only where the treatment changed the value.
    void treated() {
        const scoring::Filling* filling = t_.scorer.item(index_).filling(static_cast<std::uint32_t>(t_.row));
        const Exact before = filling != nullptr ? filling->value : std::get<Exact>(d_.value);
        if (before == *d_.imputed) return;
        const auto& least = t_.scorer.item(index_).logarithm_from();
        add(t_.say("极端值处理", "outlier treatment"),
            least ? "ln(" + figure(before) + " − " + figure(*least) + " + 1)" : "",
            least ? figure(*d_.imputed) : quantity(*d_.imputed),
            least ? "" : t_.say("缩至相邻的值", "set to the next value inside"));
    }

    void missing() {
        const bool zero = d_.denominator && d_.denominator->sign() == 0;
        const bool negative = d_.denominator && d_.denominator->sign() < 0 && !in_.negative_denominator_kept;
        const MissingRule& rule = zero       ? in_.zero_denominator
                                  : negative ? in_.negative_denominator
                                             : in_.missing;
        const char* what = zero       ? t_.say("分母为零", "zero denominator")
                           : negative ? t_.say("分母为负", "negative denominator")
                                      : t_.say("缺项", "missing");
        using Kind = MissingRule::Kind;
        std::string how;
        switch (*d_.rule) {
            case Kind::mean:
                how = t_.say("取有数据企业得分率的平均值", "mean share of those who have it");
                break;
            case Kind::zero: how = t_.say("按 0 分", "no points"); break;
            case Kind::penalty:
                add(what, figure(Exact(rule.points)) + " ÷ " + figure(Exact(in_.weight)), figure(d_.t),
                    t_.say("扣分 ÷ 权重", "penalty ÷ weight"));
                return;
            case Kind::redistribute:
                how = t_.say("权重分摊到其他指标", "its weight goes to the others");
                break;
            case Kind::full: how = t_.say("按满分", "full marks"); break;
            case Kind::cap: how = t_.say("按上限", "the cap"); break;
            case Kind::refuse: how = t_.say("不予评价", "refused"); break;
        }
        take(what, figure(d_.t), how);
    }

    void benchmark() {
        using Kind = Transform::Kind;
        const std::string who = population(t_, index_);
        switch (in_.transform.kind) {
            case Kind::ratio:
            case Kind::inverse: return base(who);
            case Kind::min_max:
            case Kind::efficacy:
                take(t_.say("下限值", "low"), quantity(*d_.benchmark),
                     in_.transform.low ? given() : who + t_.say("的最小值", ", least"));
                take(t_.say("上限值", "high"), quantity(*d_.benchmark_high),
                     in_.transform.high ? given() : who + t_.say("的最大值", ", greatest"));
                return;
            case Kind::z_score:
                take(t_.say("平均值", "mean"), quantity(*d_.benchmark), who);
                take(t_.say("标准差", "standard deviation"), quantity(*d_.benchmark_high), who);
                return;
            case Kind::percentile:
            case Kind::bands: return;
        }
    }

    std::string given() const { return t_.say("方案给定", "given by the scheme"); }

    /// The base value and where it comes from: "2 × 24.097（上年本类 23 家参评企业的平均值）".
    void base(const std::string& who) {
        const Benchmark& b = in_.benchmark;
        const bool fixed = b.kind == Benchmark::Kind::fixed;
        const char* what = t_.say("基准值", "base value");
        if (!fixed && group_.count == 0) {
            return take(what, quantity(*d_.benchmark),
                        t_.say("没有上年数据，按方案给定", "no data of last year: given by the scheme"));
        }
        const std::string note = fixed ? given() : who + kind();
        if (b.factor == 1) return take(what, quantity(*d_.benchmark), note);
        const Exact factor(b.factor);
        add(what, figure(factor) + " × " + bare(*d_.benchmark / factor), quantity(*d_.benchmark), note);
    }

    std::string kind() const {
        const Benchmark& b = in_.benchmark;
        std::string kind;
        switch (b.kind) {
            case Benchmark::Kind::aggregate:
                kind = t_.scorer.item(index_).denominator().empty()
                           ? t_.say("的平均值", ", mean")
                           : t_.say("的分子合计 ÷ 分母合计", ", sum of numerators ÷ sum of denominators");
                break;
            case Benchmark::Kind::best: kind = t_.say("的最好值", ", best"); break;
            case Benchmark::Kind::percentile:
                kind = fmt::format(fmt::runtime(t_.say("的 {}% 分位值", ", {} % quantile")),
                                   figure(Exact(b.percentile) * Exact(100)));
                break;
            default: kind = t_.say("的平均值", ", mean"); break;
        }
        return kind;
    }

    Exact x() const { return d_.imputed ? *d_.imputed : std::get<Exact>(d_.value); }

    std::string transform() const {
        const Transform& how = in_.transform;
        const std::string value = bare(x());
        const std::string factor = how.factor == 1 ? "" : figure(Exact(how.factor)) + " × ";
        using Kind = Transform::Kind;
        switch (how.kind) {
            case Kind::ratio: return factor + value + " ÷ " + bare(*d_.benchmark);
            case Kind::inverse: return factor + "(2 − " + value + " ÷ " + bare(*d_.benchmark) + ")";
            case Kind::min_max: return between(value);
            case Kind::efficacy:
                return figure(Exact(how.base)) + " + " + figure(Exact(how.span)) + " × " + between(value);
            case Kind::percentile: return share_below();
            case Kind::z_score:
                return figure(Exact(how.base)) + (in_.higher_is_better ? " + " : " − ") +
                       figure(Exact(how.span)) + " × " +
                       (d_.benchmark_high->sign() == 0
                            ? std::string("0")
                            : "(" + value + " − " + bare(*d_.benchmark) + ") ÷ " + bare(*d_.benchmark_high));
            case Kind::bands: break;
        }
        return {};
    }

    std::string between(const std::string& value) const {
        if (*d_.benchmark == *d_.benchmark_high) return "1";
        const std::string low = bare(*d_.benchmark);
        const std::string high = bare(*d_.benchmark_high);
        return "(" + (in_.higher_is_better ? value + " − " + low : high + " − " + value) + ") ÷ (" + high +
               " − " + low + ")";
    }

    std::string share_below() const {
        const std::vector<Exact>& all = group_.values;
        const auto low = std::lower_bound(all.begin(), all.end(), x());
        const auto high = std::upper_bound(low, all.end(), x());
        const std::string text = fmt::format(
            fmt::runtime(t_.say("({} 家更低 + {} 家相同 ÷ 2) ÷ {} 家", "({} lower + {} equal ÷ 2) ÷ {}")),
            low - all.begin(), high - low, all.size());
        return in_.higher_is_better ? text : "1 − " + text;
    }

    std::string band() const {
        const std::string value = bare(x());
        std::string reached = value + t_.say("，低于最低一档 ", ", below the first band ") +
                              bare(Exact(in_.transform.bands.front().from));
        for (const scoring::Band& b : in_.transform.bands) {
            const Exact from(b.from);
            if (from < x() || (!b.exclusive && from == x()))
                reached = value + (b.exclusive ? " > " : " ≥ ") + bare(from);
        }
        return reached;
    }

    void limit() {
        using Limit = ItemDerivation::Limit;
        if (d_.limit == Limit::cap) take(t_.say("封顶", "capped at"), figure(d_.t));
        if (d_.limit == Limit::floor) take(t_.say("保底", "at the floor"), figure(d_.t));
    }

    void weight() {
        if (d_.rule == MissingRule::Kind::redistribute || d_.weight == Exact(in_.weight)) return;
        const Spread s = spread(t_, in_.pillar);
        add(t_.say("权重", "weight"),
            figure(Exact(in_.weight)) + " × " + figure(s.all) + " ÷ " + figure(s.kept), figure(d_.weight),
            t_.say("分摊缺项指标的权重", "with its share of what is missing"));
    }

    void points() {
        std::string how = figure(d_.t);
        for (const scoring::AdjustmentDerivation& a : t_.why.adjustments) {
            const scoring::Adjustment& rule =
                t_.run.scheme->adjustments[static_cast<std::size_t>(a.adjustment)];
            if (rule.kind != scoring::Adjustment::Kind::coefficient || rule.on != in_.code) continue;
            how += " × " + figure(a.counted) + t_.say("（", " (") + rule.label.in(t_.language) +
                   t_.say("）", ")");
        }
        add(t_.say("得分", "points"), how + " × " + figure(d_.weight), t_.points(d_.points));
    }
};

}  // namespace

std::string population(const Telling& t, std::size_t indicator) {
    const Indicator& in = t.track.indicators[indicator];
    const GroupParameters& group = t.group(indicator);
    const bool ranked = in.benchmark.over == scoring::Population::ranked;
    const bool before = measures(in) && in.benchmark.previous;
    if (t.zh()) {
        return fmt::format("{}{} {} 家{}企业", before ? "上年" : "",
                           group.name.empty() ? "本类" : "“" + group.name + "”组", group.count,
                           ranked ? "参评" : "有得分");
    }
    return fmt::format("the {} {} enterprises {}{}", group.count, ranked ? "ranked" : "scored",
                       group.name.empty() ? "of the track" : "of group \"" + group.name + "\"",
                       before ? " of last year" : "");
}

Spread spread(const Telling& t, int pillar) {
    Spread out{0, 0};
    const auto take = [&](const Exact& own, const Exact& now) {
        out.all += own;
        if (now.sign() != 0) out.kept += own;
    };
    for (std::size_t i = 0; i < t.track.indicators.size(); ++i) {
        if (t.track.indicators[i].pillar == pillar)
            take(Exact(t.track.indicators[i].weight), t.why.items[i].weight);
    }
    for (std::size_t p = 0; p < t.track.pillars.size(); ++p) {
        if (t.track.pillars[p].parent == pillar)
            take(Exact(t.track.pillars[p].weight), t.why.pillars[p].weight);
    }
    return out;
}

DerivationPart item_part(Telling& t, std::size_t indicator) {
    const Indicator& in = t.track.indicators[indicator];
    std::string title = in.label.in(t.language);
    if (!in.article.empty()) title += "  " + in.article;
    if (in.sample) title += t.say("（示例数字）", " (sample figure)");
    return {std::move(title), ItemLines(t, indicator).run()};
}

}  // namespace yuanheng::evaluation
