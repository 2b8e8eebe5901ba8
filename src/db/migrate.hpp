#pragma once

#include <span>
#include <string>
#include <vector>

#include "db/database.hpp"

namespace yuanheng::db {

/// One step of the schema, from schema/NNNN_name.sql (or NNNN_name.sqlite.sql and NNNN_name.postgres.sql
/// where they must differ), compiled into the program.
struct Migration {
    int number = 0;
    std::string name;
    std::string sqlite, postgres;
};

/// The steps that this program was built with, ascending.
std::span<const Migration> migrations();

/// "0008_visits": how a step is called.
std::string label(const Migration& step);

/// Brings the database to this program's schema: every missing step in a transaction of its own, with its
/// number, name and SHA-256 in table schema_version. Throws Failure: newer (the database is ahead), corrupt
/// (a step differs from the one that was run). Returns the steps that ran.
///
/// What the files may hold is what both databases and a distributed one take (types BIGINT, INTEGER, TEXT,
/// DOUBLE PRECISION; no triggers, sequences, enums). A comment `-- fact` on the line before CREATE TABLE
/// marks a table keyed by ent_id, which Options::partitions splits.
std::vector<Migration> migrate(Database& database, int partitions = 0,
                               std::span<const Migration> steps = migrations());
/// The steps that migrate() would run; throws what it would.
std::vector<Migration> missing(Database& database, std::span<const Migration> steps = migrations());

}  // namespace yuanheng::db
