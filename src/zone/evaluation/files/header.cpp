#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/files/table_reader.hpp"

namespace yuanheng::evaluation {

namespace {

constexpr long kHeaderRows = 20;  ///< titles and remarks above a header end before this row

const std::set<std::string> kCodeHeaders{
    "统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "企业代码",     "机构代码",
    "creditcode",       "credit_code",  "code",     "uscc",         "country_code", "国家代码"};
const std::set<std::string> kNameHeaders{"企业名称", "单位名称", "单位详细名称", "名称",       "纳税人名称",
                                         "用户名称", "国家",     "name",         "enterprise", "country"};
const std::set<std::string> kIdleHeaders{"序号", "备注", "填报人", "no", "remark", "联系人", "电话"};
int find(const std::vector<formula::Field>& fields, std::size_t count, const std::string& name) {
    for (std::size_t i = 0; i < count; ++i) {
        const formula::Field& f = fields[i];
        const auto same = [&](const std::string& other) {
            return !other.empty() && sheet::header_key(other) == name;
        };
        if (same(f.code) || same(f.label.zh) || same(f.label.en)) return static_cast<int>(i);
        if (std::any_of(f.aliases.begin(), f.aliases.end(), same)) return static_cast<int>(i);
    }
    return -1;
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

std::optional<Header> find_header(const scoring::Scheme& scheme, const sheet::Grid& grid, SheetReport& sheet,
                                  IntakeReport& report) {
    Header out;
    long first_row = 0;
    for (const sheet::Row& row : grid.rows) {
        if (row.number > kHeaderRows || first_row > 0) break;
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            if (!kCodeHeaders.contains(sheet::split_header(row.cells[c].text).name)) continue;
            first_row = row.number;
            out.code_column = static_cast<long>(c) + 1;
            break;
        }
    }
    if (first_row == 0) return std::nullopt;
    out.last_row = first_row;
    for (const sheet::Range& range : grid.merges) {
        if (range.contains(first_row, out.code_column)) out.last_row = range.last_row;
    }
    out.table = table_named(scheme, grid);
    const auto& fields = fields_of(scheme, out.table);
    const std::size_t count = out.table < 0 ? scheme.input_count() : fields.size();
    for (long c = 1; c <= grid.width(); ++c) {
        std::string text = grid.merged_at(out.last_row, c).text;
        if (text.empty()) text = grid.merged_at(first_row, c).text;
        const sheet::HeaderText header = sheet::split_header(text);
        if (c == out.code_column || header.name.empty()) continue;
        const int whole = find(fields, count, sheet::header_key(text));
        const int field = whole >= 0 ? whole : find(fields, count, header.name);
        if (field < 0) {
            if (kNameHeaders.contains(header.name) && out.name_column == 0) {
                out.name_column = c;
            } else if (!kIdleHeaders.contains(header.name)) {
                sheet.unused.push_back(std::string(trim(text)));
            }
            continue;
        }
        const formula::Field& f = fields[static_cast<std::size_t>(field)];
        ColumnUse use{c, field, 1};
        if (f.type == formula::Type::number && whole < 0 && !header.unit.empty()) {
            if (const auto unit = parse_unit(header.unit); unit && unit->dimension() == f.unit.dimension()) {
                use.factor = conversion(*unit, f.unit);
            } else {
                report.errors.push_back(Error(Code::intake_wrong_unit,
                                              {{"header", std::string(trim(text))},
                                               {"unit", f.unit.symbol(Language::zh)},
                                               {"unit_en", f.unit.symbol(Language::en)}},
                                              grid.where(out.last_row, c)));
                continue;
            }
        }
        if (out.table < 0) sheet.matched.push_back(f.code);
        out.columns.push_back(use);
    }
    return out;
}

}  // namespace yuanheng::evaluation
