#include "scoring/data/correction.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/date.hpp"
#include "scheme/codes.hpp"

namespace yuanheng::scoring {

namespace {

/// A value as a sheet spells it; nothing where it is none of the field's type.
std::optional<formula::Value> value_written(const formula::Field& field, const std::string& text) {
    if (text.empty()) return formula::Absence::missing;
    switch (field.type) {
        case formula::Type::number: {
            const auto value = parse_decimal(text);
            if (!value || !std::isfinite(to_double(*value))) return std::nullopt;
            return Exact(*value);
        }
        case formula::Type::boolean:
            if (text != "true" && text != "false") return std::nullopt;
            return text == "true";
        case formula::Type::date: {
            const auto date = parse_date(text);
            if (!date) return std::nullopt;
            return *date;
        }
        case formula::Type::text: {
            const auto& allowed = field.values;
            if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), text) == allowed.end())
                return std::nullopt;
            return text;
        }
    }
    return std::nullopt;
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
        const auto value = value_written(scheme.schema.fields[f], c.value);
        if (!value) {
            errors.emplace_back(Error(Code::objection_bad_value, {{"field", c.field}, {"value", c.value}}));
            continue;
        }
        if (out.columns.fields[f].values.empty())
            out.columns.fields[f].values.assign(out.size(), formula::kMissing);
        set_value(out.columns.fields[f], r, *value);
        cell.after = out.columns.value(scheme.schema, field, r);
        if (cells) cells->push_back(std::move(cell));
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    return out;
}

}  // namespace yuanheng::scoring
