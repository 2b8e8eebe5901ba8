#include <atomic>
#include <random>
#include <thread>

#include "db/copy.hpp"
#include "db/driver.hpp"
#include "db/postgres_connection.hpp"

namespace yuanheng::db {

namespace {

constexpr int kAttempts = 6;  ///< of a transaction that PostgreSQL asks to repeat
constexpr Dialect kDialect{Engine::postgres};

class PostgresSession final : public Transaction {
public:
    explicit PostgresSession(PostgresConnection& c) : Transaction(kDialect), c_(c) {}

    std::vector<Values> query(std::string_view sql, std::span<const Value> parameters) override {
        return request([&] {
            std::vector<Values> out;
            c_.run(sql, parameters, [&](const Values& row) {
                out.push_back(row);
                return true;
            });
            return out;
        });
    }
    void each(std::string_view sql, std::span<const Value> parameters,
              const std::function<bool(const Values&)>& row) override {
        request([&] { c_.stream(sql, parameters, row); });
    }
    std::int64_t execute(std::string_view sql, std::span<const Value> parameters) override {
        return request([&] { return c_.run(sql, parameters, [](const Values&) { return false; }); });
    }
    std::int64_t insert_many(std::string_view table, std::span<const std::string> columns,
                             const std::function<bool(Values&)>& next) override {
        return request([&] {
            try {
                return c_.copy_in("COPY " + identifier(table) + " (" + identifier(columns) + ") FROM STDIN",
                                  columns.size(), next);
            } catch (...) {
                fail_with(std::current_exception());
                throw;
            }
        });
    }

private:
    PostgresConnection& c_;
};

/// A pause before the next attempt: longer each time, and never the same for two that met.
void back_off(int attempt) {
    thread_local std::minstd_rand random(std::random_device{}());
    const int most = 10 << attempt;
    std::this_thread::sleep_for(Milliseconds(std::uniform_int_distribution<int>(most / 2, most)(random)));
}

bool asks_for_another(const std::exception_ptr& failure) {
    if (!failure) return false;
    try {
        std::rethrow_exception(failure);
    } catch (const TryAgain&) {
        return true;
    } catch (...) {
        return false;
    }
}

class PostgresDatabase final : public Database {
public:
    explicit PostgresDatabase(const Options& options) : options_(options) {
        const auto made = [&] {
            return std::make_unique<PostgresConnection>(options_, [this] { ++connections_; });
        };
        auto first = made();
        first->connect();  // an address that does not work is said at once
        readers_.add(std::move(first));
        for (int i = 1; i < std::max(options.readers, 1); ++i) readers_.add(made());
        for (int i = 0; i < std::max(options.writers, 1); ++i) writers_.add(made());
    }

    const Dialect& dialect() const override { return kDialect; }

    void read_with(const std::function<void(Session&)>& work) override {
        const Entered in(*this);
        const auto connection = readers_.take(options_.busy);
        attempt(*connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work);
    }
    void write_with(const std::function<void(Session&)>& work) override {
        const Entered in(*this);
        for (int i = 1;; ++i) {
            {
                const auto connection = writers_.take(options_.busy);
                if (attempt(*connection, "BEGIN ISOLATION LEVEL READ COMMITTED", work, i < kAttempts)) break;
            }
            ++repeats_;
            back_off(i);
        }
        ++commits_;
    }
    void copy_to(const std::string& path) override { write_rows(*this, path); }
    std::vector<std::string> integrity() override {
        std::vector<std::string> out = orphans();
        for (std::string& problem : broken_indexes()) out.push_back(std::move(problem));
        return out;
    }
    std::vector<std::pair<std::string, double>> figures() override {
        const auto number = [](auto n) { return static_cast<double>(n); };
        return {
            {"readers_in_use", number(readers_.in_use())}, {"readers_waiting", number(readers_.waiting())},
            {"writers_in_use", number(writers_.in_use())}, {"writers_waiting", number(writers_.waiting())},
            {"commits_total", number(commits_.load())},    {"connections_total", number(connections_.load())},
            {"repeats_total", number(repeats_.load())}};
    }

private:
    /// Runs the transaction. False where PostgreSQL asks for it to be repeated and `may_repeat`.
    static bool attempt(PostgresConnection& c, std::string_view begin,
                        const std::function<void(Session&)>& work, bool may_repeat = false) {
        check_deadline();
        c.begin(begin);
        PostgresSession session(c);
        try {
            work(session);
            session.check();
            c.commit();
            return true;
        } catch (const TryAgain&) {
            c.roll_back();
            if (!may_repeat) throw;
            return false;
        } catch (...) {
            c.roll_back();
            if (may_repeat && asks_for_another(session.failure()))
                return false;  // the work made something else of it
            throw;
        }
    }
    std::vector<std::string> orphans();
    std::vector<std::string> broken_indexes();

    const Options options_;
    std::atomic<std::int64_t> commits_{0}, connections_{0}, repeats_{0};
    Pool<PostgresConnection> readers_, writers_;
};

/// Foreign keys are PostgreSQL's own business; rows that they miss come from a broken disk or a superuser.
std::vector<std::string> PostgresDatabase::orphans() {
    std::vector<std::string> out;
    read_with([&](Session& s) {
        const auto keys = s.query(
            "SELECT c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,"
            " string_agg(format('p.%I = c.%I', p.attname, a.attname), ' AND '),"
            " string_agg(format('c.%I IS NOT NULL', a.attname), ' AND ')"
            " FROM pg_constraint c CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (child, parent)"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.child"
            " JOIN pg_attribute p ON p.attrelid = c.confrelid AND p.attnum = k.parent"
            " WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace = current_schema()::regnamespace"
            " GROUP BY c.oid, c.conname, c.conrelid, c.confrelid ORDER BY c.conname");
        for (const Values& key : keys) {
            const auto part = [&](std::size_t i) { return *reflect::text(key[i]); };
            const Value missing =
                s.scalar("SELECT COUNT(*) FROM " + part(1) + " c WHERE " + part(4) +
                         " AND NOT EXISTS (SELECT 1 FROM " + part(2) + " p WHERE " + part(3) + ")");
            if (missing != Value(std::int64_t{0})) {
                out.push_back(part(1) + ": " + std::to_string(*reflect::integer(missing)) +
                              " rows refer to nothing in " + part(2));
            }
        }
    });
    return out;
}

/// With the extension amcheck, where the database has it.
std::vector<std::string> PostgresDatabase::broken_indexes() {
    std::vector<std::string> out;
    std::vector<Values> indexes;
    read_with([&](Session& s) {
        if (reflect::absent(s.scalar("SELECT 1 FROM pg_extension WHERE extname = 'amcheck'"))) return;
        indexes = s.query(
            "SELECT c.oid, c.relname FROM pg_class c JOIN pg_am a ON a.oid = c.relam JOIN pg_index i ON "
            "i.indexrelid = c.oid"
            " WHERE c.relkind = 'i' AND a.amname = 'btree' AND i.indisvalid"
            " AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname");
    });
    for (const Values& index : indexes) {
        try {
            read_with([&](Session& s) {
                s.query("SELECT bt_index_check(CAST(? AS BIGINT)::oid, true)", {index[0]});
            });
        } catch (const Failure& failure) {
            if (failure.fault != Fault::corrupt) throw;
            out.push_back(*reflect::text(index[1]) + ": " + failure.what());
        }
    }
    return out;
}

}  // namespace

std::unique_ptr<Database> open_postgres(const Options& options) {
    return std::make_unique<PostgresDatabase>(options);
}

}  // namespace yuanheng::db
