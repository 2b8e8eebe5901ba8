#include "zone/evaluation/results/results.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "base/decimal.hpp"
#include "base/version.hpp"
#include "formula/readers.hpp"
#include "sheet/workbook.hpp"
#include "zone/evaluation/package/package.hpp"
#include "zone/evaluation/results/derivation.hpp"

namespace yuanheng::evaluation {

namespace {

using scoring::Derivation;
using scoring::ItemDerivation;
using scoring::ResultRow;
using scoring::Run;
using sheet::OutCell;

/// A figure rounded once, as a number cell of exactly these decimals.
OutCell figure(const Exact& value, int places, Rounding rounding) {
    const std::string text = value.format(places, rounding);
    return OutCell(sheet::Number{to_double(*parse_decimal(text)), places, false});
}

/// An indicator's value; a share is shown as a percentage.
OutCell value_cell(const Exact& value, const scoring::Indicator& in, const scoring::Display& d) {
    if (!formula::is_share(in.formula)) return figure(value, d.value_places, d.rounding);
    const int places = d.value_places + 2;  // of the share itself: as many as a percentage shows beyond these
    const std::string text = value.format(places, d.rounding);
    return OutCell(sheet::Number{to_double(*parse_decimal(text)), d.value_places, true});
}

std::vector<sheet::Column> result_columns(const scoring::Track& track, Language l,
                                          const scoring::Display& d) {
    std::vector<sheet::Column> out;
    const auto add = [&](std::string title, double width, int decimals, bool text = false,
                         std::string group = {}, std::string unit = {}) {
        sheet::Column c;
        c.title = std::move(title);
        c.width = width;
        c.decimals = decimals;
        c.as_text = text;
        c.group = std::move(group);
        c.unit = std::move(unit);
        out.push_back(std::move(c));
    };
    add(word(l, "序号", "no."), 6, 0);
    add(word(l, "企业名称", "enterprise"), 32, -1, true);
    add(word(l, "统一社会信用代码", "credit code"), 22, -1, true);
    for (const scoring::Indicator& i : track.indicators) {
        add(word(l, "数值", "value"), 12, d.value_places, false, i.label.in(l), i.formula.unit().symbol(l));
        add(word(l, "得分", "points"), 10, d.score_places, false, i.label.in(l));
    }
    add(word(l, "指标合计得分", "indicators"), 12, d.score_places);
    add(word(l, "加减分", "adjustments"), 10, d.score_places);
    add(word(l, "综合得分", "total"), 12, d.score_places);
    add(word(l, "排名", "rank"), 7, 0);
    add(word(l, "初评等级", "initial grade"), 9, -1, true);
    add(word(l, "调档后等级", "final grade"), 10, -1, true);
    add(word(l, "调档原因", "reason of change"), 24, -1, true);
    add(word(l, "参与状态", "state"), 16, -1, true);
    return out;
}

std::vector<OutCell> result_row(const Run& run, const ResultRow& result, std::size_t number, Language l) {
    const scoring::Display& d = run.scheme->display;
    std::vector<OutCell> out;
    out.emplace_back(sheet::Number{static_cast<double>(number), 0, false});
    out.emplace_back(std::string(result.name));
    out.emplace_back(std::string(result.code));
    if (result.scored) {
        const Derivation why = scoring::derive(run, result.row);
        for (const ItemDerivation& item : why.items) {
            if (formula::absent(item.value)) {
                out.emplace_back("—");
            } else {
                out.push_back(value_cell(std::get<Exact>(item.value),
                                         result.track->indicators[static_cast<std::size_t>(item.indicator)],
                                         d));
            }
            out.push_back(figure(item.points, d.score_places, d.rounding));
            if (item.rule) out.back().emphasis = sheet::Emphasis::warning;
        }
        out.push_back(figure(why.base, d.score_places, d.rounding));
        out.push_back(figure(why.unrounded - why.base, d.score_places, d.rounding));
        out.push_back(figure(why.total, d.score_places, d.rounding));
    } else {
        out.resize(out.size() + 2 * result.track->indicators.size() + 3);
    }
    out.emplace_back(result.rank > 0 ? OutCell(sheet::Number{static_cast<double>(result.rank), 0, false})
                                     : OutCell());
    out.emplace_back(std::string(result.initial));
    out.emplace_back(std::string(result.grade));
    if (result.grade != result.initial) out.back().emphasis = sheet::Emphasis::strong;
    out.emplace_back(change_text(run, result, l));
    const std::string reason =
        result.reason == nullptr ? "" : word(l, "：", ": ") + result.reason->label.in(l);
    out.emplace_back(state_label(result.state).in(l) + reason);
    return out;
}

/// Rows of a track: the ranked in their order, then everyone else by code.
std::vector<std::uint32_t> rows_of(const Run& run, std::size_t track) {
    std::vector<std::uint32_t> out = run.order[track];
    for (std::uint32_t row = 0; row < run.outcomes.size(); ++row) {
        if (run.outcomes[row].track == static_cast<int>(track) && !scoring::ranks(run.outcomes[row].state))
            out.push_back(row);
    }
    return out;
}

sheet::SheetSpec track_sheet(const Run& run, std::size_t t, Language l) {
    const scoring::Track& track = run.scheme->tracks[t];
    sheet::SheetSpec out;
    out.name = track.label.in(l);
    out.titles = {run.scheme->title.in(l) + " · " + track.label.in(l)};
    out.columns = result_columns(track, l, run.scheme->display);
    std::size_t number = 0;
    for (std::uint32_t row : rows_of(run, t))
        out.rows.push_back(result_row(run, scoring::result_of(run, row), ++number, l));
    return out;
}

/// A sheet of texts; titles with their widths.
sheet::SheetSpec text_sheet(std::string name, std::initializer_list<std::pair<std::string, double>> titles) {
    sheet::SheetSpec out;
    out.name = std::move(name);
    for (const auto& [title, width] : titles) {
        sheet::Column c;
        c.title = title;
        c.width = width;
        c.as_text = true;
        out.columns.push_back(std::move(c));
    }
    return out;
}

/// Who is in no track: nothing is left out of the workbook.
sheet::SheetSpec outside_sheet(const Run& run, Language l) {
    sheet::SheetSpec out = text_sheet(word(l, "不属于任何类别", "in no track"),
                                      {{word(l, "企业名称", "enterprise"), 32.0},
                                       {word(l, "统一社会信用代码", "credit code"), 22.0},
                                       {word(l, "参与状态", "state"), 20.0}});
    scoring::for_each_result(run, [&](const ResultRow& result) {
        if (result.track == nullptr)
            out.rows.push_back(
                {std::string(result.name), std::string(result.code), state_label(result.state).in(l)});
    });
    return out;
}

/// Tenants with the result of the unit of evaluation they belong to.
sheet::SheetSpec member_sheet(const Run& run, const std::vector<Member>& merged, Language l) {
    sheet::SheetSpec out =
        text_sheet(word(l, "合并评价", "merged"), {{word(l, "企业名称", "enterprise"), 32.0},
                                                   {word(l, "统一社会信用代码", "credit code"), 22.0},
                                                   {word(l, "并入的评价单元", "evaluated with"), 22.0},
                                                   {word(l, "综合得分", "total"), 12.0},
                                                   {word(l, "等级", "grade"), 12.0}});
    for (const Member& member : merged) {
        const std::ptrdiff_t at = run.data->find(member.holder);
        if (at < 0) continue;
        const auto row = static_cast<std::size_t>(at);
        out.rows.push_back(
            {member.name, member.code, member.holder, total_text(run, row), outcome_text(run, row, l)});
    }
    return out;
}

/// What the members of units and their holders get each by itself, beside the unit's result.
sheet::SheetSpec alone_sheet(const Run& run, const std::vector<Alone>& alone, Language l) {
    sheet::SheetSpec out =
        text_sheet(word(l, "独立评价", "each by itself"), {{word(l, "企业名称", "enterprise"), 32.0},
                                                           {word(l, "统一社会信用代码", "credit code"), 22.0},
                                                           {word(l, "独立评价得分", "total, alone"), 14.0},
                                                           {word(l, "独立评价等级", "grade, alone"), 14.0},
                                                           {word(l, "评价单元", "unit"), 22.0},
                                                           {word(l, "合并评价得分", "total, merged"), 14.0},
                                                           {word(l, "合并评价等级", "grade, merged"), 14.0}});
    for (const Alone& one : alone) {
        const auto row = static_cast<std::size_t>(run.data->find(one.who.holder));
        out.rows.push_back({one.who.name, one.who.code, one.total, outcome_text(one.grade, one.state, l),
                            one.who.holder, total_text(run, row), outcome_text(run, row, l)});
    }
    return out;
}

std::string cells(const DerivationLine& line, Language l) {
    std::string out;
    for (const DerivationSource& source : line.sources)
        out += (out.empty() ? "" : word(l, "；", "; ")) + source.label + word(l, " ← ", ": ") + source.cell;
    return out;
}

sheet::SheetSpec derivation_sheet(const Run& run, Language l) {
    sheet::SheetSpec out;
    out.name = word(l, "推导过程", "derivations");
    const auto column = [&](std::string title, double width, bool text) {
        sheet::Column c;
        c.title = std::move(title);
        c.width = width;
        c.as_text = text;
        out.columns.push_back(std::move(c));
    };
    column(word(l, "统一社会信用代码", "credit code"), 22, true);
    column(word(l, "企业名称", "enterprise"), 28, true);
    column(word(l, "项目", "item"), 20, true);
    column(word(l, "步骤", "step"), 16, true);
    column(word(l, "算式", "in numbers"), 60, true);
    column(word(l, "结果", "result"), 18, true);
    column(word(l, "数据出处", "source cells"), 50, true);
    if (run.outcomes.size() > kMostDerived) {
        out.titles = {word(l, "企业较多，推导过程请用 yuanheng explain 逐家查看",
                           "too many enterprises for this sheet: use yuanheng explain")};
        return out;
    }
    const Derivations derivations(run, l, false);
    scoring::for_each_result(run, [&](const ResultRow& result) {
        if (!result.scored) return;
        for (const DerivationPart& part : derivations.of(result.row)) {
            for (const DerivationLine& line : part.lines) {
                out.rows.push_back({std::string(result.code), std::string(result.name), part.title, line.what,
                                    line.how.empty() ? line.note : line.how, line.result, cells(line, l)});
            }
        }
    });
    return out;
}

sheet::SheetSpec gate_sheet(const Run& run, const scoring::Gate& gate, Language l) {
    sheet::SheetSpec out;
    out.name = word(l, "发布核验", "publication gate");
    for (const auto& [title, width] : {std::pair{word(l, "结论", "status"), 8.0},
                                       {word(l, "范围", "track"), 14.0},
                                       {word(l, "内容", "finding"), 80.0},
                                       {word(l, "涉及", "concerned"), 60.0}}) {
        sheet::Column c;
        c.title = title;
        c.width = width;
        c.as_text = true;
        out.columns.push_back(std::move(c));
    }
    for (const scoring::GateLine& line : gate.lines) {
        using Status = scoring::GateLine::Status;
        const bool pass = line.status == Status::pass;
        const bool warn = line.status == Status::warn;
        std::string codes;
        for (std::size_t i = 0; i < line.codes.size() && i < 20; ++i)
            codes += (i > 0 ? word(l, "、", ", ") : "") + line.codes[i];
        if (line.codes.size() > 20) codes += word(l, " 等", " …");
        out.rows.push_back({OutCell(pass   ? word(l, "通过", "pass")
                                    : warn ? word(l, "提示", "warning")
                                           : word(l, "不通过", "fail"),
                                    pass   ? sheet::Emphasis::good
                                    : warn ? sheet::Emphasis::warning
                                           : sheet::Emphasis::bad),
                            scope_text(run, line, l), line.text.in(l), codes});
    }
    return out;
}

sheet::SheetSpec issue_sheet(const IntakeReport& report, Language l) {
    sheet::SheetSpec out;
    out.name = word(l, "数据问题", "data problems");
    for (const auto& [title, width] : {std::pair{word(l, "类别", "kind"), 8.0},
                                       {word(l, "位置", "place"), 40.0},
                                       {word(l, "问题", "problem"), 70.0},
                                       {word(l, "怎么改", "how to mend"), 50.0}}) {
        sheet::Column c;
        c.title = title;
        c.width = width;
        c.as_text = true;
        out.columns.push_back(std::move(c));
    }
    const auto add = [&](const Errors& errors, const std::string& kind, sheet::Emphasis emphasis) {
        for (const Error& e : errors) {
            Where where = e.where;
            where.file = std::filesystem::path(where.file).filename().string();
            out.rows.push_back({OutCell(kind, emphasis), place(where), message(e, l), hint(e, l)});
        }
    };
    add(report.errors, word(l, "未采用", "left out"), sheet::Emphasis::bad);
    add(report.warnings, word(l, "提示", "warning"), sheet::Emphasis::warning);
    return out;
}

sheet::SheetSpec about_sheet(const Run& run, Language l) {
    sheet::SheetSpec out;
    out.name = word(l, "说明", "about");
    const scoring::Scheme& s = *run.scheme;
    const auto line = [&](std::string key, std::string value) {
        out.rows.push_back({OutCell(std::move(key), sheet::Emphasis::strong), std::move(value)});
    };
    line(word(l, "方案", "scheme"),
         s.title.in(l) + word(l, "（", " (") + s.id + " v" + s.version + word(l, "）", ")"));
    line(word(l, "方案校验值", "scheme hash"), s.hash);
    line(word(l, "数据年度", "period"), s.period);
    line(word(l, "数据快照", "data snapshot"), run.data->snapshot(s.schema));
    line(word(l, "引擎版本", "engine"), std::string(version()));
    if (s.sample)
        line(word(l, "注意", "note"), word(l, "方案含示例数字（sample），未经主管部门确认，不得作为正式依据",
                                           "the scheme has sample figures that nobody has confirmed"));
    for (const scoring::Source& source : s.sources) {
        line(word(l, "依据", "source"), source.title + " " + source.issuer + " " + source.document + " " +
                                            source.date + (source.sample ? " [sample]" : ""));
    }
    for (const scoring::Feed& feed : run.data->feeds) {
        line(word(l, "数据文件", "data file"), std::filesystem::path(feed.file).filename().string() +
                                                   (feed.sheet.empty() ? "" : " [" + feed.sheet + "]") +
                                                   "  SHA-256 " + feed.sha256);
    }
    return out;
}

}  // namespace

Result<void> write_results(const Run& run, const IntakeReport& report, const scoring::Gate& gate,
                           const std::string& path, Language language) {
    sheet::WorkbookSpec book;
    book.title = run.scheme->title.in(language);
    book.created_seconds = static_cast<std::int64_t>(run.scheme->as_of.days()) * 86400;
    for (std::size_t t = 0; t < run.scheme->tracks.size(); ++t)
        book.sheets.push_back(track_sheet(run, t, language));
    if (auto outside = outside_sheet(run, language); !outside.rows.empty())
        book.sheets.push_back(std::move(outside));
    if (!report.merged.empty()) book.sheets.push_back(member_sheet(run, report.merged, language));
    if (!report.alone.empty()) book.sheets.push_back(alone_sheet(run, report.alone, language));
    book.sheets.push_back(derivation_sheet(run, language));
    book.sheets.push_back(gate_sheet(run, gate, language));
    book.sheets.push_back(issue_sheet(report, language));
    book.sheets.push_back(about_sheet(run, language));
    return sheet::write_workbook(path, book);
}

}  // namespace yuanheng::evaluation
