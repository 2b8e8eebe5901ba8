#include "scoring/objection.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "base/date.hpp"
#include "scoring/codes.hpp"
#include "scoring/robustness_grading.hpp"
#include "scoring/scorer.hpp"

namespace yuanheng::scoring {

namespace {

using formula::Column;
using formula::Type;

/// Writes a value as a sheet spells it into a cell; false where it is none of the field's type.
bool set_cell(Column& column, const formula::Field& field, std::size_t rows, std::size_t row,
              const std::string& text) {
    if (column.values.empty()) column.values.assign(rows, formula::kMissing);
    const auto r = static_cast<std::uint32_t>(row);
    if (text.empty()) {
        column.precise.erase(r);
        column.values[row] = formula::kMissing;
        return true;
    }
    switch (field.type) {
        case Type::number: {
            const auto value = parse_decimal(text);
            if (!value) return false;
            const double nearest = to_double(*value);
            if (!std::isfinite(nearest)) return false;
            column.values[row] = nearest;
            column.precise.erase(r);
            if (decimal_of(nearest) != *value) column.precise.emplace(r, *value);
            return true;
        }
        case Type::boolean:
            if (text != "true" && text != "false") return false;
            column.values[row] = text == "true" ? 1 : 0;
            return true;
        case Type::date: {
            const auto date = parse_date(text);
            if (!date) return false;
            column.values[row] = static_cast<double>(date->days());
            return true;
        }
        case Type::text: {
            const auto& allowed = field.values;
            if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), text) == allowed.end())
                return false;
            const auto known = std::find(column.dictionary.begin(), column.dictionary.end(), text);
            column.values[row] = static_cast<double>(known - column.dictionary.begin());
            if (known == column.dictionary.end()) column.dictionary.push_back(text);
            return true;
        }
    }
    return false;
}

}  // namespace

Checked<Dataset> corrected(const Scheme& scheme, const Dataset& data,
                           const std::vector<Correction>& corrections, std::vector<CorrectedCell>* cells) {
    Dataset out = data;
    Errors errors;
    for (const Correction& c : corrections) {
        const std::ptrdiff_t row = out.find(c.code);
        if (row < 0) {
            errors.emplace_back(Error(Code::objection_unknown_code, {{"code", c.code}}));
            continue;
        }
        const int field = scheme.schema.find_field(c.field);
        if (field < 0 || static_cast<std::size_t>(field) >= scheme.input_count()) {
            errors.emplace_back(Error(Code::objection_unknown_field, {{"field", c.field}}));
            continue;
        }
        const auto f = static_cast<std::size_t>(field);
        const auto r = static_cast<std::size_t>(row);
        CorrectedCell cell{r, field, formula::Absence::missing, formula::Absence::missing};
        if (!out.columns.fields[f].values.empty()) cell.before = out.columns.value(scheme.schema, field, r);
        if (!set_cell(out.columns.fields[f], scheme.schema.fields[f], out.size(), r, c.value)) {
            errors.emplace_back(Error(Code::objection_bad_value, {{"field", c.field}, {"value", c.value}}));
            continue;
        }
        cell.after = out.columns.value(scheme.schema, field, r);
        if (cells) cells->push_back(std::move(cell));
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return out;
}

namespace {

/// Where an objector stands with the published base values and cut scores: the best grade whose lowest
/// published total its new total reaches; the published grade where the scheme does not grade by totals.
Position frozen_position(const Run& official, const Dataset& data, std::size_t row) {
    Position out = position(official, row);
    const Outcome& o = official.outcomes[row];
    if (o.track < 0 || o.initial < 0) return out;
    const auto t = static_cast<std::size_t>(o.track);
    const Track& track = official.scheme->tracks[t];
    const Exact total = official.scorers[t]->derive(static_cast<std::uint32_t>(row), data).total;
    out.total = total.approximate().value;
    if (!track.grading.rank_by.empty() || track.grading.method == Grading::Method::staged) return out;
    auto initial = static_cast<std::int8_t>(track.grading.grades.size() - 1);
    if (track.grading.method == Grading::Method::score) {
        initial = static_cast<std::int8_t>(track.grading.rest);
        for (const Threshold& cut : track.grading.thresholds) {
            if (cut.inclusive ? total >= Exact(cut.score) : total > Exact(cut.score)) {
                initial = static_cast<std::int8_t>(cut.grade);
                break;
            }
        }
    } else {
        for (std::uint32_t other : official.order[t]) {
            const std::int8_t grade = official.outcomes[other].initial;
            if (grade < initial && official.total(other) <= total) initial = grade;
        }
    }
    const auto applied = applied_to(official, static_cast<std::uint32_t>(row));
    out.grade = track.grading.grades[static_cast<std::size_t>(
        replay(official, applied, initial, track.grading.grades.size()))];
    return out;
}

}  // namespace

Checked<Objection> object(const Run& official, const std::vector<Correction>& corrections,
                          const RunOptions& options) {
    Objection out;
    auto data = corrected(*official.scheme, *official.data, corrections, &out.cells);
    if (!data) return tl::unexpected(data.error());
    out.data = std::make_shared<const Dataset>(std::move(*data));
    auto again = run(*official.scheme, *out.data, options);
    if (!again) return tl::unexpected(again.error());
    out.run = std::move(*again);
    out.difference = difference(official, out.run);
    std::set<std::size_t> objectors;
    for (const CorrectedCell& cell : out.cells) objectors.insert(cell.row);
    for (const Move& m : out.difference.moves) {
        if (!objectors.contains(static_cast<std::size_t>(m.row_before))) out.bystanders.push_back(m.code);
    }
    for (std::size_t row : objectors) {
        Move m;
        m.code = official.data->codes[row];
        m.name = official.data->names[row];
        m.row_before = m.row_after = static_cast<std::ptrdiff_t>(row);
        m.before = position(official, row);
        m.after = frozen_position(official, *out.data, row);
        if (!(m.before == m.after)) out.frozen_moves.push_back(std::move(m));
    }
    return out;
}

}  // namespace yuanheng::scoring
