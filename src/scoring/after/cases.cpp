#include "scoring/after/cases.hpp"

#include <algorithm>
#include <map>

#include "scheme/state_name.hpp"
#include "scoring/after/measures.hpp"
#include "scoring/run/run.hpp"

namespace yuanheng::scoring {

namespace {

int decimals_of(const std::string& number) {
    const std::size_t dot = number.find('.');
    return dot == std::string::npos ? 0 : static_cast<int>(number.size() - dot - 1);
}

/// Collects what differs, each line with the case and the enterprise it is about.
class Differences {
public:
    explicit Differences(std::vector<std::string>& out) : out_(out) {}
    void about(std::string who) { who_ = std::move(who); }
    void say(const std::string& what) { out_.push_back(who_ + ": " + what); }
    void check(const std::string& what, const std::string& wanted, const std::string& found) {
        if (wanted != found) say(what + " " + found + ", expected " + wanted);
    }

private:
    std::vector<std::string>& out_;
    std::string who_;
};

/// One word of what a case expects of one enterprise, for whoever has it in any state.
bool compare_standing(const Run& run, std::size_t row, const Expectation& wanted, Differences& out) {
    const Outcome& outcome = run.outcomes[row];
    const std::string& key = wanted.name;
    if (key == "grade") {
        out.check(key, wanted.text, run.grade_name(row));
    } else if (key == "initial") {
        const auto initial = static_cast<std::size_t>(outcome.initial);
        const auto track = static_cast<std::size_t>(outcome.track);
        out.check(key, wanted.text,
                  outcome.initial < 0 ? "" : run.scheme->tracks[track].grading.grades[initial]);
    } else if (key == "state") {
        out.check(key, wanted.text, std::string(state_name(outcome.state)));
    } else if (key == "reason") {
        const auto& rules = run.scheme->participation;
        const auto reason = static_cast<std::size_t>(outcome.reason);
        out.check(key, wanted.text, outcome.reason < 0 ? "" : rules[reason].code);
    } else if (key == "rank") {
        out.check(key, wanted.text, std::to_string(outcome.rank));
    } else {
        return false;
    }
    return true;
}

void compare_points(const Run& run, const Derivation& derivation, const std::vector<Expectation>& wanted,
                    Differences& out) {
    const Track& track = run.scheme->tracks[static_cast<std::size_t>(run.outcomes[derivation.row].track)];
    for (const Expectation& part : wanted) {
        const auto of_code = [&](const ItemDerivation& d) {
            return track.indicators[static_cast<std::size_t>(d.indicator)].code == part.name;
        };
        const auto at = std::find_if(derivation.items.begin(), derivation.items.end(), of_code);
        if (at == derivation.items.end()) {
            out.say("no indicator " + part.name);
        } else {
            out.check(part.name, part.text, at->points.format(decimals_of(part.text)));
        }
    }
}

void compare_measures(const Run& run, std::size_t row, const std::vector<Expectation>& wanted,
                      Differences& out) {
    const std::vector<MeasureLine> lines = measures(run);
    for (const Expectation& part : wanted) {
        const auto at = std::find_if(lines.begin(), lines.end(), [&](const MeasureLine& line) {
            const Measure& measure = run.scheme->measures[static_cast<std::size_t>(line.measure)];
            return line.row == row && measure.code == part.name;
        });
        if (at == lines.end() || !at->amount) {
            out.say(part.name + " has no amount, expected " + part.text);
        } else {
            out.check(part.name, part.text, format(*at->amount, decimals_of(part.text)));
        }
    }
}

/// Compares what one case expects of one enterprise.
void compare(const Run& run, std::size_t row, const std::vector<Expectation>& expected, Differences& out) {
    for (const Expectation& wanted : expected) {
        const auto& [key, text, parts] = wanted;
        if (compare_standing(run, row, wanted, out)) continue;
        if (key == "measures") {
            compare_measures(run, row, parts, out);
        } else if (key != "total" && key != "base" && key != "points") {
            out.say("a case cannot expect " + key);
        } else if (!scores(run.outcomes[row].state)) {
            out.say("has no score");
        } else {
            const Derivation derivation = derive(run, row);
            if (key == "total") out.check(key, text, derivation.total.format(decimals_of(text)));
            if (key == "base") out.check(key, text, derivation.base.format(decimals_of(text)));
            if (key == "points") compare_points(run, derivation, parts, out);
        }
    }
}

/// Number of enterprises by final grade, over all tracks.
void compare_counts(const Run& run, const std::vector<Expectation>& wanted, Differences& out) {
    if (wanted.empty()) return;
    std::map<std::string, std::size_t> counts;
    for (std::size_t row = 0; row < run.outcomes.size(); ++row) ++counts[run.grade_name(row)];
    for (const Expectation& grade : wanted)
        out.check("number of " + grade.name, grade.text, std::to_string(counts[grade.name]));
}

}  // namespace

Checked<std::vector<std::string>> run_case(const WorkedCase& one) {
    const Dataset data = read_rows(one.scheme.schema, one.rows);
    const Dataset previous = read_rows(one.scheme.schema, one.previous);
    RunOptions options;
    if (previous.size() > 0) options.previous = &previous;
    for (const auto& [code, grade, reason] : one.manual)
        options.manual.push_back({code, grade, reason, {}, {}, {}});
    const auto result = run(one.scheme, data, options);
    if (!result && one.refused.empty()) return tl::unexpected(result.error());
    std::vector<std::string> lines;
    Differences out(lines);
    out.about(one.name);
    if (!one.refused.empty()) {
        out.check("refused", one.refused,
                  result ? "not at all" : std::string(name(result.error().front().code)));
        return lines;
    }
    compare_counts(*result, one.counts, out);
    for (const auto& [code, text, parts] : one.expects) {
        out.about(one.name + ": " + code);
        const std::ptrdiff_t row = data.find(code);
        if (row < 0) {
            out.say("not among the rows");
        } else {
            compare(*result, static_cast<std::size_t>(row), parts, out);
        }
    }
    return lines;
}

Checked<std::vector<std::string>> check_cases(std::string_view scheme, const std::string& scheme_file,
                                              std::string_view cases, const std::string& case_file) {
    const auto read = load_cases(scheme, scheme_file, cases, case_file);
    if (!read) return tl::unexpected(read.error());
    std::vector<std::string> out;
    for (const WorkedCase& one : *read) {
        const auto lines = run_case(one);
        if (!lines) return tl::unexpected(lines.error());
        out.insert(out.end(), lines->begin(), lines->end());
    }
    return out;
}

}  // namespace yuanheng::scoring
