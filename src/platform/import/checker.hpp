#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/import/import.hpp"
#include "platform/import/target.hpp"
#include "sheet/columns.hpp"
#include "sheet/grid.hpp"

namespace yuanheng::platform {

/// A row that will be written, as import_row has it.
struct RowToStage {
    std::string sheet;
    long row = 0;
    Id record;
    bool is_new = false;
    std::string before, after;
};

/// Reads the tables of a file for a target: finds their columns, lets the target say what each row becomes,
/// and keeps what is wrong with its place. Reads only.
class ImportChecker {
public:
    ImportChecker(Services& services, JobWork& work, const Batch& batch, db::Session& db,
                  const std::vector<sheet::Grid>& grids);

    /// False where the job is to stop.
    bool run();

    std::int64_t rows = 0, fresh = 0, changed = 0, same = 0, bad = 0;
    BatchReport report;
    std::vector<RowToStage> staged;
    std::map<std::size_t, Errors> marked;  ///< problems of cells, by table: for the error workbook
    Errors others;                         ///< problems of the whole file
    bool unusable = false;                 ///< nothing of the file can be taken, whatever its rows say

private:
    void whole_problem(Error error);
    void cell_problem(std::size_t grid, Error error);
    void problem(std::size_t grid, long row, int known, Error error);
    void report_first_problems();
    RowText row_text(std::size_t grid, long row) const;
    std::string labels_missing(const sheet::Columns& columns) const;
    void no_table();
    void tell(std::size_t grid);
    void keep_unused(const sheet::Columns& columns);
    bool read_sheet(std::size_t grid, ImportRows& part);
    bool has_data(std::size_t grid, const sheet::Row& row) const;
    Result<const sheet::Cell*> cell_of(std::size_t grid, const sheet::MergedCells& merged,
                                       const sheet::Row& row, const sheet::ColumnUse& use);
    bool untitled(std::size_t grid, const sheet::Row& row);
    void settle(std::size_t grid, ImportRows& part);

    JobWork& work_;
    const Batch& batch_;
    const ImportTarget& target_;
    Change change_;
    const sheet::ColumnFinder finder_;
    const std::vector<sheet::Grid>& grids_;
    std::map<std::size_t, sheet::Columns> columns_;  ///< of the tables that are read
    std::string missing_;                            ///< key columns that a table lacks
    sheet::Columns without_key_;                     ///< of that table
    std::size_t untitled_ = 0;                       ///< texts under no title
    std::int64_t done_ = 0, total_ = 0;
    std::int64_t merged_taken_ = 0;  ///< cells that have the content of a merged one above them
};

}  // namespace yuanheng::platform
