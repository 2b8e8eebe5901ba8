#include <fmt/format.h>

#include <cmath>

#include "base/decimal.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::evaluation {

namespace {

using scoring::Derivation;
using scoring::ItemDerivation;
using scoring::Run;

}  // namespace

std::string points_text(const Run& run, std::size_t row, const Derivation& why, std::size_t i, Language l) {
    const scoring::Indicator& indicator =
        run.scheme->tracks[static_cast<std::size_t>(run.outcomes[row].track)].indicators[i];
    const ItemDerivation& item = why.items[i];
    const auto show = [&](const Exact& v) {
        return v.is_rational() ? format_plain(round_to(v.rational(), 8, Rounding::half_up), 8) : v.format(8);
    };
    if (item.rule) {
        using Kind = scoring::MissingRule::Kind;
        switch (*item.rule) {
            case Kind::mean:
                return word(l, "缺项：按有数据企业的平均得分率 ", "missing: mean of those who have it ") +
                       show(item.t);
            case Kind::zero: return word(l, "缺项：按 0 分", "missing: no points");
            case Kind::penalty: return word(l, "缺项：扣分", "missing: penalty");
            case Kind::redistribute:
                return word(l, "缺项：权重分摊到其他指标", "missing: weight goes to the others");
            case Kind::full: return word(l, "缺项：按满分", "missing: full marks");
            case Kind::cap: return word(l, "缺项：按上限", "missing: the cap");
            case Kind::refuse: return word(l, "缺项：不予评价", "missing: refused");
        }
    }
    using Kind = scoring::Transform::Kind;
    const std::string x =
        show(std::get<Exact>(formula::absent(item.value) ? formula::Value(*item.imputed) : item.value));
    const std::string weight = show(item.weight);
    std::string out;
    switch (indicator.transform.kind) {
        case Kind::ratio: out = x + " ÷ " + show(*item.benchmark) + " × " + weight; break;
        case Kind::inverse:
            out = "(2 − " + x + " ÷ " + show(*item.benchmark) + ") × " +
                  show(Exact(indicator.transform.factor)) + " × " + weight;
            break;
        default: out = word(l, "得分率 ", "share ") + show(item.t) + " × " + weight; break;
    }
    if (item.limit == ItemDerivation::Limit::cap)
        out += word(l, "，封顶 ", ", capped at ") + show(item.t) + " × " + weight;
    if (item.limit == ItemDerivation::Limit::floor)
        out += word(l, "，保底 ", ", at the floor ") + show(item.t) + " × " + weight;
    return out;
}

Label state_label(scoring::State state) {
    using scoring::State;
    switch (state) {
        case State::graded: return {"参评定档", "graded"};
        case State::forced_in: return {"强制纳入", "forced in"};
        case State::evaluated_not_graded: return {"只评价未分档", "evaluated, not graded"};
        case State::exempt: return {"免评", "exempt"};
        case State::protected_: return {"保护期", "protected"};
        case State::out_of_scope: return {"不在评价范围", "out of scope"};
        case State::unresolved: return {"待核实", "unresolved"};
    }
    return {};
}

std::string outcome_text(const std::string& grade, scoring::State state, Language language) {
    return grade.empty() ? state_label(state).in(language) : grade;
}

std::string outcome_text(const Run& run, std::size_t row, Language language) {
    return outcome_text(run.grade_name(row), run.outcomes[row].state, language);
}

std::string change_text(const Run& run, const scoring::ResultRow& result, Language l) {
    std::string out;
    for (const scoring::Applied& change : result.changes) {
        if (!out.empty()) out += "；";
        if (change.override_index == scoring::kPlaceMoved) {
            out += word(l, "名额调整", "place of the quota");
        } else if (change.override_index < 0) {
            const scoring::ManualChange& m = run.manual[static_cast<std::size_t>(-1 - change.override_index)];
            out += word(l, "手动调档：", "by hand: ") + m.reason;
        } else {
            out += run.scheme->overrides[static_cast<std::size_t>(change.override_index)].label.in(l);
        }
        out += fmt::format("（{}→{}）", result.grade_name(change.before), result.grade_name(change.after));
    }
    return out;
}

std::string scope_text(const Run& run, const scoring::GateLine& line, Language language) {
    for (const scoring::Track& track : run.scheme->tracks) {
        if (track.code == line.track) return track.label.in(language);
    }
    return "";
}

std::string total_text(const Run& run, std::size_t row) {
    if (!scoring::scores(run.outcomes[row].state) || std::isnan(run.totals[row].value)) return "";
    const scoring::Display& d = run.scheme->display;
    // Where both ends of the interval round to the same text, so does the exact total.
    const Approximation about = run.totals[row];
    const double low = about.value - about.bound * 2;
    const double high = about.value + about.bound * 2;
    const std::string text = format(Rational(low), d.score_places, d.rounding);
    if (text == format(Rational(high), d.score_places, d.rounding)) return text;
    return run.total(row).format(d.score_places, d.rounding);
}

Where where_of(const scoring::Origin& at) {
    if (at.feed == nullptr) return {};
    return {at.feed->file, at.feed->sheet.empty() ? std::string(kCsvSheet) : at.feed->sheet,
            static_cast<long>(at.row), at.column};
}

}  // namespace yuanheng::evaluation
