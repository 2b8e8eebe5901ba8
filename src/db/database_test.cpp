#include "db/database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <thread>

#include "db/migrate.hpp"
#include "db/samples.hpp"

namespace yuanheng::db {
namespace {

using std::int64_t;
using ::testing::ElementsAre;

Value whole(int64_t n) { return n; }
Value text(std::string s) { return s; }
const Value kNone;

/// Every promise of database.hpp, on both engines.
class DatabaseTest : public ::testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        if (!available(GetParam())) GTEST_SKIP() << "YUANHENG_PG_URL is not set";
        sample_.emplace(GetParam());
        reopen();
        create(
            "CREATE TABLE zone (id BIGINT PRIMARY KEY, code TEXT NOT NULL UNIQUE);"
            "CREATE TABLE park (id BIGINT PRIMARY KEY, zone_id BIGINT NOT NULL REFERENCES zone (id), code "
            "TEXT NOT NULL,"
            " area BIGINT, share DOUBLE PRECISION, UNIQUE (zone_id, code));"
            "INSERT INTO zone VALUES (1, 'qingyuan')");
    }
    void TearDown() override {
        set_deadline({});
        database_.reset();
        sample_.reset();
    }
    void reopen(Options options) {
        database_.reset();
        database_ = Database::open(options);
    }
    void reopen() { reopen(sample_->options()); }
    void create(const std::string& tables) {
        steps_.push_back({static_cast<int>(steps_.size()) + 1, "test", tables, tables});
        migrate(db(), 0, steps_);
    }
    void run(const std::vector<std::string>& statements) {
        db().write([&](Session& s) {
            for (const std::string& sql : statements) s.execute(sql);
        });
    }
    Database& db() { return *database_; }
    Value scalar(std::string_view sql) {
        return db().read([&](Session& s) { return s.scalar(sql); });
    }
    bool sqlite() const { return GetParam() == Engine::sqlite; }
    /// The failure of a writing transaction.
    Failure failure(std::string_view sql, std::initializer_list<Value> p = {}) {
        try {
            db().write([&](Session& s) { s.execute(sql, p); });
        } catch (const Failure& f) {
            return f;
        }
        ADD_FAILURE() << "no failure: " << sql;
        return {Fault::other, ""};
    }

    std::optional<SampleDatabase> sample_;
    std::unique_ptr<Database> database_;
    std::vector<Migration> steps_;
};

INSTANTIATE_TEST_SUITE_P(On, DatabaseTest, ::testing::Values(Engine::sqlite, Engine::postgres),
                         [](const auto& on) { return std::string(name_of(on.param)); });

TEST_P(DatabaseTest, KeepsEveryValueAsItIs) {
    create("CREATE TABLE v (id BIGINT PRIMARY KEY, n BIGINT, x DOUBLE PRECISION, t TEXT)");
    const std::vector<Values> rows = {
        {whole(1), std::numeric_limits<int64_t>::min(), -0.1, text("园衡 “亩均论英雄” 𠀀")},
        {whole(2), std::numeric_limits<int64_t>::max(), 1e308, text("it's; -- \"?\" \\ \t\r\n %_")},
        {whole(3), int64_t{-1}, 5e-324, text(std::string(300'000, 'x'))},
        {whole(4), kNone, 0.30000000000000004, kNone},
        {whole(5), whole(9007199254740993), 12345678.9, text("")},
    };
    db().write([&](Session& s) {
        for (const Values& row : rows) EXPECT_EQ(s.execute("INSERT INTO v VALUES (?, ?, ?, ?)", row), 1);
    });
    EXPECT_EQ(db().read([](Session& s) { return s.query("SELECT id, n, x, t FROM v ORDER BY id"); }), rows);
    std::vector<Values> each;
    db().read([&](Session& s) {
        s.each("SELECT id, n, x, t FROM v ORDER BY id", {}, [&](const Values& row) {
            each.push_back(row);
            return row[0] != whole(3);
        });
        EXPECT_EQ(s.scalar("SELECT COUNT(*) FROM v"), whole(5)) << "after an early end the session goes on";
    });
    EXPECT_THAT(each, ElementsAre(rows[0], rows[1], rows[2]));
    EXPECT_EQ(scalar("SELECT n FROM v WHERE id = 99"), kNone);
    EXPECT_TRUE(db().read([](Session& s) { return s.first("SELECT n FROM v WHERE id = 99"); }).empty());
}

TEST_P(DatabaseTest, InsertsARowByTheNamesOfItsColumns) {
    db().write([](Session& s) {
        s.insert("park", {{"code", text("a")}, {"id", whole(1)}, {"share", 1.5}, {"zone_id", whole(1)}});
    });
    EXPECT_THAT(
        db().read([](Session& s) { return s.first("SELECT id, zone_id, code, area, share FROM park"); }),
        ElementsAre(whole(1), whole(1), text("a"), kNone, Value(1.5)));
    EXPECT_THROW(db().write([](Session& s) {
        s.insert("park", {{"id) SELECT 2 --", whole(2)}});
    }),
                 std::logic_error);
}
TEST_P(DatabaseTest, SumsOfWholeNumbersAreWhole) {
    run({"INSERT INTO park VALUES (1, 1, 'a', 3000000000, 1.5)",
         "INSERT INTO park VALUES (2, 1, 'b', 4000000000, 2.5)"});
    const auto row = db().read([](Session& s) {
        return s.first("SELECT SUM(area), COUNT(*), AVG(area), SUM(share), MAX(code) FROM park");
    });
    EXPECT_THAT(row, ElementsAre(whole(7000000000), whole(2), Value(3.5e9), Value(4.0), text("b")));
}

TEST_P(DatabaseTest, RefusesWhatItCouldNotGiveBack) {
    const std::string sql = "INSERT INTO zone VALUES (7, ?)";
    EXPECT_EQ(failure(sql, {std::string("a\0b", 3)}).fault, Fault::other);
    EXPECT_EQ(failure(sql, {text("\xff\xfe")}).fault, Fault::other);
    EXPECT_EQ(failure("INSERT INTO park VALUES (1, 1, 'a', 1, ?)", {std::numeric_limits<double>::quiet_NaN()})
                  .fault,
              Fault::other);
    EXPECT_EQ(failure("INSERT INTO park VALUES (1, 1, 'a', ?, 1)", {1.5}).fault, Fault::other)
        << "half a number in a whole number's column";
    EXPECT_EQ(failure("INSERT INTO park VALUES (1, 1, 'a', ?, 1)", {text("many")}).fault, Fault::other);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM park"), whole(0));
}

TEST_P(DatabaseTest, QuestionMarksInTextsAndCommentsAreNoParameters) {
    const auto row = db().read([](Session& s) {
        return s.first(
            "SELECT '?', '-- ?', code /* ? ' */ FROM zone -- ?\n WHERE id = ? AND code <> 'what''s ?'",
            {whole(1)});
    });
    EXPECT_THAT(row, ElementsAre(text("?"), text("-- ?"), text("qingyuan")));
}

TEST_P(DatabaseTest, ParametersThatDoNotMatchAreAProgrammingError) {
    EXPECT_THROW(db().read([](Session& s) { s.query("SELECT code FROM zone WHERE id = ?"); }),
                 std::logic_error);
    EXPECT_THROW(db().read([](Session& s) { s.query("SELECT code FROM zone", {whole(1)}); }),
                 std::logic_error);
}

TEST_P(DatabaseTest, CommitsWhatReturnsAndRollsBackWhatThrows) {
    EXPECT_EQ(db().write([](Session& s) { return s.execute("INSERT INTO zone VALUES (2, 'b'), (3, 'c')"); }),
              2);
    EXPECT_THROW(db().write([](Session& s) {
        s.execute("DELETE FROM zone");
        throw std::runtime_error("changed my mind");
    }),
                 std::runtime_error);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM zone"), whole(3));
    EXPECT_EQ(db().write([](Session& s) {
        return s.execute("UPDATE zone SET code = code || 'x' WHERE id > ?", {whole(1)});
    }),
              2);
    EXPECT_EQ(db().write([](Session& s) { return s.execute("DELETE FROM zone WHERE id = 77"); }), 0);
    reopen();
    EXPECT_EQ(scalar("SELECT code FROM zone WHERE id = 3"), text("cx"));
}

TEST_P(DatabaseTest, AFailureEndsTheTransactionEvenWhereItIsCaught) {
    EXPECT_THROW(db().write([](Session& s) {
        s.execute("INSERT INTO zone VALUES (2, 'b')");
        EXPECT_THROW(s.execute("INSERT INTO zone VALUES (3, 'qingyuan')"), Failure);
        EXPECT_THROW(s.query("SELECT 1"), Failure);
    }),
                 Failure);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM zone"), whole(1));
}

TEST_P(DatabaseTest, NamesTheConstraint) {
    run({"INSERT INTO park VALUES (1, 1, 'a', NULL, NULL)"});
    const Failure unique = failure("INSERT INTO park VALUES (2, 1, 'a', NULL, NULL)");
    EXPECT_EQ(unique.fault, Fault::unique);
    EXPECT_EQ(unique.constraint, "park.zone_id, park.code");
    const Failure one = failure("INSERT INTO zone VALUES (2, ?)", {text("qingyuan")});
    EXPECT_EQ(one.fault, Fault::unique);
    EXPECT_EQ(one.constraint, "zone.code");
    EXPECT_EQ(failure("INSERT INTO zone VALUES (1, 'x')").constraint, "zone.id");
    const Failure absent = failure("INSERT INTO zone VALUES (2, ?)", {kNone});
    EXPECT_EQ(absent.fault, Fault::not_null);
    EXPECT_EQ(absent.constraint, "zone.code");
    EXPECT_EQ(failure("INSERT INTO park VALUES (2, 9, 'b', NULL, NULL)").fault, Fault::foreign_key);
    EXPECT_EQ(failure("DELETE FROM zone WHERE id = 1").fault, Fault::foreign_key);
    EXPECT_EQ(failure("SELEC").fault, Fault::other);
    EXPECT_EQ(failure("SELECT nothing FROM zone").fault, Fault::other);
}

TEST_P(DatabaseTest, FindsTextExactlyAsWritten) {
    run({"INSERT INTO zone VALUES (2, '100%_a')", "INSERT INTO zone VALUES (3, '100xya')"});
    const std::string sql = "SELECT id FROM zone WHERE " + db().dialect().contains("code") + " ORDER BY id";
    EXPECT_THAT(db().read([&](Session& s) { return s.query(sql, {text("%_")}); }),
                ElementsAre(Values{whole(2)}));
    EXPECT_EQ(db().read([&](Session& s) { return s.query(sql, {text("")}); }).size(), 3u);
    EXPECT_EQ(db().read([&](Session& s) { return s.query(sql, {text("QING")}); }).size(), 0u);
}

TEST_P(DatabaseTest, UpsertInsertsOrChanges) {
    const std::vector<std::string> keys = {"zone_id", "code"}, columns = {"id", "zone_id", "code", "area"};
    const std::string sql = db().dialect().upsert("park", keys, columns);
    for (const int64_t area : {5, 6}) {
        EXPECT_EQ(db().write([&](Session& s) {
            return s.execute(sql, {whole(1), whole(1), text("a"), whole(area)});
        }),
                  1);
    }
    EXPECT_EQ(scalar("SELECT area FROM park"), whole(6));
    create("CREATE TABLE day (id BIGINT PRIMARY KEY)");
    const std::vector<std::string> only = {"id"};
    for (const int64_t written : {1, 0}) {
        EXPECT_EQ(db().write([&](Session& s) {
            return s.execute(db().dialect().upsert("day", only, only), {whole(1)});
        }),
                  written);
    }
    const std::vector<std::string> hostile = {"id) VALUES (1); DROP TABLE zone; --"};
    EXPECT_THROW((void)db().dialect().upsert("zone", only, hostile), std::logic_error);
}

TEST_P(DatabaseTest, ReadersCannotWrite) {
    EXPECT_THROW(db().read([](Session& s) { s.execute("INSERT INTO zone VALUES (2, 'b')"); }), Failure);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM zone"), whole(1));
}

TEST_P(DatabaseTest, NestedTransactionsAreAProgrammingError) {
    EXPECT_THROW(db().read([&](Session&) { db().read([](Session&) {}); }), std::logic_error);
    EXPECT_THROW(db().write([&](Session&) { db().read([](Session&) {}); }), std::logic_error);
    EXPECT_THROW(db().read([&](Session& s) {
        s.each("SELECT 1 AS a", {}, [&](const Values&) { return !s.query("SELECT 2 AS a").empty(); });
    }),
                 std::logic_error);
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM zone"), whole(1)) << "and leave nothing behind";
}

TEST_P(DatabaseTest, AReaderSeesOneState) {
    db().read([&](Session& s) {
        EXPECT_EQ(s.scalar("SELECT COUNT(*) FROM zone"), whole(1));
        std::thread([&] { run({"INSERT INTO zone VALUES (2, 'b')"}); }).join();
        EXPECT_EQ(s.scalar("SELECT COUNT(*) FROM zone"), whole(1));
    });
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM zone"), whole(2));
}

TEST_P(DatabaseTest, WhatRunsOverItsTimeEnds) {
    const std::string endless =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT "
        "COUNT(*) FROM n";
    const auto begun = std::chrono::steady_clock::now();
    set_deadline(begun + std::chrono::milliseconds(100));
    try {
        db().read([&](Session& s) { s.query(endless); });
        ADD_FAILURE() << "no time-out";
    } catch (const Failure& f) {
        EXPECT_EQ(f.fault, Fault::timeout);
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(20));
    EXPECT_THROW(db().write([](Session& s) { s.execute("INSERT INTO zone VALUES (2, 'b')"); }), Failure)
        << "the time is over";
    set_deadline({});
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM zone"), whole(1)) << "the connection works on";
    set_deadline(std::chrono::steady_clock::now() + std::chrono::milliseconds(50));
    EXPECT_THROW(db().write([](Session& s) {
        s.execute("INSERT INTO zone VALUES (2, 'b')");
        std::this_thread::sleep_for(std::chrono::milliseconds(80));
    }),
                 Failure)
        << "is not committed after its time";
    set_deadline({});
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM zone"), whole(1));
}

TEST_P(DatabaseTest, WaitsForAConnectionOnlySoLong) {
    Options options = sample_->options();
    options.readers = options.writers = 1;
    options.busy = std::chrono::milliseconds(50);
    reopen(options);
    const auto fault_beside = [&](auto&& enter) {
        Fault out = Fault::other;
        enter([&](Session&) {
            std::thread([&] {
                try {
                    enter([](Session& s) { s.query("SELECT 1 AS a"); });
                } catch (const Failure& f) {
                    out = f.fault;
                }
            }).join();
        });
        return out;
    };
    EXPECT_EQ(fault_beside([&](const std::function<void(Session&)>& work) { db().read_with(work); }),
              Fault::busy);
    EXPECT_EQ(fault_beside([&](const std::function<void(Session&)>& work) { db().write_with(work); }),
              Fault::busy);
    EXPECT_EQ(scalar("SELECT 1 AS a"), whole(1));
}

TEST_P(DatabaseTest, InsertsManyRows) {
    const std::vector<std::string> columns = {"id", "zone_id", "code", "area", "share"};
    constexpr int64_t kRows = 100'000;
    const auto insert = [&](int64_t from, int64_t bad) {
        return db().write([&](Session& s) {
            int64_t i = from;
            return s.insert_many("park", columns, [&](Values& row) {
                if (i == from + kRows) return false;
                row = {whole(i), whole(1), text("园\t" + std::to_string(i == bad ? from : i) + "\\\n"),
                       i % 2 ? Value() : whole(i), 0.1 * double(i)};
                ++i;
                return true;
            });
        });
    };
    EXPECT_EQ(insert(0, -1), kRows);
    EXPECT_THAT(
        db().read([](Session& s) { return s.first("SELECT COUNT(*), SUM(id), COUNT(area) FROM park"); }),
        ElementsAre(whole(kRows), whole(kRows * (kRows - 1) / 2), whole(kRows / 2)));
    EXPECT_EQ(scalar("SELECT code FROM park WHERE id = 77"), text("园\t77\\\n"));
    try {
        insert(kRows, kRows + 50'000);
        ADD_FAILURE();
    } catch (const Failure& f) {
        EXPECT_EQ(f.fault, Fault::unique);
        EXPECT_EQ(f.constraint, "park.zone_id, park.code");
    }
    EXPECT_THROW(db().write([&](Session& s) {
        s.insert_many("park", columns,
                      [&](Values&) -> bool { throw std::runtime_error("the file ends early"); });
    }),
                 std::runtime_error);
    EXPECT_THROW(db().write([&](Session& s) {
        int left = 2;
        EXPECT_THROW(
            s.insert_many(
                "park", columns,
                [&](Values& row) {
                    row = {whole(kRows + left), whole(1), text("half" + std::to_string(left)), kNone, kNone};
                    return left-- > 0 ? true : throw std::runtime_error("the file ends early");
                }),
            std::runtime_error);
    }),
                 std::runtime_error)
        << "half of the rows are not committed";
    EXPECT_EQ(scalar("SELECT COUNT(*) FROM park"), whole(kRows)) << "all or nothing";
}

TEST_P(DatabaseTest, StreamsMoreRowsThanFitABatch) {
    db().write([](Session& s) {
        int64_t i = 1;
        s.insert_many("zone", std::vector<std::string>{"id", "code"}, [&](Values& row) {
            row = {whole(++i), text(std::to_string(i))};
            return i <= 10'000;
        });
    });
    int64_t sum = 0;
    db().read([&](Session& s) {
        s.each("SELECT id FROM zone WHERE id > ? ORDER BY id", std::vector<Value>{whole(1)},
               [&](const Values& row) {
                   sum += *reflect::integer(row[0]);
                   return true;
               });
        EXPECT_THROW(s.each("SELECT id FROM zone", {},
                            [](const Values&) -> bool { throw std::runtime_error("enough"); }),
                     std::runtime_error);
        EXPECT_EQ(s.scalar("SELECT COUNT(*) FROM zone"), whole(10'000));
    });
    EXPECT_EQ(sum, int64_t{10'000} * 10'001 / 2 - 1);
}

TEST_P(DatabaseTest, MoreStatementsThanAreKept) {
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 600; ++i)
            EXPECT_EQ(scalar("SELECT id + " + std::to_string(i) + " FROM zone"), whole(1 + i));
    }
}

TEST_P(DatabaseTest, IsSoundAndSaysHowItIs) {
    EXPECT_THAT(db().integrity(), ::testing::IsEmpty());
    const auto commits = [&] {
        for (const auto& [name, value] : db().figures()) {
            if (name == "commits_total") return value;
        }
        return -1.0;
    };
    const double before = commits();
    run({"INSERT INTO zone VALUES (2, 'b')"});
    EXPECT_EQ(commits(), before + 1);
}

}  // namespace
}  // namespace yuanheng::db
