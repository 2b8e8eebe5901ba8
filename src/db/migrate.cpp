#include "db/migrate.hpp"

#include <algorithm>
#include <chrono>
#include <map>

#include "base/hash.hpp"
#include "db/catalog.hpp"
#include "db/schema.hpp"
#include "db/sql_text.hpp"

namespace yuanheng::db {

namespace {

/// Several servers may start at once on one PostgreSQL: one of them migrates. The number is arbitrary and
/// ours.
constexpr std::int64_t kLock = 0x7975616e68656e67;

void refuse_others(Session& session) {
    if (session.dialect().engine == Engine::sqlite) return;  // one writer
    session.execute("SET LOCAL lock_timeout = 0");
    session.query("SELECT pg_advisory_xact_lock(?)", {kLock});
}

/// Runs the step, unless another server did meanwhile. Whether it ran.
bool run(Session& session, const Migration& step, int partitions) {
    refuse_others(session);
    if (!table_exists(session, kSchemaVersion)) {
        session.execute(
            "CREATE TABLE schema_version (number BIGINT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT "
            "NULL, ran_at BIGINT NOT NULL)");
    }
    if (!session.first("SELECT 1 FROM schema_version WHERE number = ?", {std::int64_t{step.number}}).empty())
        return false;
    const Engine engine = session.dialect().engine;
    for (const std::string& statement : statements(text_for(step, engine))) {
        for (const std::string& sql : adapted(statement, engine, partitions)) session.execute(sql);
    }
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    session.execute("INSERT INTO schema_version (number, name, sha256, ran_at) VALUES (?, ?, ?, ?)",
                    {std::int64_t{step.number}, step.name, sha256_hex(text_for(step, engine)),
                     std::int64_t{now.count()}});
    return true;
}

}  // namespace

std::string label(const Migration& step) {
    std::string number = std::to_string(step.number);
    number.insert(0, 4 - std::min<std::size_t>(number.size(), 4), '0');
    return number + "_" + step.name;
}

std::vector<Migration> missing(Database& database, std::span<const Migration> steps) {
    const Engine engine = database.dialect().engine;
    const auto done = database.read([&](Session& s) { return steps_run(s); });
    for (const StepRun& ran : done) {
        const auto step = std::find_if(steps.begin(), steps.end(),
                                       [&](const Migration& m) { return m.number == ran.number; });
        if (step == steps.end()) {
            throw Failure(Fault::newer, "the database's schema is newer than this program: step " +
                                            std::to_string(ran.number) + "_" + ran.name);
        }
        if (sha256_hex(text_for(*step, engine)) != ran.sha256) {
            throw Failure(Fault::corrupt,
                          "step " + label(*step) + " of the schema is not what the database was made with");
        }
    }
    std::vector<Migration> out;
    for (const Migration& step : steps) {
        if (std::any_of(done.begin(), done.end(),
                        [&](const StepRun& ran) { return ran.number == step.number; }))
            continue;
        if (!done.empty() && step.number < done.back().number) {
            throw Failure(Fault::corrupt,
                          "step " + label(step) + " of the schema is missing, but later ones were run");
        }
        out.push_back(step);
    }
    return out;
}

std::vector<Migration> migrate(Database& database, int partitions, std::span<const Migration> steps) {
    std::vector<Migration> out;
    for (const Migration& step : missing(database, steps)) {
        try {
            if (database.write([&](Session& s) { return run(s, step, partitions); })) out.push_back(step);
        } catch (const Failure& failure) {
            throw Failure(failure.fault, "step " + label(step) + " of the schema: " + failure.what(),
                          failure.constraint);
        }
    }
    return out;
}

}  // namespace yuanheng::db
