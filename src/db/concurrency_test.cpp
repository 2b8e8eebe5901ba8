#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "db/migrate.hpp"
#include "db/samples.hpp"

namespace yuanheng::db {
namespace {

using std::int64_t;

class ConcurrencyTest : public ::testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        if (!available(GetParam())) GTEST_SKIP() << "YUANHENG_PG_URL is not set";
        sample_.emplace(GetParam());
        Options options = sample_->options();
        options.busy = std::chrono::seconds(60);  // under a sanitizer everything takes long
        database_ = Database::open(options);
        const std::string sql =
            "CREATE TABLE account (id BIGINT PRIMARY KEY, version BIGINT NOT NULL, amount BIGINT NOT NULL);"
            "CREATE TABLE entry (id BIGINT PRIMARY KEY, account_id BIGINT NOT NULL REFERENCES account (id))";
        const std::vector<Migration> steps = {{1, "accounts", sql, sql}};
        migrate(*database_, 0, steps);
        database_->write([](Session& s) {
            for (int64_t id = 0; id < kAccounts; ++id)
                s.execute("INSERT INTO account VALUES (?, 1, 100)", {id});
        });
    }
    void TearDown() override {
        database_.reset();
        sample_.reset();
    }
    Database& db() { return *database_; }
    int64_t whole(std::string_view sql) {
        return db().read([&](Session& s) { return std::get<int64_t>(s.scalar(sql)); });
    }
    /// Runs `work(thread)` in eight threads.
    void in_threads(const std::function<void(int)>& work) {
        std::vector<std::thread> threads;
        for (int t = 0; t < kThreads; ++t) threads.emplace_back(work, t);
        for (std::thread& thread : threads) thread.join();
    }

    static constexpr int kThreads = 8;
    static constexpr int64_t kAccounts = 10;
    std::optional<SampleDatabase> sample_;
    std::unique_ptr<Database> database_;
};

INSTANTIATE_TEST_SUITE_P(On, ConcurrencyTest, ::testing::Values(Engine::sqlite, Engine::postgres),
                         [](const auto& on) { return std::string(name_of(on.param)); });

TEST_P(ConcurrencyTest, NoUpdateIsLost) {
    constexpr int kEach = 60;
    in_threads([&](int thread) {
        for (int i = 0; i < kEach; ++i) {
            const int64_t id = (thread + i) % kAccounts;
            db().write(
                [&](Session& s) { s.execute("UPDATE account SET amount = amount + 1 WHERE id = ?", {id}); });
            while (true) {  // as a form does: read, decide, save if nobody else did
                const Values seen = db().read([&](Session& s) {
                    return s.first("SELECT version, amount FROM account WHERE id = ?", {id});
                });
                const int64_t saved = db().write([&](Session& s) {
                    return s.execute(
                        "UPDATE account SET version = version + 1, amount = ? WHERE id = ? AND version = ? "
                        "AND amount = ?",
                        {std::get<int64_t>(seen[1]) + 1, id, seen[0], seen[1]});
                });
                if (saved == 1) break;
            }
        }
    });
    EXPECT_EQ(whole("SELECT SUM(amount) FROM account"), 100 * kAccounts + 2 * kThreads * kEach);
    EXPECT_EQ(whole("SELECT SUM(version) FROM account"), kAccounts + kThreads * kEach);
}

TEST_P(ConcurrencyTest, ReadersSeeTransfersWholeWhileWritersMakeThem) {
    std::atomic<int> wrong{0}, read{0};
    in_threads([&](int thread) {
        for (int i = 0; i < 60; ++i) {
            const int64_t from = (thread + i) % kAccounts, to = (from + 3) % kAccounts;
            if (thread % 2 == 0) {
                db().write([&](Session& s) {
                    for (const int64_t id : {std::min(from, to), std::max(from, to)}) {
                        s.execute("UPDATE account SET amount = amount + ? WHERE id = ?",
                                  {int64_t{id == from ? -5 : 5}, id});
                    }
                });
            } else {
                db().read([&](Session& s) {
                    int64_t sum = 0;
                    for (int64_t id = 0; id < kAccounts; ++id)
                        sum += std::get<int64_t>(s.scalar("SELECT amount FROM account WHERE id = ?", {id}));
                    wrong += sum != 100 * kAccounts;
                    ++read;
                });
            }
        }
    });
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(read, 240);
}

TEST_P(ConcurrencyTest, AFailureOfOneHarmsNobodyElse) {
    std::atomic<int> failed{0};
    in_threads([&](int thread) {
        for (int64_t i = 0; i < 40; ++i) {
            try {
                db().write([&](Session& s) {
                    s.execute("INSERT INTO entry VALUES (?, 1)", {i * kThreads + thread});
                    if (thread % 2 == 1)
                        s.execute("INSERT INTO entry VALUES (?, 999)", {-(i * kThreads + thread)});
                });
            } catch (const Failure& failure) {
                EXPECT_EQ(failure.fault, Fault::foreign_key);
                ++failed;
            }
        }
    });
    EXPECT_EQ(failed, 160);
    EXPECT_EQ(whole("SELECT COUNT(*) FROM entry"), 160);
    EXPECT_THAT(db().integrity(), ::testing::IsEmpty());
}

}  // namespace
}  // namespace yuanheng::db
