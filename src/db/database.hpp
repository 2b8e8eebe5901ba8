#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "reflect/value.hpp"

namespace yuanheng::db {

using reflect::Record;
using reflect::Value;
using Values = std::vector<Value>;

/// A value and the column it stands in.
struct Cell {
    std::string_view column;
    Value value;
};

/// What a database refuses. Thrown; the edge of a request or job turns it into an answer.
enum class Fault : unsigned char {
    unique,       ///< a key that exists already; `constraint` says its columns: "park.zone_id, park.code"
    foreign_key,  ///< a reference to nothing, or of something still referred to; `constraint` is its name
                  ///< (PostgreSQL) or empty
    not_null,     ///< `constraint` says the column: "park.name"
    busy,         ///< every connection in use, or something locked, for too long
    timeout,      ///< the deadline passed
    full,         ///< disk full
    lost,  ///< no connection, or it broke, or the disk fails; during COMMIT nobody knows whether it was done
    broken,  ///< a sync of the disk failed: nobody knows what it holds; only a new start helps
             ///< (Database::broken)
    corrupt,
    newer,  ///< the schema is newer than this program
    other
};

class Failure : public std::runtime_error {
public:
    Failure(Fault f, const std::string& what, std::string on = {})
        : std::runtime_error(what), fault(f), constraint(std::move(on)) {}
    Fault fault;
    std::string constraint;
};

/// The few words in which SQLite and PostgreSQL differ.
enum class Engine : unsigned char { sqlite, postgres };
struct Dialect {
    Engine engine;
    /// Condition that `column` (an SQL expression) contains the text of the next parameter, exactly as
    /// written.
    std::string contains(std::string_view column) const;
    /// INSERT of one row, or update of the other columns where `keys` exist: parameters in the order of
    /// `columns`. Names of lower-case letters, digits and _ only (std::logic_error).
    std::string upsert(std::string_view table, std::span<const std::string> keys,
                       std::span<const std::string> columns) const;
};

/// A connection inside a transaction. Parameters are `?` in the order they appear; nothing else is ever put
/// into SQL. A parameter has the type of what it is compared with or stored in; where there is nothing, write
/// CAST(? AS BIGINT). Columns of results are numbers, doubles, texts or absent; booleans are 0 and 1. The
/// first Failure ends the transaction: whatever follows throws it again, the commit too. Texts must be UTF-8
/// without NUL, doubles finite.
class Session {
public:
    virtual ~Session() = default;
    virtual const Dialect& dialect() const = 0;
    /// All rows.
    virtual std::vector<Values> query(std::string_view sql, std::span<const Value> parameters = {}) = 0;
    /// Row by row, until `row` returns false. Nothing else may be asked of the session meanwhile.
    virtual void each(std::string_view sql, std::span<const Value> parameters,
                      const std::function<bool(const Values&)>& row) = 0;
    /// The number of rows written.
    virtual std::int64_t execute(std::string_view sql, std::span<const Value> parameters = {}) = 0;
    /// Many rows into one table, as fast as the database takes them (COPY; one prepared statement). `next`
    /// fills the values of the next row and returns false after the last. The number of rows.
    virtual std::int64_t insert_many(std::string_view table, std::span<const std::string> columns,
                                     const std::function<bool(Values&)>& next) = 0;

    /// One row into a table: db.insert("zone", {{"id", id.value}, {"code", code}}). Names as upsert() takes
    /// them.
    void insert(std::string_view table, std::span<const Cell> row);
    void insert(std::string_view table, std::initializer_list<Cell> row) {
        insert(table, std::span(row.begin(), row.size()));
    }
    std::vector<Values> query(std::string_view sql, std::initializer_list<Value> p) {
        return query(sql, std::span(p.begin(), p.size()));
    }
    std::int64_t execute(std::string_view sql, std::initializer_list<Value> p) {
        return execute(sql, std::span(p.begin(), p.size()));
    }
    /// The first row; empty where there is none.
    Values first(std::string_view sql, std::initializer_list<Value> p = {});
    /// The first column of the first row; absent where there is none.
    Value scalar(std::string_view sql, std::initializer_list<Value> p = {});
};

struct Options {
    /// A file's path for SQLite ("data/yuanheng.db"), or postgresql://… with what libpq takes.
    std::string url;
    int readers = 4;                       ///< connections for reading
    int writers = 4;                       ///< PostgreSQL only; SQLite has one writer
    std::chrono::milliseconds busy{5000};  ///< how long to wait for a connection or lock
    /// PostgreSQL only: tables marked `-- fact` are partitioned by hash of ent_id into so many parts, as a
    /// distributed database would; 0: not at all.
    int partitions = 0;
};

/// A database. SQLite: one process holds the file (a lock file says so); one writer connection under a mutex
/// that alone commits and checkpoints (write-ahead log, synced before write() returns), readers of their own.
/// PostgreSQL: pools. Safe to use from any thread.
class Database {
public:
    /// Throws Failure: lost, busy (another process holds the file), corrupt, other. No message has the
    /// address's password.
    static std::unique_ptr<Database> open(const Options& options);
    virtual ~Database() = default;

    virtual const Dialect& dialect() const = 0;
    /// Runs `work` in a transaction that reads one state of the database. Nested calls are refused
    /// (std::logic_error).
    virtual void read_with(const std::function<void(Session&)>& work) = 0;
    /// Runs `work` in a transaction and commits it; rolls back where `work` throws. Where the database asks
    /// for it (a deadlock), `work` runs again: it must have no effect beside the session. On PostgreSQL
    /// others may change what `work` has read before it commits (READ COMMITTED): what must not change is
    /// guarded by the version in the WHERE of the UPDATE, or by updating it first.
    virtual void write_with(const std::function<void(Session&)>& work) = 0;
    /// A whole copy of the database at one moment in a new file (SQLite) or folder (PostgreSQL: write_rows()
    /// of copy.hpp), while others write; on the disk when this returns. restore() of copy.hpp makes a
    /// database of it again.
    virtual void copy_to(const std::string& path) = 0;
    /// What the database's own checks find; empty where it is sound.
    virtual std::vector<std::string> integrity() = 0;
    /// Whether a sync of the disk failed (SQLite). Every write is refused from then on with Fault::broken;
    /// who serves the database ends in good order, so that a new start finds out what the disk holds.
    virtual bool broken() const { return false; }
    /// Figures for metrics: name and value (wal_bytes, readers_in_use …); names in _total count up.
    virtual std::vector<std::pair<std::string, double>> figures() = 0;

    template <typename F>
    auto read(F&& work) {
        return run(&Database::read_with, std::forward<F>(work));
    }
    template <typename F>
    auto write(F&& work) {
        return run(&Database::write_with, std::forward<F>(work));
    }

private:
    template <typename F>
    auto run(void (Database::*how)(const std::function<void(Session&)>&), F&& work) {
        using R = std::invoke_result_t<F&, Session&>;
        if constexpr (std::is_void_v<R>) {
            (this->*how)([&](Session& s) { work(s); });
        } else {
            std::optional<R> out;
            (this->*how)([&](Session& s) { out.emplace(work(s)); });
            return std::move(*out);
        }
    }
};

/// Time limit of what the calling thread asks of databases from now on; absent: none. Statements that run
/// over it end with Fault::timeout.
void set_deadline(std::optional<std::chrono::steady_clock::time_point> until);

}  // namespace yuanheng::db
