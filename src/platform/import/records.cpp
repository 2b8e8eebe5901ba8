#include "platform/import/records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"
#include "platform/import/cells.hpp"
#include "platform/import/columns.hpp"
#include "platform/import/import.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Record;

bool same_values(const Record& a, const Record& b) {
    return std::equal(a.begin() + Table::kStandard, a.end(), b.begin() + Table::kStandard, b.end());
}

/// Compares the rows of a file with the records that are there: what each would become, and what is wrong
/// with it. The rules of the entity are asked of every row by one Change, so that their look-ups are made
/// once.
class RecordCheck {
public:
    RecordCheck(const Table& table, Change& change, const Batch& batch)
        : table_(table),
          fields_(imported_fields(table)),
          zone_(batch.zone),
          now_(change.services.clock()),
          cells_(change.db, table, change.services, change.actor, batch.zone),
          scope_(authorize(change.actor, table.entity.rules.import).value_or(Scope())) {}

    void check(Change& change, ImportRows& part) {
        std::vector<Reading> readings;
        for (ImportRow& row : part.rows) readings.push_back(read(change, row));
        settle_all(change, readings);
        part.notes.clear();
        if (cells_.scientific() > 0)
            part.notes.push_back(
                Error(Code::import_scientific, {{"count", std::to_string(cells_.scientific())}}));
        for (const auto& [field, count] : cells_.rounded()) {
            const Field& f = table_.field(field);
            part.notes.push_back(
                about(Code::import_rounded, f.label,
                      {{"count", std::to_string(count)}, {"places", std::to_string(f.scale())}}));
        }
    }

private:
    /// One row of the file on its way to a record.
    struct Reading {
        ImportRow* row;
        Record after;                    ///< a fresh record with what the row says
        std::vector<std::size_t> given;  ///< fields that the row says something of
    };
    struct Known {
        Record row;
        bool mine = false;  ///< the actor may change it
    };

    /// A problem of a field; of the row where it is −1.
    void problem(ImportRow& row, int field, Error error) const {
        const auto at = std::find(fields_.begin(), fields_.end(), static_cast<std::size_t>(field));
        row.problems.emplace_back(
            field < 0 || at == fields_.end() ? -1 : static_cast<int>(at - fields_.begin()), std::move(error));
    }
    void refuse_row(ImportRow& row, Error error) const {
        problem(row, table_.key.empty() ? -1 : static_cast<int>(table_.key.front()), std::move(error));
    }

    Reading read(Change& change, ImportRow& row) {
        Reading out{&row, table_.fresh(change.services.ids.next(), change.actor.user, now_), {}};
        if (const int zone = table_.index("zone_id"); zone >= 0)
            out.after[static_cast<std::size_t>(zone)] = null_if_empty(zone_);
        for (const ImportRow::Said& said : row.said) {
            const std::size_t field = fields_[said.use->known];
            auto value = cells_.value(*said.cell, field, said.use->factor);
            if (!value) {
                problem(row, static_cast<int>(field), std::move(value.error()));
            } else if (*value) {
                out.after[field] = std::move(**value);
                out.given.push_back(field);
            }
        }
        for (const std::size_t key : table_.key) {
            if (!row.problems.empty() || table_.field(key).nullable() || !reflect::absent(out.after[key]))
                continue;
            problem(row, static_cast<int>(key), about(Code::field_required, table_.field(key).label));
        }
        return out;
    }

    /// Compares rows with the records that are there.
    void settle_all(Change& change, std::vector<Reading>& part) {
        std::vector<Record> wanted;
        for (const Reading& reading : part) wanted.push_back(reading.after);
        std::unordered_map<std::string, Known> known;
        std::vector<Record> found = rows_by_key(change.db, table_, wanted);
        const std::vector<Belongs> there = belongings(change.db, table_, found),
                                   to_be = belongings(change.db, table_, wanted);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const bool mine = covers(scope_, there[i]) && !other_zone(found[i]);
            const std::string key = table_.key_text(found[i]);
            known.emplace(key, Known{std::move(found[i]), mine});
        }
        for (std::size_t i = 0; i < part.size(); ++i) {
            Reading& reading = part[i];
            ImportRow& row = *reading.row;
            if (row.problems.empty()) {
                const std::string key = table_.key_text(reading.after);
                const auto before = known.find(key);
                unique(row, key);
                if (row.problems.empty() &&
                    !(before == known.end() ? covers(scope_, to_be[i]) : before->second.mine))
                    refuse_row(row, Error(Code::import_out_of_scope, {}));
                if (row.problems.empty())
                    settle_one(change, reading, before == known.end() ? nullptr : &before->second.row);
            }
            if (!row.problems.empty()) row.becomes = ImportRow::Becomes::bad;
        }
    }

    bool other_zone(const Record& row) const {
        const int zone = table_.index("zone_id");
        return zone >= 0 && id_in(row[static_cast<std::size_t>(zone)]) != zone_;
    }

    /// A key stands in the file once.
    void unique(ImportRow& row, const std::string& key) {
        if (key.empty()) return;
        const auto [first, fresh_key] = seen_.try_emplace(key, row.sheet, row.number);
        if (fresh_key) return;
        const auto& [sheet, number] = first->second;
        refuse_row(row, Error(Code::import_repeated,
                              {{"row", (sheet == row.sheet ? "" : sheet + " ") + std::to_string(number)}}));
    }

    void settle_one(Change& change, Reading& reading, const Record* before) {
        ImportRow& row = *reading.row;
        Record after = before ? *before : std::move(reading.after);
        for (const std::size_t at : reading.given) {
            if (before) after[at] = reading.after[at];
        }
        row.becomes = ImportRow::Becomes::same;
        if (before && same_values(after, *before)) return;
        if (auto fine = settle(change, table_, before, after); !fine) {
            for (Error& e : fine.error()) {
                const int field = e.where.file.starts_with('/') ? table_.index(e.where.file.substr(1)) : -1;
                e.where = {};
                problem(row, field, std::move(e));
            }
            return;
        }
        if (before && same_values(after, *before)) return;
        row.becomes = before ? ImportRow::Becomes::changed : ImportRow::Becomes::fresh;
        row.record = Table::id(after);
        row.before = before ? stored_json(table_.type, *before) : "";
        row.after = stored_json(table_.type, after, Table::kStandard);
    }

    const Table& table_;
    const std::vector<std::size_t> fields_;  ///< by column
    const Id zone_;
    const std::int64_t now_;
    CellReader cells_;
    const Scope scope_;
    std::unordered_map<std::string, std::pair<std::string, long>> seen_;  ///< where each key stands first
};

}  // namespace

void check_records(const Table& table, Change& change, ImportRows& part) {
    change.once<RecordCheck>([&](Change& c) { return RecordCheck(table, c, part.batch); })
        .check(change, part);
}

ImportTarget target_of(const Table& table) {
    const auto bound = [&table](void (*work)(const Table&, Change&, ImportRows&)) {
        return [&table, work](Change& change, ImportRows& part) { work(table, change, part); };
    };
    return {.name = table.type.name,
            .path = table.entity.path,
            .label = table.type.label,
            .who = table.entity.rules.import,
            .columns = [&table](const Services&) { return columns_of(table); },
            .check = bound(check_records),
            .publish = bound(publish_records),
            .undo = bound(undo_records),
            .look = bound(look_at_records),
            .form = [&table](Call& call) { return form_of(table, call); },
            .table = &table};
}

}  // namespace yuanheng::platform
