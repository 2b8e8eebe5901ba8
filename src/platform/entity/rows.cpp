#include "platform/entity/rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "platform/core/row.hpp"
#include "platform/entity/owner.hpp"

namespace yuanheng::platform {

namespace {

using reflect::Field;
using reflect::Record;

constexpr std::size_t kMostParameters = 30'000;  // of one statement: SQLite takes 32 766, PostgreSQL 65 535
constexpr std::size_t kIdsAtOnce = 500;

std::size_t rows_at_once(std::size_t values) {
    return std::max<std::size_t>(1, kMostParameters / std::max<std::size_t>(values, 1));
}

std::string_view sql_type(const Field& field) { return field.textual() ? "TEXT" : "BIGINT"; }

/// "WITH s(n, name, …) AS (VALUES (…), …)": fields of rows as a table, with the number of the row, on both
/// databases.
Condition rows_as_table(std::string_view alias, const Table& table, std::span<const std::size_t> at,
                        std::span<const Record* const> rows) {
    Condition out;
    out.sql = fmt::format("WITH {}(n", alias);
    for (const std::size_t i : at) out.sql += ", " + table.field(i).name;
    out.sql += ") AS (VALUES ";
    for (std::size_t r = 0; r < rows.size(); ++r) {
        out.sql += fmt::format("{}({}", r == 0 ? "" : ", ", r);
        for (const std::size_t i : at) {
            out.sql += fmt::format(", CAST(? AS {})", sql_type(table.field(i)));
            out.parameters.push_back((*rows[r])[i]);
        }
        out.sql += ")";
    }
    out.sql += ") ";
    return out;
}

/// The fields that an SQL expression over the alias t names.
void mentioned(const Table& table, const std::string& sql, std::vector<std::size_t>& into) {
    with_columns(sql, [&](std::string_view name) {
        const int i = table.index(name);
        if (i >= 0 && std::find(into.begin(), into.end(), static_cast<std::size_t>(i)) == into.end())
            into.push_back(static_cast<std::size_t>(i));
        return std::string();
    });
}

/// The field that an expression is nothing but; −1 where it is more.
int plain_field(const Table& table, const std::string& sql) {
    return sql.starts_with("t.") ? table.index(sql.substr(2)) : -1;
}

/// Asks the database for what expressions say of each row.
void ask(db::Session& db, const Table& table, std::span<const Record> rows, const std::string (&sql)[5],
         const std::function<void(std::size_t row, std::size_t column, Id id)>& tell) {
    std::vector<std::size_t> at;
    for (const std::string& expression : sql) mentioned(table, expression, at);
    std::size_t done = 0;
    in_parts(rows, rows_at_once(at.size()), [&](std::span<const Record> part) {
        std::vector<const Record*> pointers;
        for (const Record& row : part) pointers.push_back(&row);
        Condition query = rows_as_table("t", table, at, pointers);
        query.sql += "SELECT t.n";
        for (const std::string& expression : sql)
            query.sql += ", " + (expression.empty() ? "NULL" : expression);
        query.sql += " FROM t";
        db.each(query.sql, query.parameters, [&](const db::Values& values) {
            const std::size_t row = done + static_cast<std::size_t>(integer_or_0(values[0]));
            for (std::size_t i = 0; i < std::size(sql); ++i) tell(row, i, id_in(values[i + 1]));
            return true;
        });
        done += part.size();
    });
}

}  // namespace

std::string marks(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += i == 0 ? "?" : ", ?";
    return out;
}

Record row_of(db::Session& db, const Table& table, Id id, const Scope& scope) {
    Condition in = within(scope, table.entity.scope);
    in.parameters.insert(in.parameters.begin(), id.value);
    const auto rows = db.query(
        fmt::format("SELECT {} FROM {} t WHERE t.id = ? AND {}", table.columns, table.entity.table, in.sql),
        in.parameters);
    return rows.empty() ? Record() : rows.front();
}

std::vector<Record> rows_where(db::Session& db, const Table& table, const Condition& where,
                               std::string_view order) {
    return db.query(fmt::format("SELECT {} FROM {} t WHERE {} ORDER BY {}", table.columns, table.entity.table,
                                where.sql, order),
                    where.parameters);
}

std::vector<Record> rows_by_id(db::Session& db, const Table& table, std::span<const Id> ids) {
    std::vector<Record> out;
    in_parts(ids, kIdsAtOnce, [&](std::span<const Id> part) {
        db::Values parameters;
        for (const Id id : part) parameters.emplace_back(id.value);
        db.each(fmt::format("SELECT {} FROM {} t WHERE t.id IN ({})", table.columns, table.entity.table,
                            marks(part.size())),
                parameters, [&](const db::Values& row) {
                    out.push_back(row);
                    return true;
                });
    });
    return out;
}

std::vector<Record> rows_by_key(db::Session& db, const Table& table, std::span<const Record> rows) {
    std::vector<Record> out;
    if (table.key.empty()) return out;
    std::vector<const Record*> whole;
    for (const Record& row : rows) {
        if (!table.key_text(row).empty()) whole.push_back(&row);
    }
    // CROSS JOIN keeps SQLite from walking through the table first.
    std::string rest =
        fmt::format("SELECT {} FROM s CROSS JOIN {} t WHERE ", table.columns, table.entity.table);
    for (std::size_t i = 0; i < table.key.size(); ++i) {
        const Field& f = table.field(table.key[i]);
        rest +=
            fmt::format(fmt::runtime(f.nullable() ? "{0}(t.{1} = s.{1} OR t.{1} IS NULL AND s.{1} IS NULL)"
                                                  : "{0}t.{1} = s.{1}"),
                        i == 0 ? "" : " AND ", f.name);
    }
    in_parts(std::span<const Record* const>(whole), 1000, [&](std::span<const Record* const> part) {
        const Condition keys = rows_as_table("s", table, table.key, part);
        db.each(keys.sql + rest, keys.parameters, [&](const db::Values& row) {
            out.push_back(row);
            return true;
        });
    });
    return out;
}

void insert_rows(db::Session& db, const Table& table, const std::function<const Record*()>& next) {
    std::vector<std::string> columns;
    for (const Field& f : table.type.fields) columns.push_back(f.name);
    columns.emplace_back("search_text");
    db.insert_many(table.entity.table, columns, [&](db::Values& values) {
        const Record* row = next();
        if (row == nullptr) return false;
        values.assign(row->begin(), row->end());
        values.emplace_back(table.search_text(*row));
        return true;
    });
}

std::int64_t update_rows(db::Session& db, const Table& table, std::span<const Record> rows) {
    const std::size_t width = table.type.fields.size();
    std::string columns = "WITH s(", casts, sets;
    for (const Field& f : table.type.fields) {
        columns += f.name + ", ";
        casts += fmt::format("CAST(? AS {}), ", sql_type(f));
        if (f.name != "id" && !(table.enterprise >= 0 && f.name == "ent_id"))
            sets += fmt::format("{0} = s.{0}, ", f.name);
    }
    columns += "search_text) AS (VALUES ";
    const std::string rest = fmt::format(
        ") UPDATE {} AS t SET {}search_text = s.search_text FROM s WHERE t.id = s.id AND t.version = "
        "s.version - 1{}",
        table.entity.table, sets, table.enterprise >= 0 ? " AND t.ent_id = s.ent_id" : "");
    std::int64_t written = 0;
    in_parts(rows, rows_at_once(width + 1), [&](std::span<const Record> part) {
        std::string sql = columns;
        db::Values parameters;
        for (std::size_t r = 0; r < part.size(); ++r) {
            sql += fmt::format("{}({}CAST(? AS TEXT))", r == 0 ? "" : ", ", casts);
            parameters.insert(parameters.end(), part[r].begin(), part[r].end());
            parameters.emplace_back(table.search_text(part[r]));
        }
        written += db.execute(sql + rest, parameters);
    });
    return written;
}

std::int64_t remove_rows(db::Session& db, const Table& table, std::span<const Id> ids, std::int64_t version) {
    std::int64_t removed = 0;
    in_parts(ids, kIdsAtOnce, [&](std::span<const Id> part) {
        db::Values parameters{version};
        for (const Id id : part) parameters.emplace_back(id.value);
        removed += db.execute(fmt::format("DELETE FROM {} WHERE version = ? AND id IN ({})",
                                          table.entity.table, marks(part.size())),
                              parameters);
    });
    return removed;
}

std::int64_t renew_search_texts(db::Session& db, const Table& table) {
    const std::string& name = table.entity.table;
    const std::string stale =
        fmt::format("SELECT {} FROM {} t WHERE t.search_text = '' AND t.id > ? ORDER BY t.id LIMIT 1000",
                    table.columns, name);
    const std::string renew = fmt::format("UPDATE {} SET search_text = ? WHERE id = ?{}", name,
                                          table.enterprise >= 0 ? " AND ent_id = ?" : "");
    std::int64_t renewed = 0;
    Id last;
    while (true) {
        const std::vector<db::Values> rows = db.query(stale, {last.value});
        if (rows.empty()) return renewed;
        for (const Record& row : rows) {
            db::Values parameters{table.search_text(row), Table::id(row).value};
            if (table.enterprise >= 0) parameters.push_back(row[static_cast<std::size_t>(table.enterprise)]);
            renewed += db.execute(renew, parameters);
        }
        last = Table::id(rows.back());
    }
}

std::vector<Belongs> belongings(db::Session& db, const Table& table, std::span<const Record> rows) {
    const ScopeColumns& scope = table.entity.scope;
    const std::string sql[5] = {scope.zone, scope.department, scope.park, scope.enterprise, scope.user};
    Id Belongs::*const members[5] = {&Belongs::zone, &Belongs::department, &Belongs::park,
                                     &Belongs::enterprise, &Belongs::user};
    std::vector<Belongs> out(rows.size());
    std::string asked[5];
    bool any = false;
    for (std::size_t i = 0; i < 5; ++i) {
        const int field = plain_field(table, sql[i]);
        for (std::size_t r = 0; r < rows.size() && field >= 0; ++r)
            out[r].*members[i] = id_in(rows[r][static_cast<std::size_t>(field)]);
        if (field < 0 && !sql[i].empty()) {
            asked[i] = sql[i];
            any = true;
        }
    }
    if (any) {
        ask(db, table, rows, asked, [&](std::size_t row, std::size_t column, Id id) {
            if (!asked[column].empty()) out[row].*members[column] = id;
        });
    }
    return out;
}

}  // namespace yuanheng::platform
