#include <algorithm>

#include "scheme/codes.hpp"
#include "scheme/scheme_load_reader.hpp"

namespace yuanheng::scoring::load {

namespace {

using formula::Field;
using formula::Type;

/// Takes a name for the formula language: unique in the scheme, and not the name of a unit, which "5 t" would
/// read.
void take_name(Reader& reader, const std::string& name, std::string_view key) {
    if (name.empty()) return;
    if (key == "code" && find_unit(name) != nullptr) {
        reader.error(Code::scheme_name_is_unit, {{"text", name}}, key);
        return;
    }
    const auto [found, added] = reader.loading().names.emplace(name, reader.where(key));
    if (!added) {
        reader.error(Code::scheme_duplicate, {{"text", name}, {"line", std::to_string(found->second.line)}},
                     key);
    }
}

void take_names(Reader& reader, const std::string& code, const Label& label,
                const std::vector<std::string>& aliases) {
    take_name(reader, code, "code");
    // A thing may repeat itself (label = code), but two things may not share a name.
    if (label.zh != code) take_name(reader, label.zh, "label");
    if (label.en != code && label.en != label.zh) take_name(reader, label.en, "label");
    for (const std::string& alias : aliases) take_name(reader, alias, "aliases");
}

Unit read_unit(Reader& reader) {
    if (!reader.has("unit")) return {};
    auto unit = parse_unit(reader.text("unit"));
    if (unit) return *unit;
    reader.loading().errors.push_back(std::move(unit.error()).at(reader.where("unit")));
    return {};
}

/// Code, label, type and what belongs to the type; not the aliases, whose names are taken by the caller.
Field read_field(Reader& reader, bool labelled) {
    Field field;
    field.code = reader.code();
    // A column of a table is seldom shown; its code will do.
    field.label = labelled || reader.has("label") ? reader.label() : Label{field.code, field.code};
    field.type = reader.choice<Type>(
        "type",
        {{"number", Type::number}, {"text", Type::text}, {"date", Type::date}, {"boolean", Type::boolean}},
        Type::number);
    if (field.type == Type::number) field.unit = read_unit(reader);
    if (field.type == Type::text) field.values = reader.texts("values");
    field.aliases = reader.texts("aliases");
    return field;
}

void read_input(Reader& reader, Scheme& scheme) {
    Field field = read_field(reader, true);
    take_names(reader, field.code, field.label, field.aliases);
    Input input;
    input.department = reader.text("department");
    input.note = reader.text("note");
    input.required = reader.flag("required", false);
    if (field.type == Type::number) {
        input.additive = reader.flag("additive", false);
        input.low = reader.quantity("low", field.unit);
        input.high = reader.quantity("high", field.unit);
        if (input.low && input.high && *input.low > *input.high) {
            reader.error(Code::scheme_not_ascending, {{"keys", "low, high"}}, "low");
        }
        if (reader.has("direction")) {
            input.direction = reader.choice<Direction>(
                "direction",
                {{"higher", Direction::higher}, {"lower", Direction::lower}, {"any", Direction::any}}, {});
        }
        input.tolerance = reader.number("tolerance", 0);
        if (input.tolerance < 0) {
            reader.error(Code::scheme_out_of_range,
                         {{"key", "tolerance"}, {"range", "不小于 0"}, {"range_en", "at least 0"}},
                         "tolerance");
        }
    }
    scheme.schema.fields.push_back(std::move(field));
    scheme.inputs.push_back(std::move(input));
}

/// The text column that no two records may share at one time, or −1.
int read_exclusive(Reader& reader, const formula::TableField& table) {
    if (!reader.has("exclusive")) return -1;
    std::vector<std::string> texts;
    std::size_t ends = 0;
    for (const Field& column : table.columns) {
        if (column.type == Type::text) texts.push_back(column.code);
        ends +=
            column.type == Type::date && (column.code == "valid_from" || column.code == "valid_to") ? 1 : 0;
    }
    const int chosen = reader.index("exclusive", texts);
    if (ends != 2) {
        reader.error(Code::scheme_no_period, {{"text", table.code}}, "exclusive");
        return -1;
    }
    for (std::size_t i = 0; chosen >= 0 && i < table.columns.size(); ++i) {
        if (table.columns[i].code == texts[static_cast<std::size_t>(chosen)]) return static_cast<int>(i);
    }
    return -1;
}

void read_table(Reader& reader, Scheme& scheme) {
    formula::TableField table;
    table.code = reader.code();
    table.label = reader.label();
    take_names(reader, table.code, table.label, {});
    reader.require("columns");
    Unique codes;
    reader.each("columns", [&](Reader& column) {
        Field field = read_field(column, false);
        if (codes.add(column, field.code)) table.columns.push_back(std::move(field));
    });
    scheme.exclusive.push_back(read_exclusive(reader, table));
    scheme.schema.tables.push_back(std::move(table));
}

void read_constant(Reader& reader, Scheme& scheme) {
    formula::Constant constant;
    constant.code = reader.code();
    constant.label = reader.label();
    take_names(reader, constant.code, constant.label, {});
    constant.unit = read_unit(reader);
    constant.value = reader.required_quantity("value", constant.unit);
    reader.text("source");
    reader.sample();
    scheme.schema.constants.push_back(std::move(constant));
}

/// Whether the name means in a formula what the scheme defines by it; it does not where the language itself
/// has it.
void check_readable(Loading& loading, const std::string& code, const Where& where, formula::Op op) {
    const std::string text = op == formula::Op::count ? "count(" + code + ")" : code;
    const auto formula = formula::compile(text, loading.scheme.schema, where);
    if (!formula || formula->root().op != op)
        loading.error(Code::scheme_name_is_word, {{"text", code}}, where);
}

void check_names(Loading& loading) {
    const formula::Schema& schema = loading.scheme.schema;
    const auto place = [&](const std::string& code) {
        const auto found = loading.names.find(code);
        return found == loading.names.end() ? Where{loading.file, "", 0, 0} : found->second;
    };
    for (const Field& field : schema.fields) {
        if (!field.code.empty()) check_readable(loading, field.code, place(field.code), formula::Op::field);
    }
    for (const formula::TableField& table : schema.tables) {
        if (!table.code.empty()) check_readable(loading, table.code, place(table.code), formula::Op::count);
    }
    for (const formula::Constant& constant : schema.constants) {
        if (!constant.code.empty())
            check_readable(loading, constant.code, place(constant.code), formula::Op::number);
    }
}

/// A derived formula that names one of the derived formulas, and does not find it, names itself or a later
/// one.
void tell_circles(Loading& loading, std::size_t begin, const std::vector<std::string>& derived) {
    for (std::size_t i = begin; i < loading.errors.size(); ++i) {
        Error& error = loading.errors[i];
        if (error.code != Code::formula_unknown_name) continue;
        for (const auto& [key, name] : error.arguments) {
            if (key != "name" || std::find(derived.begin(), derived.end(), name) == derived.end()) continue;
            error = Error(Code::scheme_not_yet, {{"name", std::string(name)}}, error.where);
            break;
        }
    }
}

}  // namespace

void read_schema(Loading& loading, Reader& document) {
    Scheme& scheme = loading.scheme;
    document.require("inputs");
    document.each("inputs", [&](Reader& reader) { read_input(reader, scheme); });
    document.each("tables", [&](Reader& reader) { read_table(reader, scheme); });
    document.each("constants", [&](Reader& reader) { read_constant(reader, scheme); });
    for (const std::string_view word : {kAsOf, kTotal, kRank, kGrade}) {
        const auto found = loading.names.find(word);
        if (found != loading.names.end()) {
            loading.error(Code::scheme_name_is_word, {{"text", std::string(word)}}, found->second);
        }
    }
    check_names(loading);
    // Fixed for everybody, it is a literal wherever it is named and has no column in any data.
    scheme.schema.constants.push_back(
        {std::string(kAsOf), {"评价基准日", "as-of date"}, scheme.as_of, Unit()});
    const std::size_t begin = loading.errors.size();
    std::vector<std::string> names;
    document.each("derived", [&](Reader& reader) {
        formula::Derived derived;
        derived.code = reader.code();
        derived.label = reader.label();
        reader.text("article");
        reader.sample();
        take_names(reader, derived.code, derived.label, {});
        names.insert(names.end(), {derived.code, derived.label.zh, derived.label.en});
        reader.require("formula");
        derived.formula = reader.any_formula("formula");
        if (!derived.formula.empty()) scheme.schema.derived.push_back(std::move(derived));
    });
    tell_circles(loading, begin, names);
}

void append_scores(Loading& loading) {
    Scheme& scheme = loading.scheme;
    std::vector<Field>& fields = scheme.schema.fields;
    for (const Track& track : scheme.tracks) {
        for (const Indicator& indicator : track.indicators) {
            if (indicator.code.empty() || scheme.schema.find_field("value_" + indicator.code) >= 0) continue;
            const Unit unit = indicator.formula.empty() ? Unit() : indicator.formula.unit();
            const Label& l = indicator.label;
            fields.push_back({"value_" + indicator.code,
                              {l.zh + "的值", "value of " + l.in(Language::en)},
                              Type::number,
                              unit});
            fields.push_back({"score_" + indicator.code,
                              {l.zh + "的得分", "score of " + l.in(Language::en)},
                              Type::number,
                              {}});
        }
    }
}

void append_results(Loading& loading) {
    std::vector<Field>& fields = loading.scheme.schema.fields;
    fields.push_back({std::string(kTotal), {"综合得分", "total"}, Type::number, {}});
    fields.push_back({std::string(kRank), {"名次", "rank"}, Type::number, {}});
    fields.push_back({std::string(kGrade), {"等级", "grade"}, Type::text, {}, loading.grade_codes});
}

}  // namespace yuanheng::scoring::load
