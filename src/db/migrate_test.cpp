#include "db/migrate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <random>
#include <thread>

#include "db/catalog.hpp"
#include "db/samples.hpp"

namespace yuanheng::db {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Migration step(int number, const std::string& sql) {
    return {number, "step" + std::to_string(number), sql, sql};
}

class MigrateTest : public ::testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        if (!available(GetParam())) GTEST_SKIP() << "YUANHENG_PG_URL is not set";
        sample_.emplace(GetParam());
        database_ = sample_->open();
    }
    void TearDown() override {
        database_.reset();
        sample_.reset();
    }
    Database& db() { return *database_; }
    bool exists(const std::string& table) {
        return db().read([&](Session& s) { return table_exists(s, table); });
    }
    Fault fault(std::span<const Migration> steps) {
        try {
            migrate(db(), 0, steps);
        } catch (const Failure& failure) {
            said_ = failure.what();
            return failure.fault;
        }
        ADD_FAILURE() << "no failure";
        return Fault::other;
    }

    std::optional<SampleDatabase> sample_;
    std::unique_ptr<Database> database_;
    std::string said_;
};

INSTANTIATE_TEST_SUITE_P(On, MigrateTest, ::testing::Values(Engine::sqlite, Engine::postgres),
                         [](const auto& on) { return std::string(name_of(on.param)); });

TEST_P(MigrateTest, TheProgramsOwnSchemaFromNothing) {
    EXPECT_THAT(missing(db()), SizeIs(migrations().size()));
    EXPECT_THAT(migrate(db()), SizeIs(migrations().size()));
    EXPECT_THAT(missing(db()), IsEmpty());
    EXPECT_THAT(migrate(db()), IsEmpty());
    EXPECT_TRUE(exists("enterprise"));
    EXPECT_THAT(db().integrity(), IsEmpty());
}

TEST_P(MigrateTest, TheProgramsOwnSchemaInParts) {
    migrate(db(), 16);
    EXPECT_TRUE(exists("contact"));
    EXPECT_THAT(db().integrity(), IsEmpty());
    if (GetParam() == Engine::sqlite) return;
    const Value parts = db().read([](Session& s) {
        return s.scalar("SELECT COUNT(*) FROM pg_inherits WHERE inhparent = 'contact'::regclass");
    });
    EXPECT_EQ(parts, Value(std::int64_t{16}));
}

TEST_P(MigrateTest, ConstraintsOfPartsBearTheNameOfTheTable) {
    const std::vector<Migration> steps = {step(1,
                                               "-- fact\nCREATE TABLE f (ent_id BIGINT NOT NULL, id BIGINT "
                                               "NOT NULL, n TEXT NOT NULL, PRIMARY KEY (ent_id, id))")};
    migrate(db(), 4, steps);
    for (const char* sql : {"INSERT INTO f VALUES (1, 1, 'a')", "INSERT INTO f VALUES (1, 1, 'b')",
                            "INSERT INTO f VALUES (1, 2, NULL)"}) {
        try {
            db().write([&](Session& s) { s.execute(sql); });
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.constraint, failure.fault == Fault::unique ? "f.ent_id, f.id" : "f.n");
            said_ += failure.constraint + "; ";
        }
    }
    EXPECT_EQ(said_, "f.ent_id, f.id; f.n; ");
}

TEST_P(MigrateTest, StepByStep) {
    const std::vector<Migration> steps = {
        step(1, "CREATE TABLE a (id BIGINT PRIMARY KEY); INSERT INTO a VALUES (1)"),
        step(2, "ALTER TABLE a ADD COLUMN n TEXT"), step(4, "CREATE TABLE b (id BIGINT PRIMARY KEY);")};
    EXPECT_THAT(migrate(db(), 0, std::span(steps).first(1)), SizeIs(1));
    EXPECT_THAT(missing(db(), steps), SizeIs(2));
    const auto ran = migrate(db(), 0, steps);
    ASSERT_THAT(ran, SizeIs(2));
    EXPECT_EQ(ran[1].name, "step4");
    EXPECT_EQ(db().read([](Session& s) { return s.first("SELECT id, n FROM a"); }),
              (Values{std::int64_t{1}, Value()}));
    const auto rows = db().read([](Session& s) {
        return s.query(
            "SELECT number, name FROM schema_version WHERE ran_at > 1700000000000 ORDER BY number");
    });
    EXPECT_THAT(rows,
                ElementsAre(Values{std::int64_t{1}, Value("step1")}, Values{std::int64_t{2}, Value("step2")},
                            Values{std::int64_t{4}, Value("step4")}));
}

TEST_P(MigrateTest, RefusesWhatItDoesNotKnow) {
    const std::vector<Migration> steps = {step(1, "CREATE TABLE a (id BIGINT PRIMARY KEY)"),
                                          step(3, "CREATE TABLE b (id BIGINT PRIMARY KEY)")};
    migrate(db(), 0, steps);
    EXPECT_EQ(fault(std::span(steps).first(1)), Fault::newer);
    EXPECT_THAT(said_, HasSubstr("3_step3"));
    const std::vector<Migration> altered = {step(1, "CREATE TABLE a (id BIGINT PRIMARY KEY, n TEXT)"),
                                            steps[1]};
    EXPECT_EQ(fault(altered), Fault::corrupt);
    EXPECT_THAT(said_, HasSubstr("0001_step1"));
    const std::vector<Migration> between = {steps[0], step(2, "CREATE TABLE c (id BIGINT PRIMARY KEY)"),
                                            steps[1]};
    EXPECT_EQ(fault(between), Fault::corrupt);
    EXPECT_FALSE(exists("c"));
}

TEST_P(MigrateTest, AStepThatFailsLeavesNothing) {
    const std::vector<Migration> steps = {
        step(1, "CREATE TABLE a (id BIGINT PRIMARY KEY)"),
        step(2,
             "CREATE TABLE b (id BIGINT PRIMARY KEY); INSERT INTO b VALUES (1); INSERT INTO b VALUES (1); ")};
    EXPECT_EQ(fault(steps), Fault::unique);
    EXPECT_THAT(said_, HasSubstr("0002_step2"));
    EXPECT_TRUE(exists("a"));
    EXPECT_FALSE(exists("b"));
    EXPECT_THAT(missing(db(), steps), SizeIs(1));
}

TEST_P(MigrateTest, AKillBetweenAnyTwoStatementsLeavesWholeSteps) {
    database_.reset();
    std::vector<Migration> steps;
    for (int i = 1; i <= 60; ++i) {
        const std::string table = "t" + std::to_string(i);
        std::string sql = "CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, n TEXT NOT NULL);";
        for (int row = 0; row < 20; ++row)
            sql += "INSERT INTO " + table + " VALUES (" + std::to_string(row) + ", 'x');";
        steps.push_back(step(i, sql));
    }
    std::mt19937 random(7);
    std::size_t left = steps.size();
    for (int kill = 0; left > 0 && kill < 200; ++kill) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            try {
                migrate(*sample_->open(), 0, steps);
            } catch (...) {
                _exit(1);
            }
            _exit(0);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 20));
        ::kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        database_ = sample_->open();
        const auto open = missing(db(), steps);
        ASSERT_LE(open.size(), left);
        left = open.size();
        db().read([&](Session& s) {
            for (std::size_t i = 0; i < steps.size(); ++i) {
                const std::string table = "t" + std::to_string(i + 1);
                const bool done = i < steps.size() - left;
                ASSERT_EQ(table_exists(s, table), done) << table;
                if (!done) continue;
                EXPECT_EQ(s.scalar("SELECT COUNT(*) FROM " + table), Value(std::int64_t{20}));
            }
        });
        database_.reset();
        if (kill > 15) break;  // the rest in one go
    }
    database_ = sample_->open();
    migrate(db(), 0, steps);
    EXPECT_TRUE(exists("t60"));
    EXPECT_THAT(db().integrity(), IsEmpty());
}

}  // namespace
}  // namespace yuanheng::db
