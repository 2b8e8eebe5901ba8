#include "scoring/path/path.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/codes.hpp"
#include "app/session.hpp"
#include "app/tell.hpp"
#include "base/json_text.hpp"
#include "base/text.hpp"
#include "formula/readers.hpp"

namespace yuanheng::app {

namespace {

using scoring::Obstacle;
using scoring::SingleChange;

const char* obstacle_text(Obstacle obstacle, const Options& o) {
    switch (obstacle) {
        case Obstacle::none: return "";
        case Obstacle::cap: return say(o, "到封顶也不够", "not even at its cap");
        case Obstacle::override_: return say(o, "被定档或否决规则限定", "fixed or limited by an override");
        case Obstacle::no_effect: return say(o, "改变它不影响得分", "brings no points");
        case Obstacle::no_place: return say(o, "名额中没有这一档", "the quota has no place in that grade");
        case Obstacle::no_cut:
            return say(o, "没有固定分数线，只能全体重新排名",
                       "no cut score: only ranking everybody again tells");
        case Obstacle::range: return say(o, "在合理范围内达不到", "not within a sensible range");
        case Obstacle::missing: return say(o, "没有数据，无从改变", "absent: nothing to change");
        case Obstacle::refused: return say(o, "改变后无法测算", "the evaluation is refused then");
    }
    return "";
}

/// The path of one enterprise, as text or as JSON.
class PathReport {
public:
    PathReport(const Session& s, const scoring::Path& path, const Options& o)
        : s_(s),
          path_(path),
          o_(o),
          track_(s.scheme->tracks[static_cast<std::size_t>(path.track)]),
          places_(s.scheme->display.score_places) {}

    void print_text() const {
        tell(fmt::runtime(
                 say(o_, "{}  {}\n{} {} → {}  {} {}  {} {}\n", "{}  {}\n{} {} to {}  {} {}  {} {}\n")),
             s_.now->data.names[path_.row], s_.now->data.codes[path_.row], say(o_, "等级", "grade"),
             grade(path_.grade), grade(path_.target), say(o_, "现得分", "total"), path_.total.format(places_),
             say(o_, "需要", "needed"), path_.needed ? path_.needed->format(places_) : "—");
        if (path_.obstacle != Obstacle::none)
            tell("{} {}\n", obstacle_text(path_.obstacle, o_), path_.blocked_by);
        singles(true, say(o_, "只改善一项指标（其他企业的结果不变 | 全体重新排名）",
                          "one indicator alone (the others' results as they are | everyone ranked again)"));
        singles(false, say(o_, "只改一项数据（其他企业的结果不变 | 全体重新排名）",
                           "one input alone (the others' results as they are | everyone ranked again)"));
        if (path_.cheapest)
            mix(*path_.cheapest, say(o_, "最省的组合（其他企业的结果不变）",
                                     "cheapest mix (the others' results as they are)"));
        if (path_.cheapest_reranked)
            mix(*path_.cheapest_reranked,
                say(o_, "最省的组合（全体重新排名）", "cheapest mix (everyone ranked again)"));
    }

    void print_json() const {
        Json json;
        json.open('{').key("code").text(s_.now->data.codes[path_.row]).key("grade").text(grade(path_.grade));
        json.key("target").text(grade(path_.target)).key("total").number(path_.total.format(places_));
        json.key("needed").number(path_.needed ? path_.needed->format(places_) : "");
        json.key("obstacle").text(obstacle_text(path_.obstacle, o_)).key("changes").open('[');
        for (const SingleChange& c : path_.singles) {
            json.open('{').key("kind").text(c.indicator ? "indicator" : "input").key("code").text(code(c));
            json.key("label").text(label(c)).key("unit").text(unit(c));
            json.key("from").number(c.fixed      ? number(c.fixed->from)
                                    : c.reranked ? number(c.reranked->from)
                                                 : "");
            step(json.key("others_fixed"), c, c.fixed, c.fixed_obstacle);
            step(json.key("everyone_ranked_again"), c, c.reranked, c.reranked_obstacle);
            json.close('}');
        }
        json.close(']');
        if (path_.cheapest) mix(json.key("cheapest"), *path_.cheapest);
        if (path_.cheapest_reranked) mix(json.key("cheapest_ranked_again"), *path_.cheapest_reranked);
        tell("{}\n", json.close('}').str());
    }

private:
    const std::string& grade(int index) const {
        return track_.grading.grades[static_cast<std::size_t>(index)];
    }
    const std::string& code(const SingleChange& c) const {
        const auto i = static_cast<std::size_t>(c.index);
        return c.indicator ? track_.indicators[i].code : s_.scheme->schema.fields[i].code;
    }
    const std::string& label(const SingleChange& c) const {
        const auto i = static_cast<std::size_t>(c.index);
        return c.indicator ? track_.indicators[i].label.in(o_.language)
                           : s_.scheme->schema.fields[i].label.in(o_.language);
    }
    std::string unit(const SingleChange& c) const {
        const auto i = static_cast<std::size_t>(c.index);
        return (c.indicator ? track_.indicators[i].formula.unit() : s_.scheme->schema.fields[i].unit)
            .symbol(o_.language);
    }
    bool share(int indicator) const {
        return formula::is_share(track_.indicators[static_cast<std::size_t>(indicator)].formula);
    }
    void step(Json& json, const SingleChange& c, const std::optional<scoring::Step>& step,
              Obstacle obstacle) const {
        json.open('{').key("to").number(step ? number(step->to) : "");
        json.key("unwanted").boolean(step && c.unwanted(*step));
        json.key("obstacle").text(step ? "" : obstacle_text(obstacle, o_)).close('}');
    }

    static std::string number(const Rational& v) {
        return formula::show_number(Exact(v), formula::kShownDigits);
    }
    /// A share in per cent, anything else as it is.
    static std::string shown(const Rational& v, bool share) {
        return formula::show(Exact(v), Unit(), Language::zh, share);
    }

    std::string words(const scoring::Step& step, bool share) const {
        const Rational change = step.change();
        return fmt::format(fmt::runtime(say(o_, "{} → {}（{}{}）", "{} to {} ({}{})")),
                           shown(step.from, share), shown(step.to, share), change > 0 ? "+" : "",
                           shown(change, share));
    }
    std::string words(const SingleChange& c, const std::optional<scoring::Step>& step,
                      Obstacle obstacle) const {
        if (!step) return obstacle_text(obstacle, o_);
        return words(*step, c.indicator && share(c.index)) +
               (c.unwanted(*step) ? say(o_, "，不可取", ", not desirable") : "");
    }

    void singles(bool indicators, const char* title) const {
        int labels = 0, units = 0, changes = 0;
        for (const SingleChange& c : path_.singles) {
            if (c.indicator != indicators) continue;
            labels = std::max(labels, display_width(label(c)));
            units = std::max(units, display_width(unit(c)));
            changes = std::max(changes, display_width(words(c, c.fixed, c.fixed_obstacle)));
        }
        if (labels == 0) return;
        tell("\n{}\n", title);
        for (const SingleChange& c : path_.singles) {
            if (c.indicator != indicators) continue;
            const std::string fixed = words(c, c.fixed, c.fixed_obstacle);
            tell("  {}  {}  ", pad_right(label(c), labels), pad_right(unit(c), units));
            tell("{}  | {}\n", pad_right(fixed, changes), words(c, c.reranked, c.reranked_obstacle));
        }
    }

    void mix(const scoring::Combination& mix, const char* title) const {
        if (mix.parts.empty()) {
            tell("\n{}{}{}\n", title, say(o_, "：", ": "), obstacle_text(mix.obstacle, o_));
            return;
        }
        tell("\n{}  {} {}\n", title, say(o_, "成本", "cost"), format_plain(mix.cost, 4));
        int width = 0;
        const auto name = [&](const auto& part) -> const std::string& {
            return track_.indicators[static_cast<std::size_t>(part.indicator)].label.in(o_.language);
        };
        for (const auto& part : mix.parts) width = std::max(width, display_width(name(part)));
        for (const auto& part : mix.parts) {
            tell("  {}  {}  {} {}\n", pad_right(name(part), width), words(part.step, share(part.indicator)),
                 say(o_, "成本", "cost"), format_plain(part.cost, 4));
        }
    }

    void mix(Json& json, const scoring::Combination& mix) const {
        json.open('{').key("obstacle").text(obstacle_text(mix.obstacle, o_));
        json.key("cost").number(mix.parts.empty() ? "" : format_plain(mix.cost, 6)).key("parts").open('[');
        for (const auto& part : mix.parts) {
            json.open('{')
                .key("indicator")
                .text(track_.indicators[static_cast<std::size_t>(part.indicator)].code);
            json.key("from").number(number(part.step.from)).key("to").number(number(part.step.to));
            json.key("cost").number(format_plain(part.cost, 6)).close('}');
        }
        json.close(']').close('}');
    }

    const Session& s_;
    const scoring::Path& path_;
    const Options& o_;
    const scoring::Track& track_;
    int places_;
};

/// The target grade and the costs that were asked for.
Result<void> read_options(const Options& o, const scoring::Track& track, scoring::PathOptions& into) {
    const auto joined = [](const auto& list, auto name) {
        std::string out;
        for (const auto& item : list) out += (out.empty() ? "" : "、") + name(item);
        return out;
    };
    if (!o.to.empty()) {
        const auto& grades = track.grading.grades;
        const auto at = std::find(grades.begin(), grades.end(), o.to);
        if (at == grades.end()) {
            const auto same = [](const std::string& grade) { return grade; };
            return fail(Code::app_unknown_grade, {{"grade", o.to}, {"allowed", joined(grades, same)}});
        }
        into.target = static_cast<int>(at - grades.begin());
    }
    for (const std::string& cost : o.cost) {
        const std::size_t equals = cost.find('=');
        const auto value = parse_decimal(equals == std::string::npos ? "" : cost.substr(equals + 1));
        if (!value || *value <= 0) {
            return fail(
                Code::app_usage,
                {{"detail", "--cost 应写成 指标=正数，却是“" + cost + "”"},
                 {"detail_en", "--cost takes INDICATOR=COST with a cost above 0, not \"" + cost + "\""},
                 {"help", "yuanheng path --help"}});
        }
        const std::string name = cost.substr(0, equals);
        const auto at =
            std::find_if(track.indicators.begin(), track.indicators.end(), [&](const scoring::Indicator& i) {
                return i.code == name || i.label.zh == name || i.label.en == name;
            });
        if (at == track.indicators.end()) {
            const auto code = [](const scoring::Indicator& i) { return i.code; };
            return fail(Code::app_unknown_indicator,
                        {{"name", name}, {"allowed", joined(track.indicators, code)}});
        }
        into.costs[at->code] = *value;
    }
    return {};
}

}  // namespace

int path(const Options& o) {
    const Session s = evaluate_all(o);
    if (s.exit != kDone) return s.exit;
    const std::ptrdiff_t found = s.find(o);
    if (found < 0) return kBadInput;
    const auto row = static_cast<std::size_t>(found);
    scoring::PathOptions options;
    options.run = s.run_options(o);
    options.run.progress = {};
    if (const int track = s.official->run.outcomes[row].track; track >= 0) {
        const auto read = read_options(o, s.scheme->tracks[static_cast<std::size_t>(track)], options);
        if (!read) return report(read.error(), o);
    }
    const auto result = scoring::path_to(s.official->run, row, options);
    if (!result) return report(result.error(), o);
    const PathReport paths(s, *result, o);
    o.json ? paths.print_json() : paths.print_text();
    return kDone;
}

}  // namespace yuanheng::app
