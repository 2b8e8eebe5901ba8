#include "scoring/after/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "scoring/after/gate_ties.hpp"
#include "scoring/run/grading.hpp"
#include "scoring/run/scorer.hpp"

namespace yuanheng::scoring {

namespace {

using Status = GateLine::Status;

struct Counts {
    std::map<std::string, std::size_t> grades;  ///< by name of the final grade
    std::size_t ungraded = 0;  ///< evaluated, not graded; or ranked by a scheme without grades
    std::size_t exempt = 0, protected_ = 0, out_of_scope = 0, unresolved = 0, listed = 0;

    std::size_t graded() const {
        std::size_t n = 0;
        for (const auto& [grade, count] : grades) n += count;
        return n;
    }
    std::size_t sum() const { return graded() + ungraded + exempt + protected_ + out_of_scope + unresolved; }
};

class Gatekeeper {
public:
    explicit Gatekeeper(const Run& run) : run_(run), scheme_(*run.scheme) {}

    Gate check() {
        totals(-1);
        for (std::size_t t = 0; t < scheme_.tracks.size(); ++t) totals(static_cast<int>(t));
        duplicates();
        unresolved();
        for (std::size_t t = 0; t < scheme_.tracks.size(); ++t) {
            if (run_.order[t].empty()) continue;
            imputed(t);
            denominators(t);
            for (GateLine& line : tie_lines(run_, t)) gate_.lines.push_back(std::move(line));
            quotas(t);
        }
        samples();
        return std::move(gate_);
    }

private:
    void add(std::string check, int track, Status status, std::string zh, std::string en,
             std::vector<std::string> codes = {}) {
        GateLine line;
        line.check = std::move(check);
        if (track >= 0) line.track = scheme_.tracks[static_cast<std::size_t>(track)].code;
        line.status = status;
        line.text = {std::move(zh), std::move(en)};
        line.codes = std::move(codes);
        gate_.lines.push_back(std::move(line));
    }

    Counts count(int track) const {
        Counts out;
        for (std::size_t row = 0; row < run_.outcomes.size(); ++row) {
            const Outcome& o = run_.outcomes[row];
            if (track >= 0 && o.track != track) continue;
            ++out.listed;
            switch (o.state) {
                case State::graded:
                case State::forced_in:
                    if (o.grade >= 0) {
                        ++out.grades[run_.grade_name(row)];
                    } else {
                        ++out.ungraded;
                    }
                    break;
                case State::evaluated_not_graded: ++out.ungraded; break;
                case State::exempt: ++out.exempt; break;
                case State::protected_: ++out.protected_; break;
                case State::out_of_scope: ++out.out_of_scope; break;
                case State::unresolved: ++out.unresolved; break;
            }
        }
        return out;
    }

    /// A + B + C + D + not graded + exempt + protected + out of scope = listed; and who is ranked has a
    /// grade.
    void totals(int track) {
        const Counts c = count(track);
        if (track >= 0 && c.listed == 0) return;
        std::string zh;
        std::string en;
        for (const auto& [grade, n] : c.grades) {
            zh += fmt::format("{} {}＋", grade, n);
            en += fmt::format("{} {} + ", grade, n);
        }
        zh += fmt::format("不定等级 {}＋免评 {}＋保护 {}＋不在范围 {}", c.ungraded, c.exempt, c.protected_,
                          c.out_of_scope);
        en += fmt::format("not graded {} + exempt {} + protected {} + out of scope {}", c.ungraded, c.exempt,
                          c.protected_, c.out_of_scope);
        if (c.unresolved > 0) {
            zh += fmt::format("（另有待核实 {}）", c.unresolved);
            en += fmt::format(" (and {} undecided)", c.unresolved);
        }
        std::size_t missing_grade = 0;
        std::vector<std::string> codes;
        for (std::size_t row = 0; row < run_.outcomes.size(); ++row) {
            const Outcome& o = run_.outcomes[row];
            if ((track >= 0 && o.track != track) || !ranks(o.state)) continue;
            const bool grades =
                o.track >= 0 &&
                scheme_.tracks[static_cast<std::size_t>(o.track)].grading.method != Grading::Method::none;
            if (o.track < 0 || (grades && o.grade < 0)) {
                ++missing_grade;
                codes.push_back(run_.data->codes[row]);
            }
        }
        const bool right = c.sum() == c.listed && c.unresolved == 0 && missing_grade == 0;
        zh += fmt::format("＝{}，在册 {}", c.sum() - c.unresolved, c.listed);
        en += fmt::format(" = {}, listed {}", c.sum() - c.unresolved, c.listed);
        add("totals", track, right ? Status::pass : Status::fail, zh, en, codes);
    }

    void duplicates() {
        std::vector<std::string> codes;
        for (std::size_t i = 1; i < run_.data->codes.size(); ++i) {
            if (run_.data->codes[i] == run_.data->codes[i - 1]) codes.push_back(run_.data->codes[i]);
        }
        const bool right = codes.empty();
        add("duplicates", -1, right ? Status::pass : Status::fail,
            right ? "没有重复的信用代码" : fmt::format("{} 个信用代码重复", codes.size()),
            right ? "no credit code occurs twice" : fmt::format("{} credit codes occur twice", codes.size()),
            codes);
    }

    void unresolved() {
        std::vector<std::string> codes;
        for (std::size_t row = 0; row < run_.outcomes.size(); ++row) {
            if (run_.outcomes[row].state == State::unresolved) codes.push_back(run_.data->codes[row]);
        }
        const bool right = codes.empty();
        add("unresolved", -1, right ? Status::pass : Status::fail,
            right ? "所有企业的参与状态都已确定"
                  : fmt::format("{} 家企业的参与状态无法确定：有关数据缺失", codes.size()),
            right ? "everybody's participation is decided"
                  : fmt::format("the participation of {} enterprises is undecided: data are missing",
                                codes.size()),
            codes);
    }

    /// Whether a rule of the indicator can fill in more than full marks: only what follows a cap or a mean
    /// above them.
    static bool may_exceed(const Indicator& indicator) {
        const bool above = !indicator.cap || *indicator.cap > 1;
        const auto follows = [](const MissingRule& rule) {
            return rule.kind == MissingRule::Kind::cap || rule.kind == MissingRule::Kind::mean ||
                   rule.kind == MissingRule::Kind::penalty;
        };
        return above && (follows(indicator.missing) || follows(indicator.zero_denominator) ||
                         follows(indicator.negative_denominator));
    }

    /// An item that was filled in (mean, full, cap …) may not bring more than its weight, unless the scheme
    /// says so: by a cap above full marks, up to that, or by a reason of its own.
    void imputed(std::size_t t) {
        std::vector<std::string> within;  // the scheme's cap
        std::vector<std::string> explained;
        std::vector<std::string> beyond;
        std::vector<std::string> reasons;
        const auto& indicators = scheme_.tracks[t].indicators;
        const bool possible = std::any_of(indicators.begin(), indicators.end(), may_exceed);
        for (std::uint32_t row : run_.scorers[t]->members().scored) {
            if (!possible) break;
            bool capped = false;
            bool allowed = false;
            bool open = false;
            const Derivation d = derive(run_, row);
            for (const ItemDerivation& i : d.items) {
                if (!i.rule || i.t <= Exact(1)) continue;
                const Indicator& in = indicators[static_cast<std::size_t>(i.indicator)];
                const bool fits = in.cap && i.t <= Exact(*in.cap);
                capped = capped || fits;
                if (fits) continue;
                (in.may_exceed.empty() ? open : allowed) = true;
                const std::string reason = in.label.in(Language::zh) + "：" + in.may_exceed;
                const bool told = in.may_exceed.empty() ||
                                  std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
                if (!told) reasons.push_back(reason);
            }
            const std::string& code = run_.data->codes[row];
            if (open) beyond.push_back(code);
            if (allowed) explained.push_back(code);
            if (capped) within.push_back(code);
        }
        const int track = static_cast<int>(t);
        if (!beyond.empty()) {
            add("imputed", track, Status::fail,
                fmt::format("{} 家企业有补入的得分超过该项满分，请设置封顶（cap），或写明理由（may_exceed）",
                            beyond.size()),
                fmt::format(
                    "{} enterprises have an item that was filled in above its weight: set a cap, or give "
                    "the reason (may_exceed)",
                    beyond.size()),
                beyond);
        }
        if (!explained.empty()) {
            add("imputed", track, Status::warn,
                fmt::format("{} 家企业有补入的得分超过该项满分，方案写明了理由（{}）", explained.size(),
                            fmt::join(reasons, "；")),
                fmt::format(
                    "{} enterprises have an item that was filled in above its weight, for which the scheme "
                    "gives the reason ({})",
                    explained.size(), fmt::join(reasons, "; ")),
                explained);
        }
        if (!beyond.empty() || !explained.empty()) return;
        add("imputed", track, within.empty() ? Status::pass : Status::warn,
            within.empty()
                ? "没有补入的得分超过该项满分"
                : fmt::format("{} 家企业有补入的得分超过该项满分，都在方案规定的封顶之内", within.size()),
            within.empty()
                ? "no item that was filled in exceeds its weight"
                : fmt::format("{} enterprises have an item that was filled in above its weight, within "
                              "the cap that the scheme sets",
                              within.size()),
            within);
    }

    /// Where shares are taken, of how many, and in which groups.
    void denominators(std::size_t t) {
        const Counts c = count(static_cast<int>(t));
        const auto& members = run_.scorers[t]->members();
        const Grading& grading = scheme_.tracks[t].grading;
        std::string zh = fmt::format("在册 {} 家，评分 {} 家，参加排序 {} 家", c.listed,
                                     members.scored.size(), members.ranked.size());
        std::string en = fmt::format("listed {}, scored {}, ranked {}", c.listed, members.scored.size(),
                                     members.ranked.size());
        if (shares(grading)) {
            const bool of_scored = grading.denominator == Population::scored;
            zh += of_scored ? "；比例的分母是评分企业" : "；比例的分母是参加排序的企业";
            en += of_scored ? "; shares are of the scored ones" : "; shares are of the ranked ones";
            const Groups groups(run_, t);
            const std::size_t own = groups.sizes.size() - 1;
            if (grading.by >= 0) {
                zh += fmt::format("；分 {} 组", own);
                en += fmt::format("; in {} groups", own);
                if (groups.sizes[0] > 0) {
                    zh += fmt::format("，其余 {} 家合为一组", groups.sizes[0]);
                    en += fmt::format(", the other {} together", groups.sizes[0]);
                }
            }
        }
        add("denominators", static_cast<int>(t), Status::pass, zh, en);
    }

    static bool shares(const Grading& grading) {
        return grading.method == Grading::Method::quota || grading.method == Grading::Method::staged;
    }

    /// The quota groups of a track's ranked rows.
    struct Groups {
        std::vector<std::size_t> denominators, sizes;  ///< what shares are of, and how many are ranked

        Groups(const Run& run, std::size_t t) {
            const auto& members = run.scorers[t]->members();
            const bool of_scored = run.scheme->tracks[t].grading.denominator == Population::scored;
            const auto group = quota_groups(*run.scorers[t], run.order[t],
                                            of_scored ? members.scored : members.ranked, denominators);
            sizes.assign(denominators.size(), 0);
            for (std::uint32_t g : group) ++sizes[g];
        }
    };

    /// How many of a group of n the stages take, and who is left.
    static std::vector<std::size_t> stage_sizes(const Grading& grading, std::size_t n, std::size_t of) {
        std::vector<std::size_t> out(grading.grades.size(), 0);
        std::size_t left = n;
        for (const Stage& stage : grading.stages) {
            const std::size_t pool = std::min(n, places(stage.pool, of, grading.rounding));
            const std::size_t take = std::min({left, pool, places(stage.take, of, grading.rounding)});
            out[static_cast<std::size_t>(stage.grade)] += take;
            left -= take;
        }
        out[static_cast<std::size_t>(grading.rest)] += left;
        return out;
    }

    /// Final grades against the places that the quotas give; ties, promotions and demotions may explain a
    /// difference.
    void quotas(std::size_t t) {
        const Grading& grading = scheme_.tracks[t].grading;
        if (!shares(grading)) return;
        const Groups groups(run_, t);
        std::vector<std::size_t> planned(grading.grades.size(), 0);
        for (std::size_t g = 0; g < groups.sizes.size(); ++g) {
            const auto sizes = grading.method == Grading::Method::quota
                                   ? quota_sizes(grading, groups.sizes[g], groups.denominators[g])
                                   : stage_sizes(grading, groups.sizes[g], groups.denominators[g]);
            for (std::size_t i = 0; i < sizes.size(); ++i) planned[i] += sizes[i];
        }
        std::vector<std::size_t> actual(grading.grades.size(), 0);
        for (std::uint32_t row : run_.order[t]) {
            if (run_.outcomes[row].grade >= 0) ++actual[static_cast<std::size_t>(run_.outcomes[row].grade)];
        }
        std::string zh = "名额与实际：";
        std::string en = "places and actual:";
        for (std::size_t i = 0; i < planned.size(); ++i) {
            zh += fmt::format("{}{} {}/{}", i == 0 ? "" : "，", grading.grades[i], planned[i], actual[i]);
            en += fmt::format("{} {} {}/{}", i == 0 ? "" : ",", grading.grades[i], planned[i], actual[i]);
        }
        add("quotas", static_cast<int>(t), planned == actual ? Status::pass : Status::warn, zh, en);
    }

    void samples() {
        std::vector<std::string> codes;
        for (const Track& track : scheme_.tracks) {
            for (const Indicator& i : track.indicators) {
                if (i.sample) codes.push_back(i.code);
            }
        }
        for (const Adjustment& a : scheme_.adjustments) {
            for (const AdjustmentItem& i : a.items) {
                if (i.sample) codes.push_back(i.code);
            }
        }
        for (const Override& o : scheme_.overrides) {
            if (o.sample) codes.push_back(o.code);
        }
        for (const Measure& m : scheme_.measures) {
            if (m.sample) codes.push_back(m.code);
        }
        const bool right = codes.empty() && !scheme_.sample;
        add("samples", -1, right ? Status::pass : Status::warn,
            right ? "方案中没有未经确认的示例数字" : "方案中有未经确认的示例数字，发布前请核实",
            right ? "no figure of the scheme is a sample"
                  : "the scheme contains sample figures: confirm them first",
            codes);
    }

    const Run& run_;
    const Scheme& scheme_;
    Gate gate_;
};

}  // namespace

bool Gate::open() const {
    return std::none_of(lines.begin(), lines.end(),
                        [](const GateLine& l) { return l.status == Status::fail; });
}

Gate gate(const Run& run) { return Gatekeeper(run).check(); }

}  // namespace yuanheng::scoring
