#include <algorithm>

#include "scheme/codes.hpp"
#include "scheme/scheme_load_reader.hpp"

namespace yuanheng::scoring::load {

namespace {

constexpr int kMostSteps = 100;

void read_merging(Reader& reader, Scheme& scheme) {
    using Mode = Merging::Mode;
    Merging& merging = scheme.merging;
    merging.mode = reader.choice<Mode>(
        "mode", {{"legal_person", Mode::legal_person}, {"merged", Mode::merged}, {"both", Mode::both}}, {});
    if (merging.mode == Mode::legal_person) return;
    reader.require("holder");
    merging.holder = reader.text_input("holder");
    merging.when = reader.formula("when", formula::Type::boolean);
}

void read_item(Reader& reader, Adjustment& adjustment, Unique& codes) {
    AdjustmentItem item;
    item.code = reader.code();
    codes.add(reader, item.code);
    item.label = reader.label();
    item.when = reader.formula("when", formula::Type::boolean);
    reader.require("when");
    reader.require("value");
    item.value = reader.plain_formula("value");
    item.tier = reader.text("tier");
    item.department = reader.text("department");
    item.article = reader.text("article");
    item.sample = reader.sample();
    adjustment.items.push_back(std::move(item));
}

void read_adjustment(Reader& reader, Unique& codes) {
    using Kind = Adjustment::Kind;
    Adjustment adjustment;
    adjustment.code = reader.code();
    codes.add(reader, adjustment.code);
    adjustment.label = reader.label();
    adjustment.kind = reader.choice<Kind>(
        "kind", {{"points", Kind::points}, {"ratio", Kind::ratio}, {"coefficient", Kind::coefficient}},
        Kind::points);
    adjustment.cap = reader.number("cap");
    adjustment.floor = reader.number("floor");
    if (adjustment.cap && adjustment.floor && *adjustment.cap < *adjustment.floor) {
        reader.error(Code::scheme_not_ascending, {{"keys", "floor, cap"}}, "cap");
    }
    if (adjustment.kind == Kind::coefficient && reader.has("on")) {
        const auto& known = reader.loading().indicator_codes;
        const int at = reader.index("on", known);
        if (at >= 0) adjustment.on = known[static_cast<std::size_t>(at)];
    }
    adjustment.tracks = reader.tracks();
    reader.sample();
    reader.require("items");
    reader.each("items", [&](Reader& item) { read_item(item, adjustment, codes); });
    reader.loading().scheme.adjustments.push_back(std::move(adjustment));
}

/// The word in the file says both the phase and what may happen in it.
struct PhaseWord {
    Override::Phase phase;
    Override::Effect usual;
    std::vector<Override::Effect> allowed;
};

PhaseWord read_phase(Reader& reader) {
    using Phase = Override::Phase;
    using Effect = Override::Effect;
    static const std::vector<PhaseWord> kWords = {
        {Phase::fix, Effect::set, {Effect::set}},
        {Phase::shift, Effect::raise, {Effect::raise}},
        {Phase::shift, Effect::lower, {Effect::lower}},
        {Phase::shift, Effect::raise, {Effect::raise, Effect::lower}},
        {Phase::limit, Effect::cap, {Effect::cap, Effect::floor}},
        {Phase::veto, Effect::set, {Effect::set, Effect::cap, Effect::lower}},
    };
    reader.require("phase");
    const int word = reader.index("phase", {"fix", "promote", "demote", "shift", "limit", "veto"});
    return kWords[static_cast<std::size_t>(std::max(0, word))];
}

void read_effect(Reader& reader, Override& rule) {
    using Effect = Override::Effect;
    const PhaseWord word = read_phase(reader);
    rule.phase = word.phase;
    if (word.allowed.size() > 1 && word.phase != Override::Phase::veto) reader.require("effect");
    rule.effect = reader.choice<Effect>("effect",
                                        {{"set", Effect::set},
                                         {"raise", Effect::raise},
                                         {"lower", Effect::lower},
                                         {"cap", Effect::cap},
                                         {"floor", Effect::floor}},
                                        word.usual);
    if (std::find(word.allowed.begin(), word.allowed.end(), rule.effect) == word.allowed.end()) {
        reader.error(Code::scheme_contradiction,
                     {{"keys", "phase = \"" + reader.text("phase") + "\", effect = \"" +
                                   reader.text("effect") + "\""}},
                     "effect");
    }
    if (rule.effect == Effect::raise || rule.effect == Effect::lower) {
        rule.steps = reader.integer("steps", 1, 1, kMostSteps);
    } else {
        rule.grade_code = reader.required_text("grade");
    }
}

/// The grade must be one of every track the rule acts in.
void check_grade(Reader& reader, Override& rule) {
    const std::vector<Track>& tracks = reader.loading().scheme.tracks;
    bool found = false;
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        const bool acts = rule.tracks.empty() ||
                          std::count(rule.tracks.begin(), rule.tracks.end(), static_cast<int>(i)) > 0;
        const std::vector<std::string>& grades = tracks[i].grading.grades;
        if (!acts || grades.empty()) continue;
        const auto at = std::find(grades.begin(), grades.end(), rule.grade_code);
        if (at != grades.end()) {
            if (!found) rule.grade = static_cast<int>(at - grades.begin());
            found = true;
        } else if (!rule.tracks.empty()) {
            reader.error(Code::scheme_grade_not_in_track,
                         {{"text", rule.grade_code}, {"track", tracks[i].code}}, "grade");
            return;
        }
    }
    if (found) return;
    reader.loading().unknown_word("grade", rule.grade_code, reader.loading().grade_codes,
                                  reader.where("grade"));
}

void read_override(Reader& reader, Unique& codes) {
    Override rule;
    rule.code = reader.code();
    codes.add(reader, rule.code);
    rule.label = reader.label();
    reader.require("when");
    rule.when = reader.formula("when", formula::Type::boolean);
    rule.tracks = reader.tracks();
    read_effect(reader, rule);
    if (!rule.grade_code.empty()) check_grade(reader, rule);
    rule.uses_place = reader.flag("uses_place", false);
    rule.article = reader.text("article");
    rule.sample = reader.sample();
    reader.loading().scheme.overrides.push_back(std::move(rule));
}

void read_measure(Reader& reader, Unique& codes) {
    Measure measure;
    measure.code = reader.code();
    codes.add(reader, measure.code);
    measure.label = reader.label();
    measure.grades = reader.texts("grades");
    reader.require("grades");
    const auto& known = reader.loading().grade_codes;
    for (const std::string& grade : measure.grades) {
        if (std::find(known.begin(), known.end(), grade) != known.end()) continue;
        reader.loading().unknown_word("grades", grade, known, reader.where("grades"));
    }
    measure.department = reader.text("department");
    measure.authority = reader.text("authority");
    measure.document = reader.text("document");
    measure.amount = reader.formula("amount", formula::Type::number);
    measure.steps = reader.numbers("steps");
    measure.unit = reader.text("unit");
    if (reader.has("unit")) {
        if (auto unit = parse_unit(measure.unit); !unit) {
            reader.loading().errors.push_back(std::move(unit.error()).at(reader.where("unit")));
        }
    }
    if (reader.has("steps")) reader.require("amount");
    if (reader.has("amount")) reader.require("steps");
    measure.sample = reader.sample();
    reader.loading().scheme.measures.push_back(std::move(measure));
}

/// The table of past grades and its two columns.
void read_history(Reader& reader, Scheme& scheme) {
    const std::vector<formula::TableField>& tables = scheme.schema.tables;
    std::vector<std::string> codes;
    for (const formula::TableField& table : tables) codes.push_back(table.code);
    reader.require("table");
    scheme.history = reader.index("table", codes);
    if (scheme.history < 0) return;
    const auto has = [&](std::string_view code, formula::Type type) {
        const auto& columns = tables[static_cast<std::size_t>(scheme.history)].columns;
        return std::any_of(columns.begin(), columns.end(),
                           [&](const formula::Field& f) { return f.code == code && f.type == type; });
    };
    if (!has("year", formula::Type::number) || !has("grade", formula::Type::text)) {
        reader.error(Code::scheme_history_columns,
                     {{"text", codes[static_cast<std::size_t>(scheme.history)]}}, "table");
    }
}

}  // namespace

void read_participation(Loading& loading, Reader& document) {
    using Unknown = Participation::Unknown;
    Unique checks;
    document.each("checks", [&](Reader& reader) {
        Check check;
        check.code = reader.code();
        checks.add(reader, check.code);
        check.label = reader.label();
        reader.require("holds");
        check.holds = reader.formula("holds", formula::Type::boolean);
        loading.scheme.checks.push_back(std::move(check));
    });
    Unique codes;
    document.each("participation", [&](Reader& reader) {
        Participation rule;
        rule.code = reader.code();
        codes.add(reader, rule.code);
        rule.label = reader.label();
        reader.require("when");
        rule.when = reader.formula("when", formula::Type::boolean);
        rule.state = reader.choice<State>("state",
                                          {{"graded", State::graded},
                                           {"forced_in", State::forced_in},
                                           {"evaluated_not_graded", State::evaluated_not_graded},
                                           {"exempt", State::exempt},
                                           {"protected", State::protected_},
                                           {"out_of_scope", State::out_of_scope}},
                                          {});
        rule.unknown = reader.choice<Unknown>(
            "unknown", {{"refuse", Unknown::refuse}, {"skip", Unknown::skip}, {"apply", Unknown::apply}},
            Unknown::refuse);
        rule.managed_as = reader.text("managed_as");
        rule.article = reader.text("article");
        rule.tracks = reader.tracks();
        reader.sample();
        loading.scheme.participation.push_back(std::move(rule));
    });
    document.within("merging", [&](Reader& reader) { read_merging(reader, loading.scheme); });
}

void read_adjustments(Reader& document) {
    Unique adjustments;
    document.each("adjustments", [&](Reader& reader) { read_adjustment(reader, adjustments); });
}

void read_rules(Loading& loading, Reader& document) {
    Unique overrides;
    document.each("overrides", [&](Reader& reader) { read_override(reader, overrides); });
    document.within("limits", [&](Reader& reader) {
        loading.scheme.max_promotion = reader.integer("max_promotion", 0, 0, kMostSteps);
    });
    Unique measures;
    document.each("measures", [&](Reader& reader) { read_measure(reader, measures); });
    document.within("history", [&](Reader& reader) { read_history(reader, loading.scheme); });
}

}  // namespace yuanheng::scoring::load
