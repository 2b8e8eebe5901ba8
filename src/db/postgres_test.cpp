#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <thread>

#include "db/migrate.hpp"
#include "db/samples.hpp"

namespace yuanheng::db {
namespace {

using std::int64_t;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class PostgresTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (!available(Engine::postgres)) GTEST_SKIP() << "YUANHENG_PG_URL is not set";
        sample_.emplace(Engine::postgres);
        database_ = sample_->open();
        other_ = sample_->open();
        database_->write([](Session& s) {
            s.execute("CREATE TABLE account (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL)");
            s.execute("INSERT INTO account VALUES (1, 100), (2, 100)");
        });
    }
    void TearDown() override {
        set_deadline({});
        other_.reset();
        database_.reset();
        sample_.reset();
    }
    Database& db() { return *database_; }
    int64_t amount(int64_t id) {
        return db().read([&](Session& s) {
            return std::get<int64_t>(s.scalar("SELECT amount FROM account WHERE id = ?", {id}));
        });
    }
    /// Ends all connections but the one that does it, as a restart or a firewall would.
    void cut_connections() {
        other_->write([](Session& s) {
            s.query(
                "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = "
                "current_database() AND pid <> pg_backend_pid()");
        });
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    Failure failure(const std::function<void(Session&)>& work) {
        try {
            db().write(work);
        } catch (const Failure& f) {
            return f;
        }
        ADD_FAILURE() << "no failure";
        return {Fault::other, ""};
    }
    double figure(const std::string& name) {
        for (const auto& [key, value] : db().figures()) {
            if (key == name) return value;
        }
        return -1;
    }

    std::optional<SampleDatabase> sample_;
    std::unique_ptr<Database> database_, other_;
};

TEST_F(PostgresTest, ConnectionsThatBrokeWhileIdleHealUnseen) {
    for (int round = 0; round < 3; ++round) {
        cut_connections();
        EXPECT_EQ(amount(1), 100 + round);
        db().write([](Session& s) { s.execute("UPDATE account SET amount = amount + 1 WHERE id = 1"); });
    }
    EXPECT_EQ(amount(1), 103);
}

TEST_F(PostgresTest, AConnectionThatBreaksMidwayCommitsNothing) {
    const Failure lost = failure([&](Session& s) {
        s.execute("UPDATE account SET amount = 0");
        cut_connections();
        s.execute("UPDATE account SET amount = 1");
    });
    EXPECT_EQ(lost.fault, Fault::lost);
    EXPECT_EQ(amount(1), 100);
    EXPECT_EQ(figure("writers_in_use"), 0);
}

TEST_F(PostgresTest, AConnectionThatBreaksAtCommitIsNotTriedAgain) {
    int runs = 0;
    const Failure lost = failure([&](Session& s) {
        ++runs;
        s.execute("UPDATE account SET amount = 0");
        cut_connections();
    });
    EXPECT_EQ(lost.fault, Fault::lost);
    EXPECT_THAT(lost.what(), HasSubstr("not known"));
    EXPECT_EQ(runs, 1);
    EXPECT_EQ(amount(2), 100);
}

TEST_F(PostgresTest, DeadlocksAreRepeated) {
    std::barrier meet(2);
    std::atomic<int> runs{0};
    const auto both = [&](int64_t first, bool tells) {
        bool met = false;
        db().write([&](Session& s) {
            ++runs;
            s.execute("UPDATE account SET amount = amount + 1 WHERE id = ?", {first});
            if (!met) meet.arrive_and_wait();
            met = true;
            try {
                s.execute("UPDATE account SET amount = amount + 1 WHERE id = ?", {3 - first});
            } catch (const Failure&) {
                if (tells)
                    throw std::runtime_error("in other words");  // what the work makes of it does not matter
                throw;
            }
        });
    };
    std::thread one([&] { both(1, true); });
    both(2, true);
    one.join();
    EXPECT_EQ(amount(1) + amount(2), 204);
    EXPECT_EQ(runs, 3);
    EXPECT_EQ(figure("repeats_total"), 1);
}

TEST_F(PostgresTest, WaitsForALockOnlySoLong) {
    Options options = sample_->options();
    options.busy = std::chrono::milliseconds(100);
    const auto impatient = Database::open(options);
    db().write([&](Session& s) {
        s.execute("UPDATE account SET amount = 1 WHERE id = 1");
        std::thread([&] {
            try {
                impatient->write([](Session& t) { t.execute("UPDATE account SET amount = 2 WHERE id = 1"); });
                ADD_FAILURE() << "no failure";
            } catch (const Failure& busy) {
                EXPECT_EQ(busy.fault, Fault::busy);
            }
        }).join();
    });
    EXPECT_EQ(amount(1), 1);
}

TEST_F(PostgresTest, SaysThatItCannotConnect) {
    Options options = sample_->options();
    options.url = "postgresql://postgres:secret@/nobody?host=/nowhere";
    try {
        Database::open(options);
        ADD_FAILURE() << "connected";
    } catch (const Failure& lost) {
        EXPECT_EQ(lost.fault, Fault::lost);
        EXPECT_THAT(lost.what(), ::testing::Not(HasSubstr("secret")));
    }
}

TEST_F(PostgresTest, ServersThatStartTogetherMigrateOnce) {
    std::vector<std::thread> servers;
    std::atomic<std::size_t> steps{0};
    for (int i = 0; i < 4; ++i) {
        servers.emplace_back([&] { steps += migrate(*sample_->open()).size(); });
    }
    for (std::thread& server : servers) server.join();
    EXPECT_EQ(steps, migrations().size());
}

TEST_F(PostgresTest, ChecksReferencesAndIndexes) {
    db().write([](Session& s) {
        s.execute("CREATE EXTENSION amcheck");
        s.execute("CREATE TABLE entry (id BIGINT PRIMARY KEY, account_id BIGINT REFERENCES account (id))");
        s.execute("INSERT INTO entry VALUES (1, 1), (2, NULL)");
    });
    EXPECT_THAT(db().integrity(), IsEmpty());
    db().write([](Session& s) {
        s.execute("SET LOCAL session_replication_role = replica");  // as a broken restore would
        s.execute("DELETE FROM account WHERE id = 1");
    });
    EXPECT_THAT(db().integrity(), ::testing::ElementsAre("entry: 1 rows refer to nothing in account"));
}

TEST_F(PostgresTest, NamesItselfAndWaitsForTheDisk) {
    const auto row = db().read([](Session& s) {
        return s.first(
            "SELECT current_setting('application_name'), current_setting('synchronous_commit'), "
            "current_setting('client_encoding')");
    });
    EXPECT_EQ(row, (Values{Value("yuanheng"), Value("on"), Value("UTF8")}));
}

}  // namespace
}  // namespace yuanheng::db
