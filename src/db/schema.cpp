#include "db/schema.hpp"

#include <cctype>

#include "base/text.hpp"
#include "db/catalog.hpp"
#include "db/sql_text.hpp"

namespace yuanheng::db {

namespace {

/// SQLite's strict tables know INTEGER, REAL, TEXT and BLOB.
std::string sqlite_types(std::string_view code) {
    std::string out;
    for (std::size_t at = 0; at < code.size();) {
        std::size_t end = at;
        while (end < code.size() && is_word(code[end])) ++end;
        const std::string_view name = code.substr(at, end - at);
        if (name.empty()) {
            out += code[at++];
            continue;
        }
        const std::string_view precision = trim(code.substr(end)).substr(0, 9);
        if (name == "BIGINT" || name == "SMALLINT") {
            out += "INTEGER";
        } else if (name == "DOUBLE" && precision == "PRECISION") {
            out += "REAL";
            end = code.find("PRECISION", end) + precision.size();
        } else {
            out += name;
        }
        at = end;
    }
    return out;
}

bool creates_table(const std::vector<std::string>& words) {
    return words.size() > 2 && words[0] == "CREATE" && words[1] == "TABLE";
}

}  // namespace

const std::string& text_for(const Migration& step, Engine engine) {
    return engine == Engine::sqlite ? step.sqlite : step.postgres;
}

bool marked_fact(std::string_view statement) {
    bool out = false, code = false;
    cut(statement, [&](Piece kind, std::string_view text) {
        code |= kind == Piece::quoted || (kind == Piece::code && !trim(text).empty());
        if (kind == Piece::comment && !code) out = text == "-- fact";
    });
    return out;
}

std::vector<std::string> adapted(std::string_view statement, Engine engine, int partitions) {
    const std::vector<std::string> words = tokens(statement);
    std::string first;
    if (engine == Engine::sqlite) {
        cut(statement, [&](Piece kind, std::string_view text) {
            first += kind == Piece::code ? sqlite_types(text) : std::string(text);
        });
        // On a line of its own: the statement may end with a comment.
        if (creates_table(words)) first += "\nSTRICT";
        return {first};
    }
    first = statement;
    if (partitions <= 0 || !creates_table(words) || !marked_fact(statement)) return {first};
    std::vector<std::string> out{first + "\nPARTITION BY HASH (ent_id)"};
    const std::string name = lower(words[2]);
    for (int i = 0; i < partitions; ++i) {
        out.push_back("CREATE TABLE " + name + "__" + std::to_string(i) + " PARTITION OF " + name +
                      " FOR VALUES WITH (MODULUS " + std::to_string(partitions) + ", REMAINDER " +
                      std::to_string(i) + ")");
    }
    return out;
}

std::vector<StepRun> steps_run(Session& session) {
    std::vector<StepRun> out;
    if (!table_exists(session, kSchemaVersion)) return out;
    for (const Values& row :
         session.query("SELECT number, name, sha256 FROM schema_version ORDER BY number")) {
        out.push_back({static_cast<int>(std::get<std::int64_t>(row[0])), std::get<std::string>(row[1]),
                       std::get<std::string>(row[2])});
    }
    return out;
}

}  // namespace yuanheng::db
