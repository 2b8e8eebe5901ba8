#include "scoring/after/measures.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "formula/readers.hpp"
#include "scoring/run/computed.hpp"

namespace yuanheng::scoring {

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Past grades of one enterprise by year, from the history table.
std::map<int, std::string> past_grades(const Run& run, std::size_t row) {
    std::map<int, std::string> out;
    if (run.scheme->history < 0) return out;
    const auto t = static_cast<std::size_t>(run.scheme->history);
    if (t >= run.data->columns.tables.size()) return out;
    const formula::Table& table = run.data->columns.tables[t];
    const formula::TableField& field = run.scheme->schema.tables[t];
    const auto column = [&](std::string_view code) {
        const auto at = std::find_if(field.columns.begin(), field.columns.end(),
                                     [&](const formula::Field& f) { return f.code == code; });
        return static_cast<std::size_t>(at - field.columns.begin());
    };
    const std::size_t year = column("year");
    const std::size_t grade = column("grade");
    if (table.begin.empty() || year >= table.columns.size() || grade >= table.columns.size()) return out;
    for (std::uint32_t r = table.begin[row]; r < table.begin[row + 1]; ++r) {
        const double y = table.columns[year].values[r];
        const double g = table.columns[grade].values[r];
        if (std::isnan(y)) continue;
        out[static_cast<int>(y)] =
            std::isnan(g) ? std::string() : table.columns[grade].dictionary[static_cast<std::size_t>(g)];
    }
    return out;
}

/// The year of evaluation: the scheme's period where it is a year, else the year of its as-of date.
int evaluation_year(const Scheme& scheme) {
    int year = 0;
    const char* end = scheme.period.data() + scheme.period.size();
    const auto [at, error] = std::from_chars(scheme.period.data(), end, year);
    if (error == std::errc() && at == end) return year;
    return scheme.as_of.year();
}

/// This year and the years back from it in which one of the measure's grades held. A year with another grade
/// ends the series; a year without a grade does so only where gaps reset.
int consecutive_years(const Measure& measure, const std::map<int, std::string>& past, int year,
                      bool gaps_reset) {
    int count = 1;
    int expected = year - 1;
    for (auto entry = past.rbegin(); entry != past.rend(); ++entry) {
        if (entry->first >= year) continue;
        const bool graded = !entry->second.empty();
        if (gaps_reset && (entry->first != expected || !graded)) break;
        expected = entry->first - 1;
        if (!graded) continue;
        if (!contains(measure.grades, entry->second)) break;
        ++count;
    }
    return count;
}

/// The grade whose measures apply to a row: its own, or the one it is managed as.
std::string ruling_grade(const Run& run, std::size_t row, bool& managed_as) {
    const Outcome& o = run.outcomes[row];
    managed_as = false;
    if (o.grade >= 0) return run.grade_name(row);
    if (o.reason < 0) return "";
    const std::string& as = run.scheme->participation[static_cast<std::size_t>(o.reason)].managed_as;
    managed_as = !as.empty();
    return as;
}

/// 就高不叠加: of one enterprise's lines with amounts of one department and unit the largest applies.
void stack(const Scheme& scheme, std::vector<MeasureLine>& lines) {
    std::map<std::tuple<std::uint32_t, std::string, std::string>, MeasureLine*> largest;
    for (MeasureLine& line : lines) {
        if (!line.amount) continue;
        const Measure& measure = scheme.measures[static_cast<std::size_t>(line.measure)];
        MeasureLine*& best = largest[{line.row, measure.department, measure.unit}];
        if (best == nullptr) {
            best = &line;
        } else if (*best->amount < *line.amount) {
            best->superseded = true;
            best = &line;
        } else {
            line.superseded = true;
        }
    }
}

}  // namespace

std::vector<MeasureLine> measures(const Run& run, const MeasureOptions& options) {
    const Scheme& scheme = *run.scheme;
    const int year = evaluation_year(scheme);
    std::vector<MeasureLine> out;
    for (std::size_t m = 0; m < scheme.measures.size(); ++m) {
        const Measure& measure = scheme.measures[m];
        for (std::size_t row = 0; row < run.outcomes.size(); ++row) {
            MeasureLine line;
            line.grade = ruling_grade(run, row, line.managed_as);
            if (line.grade.empty() || !contains(measure.grades, line.grade)) continue;
            line.measure = static_cast<int>(m);
            line.row = static_cast<std::uint32_t>(row);
            line.consecutive = consecutive_years(measure, past_grades(run, row), year, options.gaps_reset);
            if (!measure.steps.empty()) {
                const auto step = std::min(static_cast<std::size_t>(line.consecutive), measure.steps.size());
                line.rate = measure.steps[step - 1];
            }
            if (!measure.amount.empty()) {
                const formula::Computed results = results_named(measure.amount, run, row);
                const formula::Value base =
                    formula::evaluate(measure.amount, scheme.schema, run.data->columns, row, &results);
                line.base_missing = formula::absent(base);
                if (!line.base_missing && std::get<Exact>(base).is_rational()) {
                    line.base = std::get<Exact>(base).rational();
                    if (line.rate) line.amount = *line.rate * *line.base;
                }
            }
            out.push_back(std::move(line));
        }
    }
    if (options.stack_largest) stack(scheme, out);
    return out;
}

std::vector<MeasureTotal> measure_totals(const Run& run, const std::vector<MeasureLine>& lines) {
    std::vector<MeasureTotal> out(run.scheme->measures.size());
    for (const MeasureLine& line : lines) {
        if (line.superseded) continue;
        MeasureTotal& total = out[static_cast<std::size_t>(line.measure)];
        ++total.lines;
        if (line.amount) total.amount += *line.amount;
    }
    return out;
}

}  // namespace yuanheng::scoring
