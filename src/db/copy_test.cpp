#include "db/copy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "db/catalog.hpp"
#include "db/samples.hpp"

namespace yuanheng::db {
namespace {

using std::int64_t;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

const std::vector<Migration>& steps() {
    static const std::vector<Migration> all = [] {
        const std::string first =
            "CREATE TABLE zone (id BIGINT PRIMARY KEY, name TEXT, main_id BIGINT REFERENCES zone (id));"
            "INSERT INTO zone VALUES (1, 'seed', NULL)";
        const std::string second =
            "-- fact\nCREATE TABLE a_fact (ent_id BIGINT NOT NULL, id BIGINT NOT NULL, zone_id BIGINT "
            "REFERENCES zone (id), "
            "share DOUBLE PRECISION, main SMALLINT, PRIMARY KEY (ent_id, id))";
        return std::vector<Migration>{{1, "zone", first, first}, {2, "facts", second, second}};
    }();
    return all;
}

/// Every row of every table, to compare databases of any engine.
std::map<std::string, std::vector<Values>> content(Database& database) {
    std::map<std::string, std::vector<Values>> out;
    database.read([&](Session& s) {
        for (const Table& table : tables(s))
            out[table.name] = s.query("SELECT * FROM " + table.name + " ORDER BY 1, 2");
    });
    return out;
}

class CopyTest : public ::testing::TestWithParam<Engine> {
protected:
    void SetUp() override {
        if (!available(GetParam())) GTEST_SKIP() << "YUANHENG_PG_URL is not set";
        sample_.emplace(GetParam());
        database_ = sample_->open();
        migrate(*database_, 0, steps());
        database_->write([](Session& s) {
            s.execute("UPDATE zone SET name = ? WHERE id = 1", {std::string("园\t衡\\N\r\n'")});
            s.execute("INSERT INTO zone VALUES (4, NULL, NULL), (3, '', 4), (2, '\\N', 3)");
            s.execute("UPDATE zone SET main_id = 2 WHERE id = 4");
            for (int64_t i = 0; i < 5000; ++i) {
                s.execute("INSERT INTO a_fact VALUES (?, ?, ?, ?, 1)",
                          {i % 7, i, i % 3 ? Value(i % 3) : Value(), 0.1 * double(i)});
            }
        });
    }
    void TearDown() override {
        database_.reset();
        sample_.reset();
    }
    std::string path(const std::string& name) const { return (sample_->folder() / name).string(); }
    Database& db() { return *database_; }
    /// What restoring into a fresh place of the engine says; nothing where it works.
    static std::string restored(const std::string& from, const SampleDatabase& place,
                                std::span<const Migration> with = steps()) {
        try {
            restore(from, place.options(4), place.folder().string(), with);
        } catch (const Failure& failure) {
            return failure.what();
        }
        return "";
    }

    std::optional<SampleDatabase> sample_;
    std::unique_ptr<Database> database_;
};

INSTANTIATE_TEST_SUITE_P(On, CopyTest, ::testing::Values(Engine::sqlite, Engine::postgres),
                         [](const auto& on) { return std::string(name_of(on.param)); });

TEST_P(CopyTest, ACopyRestoresTheSameRows) {
    db().copy_to(path("copy"));
    const auto before = content(db());
    db().write([](Session& s) { s.execute("DELETE FROM a_fact"); });
    SampleDatabase place(GetParam());
    EXPECT_EQ(restored(path("copy"), place), "");
    const auto database = place.open();
    EXPECT_EQ(content(*database), before);
    EXPECT_THAT(database->integrity(), IsEmpty());
    EXPECT_THAT(missing(*database, steps()), IsEmpty());
    EXPECT_NE(restored(path("copy"), *sample_), "") << "not over a database that holds something";
    EXPECT_EQ(content(db())["zone"].size(), 4u);
    EXPECT_THROW(db().copy_to(path("copy")), Failure) << "not over another copy";
}

TEST_P(CopyTest, MovesToEitherEngine) {
    write_rows(db(), path("rows"));
    db().copy_to(path("copy"));
    for (const char* from : {"rows", "copy"}) {
        for (const Engine engine : {Engine::sqlite, Engine::postgres}) {
            if (!available(engine)) continue;
            SampleDatabase place(engine);
            EXPECT_EQ(restored(path(from), place), "") << from << " to " << name_of(engine);
            const auto database = place.open();
            EXPECT_EQ(content(*database), content(db())) << from << " to " << name_of(engine);
            EXPECT_THAT(database->integrity(), IsEmpty());
            EXPECT_FALSE(fs::exists(place.folder() / "restore.unfinished"));
        }
    }
    EXPECT_FALSE(fs::exists(path("copy") + ".lock")) << "the copy stays as it is";
}

TEST_P(CopyTest, IsOfOneMomentWhileOthersWrite) {
    std::vector<std::jthread> writers;
    for (int64_t w = 0; w < 3; ++w) {
        writers.emplace_back([&, w](std::stop_token stop) {
            for (int64_t i = 0; !stop.stop_requested(); ++i) {
                db().write([&](Session& s) {  // always two rows together
                    s.execute("INSERT INTO a_fact VALUES (?, ?, 1, 0.5, 1)", {1000 + w, i});
                    s.execute("INSERT INTO a_fact VALUES (?, ?, 1, 0.5, 1)", {2000 + w, i});
                });
            }
        });
    }
    for (int copy = 0; copy < 3; ++copy) {
        const std::string name = path("copy" + std::to_string(copy));
        db().copy_to(name);
        SampleDatabase place(GetParam());
        EXPECT_EQ(restored(name, place), "");
        const auto database = place.open();
        const Values row = database->read([](Session& s) {
            return s.first(
                "SELECT COUNT(*), COALESCE(SUM(CASE WHEN ent_id < 2000 THEN 1 ELSE 0 END), 0) FROM a_fact "
                "WHERE ent_id >= 1000");
        });
        EXPECT_EQ(std::get<int64_t>(row[0]), 2 * std::get<int64_t>(row[1]));
        EXPECT_THAT(database->integrity(), IsEmpty());
    }
}

TEST_P(CopyTest, AnotherSchemaIsRefused) {
    write_rows(db(), path("rows"));
    db().copy_to(path("copy"));
    SampleDatabase place(GetParam());
    EXPECT_THAT(restored(path("rows"), place, std::span(steps()).first(1)), HasSubstr("newer"));
    EXPECT_THAT(restored(path("copy"), place, std::span(steps()).first(1)), HasSubstr("newer"));
    std::vector<Migration> altered = steps();
    altered[0].sqlite += " ";
    altered[0].postgres += " ";
    EXPECT_THAT(restored(path("rows"), place, altered), HasSubstr("step 1"));
    std::vector<Migration> more = steps();
    more.push_back(
        {3, "more", "ALTER TABLE zone ADD COLUMN note TEXT", "ALTER TABLE zone ADD COLUMN note TEXT"});
    EXPECT_EQ(restored(path("rows"), place, more), "");
    EXPECT_THAT(migrate(*place.open(), 0, more), ::testing::SizeIs(1))
        << "the program then brings it up to date";
}

TEST_P(CopyTest, ACopyThatWasChangedIsRefusedAndLeavesNothing) {
    write_rows(db(), path("rows"));
    const auto spoil = [&](const std::string& file, const std::string& from, const std::string& to) {
        const std::string spoiled = path("spoiled");
        fs::remove_all(spoiled);
        fs::copy(path("rows"), spoiled);
        std::ifstream in(spoiled + "/" + file);
        std::string text((std::istreambuf_iterator<char>(in)), {});
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        std::ofstream(spoiled + "/" + file) << text.replace(at, from.size(), to);
        SampleDatabase place(GetParam());
        const std::string said = restored(spoiled, place);
        if (fs::exists(place.options().url) || GetParam() == Engine::postgres) {
            const auto rows = content(*place.open());
            EXPECT_TRUE(rows.count("a_fact") == 0 || rows.at("a_fact").empty());
        }
        return said;
    };
    EXPECT_THAT(spoil("a_fact.copy", "1\t1\t1", "1\t1\t2"), HasSubstr("not what was written"));
    EXPECT_THAT(spoil("a_fact.copy", "0\t0\t\\N\t0\t1\n", "0\t0\t\\N\t0\n"), HasSubstr("another length"));
    EXPECT_THAT(spoil("zone.copy", "3\t", "x\t"), HasSubstr("no number"));
    EXPECT_THAT(spoil("manifest", "end\n", ""), HasSubstr("cut off"));
    EXPECT_THAT(spoil("manifest", "yuanheng-rows 1", "yuanheng-rows 2"), HasSubstr("manifest"));
    fs::remove_all(path("spoiled"));
    fs::copy(path("rows"), path("spoiled"));
    fs::remove(path("spoiled") + "/a_fact.copy");
    SampleDatabase place(GetParam());
    EXPECT_NE(restored(path("spoiled"), place), "");
    EXPECT_NE(restored(path("nothing"), place), "");
}

}  // namespace
}  // namespace yuanheng::db
