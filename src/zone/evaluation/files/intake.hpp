#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/run/run.hpp"
#include "sheet/columns.hpp"

namespace yuanheng::evaluation {

/// One sheet that was read, and what became of it.
struct SheetReport {
    std::string file, sheet;
    std::size_t rows = 0;              ///< of enterprises below the header; totals and remarks are none
    std::size_t taken = 0;             ///< rows whose code was accepted
    std::vector<std::string> matched;  ///< codes of the inputs found in it
    std::size_t lost = 0;              ///< rows that were left out; the same row twice loses nothing
    std::size_t lost_columns =
        0;  ///< known ones that cannot be used: they stand twice, their unit does not fit
};

/// Somebody who is evaluated with the holder of the land, and shares the result.
struct Member {
    std::string code, name;
    std::string holder;  ///< code of the unit of evaluation
};

/// 独立评价: what a member of a unit, or its holder, gets by itself where the scheme asks for both.
struct Alone {
    Member who;
    scoring::State state = scoring::State::out_of_scope;
    std::string grade;  ///< empty: none
    std::string total;  ///< as total_text gives it
};

/// What the reading of a folder found. Errors keep a value or a row out; warnings do not.
struct IntakeReport {
    std::vector<SheetReport> sheets;
    Errors errors, warnings;
    std::vector<std::string> unread;         ///< files that look like tables, of which nothing was read
    std::vector<std::string> absent_inputs;  ///< inputs of the scheme that no file has
    std::vector<Member> merged;              ///< who was joined to a unit of evaluation (merging.hpp)
    std::vector<Alone> alone;                ///< the holder of each such unit first, then its members
};

/// The data of one year, read from departments' files.
struct Intake {
    scoring::Dataset data;
    std::shared_ptr<const scoring::Dataset> persons;  ///< before merging, where they are evaluated alone too
    std::vector<scoring::ManualChange> manual;  ///< from 手动调档.* or manual.*, where the folder has it
    IntakeReport report;
    /// Per feed of the data, by field: from the unit in the column's header to the input's. No entry: 1.
    std::vector<std::map<int, Rational>> factors;
};

/// 列对应: what a column of the files is for, where its title does not say it.
struct ColumnMap {
    std::string file;  ///< its name, with or without ending, or its sheet's; empty: any
    sheet::MappedColumn column;
};
/// Reads "税务.csv:入库税额=tax": before the colon the file, which may be absent; the input's code, label or
/// alias, or "-" where the column is of no use. Error intake_bad_map.
Result<ColumnMap> parse_column_map(std::string_view text);

/// Reads every CSV, TSV, TXT and XLSX file of a folder (or one file; folders and other files in it are named,
/// but for what systems leave there: Thumbs.db, ~$…), joins the departments' tables on the credit code and
/// fills the scheme's inputs. A file or sheet named 名录 or register fixes who is listed; without one
/// everyone in any file is. Nothing is guessed: a row with a bad code, a cell that is no number, two
/// different values for one code are left out and reported with file, sheet, row and column. Errors: the
/// folder cannot be read, or holds no usable table; intake_map_unknown.
Result<Intake> read_folder(const scoring::Scheme& scheme, const std::string& folder,
                           const std::vector<ColumnMap>& maps = {});

/// Writes the template for a department's file: the credit code, the name and the inputs that the department
/// reports (all inputs where `department` is empty). Error app_unknown_department.
Result<void> write_department_template(const scoring::Scheme& scheme, const std::string& department,
                                       const std::string& path, Language language);

/// At most so many warnings of one kind are made for one file or column.
inline constexpr std::size_t kMostAlike = 200;

}  // namespace yuanheng::evaluation
