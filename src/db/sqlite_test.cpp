#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <thread>

#include "db/migrate.hpp"
#include "db/samples.hpp"

namespace {
std::atomic<bool> disk_fails{false};
}
/// The disk of these tests: takes the place of the system's call, in this program and in SQLite.
extern "C" int fdatasync(int fd) {
    if (!disk_fails) return static_cast<int>(::syscall(SYS_fdatasync, fd));
    errno = EIO;
    return -1;
}

namespace yuanheng::db {
namespace {

using std::int64_t;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Fault fault_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Failure& failure) {
        return failure.fault;
    }
    ADD_FAILURE() << "no failure";
    return Fault::other;
}

class SqliteTest : public ::testing::Test {
protected:
    void open() {
        database_ = sample_.open();
        const std::string sql = "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)";
        const std::vector<Migration> steps = {{1, "notes", sql, sql}};
        migrate(*database_, 0, steps);
    }
    void add(int64_t from, int64_t to, std::size_t length = 1000) {
        database_->write([&](Session& s) {
            for (int64_t id = from; id < to; ++id)
                s.execute("INSERT INTO note VALUES (?, ?)", {id, std::string(length, 'x')});
        });
    }
    std::string path() const { return sample_.options().url; }
    double figure(const std::string& name) {
        for (const auto& [key, value] : database_->figures()) {
            if (key == name) return value;
        }
        ADD_FAILURE() << name;
        return -1;
    }

    SampleDatabase sample_{Engine::sqlite};
    std::unique_ptr<Database> database_;
};

TEST_F(SqliteTest, OneProcessHasTheFile) {
    open();
    try {
        sample_.open();
        ADD_FAILURE() << "opened twice";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.fault, Fault::busy);
        EXPECT_THAT(failure.what(), HasSubstr("process " + std::to_string(getpid())));
    }
    const pid_t child = fork();
    if (child == 0) {
        try {
            sample_.open();
        } catch (const Failure& failure) {
            _exit(failure.fault == Fault::busy ? 7 : 1);
        }
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 7);
    database_.reset();
    open();
}

TEST_F(SqliteTest, FilesAreTheOwnersAlone) {
    open();
    add(0, 10);
    for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
        struct stat about = {};
        ASSERT_EQ(stat((path() + suffix).c_str(), &about), 0) << suffix;
        EXPECT_EQ(about.st_mode & 0777, 0600u) << suffix;
    }
    database_.reset();
    EXPECT_FALSE(std::filesystem::exists(path() + "-wal")) << "after a clean end the file is all there is";
}

TEST_F(SqliteTest, SaysWhatIsNoDatabase) {
    std::ofstream(path()) << std::string(5000, 'z');
    EXPECT_EQ(fault_of([&] { open(); }), Fault::corrupt);
    Options nowhere = sample_.options();
    nowhere.url = "/nowhere/at/all/yuanheng.db";
    EXPECT_EQ(fault_of([&] { Database::open(nowhere); }), Fault::lost);
}

TEST_F(SqliteTest, FindsABrokenFile) {
    open();
    add(0, 500);
    database_.reset();
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100'000);
    file << std::string(20'000, '\x5a');
    file.close();
    database_ = sample_.open();
    EXPECT_FALSE(database_->integrity().empty());
    EXPECT_EQ(
        fault_of([&] { database_->read([](Session& s) { s.query("SELECT SUM(LENGTH(text)) FROM note"); }); }),
        Fault::corrupt);
}

TEST_F(SqliteTest, AFullDiskLosesTheTransactionOnly) {
    open();
    add(0, 10);
    database_->write([](Session& s) { s.query("PRAGMA max_page_count = 60"); });
    EXPECT_EQ(fault_of([&] { add(10, 1000); }), Fault::full);
    add(10, 20);
    EXPECT_EQ(database_->read([](Session& s) { return s.scalar("SELECT COUNT(*) FROM note"); }),
              Value(int64_t{20}));
    database_->write([](Session& s) { s.query("PRAGMA max_page_count = 1000000"); });
    add(20, 1000);
    EXPECT_THAT(database_->integrity(), IsEmpty());
}

TEST_F(SqliteTest, TheLogStaysShort) {
    open();
    for (int64_t i = 0; i < 40; ++i) add(i * 300, (i + 1) * 300);
    EXPECT_GT(figure("file_bytes"), 10e6);
    EXPECT_LT(figure("wal_bytes"), 12e6);
    EXPECT_GE(figure("checkpoints_total"), 2);
}

TEST_F(SqliteTest, AReaderThatStaysDoesNotStopWriters) {
    open();
    database_->read([&](Session& s) {
        EXPECT_EQ(s.scalar("SELECT COUNT(*) FROM note"), Value(int64_t{0}));
        std::thread([&] {
            for (int64_t i = 0; i < 120; ++i) add(i * 300, (i + 1) * 300, 2500);
        }).join();
        EXPECT_EQ(s.scalar("SELECT COUNT(*) FROM note"), Value(int64_t{0}));
    });
    EXPECT_GT(figure("wal_bytes"), 64e6) << "as long as somebody may read what was";
    add(100'000, 140'000, 2500);
    EXPECT_LE(figure("wal_bytes"), 64e6 + 4096) << "and no longer";
    EXPECT_EQ(figure("wal_pages"), 0);
}

/// While it lives, what is written does not reach the disk.
struct FailingDisk {
    FailingDisk() { disk_fails = true; }
    ~FailingDisk() { disk_fails = false; }
};

TEST_F(SqliteTest, AfterAFailedSyncNothingIsWritten) {
    open();
    add(0, 10);
    EXPECT_FALSE(database_->broken());
    {
        const FailingDisk disk;
        EXPECT_EQ(fault_of([&] { add(10, 20); }), Fault::broken);
    }
    EXPECT_TRUE(database_->broken());
    EXPECT_EQ(fault_of([&] { add(20, 30); }), Fault::broken) << "though the disk says yes again";
    EXPECT_EQ(database_->read([](Session& s) { return s.scalar("SELECT COUNT(*) FROM note WHERE id < 10"); }),
              Value(int64_t{10}));
    database_.reset();
    database_ = sample_.open();
    EXPECT_FALSE(database_->broken());
    add(30, 40);
    EXPECT_THAT(database_->integrity(), IsEmpty());
}

TEST_F(SqliteTest, ACheckpointThatDoesNotReachTheDiskIsAFailedSyncToo) {
    open();
    for (int64_t i = 0; i < 3; ++i) add(i * 300, (i + 1) * 300);
    const FailingDisk disk;
    EXPECT_EQ(fault_of([&] { add(1000, 3000); }), Fault::broken);
    EXPECT_TRUE(database_->broken());
}

/// What a process leaves in the log that was killed is in the file before the next one serves it: its sync
/// may have failed, and then only the system's memory has it.
TEST_F(SqliteTest, TheLogOfAKilledProcessIsEmptiedBeforeAnythingIsServed) {
    open();
    database_.reset();
    const pid_t child = fork();
    if (child == 0) {
        database_ = sample_.open();
        add(0, 10);
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_GT(std::filesystem::file_size(path() + "-wal"), 0u);
    database_ = sample_.open();
    EXPECT_EQ(figure("wal_bytes"), 0);
    EXPECT_EQ(database_->read([](Session& s) { return s.scalar("SELECT COUNT(*) FROM note"); }),
              Value(int64_t{10}));
    database_.reset();
    const pid_t second = fork();
    if (second == 0) {
        database_ = sample_.open();
        add(10, 20);
        ::kill(::getpid(), SIGKILL);
    }
    waitpid(second, &status, 0);
    const FailingDisk disk;
    EXPECT_EQ(fault_of([&] { sample_.open(); }), Fault::lost)
        << "nothing is served from a log that is not kept";
}

TEST_F(SqliteTest, WhatIsDeletedIsOverwritten) {
    open();
    const std::string secret = "430102199001011234";
    database_->write([&](Session& s) { s.execute("INSERT INTO note VALUES (1, ?)", {secret}); });
    database_->write([&](Session& s) { s.execute("DELETE FROM note"); });
    database_.reset();
    std::ifstream in(path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    EXPECT_EQ(bytes.find(secret), std::string::npos);
}

}  // namespace
}  // namespace yuanheng::db
