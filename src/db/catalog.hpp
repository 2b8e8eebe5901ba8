#pragma once

#include <string>
#include <vector>

#include "db/database.hpp"

/// What tables there are.
namespace yuanheng::db {

struct Column {
    std::string name;
    enum class Kind : unsigned char { whole, number, text } kind = Kind::text;
};

struct Table {
    std::string name;
    std::vector<Column> columns;

    std::vector<std::string> column_names() const;
};

bool table_exists(Session& session, std::string_view name);
/// Every table but schema_version; each after those it refers to.
std::vector<Table> tables(Session& session);

inline constexpr std::string_view kSchemaVersion = "schema_version";

}  // namespace yuanheng::db
