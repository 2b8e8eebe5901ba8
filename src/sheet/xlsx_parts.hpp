#pragma once

#include <map>
#include <string>
#include <vector>

#include "sheet/cell_value.hpp"
#include "sheet/container.hpp"

namespace yuanheng::sheet {

/// A relationship between parts.
struct Relation {
    std::string type;  ///< the last word of its type: worksheet, sharedStrings, styles …
    std::string part;  ///< the target's name in the container
    bool external = false;
};

/// Relations of `part` ("" for the package) by id. None where it has no relationships part.
Result<std::map<std::string, Relation>> read_relations(Container& container, const std::string& part,
                                                       const Limits& limits);

struct SheetEntry {
    std::string name;
    std::string relation;
    bool hidden = false;
};

struct WorkbookPart {
    std::vector<SheetEntry> sheets;
    bool epoch1904 = false;
};

Result<WorkbookPart> read_workbook_part(Container& container, const std::string& part, const Limits& limits);
Result<std::vector<std::string>> read_shared_strings(Container& container, const std::string& part,
                                                     const Limits& limits);
/// How each cell format (the s attribute of a cell) shows a number.
Result<std::vector<Shown>> read_styles(Container& container, const std::string& part, const Limits& limits);

/// An attribute that says yes.
inline bool is_true(std::string_view text) { return text == "1" || text == "true"; }

/// Adds character data to a cell's text under the limit of limits.cell_characters.
class TextGatherer {
public:
    explicit TextGatherer(const Limits& limits) : max_bytes_(limits.cell_characters * 4) {}
    void clear() { text_.clear(); }
    /// False where the text becomes longer than any cell's may be.
    bool add(std::string_view piece) {
        text_ += piece;
        return text_.size() <= max_bytes_;
    }
    std::string& text() { return text_; }

private:
    std::size_t max_bytes_;
    std::string text_;
};

}  // namespace yuanheng::sheet
