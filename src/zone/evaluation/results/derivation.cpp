#include "zone/evaluation/results/derivation.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "scoring/run/computed.hpp"
#include "zone/evaluation/results/derivation_telling.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::evaluation {

using scoring::Adjustment;
using scoring::AdjustmentDerivation;
using scoring::AdjustmentItemDerivation;
using scoring::Aggregation;

Telling::Telling(const scoring::Run& of, std::size_t at, Language in, bool with_folders)
    : run(of),
      row(at),
      language(in),
      folders(with_folders),
      track(of.scheme->tracks[static_cast<std::size_t>(of.outcomes[at].track)]),
      scorer(*of.scorers[static_cast<std::size_t>(of.outcomes[at].track)]),
      why(scoring::derive(of, at)) {}

std::string Telling::points(const Exact& v) const {
    return v.format(run.scheme->display.score_places, run.scheme->display.rounding);
}

formula::Computed Telling::named(const formula::Formula& formula) const {
    scoring::Derivation before = why;
    for (scoring::ItemDerivation& d : before.items) d.points = d.weight * d.t;
    return scoring::scores_named(formula, *run.scheme, track, before);
}

std::vector<formula::Step> Telling::steps(const formula::Formula& formula) {
    const formula::Computed named = this->named(formula);
    return formula::explain(formula, run.scheme->schema, run.data->columns, row, language, &named, &told);
}

const scoring::GroupParameters& Telling::group(std::size_t indicator) const {
    return scorer.item(indicator).group(static_cast<std::uint32_t>(row));
}

namespace {

std::string file_of(const std::string& file, bool folders) {
    return folders ? file : std::filesystem::path(file).filename().string();
}

/// "专利.csv 第 2、3 行" for each sheet that the records stand in.
void add_records(const Telling& t, const formula::Step& step, std::vector<DerivationSource>& into) {
    const auto table = static_cast<std::size_t>(step.table);
    if (step.table < 0 || table >= t.run.data->records.size()) return;
    const scoring::RecordOrigins& origins = t.run.data->records[table];
    const formula::TableField& field = t.run.scheme->schema.tables[table];
    std::map<std::uint32_t, std::string> rows;
    for (const std::uint32_t record : step.records) {
        if (record >= origins.sheet.size()) continue;
        std::string& list = rows[origins.sheet[record]];
        list += (list.empty() ? "" : t.say("、", ", ")) + std::to_string(origins.row[record]);
    }
    for (const auto& [sheet, list] : rows) {
        const auto& [file, name] = origins.sheets[sheet];
        into.push_back({field.code, field.label.in(t.language),
                        file_of(file, t.folders) + (name.empty() ? "" : " [" + name + "]") +
                            fmt::format(fmt::runtime(t.say(" 第 {} 行", " rows {}")), list)});
    }
}

/// The rows that a unit's figure is the sum of, and the data that they stand in; the row itself where it is
/// none.
std::pair<const scoring::Dataset*, std::vector<std::uint32_t>> parts_of(const Telling& t, int field) {
    const scoring::Dataset& data = *t.run.data;
    if (data.parts && t.run.scheme->inputs[static_cast<std::size_t>(field)].additive) {
        const auto unit = data.parts->members.find(data.codes[t.row]);
        if (unit != data.parts->members.end()) return {&data.parts->persons, unit->second};
    }
    return {&data, {static_cast<std::uint32_t>(t.row)}};
}

/// The cell of an input; of a figure that several enterprises share, each one's with what it adds.
void add_cell(const Telling& t, int field, std::vector<DerivationSource>& into) {
    if (field >= static_cast<int>(t.run.scheme->input_count())) return;
    const formula::Schema& schema = t.run.scheme->schema;
    const formula::Field& input = schema.fields[static_cast<std::size_t>(field)];
    const auto [data, rows] = parts_of(t, field);
    for (const std::uint32_t row : rows) {
        const scoring::Origin at = scoring::origin(*data, field, row);
        const formula::Value value = data->columns.value(schema, field, row);
        if (at.feed == nullptr || (data != &*t.run.data && formula::absent(value))) continue;
        Where where = where_of(at);
        where.file = file_of(where.file, t.folders);
        std::string label = input.label.in(t.language);
        if (data != &*t.run.data) {
            label += fmt::format(fmt::runtime(t.say("（{} {}）", " ({} {})")), data->names[row],
                                 figure(std::get<Exact>(value)));
        }
        into.push_back({input.code, std::move(label), place(where)});
    }
}

std::string signed_value(const Exact& v, Adjustment::Kind kind) {
    if (kind == Adjustment::Kind::coefficient) return "× " + figure(v);
    const bool ratio = kind == Adjustment::Kind::ratio;
    const Exact size = abs(ratio ? v * Exact(100) : v);
    return (v.sign() < 0 ? "−" : "+") + figure(size) + (ratio ? "%" : "");
}

DerivationLine adjustment_line(Telling& t, const Adjustment& rule, const AdjustmentItemDerivation& one) {
    const scoring::AdjustmentItem& item = rule.items[static_cast<std::size_t>(one.item)];
    const formula::Schema& schema = t.run.scheme->schema;
    DerivationLine line;
    line.what = item.label.in(t.language);
    if (!item.when.empty()) {
        line.note = formula::in_words(item.when, schema, t.language);
        if (line.note == line.what) line.note.clear();
        line.sources = t.sources(item.when);
    }
    if (!item.value.is_constant() && one.value) {
        const auto steps = t.steps(item.value);
        const formula::Step& last = steps.back();
        line.how = last.formula + (last.numbers.empty() ? "" : " = " + last.numbers);
        for (DerivationSource& source : t.sources(item.value)) line.sources.push_back(std::move(source));
    }
    switch (one.outcome) {
        case AdjustmentItemDerivation::Outcome::counted:
            line.result = signed_value(*one.value, rule.kind);
            break;
        case AdjustmentItemDerivation::Outcome::excluded:
            line.result = signed_value(*one.value, rule.kind) +
                          t.say("，同类就高，不重复计", ", not counted: a higher one of its tier is");
            break;
        case AdjustmentItemDerivation::Outcome::unknown:
            line.result = t.say("数据不足，未计", "not decided for want of data, not counted");
            break;
    }
    return line;
}

/// The values of the children of a node, weighted and put together.
std::string combined(const Telling& t, int parent, Aggregation how) {
    std::vector<std::pair<Exact, Exact>> parts;  // weight, value
    Exact total(0);
    for (std::size_t i = 0; i < t.track.indicators.size(); ++i) {
        const scoring::ItemDerivation& d = t.why.items[i];
        if (t.track.indicators[i].pillar == parent) parts.emplace_back(d.weight, d.t * d.coefficient);
    }
    for (std::size_t p = 0; p < t.track.pillars.size(); ++p) {
        if (t.track.pillars[p].parent == parent)
            parts.emplace_back(t.why.pillars[p].weight, t.why.pillars[p].value);
    }
    std::erase_if(parts, [](const auto& part) { return part.first.sign() == 0; });
    for (const auto& [weight, value] : parts) total += weight;
    if (parts.empty()) return t.say("没有可用的指标", "nothing to compute from");
    const bool positive = how == Aggregation::geometric || how == Aggregation::harmonic;
    std::string text;
    for (const auto& [weight, value] : parts) {
        if (positive && value.sign() <= 0) return t.say("有一项不大于 0", "one of them is not above 0");
        const std::string v = figure(value);
        const std::string w = figure(weight);
        if (!text.empty()) text += how == Aggregation::geometric ? " × " : " + ";
        switch (how) {
            case Aggregation::sum:
            case Aggregation::arithmetic: text += w + " × " + v; break;
            case Aggregation::geometric: text += v + "^(" + w + " ÷ " + figure(total) + ")"; break;
            case Aggregation::harmonic: text += w + " ÷ " + v; break;
        }
    }
    if (how == Aggregation::arithmetic) return "(" + text + ") ÷ " + figure(total);
    return how == Aggregation::harmonic ? figure(total) + " ÷ (" + text + ")" : text;
}

std::string total_words(const Telling& t) {
    if (t.why.adjustments.empty()) return "";
    std::string text = figure(t.why.base);
    Exact ratio(0);
    bool ratios = false;
    for (const AdjustmentDerivation& a : t.why.adjustments) {
        const Adjustment& rule = t.run.scheme->adjustments[static_cast<std::size_t>(a.adjustment)];
        if (rule.kind == Adjustment::Kind::coefficient && rule.on.empty()) text += " × " + figure(a.counted);
        if (rule.kind != Adjustment::Kind::ratio) continue;
        ratio += a.counted;
        ratios = true;
    }
    if (ratios)
        text +=
            " × (1 " + std::string(ratio.sign() < 0 ? "− " : "+ ") + figure(abs(ratio) * Exact(100)) + "%)";
    for (const AdjustmentDerivation& a : t.why.adjustments) {
        const Adjustment& rule = t.run.scheme->adjustments[static_cast<std::size_t>(a.adjustment)];
        if (rule.kind == Adjustment::Kind::points)
            text += (a.counted.sign() < 0 ? " − " : " + ") + figure(abs(a.counted));
    }
    return text;
}

/// The quota's places, or the score that was reached.
DerivationLine grade_line(const Telling& t, const scoring::Place& place) {
    const scoring::Grading& grading = t.track.grading;
    using Method = scoring::Grading::Method;
    const scoring::ResultRow result = scoring::result_of(t.run, t.row);
    DerivationLine line{t.say("初评等级", "initial grade"), "", std::string(result.initial)};
    if (grading.method == Method::quota) {
        for (std::size_t g = 0; g < place.shares.size(); ++g) {
            line.note += fmt::format(fmt::runtime(t.say("{}{} {} 家", "{}{}: {}")),
                                     g == 0 ? "" : t.say("、", ", "), grading.grades[g], place.shares[g]);
        }
    } else if (grading.method == Method::staged) {
        line.note = t.say("两段式选取", "staged selection");
    } else {
        line.note = t.say("达不到其他等级的分数线", "below the other grades' scores");
        for (const scoring::Threshold& cut : grading.thresholds) {
            if (grading.grades[static_cast<std::size_t>(cut.grade)] != result.initial) continue;
            line.note = fmt::format("{} {} {}", result.initial, cut.inclusive ? "≥" : ">", figure(cut.score));
        }
    }
    return line;
}

DerivationLine rank_line(const Telling& t, const scoring::Place& place) {
    DerivationLine line{t.say("排名", "rank"), "", fmt::format("{} / {}", place.rank, place.size)};
    const formula::Schema& schema = t.run.scheme->schema;
    line.note = t.track.label.in(t.language);
    if (!place.group.empty()) {
        const auto& by = schema.fields[static_cast<std::size_t>(t.track.grading.by)].label.in(t.language);
        line.note += fmt::format(fmt::runtime(t.say("，{}“{}”", ", {} \"{}\"")), by, place.group);
    } else if (place.others) {
        line.note += t.say("，不足以单独分档的各组", ", the groups too small to be graded by themselves");
    }
    for (const scoring::OrderKey& key : t.track.grading.rank_by) {
        line.note += fmt::format(fmt::runtime(t.say("，按{}", ", by {}")),
                                 formula::in_words(key.formula, schema, t.language));
    }
    if (place.equals > 1) {
        line.note += fmt::format(fmt::runtime(t.say("，{} 家并列", ", {} of them equal")), place.equals);
        using Ties = scoring::TiePolicy;
        const Ties ties = t.track.grading.ties;
        line.note += ties == Ties::better  ? t.say("，同取较高等级", ", all take the better grade")
                     : ties == Ties::worse ? t.say("，同取较低等级", ", all take the worse grade")
                                           : t.say("，按信用代码先后", ", in order of credit codes");
    }
    return line;
}

}  // namespace

std::vector<DerivationSource> Telling::sources(const formula::Step& step) const {
    std::vector<DerivationSource> out;
    for (const int field : step.fields) add_cell(*this, field, out);
    add_records(*this, step, out);
    return out;
}

std::vector<DerivationSource> Telling::sources(const formula::Formula& formula) const {
    std::vector<DerivationSource> out;
    for (const int field : formula.fields()) add_cell(*this, field, out);
    const formula::Computed computed = named(formula);
    for (const formula::Step& step :
         formula::explain(formula, run.scheme->schema, run.data->columns, row, language, &computed))
        add_records(*this, step, out);
    return out;
}

DerivationPart adjustment_part(Telling& t, const AdjustmentDerivation& adjustment) {
    const Adjustment& rule = t.run.scheme->adjustments[static_cast<std::size_t>(adjustment.adjustment)];
    DerivationPart part{rule.label.in(t.language), {}};
    for (const scoring::Indicator& i : t.track.indicators) {
        if (i.code == rule.on)
            part.title += fmt::format(fmt::runtime(t.say("（{}）", " ({})")), i.label.in(t.language));
    }
    for (const AdjustmentItemDerivation& one : adjustment.items)
        part.lines.push_back(adjustment_line(t, rule, one));
    DerivationLine sum{t.say("计入", "counts"), "", signed_value(adjustment.counted, rule.kind)};
    if (adjustment.counted != adjustment.raw) {
        const bool capped = adjustment.counted < adjustment.raw;
        sum.note = signed_value(adjustment.raw, rule.kind) +
                   (capped ? t.say("，封顶", ", capped") : t.say("，保底", ", at the floor"));
    }
    part.lines.push_back(std::move(sum));
    return part;
}

DerivationPart total_part(const Telling& t) {
    DerivationPart part{t.say("合计", "total"), {}};
    for (std::size_t p = t.track.pillars.size(); p-- > 0;) {
        part.lines.push_back({t.track.pillars[p].label.in(t.language),
                              combined(t, static_cast<int>(p), t.track.pillars[p].aggregation),
                              figure(t.why.pillars[p].value),
                              {}});
    }
    std::string how;
    if (t.track.aggregation == Aggregation::sum && t.track.pillars.empty()) {
        for (const scoring::ItemDerivation& d : t.why.items) {
            const char* sign = d.points.sign() < 0 ? (how.empty() ? "−" : " − ") : (how.empty() ? "" : " + ");
            how += sign + figure(abs(d.points));
        }
    } else {
        how = combined(t, -1, t.track.aggregation);
        if (t.track.aggregation != Aggregation::sum) how = figure(t.track.scale) + " × " + how;
    }
    part.lines.push_back({t.say("指标合计得分", "indicators"), how, t.points(t.why.base)});
    std::string words = total_words(t);
    if (const std::optional<int> places = t.track.total_places) {
        part.lines.push_back(
            {t.say("舍入前得分", "before rounding"), std::move(words), figure(t.why.unrounded)});
        words = fmt::format(fmt::runtime(t.say("保留 {} 位小数", "rounded to {} decimals")), *places);
    }
    part.lines.push_back({t.say("综合得分", "total"), std::move(words), t.points(t.why.total)});
    return part;
}

DerivationPart grade_part(const Telling& t, const scoring::Places& places) {
    DerivationPart part{t.say("等级", "grade"), {}};
    const scoring::ResultRow result = scoring::result_of(t.run, t.row);
    if (!scoring::ranks(result.state)) {
        part.lines.push_back({t.say("状态", "state"),
                              "",
                              state_label(result.state).in(t.language),
                              {},
                              result.reason == nullptr ? "" : result.reason->label.in(t.language)});
        return part;
    }
    const scoring::Place& place = places.of(t.row);
    part.lines.push_back(rank_line(t, place));
    if (t.track.grading.method != scoring::Grading::Method::none) part.lines.push_back(grade_line(t, place));
    for (const scoring::Applied& change : result.changes) {
        part.lines.push_back(
            {change_reason(t.run, change, t.language), "", change_grades(result, change, t.language)});
    }
    if (!result.changes.empty())
        part.lines.push_back({t.say("调档后等级", "final grade"), "", std::string(result.grade)});
    return part;
}

std::vector<DerivationPart> Derivations::of(std::size_t row) const {
    Telling t(run_, row, language_, folders_);
    std::vector<DerivationPart> parts;
    for (std::size_t i = 0; i < t.track.indicators.size(); ++i) parts.push_back(item_part(t, i));
    for (const AdjustmentDerivation& a : t.why.adjustments) parts.push_back(adjustment_part(t, a));
    parts.push_back(total_part(t));
    parts.push_back(grade_part(t, places_));
    return parts;
}

}  // namespace yuanheng::evaluation
