#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "formula/value.hpp"

namespace yuanheng::scoring {

struct CaseRow;  // scheme_case.hpp

/// Where the values of some fields came from: one sheet of one file of one department.
struct Feed {
    std::string department;
    std::string file;
    std::string sheet;
    std::string sha256;                    ///< of the file's bytes
    std::vector<std::uint32_t> sheet_row;  ///< per enterprise the row it was read from; 0: not in this feed
    std::vector<int> sheet_column;         ///< per schema field its column in the sheet; 0: not in this feed
};

/// Where the records of a table-valued input stand: as the table's records, file and row of each.
struct RecordOrigins {
    struct Sheet {
        std::string file, sheet;
    };
    std::vector<Sheet> sheets;
    std::vector<std::uint32_t> sheet;  ///< per record, index into `sheets`; empty: not known
    std::vector<std::uint32_t> row;    ///< per record
};

struct Parts;

/// The data of one year: enterprises × the scheme's inputs, with the origin of every value. Rows are in
/// ascending order of credit code, each code once: results cannot depend on the order in which files were
/// read.
struct Dataset {
    std::vector<std::string> codes;  ///< unified social credit code, or the key that the scheme names
    std::vector<std::string> names;
    formula::Columns columns;
    std::vector<Feed> feeds;
    /// Which feed a value came from, where several feeds give the field: (field, row) → index of the feed.
    std::map<std::pair<int, std::uint32_t>, std::size_t> field_feed;
    std::vector<RecordOrigins> records;  ///< as columns.tables; shorter where they are not known
    std::shared_ptr<const Parts> parts;  ///< null where nothing was merged

    std::size_t size() const { return codes.size(); }
    /// Row of a code, or −1.
    std::ptrdiff_t find(std::string_view code) const;
    /// SHA-256 over codes, names and values in a canonical form: the snapshot id of a run.
    std::string snapshot(const formula::Schema& schema) const;
};

/// What units 评价单元 were added up from.
struct Parts {
    Dataset persons;  ///< before merging
    /// Of units of several: by the code of the holder, rows of `persons`, the holder's own first.
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> members;
};

/// The cell a value came from; sheet row 0 where it is not known.
struct Origin {
    const Feed* feed = nullptr;
    std::uint32_t row = 0;
    int column = 0;
};
Origin origin(const Dataset& data, int field, std::size_t row);

/// The enterprises of these rows, in this order, with their origins. No row twice.
Dataset picked(const Dataset& data, const std::vector<std::uint32_t>& rows);

/// The same enterprises in ascending order of code. Precondition: no code twice.
Dataset sorted(Dataset data);

/// Writes a value, rational where it is a number, into a cell of a column that has this row.
void set_value(formula::Column& column, std::size_t row, const formula::Value& value);

/// The data that a worked case writes. Precondition: no code twice; the rows are of this schema.
Dataset read_rows(const formula::Schema& schema, const std::vector<CaseRow>& rows);

}  // namespace yuanheng::scoring
