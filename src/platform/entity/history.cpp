#include <algorithm>
#include <charconv>

#include "platform/audit/audit.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/entity/attachments.hpp"
#include "platform/entity/names.hpp"
#include "platform/entity/operations.hpp"
#include "platform/entity/remarks.hpp"
#include "platform/entity/requests.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Record;
using reflect::Value;

constexpr std::int64_t kMostEvents = 2000;  // looked at of one record

struct FieldChange {
    std::size_t field;
    Value before, after;
};
/// Something that happened to the record, and what it changed.
struct Event {
    HistoryEntry entry;
    std::vector<FieldChange> changes;
};

/// The fields that are of the entity itself and differ.
std::vector<FieldChange> differences(const Table& table, const Value& before, const Value& after) {
    Record was(table.type.fields.size()), is = was;
    if (const std::string* json = reflect::text(before)) was = from_stored_json(table.type, *json);
    if (const std::string* json = reflect::text(after)) is = from_stored_json(table.type, *json);
    std::vector<FieldChange> out;
    for (std::size_t i = Table::kStandard; i < was.size(); ++i) {
        if (was[i] != is[i]) out.push_back({i, was[i], is[i]});
    }
    return out;
}

HistoryEntry entry_in(const db::Values& row) {
    HistoryEntry out;
    out.seq = integer_or_0(row[0]);
    out.at = Instant{integer_or_0(row[1])};
    out.user_id = id_in(row[2]);
    out.user_name = text_or_empty(row[3]);
    out.action = text_or_empty(row[4]);
    out.reason = text_or_empty(row[5]);
    return out;
}

/// What people did to the record one by one.
void add_edits(db::Session& db, const Table& table, Id id, std::int64_t below, std::vector<Event>& into) {
    const auto rows = db.query(
        "SELECT seq, at, user_id, user_name, action, reason, before_json, after_json, source FROM audit "
        "WHERE entity = ? AND record_id = ? AND seq < ? AND allowed = 1 AND action <> ? ORDER BY seq DESC "
        "LIMIT ?",
        {table.type.name, id.value, below, std::string(kViewPersonal), kMostEvents});
    for (const db::Values& row : rows) {
        Event event{entry_in(row), {}};
        // What is of something else that the record has, such as a user's appointment, is no change of its
        // fields.
        if (event.entry.action.starts_with(table.type.name + "."))
            event.changes = differences(table, row[6], row[7]);
        if (is_about_attachment(event.entry.action)) event.entry.subject = text_or_empty(row[8]);
        into.push_back(std::move(event));
    }
}

/// What imports did to it, by the entries of their publication and roll-back.
void add_imports(db::Session& db, const Table& table, Id id, std::int64_t below, std::vector<Event>& into) {
    const auto rows = db.query(
        "SELECT a.seq, a.at, a.user_id, a.user_name, a.action, a.reason, r.before_json, r.after_json, b.id, "
        "b.file_name, r.sheet, r.row_number "
        "FROM import_row r JOIN import_batch b ON b.id = r.batch_id "
        "JOIN audit a ON a.entity = 'import_batch' AND a.record_id = b.id AND a.allowed = 1 AND a.action IN "
        "(?, ?) "
        "WHERE r.record_id = ? AND b.entity = ? AND a.seq < ? ORDER BY a.seq DESC LIMIT ?",
        {std::string(kPublishAction), std::string(kRollBackAction), id.value, table.type.name, below,
         kMostEvents});
    for (const db::Values& row : rows) {
        Event event{entry_in(row), {}};
        const bool back = event.entry.action == std::string_view(kRollBackAction);
        event.changes = differences(table, row[back ? 7 : 6], row[back ? 6 : 7]);
        event.entry.source = HistorySource{id_in(row[8]), text_or_empty(row[9]), text_or_empty(row[10]),
                                           integer_or_0(row[11])};
        into.push_back(std::move(event));
    }
}

void write_value(reflect::JsonWriter& out, const reflect::Field& field, const Value& value,
                 const reflect::Visibility& sight) {
    const bool masked = sight && sight(field) == reflect::Sight::masked;
    if (!masked || reflect::absent(value))
        out.value(field, value);
    else if (field.kind == reflect::Kind::text)
        out.text(reflect::masked(field, *reflect::text(value)));
    else
        out.null();
}

void write_event(reflect::JsonWriter& out, const Table& table, const Event& event,
                 const reflect::Visibility& sight) {
    out.begin_object();
    const reflect::Struct& type = reflect::described<HistoryEntry>();
    for (const reflect::Field& f : type.fields) {
        out.key(f.name);
        if (f.scalar())
            out.value(f, f.get(&event.entry));
        else if (event.entry.source)
            reflect::write(out, *f.item, &*event.entry.source);
        else
            out.null();
    }
    out.key("changes").begin_array();
    for (const FieldChange& change : event.changes) {
        const reflect::Field& f = table.field(change.field);
        out.begin_object().key("field").text(f.name);
        write_value(out.key("before"), f, change.before, sight);
        write_value(out.key("after"), f, change.after, sight);
        out.end_object();
    }
    out.end_array().end_object();
}

/// The record, or what it was when it was removed; nothing where it is none of the actor's.
std::optional<SeenRow> present_or_removed(db::Session& db, const View& view, const Scope& scope, Id id) {
    if (auto row = seen_row(db, view, id)) return row;
    Record removed = removed_row(db, view.table, id);
    if (removed.empty() || !covers(scope, belongings(db, view.table, std::span(&removed, 1)).front()))
        return std::nullopt;
    return SeenRow{std::move(removed), view.all_plain};
}

}  // namespace

Checked<http::Response> record_history(const EntityParts& parts, Call& call) {
    const Table& table = parts.table;
    const auto id = call.id();
    if (!id) return refuse(id.error());
    const auto query = call.query<HistoryQuery>();
    std::int64_t below = std::numeric_limits<std::int64_t>::max();
    if (!query.after.empty()) {
        const auto [end, status] =
            std::from_chars(query.after.data(), query.after.data() + query.after.size(), below);
        if (status != std::errc() || end != query.after.data() + query.after.size())
            return refuse(Error(Code::bad_cursor, {}, {"after", "", 0, 0}));
    }
    const int only = table.index(query.field);
    if (!query.field.empty() && only < 0)
        return refuse(Error(Code::filter_field, {{"name", query.field}}, {"field", "", 0, 0}));

    const View view(table, call.actor, call.scope);
    std::vector<Event> events;
    Names names(call.services, call.actor);
    const auto record = call.services.database.read([&](db::Session& db) {
        auto row = present_or_removed(db, view, call.scope, *id);
        if (!row) return row;
        add_edits(db, table, *id, below, events);
        if (!may_read_remarks(db, call.actor, table, row->values))
            std::erase_if(events, [](const Event& e) { return is_about_remark(e.entry.action); });
        add_imports(db, table, *id, below, events);
        std::erase_if(events, [&](const Event& e) {
            const auto about = [&](const FieldChange& c) {
                return only < 0 || c.field == static_cast<std::size_t>(only);
            };
            return only >= 0 && std::none_of(e.changes.begin(), e.changes.end(), about);
        });
        std::sort(events.begin(), events.end(),
                  [](const Event& a, const Event& b) { return a.entry.seq > b.entry.seq; });
        for (std::size_t i = 0; i < events.size() && i < static_cast<std::size_t>(query.limit); ++i) {
            for (const FieldChange& c : events[i].changes) {
                names.want(table.field(c.field), c.before);
                names.want(table.field(c.field), c.after);
            }
        }
        names.find(db);
        return row;
    });
    if (!record) return refuse(Code::not_found);
    if (tells(view, {*record}))
        change(call.services, call.actor, [&](Change& c) { record_seen(c, table, {*record}, "history"); });
    const bool more = events.size() > static_cast<std::size_t>(query.limit);
    if (more) events.resize(static_cast<std::size_t>(query.limit));
    reflect::JsonWriter out;
    out.begin_object().key("items").begin_array();
    for (const Event& event : events) write_event(out, table, event, view.sight(record->open));
    out.end_array().key("next");
    if (more)
        out.text(std::to_string(events.back().entry.seq));
    else
        out.null();
    out.key("total").null();
    names.write(out.key("refs"));
    out.end_object();
    return json_text(out.take());
}

}  // namespace yuanheng::platform
