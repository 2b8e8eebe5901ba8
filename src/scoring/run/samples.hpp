#pragma once

#include <algorithm>
#include <limits>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "scheme/scheme.hpp"
#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

inline constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// A scheme of one track, tail given; inputs land, tax, output, kind.
inline std::string scheme_text(const std::string& rest) {
    return R"([scheme]
id = "t"
version = "1"
title = { zh = "测试" }
period = "2022"
as_of = 2022-12-31
[[sources]]
title = "test"
[[inputs]]
code = "land"
label = { zh = "用地" }
unit = "亩"
[[inputs]]
code = "tax"
label = { zh = "税收" }
unit = "万元"
[[inputs]]
code = "output"
label = { zh = "产值" }
unit = "万元"
[[inputs]]
code = "kind"
label = { zh = "类别" }
type = "text"
)" + rest;
}

/// Two indicators, 60 and 40 points, and grades A 20 %, C 20 %, B the rest.
inline const std::string kTwoItems = R"(
[[tracks]]
code = "all"
label = { zh = "全部" }
  [[tracks.indicators]]
  code = "tax_mu"
  label = { zh = "亩均税收" }
  formula = "tax / land"
  weight = "60"
  benchmark = { kind = "fixed", value = "10" }
  transform = { kind = "ratio" }
  cap = "1.5"
  floor = "0"
  missing = "mean"
  zero_denominator = "zero"
  negative_denominator = "zero"
  [[tracks.indicators]]
  code = "out_mu"
  label = { zh = "亩均产值" }
  formula = "output / land"
  weight = "40"
  benchmark = { kind = "fixed", value = "100" }
  transform = { kind = "ratio" }
  missing = "zero"
  zero_denominator = "zero"
  negative_denominator = "zero"
  [tracks.grading]
  method = "quota"
  grades = ["A", "B", "C"]
  quotas = [{ grade = "A", share = "20%" }, { grade = "C", share = "20%", from = "bottom" }]
  rest = "B"
)";

/// The scheme of a text that must be right.
inline Scheme load(const std::string& text) {
    auto scheme = load_scheme(text, "test.toml");
    if (!scheme) throw std::runtime_error(describe(scheme.error(), Language::en));
    return std::move(*scheme);
}

/// The same with some keys changed.
inline Scheme load(const std::string& text, const std::vector<std::pair<std::string, std::string>>& changes) {
    auto scheme = load_scheme_with(text, "test.toml", changes);
    if (!scheme) throw std::runtime_error(describe(scheme.error(), Language::en));
    return std::move(*scheme);
}

/// The scheme as an Evaluation holds it.
inline std::shared_ptr<const Scheme> shared(Scheme scheme) {
    return std::make_shared<const Scheme>(std::move(scheme));
}

/// One enterprise of scheme_text.
struct Row {
    const char* code;
    double land, tax, output;
    const char* kind = "";
};
/// Five enterprises, each with 10 mu.
inline const std::vector<Row> kFive = {{"e1", 10, 100, 1000},
                                       {"e2", 10, 50, 500},
                                       {"e3", 10, 200, 1000},
                                       {"e4", 10, 10, 100},
                                       {"e5", 10, 60, 600}};

inline Dataset data_of(const Scheme& scheme, const std::vector<Row>& rows) {
    Dataset data;
    data.columns.rows = rows.size();
    data.columns.fields.resize(scheme.schema.fields.size());
    data.columns.tables.resize(scheme.schema.tables.size());
    for (const Row& row : rows) {
        data.codes.push_back(row.code);
        data.names.push_back(row.code);
        data.columns.fields[0].values.push_back(row.land);
        data.columns.fields[1].values.push_back(row.tax);
        data.columns.fields[2].values.push_back(row.output);
        auto& kinds = data.columns.fields[3];
        const std::string kind = row.kind;
        auto at = std::find(kinds.dictionary.begin(), kinds.dictionary.end(), kind);
        if (at == kinds.dictionary.end()) at = kinds.dictionary.insert(at, kind);
        kinds.values.push_back(kind.empty() ? kNone : static_cast<double>(at - kinds.dictionary.begin()));
    }
    return sorted(std::move(data));
}

/// A run that must succeed.
inline Run must_run(const Scheme& scheme, const Dataset& data, const RunOptions& options = {}) {
    auto result = run(scheme, data, options);
    if (!result) throw std::runtime_error(describe(result.error(), Language::en));
    return std::move(*result);
}

/// An evaluation that must succeed.
inline Evaluation must_evaluate(Scheme scheme, Dataset data, const RunOptions& options = {}) {
    auto result = evaluate(shared(std::move(scheme)), std::make_shared<const Dataset>(std::move(data)),
                           nullptr, options);
    if (!result) throw std::runtime_error(describe(result.error(), Language::en));
    return std::move(*result);
}

/// The final grades in order of code, "-" where there is none.
inline std::string grades(const Run& run) {
    std::string out;
    for (std::size_t i = 0; i < run.outcomes.size(); ++i)
        out += run.grade_name(i).empty() ? "-" : run.grade_name(i);
    return out;
}

}  // namespace yuanheng::scoring
