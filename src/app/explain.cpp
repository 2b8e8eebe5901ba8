#include <fmt/format.h>

#include "app/codes.hpp"
#include "app/json.hpp"
#include "app/session.hpp"
#include "app/tell.hpp"
#include "formula/readers.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::app {

namespace {

using scoring::AdjustmentDerivation;
using scoring::Derivation;

/// One derivation, as text or as JSON.
class Explanation {
public:
    Explanation(const Session& s, std::size_t row, const Options& o)
        : s_(s),
          run_(s.official->run),
          o_(o),
          row_(row),
          outcome_(run_.outcomes[row]),
          result_(scoring::result_of(run_, row)),
          track_(s.scheme->tracks[static_cast<std::size_t>(outcome_.track)]),
          why_(scoring::derive(run_, row)) {}

    void print_text() {
        tell("{}  {}\n{}  {} {}", run_.data->names[row_], run_.data->codes[row_],
             track_.label.in(o_.language), say(o_, "等级", "grade"),
             evaluation::outcome_text(run_, row_, o_.language));
        if (outcome_.rank > 0) {
            tell("  {} {} / {}", say(o_, "排名", "rank"), outcome_.rank,
                 run_.order[static_cast<std::size_t>(outcome_.track)].size());
        }
        tell("\n");
        for (const evaluation::Member& member : s_.now->report.merged) {
            if (member.holder != run_.data->codes[row_]) continue;
            tell("{} {} {}\n", say(o_, "合并计入", "includes"), member.code, member.name);
        }
        for (std::size_t i = 0; i < track_.indicators.size(); ++i) indicator(i);
        tell("\n{} {}\n", say(o_, "指标合计得分", "indicators"), show(why_.base));
        for (const AdjustmentDerivation& a : why_.adjustments) adjustment(a);
        tell("{} {}\n", say(o_, "综合得分", "total"), show(why_.total));
        const std::string change = evaluation::change_text(run_, result_, o_.language);
        if (!change.empty()) tell("{} {}\n", say(o_, "调档", "changes"), change);
    }

    void print_json() {
        Json json;
        json.open('{').key("code").text(run_.data->codes[row_]).key("name").text(run_.data->names[row_]);
        json.key("track").text(track_.code).key("items").open('[');
        for (std::size_t i = 0; i < track_.indicators.size(); ++i) indicator(i, json);
        json.close(']').key("base").number(show(why_.base)).key("adjustments").open('[');
        for (const AdjustmentDerivation& a : why_.adjustments) adjustment(a, json);
        json.close(']').key("total").number(show(why_.total));
        json.key("initial").text(result_.initial).key("grade").text(run_.grade_name(row_));
        json.key("rank").number(outcome_.rank > 0 ? std::to_string(outcome_.rank) : "");
        json.key("change").text(evaluation::change_text(run_, result_, o_.language)).close('}');
        tell("{}\n", json.str());
    }

private:
    std::string show(const Exact& v) const {
        return v.format(s_.scheme->display.score_places, s_.scheme->display.rounding);
    }
    const std::string& label(int field) const {
        return s_.scheme->schema.fields[static_cast<std::size_t>(field)].label.in(o_.language);
    }
    auto steps(std::size_t i) const {
        return formula::explain(track_.indicators[i].formula, s_.scheme->schema, run_.data->columns, row_,
                                o_.language);
    }

    void indicator(std::size_t i) const {
        const scoring::Indicator& in = track_.indicators[i];
        tell("\n{}{}{}{}\n", in.label.in(o_.language), in.article.empty() ? "" : "  ", in.article,
             in.sample ? say(o_, "（示例数字）", " (sample figure)") : "");
        for (const formula::Step& step : steps(i)) {
            tell("  {} = {} = {}\n", step.formula, step.numbers, step.result);
            for (const int field : step.fields) {
                const scoring::Origin at = scoring::origin(*run_.data, field, row_);
                if (at.feed != nullptr)
                    tell("      {} ← {}\n", label(field), place(evaluation::where_of(at)));
            }
        }
        const std::string words = evaluation::points_text(run_, row_, why_, i, o_.language);
        tell("  {} {} = {}\n", say(o_, "得分", "points"), words, show(why_.items[i].points));
    }

    void indicator(std::size_t i, Json& json) const {
        const scoring::Indicator& in = track_.indicators[i];
        json.open('{').key("indicator").text(in.code).key("label").text(in.label.in(o_.language));
        json.key("points").number(show(why_.items[i].points));
        json.key("points_in_words")
            .text(evaluation::points_text(run_, row_, why_, i, o_.language))
            .key("steps")
            .open('[');
        for (const formula::Step& step : steps(i)) {
            json.open('{').key("formula").text(step.formula).key("numbers").text(step.numbers);
            json.key("result").text(step.result).key("sources").open('[');
            for (const int field : step.fields) {
                const scoring::Origin at = scoring::origin(*run_.data, field, row_);
                if (at.feed == nullptr) continue;
                json.open('{').key("input").text(
                    s_.scheme->schema.fields[static_cast<std::size_t>(field)].code);
                json.key("cell").text(place(evaluation::where_of(at))).close('}');
            }
            json.close(']').close('}');
        }
        json.close(']').close('}');
    }

    const scoring::Adjustment& rule(const AdjustmentDerivation& a) const {
        return s_.scheme->adjustments[static_cast<std::size_t>(a.adjustment)];
    }

    void adjustment(const AdjustmentDerivation& a) const {
        tell("{} {}\n", rule(a).label.in(o_.language), show(a.counted));
        const auto lines = [&](const std::vector<int>& items, const char* sign, const char* remark) {
            for (const int item : items) {
                tell("  {} {}{}\n", sign, rule(a).items[static_cast<std::size_t>(item)].label.in(o_.language),
                     remark);
            }
        };
        lines(a.items, "+", "");
        lines(a.excluded, "-", say(o_, "（同类就高，不重复计）", " (a higher one of its tier counts)"));
        lines(a.unknown, "?", say(o_, "（数据不足，未计）", " (not decided for want of data, not counted)"));
    }

    void adjustment(const AdjustmentDerivation& a, Json& json) const {
        json.open('{').key("adjustment").text(rule(a).code).key("label").text(rule(a).label.in(o_.language));
        json.key("points").number(show(a.counted));
        for (const auto& [key, items] :
             {std::pair{"counted", &a.items}, {"excluded", &a.excluded}, {"unknown", &a.unknown}}) {
            json.key(key).open('[');
            for (const int item : *items)
                json.text(rule(a).items[static_cast<std::size_t>(item)].label.in(o_.language));
            json.close(']');
        }
        json.close('}');
    }

    const Session& s_;
    const scoring::Run& run_;
    const Options& o_;
    std::size_t row_;
    const scoring::Outcome& outcome_;
    scoring::ResultRow result_;
    const scoring::Track& track_;
    Derivation why_;
};

}  // namespace

int explain(const Options& o) {
    const Session s = evaluate_all(o);
    if (s.exit != kDone) return s.exit;
    const std::ptrdiff_t found = s.find(o);
    if (found < 0) return kBadInput;
    const auto row = static_cast<std::size_t>(found);
    const scoring::Outcome& outcome = s.official->run.outcomes[row];
    if (!scoring::scores(outcome.state)) {
        std::string why = evaluation::state_label(outcome.state).in(o.language);
        if (outcome.reason >= 0) {
            why += say(o, "：", ": ");
            why += s.scheme->participation[static_cast<std::size_t>(outcome.reason)].label.in(o.language);
        }
        return report(
            Error(Code::app_not_scored, {{"code", s.official->run.data->codes[row]}, {"state", why}}), o);
    }
    Explanation explanation(s, row, o);
    o.json ? explanation.print_json() : explanation.print_text();
    return kDone;
}

}  // namespace yuanheng::app
