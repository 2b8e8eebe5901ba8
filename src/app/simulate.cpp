#include "scoring/after/simulate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/session.hpp"
#include "app/tell.hpp"
#include "base/json_text.hpp"
#include "base/text.hpp"
#include "scheme/state_name.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::app {

namespace {

using scoring::Position;

/// A grade, or the state where there is none.
std::string shown(const Position& p, const Options& o) {
    return evaluation::outcome_text(p.grade, p.state, o.language);
}

/// Labels of a migration are grades and the names of states.
std::string label_text(const std::string& label, const Options& o) {
    using scoring::State;
    for (const State state : {State::graded, State::forced_in, State::evaluated_not_graded, State::exempt,
                              State::protected_, State::out_of_scope, State::unresolved}) {
        if (label == scoring::state_name(state)) return evaluation::state_label(state).in(o.language);
    }
    return label;
}

std::string track_text(const scoring::Scheme& scheme, const std::string& code, const Options& o) {
    for (const scoring::Track& track : scheme.tracks) {
        if (track.code == code) return track.label.in(o.language);
    }
    return say(o, "不属于任何评价类别", "in no track");
}

std::string rank_text(std::uint32_t rank) { return rank > 0 ? std::to_string(rank) : "—"; }

/// What an amount is in: a rate in 元/kWh of a base in 万kWh gives 万元.
std::string money_unit(const scoring::Scheme& scheme, const scoring::CostChange& change, const Options& o) {
    for (const scoring::Measure& measure : scheme.measures) {
        const auto rate = parse_unit(change.unit);
        if (measure.code != change.measure || !rate) continue;
        const Unit unit = *rate * measure.amount.unit();
        for (const char* name : {"元", "万元", "亿元"}) {
            if (const Unit* known = find_unit(name); known != nullptr && *known == unit)
                return known->symbol(o.language);
        }
    }
    return change.unit;
}

void print_migration(const scoring::Scheme& scheme, const scoring::Migration& m, const Options& o) {
    int width = 0;
    for (const std::string& label : m.labels) width = std::max(width, display_width(label_text(label, o)));
    tell("\n{}  {}\n  {}", track_text(scheme, m.track, o),
         say(o, "行为改前，列为改后", "rows before, columns after"), pad_right("", width));
    for (const std::string& label : m.labels) tell("  {}", pad_left(label_text(label, o), 6));
    tell("\n");
    for (std::size_t r = 0; r < m.labels.size(); ++r) {
        tell("  {}", pad_right(label_text(m.labels[r], o), width));
        for (std::size_t c = 0; c < m.labels.size(); ++c) {
            tell("  {}", pad_left(std::to_string(m.counts[r][c]),
                                  std::max(6, display_width(label_text(m.labels[c], o)))));
        }
        tell("\n");
    }
}

void print_text(const scoring::Simulation& result, const scoring::Scheme& official, const Options& o) {
    const scoring::Difference& d = result.difference;
    tell("{}\n", say(o, "试算（不影响正式结果）", "what if (the official result stays as it is)"));
    for (const std::string& set : o.set) tell("  {}\n", set);
    for (const scoring::Migration& m : d.migrations) print_migration(official, m, o);
    tell("\n{} {}  {} {}  {} {}\n", say(o, "升档", "winners"), d.winners, say(o, "降档", "losers"), d.losers,
         say(o, "名次变化", "rank changes"), d.rank_changes);
    int width = 0;
    const auto name = [](const scoring::Move& m) -> const std::string& {
        return m.name.empty() ? m.code : m.name;
    };
    for (const scoring::Move& m : d.moves) width = std::max(width, display_width(name(m)));
    for (const scoring::Move& m : d.moves) {
        tell(fmt::runtime(say(o, "  {}  {} → {}  {} {} → {}\n", "  {}  {} to {}  {} {} to {}\n")),
             pad_right(name(m), width), shown(m.before, o), shown(m.after, o), say(o, "名次", "rank"),
             rank_text(m.before.rank), rank_text(m.after.rank));
    }
    for (const scoring::CostChange& c : result.costs) {
        tell(fmt::runtime(say(o, "{}  {} {} → {}  {} {} → {} {}\n", "{}  {} {} to {}  {} {} to {} {}\n")),
             c.label.in(o.language), say(o, "家数", "enterprises"), c.count_before, c.count_after,
             say(o, "金额", "amount"), format_plain(c.before, 2), format_plain(c.after, 2),
             money_unit(official, c, o));
    }
}

void print_json(const scoring::Simulation& result, const scoring::Scheme& official, const Options& o) {
    const scoring::Difference& d = result.difference;
    Json json;
    json.open('{')
        .key("winners")
        .number(d.winners)
        .key("losers")
        .number(d.losers)
        .key("rank_changes")
        .number(d.rank_changes);
    json.key("migrations").open('[');
    for (const scoring::Migration& m : d.migrations) {
        json.open('{').key("track").text(m.track).key("labels").open('[');
        for (const std::string& label : m.labels) json.text(label);
        json.close(']').key("counts").open('[');
        for (const auto& row : m.counts) {
            json.open('[');
            for (const std::size_t count : row) json.number(count);
            json.close(']');
        }
        json.close(']').close('}');
    }
    json.close(']').key("moves").open('[');
    for (const scoring::Move& m : d.moves) {
        json.open('{')
            .key("code")
            .text(m.code)
            .key("name")
            .text(m.name)
            .key("before")
            .text(shown(m.before, o))
            .key("after")
            .text(shown(m.after, o));
        json.key("rank_before").number(m.before.rank > 0 ? std::to_string(m.before.rank) : "");
        json.key("rank_after").number(m.after.rank > 0 ? std::to_string(m.after.rank) : "").close('}');
    }
    json.close(']').key("costs").open('[');
    for (const scoring::CostChange& c : result.costs) {
        json.open('{').key("measure").text(c.measure).key("unit").text(money_unit(official, c, o));
        json.key("before")
            .number(format_plain(c.before, 6))
            .key("after")
            .number(format_plain(c.after, 6))
            .close('}');
    }
    tell("{}\n", json.close(']').close('}').str());
}

}  // namespace

int simulate(const Options& o) {
    Options official = o;
    official.set.clear();
    const Session s = evaluate_all(official);
    if (s.exit != kDone) return s.exit;
    Session changed = load_scheme_only(o);
    if (changed.exit != kDone) return changed.exit;
    const auto result = scoring::simulate(*s.official, changed.scheme, s.run_options(o));
    if (!result) return report(result.error(), o);
    o.json ? print_json(*result, *s.scheme, o) : print_text(*result, *s.scheme, o);
    return kDone;
}

}  // namespace yuanheng::app
