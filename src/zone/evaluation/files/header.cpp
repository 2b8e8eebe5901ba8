#include <algorithm>

#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/files/table_reader.hpp"

namespace yuanheng::evaluation {

namespace {

/// The known columns before those of the fields.
enum : std::size_t { kCode, kName, kFirstField };

sheet::KnownColumn code_column() {
    return {.name = "credit_code",
            .label = {"统一社会信用代码", "credit code"},
            .titles = {"社会信用代码", "信用代码", "统一信用代码", "企业代码", "机构代码", "creditcode",
                       "code", "uscc", "country_code", "国家代码"},
            .key = true,
            .first_counts = true};
}
sheet::KnownColumn name_column() {
    return {.name = "name",
            .label = {"企业名称", "name"},
            .titles = {"单位名称", "单位详细名称", "名称", "纳税人名称", "用户名称", "国家", "enterprise",
                       "country"},
            .first_counts = true};
}

/// The table-valued input that the sheet or file is named after.
int table_named(const scoring::Scheme& scheme, const sheet::Grid& grid) {
    const auto names = names_of(grid.file, grid.sheet);
    for (std::size_t t = 0; t < scheme.schema.tables.size(); ++t) {
        const formula::TableField& table = scheme.schema.tables[t];
        for (const std::string& name : names) {
            if (name == table.code || name == table.label.zh || name == table.label.en)
                return static_cast<int>(t);
        }
    }
    return -1;
}

}  // namespace

const std::vector<formula::Field>& fields_of(const scoring::Scheme& scheme, int table) {
    return table < 0 ? scheme.schema.fields : scheme.schema.tables[static_cast<std::size_t>(table)].columns;
}

std::vector<std::string> names_of(const std::string& file, const std::string& sheet) {
    std::string stem = file.substr(file.find_last_of('/') + 1);
    std::vector<std::string> out{stem.substr(0, stem.find_last_of('.'))};
    if (sheet.empty()) return out;
    out.push_back(sheet);
    if (const std::size_t between = sheet.find(kBetweenNames); between != std::string::npos) {
        out.push_back(sheet.substr(0, between));
        out.push_back(sheet.substr(between + kBetweenNames.size()));
    }
    return out;
}

sheet::ColumnFinder finder_of(const scoring::Scheme& scheme, int table) {
    std::vector<sheet::KnownColumn> known{code_column(), name_column()};
    const auto& fields = fields_of(scheme, table);
    const std::size_t count = table < 0 ? scheme.input_count() : fields.size();
    for (std::size_t f = 0; f < count; ++f) {
        const formula::Field& field = fields[f];
        known.push_back({.name = field.code,
                         .label = field.label,
                         .titles = field.aliases,
                         .amount = field.type == formula::Type::number,
                         .unit = field.unit.symbol(Language::zh)});
    }
    return sheet::ColumnFinder(std::move(known), {"备注", "填报人", "remark", "联系人", "电话"});
}

std::optional<Header> find_header(const scoring::Scheme& scheme, const sheet::Grid& grid,
                                  const std::vector<sheet::MappedColumn>& mapping, SheetReport& sheet,
                                  IntakeReport& report) {
    Header out;
    out.table = table_named(scheme, grid);
    auto found = finder_of(scheme, out.table).columns(grid, mapping);
    if (!found || found->column_of(kCode) == 0) return std::nullopt;
    out.code_column = found->column_of(kCode);
    out.name_column = found->column_of(kName);
    for (const sheet::ColumnUse& use : found->uses) {
        if (use.known < kFirstField) continue;
        const std::size_t field = use.known - kFirstField;
        out.columns.push_back({use.column, field, use.factor, use.title});
        if (out.table < 0) sheet.matched.push_back(fields_of(scheme, out.table)[field].code);
    }
    const auto move_to = [](Errors& from, Errors& to) {
        std::move(from.begin(), from.end(), std::back_inserter(to));
    };
    sheet.lost_columns = found->errors.size();
    move_to(found->errors, report.errors);
    move_to(found->warnings, report.warnings);
    out.found = std::move(*found);
    return out;
}

}  // namespace yuanheng::evaluation
