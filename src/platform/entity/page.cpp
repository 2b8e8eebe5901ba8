#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "platform/codes.hpp"
#include "platform/entity/query.hpp"
#include "platform/entity/rows.hpp"
#include "platform/entity/write.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Record;
using reflect::Value;

/// The place in a list behind a record: what it is sorted by, the record's value of that, and its id.
struct Cursor {
    std::string sort;
    bool absent = false;
    std::string value;
    Id id;
};

void describe(reflect::Describer<Cursor>& d) {
    d.name("cursor", {"页码标记", "cursor"});
    d(&Cursor::sort, "s", {"排序", "sort"}).must();
    d(&Cursor::absent, "n", {"空", "absent"});
    d(&Cursor::value, "v", {"值", "value"}).as(reflect::Format::multiline).longest(20'000);
    d(&Cursor::id, "i", {"编号", "id"}).must();
}

std::string sort_of(const View& view, const Selection& selection) {
    return (selection.descending ? "-" : "") + view.table.field(selection.order).name;
}

std::string written(const View& view, const Selection& selection, const SeenRow& row) {
    const Value& value = row.value(selection.order);
    Cursor cursor{sort_of(view, selection), reflect::absent(value), {}, Table::id(row.values)};
    if (const std::string* text = reflect::text(value))
        cursor.value = *text;
    else if (const std::int64_t* number = reflect::integer(value))
        cursor.value = std::to_string(*number);
    const std::string json = reflect::to_json(cursor);
    std::string out(sodium_base64_encoded_len(json.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(json.data()),
                      json.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    out.pop_back();  // the NUL
    return out;
}

struct Place {
    Value value;
    Id id;
};

/// What a cursor says, where it fits the list. It is not signed: whoever makes one up gets another page of
/// what they may see.
std::optional<Place> read(const View& view, const Selection& selection, const std::string& text) {
    std::string json(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(json.data()), json.size(), text.data(),
                          text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
        return std::nullopt;
    }
    json.resize(size);
    const auto cursor = reflect::from_json<Cursor>(json);
    if (!cursor || cursor->sort != sort_of(view, selection)) return std::nullopt;
    Place out{{}, cursor->id};
    if (cursor->absent) return out;
    if (view.table.field(selection.order).textual()) {
        out.value = cursor->value;
        return out;
    }
    std::int64_t number = 0;
    const char* last = cursor->value.data() + cursor->value.size();
    const auto [end, status] = std::from_chars(cursor->value.data(), last, number);
    if (status != std::errc() || end != last) return std::nullopt;
    out.value = number;
    return out;
}

/// What is sorted by, as a column, and the join that it needs.
struct OrderColumn {
    std::string column, join;
    db::Values parameters;
};
OrderColumn order_of(const View& view, const Selection& selection) {
    const Table& table = view.table;
    if (table.stored(selection.order)) return {"t." + table.field(selection.order).name, {}, {}};
    const Table::Source& source = table.source(selection.order);
    Condition in = looked_up_table(view, source);
    return {"o.value",
            fmt::format(" LEFT JOIN {} o ON o.id = t.{}", in.sql, table.field(source.reference).name),
            std::move(in.parameters)};
}

bool sometimes_absent(const View& view, const Selection& selection) {
    return !view.table.stored(selection.order) || view.table.field(selection.order).nullable();
}

/// The rows of one part of the list: those that have the value that is sorted by, or those that have not.
void fetch(db::Session& db, const View& view, const Selection& selection, bool with_value,
           const std::optional<Place>& place, std::size_t limit, std::vector<SeenRow>& into) {
    const OrderColumn order = order_of(view, selection);
    const std::string_view less = selection.descending ? "<" : ">", way = selection.descending ? " DESC" : "";
    const bool by_id = selection.order == Table::kId;
    std::string sql = fmt::format("SELECT {}, CASE WHEN {} THEN 1 ELSE 0 END FROM {} t{} WHERE {}",
                                  view.table.columns, view.has_personal ? view.plain.sql : "1 = 0",
                                  view.table.entity.table, order.join, selection.where.sql);
    db::Values parameters;
    if (view.has_personal) parameters = view.plain.parameters;
    for (const db::Values* more : {&order.parameters, &selection.where.parameters})
        parameters.insert(parameters.end(), more->begin(), more->end());
    if (!with_value)
        sql += fmt::format(" AND {} IS NULL", order.column);
    else if (sometimes_absent(view, selection) && !place)
        sql += fmt::format(" AND {} IS NOT NULL", order.column);
    if (place && with_value && !by_id) {
        sql += fmt::format(" AND ({}, t.id) {} (?, ?)", order.column, less);
        parameters.push_back(place->value);
        parameters.emplace_back(place->id.value);
    } else if (place) {
        sql += fmt::format(" AND t.id {} ?", less);
        parameters.emplace_back(place->id.value);
    }
    sql += with_value && !by_id ? fmt::format(" ORDER BY {0}{1}, t.id{1} LIMIT ?", order.column, way)
                                : fmt::format(" ORDER BY t.id{} LIMIT ?", way);
    parameters.emplace_back(static_cast<std::int64_t>(limit));
    db.each(sql, parameters, [&](const db::Values& values) {
        SeenRow row{Record(values.begin(), values.end() - 1), *reflect::integer(values.back()) != 0};
        into.push_back(std::move(row));
        return true;
    });
}

}  // namespace

Result<RowPage> page_of(db::Session& db, const View& view, const Selection& selection,
                        const std::string& after, std::size_t limit) {
    std::optional<Place> place;
    if (!after.empty()) {
        place = read(view, selection, after);
        if (!place) return fail(Code::bad_cursor, {}, {"after", "", 0, 0});
    }
    RowPage out;
    const bool past_values = place && reflect::absent(place->value) && selection.order != Table::kId;
    if (!past_values) fetch(db, view, selection, true, place, limit + 1, out.rows);
    if (out.rows.size() <= limit && sometimes_absent(view, selection)) {
        fetch(db, view, selection, false, past_values ? place : std::nullopt, limit + 1 - out.rows.size(),
              out.rows);
    }
    if (out.rows.size() > limit) {
        out.rows.resize(limit);
        if (!view.table.stored(selection.order)) look_up(db, view, std::span(out.rows).last(1));
        out.next = written(view, selection, out.rows.back());
    }
    return out;
}

Record SeenRow::shown() const {
    Record out = values;
    out.insert(out.end(), looked_up.begin(), looked_up.end());
    return out;
}

Condition looked_up_table(const View& view, const Table::Source& source) {
    const Table& target = *source.target;
    const auto scope = authorize(view.actor, target.entity.rules.view);
    Condition out = scope ? within(*scope, target.entity.scope) : Condition{"1 = 0", {}};
    out.sql = fmt::format("(SELECT t.id AS id, t.{} AS value FROM {} t WHERE {})",
                          target.field(source.field).name, target.entity.table, out.sql);
    return out;
}

void look_up(db::Session& db, const View& view, std::span<SeenRow> rows) {
    const std::vector<Table::Source>& sources = view.table.sources;
    for (SeenRow& row : rows) row.looked_up.assign(sources.size(), {});
    for (std::size_t s = 0; s < sources.size(); ++s) {
        std::map<std::int64_t, std::vector<SeenRow*>> wanted;
        for (SeenRow& row : rows) {
            if (const std::int64_t* id = reflect::integer(row.values[sources[s].reference]))
                wanted[*id].push_back(&row);
        }
        std::vector<std::int64_t> ids;
        for (const auto& [id, of] : wanted) ids.push_back(id);
        const Condition table = looked_up_table(view, sources[s]);
        in_parts(std::span<const std::int64_t>(ids), 500, [&](std::span<const std::int64_t> part) {
            db::Values parameters = table.parameters;
            parameters.insert(parameters.end(), part.begin(), part.end());
            db.each(fmt::format("SELECT o.id, o.value FROM {} o WHERE o.id IN ({})", table.sql,
                                marks(part.size())),
                    parameters, [&](const db::Values& found) {
                        for (SeenRow* row : wanted[*reflect::integer(found[0])]) row->looked_up[s] = found[1];
                        return true;
                    });
        });
    }
}

std::int64_t count_of(db::Session& db, const View& view, const Selection& selection) {
    const auto rows = db.query(
        fmt::format("SELECT COUNT(*) FROM {} t WHERE {}", view.table.entity.table, selection.where.sql),
        selection.where.parameters);
    return *reflect::integer(rows[0][0]);
}

std::optional<SeenRow> seen_row(db::Session& db, const View& view, Id id) {
    Selection one{view.seen, Table::kId, false};
    one.where.sql += " AND t.id = ?";
    one.where.parameters.emplace_back(id.value);
    std::vector<SeenRow> rows;
    fetch(db, view, one, true, std::nullopt, 1, rows);
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

bool may_see(db::Session& db, const Table& table, const Actor& actor, Id id) {
    const auto scope = authorize(actor, table.entity.rules.view);
    return scope && seen_row(db, View(table, actor, *scope), id).has_value();
}

bool tells(const View& view, const std::vector<SeenRow>& rows) {
    return view.has_personal &&
           std::any_of(rows.begin(), rows.end(), [](const SeenRow& row) { return row.open; });
}

void record_seen(Change& change, const Table& table, const std::vector<SeenRow>& rows, std::string_view by) {
    std::vector<Record> values;
    for (const SeenRow& row : rows) values.push_back(row.values);
    const std::vector<Belongs> belongs = belongings(change.db, table, values);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        std::string fields;
        for (std::size_t i = 0; i < values[r].size() && rows[r].open; ++i) {
            if (table.field(i).data_class != reflect::DataClass::personal || reflect::absent(values[r][i]))
                continue;
            fields += (fields.empty() ? "" : " ") + table.field(i).name;
        }
        if (fields.empty()) continue;
        AuditEntry entry = entry_of(table, values[r], belongs[r], kViewPersonal);
        entry.reason = by;
        entry.source = std::move(fields);
        change.record(std::move(entry));
    }
}

}  // namespace yuanheng::platform
