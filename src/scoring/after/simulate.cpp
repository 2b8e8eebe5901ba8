#include "scoring/after/simulate.hpp"
#include "scheme/state_name.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace yuanheng::scoring {

namespace {

std::string track_code(const Run& run, int track) {
    return track < 0 ? "" : run.scheme->tracks[static_cast<std::size_t>(track)].code;
}

/// How a position is called in a migration matrix: its grade, or its state, with the track where that is
/// another one.
std::string label(const Run& run, const Position& p, const std::string& home) {
    const std::string own = p.grade.empty() ? std::string(state_name(p.state)) : p.grade;
    const std::string track = track_code(run, p.track);
    return track == home ? own : track + "/" + own;
}

int grade_index(const Run& run, const Position& p) {
    if (p.track < 0 || p.grade.empty()) return -1;
    const auto& grades = run.scheme->tracks[static_cast<std::size_t>(p.track)].grading.grades;
    const auto at = std::find(grades.begin(), grades.end(), p.grade);
    return at == grades.end() ? -1 : static_cast<int>(at - grades.begin());
}

/// Grades of the track first, in their order; then whatever else occurs, in alphabetical order.
Migration matrix(const Run& before, int track,
                 const std::map<std::pair<std::string, std::string>, std::size_t>& counts) {
    Migration out;
    out.track = track_code(before, track);
    if (track >= 0) out.labels = before.scheme->tracks[static_cast<std::size_t>(track)].grading.grades;
    std::set<std::string> others;
    for (const auto& [pair, count] : counts) {
        for (const std::string& name : {pair.first, pair.second}) {
            if (std::find(out.labels.begin(), out.labels.end(), name) == out.labels.end())
                others.insert(name);
        }
    }
    out.labels.insert(out.labels.end(), others.begin(), others.end());
    out.counts.assign(out.labels.size(), std::vector<std::size_t>(out.labels.size(), 0));
    const auto index = [&](const std::string& name) {
        return static_cast<std::size_t>(std::find(out.labels.begin(), out.labels.end(), name) -
                                        out.labels.begin());
    };
    for (const auto& [pair, count] : counts) out.counts[index(pair.first)][index(pair.second)] = count;
    return out;
}

}  // namespace

Position position(const Run& run, std::size_t row) {
    const Outcome& o = run.outcomes[row];
    return {o.track, o.state, run.grade_name(row), o.rank, run.totals[row].value};
}

Difference difference(const Run& before, const Run& after) {
    Difference out;
    std::set<std::string> codes(before.data->codes.begin(), before.data->codes.end());
    codes.insert(after.data->codes.begin(), after.data->codes.end());
    std::map<int, std::map<std::pair<std::string, std::string>, std::size_t>> counts;
    for (const std::string& code : codes) {
        Move m;
        m.code = code;
        m.row_before = before.data->find(code);
        m.row_after = after.data->find(code);
        m.before.total = m.after.total = std::nan("");
        if (m.row_before >= 0) m.before = position(before, static_cast<std::size_t>(m.row_before));
        if (m.row_after >= 0) m.after = position(after, static_cast<std::size_t>(m.row_after));
        m.name = m.row_after >= 0 ? after.data->names[static_cast<std::size_t>(m.row_after)]
                                  : before.data->names[static_cast<std::size_t>(m.row_before)];
        const std::string home = track_code(before, m.before.track);
        const std::string from = m.row_before < 0 ? "not_listed" : label(before, m.before, home);
        const std::string to = m.row_after < 0 ? "not_listed" : label(after, m.after, home);
        ++counts[m.before.track][{from, to}];
        out.rank_changes += m.before.rank != m.after.rank;
        if (from == to) continue;
        const int old_grade = grade_index(before, m.before);
        const int new_grade = grade_index(after, m.after);
        if (old_grade >= 0 && new_grade >= 0 && home == track_code(after, m.after.track)) {
            m.steps = old_grade - new_grade;
        }
        out.winners += m.steps > 0;
        out.losers += m.steps < 0;
        out.moves.push_back(std::move(m));
    }
    const auto order = [](const Move& m) { return m.steps > 0 ? 0 : m.steps < 0 ? 1 : 2; };
    std::stable_sort(out.moves.begin(), out.moves.end(), [&](const Move& a, const Move& b) {
        if (order(a) != order(b)) return order(a) < order(b);
        return std::abs(a.steps) > std::abs(b.steps);
    });
    for (const auto& [track, of_track] : counts) out.migrations.push_back(matrix(before, track, of_track));
    return out;
}

Checked<Simulation> simulate(const Evaluation& official, std::shared_ptr<const Scheme> changed,
                             const RunOptions& options) {
    auto after = evaluate(std::move(changed), official.data, official.previous, options);
    if (!after) return tl::unexpected(std::move(after.error()));
    Simulation out{std::move(*after), {}, {}};
    out.difference = difference(official.run, out.after.run);
    std::map<std::string, CostChange> costs;
    std::vector<std::string> order;
    const auto add = [&](const Run& run, bool is_before) {
        const std::vector<MeasureTotal> totals = measure_totals(run, measures(run));
        for (std::size_t m = 0; m < totals.size(); ++m) {
            const Measure& measure = run.scheme->measures[m];
            const auto [entry, fresh] = costs.try_emplace(measure.code);
            if (fresh) {
                order.push_back(measure.code);
                entry->second.measure = measure.code;
                entry->second.label = measure.label;
                entry->second.unit = measure.unit;
            }
            (is_before ? entry->second.before : entry->second.after) = totals[m].amount;
            (is_before ? entry->second.count_before : entry->second.count_after) = totals[m].lines;
        }
    };
    add(official.run, true);
    add(out.after.run, false);
    for (const std::string& code : order) out.costs.push_back(costs.at(code));
    return out;
}

}  // namespace yuanheng::scoring
