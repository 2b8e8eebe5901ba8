#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "platform/entity/table.hpp"

namespace yuanheng::platform {

/// What an actor may see of an entity: which records, and in which of these what is personal as it is.
struct View {
    View(const Table& t, const Actor& a, Scope s);

    const Table& table;
    const Actor& actor;
    Condition seen;             ///< records that may be seen
    Condition plain;            ///< records whose personal fields are shown as they are; "1 = 0" for none
    bool has_personal = false;  ///< the entity has personal fields
    bool all_plain = false;     ///< nothing is masked for this actor

    /// Whether a field's values are searched for this actor: what is personal, only where it is seen as it
    /// is.
    bool searches(const reflect::Field& f) const;
    /// How the fields of a record are shown; `open`: it is one of those in `plain`.
    reflect::Visibility sight(bool open) const;
};

/// What a list is asked for.
struct Asked {
    std::string q;
    std::vector<std::string> filter;  ///< field:op:value
    std::string sort;                 ///< field or -field; empty: the entity's order
    std::vector<Id> ids;              ///< only these; empty: all
};

/// The same, checked: a condition, and an order.
struct Selection {
    Condition where;        ///< what may be seen included
    std::size_t order = 0;  ///< field of the table's `shown`
    bool descending = false;
};
/// Each word of the search is in the record's search text, in the label of a choice, in either language, or
/// in the search text of a record that it refers to and the actor may see; of the fields that are
/// `searchable`. Errors filter_…, sort_field: all of them.
Checked<Selection> select(const View& view, const Asked& asked, const Services& services);

/// A record as a list gives it.
struct SeenRow {
    reflect::Record values;
    bool open = false;               ///< its personal fields are shown as they are
    reflect::Record looked_up = {};  ///< by look_up()

    /// By where in the table's `shown` the field stands.
    const reflect::Value& value(std::size_t at) const {
        return at < values.size() ? values[at] : looked_up[at - values.size()];
    }
    /// All that the table's `shown` describes.
    reflect::Record shown() const;
};
/// Finds what the table looks up for these rows, as far as the actor may see the records that it stands in.
void look_up(db::Session& db, const View& view, std::span<SeenRow> rows);
/// A table of what a looked-up field says in the records that the actor may see, to be joined:
/// "(SELECT t.id AS id, t.park_id AS value FROM enterprise t WHERE …)".
Condition looked_up_table(const View& view, const Table::Source& source);
struct RowPage {
    std::vector<SeenRow> rows;
    std::string next;  ///< the cursor of what follows; empty at the end
};
/// At most `limit` records that follow the cursor `after` (empty: from the first). Records without the value
/// that is sorted by come last in both directions. Paging goes by values, so that records that are added or
/// removed meanwhile shift nothing. Error bad_cursor.
Result<RowPage> page_of(db::Session& db, const View& view, const Selection& selection,
                        const std::string& after, std::size_t limit);
/// The one record of an id; nothing where it is out of sight.
std::optional<SeenRow> seen_row(db::Session& db, const View& view, Id id);
/// Whether the actor may view the record.
bool may_see(db::Session& db, const Table& table, const Actor& actor, Id id);
std::int64_t count_of(db::Session& db, const View& view, const Selection& selection);

/// The action of audit entries which say that personal data of a record were shown as they are; `source`
/// names the fields.
inline constexpr KnownAction kViewPersonal = "view_personal";
/// Whether something in these rows is personal and shown as it is.
bool tells(const View& view, const std::vector<SeenRow>& rows);
/// Tells the audit chain so. `by`: in what the data stood.
void record_seen(Change& change, const Table& table, const std::vector<SeenRow>& rows, std::string_view by);

}  // namespace yuanheng::platform
