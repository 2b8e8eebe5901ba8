#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "db/migrate.hpp"

/// From the schema's files to what each database is given.
namespace yuanheng::db {

const std::string& text_for(const Migration& step, Engine engine);

/// A statement of a schema file as statements of the engine. SQLite: types INTEGER and REAL, so that an id is
/// the row's own number, and tables STRICT, so that a text in a number's column is refused as it is by
/// PostgreSQL. PostgreSQL: a table marked `-- fact` becomes `partitions` parts, called TABLE__0 and so on; 0:
/// it stays whole.
std::vector<std::string> adapted(std::string_view statement, Engine engine, int partitions);

/// Whether a line `-- fact` stands right before the statement's first word.
bool marked_fact(std::string_view statement);

/// A row of schema_version.
struct StepRun {
    int number = 0;
    std::string name, sha256;
};
/// Ascending; none where the table is not there yet.
std::vector<StepRun> steps_run(Session& session);

}  // namespace yuanheng::db
