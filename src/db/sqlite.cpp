#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <thread>

#include "db/driver.hpp"
#include "db/files.hpp"
#include "db/sqlite_files.hpp"

// One connection alone commits and checkpoints, so that the WAL-reset race of SQLite before 3.51.3, which
// takes two, cannot happen: readers are opened read-only, and neither they nor the closing of one touches the
// log.
//
// SQLite writes a commit to the log and leaves the sync to LogSync (synchronous = NORMAL), which makes one
// for all that committed while the last one ran; write() returns when its commit is on the disk. What a
// commit read was in the log before it, so nothing durable rests on what is not. A reader may see a commit
// some milliseconds before it is durable.
namespace yuanheng::db {

namespace {

constexpr int kCheckpointPages = 1000;  ///< of the log (4 MiB): after so many it is copied into the file
constexpr int kTruncatePages =
    16 * 1024;  ///< of the log (64 MiB): after so many readers are waited for, to empty it
constexpr Milliseconds kTruncateWait{250};
constexpr int kDeadlineSteps = 5000;  ///< of SQLite's virtual machine between two looks at the clock
constexpr int kBackupPages = 4096;    ///< copied between two looks at the clock
constexpr Dialect kDialect{Engine::sqlite};

Fault fault_of(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID: return Fault::unique;
        case SQLITE_CONSTRAINT_FOREIGNKEY: return Fault::foreign_key;
        case SQLITE_CONSTRAINT_NOTNULL: return Fault::not_null;
        default: break;
    }
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Fault::busy;
        case SQLITE_INTERRUPT: return Fault::timeout;
        case SQLITE_FULL: return Fault::full;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: return Fault::corrupt;
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_PROTOCOL: return Fault::lost;
        default: return Fault::other;
    }
}

/// SQLite says "UNIQUE constraint failed: park.zone_id, park.code".
std::string constraint_in(std::string_view message) {
    constexpr std::string_view kMark = " constraint failed: ";
    const std::size_t at = message.find(kMark);
    return at == std::string_view::npos ? std::string() : std::string(message.substr(at + kMark.size()));
}

[[noreturn]] void fail(sqlite3* db, std::string_view sql) {
    const int code = sqlite3_extended_errcode(db);
    if (code == SQLITE_NOMEM) throw std::bad_alloc();
    if (code == SQLITE_MISUSE || code == SQLITE_RANGE)
        throw std::logic_error(std::string("SQLite: ") + sqlite3_errmsg(db));
    const bool no_room = fault_of(code) == Fault::lost && sqlite3_system_errno(db) == ENOSPC;
    const std::string message = sqlite3_errmsg(db);
    throw Failure(no_room ? Fault::full : fault_of(code), message + " [" + excerpt(sql) + "]",
                  constraint_in(message));
}

/// Called by SQLite now and then while a statement runs, in its thread.
int is_over(void*) {
    const auto limit = deadline();
    return limit && std::chrono::steady_clock::now() >= *limit ? 1 : 0;
}

struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

class Connection {
public:
    enum class Kind { writer, reader, copy };

    Connection(const std::string& path, Kind kind, Milliseconds busy) : busy_(busy) {
        const int flags = kind == Kind::reader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
        const int code =
            sqlite3_open_v2(path.c_str(), &db_, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
        try {
            if (code != SQLITE_OK) fail(db_, "open");
            set_up(kind);
        } catch (...) {
            sqlite3_close_v2(db_);
            throw;
        }
    }
    ~Connection() {
        statements_.clear();
        sqlite3_close_v2(db_);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    sqlite3* get() const { return db_; }
    int log_pages() const { return log_pages_; }

    /// The statement, from the cache where it is there.
    sqlite3_stmt* prepare(std::string_view sql) {
        if (Prepared* known = statements_.find(sql)) return known->get();
        sqlite3_stmt* made = nullptr;
        const char* rest = nullptr;
        if (sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                               &made, &rest) != SQLITE_OK)
            fail(db_, sql);
        Prepared statement(made);
        const std::string_view left(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
        if (!made || left.find_first_not_of("; \t\r\n") != std::string_view::npos)
            throw std::logic_error("not one statement: " + excerpt(sql));
        statements_.add(sql, std::move(statement));
        return made;
    }
    /// Statements of the driver's own.
    void run(const char* sql) {
        if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(db_, sql);
    }
    std::string scalar(std::string_view sql) {
        sqlite3_stmt* s = prepare(sql);
        const int code = sqlite3_step(s);
        const unsigned char* text = code == SQLITE_ROW ? sqlite3_column_text(s, 0) : nullptr;
        std::string out = text ? reinterpret_cast<const char*>(text) : "";
        sqlite3_reset(s);
        if (code != SQLITE_ROW && code != SQLITE_DONE) fail(db_, sql);
        return out;
    }
    bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
    void roll_back() {
        if (in_transaction()) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
        if (in_transaction())
            std::terminate();  // what comes next would be written into a transaction that failed
    }
    /// Copies the log into the file. Whether that went well; the log's pages are none then where `mode`
    /// empties it.
    bool checkpoint(int mode, Milliseconds wait) {
        wait_ = wait;
        int all = 0, done = 0;
        const int code = sqlite3_wal_checkpoint_v2(db_, "main", mode, &all, &done);
        wait_ = busy_;
        if (code == SQLITE_OK) log_pages_ = all;
        if (code == SQLITE_IOERR_FSYNC) sync_failed_ = true;
        return code == SQLITE_OK;
    }
    /// Whether a checkpoint could not bring log or file to the disk.
    bool sync_failed() const { return sync_failed_; }
    /// Copies the whole log into the file before anything is served. What a process left there that was
    /// killed after a failed sync is perhaps in the memory of the system alone: it is written again here, and
    /// nothing is ever appended behind what the disk does not have.
    void empty_log() {
        if (!checkpoint(SQLITE_CHECKPOINT_TRUNCATE, busy_)) fail(db_, "checkpoint at the start");
    }

private:
    void set_up(Kind kind) {
        wait_ = busy_;
        sqlite3_busy_handler(db_, &Connection::wait, this);
        sqlite3_progress_handler(db_, kDeadlineSteps, is_over, nullptr);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);  // "name" is never a text
        sqlite3_db_config(db_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA "
            "cache_size = -16000");
        if (kind == Kind::writer) {
            run("PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864");
            if (scalar("PRAGMA journal_mode = WAL") != "wal")
                throw Failure(Fault::lost, "the file system does not allow a write-ahead log");
            run("PRAGMA synchronous = NORMAL");
            sqlite3_wal_hook(db_, &Connection::committed, this);  // in place of SQLite's own checkpoints
        } else if (kind == Kind::reader) {
            sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
            run("PRAGMA wal_autocheckpoint = 0; PRAGMA query_only = ON");
        }
        // Reads the file's first page: says so at once where it is no database.
        scalar("SELECT COUNT(*) FROM sqlite_schema");
    }

    static int wait(void* self, int times) {
        Connection& me = *static_cast<Connection*>(self);
        const Time now = std::chrono::steady_clock::now();
        if (times == 0) me.waiting_since_ = now;
        if (now - me.waiting_since_ >= me.wait_ || is_over(nullptr)) return 0;
        std::this_thread::sleep_for(Milliseconds(std::min(1 << std::min(times, 4), 10)));
        return 1;
    }
    static int committed(void* self, sqlite3*, const char*, int pages) {
        static_cast<Connection*>(self)->log_pages_ = pages;
        return SQLITE_OK;
    }

    sqlite3* db_ = nullptr;
    Milliseconds busy_, wait_{0};
    Time waiting_since_;
    std::atomic<int> log_pages_{0};
    bool sync_failed_ = false;
    StatementCache<Prepared> statements_{kStatements};
};

void bind(sqlite3_stmt* s, int at, const Value& value) {
    check_value(value);
    if (const std::int64_t* whole = reflect::integer(value)) {
        sqlite3_bind_int64(s, at, *whole);
    } else if (const double* number = std::get_if<double>(&value)) {
        sqlite3_bind_double(s, at, *number);
    } else if (const std::string* text = reflect::text(value)) {
        if (sqlite3_bind_text64(s, at, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8) ==
            SQLITE_TOOBIG) {
            throw Failure(Fault::other, "a text is too long to be stored");
        }
    } else {
        sqlite3_bind_null(s, at);
    }
}

Value column(sqlite3_stmt* s, int at) {
    switch (sqlite3_column_type(s, at)) {
        case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(s, at)};
        case SQLITE_FLOAT: return sqlite3_column_double(s, at);
        case SQLITE_NULL: return {};
        default: break;
    }
    const void* bytes = sqlite3_column_blob(s, at);
    return std::string(static_cast<const char*>(bytes),
                       static_cast<std::size_t>(sqlite3_column_bytes(s, at)));
}

/// A statement with its parameters while it runs.
class Running {
public:
    Running(Connection& c, std::string_view sql, std::span<const Value> parameters)
        : c_(c), sql_(sql), s_(c.prepare(sql)) {
        if (static_cast<std::size_t>(sqlite3_bind_parameter_count(s_)) != parameters.size()) {
            throw std::logic_error("parameters do not match: " + excerpt(sql));
        }
        bind_all(parameters);
    }
    ~Running() {
        sqlite3_reset(s_);
        sqlite3_clear_bindings(s_);
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    void bind_all(std::span<const Value> parameters) {
        for (std::size_t i = 0; i < parameters.size(); ++i) bind(s_, static_cast<int>(i) + 1, parameters[i]);
    }
    /// Whether there is one more row.
    bool step() {
        const int code = sqlite3_step(s_);
        if (code != SQLITE_ROW && code != SQLITE_DONE) fail(c_.get(), sql_);
        return code == SQLITE_ROW;
    }
    void restart() { sqlite3_reset(s_); }
    void row(Values& out) const {
        out.resize(static_cast<std::size_t>(sqlite3_column_count(s_)));
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = column(s_, static_cast<int>(i));
    }

private:
    Connection& c_;
    std::string_view sql_;
    sqlite3_stmt* s_;
};

class SqliteSession final : public Transaction {
public:
    explicit SqliteSession(Connection& c) : Transaction(kDialect), c_(c) {}

    std::vector<Values> query(std::string_view sql, std::span<const Value> parameters) override {
        return request([&] {
            std::vector<Values> out;
            Running statement(c_, sql, parameters);
            while (statement.step()) statement.row(out.emplace_back());
            return out;
        });
    }
    void each(std::string_view sql, std::span<const Value> parameters,
              const std::function<bool(const Values&)>& row) override {
        request([&] {
            Running statement(c_, sql, parameters);
            for (Values values; statement.step();) {
                statement.row(values);
                if (!row(values)) return;
            }
        });
    }
    std::int64_t execute(std::string_view sql, std::span<const Value> parameters) override {
        return request([&] {
            Running statement(c_, sql, parameters);
            const sqlite3_int64 before = sqlite3_total_changes64(c_.get());
            while (statement.step()) {
            }
            return std::int64_t{sqlite3_total_changes64(c_.get()) == before ? 0
                                                                            : sqlite3_changes64(c_.get())};
        });
    }
    std::int64_t insert_many(std::string_view table, std::span<const std::string> columns,
                             const std::function<bool(Values&)>& next) override {
        return request([&] {
            std::string marks = "?";
            for (std::size_t i = 1; i < columns.size(); ++i) marks += ", ?";
            const std::string sql =
                "INSERT INTO " + identifier(table) + " (" + identifier(columns) + ") VALUES (" + marks + ")";
            Values values(columns.size());
            Running statement(c_, sql, values);
            std::int64_t count = 0;
            try {
                for (; next(values); ++count) {
                    if (values.size() != columns.size())
                        throw std::logic_error("a row of another number of values");
                    statement.bind_all(values);
                    statement.step();
                    statement.restart();
                }
            } catch (...) {
                fail_with(std::current_exception());
                throw;
            }
            return count;
        });
    }

private:
    Connection& c_;
};

class SqliteDatabase final : public Database {
public:
    explicit SqliteDatabase(const Options& options)
        : path_(options.url), busy_(options.busy), lock_(options.url + ".lock") {
        make_private(path_);
        auto writer = std::make_unique<Connection>(path_, Connection::Kind::writer, busy_);
        writer_ = writer.get();
        writer_->empty_log();
        writers_.add(std::move(writer));
        log_ = std::make_unique<LogSync>(path_ + "-wal");
        sync_folder_of(path_);
        for (int i = 0; i < std::max(options.readers, 1); ++i) {
            readers_.add(std::make_unique<Connection>(path_, Connection::Kind::reader, busy_));
        }
    }
    ~SqliteDatabase() override { writer_->checkpoint(SQLITE_CHECKPOINT_TRUNCATE, kTruncateWait); }

    const Dialect& dialect() const override { return kDialect; }

    void read_with(const std::function<void(Session&)>& work) override {
        const Entered in(*this);
        const auto connection = readers_.take(busy_);
        transact(*connection, "BEGIN", work);
    }
    void write_with(const std::function<void(Session&)>& work) override {
        const Entered in(*this);
        std::int64_t mine = 0;
        {
            const auto connection = writers_.take(busy_);
            log_->check();
            transact(*connection, "BEGIN IMMEDIATE", work);
            mine = log_->committed();
            keep_log_short(*connection);
        }
        log_->wait_for(mine);
        ++commits_;
    }
    void copy_to(const std::string& path) override;
    std::vector<std::string> integrity() override;
    bool broken() const override { return log_->broken(); }
    std::vector<std::pair<std::string, double>> figures() override {
        const auto number = [](auto n) { return static_cast<double>(n); };
        return {{"file_bytes", number(file_size(path_))},
                {"wal_bytes", number(file_size(path_ + "-wal"))},
                {"wal_pages", number(writer_->log_pages())},
                {"readers_in_use", number(readers_.in_use())},
                {"readers_waiting", number(readers_.waiting())},
                {"writers_in_use", number(writers_.in_use())},
                {"writers_waiting", number(writers_.waiting())},
                {"commits_total", number(commits_.load())},
                {"syncs_total", number(log_->syncs())},
                {"checkpoints_total", number(checkpoints_.load())},
                {"checkpoints_failed_total", number(checkpoints_failed_.load())}};
    }

private:
    static void transact(Connection& c, const char* begin, const std::function<void(Session&)>& work) {
        check_deadline();
        c.run(begin);
        try {
            SqliteSession session(c);
            work(session);
            session.check();
            c.run("COMMIT");
        } catch (...) {
            c.roll_back();
            throw;
        }
    }
    /// After a commit, while the writer is still held. A log that cannot be copied now is copied later.
    void keep_log_short(Connection& c) {
        if (c.log_pages() < kCheckpointPages) next_checkpoint_ = kCheckpointPages;
        if (c.log_pages() < next_checkpoint_) return;
        const bool too_long = c.log_pages() >= kTruncatePages;
        const bool done = too_long ? c.checkpoint(SQLITE_CHECKPOINT_TRUNCATE, kTruncateWait)
                                   : c.checkpoint(SQLITE_CHECKPOINT_PASSIVE, {});
        next_checkpoint_ = c.log_pages() + (too_long ? kTruncatePages : kCheckpointPages);
        ++(done ? checkpoints_ : checkpoints_failed_);
        // SQLite would begin the log anew over pages that the file may not have.
        if (c.sync_failed()) log_->break_off();
    }

    std::string path_;
    Milliseconds busy_;
    LockFile lock_;
    Pool<Connection> writers_;  ///< of one
    Connection* writer_ = nullptr;
    int next_checkpoint_ = kCheckpointPages;  ///< pages of the log; touched by who holds the writer
    std::unique_ptr<LogSync> log_;
    Pool<Connection> readers_;  ///< gone before the writer, which closes the file
    std::atomic<std::int64_t> commits_{0}, checkpoints_{0}, checkpoints_failed_{0};
};

void SqliteDatabase::copy_to(const std::string& path) {
    write_whole(path, [&](const std::string& temporary) {
        make_private(temporary);
        Connection from(path_, Connection::Kind::reader, busy_);
        Connection to(temporary, Connection::Kind::copy, busy_);
        to.run("PRAGMA synchronous = OFF");  // write_whole syncs it
        from.run("BEGIN");                   // one state from the first page to the last
        from.scalar("SELECT COUNT(*) FROM sqlite_schema");
        sqlite3_backup* backup = sqlite3_backup_init(to.get(), "main", from.get(), "main");
        if (!backup) fail(to.get(), "backup");
        int code = SQLITE_OK;
        while (code == SQLITE_OK && !is_over(nullptr)) code = sqlite3_backup_step(backup, kBackupPages);
        sqlite3_backup_finish(backup);
        check_deadline();
        if (code != SQLITE_DONE) fail(to.get(), "backup");
        from.run("COMMIT");
        if (to.scalar("PRAGMA journal_mode = DELETE") != "delete")
            fail(to.get(), "backup");  // one file, readable where nothing can be written
    });
}

std::vector<std::string> SqliteDatabase::integrity() {
    std::vector<std::string> out;
    try {
        Connection c(path_, Connection::Kind::reader, busy_);
        SqliteSession session(c);
        session.each("PRAGMA integrity_check", {}, [&](const Values& row) {
            if (row[0] != Value("ok")) out.push_back(*reflect::text(row[0]));
            return true;
        });
        session.each(
            "SELECT \"table\" || ': ' || COUNT(*) || ' rows refer to nothing in ' || parent FROM "
            "pragma_foreign_key_check "
            "GROUP BY \"table\", parent",
            {}, [&](const Values& row) {
                out.push_back(*reflect::text(row[0]));
                return true;
            });
    } catch (const Failure& failure) {
        if (failure.fault != Fault::corrupt) throw;
        out.emplace_back(failure.what());
    }
    return out;
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const Options& options) {
    return std::make_unique<SqliteDatabase>(options);
}

}  // namespace yuanheng::db
