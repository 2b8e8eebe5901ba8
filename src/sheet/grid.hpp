#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"
#include "base/rational.hpp"

namespace yuanheng::sheet {

/// One cell as a reader found it.
struct Cell {
    enum class Kind : unsigned char {
        empty,
        text,     ///< `text` as it stands in the file, blanks included. Every cell of a CSV that is neither
                  ///< empty nor an error is text.
        number,   ///< `number`, and `text` is its decimal; see below
        boolean,  ///< `text` is TRUE or FALSE, `number` 1 or 0
        date,  ///< `text` is 2024-12-31, 2024-12-31 08:30:00 or 08:30:00; `number` is the serial day number
        error  ///< `text` is #N/A, #REF!, #DIV/0! …, or what stands for a number and is none: NaN
    };

    Kind kind = Kind::empty;
    /// An identification code that a spreadsheet turned into a number and so lost digits of: a number of 16
    /// and more digits (`text` is then what the file holds, "9.1330100123456E+17" or "913301001234560000"),
    /// or such an exponent form as text ("9.1330E+17").
    bool mangled = false;
    /// A number that is shown as a percentage: number 0.35, text "0.35", shown as 35%.
    bool percent = false;
    double number = 0;
    /// A number of an XLSX means the decimal of 15 significant digits that Excel shows and computes with
    /// (0.302 for the stored 0.30199999999999999); it stands here without exponent, and `number` is the
    /// double nearest to it.
    std::string text;

    bool empty() const { return kind == Kind::empty; }
    bool is_number() const { return kind == Kind::number; }
    /// The exact value of a number cell, or of a text that is a plain decimal. Error bad_number.
    Result<Rational> exact() const;

    friend bool operator==(const Cell&, const Cell&) = default;
};

/// A row with content. `cells[i]` stands in column i + 1; the last one is not empty.
struct Row {
    long number = 0;  ///< from 1, as the user's program shows it
    std::vector<Cell> cells;
    /// Of a CSV file: the cells that its line has, the empty ones at the end included; otherwise 0.
    std::size_t fields = 0;

    friend bool operator==(const Row& a, const Row& b) { return a.number == b.number && a.cells == b.cells; }
};

/// A rectangle of cells, ends included, counted from 1.
struct Range {
    long first_row = 0, first_column = 0, last_row = 0, last_column = 0;

    bool contains(long row, long column) const {
        return row >= first_row && row <= last_row && column >= first_column && column <= last_column;
    }
    friend bool operator==(const Range&, const Range&) = default;
};

/// One table: a CSV file, or a visible sheet of a workbook.
struct Grid {
    std::string file;       ///< as the user named it
    std::string sheet;      ///< empty for a CSV file
    std::vector<Row> rows;  ///< rows with content only, ascending by number
    std::vector<Range> merges;
    /// What was repaired in it and what may be overlooked, each with its place: invisible characters, hidden
    /// rows and columns. Nothing here keeps a cell out.
    Errors notes;

    /// The cell, or an empty one. O(log rows).
    const Cell& at(long row, long column) const;
    /// The cell that a user sees there: inside a merged range that is the range's upper left cell. O(merges):
    /// meant for headers.
    const Cell& merged_at(long row, long column) const;
    /// The widest row's number of columns.
    long width() const;
    /// The place of a cell, for error messages.
    Where where(long row, long column) const {
        return Where{file, sheet.empty() ? std::string(kCsvSheet) : sheet, row, column};
    }

    friend bool operator==(const Grid&, const Grid&) = default;
};

/// Which cells of a sheet show the content of another one, because a merged range covers them.
class MergedCells {
public:
    /// What a cell that a merged range covers could stand for.
    struct Content {
        const Range& range;
        const Cell& cell;  ///< the range's upper left one
        bool down;         ///< the covered cell is in its column
    };

    /// `grid` must outlive it. Looks at rows with content only, of which Limits::merged_cells bounds the
    /// cells.
    explicit MergedCells(const Grid& grid);
    /// The range that covers the cell with its upper left one; nullptr where the cell stands for itself.
    const Range* over(long row, long column) const {
        const auto found = covered_.find(key(row, column));
        return found == covered_.end() ? nullptr : found->second;
    }
    /// The content of the range over a cell below the row `header`; nothing where the cell stands for itself,
    /// or the range reaches into the header or says that there is no value.
    std::optional<Content> content(long row, long column, long header) const;

private:
    static long key(long row, long column) { return row * 32'768 + column; }

    const Grid& grid_;
    std::unordered_map<long, const Range*> covered_;
};

/// How many cells `range` has in rows with content, of a sheet so wide.
std::size_t covered_cells(const Grid& grid, const Range& range, long width);

/// "A3:C3".
std::string range_name(const Range& range);

/// Collects notes about a sheet: at most kMostNotes of a kind, and how many more there are.
class Notes {
public:
    explicit Notes(Grid& grid) : grid_(grid) {}
    void add(Error note);
    /// Adds how many were not added.
    void finish();
    /// Cleans a cell's text, takes it for what it is (an error, a code that lost digits), and notes what it
    /// did.
    void settle(Cell& cell, long row, long column);

private:
    Grid& grid_;
    std::map<std::string, std::size_t> counts_;  ///< by the name of the code
};

/// Notes of one kind that a sheet has at most.
inline constexpr std::size_t kMostNotes = 20;

/// Everything a file holds.
struct Book {
    std::vector<Grid> grids;  ///< one for a CSV file; the visible sheets of a workbook, in their order
    std::vector<std::string> hidden;  ///< names of the sheets that were left out because they are hidden
};

/// A to XFD, counted from 1. Result 0 where `letters` is no column.
long column_number(std::string_view letters);
/// 1 → A, 28 → AB.
std::string column_letters(long column);

/// Whether a text is what a spreadsheet leaves of an 18-character code: 9.1330E+17, 9.1330100123456E17.
bool is_mangled_code(std::string_view text);

}  // namespace yuanheng::sheet
