#include "sheet/xlsx.hpp"

#include <algorithm>
#include <utility>

#include "sheet/codes.hpp"
#include "sheet/csv.hpp"
#include "sheet/foreign.hpp"
#include "sheet/mapped_file.hpp"
#include "sheet/xlsx_parts.hpp"
#include "sheet/xlsx_sheet.hpp"

namespace yuanheng::sheet {

namespace {

constexpr std::string_view kZip("PK\x03\x04", 4);
constexpr std::string_view kEmptyZip("PK\x05\x06", 4);
constexpr std::string_view kCompoundFile("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);

bool begins(std::string_view bytes, std::string_view with) { return bytes.substr(0, with.size()) == with; }

bool ends_without_case(std::string_view text, std::string_view end) {
    if (text.size() < end.size()) return false;
    return std::equal(end.begin(), end.end(), text.end() - static_cast<std::ptrdiff_t>(end.size()),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? char(b + 32) : b); });
}

/// Whether a compound file has a stream of this name: names stand in its directory as UTF-16.
bool has_stream(std::string_view bytes, std::string_view name) {
    std::string wide;
    for (const char c : name) wide += {c, '\0'};
    return bytes.find(wide) != std::string_view::npos;
}

/// What a compound file (the container before XLSX) holds, as an error that says what to do.
Error compound_file_error(std::string_view bytes, const std::string& file) {
    const Where where{file, "", 0, 0};
    if (has_stream(bytes, "EncryptedPackage")) return Error(Code::xlsx_encrypted, {}, where);
    if (has_stream(bytes, "WordDocument")) return Error(Code::not_table, {{"format", "Word"}}, where);
    const bool by_wps = has_stream(bytes, "ETExtData") || ends_without_case(file, ".et");
    return Error(by_wps ? Code::et_file : Code::xls_old, {}, where);
}

/// The workbook's part, from the package's relations.
Result<std::string> workbook_part(Container& container, const Limits& limits) {
    const Where where{container.file(), "", 0, 0};
    const auto relations = read_relations(container, "", limits);
    if (!relations) return tl::unexpected(relations.error());
    for (const auto& [id, relation] : *relations) {
        if (relation.type != "officeDocument" || relation.external) continue;
        if (ends_without_case(relation.part, ".bin")) return fail(Code::xlsb_file, {}, where);
        if (begins(relation.part, "word/")) return fail(Code::not_table, {{"format", "Word"}}, where);
        if (begins(relation.part, "ppt/")) return fail(Code::not_table, {{"format", "PowerPoint"}}, where);
        return relation.part;
    }
    if (container.has("content.xml") && container.has("META-INF/manifest.xml"))
        return fail(Code::ods_file, {}, where);
    return tl::unexpected(broken("里面没有工作簿", "it holds no workbook", where));
}

/// The part that the workbook relates to by `type`; empty where there is none.
std::string related(const std::map<std::string, Relation>& relations, std::string_view type) {
    for (const auto& [id, relation] : relations) {
        if (relation.type == type && !relation.external) return relation.part;
    }
    return {};
}

Result<Book> read_sheets(Container& container, const WorkbookPart& workbook,
                         const std::map<std::string, Relation>& relations, SheetContext context) {
    Book book;
    for (const SheetEntry& entry : workbook.sheets) {
        const Where where{container.file(), entry.name, 0, 0};
        const auto relation = relations.find(entry.relation);
        if (relation == relations.end() || relation->second.external) {
            return tl::unexpected(broken("工作表没有对应的内容", "the sheet has no content part", where));
        }
        if (relation->second.type != "worksheet") continue;  // a chart or dialog sheet has no cells
        if (entry.hidden) {
            book.hidden.push_back(entry.name);
            continue;
        }
        Grid grid{container.file(), entry.name, {}, {}, {}};
        if (auto read = read_sheet(container, relation->second.part, context, grid); !read) {
            return tl::unexpected(read.error());
        }
        std::size_t merged = 0;
        const long width = grid.width();
        for (const Range& range : grid.merges) merged += covered_cells(grid, range, width);
        if (merged > context.limits.merged_cells)
            return tl::unexpected(
                too_large("合并单元格数", "merged cells", context.limits.merged_cells, where));
        book.grids.push_back(std::move(grid));
    }
    if (book.grids.empty()) return fail(Code::xlsx_no_sheet, {}, Where{container.file(), "", 0, 0});
    return book;
}

Result<Book> read_package(std::string_view bytes, const std::string& name, const Limits& limits) {
    auto container = Container::open(bytes, name, limits);
    if (!container) return tl::unexpected(container.error());
    const auto part = workbook_part(*container, limits);
    if (!part) return tl::unexpected(part.error());
    const auto workbook = read_workbook_part(*container, *part, limits);
    if (!workbook) return tl::unexpected(workbook.error());
    const auto relations = read_relations(*container, *part, limits);
    if (!relations) return tl::unexpected(relations.error());
    std::vector<std::string> strings;
    if (const std::string shared = related(*relations, "sharedStrings"); !shared.empty()) {
        auto read = read_shared_strings(*container, shared, limits);
        if (!read) return tl::unexpected(read.error());
        strings = std::move(*read);
    }
    std::vector<Shown> styles;
    if (const std::string style_part = related(*relations, "styles"); !style_part.empty()) {
        auto read = read_styles(*container, style_part, limits);
        if (!read) return tl::unexpected(read.error());
        styles = std::move(*read);
    }
    return read_sheets(*container, *workbook, *relations,
                       SheetContext{strings, styles, workbook->epoch1904, limits, 0, 0});
}

}  // namespace

Result<Book> read_xlsx_bytes(std::string_view bytes, const std::string& name, const Limits& limits) {
    const Where where{name, "", 0, 0};
    if (begins(bytes, kCompoundFile)) return tl::unexpected(compound_file_error(bytes, name));
    if (!begins(bytes, kZip) && !begins(bytes, kEmptyZip)) {
        return tl::unexpected(broken("它不是 ZIP 压缩包", "it is no ZIP container", where));
    }
    return read_package(bytes, name, limits);
}

Result<Book> read_xlsx(const std::string& path, const Limits& limits) {
    const auto file = MappedFile::open(path, limits.file_bytes);
    if (!file) return tl::unexpected(file.error());
    return read_xlsx_bytes(file->bytes(), path, limits);
}

Result<Book> read_book_bytes(std::string_view bytes, const std::string& name, const Limits& limits) {
    if (begins(bytes, kCompoundFile) || begins(bytes, kZip) || begins(bytes, kEmptyZip)) {
        return read_xlsx_bytes(bytes, name, limits);
    }
    if (ends_without_case(name, ".xlsx")) {
        if (auto foreign = foreign_format(bytes, {name, "", 0, 0}))
            return tl::unexpected(std::move(*foreign));
        return tl::unexpected(broken("它不是 ZIP 压缩包", "it is no ZIP container", Where{name, "", 0, 0}));
    }
    auto grid = read_csv_bytes(bytes, name, limits);
    if (!grid) return tl::unexpected(grid.error());
    Book book;
    book.grids.push_back(std::move(*grid));
    return book;
}

Result<Book> read_book(const std::string& path, const Limits& limits) {
    const auto file = MappedFile::open(path, limits.file_bytes);
    if (!file) return tl::unexpected(file.error());
    return read_book_bytes(file->bytes(), path, limits);
}

}  // namespace yuanheng::sheet
