#include "scoring/after/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

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
            ties(t);
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

    /// An item that was filled in (mean, full, cap …) may not bring more than its weight.
    void imputed(std::size_t t) {
        std::vector<std::string> codes;
        const auto& indicators = scheme_.tracks[t].indicators;
        const bool possible = std::any_of(indicators.begin(), indicators.end(), may_exceed);
        for (std::uint32_t row : run_.scorers[t]->members().scored) {
            if (!possible) break;
            const Derivation d = derive(run_, row);
            const bool above = std::any_of(d.items.begin(), d.items.end(),
                                           [](const ItemDerivation& i) { return i.rule && i.t > Exact(1); });
            if (above) codes.push_back(run_.data->codes[row]);
        }
        const bool right = codes.empty();
        add("imputed", static_cast<int>(t), right ? Status::pass : Status::fail,
            right ? "没有补入的得分超过该项满分"
                  : fmt::format("{} 家企业有补入的得分超过该项满分，请设置封顶", codes.size()),
            right ? "no item that was filled in exceeds its weight"
                  : fmt::format("{} enterprises have an item that was filled in above its weight: set a cap",
                                codes.size()),
            codes);
    }

    void denominators(std::size_t t) {
        const Counts c = count(static_cast<int>(t));
        const auto& members = run_.scorers[t]->members();
        const bool of_scored = scheme_.tracks[t].grading.denominator == Population::scored;
        add("denominators", static_cast<int>(t), Status::pass,
            fmt::format("在册 {} 家，评分 {} 家，参加排序 {} 家；比例的分母是{}", c.listed,
                        members.scored.size(), members.ranked.size(),
                        of_scored ? "评分企业" : "参加排序的企业"),
            fmt::format("listed {}, scored {}, ranked {}; shares are of the {} ones", c.listed,
                        members.scored.size(), members.ranked.size(), of_scored ? "scored" : "ranked"));
    }

    void ties(std::size_t t) {
        std::map<std::uint32_t, std::size_t> seen;
        for (std::uint32_t row : run_.order[t]) ++seen[run_.outcomes[row].rank];
        std::vector<std::string> codes;
        for (std::uint32_t row : run_.order[t]) {
            if (seen[run_.outcomes[row].rank] > 1) codes.push_back(run_.data->codes[row]);
        }
        const TiePolicy policy = scheme_.tracks[t].grading.ties;
        const char* zh = policy == TiePolicy::better  ? "同取较高等级"
                         : policy == TiePolicy::worse ? "同取较低等级"
                                                      : "按代码排序";
        const char* en = policy == TiePolicy::better  ? "all get the better grade"
                         : policy == TiePolicy::worse ? "all get the worse grade"
                                                      : "ordered by code";
        add("ties", static_cast<int>(t), Status::pass,
            codes.empty() ? "没有并列" : fmt::format("{} 家企业并列；并列时{}", codes.size(), zh),
            codes.empty() ? "no ties"
                          : fmt::format("{} enterprises are tied; of tied ones {}", codes.size(), en),
            codes);
    }

    /// Final grades against the places that the quotas give; ties, promotions and demotions may explain a
    /// difference.
    void quotas(std::size_t t) {
        const Grading& grading = scheme_.tracks[t].grading;
        if (grading.method != Grading::Method::quota) return;
        const auto& members = run_.scorers[t]->members();
        const auto& population = grading.denominator == Population::scored ? members.scored : members.ranked;
        std::vector<std::size_t> denominators;
        const auto groups = quota_groups(*run_.scorers[t], run_.order[t], population, denominators);
        std::vector<std::size_t> sizes(denominators.size(), 0);
        for (std::uint32_t g : groups) ++sizes[g];
        std::vector<std::size_t> planned(grading.grades.size(), 0);
        for (std::size_t g = 0; g < sizes.size(); ++g) {
            const auto places = quota_sizes(grading, sizes[g], denominators[g]);
            for (std::size_t i = 0; i < places.size(); ++i) planned[i] += places[i];
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
