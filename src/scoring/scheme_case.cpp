#include "scoring/scheme_case.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "scoring/measures.hpp"
#include "scoring/run.hpp"
#include "scoring/scheme_load_document.hpp"
#include "scoring/state_name.hpp"

namespace yuanheng::scoring {

namespace {

using formula::Column;
using load::Item;
using Changes = std::vector<std::pair<std::string, std::string>>;

const std::string& text_of(const Item& table, std::string_view key) {
    static const std::string kNoText;
    const Item* item = table.find(key);
    return item == nullptr ? kNoText : item->text;
}

const std::vector<Item>& elements(const Item& table, std::string_view key) {
    static const std::vector<Item> kNoItems;
    const Item* item = table.find(key);
    return item == nullptr ? kNoItems : item->children;
}

void append(Column& column, formula::Type type, const Item* item, Errors& errors) {
    double value = std::numeric_limits<double>::quiet_NaN();
    if (item != nullptr && type == formula::Type::boolean) {
        value = item->truth ? 1 : 0;
    } else if (item != nullptr && type == formula::Type::date) {
        value = item->date.days();
    } else if (item != nullptr && type == formula::Type::text) {
        const auto found = std::find(column.dictionary.begin(), column.dictionary.end(), item->text);
        value = static_cast<double>(found - column.dictionary.begin());
        if (found == column.dictionary.end()) column.dictionary.push_back(item->text);
    } else if (item != nullptr) {
        auto number = parse_decimal(item->text);
        if (!number) {
            errors.push_back(std::move(number.error()).at(item->where));
        } else {
            value = to_double(*number);
            const auto row = static_cast<std::uint32_t>(column.values.size());
            if (decimal_of(value) != *number) column.precise[row] = *number;
        }
    }
    column.values.push_back(value);
}

Dataset read_rows(const std::vector<Item>& rows, const formula::Schema& schema, Errors& errors) {
    Dataset data;
    data.columns.rows = rows.size();
    data.columns.fields.resize(schema.fields.size());
    data.columns.tables.resize(schema.tables.size());
    for (std::size_t t = 0; t < schema.tables.size(); ++t) {
        data.columns.tables[t].begin = {0};
        data.columns.tables[t].columns.resize(schema.tables[t].columns.size());
    }
    for (const Item& row : rows) {
        data.codes.push_back(text_of(row, "code"));
        data.names.push_back(text_of(row, "name"));
        for (std::size_t f = 0; f < schema.fields.size(); ++f) {
            append(data.columns.fields[f], schema.fields[f].type, row.find(schema.fields[f].code), errors);
        }
        for (std::size_t t = 0; t < schema.tables.size(); ++t) {
            formula::Table& table = data.columns.tables[t];
            const auto& columns = schema.tables[t].columns;
            const std::vector<Item>& records = elements(row, schema.tables[t].code);
            for (const Item& record : records) {
                for (std::size_t c = 0; c < columns.size(); ++c) {
                    append(table.columns[c], columns[c].type, record.find(columns[c].code), errors);
                }
            }
            table.begin.push_back(table.begin.back() + static_cast<std::uint32_t>(records.size()));
        }
    }
    return sorted(std::move(data));
}

int places(const std::string& number) {
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
bool compare_standing(const Run& run, std::size_t row, const std::string& key, const Item& item,
                      Differences& out) {
    const Outcome& outcome = run.outcomes[row];
    if (key == "grade") {
        out.check(key, item.text, run.grade_name(row));
    } else if (key == "initial") {
        const auto initial = static_cast<std::size_t>(outcome.initial);
        const auto track = static_cast<std::size_t>(outcome.track);
        out.check(key, item.text,
                  outcome.initial < 0 ? "" : run.scheme->tracks[track].grading.grades[initial]);
    } else if (key == "state") {
        out.check(key, item.text, std::string(state_name(outcome.state)));
    } else if (key == "reason") {
        const auto& rules = run.scheme->participation;
        const auto reason = static_cast<std::size_t>(outcome.reason);
        out.check(key, item.text, outcome.reason < 0 ? "" : rules[reason].code);
    } else if (key == "rank") {
        out.check(key, item.text, std::to_string(outcome.rank));
    } else {
        return false;
    }
    return true;
}

void compare_points(const Run& run, const Derivation& derivation, const Item& wanted, Differences& out) {
    const Track& track = run.scheme->tracks[static_cast<std::size_t>(run.outcomes[derivation.row].track)];
    for (std::size_t i = 0; i < wanted.keys.size(); ++i) {
        const std::string& code = wanted.keys[i].name;
        const std::string& text = wanted.children[i].text;
        const auto of_code = [&](const ItemDerivation& d) {
            return track.indicators[static_cast<std::size_t>(d.indicator)].code == code;
        };
        const auto at = std::find_if(derivation.items.begin(), derivation.items.end(), of_code);
        if (at == derivation.items.end()) {
            out.say("no indicator " + code);
        } else {
            out.check(code, text, at->points.format(places(text)));
        }
    }
}

void compare_measures(const Run& run, std::size_t row, const Item& wanted, Differences& out) {
    const std::vector<MeasureLine> lines = measures(run);
    for (std::size_t i = 0; i < wanted.keys.size(); ++i) {
        const std::string& code = wanted.keys[i].name;
        const std::string& text = wanted.children[i].text;
        const auto at = std::find_if(lines.begin(), lines.end(), [&](const MeasureLine& line) {
            const Measure& measure = run.scheme->measures[static_cast<std::size_t>(line.measure)];
            return line.row == row && measure.code == code;
        });
        if (at == lines.end() || !at->amount) {
            out.say(code + " has no amount, expected " + text);
        } else {
            out.check(code, text, format(*at->amount, places(text)));
        }
    }
}

/// Compares what one case expects of one enterprise.
void compare(const Run& run, std::size_t row, const Item& expected, Differences& out) {
    for (std::size_t i = 0; i < expected.keys.size(); ++i) {
        const std::string& key = expected.keys[i].name;
        const Item& item = expected.children[i];
        if (compare_standing(run, row, key, item, out)) continue;
        if (key == "measures") {
            compare_measures(run, row, item, out);
        } else if (key != "total" && key != "base" && key != "points") {
            out.say("a case cannot expect " + key);
        } else if (!scores(run.outcomes[row].state)) {
            out.say("has no score");
        } else {
            const Derivation derivation = derive(run, row);
            if (key == "total") out.check(key, item.text, derivation.total.format(places(item.text)));
            if (key == "base") out.check(key, item.text, derivation.base.format(places(item.text)));
            if (key == "points") compare_points(run, derivation, item, out);
        }
    }
}

/// Number of enterprises by final grade, over all tracks.
void compare_counts(const Run& run, const Item& wanted, Differences& out) {
    std::map<std::string, std::size_t> counts;
    for (std::size_t row = 0; row < run.outcomes.size(); ++row) ++counts[run.grade_name(row)];
    for (std::size_t i = 0; i < wanted.keys.size(); ++i) {
        const std::string& grade = wanted.keys[i].name;
        out.check("number of " + grade, wanted.children[i].text, std::to_string(counts[grade]));
    }
}

std::vector<ManualChange> read_manual(const Item& one) {
    std::vector<ManualChange> changes;
    for (const Item& change : elements(one, "manual")) {
        changes.push_back(
            {text_of(change, "code"), text_of(change, "grade"), text_of(change, "reason"), {}, {}, {}});
    }
    return changes;
}

Changes read_changes(const Item& one) {
    Changes changes;
    const Item* set = one.find("set");
    for (std::size_t i = 0; set != nullptr && i < set->keys.size(); ++i) {
        changes.emplace_back(set->keys[i].name, set->children[i].text);
    }
    return changes;
}

/// Runs one case and compares. Errors: those of the case itself, not those that it expects.
Checked<void> check_case(const Item& one, const Scheme& scheme, Differences& out) {
    Errors errors;
    const Dataset data = read_rows(elements(one, "rows"), scheme.schema, errors);
    const Dataset previous = read_rows(elements(one, "previous"), scheme.schema, errors);
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    RunOptions options;
    if (previous.size() > 0) options.previous = &previous;
    options.manual = read_manual(one);
    const auto result = run(scheme, data, options);
    const std::string& refused = text_of(one, "refused");
    if (!result && refused.empty()) return tl::unexpected(result.error());
    if (!refused.empty()) {
        out.check("refused", refused, result ? "not at all" : std::string(name(result.error().front().code)));
        return {};
    }
    if (const Item* counts = one.find("counts")) compare_counts(*result, *counts, out);
    const Item* expect = one.find("expect");
    for (std::size_t i = 0; expect != nullptr && i < expect->keys.size(); ++i) {
        const std::string& code = expect->keys[i].name;
        out.about(text_of(one, "name") + ": " + code);
        const std::ptrdiff_t row = data.find(code);
        if (row < 0) {
            out.say("not among the rows");
        } else {
            compare(*result, static_cast<std::size_t>(row), expect->children[i], out);
        }
    }
    return {};
}

}  // namespace

Checked<std::vector<std::string>> check_cases(std::string_view scheme_text, const std::string& scheme_file,
                                              std::string_view cases, const std::string& case_file) {
    auto document = load::read_document(cases, case_file);
    if (!document) return tl::unexpected(Errors{document.error()});
    std::vector<std::string> out;
    for (const load::Item& one : elements(*document, "case")) {
        const auto scheme = load_scheme_with(scheme_text, scheme_file, read_changes(one));
        if (!scheme) return tl::unexpected(scheme.error());
        Differences differences(out);
        differences.about(text_of(one, "name"));
        if (auto done = check_case(one, *scheme, differences); !done) return tl::unexpected(done.error());
    }
    return out;
}

}  // namespace yuanheng::scoring
