#include "scheme/scheme_case.hpp"

#include "scheme/scheme_load_document.hpp"

namespace yuanheng::scoring {

namespace {

using formula::Value;
using load::Item;

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

Value value_of(const Item* item, formula::Type type, Errors& errors) {
    if (item == nullptr) return formula::Absence::missing;
    switch (type) {
        case formula::Type::boolean: return item->truth;
        case formula::Type::date: return item->date;
        case formula::Type::text: return item->text;
        case formula::Type::number: break;
    }
    auto number = parse_decimal(item->text);
    if (number) return Exact(*number);
    errors.push_back(std::move(number.error()).at(item->where));
    return formula::Absence::missing;
}

/// The values that a table writes of these fields.
CaseRow::Record values_of(const Item& table, const std::vector<formula::Field>& fields, Errors& errors) {
    CaseRow::Record out;
    for (const formula::Field& field : fields)
        out.push_back(value_of(table.find(field.code), field.type, errors));
    return out;
}

std::vector<CaseRow> rows_of(const std::vector<Item>& rows, const formula::Schema& schema, Errors& errors) {
    std::vector<CaseRow> out;
    for (const Item& item : rows) {
        CaseRow row{text_of(item, "code"), text_of(item, "name"), values_of(item, schema.fields, errors), {}};
        for (const auto& table : schema.tables) {
            std::vector<CaseRow::Record>& records = row.records.emplace_back();
            for (const Item& record : elements(item, table.code))
                records.push_back(values_of(record, table.columns, errors));
        }
        out.push_back(std::move(row));
    }
    return out;
}

std::vector<Expectation> expectations(const Item* table) {
    std::vector<Expectation> out;
    for (std::size_t i = 0; table != nullptr && i < table->keys.size(); ++i) {
        const Item& item = table->children[i];
        out.push_back({table->keys[i].name, item.text, expectations(&item)});
    }
    return out;
}

std::vector<std::pair<std::string, std::string>> changes_of(const Item& one) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const Expectation& change : expectations(one.find("set")))
        out.emplace_back(change.name, change.text);
    return out;
}

Checked<WorkedCase> read_case(const Item& one, Scheme scheme) {
    Errors errors;
    WorkedCase out;
    out.name = text_of(one, "name");
    out.rows = rows_of(elements(one, "rows"), scheme.schema, errors);
    out.previous = rows_of(elements(one, "previous"), scheme.schema, errors);
    if (!errors.empty()) return tl::unexpected(std::move(errors));
    for (const Item& change : elements(one, "manual"))
        out.manual.push_back({text_of(change, "code"), text_of(change, "grade"), text_of(change, "reason")});
    out.refused = text_of(one, "refused");
    out.counts = expectations(one.find("counts"));
    out.expects = expectations(one.find("expect"));
    out.scheme = std::move(scheme);
    return out;
}

}  // namespace

Checked<std::vector<WorkedCase>> load_cases(std::string_view scheme_text, const std::string& scheme_file,
                                            std::string_view cases, const std::string& case_file) {
    auto document = load::read_document(cases, case_file);
    if (!document) return tl::unexpected(Errors{document.error()});
    std::vector<WorkedCase> out;
    for (const load::Item& item : elements(*document, "case")) {
        auto scheme = load_scheme_with(scheme_text, scheme_file, changes_of(item));
        if (!scheme) return tl::unexpected(scheme.error());
        auto one = read_case(item, std::move(*scheme));
        if (!one) return tl::unexpected(one.error());
        out.push_back(std::move(*one));
    }
    return out;
}

}  // namespace yuanheng::scoring
