#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>
#include <thread>

#include "db/migrate.hpp"
#include "db/samples.hpp"

// The oracle is what the writer was told: an id goes into the pipe when write() has returned, and must be
// there after the kill.
namespace yuanheng::db {
namespace {

using std::int64_t;

constexpr int kKills = 20;
constexpr int kWriters = 4;

const std::vector<Migration>& tables() {
    static const std::string sql =
        "CREATE TABLE done (id BIGINT PRIMARY KEY, text TEXT NOT NULL);"
        "CREATE TABLE total (id BIGINT PRIMARY KEY, n BIGINT NOT NULL); INSERT INTO total VALUES (1, 0)";
    static const std::vector<Migration> all = {{1, "test", sql, sql}};
    return all;
}

/// In the child: writes until it is killed, and says what was acknowledged.
[[noreturn]] void write_until_killed(const SampleDatabase& sample, int64_t round, int pipe) {
    try {
        const auto database = sample.open();
        std::vector<std::thread> writers;
        for (int64_t w = 0; w < kWriters; ++w) {
            writers.emplace_back([&, w] {
                for (int64_t i = 0;; ++i) {
                    const int64_t id = round * 1'000'000'000 + w * 10'000'000 + i;
                    const std::string text(static_cast<std::size_t>(id % 50 == 0 ? 20'000 : 100), 'x');
                    database->write([&](Session& s) {
                        s.execute("INSERT INTO done VALUES (?, ?)", {id, text});
                        s.execute("UPDATE total SET n = n + 1 WHERE id = 1");
                    });
                    if (::write(pipe, &id, sizeof id) != sizeof id) _exit(2);
                }
            });
        }
        for (std::thread& writer : writers) writer.join();
    } catch (...) {
        _exit(1);
    }
    _exit(0);
}

/// Lets a child write for a while and kills it; the ids it said were done.
std::vector<int64_t> killed_writer(const SampleDatabase& sample, int64_t round,
                                   std::chrono::milliseconds after) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("pipe");
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        write_until_killed(sample, round, ends[1]);
    }
    close(ends[1]);
    std::vector<int64_t> out;
    std::thread reader([&] {
        for (int64_t id = 0; read(ends[0], &id, sizeof id) == sizeof id;) out.push_back(id);
    });
    std::this_thread::sleep_for(after);
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself: " << WEXITSTATUS(status);
    reader.join();
    close(ends[0]);
    return out;
}

class CrashTest : public ::testing::TestWithParam<Engine> {};

INSTANTIATE_TEST_SUITE_P(On, CrashTest, ::testing::Values(Engine::sqlite, Engine::postgres),
                         [](const auto& on) { return std::string(name_of(on.param)); });

TEST_P(CrashTest, NothingAcknowledgedIsLost) {
    if (!available(GetParam())) GTEST_SKIP() << "YUANHENG_PG_URL is not set";
    const SampleDatabase sample(GetParam());
    migrate(*sample.open(), 0, tables());
    std::mt19937 random(20261125);
    std::set<int64_t> acknowledged;
    for (int round = 0; round < kKills; ++round) {
        for (const int64_t id : killed_writer(sample, round, std::chrono::milliseconds(30 + random() % 170)))
            acknowledged.insert(id);
        const auto database = sample.open();
        std::set<int64_t> there;
        database->read([&](Session& s) {
            s.each("SELECT id FROM done", {}, [&](const Values& row) {
                there.insert(std::get<int64_t>(row[0]));
                return true;
            });
            EXPECT_EQ(std::get<int64_t>(s.scalar("SELECT n FROM total")), static_cast<int64_t>(there.size()))
                << "half a transaction";
        });
        EXPECT_TRUE(std::includes(there.begin(), there.end(), acknowledged.begin(), acknowledged.end()));
        EXPECT_THAT(database->integrity(), ::testing::IsEmpty());
    }
    EXPECT_GT(acknowledged.size(), 100u);
    RecordProperty("acknowledged", static_cast<int>(acknowledged.size()));
}

}  // namespace
}  // namespace yuanheng::db
