#include "scoring/robustness/robustness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/session.hpp"
#include "app/tell.hpp"
#include "base/json_text.hpp"
#include "base/text.hpp"
#include "scoring/robustness/sensitivity.hpp"

namespace yuanheng::app {

namespace {

constexpr std::size_t kLeastFirm = 20;

std::string share(double value) { return std::isfinite(value) ? fmt::format("{:.4f}", value) : ""; }

/// The rows of a track, least firm first.
std::vector<const scoring::Stability*> least_firm(const scoring::TrackRobustness& track) {
    std::vector<const scoring::Stability*> rows;
    for (const scoring::Stability& r : track.rows) rows.push_back(&r);
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto* a, const auto* b) { return a->keeps < b->keeps; });
    return rows;
}

void print_text(const Session& s, const std::vector<scoring::TrackRobustness>& tracks, const Options& o) {
    tell(fmt::runtime(say(o, "{} 次抽样：权重 ±{:g} %，基准值 ±{:g} %，数据误差 {:g} %\n",
                          "{} draws: weights ±{:g} %, base values ±{:g} %, data error {:g} %\n")),
         o.draws, o.weight * 100, o.base * 100, o.data_error * 100);
    for (const scoring::TrackRobustness& t : tracks) {
        tell("\n{}  {} {:.1f} %\n", s.scheme->tracks[static_cast<std::size_t>(t.track)].label.in(o.language),
             say(o, "平均保持等级", "grades kept on average"), t.keeps * 100);
        const auto rows = least_firm(t);
        if (!rows.empty() && rows.front()->keeps < 1) {
            tell("{}\n", say(o, "最不稳固的企业：等级、保持它的比例、名次 [5 %, 95 %]",
                             "least firm: grade, share that keeps it, rank [5 %, 95 %]"));
        }
        for (std::size_t i = 0; i < rows.size() && i < kLeastFirm && rows[i]->keeps < 1; ++i) {
            const scoring::Stability& r = *rows[i];
            tell("  {}  {}  {:5.1f} %  {} [{}, {}]\n", pad_right(s.now->data.names[r.row], 36),
                 s.official->run.grade_name(r.row), r.keeps * 100, r.rank, r.rank_low, r.rank_high);
        }
        const auto firm =
            std::count_if(t.rows.begin(), t.rows.end(), [](const auto& r) { return r.keeps >= 1; });
        tell(fmt::runtime(say(o, "  始终保持等级的 {} 家\n", "  {} keep their grade in every draw\n")), firm);
    }
}

std::string factor_text(const scoring::Track& track, const scoring::Factor& factor, const Options& o) {
    using Kind = scoring::Factor::Kind;
    std::string label = factor.indicator;
    for (const scoring::Indicator& i : track.indicators) {
        if (i.code == factor.indicator) label = i.label.in(o.language);
    }
    switch (factor.kind) {
        case Kind::weight: return label + say(o, "的权重", ": weight");
        case Kind::base: return label + say(o, "的基准值", ": base value");
        case Kind::cap: return say(o, "封顶", "cap");
        case Kind::data: return say(o, "数据误差", "data error");
    }
    return label;
}

void print_text(const Session& s, const std::vector<scoring::TrackSensitivity>& tracks, const Options& o) {
    for (const scoring::TrackSensitivity& t : tracks) {
        const scoring::Track& track = s.scheme->tracks[static_cast<std::size_t>(t.track)];
        std::vector<std::size_t> order(t.factors.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return t.rank_shift.total[a] > t.rank_shift.total[b];
        });
        tell("\n{}  {}\n", track.label.in(o.language),
             say(o, "哪项假设最能改变名次（Sobol' 指数：单独、含交互，±95 %）",
                 "which assumption moves the ranks (Sobol' index: alone, with interactions, ±95 %)"));
        for (const std::size_t i : order) {
            tell("  {}  {:5.2f} ±{:.2f}  {:5.2f} ±{:.2f}\n",
                 pad_right(factor_text(track, t.factors[i], o), 32), t.rank_shift.first[i],
                 t.rank_shift.first_error[i], t.rank_shift.total[i], t.rank_shift.total_error[i]);
        }
    }
}

void write(Json& json, const Session& s, const std::vector<scoring::TrackRobustness>& tracks) {
    json.key("tracks").open('[');
    for (const scoring::TrackRobustness& t : tracks) {
        json.open('{')
            .key("track")
            .text(s.scheme->tracks[static_cast<std::size_t>(t.track)].code)
            .key("keeps")
            .number(share(t.keeps));
        json.key("enterprises").open('[');
        for (const scoring::Stability* r : least_firm(t)) {
            json.open('{')
                .key("code")
                .text(s.now->data.codes[r->row])
                .key("grade")
                .text(s.official->run.grade_name(r->row));
            json.key("keeps").number(share(r->keeps)).key("rank").number(std::size_t{r->rank});
            json.key("rank_low")
                .number(std::size_t{r->rank_low})
                .key("rank_high")
                .number(std::size_t{r->rank_high})
                .close('}');
        }
        json.close(']').close('}');
    }
    json.close(']');
}

void write(Json& json, const Session& s, const std::vector<scoring::TrackSensitivity>& tracks,
           const Options& o) {
    json.key("sensitivity").open('[');
    for (const scoring::TrackSensitivity& t : tracks) {
        const scoring::Track& track = s.scheme->tracks[static_cast<std::size_t>(t.track)];
        json.open('{').key("track").text(track.code).key("factors").open('[');
        for (std::size_t i = 0; i < t.factors.size(); ++i) {
            json.open('{')
                .key("factor")
                .text(factor_text(track, t.factors[i], o))
                .key("indicator")
                .text(t.factors[i].indicator);
            for (const auto& [key, of] :
                 {std::pair{"rank_shift", &t.rank_shift}, {"grade_changes", &t.grade_changes}}) {
                json.key(key)
                    .open('{')
                    .key("first")
                    .number(share(of->first[i]))
                    .key("first_error")
                    .number(share(of->first_error[i]));
                json.key("total")
                    .number(share(of->total[i]))
                    .key("total_error")
                    .number(share(of->total_error[i]))
                    .close('}');
            }
            json.close('}');
        }
        json.close(']').close('}');
    }
    json.close(']');
}

}  // namespace

int robustness(const Options& o) {
    const Session s = evaluate_all(o);
    if (s.exit != kDone) return s.exit;
    scoring::RobustnessOptions options;
    options.draws = o.draws;
    options.threads = o.threads;
    options.variation.weight = o.weight;
    options.variation.base = o.base;
    options.variation.data_error = o.data_error;
    options.stop = o.stop;
    options.progress = progress(o);
    const auto result = scoring::robustness(s.official->run, options);
    if (!result) return report(result.error(), o);
    std::vector<scoring::TrackSensitivity> factors;
    if (o.sensitivity) {
        scoring::SobolOptions sobol;
        sobol.threads = o.threads;
        sobol.stop = o.stop;
        sobol.progress = progress(o);
        auto found = scoring::sensitivity(s.official->run, options.variation, sobol);
        if (!found) return report(found.error(), o);
        factors = std::move(*found);
    }
    if (!o.json) {
        print_text(s, *result, o);
        print_text(s, factors, o);
        return kDone;
    }
    Json json;
    json.open('{').key("draws").number(o.draws);
    write(json, s, *result);
    if (o.sensitivity) write(json, s, factors, o);
    tell("{}\n", json.close('}').str());
    return kDone;
}

}  // namespace yuanheng::app
