#include "zone/evaluation/files/intake.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "sheet/header_text.hpp"
#include "sheet/template.hpp"
#include "sheet/xlsx.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/files/joining.hpp"
#include "zone/evaluation/files/plain_intake.hpp"

namespace yuanheng::evaluation {

namespace {

namespace fs = std::filesystem;

bool is_manual(const std::string& file, const std::string& sheet) {
    const auto names = names_of(file, sheet);
    return std::any_of(names.begin(), names.end(), [](const std::string& name) {
        return name.find("手动调档") != std::string::npos || name == "manual";
    });
}

/// What operating systems and office programs leave in a folder.
bool is_litter(const std::string& name) {
    return name.starts_with(".") || name.starts_with("~$") || name == "__MACOSX" ||
           lower(name) == "thumbs.db" || lower(name) == "desktop.ini";
}

/// The tables of a folder in the order of their names; what else is there is noted.
Result<std::vector<std::string>> table_files(const std::string& folder, Errors& notes) {
    static const std::set<std::string> kTables{".csv", ".tsv",  ".txt",  ".xlsx", ".xls",
                                               ".et",  ".xlsm", ".xlsb", ".ods"};
    std::error_code status;
    if (fs::is_regular_file(folder, status)) return std::vector<std::string>{folder};
    std::vector<std::string> out;
    for (fs::directory_iterator at(folder, status), end; !status && at != end; at.increment(status)) {
        const std::string name = at->path().filename().string();
        if (is_litter(name)) continue;
        if (at->is_directory()) {
            notes.push_back(Error(Code::intake_folder_skipped, {{"name", name}}, {folder, "", 0, 0}));
        } else if (at->is_regular_file() && kTables.contains(lower(at->path().extension().string()))) {
            out.push_back(at->path().string());
        } else {
            notes.push_back(Error(Code::intake_file_skipped, {{"name", name}}, {folder, "", 0, 0}));
        }
    }
    if (status) return fail(Code::file_unreadable, {{"path", folder}, {"detail", status.message()}});
    std::sort(out.begin(), out.end());
    std::sort(notes.begin(), notes.end(),
              [](const Error& a, const Error& b) { return a.arguments < b.arguments; });
    return out;
}

std::string hash_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return in ? sha256_hex(in) : "";
}

/// What the maps say of a sheet, and which of them that was.
struct Applying {
    std::vector<sheet::MappedColumn> columns;
    std::vector<std::size_t> maps;
};
Applying applying_to(const sheet::Grid& grid, const std::vector<ColumnMap>& maps) {
    std::vector<std::string> names = names_of(grid.file, grid.sheet);
    names.push_back(fs::path(grid.file).filename().string());
    Applying out;
    for (std::size_t i = 0; i < maps.size(); ++i) {
        const std::string& file = maps[i].file;
        if (!file.empty() && std::find(names.begin(), names.end(), file) == names.end()) continue;
        out.columns.push_back(maps[i].column);
        out.maps.push_back(i);
    }
    return out;
}

/// Every map names a column that the scheme knows.
Result<void> check_maps(const scoring::Scheme& scheme, const std::vector<ColumnMap>& maps) {
    std::vector<sheet::ColumnFinder> finders;
    for (int t = -1; !maps.empty() && t < static_cast<int>(scheme.schema.tables.size()); ++t)
        finders.push_back(finder_of(scheme, t));
    for (const ColumnMap& map : maps) {
        const std::string& name = map.column.name;
        if (name.empty() || std::any_of(finders.begin(), finders.end(),
                                        [&](const sheet::ColumnFinder& f) { return f.find(name) >= 0; }))
            continue;
        std::vector<std::string_view> names;
        for (const sheet::ColumnFinder& f : finders) {
            for (const sheet::KnownColumn& k : f.known()) names.insert(names.end(), {k.name, k.label.zh});
        }
        const auto near = nearest(name, names);
        return fail(Code::intake_map_unknown,
                    {{"header", map.column.title},
                     {"name", name},
                     {"suggestion", near ? "→ “" + std::string(*near) + "”？" : ""}});
    }
    return {};
}

/// Whether a sheet has the shape of a table: two rows of several cells.
bool looks_like_table(const sheet::Grid& grid) {
    const auto several = [](const sheet::Row& row) {
        return std::count_if(row.cells.begin(), row.cells.end(), [](const auto& c) { return !c.empty(); }) >
               1;
    };
    return std::count_if(grid.rows.begin(), grid.rows.end(), several) > 1;
}

/// A row without a code changes nobody's grade and is said.
std::vector<scoring::ManualChange> read_manual(const sheet::Grid& grid, IntakeReport& report) {
    std::vector<scoring::ManualChange> out;
    if (grid.rows.empty()) return out;
    std::map<std::string, long> at;
    for (std::size_t c = 0; c < grid.rows[0].cells.size(); ++c) {
        at[sheet::split_header(grid.rows[0].cells[c].text).name] = static_cast<long>(c) + 1;
    }
    const auto read = [&](long row, std::initializer_list<const char*> names) {
        for (const char* name : names) {
            if (at.contains(name)) return std::string(trim(grid.at(row, at[name]).text));
        }
        return std::string();
    };
    for (std::size_t r = 1; r < grid.rows.size(); ++r) {
        const long row = grid.rows[r].number;
        scoring::ManualChange change{read(row, {"统一社会信用代码", "信用代码", "code"}),
                                     read(row, {"等级", "调整后等级", "grade"}),
                                     read(row, {"理由", "调档理由", "reason"}),
                                     read(row, {"附件", "依据", "attachment"}),
                                     read(row, {"经办人", "by"}),
                                     read(row, {"日期", "date"})};
        if (change.code.empty()) {
            report.errors.push_back(Error(Code::intake_no_code, {}, grid.where(row, 1)));
        } else {
            out.push_back(std::move(change));
        }
    }
    return out;
}

/// One file's sheets to tables.
void read_file(const scoring::Scheme& scheme, const std::string& file, const std::vector<ColumnMap>& maps,
               std::set<std::size_t>& applied, std::vector<ReadTable>& tables, Intake& out) {
    const auto book = sheet::read_book(file);
    if (!book) {
        out.report.errors.push_back(book.error());
        out.report.unread.push_back(file);
        return;
    }
    for (const std::string& name : book->hidden) {
        if (name.starts_with("选项")) continue;  // the drop-down lists of our own templates
        out.report.warnings.push_back(Error(Code::intake_hidden_sheet, {{"name", name}}, {file, name, 0, 0}));
    }
    const std::string hash = hash_of(file);
    bool used = false, table = false;
    for (const sheet::Grid& grid : book->grids) {
        if (sheet::is_error_list(grid.sheet)) continue;
        out.report.warnings.insert(out.report.warnings.end(), grid.notes.begin(), grid.notes.end());
        if (is_manual(file, grid.sheet)) {
            for (auto& change : read_manual(grid, out.report)) out.manual.push_back(std::move(change));
            used = true;
            continue;
        }
        SheetReport report{file, grid.sheet, 0, 0, {}};
        const Applying applying = applying_to(grid, maps);
        const auto header = find_header(scheme, grid, applying.columns, report, out.report);
        if (!header) {
            table = table || looks_like_table(grid);
            if (!grid.rows.empty()) {
                out.report.warnings.push_back(Error(Code::intake_no_header, {}, {file, grid.sheet, 0, 0}));
            }
            continue;
        }
        used = true;
        tables.push_back(read_table(scheme, grid, *header, report, out.report));
        tables.back().sha256 = hash;
        for (const std::size_t at : header->found.mapped) applied.insert(applying.maps[at]);
        out.report.sheets.push_back(std::move(report));
    }
    if (table && !used) out.report.unread.push_back(file);
}

}  // namespace

Result<ColumnMap> parse_column_map(std::string_view text) {
    const std::size_t equals = text.rfind('=');
    const std::string_view before = text.substr(0, equals);
    const std::size_t colon = before.find(':');
    const std::string_view title = trim(colon == std::string_view::npos ? before : before.substr(colon + 1));
    const std::string_view name = equals == std::string_view::npos ? "" : trim(text.substr(equals + 1));
    if (title.empty() || name.empty()) return fail(Code::intake_bad_map, {{"text", std::string(text)}});
    return ColumnMap{std::string(trim(colon == std::string_view::npos ? "" : before.substr(0, colon))),
                     {std::string(title), name == "-" ? "" : std::string(name)}};
}

Result<Intake> read_folder(const scoring::Scheme& scheme, const std::string& folder,
                           const std::vector<ColumnMap>& maps) {
    Errors notes;
    const auto files = table_files(folder, notes);
    if (!files) return tl::unexpected(files.error());
    if (auto fine = check_maps(scheme, maps); !fine) return tl::unexpected(fine.error());
    if (maps.empty()) {
        if (auto plain = read_plain(scheme, *files)) {
            plain->report.warnings.insert(plain->report.warnings.begin(), notes.begin(), notes.end());
            return std::move(*plain);
        }
    }
    Intake out;
    out.report.warnings = std::move(notes);
    std::vector<ReadTable> tables;
    std::set<std::size_t> applied;
    for (const std::string& file : *files) read_file(scheme, file, maps, applied, tables, out);
    for (std::size_t i = 0; i < maps.size(); ++i) {
        if (applied.contains(i)) continue;
        out.report.warnings.push_back(
            Error(Code::intake_map_unused, {{"header", maps[i].column.title}}, {maps[i].file, "", 0, 0}));
    }
    if (tables.empty()) {
        if (!out.report.errors.empty()) return tl::unexpected(out.report.errors.front());
        for (const Error& warning : out.report.warnings) {
            if (warning.code == Code::intake_no_header) return tl::unexpected(warning);
        }
        return fail(Code::intake_no_table, {{"path", folder}});
    }
    join(scheme, std::move(tables), out);
    return out;
}

}  // namespace yuanheng::evaluation
