#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/import/cells.hpp"
#include "platform/import/columns.hpp"
#include "platform/import/import.hpp"
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

/// Compares the tables of a file with the records that are there: what each row would become, and what is
/// wrong with it. Reads only; the rules of the entity are asked of every row by one Change, so that their
/// look-ups are made once.
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
    /// One row of the file on its way to a record.
    struct Reading {
        long row = 0;
        reflect::Record after;           ///< a fresh record with what the row says
        std::vector<std::size_t> given;  ///< fields that the row says something of
        bool bad = false;
    };
    struct Known {
        reflect::Record row;
        bool mine = false;  ///< the actor may change it
    };
    /// Where problems stand: a table, and what its columns are.
    struct Place {
        std::size_t grid;
        const SheetColumns& columns;
        const sheet::MergedCells& merged;
    };

    void whole_problem(Error error);
    void problem(const Place& place, long row, int field, Error error);
    void refuse(const Place& place, Reading& reading, Error error);
    void report_first_problems();
    RowText row_text(std::size_t grid, long row) const;
    std::string missing_keys(const SheetColumns& columns) const;
    void no_table();
    bool read_sheet(const Place& place);
    Reading read_row(const Place& place, const sheet::Row& row);
    Result<const sheet::Cell*> cell_of(const Place& place, const sheet::Row& row, const ColumnUse& use);
    bool has_data(const Place& place, const sheet::Row& row) const;
    void settle_part(const Place& place, std::vector<Reading>& part);
    void unique(const Place& place, Reading& reading, const std::string& key);
    void settle_row(const Place& place, Reading& reading, const reflect::Record* before);
    bool other_zone(const reflect::Record& row) const;

    Services& services_;
    JobWork& work_;
    const Batch& batch_;
    const Table table_;
    Change change_;
    CellReader cells_;
    const std::optional<Scope> scope_;
    const std::vector<sheet::Grid>& grids_;
    const std::int64_t now_;
    std::map<std::size_t, SheetColumns> columns_;                         ///< of the tables that are read
    std::unordered_map<std::string, std::pair<std::size_t, long>> seen_;  ///< where each key stands first
    std::string missing_;                                                 ///< key columns that a table lacks
    std::int64_t done_ = 0, total_ = 0;
    std::int64_t merged_taken_ = 0;  ///< cells that have the content of a merged one above them
};

}  // namespace yuanheng::platform
