#include "zone/evaluation/files/corrections.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.hpp"
#include "sheet/cell_value.hpp"
#include "sheet/template.hpp"
#include "sheet/xlsx.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/files/table_reader.hpp"

namespace yuanheng::evaluation {

namespace {

constexpr std::size_t kSheetName = 31;  ///< UTF-16 units that a sheet's name may have

/// Warnings that are probably mistakes; the others (a new name, a file without somebody) may well be right.
bool doubtful(const Error& warning) {
    return warning.code == Code::intake_out_of_range || warning.code == Code::intake_jump;
}

/// "税务·表一", the file's part cut where it is too long; a CSV file's sheet has no name of its own.
std::string name_of(const std::string& file, const std::string& sheet) {
    std::u32string stem = code_points(std::filesystem::path(file).stem().string());
    const std::string tail = sheet.empty() ? "" : std::string(kBetweenNames) + sheet;
    while (!stem.empty() && sheet::utf16_length(utf8(stem) + tail) > kSheetName) stem.pop_back();
    return stem.empty() ? sheet : utf8(stem) + tail;
}

bool stands_in(const Error& error, const sheet::Grid& grid) {
    if (error.where.file != grid.file || error.where.line < 1) return false;
    return grid.sheet.empty() || error.where.sheet == grid.sheet;
}

}  // namespace

Result<std::vector<std::string>> write_corrections(const IntakeReport& report, const std::string& path,
                                                   std::int64_t created_seconds, Language language) {
    std::set<std::string> files;
    for (const Error& e : report.errors) {
        if (e.where.line > 0) files.insert(e.where.file);
    }
    for (const Error& w : report.warnings) {
        if (doubtful(w) && w.where.line > 0) files.insert(w.where.file);
    }
    std::vector<sheet::MarkedGrid> tables;
    for (auto file = files.begin(); file != files.end();) {
        auto book = sheet::read_book(*file);
        if (!book) {  // a text that is broken has a line too, but there is no table to give back
            file = files.erase(file);
            continue;
        }
        for (sheet::Grid& grid : book->grids) {
            sheet::MarkedGrid table{std::move(grid), "", {}, {}};
            table.name = name_of(*file, table.grid.sheet);
            const auto here = [&](const Error& e) { return stands_in(e, table.grid); };
            std::copy_if(report.errors.begin(), report.errors.end(), std::back_inserter(table.errors), here);
            std::copy_if(report.warnings.begin(), report.warnings.end(), std::back_inserter(table.warnings),
                         here);
            tables.push_back(std::move(table));
        }
        ++file;
    }
    Errors others;
    std::copy_if(report.errors.begin(), report.errors.end(), std::back_inserter(others),
                 [&](const Error& e) { return e.where.line < 1 || !files.contains(e.where.file); });
    if (tables.empty() && others.empty()) return std::vector<std::string>{};
    if (auto done = sheet::write_error_workbook(path, tables, others, created_seconds, language); !done) {
        return tl::unexpected(done.error());
    }
    return std::vector<std::string>(files.begin(), files.end());
}

}  // namespace yuanheng::evaluation
