#include "scoring/after/gate_ties.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

#include "scoring/run/staging.hpp"

namespace yuanheng::scoring {

namespace {

using Fate = CutTie::Fate;

/// Cuts of one kind whose equals fared alike.
struct Alike {
    std::vector<std::uint32_t> rows;
    std::map<std::int8_t, std::size_t> grades;  ///< initial ones, with how many got them
};

std::string counts(const Grading& grading, const Alike& alike) {
    std::string out;
    for (const auto& [grade, n] : alike.grades) {
        if (grade < 0) continue;
        out += fmt::format("{}{} {}", out.empty() ? "" : "、",
                           grading.grades[static_cast<std::size_t>(grade)], n);
    }
    return out;
}

Label quota_text(const Grading& grading, Fate fate, const Alike& alike) {
    const std::size_t n = alike.rows.size();
    const std::string got = counts(grading, alike);
    if (fate == Fate::separated) {
        return {fmt::format("{} 家并列企业跨不同等级的名额，按代码先后分开（{}）", n, got),
                fmt::format(
                    "{} tied enterprises stood across the places of different grades: separated by code ({})",
                    n, got)};
    }
    const bool up = fate == Fate::better;
    return {fmt::format("{} 家并列企业跨不同等级的名额，同取较{}等级（{}）", n, up ? "高" : "低", got),
            fmt::format(
                "{} tied enterprises stood across the places of different grades: all got the {} one ({})", n,
                up ? "better" : "worse", got)};
}

Label stage_text(const Grading& grading, int index, bool pool, Fate fate, const Alike& alike) {
    const Stage& stage = grading.stages[static_cast<std::size_t>(index)];
    const std::string& grade = grading.grades[static_cast<std::size_t>(stage.grade)];
    const std::size_t n = alike.rows.size();
    const bool taken = (fate == Fate::better) == lifts(grading, stage);
    if (pool) {
        const char* zh = fate == Fate::separated ? "按代码先后分开" : taken ? "全部进入" : "全部不进入";
        const char* en = fate == Fate::separated ? "separated by code"
                         : taken                 ? "all entered"
                                                 : "none entered";
        return {fmt::format("第 {} 段（{}）：{} 家并列企业跨选取范围的边界，{}", index + 1, grade, n, zh),
                fmt::format("stage {} ({}): {} tied enterprises stood across the edge of its pool: {}",
                            index + 1, grade, n, en)};
    }
    const std::string zh = fate == Fate::separated
                               ? fmt::format("按名次、代码先后分开（{}）", counts(grading, alike))
                           : taken ? "全部定为 " + grade
                                   : "全部不定为 " + grade;
    const std::string en = fate == Fate::separated
                               ? fmt::format("separated by rank, then code ({})", counts(grading, alike))
                           : taken ? "all got " + grade
                                   : "none got " + grade;
    return {fmt::format("第 {} 段（{}）：{} 家企业的排序值相同，跨名额，{}", index + 1, grade, n, zh),
            fmt::format("stage {} ({}): {} enterprises with equal order values stood across its places: {}",
                        index + 1, grade, n, en)};
}

}  // namespace

std::vector<GateLine> tie_lines(const Run& run, std::size_t track) {
    const Track& definition = run.scheme->tracks[track];
    const auto line = [&](Label text, const std::vector<std::uint32_t>& rows) {
        GateLine out;
        out.check = "ties";
        out.track = definition.code;
        out.text = std::move(text);
        for (std::uint32_t row : rows) out.codes.push_back(run.data->codes[row]);
        return out;
    };
    std::map<std::uint32_t, std::size_t> seen;
    for (std::uint32_t row : run.order[track]) ++seen[run.outcomes[row].rank];
    std::vector<std::uint32_t> tied;
    for (std::uint32_t row : run.order[track]) {
        if (seen[run.outcomes[row].rank] > 1) tied.push_back(row);
    }
    // The cuts that group several quota groups or grades are told together where their equals fared alike.
    std::map<std::tuple<int, bool, Fate>, Alike> cuts;
    for (const CutTie& tie : run.cut_ties[track]) {
        Alike& alike = cuts[{tie.stage, !tie.pool, tie.fate}];
        alike.rows.insert(alike.rows.end(), tie.rows.begin(), tie.rows.end());
        for (std::uint32_t row : tie.rows) ++alike.grades[run.outcomes[row].initial];
    }
    std::vector<GateLine> out;
    if (tied.empty()) {
        out.push_back(line({"没有并列", "no ties"}, tied));
    } else {
        const bool quiet = cuts.empty() && definition.grading.method != Grading::Method::none;
        out.push_back(line({fmt::format("{} 家企业名次并列{}", tied.size(), quiet ? "，都不跨分档线" : ""),
                            fmt::format("{} enterprises are tied in rank{}", tied.size(),
                                        quiet ? ", none across a cut between grades" : "")},
                           tied));
    }
    for (const auto& [kind, alike] : cuts) {
        const auto& [stage, places, fate] = kind;
        out.push_back(line(stage < 0 ? quota_text(definition.grading, fate, alike)
                                     : stage_text(definition.grading, stage, !places, fate, alike),
                           alike.rows));
    }
    return out;
}

}  // namespace yuanheng::scoring
