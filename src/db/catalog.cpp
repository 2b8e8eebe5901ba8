#include "db/catalog.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace yuanheng::db {

namespace {

constexpr const char* kSqliteTables =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~'";
constexpr const char* kSqliteColumns =
    "SELECT t.name, c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c"
    " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY t.rowid, c.cid";
constexpr const char* kSqliteReferences =
    "SELECT DISTINCT t.name, k.\"table\" FROM sqlite_schema t, pragma_foreign_key_list(t.name) k WHERE "
    "t.type = 'table'";

constexpr const char* kPostgresTables =
    "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', "
    "'p') AND NOT relispartition";
constexpr const char* kPostgresColumns =
    "SELECT t.relname, c.attname, format_type(c.atttypid, NULL) FROM pg_class t JOIN pg_attribute c ON "
    "c.attrelid = t.oid"
    " WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p') AND NOT "
    "t.relispartition"
    " AND c.attnum > 0 AND NOT c.attisdropped ORDER BY t.oid, c.attnum";
constexpr const char* kPostgresReferences =
    "SELECT DISTINCT t.relname, p.relname FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN "
    "pg_class p ON p.oid = k.confrelid"
    " WHERE k.contype = 'f' AND k.conparentid = 0 AND k.connamespace = current_schema()::regnamespace";

const std::string& text(const Values& row, std::size_t i) { return std::get<std::string>(row[i]); }

Column::Kind kind_of(std::string_view type) {
    if (type == "INTEGER" || type == "bigint" || type == "integer" || type == "smallint")
        return Column::Kind::whole;
    if (type == "REAL" || type == "double precision") return Column::Kind::number;
    if (type == "TEXT" || type == "text") return Column::Kind::text;
    throw std::logic_error("a column of type " + std::string(type));
}

/// Takes tables in their order as soon as all they refer to are taken.
std::vector<Table> by_reference(std::vector<Table> left,
                                const std::map<std::string, std::set<std::string>>& references) {
    std::vector<Table> out;
    std::set<std::string> taken;
    const auto ready = [&](const Table& table) {
        const auto at = references.find(table.name);
        return at == references.end() ||
               std::all_of(at->second.begin(), at->second.end(), [&](const std::string& parent) {
                   return parent == table.name || taken.count(parent) != 0;
               });
    };
    while (!left.empty()) {
        const auto next = std::find_if(left.begin(), left.end(), ready);
        if (next == left.end())
            throw std::logic_error("tables refer to one another in a circle: " + left.front().name);
        taken.insert(next->name);
        out.push_back(std::move(*next));
        left.erase(next);
    }
    return out;
}

}  // namespace

std::vector<std::string> Table::column_names() const {
    std::vector<std::string> out;
    for (const Column& column : columns) out.push_back(column.name);
    return out;
}

bool table_exists(Session& session, std::string_view name) {
    const bool sqlite = session.dialect().engine == Engine::sqlite;
    const auto names = session.query(sqlite ? kSqliteTables : kPostgresTables);
    return std::any_of(names.begin(), names.end(), [&](const Values& row) { return text(row, 0) == name; });
}

std::vector<Table> tables(Session& session) {
    const bool sqlite = session.dialect().engine == Engine::sqlite;
    std::vector<Table> all;
    for (const Values& row : session.query(sqlite ? kSqliteColumns : kPostgresColumns)) {
        if (text(row, 0) == kSchemaVersion) continue;
        if (all.empty() || all.back().name != text(row, 0)) all.push_back({text(row, 0), {}});
        all.back().columns.push_back({text(row, 1), kind_of(text(row, 2))});
    }
    std::map<std::string, std::set<std::string>> references;
    for (const Values& row : session.query(sqlite ? kSqliteReferences : kPostgresReferences)) {
        references[text(row, 0)].insert(text(row, 1));
    }
    return by_reference(std::move(all), references);
}

}  // namespace yuanheng::db
