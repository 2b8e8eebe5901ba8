#include "sheet/template.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <iterator>
#include <map>
#include <utility>

#include "sheet/workbook.hpp"

namespace yuanheng::sheet {

namespace {

std::string type_name(TemplateColumn::Type type, Language language) {
    const bool zh = language == Language::zh;
    switch (type) {
        case TemplateColumn::Type::text: return zh ? "文字" : "text";
        case TemplateColumn::Type::code: return zh ? "代码（按文本填写）" : "code (as text)";
        case TemplateColumn::Type::number: return zh ? "数字" : "number";
        case TemplateColumn::Type::date: return zh ? "日期（如 2024-12-31）" : "date (such as 2024-12-31)";
        case TemplateColumn::Type::boolean: return zh ? "是或否" : "yes or no";
    }
    return {};
}

std::string joined(const std::vector<std::string>& values, Language language) {
    std::string out;
    for (const std::string& value : values)
        out += (out.empty() ? "" : language == Language::zh ? "、" : ", ") + value;
    return out;
}

Column column_of(const TemplateColumn& column, Language language) {
    constexpr double kCodeWidth = 22;
    Column out;
    out.title = header_text(column, language);
    out.required = column.required;
    out.note = column.note.in(language);
    out.allowed = column.allowed;
    out.decimals = column.decimals;
    out.as_text = column.type == TemplateColumn::Type::code;
    if (out.as_text) out.width = kCodeWidth;
    if (column.type == TemplateColumn::Type::boolean && out.allowed.empty()) {
        out.allowed = language == Language::zh ? std::vector<std::string>{"是", "否"}
                                               : std::vector<std::string>{"yes", "no"};
    }
    return out;
}

Column column_named(std::string title, double width = 0) {
    Column column;
    column.title = std::move(title);
    column.width = width;
    return column;
}

SheetSpec notes_sheet(const TemplateSpec& spec, Language language) {
    const bool zh = language == Language::zh;
    SheetSpec sheet;
    sheet.name = zh ? "填报说明" : "Notes";
    sheet.autofilter = false;
    sheet.titles = {spec.title.in(language) + (zh ? "填报说明" : ": notes")};
    sheet.titles.push_back(zh ? "红色表头的列必须填写；不要改动表头。"
                              : "Columns with red titles are required; keep the titles.");
    for (const Label& line : spec.instructions) sheet.titles.push_back(line.in(language));
    sheet.columns = {column_named(zh ? "列名" : "column"),     column_named(zh ? "计量单位" : "unit"),
                     column_named(zh ? "类型" : "type"),       column_named(zh ? "必填" : "required"),
                     column_named(zh ? "可填的值" : "values"), column_named(zh ? "说明" : "note", 48)};
    for (const TemplateColumn& column : spec.columns) {
        sheet.rows.push_back({column.label.in(language), column.unit, type_name(column.type, language),
                              std::string(column.required ? (zh ? "是" : "yes") : ""),
                              joined(column.allowed, language), column.note.in(language)});
    }
    return sheet;
}

/// 9.14654684792585E+17: the 15 digits that a spreadsheet keeps.
std::string exponent_form(double number) {
    std::array<char, 32> text{};
    const int size = std::snprintf(text.data(), text.size(), "%.14E", number);
    return {text.data(), static_cast<std::size_t>(size)};
}

Content content_of(const Cell& cell) {
    switch (cell.kind) {
        case Cell::Kind::empty: return std::monostate();
        case Cell::Kind::number:
            // As text it can be corrected in place without being mangled again; in this form nobody takes it
            // for a code.
            if (cell.mangled) return is_mangled_code(cell.text) ? cell.text : exponent_form(cell.number);
            return Number{cell.number, -1, cell.percent};
        case Cell::Kind::boolean: return cell.number != 0;
        case Cell::Kind::date: return DateText{cell.text};
        case Cell::Kind::text:
        case Cell::Kind::error: return cell.text;
    }
    return std::monostate();
}

/// The errors of each cell in one comment.
std::map<std::pair<long, long>, std::string> comments_of(const Errors& errors, Language language) {
    std::map<std::pair<long, long>, std::string> comments;
    for (const Error& error : errors) {
        if (error.where.line < 1) continue;
        std::string& comment = comments[{error.where.line, std::max(error.where.column, 1L)}];
        if (!comment.empty()) comment += "\n";
        comment += message(error, language);
        const std::string mend = hint(error, language);
        if (!mend.empty()) comment += (language == Language::zh ? "。" : ". ") + mend;
    }
    return comments;
}

OutCell& cell_at(SheetSpec& sheet, long row, long column) {
    if (sheet.rows.size() < static_cast<std::size_t>(row)) sheet.rows.resize(static_cast<std::size_t>(row));
    auto& cells = sheet.rows[static_cast<std::size_t>(row) - 1];
    if (cells.size() < static_cast<std::size_t>(column)) cells.resize(static_cast<std::size_t>(column));
    return cells[static_cast<std::size_t>(column) - 1];
}

void mark(SheetSpec& sheet, const Errors& errors, Emphasis emphasis, Language language) {
    for (const auto& [where, comment] : comments_of(errors, language)) {
        OutCell& cell = cell_at(sheet, where.first, where.second);
        cell.emphasis = emphasis;
        cell.comment += (cell.comment.empty() ? "" : "\n") + comment;
    }
}

SheetSpec corrected_sheet(const MarkedGrid& table, Language language) {
    SheetSpec sheet;
    const Grid& grid = table.grid;
    sheet.name = !table.name.empty()        ? table.name
                 : !grid.sheet.empty()      ? grid.sheet
                 : language == Language::zh ? "数据"
                                            : "data";
    if (!grid.rows.empty()) sheet.rows.resize(static_cast<std::size_t>(grid.rows.back().number));
    for (const Row& row : grid.rows) {
        auto& cells = sheet.rows[static_cast<std::size_t>(row.number) - 1];
        cells.reserve(row.cells.size());
        for (const Cell& cell : row.cells) cells.emplace_back(content_of(cell));
    }
    sheet.merges = grid.merges;
    mark(sheet, table.warnings, Emphasis::warning, language);
    mark(sheet, table.errors, Emphasis::bad, language);
    return sheet;
}

constexpr std::string_view kList[] = {"需要改正的问题", "To correct"};

void list(SheetSpec& sheet, const std::string& name, const Errors& errors, Emphasis emphasis,
          Language language) {
    for (const Error& error : errors) {
        OutCell row;
        if (error.where.line > 0) row = OutCell(static_cast<double>(error.where.line));
        sheet.rows.push_back({name, row, OutCell(column_letters(error.where.column), emphasis),
                              message(error, language), hint(error, language)});
    }
}

SheetSpec error_list(const std::vector<MarkedGrid>& tables, const std::vector<std::string>& names,
                     const Errors& others, Language language) {
    const bool zh = language == Language::zh;
    SheetSpec sheet;
    sheet.name = kList[zh ? 0 : 1];
    sheet.columns = {column_named(zh ? "工作表" : "sheet", 24), column_named(zh ? "行" : "row", 8),
                     column_named(zh ? "列" : "column", 8), column_named(zh ? "问题" : "problem", 48),
                     column_named(zh ? "怎么改" : "how to mend", 48)};
    sheet.columns[1].decimals = 0;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        list(sheet, names[i], tables[i].errors, Emphasis::bad, language);
        list(sheet, names[i], tables[i].warnings, Emphasis::warning, language);
    }
    for (const Error& error : others) list(sheet, place(error.where), {error}, Emphasis::bad, language);
    return sheet;
}

}  // namespace

std::string header_text(const TemplateColumn& column, Language language) {
    const std::string label = column.label.in(language);
    if (column.unit.empty()) return label;
    return language == Language::zh ? label + "（" + column.unit + "）" : label + " (" + column.unit + ")";
}

Result<void> write_template(const std::string& path, const TemplateSpec& spec, Language language) {
    SheetSpec table;
    table.name = spec.title.in(language);
    for (const TemplateColumn& column : spec.columns) table.columns.push_back(column_of(column, language));
    WorkbookSpec book{spec.title.in(language), spec.created_seconds, {}};
    book.sheets.push_back(std::move(table));
    book.sheets.push_back(notes_sheet(spec, language));
    return write_workbook(path, book);
}

Result<void> write_error_workbook(const std::string& path, const std::vector<MarkedGrid>& tables,
                                  const Errors& others, std::int64_t created_seconds, Language language) {
    WorkbookSpec book{tables.size() == 1 ? tables[0].grid.file : "", created_seconds, {}};
    std::vector<std::string> names;
    for (const MarkedGrid& table : tables) {
        book.sheets.push_back(corrected_sheet(table, language));
        names.push_back(sheet_name(book.sheets.back().name, names));
        book.sheets.back().name = names.back();
    }
    book.sheets.push_back(error_list(tables, names, others, language));
    return write_workbook(path, book);
}

Result<void> write_error_workbook(const std::string& path, const Grid& grid, const Errors& errors,
                                  std::int64_t created_seconds, Language language) {
    return write_error_workbook(path, {MarkedGrid{grid, "", errors, {}}}, {}, created_seconds, language);
}

bool is_error_list(std::string_view sheet) {
    return std::find(std::begin(kList), std::end(kList), sheet) != std::end(kList);
}

}  // namespace yuanheng::sheet
