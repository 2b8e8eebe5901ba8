#pragma once

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/entity/entities.hpp"
#include "platform/request/change.hpp"
#include "sheet/columns.hpp"
#include "sheet/template.hpp"

namespace yuanheng::platform {

struct Batch;
struct Call;

/// A row of a file, on its way to what it becomes.
struct ImportRow {
    /// A cell under a known column.
    struct Said {
        const sheet::ColumnUse* use;
        const sheet::Cell* cell;
    };
    enum class Becomes : unsigned char { nothing, bad, same, fresh, changed };

    std::string sheet;
    long number = 0;
    std::vector<Said> said;  ///< while the file is checked
    Becomes becomes = Becomes::nothing;
    std::vector<std::pair<int, Error>> problems;  ///< with the known column, −1 for the row: it is bad then
    Id record;                                    ///< what it is about
    std::string before;                           ///< JSON; empty where it is new
    std::string after;                            ///< JSON, its members named as the columns
};

/// Some thousand rows of an import at most, in their order. The same object goes through all of them.
struct ImportRows {
    const Batch& batch;
    std::vector<ImportRow> rows = {};
    Errors notes = {};  ///< of a check: what the user should know, of all rows so far
    /// What stands in the way of writing or taking back, of all rows so far: nothing is written where there
    /// is any.
    Errors in_the_way = {};
};

/// Thrown by `publish` and `undo`: ends the transaction, and nothing is written.
struct ImportRefused {
    Errors errors;
};

/// What can be imported 导入对象: the records of an entity, the figures that departments collect. A file is
/// checked in parts, then written in parts in one transaction, and may be taken back so; all else is the
/// platform's: recognising columns, staging, the report, the workbook to correct, the audit chain.
struct ImportTarget {
    std::string name;  ///< as batches name it: device
    std::string path;  ///< /api/PATH/imports and /api/PATH/template
    Label label;       ///< 设备
    Policy who;        ///< may import, and see the batches of others

    /// The columns that a file may have. What is a key has to be there.
    std::function<std::vector<sheet::KnownColumn>(const Services&)> columns;
    /// Says what each row becomes, and is wrong with it; reads only. What it needs for all parts it keeps by
    /// Change::once().
    std::function<void(Change&, ImportRows&)> check;
    /// Writes the rows. Throws ImportRefused where something is no longer as it was checked.
    std::function<void(Change&, ImportRows&)> publish;
    /// Takes the rows back, where all is still as they left it; otherwise adds to `in_the_way`.
    std::function<void(Change&, ImportRows&)> undo;
    /// Names what made `publish` throw, in `in_the_way`; asked afterwards, of all parts. May be absent.
    std::function<void(Change&, ImportRows&)> look = {};
    /// The workbook to fill in; where absent, it is made of the columns.
    std::function<sheet::TemplateSpec(Call&)> form = {};
    const Table* table = nullptr;  ///< whose records the rows are; null where they are no records
};

/// The records of an entity as a target.
ImportTarget target_of(const Table& table);

/// The targets of an installation.
class ImportTargets {
public:
    ImportTargets(const Entities& entities, std::vector<ImportTarget> more);

    /// Null where there is none of that name.
    const ImportTarget* find(std::string_view name) const;
    /// Throws std::logic_error where there is none.
    const ImportTarget& target(std::string_view name) const;
    auto begin() const { return targets_.begin(); }
    auto end() const { return targets_.end(); }

private:
    std::deque<ImportTarget> targets_;  // what refers to one stays good
};

}  // namespace yuanheng::platform
