#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>

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

std::string written(const View& view, const Selection& selection, const Record& row) {
    const Value& value = row[selection.order];
    Cursor cursor{sort_of(view, selection), reflect::absent(value), {}, Table::id(row)};
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
    switch (view.table.field(selection.order).kind) {
        case reflect::Kind::text:
        case reflect::Kind::choice:
        case reflect::Kind::date: out.value = cursor->value; break;
        default: {
            std::int64_t number = 0;
            const char* last = cursor->value.data() + cursor->value.size();
            const auto [end, status] = std::from_chars(cursor->value.data(), last, number);
            if (status != std::errc() || end != last) return std::nullopt;
            out.value = number;
        }
    }
    return out;
}

/// The rows of one part of the list: those that have the value that is sorted by, or those that have not.
void fetch(db::Session& db, const View& view, const Selection& selection, bool with_value,
           const std::optional<Place>& place, std::size_t limit, std::vector<SeenRow>& into) {
    const Field& f = view.table.field(selection.order);
    const std::string_view less = selection.descending ? "<" : ">", way = selection.descending ? " DESC" : "";
    const bool by_id = selection.order == Table::kId;
    std::string sql = fmt::format("SELECT {}, CASE WHEN {} THEN 1 ELSE 0 END FROM {} t WHERE {}",
                                  view.table.columns, view.has_personal ? view.plain.sql : "1 = 0",
                                  view.table.entity.table, selection.where.sql);
    db::Values parameters;
    if (view.has_personal) parameters = view.plain.parameters;
    parameters.insert(parameters.end(), selection.where.parameters.begin(), selection.where.parameters.end());
    if (!with_value)
        sql += fmt::format(" AND t.{} IS NULL", f.name);
    else if (f.nullable() && !place)
        sql += fmt::format(" AND t.{} IS NOT NULL", f.name);
    if (place && with_value && !by_id) {
        sql += fmt::format(" AND (t.{}, t.id) {} (?, ?)", f.name, less);
        parameters.push_back(place->value);
        parameters.emplace_back(place->id.value);
    } else if (place) {
        sql += fmt::format(" AND t.id {} ?", less);
        parameters.emplace_back(place->id.value);
    }
    sql += with_value && !by_id ? fmt::format(" ORDER BY t.{0}{1}, t.id{1} LIMIT ?", f.name, way)
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
    if (out.rows.size() <= limit && view.table.field(selection.order).nullable()) {
        fetch(db, view, selection, false, past_values ? place : std::nullopt, limit + 1 - out.rows.size(),
              out.rows);
    }
    if (out.rows.size() > limit) {
        out.rows.resize(limit);
        out.next = written(view, selection, out.rows.back().values);
    }
    return out;
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
