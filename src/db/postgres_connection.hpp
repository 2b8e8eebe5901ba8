#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/driver.hpp"

struct pg_conn;
struct pg_result;

namespace yuanheng::db {

/// What PostgreSQL asks to be tried again: serialization failures and deadlocks.
class TryAgain : public Failure {
public:
    using Failure::Failure;
};

/// One connection to PostgreSQL, opened when it is first needed and again after it broke.
class PostgresConnection {
public:
    PostgresConnection(const Options& options, std::function<void()> connected)
        : options_(options), connected_(std::move(connected)) {}
    ~PostgresConnection() { close(); }
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    /// Opens it. Throws lost, busy (too many connections), other (a server that is too old or not in UTF-8).
    void connect();
    bool connected() const;
    /// Begins a transaction, with the thread's deadline; connects (again) where that is necessary.
    void begin(std::string_view how);
    /// Throws lost where it is not known whether the transaction was committed.
    void commit();
    /// Ends the transaction; a connection that cannot do that is closed.
    void roll_back() noexcept;

    using Row = std::function<bool(const Values&)>;
    /// Runs a statement by its prepared form; the number of rows it wrote.
    std::int64_t run(std::string_view sql, std::span<const Value> parameters, const Row& row);
    /// Row by row by a cursor, with bounded memory.
    void stream(std::string_view sql, std::span<const Value> parameters, const Row& row);
    /// COPY … FROM STDIN of `columns` values a row.
    std::int64_t copy_in(const std::string& sql, std::size_t columns,
                         const std::function<bool(Values&)>& next);

private:
    struct Clear {
        void operator()(pg_result* r) const;
    };
    using Result = std::unique_ptr<pg_result, Clear>;
    struct Prepared {
        std::string name;
        std::size_t parameters = 0;
    };

    void close() noexcept;
    /// Waits for the answer to what was sent, a little longer than `until`. Errors are thrown.
    Result receive(std::string_view sql, std::optional<Time> until = deadline());
    void wait_readable(std::optional<Time> until);
    Result simple(const std::string& sql, std::optional<Time> until = deadline());
    const Prepared& prepare(std::string_view sql);
    [[noreturn]] void fail(const pg_result* result, std::string_view sql);
    [[noreturn]] void fail_sending(std::string_view sql);

    const Options& options_;
    std::function<void()> connected_;
    pg_conn* pg_ = nullptr;
    StatementCache<Prepared> statements_{kStatements};
    std::int64_t prepared_ = 0;
};

}  // namespace yuanheng::db
