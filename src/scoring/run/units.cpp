#include "scoring/run/units.hpp"

#include <cmath>
#include <limits>
#include <optional>

#include "base/decimal.hpp"
#include "scheme/codes.hpp"
#include "scoring/run/participation.hpp"

namespace yuanheng::scoring {

namespace {

using formula::Column;

constexpr std::size_t kLongestChain = 64;  ///< of sub-leases; a longer one is taken for a circle

Rational number_at(const Column& column, std::uint32_t row) {
    const auto precise = column.precise.find(row);
    return precise == column.precise.end() ? decimal_of(column.values[row]) : precise->second;
}

void put(Column& column, std::uint32_t row, const Rational& value) {
    column.values[row] = to_double(value);
    column.precise.erase(row);
    if (decimal_of(column.values[row]) != value) column.precise.emplace(row, value);
}

/// Row of the holder that each person names; none where it names none, itself, or nobody in the data.
std::vector<std::optional<std::uint32_t>> named_holders(const Scheme& scheme, const Dataset& persons,
                                                        std::vector<std::uint32_t>& unknown) {
    std::vector<std::optional<std::uint32_t>> out(persons.size());
    for (std::uint32_t row = 0; row < persons.size(); ++row) {
        const formula::Value holder = persons.columns.value(scheme.schema, scheme.merging.holder, row);
        if (formula::absent(holder)) continue;
        const std::ptrdiff_t at = persons.find(std::get<std::string>(holder));
        if (at < 0) unknown.push_back(row);
        if (at >= 0 && at != static_cast<std::ptrdiff_t>(row)) out[row] = static_cast<std::uint32_t>(at);
    }
    return out;
}

/// One additive input of one unit.
void sum_up(const Column& persons, const std::vector<std::uint32_t>& members, Column& into,
            std::uint32_t unit) {
    std::optional<Rational> sum;
    for (std::uint32_t row : members) {
        if (std::isnan(persons.values[row])) continue;
        sum = sum.value_or(Rational(0)) + number_at(persons, row);
    }
    if (sum) put(into, unit, *sum);
}

using Facts = std::initializer_list<std::pair<std::string, std::string>>;

}  // namespace

Checked<Units> merge_units(const Scheme& scheme, const Dataset& persons, int threads) {
    Units out;
    const auto holders = named_holders(scheme, persons, out.holder_unknown);
    const std::vector<Truth> merges = scheme.merging.when.empty()
                                          ? std::vector<Truth>(persons.size(), Truth::yes)
                                          : truths(scheme.merging.when, scheme, persons, threads);
    const auto joins = [&](std::uint32_t row) { return holders[row] && merges[row] == Truth::yes; };
    Errors errors;
    std::vector<std::uint32_t> root(persons.size());
    std::vector<std::uint32_t> keep;
    for (std::uint32_t row = 0; row < persons.size(); ++row) {
        if (holders[row] && merges[row] == Truth::unknown) {
            errors.emplace_back(Code::scoring_unit_unknown, Facts{{"code", persons.codes[row]},
                                                                  {"name", persons.names[row]},
                                                                  {"holder", persons.codes[*holders[row]]}});
        }
        root[row] = row;
        for (std::size_t steps = 0; joins(root[row]); ++steps) {
            if (steps == kLongestChain) {
                errors.emplace_back(Code::scoring_unit_cycle,
                                    Facts{{"code", persons.codes[row]}, {"name", persons.names[row]}});
                break;
            }
            root[row] = *holders[root[row]];
        }
        if (root[row] == row) keep.push_back(row);
    }
    if (!errors.empty()) return tl::unexpected(std::move(errors));

    out.data = picked(persons, keep);
    out.members.resize(keep.size());
    std::vector<std::uint32_t> unit_of_root(persons.size());
    for (std::uint32_t i = 0; i < keep.size(); ++i) {
        unit_of_root[keep[i]] = i;
        out.members[i].push_back(keep[i]);
    }
    for (std::uint32_t row = 0; row < persons.size(); ++row) {
        out.of.push_back(unit_of_root[root[row]]);
        if (root[row] != row) out.members[out.of[row]].push_back(row);
    }
    for (std::size_t f = 0; f < scheme.inputs.size(); ++f) {
        const Column& column = persons.columns.fields[f];
        if (!scheme.inputs[f].additive || column.values.empty()) continue;
        for (std::uint32_t unit = 0; unit < keep.size(); ++unit) {
            if (out.members[unit].size() > 1)
                sum_up(column, out.members[unit], out.data.columns.fields[f], unit);
        }
    }
    return out;
}

bool is_merged(const Scheme& scheme, const Dataset& data) {
    if (scheme.merging.mode == Merging::Mode::legal_person) return true;
    std::vector<std::uint32_t> unknown;
    const auto holders = named_holders(scheme, data, unknown);
    const std::vector<Truth> merges = scheme.merging.when.empty()
                                          ? std::vector<Truth>(data.size(), Truth::yes)
                                          : truths(scheme.merging.when, scheme, data, 0);
    for (std::size_t row = 0; row < data.size(); ++row) {
        if (holders[row] && merges[row] == Truth::yes) return false;
    }
    return true;
}

}  // namespace yuanheng::scoring
