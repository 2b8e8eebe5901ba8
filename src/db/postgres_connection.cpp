#include "db/postgres_connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

#include "db/copy_text.hpp"
#include "db/sql_text.hpp"

namespace yuanheng::db {

namespace {

constexpr int kOldest = 130000;
constexpr std::string_view kRowsPerFetch = "2000";
constexpr std::size_t kCopyBuffer = 64 * 1024;
/// How long after its deadline the server is given to say that it stopped, before the connection is given up.
constexpr Milliseconds kGrace{500};
constexpr Milliseconds kPatience{2000};  ///< with a rollback

/// The numbers that PostgreSQL gave its types (pg_type.oid).
constexpr Oid kBool = 16, kInt8 = 20, kInt2 = 21, kInt4 = 23, kOid = 26, kFloat4 = 700, kFloat8 = 701,
              kNumeric = 1700, kVoid = 2278;

std::string_view field(const PGresult* r, int code) {
    const char* text = PQresultErrorField(r, code);
    return text ? text : "";
}

Fault fault_of(std::string_view state) {
    if (state == "23505") return Fault::unique;
    if (state == "23503") return Fault::foreign_key;
    if (state == "23502") return Fault::not_null;
    if (state == "55P03" || state == "53300") return Fault::busy;
    if (state == "57014") return Fault::timeout;
    if (state == "53100") return Fault::full;
    if (state.starts_with("08") || state.starts_with("57P") || state == "25P03") return Fault::lost;
    if (state.starts_with("XX00") && state != "XX000") return Fault::corrupt;
    return Fault::other;
}

/// The table that a part of a table belongs to: parts are called name__3.
std::string_view whole_table(std::string_view part) {
    const std::size_t at = part.rfind("__");
    const bool is_part = at != std::string_view::npos &&
                         part.find_first_not_of("0123456789", at + 2) == std::string_view::npos;
    return is_part ? part.substr(0, at) : part;
}

/// "park.zone_id, park.code", as SQLite says it, from "Key (zone_id, code)=(1, a) already exists." in any
/// language.
std::string constraint_of(const PGresult* r, Fault fault) {
    const std::string table(whole_table(field(r, PG_DIAG_TABLE_NAME)));
    if (fault == Fault::not_null) return table + "." + std::string(field(r, PG_DIAG_COLUMN_NAME));
    const std::string_view detail = field(r, PG_DIAG_MESSAGE_DETAIL);
    const std::size_t from = detail.find('('), to = detail.find(")=(");
    if (fault != Fault::unique || from >= to || to == std::string_view::npos)
        return std::string(field(r, PG_DIAG_CONSTRAINT_NAME));
    std::string out;
    for (std::string_view columns = detail.substr(from + 1, to - from - 1); !columns.empty();) {
        const std::size_t end = std::min(columns.find(", "), columns.size());
        out += (out.empty() ? "" : ", ") + table + "." + std::string(columns.substr(0, end));
        columns.remove_prefix(std::min(end + 2, columns.size()));
    }
    return out;
}

template <typename T>
std::optional<T> read(std::string_view text) {
    T out{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return out;
}

/// A sum of whole numbers is NUMERIC: whole again, or a double where it is not or does not fit.
Value decode(std::string_view text, Oid type) {
    switch (type) {
        case kBool: return std::int64_t{text == "t"};
        case kInt2:
        case kInt4:
        case kInt8:
        case kOid:
        case kNumeric:
            if (const auto whole = read<std::int64_t>(text)) return *whole;
            [[fallthrough]];
        case kFloat4:
        case kFloat8:
            if (const auto number = read<double>(text)) return *number;
            return std::string(text);
        case kVoid: return {};
        default: return std::string(text);
    }
}

/// Parameters as libpq takes them: texts. PostgreSQL gives each the type of what it is compared with or
/// stored in.
class Parameters {
public:
    explicit Parameters(std::span<const Value> values)
        : texts_(values.size()), pointers_(values.size(), nullptr) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            check_value(values[i]);
            if (const std::string* text = reflect::text(values[i])) {
                pointers_[i] = text->c_str();
                continue;
            }
            if (reflect::absent(values[i])) continue;
            if (const std::int64_t* whole = reflect::integer(values[i])) texts_[i] = fmt::to_string(*whole);
            if (const double* number = std::get_if<double>(&values[i])) texts_[i] = fmt::to_string(*number);
            pointers_[i] = texts_[i].c_str();
        }
    }
    int size() const { return static_cast<int>(pointers_.size()); }
    const char* const* get() const { return pointers_.data(); }

private:
    std::vector<std::string> texts_;
    std::vector<const char*> pointers_;
};

/// Hands on the rows until `row` does not want more. Whether it wants more.
bool rows(const PGresult* r, const PostgresConnection::Row& row) {
    const int columns = PQnfields(r);
    Values values(static_cast<std::size_t>(columns));
    for (int i = 0; i < PQntuples(r); ++i) {
        for (int c = 0; c < columns; ++c) {
            Value& value = values[static_cast<std::size_t>(c)];
            if (PQgetisnull(r, i, c)) {
                value = {};
            } else {
                value = decode({PQgetvalue(r, i, c), static_cast<std::size_t>(PQgetlength(r, i, c))},
                               PQftype(r, c));
            }
        }
        if (!row(values)) return false;
    }
    return true;
}

std::int64_t written(PGresult* r) { return read<std::int64_t>(PQcmdTuples(r)).value_or(0); }

}  // namespace

void PostgresConnection::Clear::operator()(pg_result* r) const { PQclear(r); }

void PostgresConnection::close() noexcept {
    statements_.clear();
    PQfinish(pg_);
    pg_ = nullptr;
}

bool PostgresConnection::connected() const { return pg_ && PQstatus(pg_) == CONNECTION_OK; }

void PostgresConnection::connect() {
    close();
    check_deadline();
    const std::string patience = std::to_string(std::max<std::int64_t>(2, options_.busy.count() / 1000));
    // What stands before dbname can be overridden by the address, what stands after cannot.
    const char* const names[] = {"connect_timeout",  "keepalives_idle",  "keepalives_interval",
                                 "keepalives_count", "tcp_user_timeout", "fallback_application_name",
                                 "dbname",           "client_encoding",  nullptr};
    const char* const values[] = {patience.c_str(),     "10",   "5",    "3", "30000", "yuanheng",
                                  options_.url.c_str(), "UTF8", nullptr};
    pg_ = PQconnectdbParams(names, values, 1);
    if (!pg_) throw std::bad_alloc();
    PQsetNoticeProcessor(
        pg_, [](void*, const char*) {}, nullptr);
    if (PQstatus(pg_) != CONNECTION_OK) {
        const std::string message = PQerrorMessage(pg_);
        close();
        throw Failure(Fault::lost, "cannot connect to PostgreSQL: " + message);
    }
    const int version = PQserverVersion(pg_);
    const char* encoding = PQparameterStatus(pg_, "server_encoding");
    if (version < kOldest || !encoding || std::string_view(encoding) != "UTF8") {
        close();
        throw Failure(Fault::other,
                      version < kOldest
                          ? fmt::format("PostgreSQL 13 or newer is needed; the server says {}", version)
                          : std::string("the PostgreSQL database must be in UTF8"));
    }
    // Cursors are read to their end; a commit that was answered is on the disk, whatever the server's
    // default.
    simple(fmt::format(
        "SET standard_conforming_strings = on; SET extra_float_digits = 1; SET cursor_tuple_fraction = 1; "
        "SET lock_timeout = {}; SET idle_in_transaction_session_timeout = 600000; SET TimeZone = 'UTC'; "
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = "
        "'off'",
        options_.busy.count()));
    connected_();
}

void PostgresConnection::fail(const pg_result* result, std::string_view sql) {
    const std::string state(field(result, PG_DIAG_SQLSTATE));
    std::string message(field(result, PG_DIAG_MESSAGE_PRIMARY));
    if (message.empty()) message = PQerrorMessage(pg_);
    message += " [" + excerpt(sql) + "]";
    if (state == "40001" || state == "40P01") throw TryAgain(Fault::busy, message);
    const Fault fault = PQstatus(pg_) == CONNECTION_BAD ? Fault::lost : fault_of(state);
    throw Failure(fault, message, constraint_of(result, fault));
}

void PostgresConnection::fail_sending(std::string_view sql) {
    throw Failure(Fault::lost, std::string(PQerrorMessage(pg_)) + " [" + excerpt(sql) + "]");
}

void PostgresConnection::wait_readable(std::optional<Time> until) {
    pollfd waited{PQsocket(pg_), POLLIN, 0};
    for (;;) {
        int timeout = -1;
        if (until) {
            const auto left =
                std::chrono::ceil<Milliseconds>(*until + kGrace - std::chrono::steady_clock::now());
            timeout = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
        }
        const int ready = poll(&waited, 1, timeout);
        if (ready > 0) return;
        if (ready < 0 && errno != EINTR) throw Failure(Fault::lost, "poll failed");
        if (ready == 0 && std::chrono::steady_clock::now() >= *until + kGrace) {
            close();  // the server ends the statement by itself: it has the same limit
            throw Failure(Fault::timeout, "the time allowed is over, and PostgreSQL did not answer");
        }
    }
}

PostgresConnection::Result PostgresConnection::receive(std::string_view sql, std::optional<Time> until) {
    Result last;
    for (;;) {
        while (PQisBusy(pg_)) {
            wait_readable(until);
            if (!PQconsumeInput(pg_)) fail_sending(sql);
        }
        Result next(PQgetResult(pg_));
        if (!next) break;
        if (last && PQresultStatus(last.get()) == PGRES_FATAL_ERROR) continue;  // the first error tells most
        last = std::move(next);
        if (PQresultStatus(last.get()) == PGRES_COPY_IN) return last;
    }
    if (!last) fail_sending(sql);
    const ExecStatusType status = PQresultStatus(last.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(last.get(), sql);
    return last;
}

PostgresConnection::Result PostgresConnection::simple(const std::string& sql, std::optional<Time> until) {
    if (!PQsendQuery(pg_, sql.c_str())) fail_sending(sql);
    return receive(sql, until);
}

void PostgresConnection::begin(std::string_view how) {
    std::string sql(how);
    if (const auto limit = deadline()) {
        const auto left =
            std::chrono::duration_cast<Milliseconds>(*limit - std::chrono::steady_clock::now()).count();
        sql += fmt::format("; SET LOCAL statement_timeout = {}", std::max<std::int64_t>(left, 1));
    }
    if (connected()) {
        try {
            simple(sql);
            return;
        } catch (const Failure& failure) {
            if (failure.fault != Fault::lost) throw;  // else it broke while nobody used it
        }
    }
    connect();
    simple(sql);
}

void PostgresConnection::commit() {
    try {
        const Result result = simple("COMMIT", std::nullopt);
        if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
            throw Failure(Fault::other, "PostgreSQL rolled the transaction back");
    } catch (const Failure& failure) {
        if (failure.fault != Fault::lost) throw;
        throw Failure(
            Fault::lost,
            "the connection broke during COMMIT, so it is not known whether the change was saved: " +
                std::string(failure.what()));
    }
}

void PostgresConnection::roll_back() noexcept {
    if (!connected()) return close();
    try {
        if (PQtransactionStatus(pg_) != PQTRANS_IDLE)
            simple("ROLLBACK", std::chrono::steady_clock::now() + kPatience);
        if (PQtransactionStatus(pg_) != PQTRANS_IDLE) close();
    } catch (...) {
        close();
    }
}

const PostgresConnection::Prepared& PostgresConnection::prepare(std::string_view sql) {
    if (const Prepared* known = statements_.find(sql)) return *known;
    const Numbered text = numbered(sql);
    Prepared made{"s" + std::to_string(++prepared_), text.parameters};
    if (!PQsendPrepare(pg_, made.name.c_str(), text.sql.c_str(), 0, nullptr)) fail_sending(sql);
    receive(sql);
    if (const auto old = statements_.add(sql, std::move(made))) simple("DEALLOCATE " + old->name);
    return *statements_.find(sql);
}

std::int64_t PostgresConnection::run(std::string_view sql, std::span<const Value> parameters,
                                     const Row& row) {
    const Prepared& statement = prepare(sql);
    if (statement.parameters != parameters.size())
        throw std::logic_error("parameters do not match: " + excerpt(sql));
    const Parameters values(parameters);
    if (!PQsendQueryPrepared(pg_, statement.name.c_str(), values.size(), values.get(), nullptr, nullptr, 0))
        fail_sending(sql);
    const Result result = receive(sql);
    rows(result.get(), row);
    return written(result.get());
}

void PostgresConnection::stream(std::string_view sql, std::span<const Value> parameters, const Row& row) {
    const Numbered text = numbered("DECLARE yuanheng_rows NO SCROLL CURSOR FOR " + std::string(sql));
    if (text.parameters != parameters.size())
        throw std::logic_error("parameters do not match: " + excerpt(sql));
    const Parameters values(parameters);
    if (!PQsendQueryParams(pg_, text.sql.c_str(), values.size(), nullptr, values.get(), nullptr, nullptr, 0))
        fail_sending(sql);
    receive(sql);
    const auto fetch = [&] {
        const Result result = simple("FETCH FORWARD " + std::string(kRowsPerFetch) + " FROM yuanheng_rows");
        return PQntuples(result.get()) > 0 && rows(result.get(), row);
    };
    try {
        while (fetch()) check_deadline();
    } catch (const Failure&) {
        throw;  // the transaction is over, and the cursor with it
    } catch (...) {
        simple("CLOSE yuanheng_rows");
        throw;
    }
    simple("CLOSE yuanheng_rows");
}

std::int64_t PostgresConnection::copy_in(const std::string& sql, std::size_t columns,
                                         const std::function<bool(Values&)>& next) {
    simple(sql);
    std::string buffer;
    const auto flush = [&] {
        if (PQputCopyData(pg_, buffer.data(), static_cast<int>(buffer.size())) != 1) fail_sending(sql);
        buffer.clear();
    };
    try {
        for (Values values(columns); next(values);) {
            if (values.size() != columns) throw std::logic_error("a row of another number of values");
            for (std::size_t i = 0; i < columns; ++i) {
                if (i > 0) buffer += '\t';
                check_value(values[i]);
                append_copy_text(buffer, values[i]);
            }
            buffer += '\n';
            if (buffer.size() >= kCopyBuffer) flush();
        }
        flush();
    } catch (...) {
        if (connected() && PQputCopyEnd(pg_, "stopped") == 1) {
            try {
                receive(sql);
            } catch (const Failure&) {
                // "COPY from stdin failed: stopped"; what stopped it is thrown below
            }
        }
        throw;
    }
    if (PQputCopyEnd(pg_, nullptr) != 1) fail_sending(sql);
    const Result result = receive(sql);
    return written(result.get());
}

}  // namespace yuanheng::db
