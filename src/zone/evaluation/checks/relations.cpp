#include "zone/evaluation/checks/relations.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/decimal.hpp"
#include "scoring/run/participation.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/results/results.hpp"

namespace yuanheng::evaluation {

namespace {

/// The numbers that a relation speaks of, of one enterprise: "研发经费 120 万元，营业收入 100 万元".
std::string figures(const scoring::Scheme& scheme, const scoring::Dataset& data,
                    const std::vector<int>& fields, std::size_t row, Language language) {
    std::string out;
    for (const int f : fields) {
        const formula::Field& field = scheme.schema.fields[static_cast<std::size_t>(f)];
        if (field.type != formula::Type::number || f >= static_cast<int>(scheme.input_count())) continue;
        const double value = data.columns.fields[static_cast<std::size_t>(f)].values[row];
        if (!out.empty()) out += language == Language::zh ? "，" : ", ";
        out +=
            field.label.in(language) + " " + (std::isnan(value) ? "—" : figure(value, field.unit, language));
    }
    return out;
}

constexpr double kOpen = std::numeric_limits<double>::infinity();

/// One record of an exclusive table; days as Date::days(), `to` excluded.
struct Span {
    double word, from, to;
    std::size_t row;
};

std::vector<Span> spans(const formula::TableField& field, const formula::Table& table, int key) {
    const auto column = [&](std::string_view code) -> const std::vector<double>& {
        const auto at = std::find_if(field.columns.begin(), field.columns.end(),
                                     [&](const formula::Field& f) { return f.code == code; });
        return table.columns[static_cast<std::size_t>(at - field.columns.begin())].values;
    };
    const std::vector<double>& words = table.columns[static_cast<std::size_t>(key)].values;
    const std::vector<double>& from = column("valid_from");
    const std::vector<double>& to = column("valid_to");
    std::vector<Span> out;
    for (std::size_t row = 0; row + 1 < table.begin.size(); ++row) {
        for (std::uint32_t r = table.begin[row]; r < table.begin[row + 1]; ++r) {
            if (std::isnan(words[r])) continue;
            out.push_back(
                {words[r], std::isnan(from[r]) ? -kOpen : from[r], std::isnan(to[r]) ? kOpen : to[r], row});
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const Span& a, const Span& b) {
        return a.word != b.word ? a.word < b.word : a.from < b.from;
    });
    return out;
}

}  // namespace

void check_overlaps(const scoring::Scheme& scheme, Intake& intake) {
    const scoring::Dataset& data = intake.data;
    for (std::size_t t = 0; t < scheme.exclusive.size(); ++t) {
        const formula::Table& table = data.columns.tables[t];
        if (scheme.exclusive[t] < 0 || table.begin.empty()) continue;
        const formula::TableField& field = scheme.schema.tables[t];
        const auto& words = table.columns[static_cast<std::size_t>(scheme.exclusive[t])].dictionary;
        const Span* longest = nullptr;  // of those of this text so far
        std::size_t told = 0;
        const std::vector<Span> all = spans(field, table, scheme.exclusive[t]);
        for (const Span& span : all) {
            const bool same = longest != nullptr && longest->word == span.word;
            if (same && span.from < longest->to && span.from < span.to && told < kMostAlike) {
                ++told;
                intake.report.warnings.push_back(
                    Error(Code::intake_overlap,
                          {{"table", field.label.in(Language::zh)},
                           {"table_en", field.label.in(Language::en)},
                           {"text", words[static_cast<std::size_t>(span.word)]},
                           {"from",
                            std::isinf(span.from) ? "—" : Date::from_days(static_cast<int>(span.from)).iso()},
                           {"first", data.codes[longest->row] + " " + data.names[longest->row]},
                           {"second", data.codes[span.row] + " " + data.names[span.row]}}));
            }
            if (!same || span.to > longest->to) longest = &span;
        }
    }
}

std::string figure(double value, const Unit& unit, Language language) {
    const std::string symbol = unit.symbol(language);
    if (symbol.empty()) return format_plain(decimal_of(value));
    return format_plain(decimal_of(value)) + (language == Language::zh ? " " + symbol : " (" + symbol + ")");
}

void check_relations(const scoring::Scheme& scheme, Intake& intake, int threads) {
    const scoring::Dataset& data = intake.data;
    for (const scoring::Check& check : scheme.checks) {
        const std::vector<scoring::Truth> holds = scoring::truths(check.holds, scheme, data, threads);
        const std::vector<int> fields = check.holds.fields();
        std::size_t told = 0;
        for (std::size_t row = 0; row < data.size() && told < kMostAlike; ++row) {
            if (holds[row] != scoring::Truth::no) continue;
            ++told;
            const scoring::Origin at =
                fields.empty() ? scoring::Origin{} : scoring::origin(data, fields.front(), row);
            intake.report.warnings.push_back(
                Error(Code::intake_relation,
                      {{"code", data.codes[row]},
                       {"name", data.names[row]},
                       {"check", check.label.in(Language::zh)},
                       {"check_en", check.label.in(Language::en)},
                       {"figures", figures(scheme, data, fields, row, Language::zh)},
                       {"figures_en", figures(scheme, data, fields, row, Language::en)}},
                      where_of(at)));
        }
    }
}

}  // namespace yuanheng::evaluation
