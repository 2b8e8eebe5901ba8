#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/codes.hpp"
#include "app/session.hpp"
#include "app/tell.hpp"
#include "base/json_text.hpp"
#include "base/text.hpp"
#include "scheme/state_name.hpp"
#include "scoring/after/gate.hpp"
#include "zone/evaluation/checks/reading.hpp"
#include "zone/evaluation/files/corrections.hpp"
#include "zone/evaluation/package/package.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::app {

namespace {

using scoring::GateLine;

constexpr std::size_t kSomeLines = 10;
constexpr std::size_t kSomeCodes = 3;

void print_counts(const Session& s, const Options& o) {
    const scoring::Run& run = s.official->run;
    for (std::size_t t = 0; t < s.scheme->tracks.size(); ++t) {
        const scoring::Track& track = s.scheme->tracks[t];
        std::map<std::string, std::size_t> counts;
        std::size_t listed = 0;
        for (std::size_t row = 0; row < run.outcomes.size(); ++row) {
            if (run.outcomes[row].track != static_cast<int>(t)) continue;
            ++listed;
            ++counts[evaluation::outcome_text(run, row, o.language)];
        }
        tell("\n{}  {} {}\n", track.label.in(o.language), say(o, "列入", "listed"), listed);
        for (const std::string& grade : track.grading.grades) {
            if (!counts.contains(grade)) continue;
            tell("  {}{:>6}\n", pad_right(grade, 20), counts[grade]);
            counts.erase(grade);
        }
        for (const auto& [what, count] : counts) tell("  {}{:>6}\n", pad_right(what, 20), count);
    }
    if (const auto& merged = s.now->report.merged; !merged.empty()) {
        tell("\n{} {}\n", say(o, "并入土地使用权人一并评价", "evaluated with the holder of their land"),
             merged.size());
        for (std::size_t i = 0; i < merged.size() && i < kSomeLines; ++i) {
            tell(fmt::runtime(say(o, "  {} {} → {}\n", "  {} {} with {}\n")), merged[i].code, merged[i].name,
                 merged[i].holder);
        }
        if (merged.size() > kSomeLines) tell("  …\n");
        const auto& alone = s.now->report.alone;
        if (!alone.empty()) tell("\n{}\n", say(o, "同时独立评价", "evaluated each by itself as well"));
        for (std::size_t i = 0; i < alone.size() && i < kSomeLines; ++i) {
            tell("  {} {}  {:>10}  {}\n", alone[i].who.code, pad_right(alone[i].who.name, 36), alone[i].total,
                 evaluation::outcome_text(alone[i].grade, alone[i].state, o.language));
        }
        if (alone.size() > kSomeLines) tell("  …\n");
    }
    std::vector<std::size_t> outside;
    for (std::size_t row = 0; row < run.outcomes.size(); ++row) {
        if (run.outcomes[row].track < 0) outside.push_back(row);
    }
    if (outside.empty()) return;
    tell("\n{} {}\n", say(o, "不属于任何评价类别", "in no track"), outside.size());
    for (std::size_t i = 0; i < outside.size() && i < kSomeLines; ++i) {
        tell("  {} {}\n", run.data->codes[outside[i]], run.data->names[outside[i]]);
    }
    if (outside.size() > kSomeLines) tell("  …\n");
}

/// The best of each track.
void print_top(const Session& s, const Options& o) {
    const scoring::Run& run = s.official->run;
    for (std::size_t t = 0; t < s.scheme->tracks.size() && o.top > 0; ++t) {
        const auto& order = run.order[t];
        tell("\n{}  {} {} / {}\n", s.scheme->tracks[t].label.in(o.language), say(o, "前", "first"),
             std::min(o.top, order.size()), order.size());
        for (std::size_t i = 0; i < o.top && i < order.size(); ++i) {
            const std::uint32_t row = order[i];
            tell("  {:>4}  {}  {}  {:>12}  {}\n", run.outcomes[row].rank, run.data->codes[row],
                 pad_right(run.data->names[row], 36), evaluation::total_text(run, row), run.grade_name(row));
        }
    }
}

void print_gate(const Session& s, const scoring::Gate& gate, const Options& o) {
    tell("\n{}\n", say(o, "发布核验", "publication gate"));
    for (const GateLine& line : gate.lines) {
        if (line.status == GateLine::Status::pass) continue;
        const bool fails = line.status == GateLine::Status::fail;
        std::string codes;
        for (std::size_t i = 0; i < line.codes.size() && i < kSomeCodes; ++i) {
            codes += (i > 0 ? say(o, "、", ", ") : "") + line.codes[i];
        }
        if (line.codes.size() > kSomeCodes) codes += " …";
        if (!codes.empty()) codes = fmt::format(fmt::runtime(say(o, "（{}）", " ({})")), codes);
        const std::string scope = evaluation::scope_text(s.official->run, line, o.language);
        tell("  {} {}{}{}\n", fails ? say(o, "✗ 不通过", "✗ fail:") : say(o, "! 提示", "! warning:"),
             scope.empty() ? "" : scope + say(o, "：", ": "), line.text.in(o.language), codes);
    }
    tell("  {}\n", gate.open() ? say(o, "✓ 可以发布", "✓ may be published")
                               : say(o, "✗ 不可发布", "✗ may not be published"));
}

/// The first problems, those of a cell before those of a file and columns of no use; then where the rest can
/// be seen.
void print_some(Errors errors, const char* mark, std::size_t most, const Options& o) {
    std::stable_partition(errors.begin(), errors.end(),
                          [](const Error& e) { return e.where.line > 0 && e.code != Code::column_unknown; });
    for (std::size_t i = 0; i < errors.size() && i < most; ++i)
        tell("  {} {}\n", mark, describe(errors[i], o.language));
    if (errors.size() <= most) return;
    const char* where = o.out.empty()
                            ? say(o, "加 --out 或 --json 查看全部", "--out or --json show all")
                            : say(o, "见结果表“数据问题”", "see sheet \"data problems\" of the results");
    tell("  {} {} {}{}\n", mark, say(o, "另有", "and"), errors.size() - most,
         fmt::format(fmt::runtime(say(o, " 处，{}", " more: {}")), where));
}

void print_problems(const Session& s, const Options& o) {
    const evaluation::IntakeReport& r = s.now->report;
    tell("\n{}\n", say(o, "数据（采用 / 行数）", "data (taken / rows)"));
    for (const evaluation::SheetReport& sheet : r.sheets) {
        tell("  {}{}  {} / {}\n", std::filesystem::path(sheet.file).filename().string(),
             sheet.sheet.empty() ? "" : " [" + sheet.sheet + "]", sheet.taken, sheet.rows);
    }
    print_some(r.errors, "✗", 10, o);
    print_some(r.warnings, "!", 10, o);
    if (!r.absent_inputs.empty()) {
        tell("  ! {}{}\n", say(o, "没有文件提供：", "in no file: "),
             fmt::join(r.absent_inputs, say(o, "、", ", ")));
    }
    if (!s.previous || s.previous->report.errors.empty()) return;
    tell("\n{}\n", say(o, "上年数据", "last year's data"));
    print_some(s.previous->report.errors, "✗", 3, o);
}

/// Writes the tables to correct; false where that fails.
bool write_errors(const Session& s, std::vector<std::string>& files, const Options& o, int& exit) {
    if (o.errors.empty()) return true;
    const auto seconds = static_cast<std::int64_t>(s.scheme->as_of.days()) * 86400;
    auto written = evaluation::write_corrections(s.now->report, o.errors, seconds, o.language);
    if (!written) {
        exit = report(written.error(), o);
        return false;
    }
    for (const std::string& file : *written) files.push_back(std::filesystem::path(file).filename().string());
    return true;
}

bool write_outputs(const Session& s, const scoring::Gate& gate, const Options& o, int& exit) {
    const auto done = [&](const Result<void>& result) {
        if (!result) exit = report(result.error(), o);
        if (result && o.stop.stop_requested()) exit = report(Error(Code::scoring_stopped, {}), o);
        return exit == kDone;
    };
    if (!o.out.empty() &&
        !done(evaluation::write_results(s.official->run, s.now->report, gate, o.out, o.language)))
        return false;
    if (!o.csv.empty() &&
        !done(evaluation::write_results_csv(s.official->run, s.now->report.merged, o.csv, o.language)))
        return false;
    return o.package.empty() ||
           done(evaluation::write_package(s.official->run, s.scheme_text, o.set, o.package));
}

void print_json(const Session& s, const scoring::Gate& gate, const Options& o) {
    const scoring::Run& run = s.official->run;
    Json json;
    json.open('{')
        .key("scheme")
        .text(s.scheme->id)
        .key("version")
        .text(s.scheme->version)
        .key("hash")
        .text(s.scheme->hash);
    json.key("snapshot")
        .text(run.data->snapshot(s.scheme->schema))
        .key("exact_decisions")
        .number(run.exact_decisions);
    json.key("enterprises").open('[');
    scoring::for_each_result(run, [&](const scoring::ResultRow& result) {
        if (o.top > 0 && (result.rank == 0 || result.rank > o.top)) return;
        json.open('{').key("code").text(result.code).key("name").text(result.name);
        json.key("track").text(result.track == nullptr ? "" : result.track->code);
        json.key("state").text(std::string(scoring::state_name(result.state)));
        json.key("total").number(evaluation::total_text(run, result.row));
        json.key("rank").number(result.rank > 0 ? std::to_string(result.rank) : "");
        json.key("grade").text(result.grade);
        json.key("change").text(evaluation::change_text(run, result, o.language)).close('}');
    });
    json.close(']').key("merged").open('[');
    for (const evaluation::Member& member : s.now->report.merged) {
        json.open('{')
            .key("code")
            .text(member.code)
            .key("name")
            .text(member.name)
            .key("with")
            .text(member.holder)
            .close('}');
    }
    json.close(']').key("alone").open('[');
    for (const evaluation::Alone& one : s.now->report.alone) {
        json.open('{')
            .key("code")
            .text(one.who.code)
            .key("name")
            .text(one.who.name)
            .key("unit")
            .text(one.who.holder);
        json.key("total").number(one.total);
        json.key("grade").text(evaluation::outcome_text(one.grade, one.state, o.language)).close('}');
    }
    json.close(']').key("publishable").boolean(gate.open()).key("gate").open('[');
    for (const GateLine& line : gate.lines) {
        json.open('{').key("check").text(line.check).key("track").text(line.track);
        json.key("status").text(line.status == GateLine::Status::pass   ? "pass"
                                : line.status == GateLine::Status::warn ? "warning"
                                                                        : "fail");
        json.key("text").text(line.text.in(o.language)).key("codes").open('[');
        for (const std::string& code : line.codes) json.text(code);
        json.close(']').close('}');
    }
    json.close(']').key("sheets").open('[');
    for (const evaluation::SheetReport& sheet : s.now->report.sheets) {
        json.open('{')
            .key("file")
            .text(sheet.file)
            .key("sheet")
            .text(sheet.sheet)
            .key("rows")
            .number(sheet.rows);
        json.key("taken").number(sheet.taken).close('}');
    }
    json.close(']').key("problems").open('[');
    for (const Errors* list : {&s.now->report.errors, &s.now->report.warnings}) {
        for (const Error& e : *list) {
            json.open('{')
                .key("code")
                .text(name(e.code))
                .key("left_out")
                .boolean(list == &s.now->report.errors);
            json.key("place")
                .text(place(e.where))
                .key("message")
                .text(message(e, o.language))
                .key("hint")
                .text(hint(e, o.language))
                .close('}');
        }
    }
    tell("{}\n", json.close(']').close('}').str());
}

}  // namespace

int evaluate(const Options& o) {
    Session s = read_all(o);
    if (s.exit != kDone) return s.exit;
    std::vector<std::string> corrections;
    if (!write_errors(s, corrections, o, s.exit)) return s.exit;
    run_all(s, o);
    if (s.exit != kDone) return s.exit;
    scoring::Gate gate = scoring::gate(s.official->run);
    evaluation::check_reading(s.now->report, {}, gate);
    if (s.previous) evaluation::check_reading(s.previous->report, {"上年", "last year: "}, gate);
    if (!write_outputs(s, gate, o, s.exit)) return s.exit;
    if (o.json) {
        print_json(s, gate, o);
    } else if (!o.quiet) {
        tell("{} ({} v{})\n", s.scheme->title.in(o.language), s.scheme->id, s.scheme->version);
        if (!o.set.empty())
            tell("{} {}\n", say(o, "方案已改动，仅供试算：", "changed for trial only:"),
                 fmt::join(o.set, "  "));
        print_counts(s, o);
        print_top(s, o);
        print_problems(s, o);
        print_gate(s, gate, o);
        tell("\n");
        const auto written = [&](const char* what, const std::string& path) {
            if (!path.empty()) tell("{} {}\n", what, path);
        };
        written(say(o, "结果表：", "results:"), o.out);
        written(say(o, "结果 CSV：", "results as CSV:"), o.csv);
        written(say(o, "测算包：", "run package:"), o.package);
        if (!o.errors.empty() && corrections.empty() && s.now->report.errors.empty()) {
            tell("{}\n", say(o, "没有需要改正的单元格", "no cell needs correcting"));
        } else if (corrections.empty()) {
            written(say(o, "问题清单：", "problems:"), o.errors);
        } else if (!o.errors.empty()) {
            tell(fmt::runtime(say(o, "待改正的表：{}（改正后放进数据目录，替换 {}）\n",
                                  "to correct: {} (then put it among the data in place of {})\n")),
                 o.errors, fmt::join(corrections, say(o, "、", ", ")));
        }
    }
    const bool whole =
        evaluation::read_whole(s.now->report) && (!s.previous || evaluation::read_whole(s.previous->report));
    return !whole ? kIncomplete : gate.open() ? kDone : kFindings;
}

}  // namespace yuanheng::app
