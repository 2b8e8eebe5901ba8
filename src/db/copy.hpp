#pragma once

#include <span>
#include <string>

#include "db/database.hpp"
#include "db/migrate.hpp"

namespace yuanheng::db {

/// Writes the rows of every table at one moment into a new folder, while others write: TABLE.copy in the text
/// format of PostgreSQL's COPY, and a manifest with the steps of the schema and of each table the columns,
/// number of rows and SHA-256. Either database can be restored from it. It is PostgreSQL's copy_to(), and the
/// way of a SQLite file to PostgreSQL.
void write_rows(Database& from, const std::string& folder);

/// Makes a database, of either engine, from what copy_to() or write_rows() wrote, a file (SQLite) or a
/// folder. There must be no file at into.url, or no row in the database. A file goes into PostgreSQL as rows,
/// which are written below the folder `scratch` meanwhile. The schema is that of the copy; migrate() brings
/// it up to date. Nothing is left where it fails. Throws Failure: corrupt (the copy is not what was written,
/// or does not hold together), newer (its schema is), other (something is there already).
void restore(const std::string& from, const Options& into, const std::string& scratch,
             std::span<const Migration> steps = migrations());

}  // namespace yuanheng::db
