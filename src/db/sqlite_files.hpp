#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>

/// What the SQLite driver does with the database's files itself.
namespace yuanheng::db {

/// The file that says which process has the database; locked as long as that lives, whatever ends it.
class LockFile {
public:
    /// Throws Fault::busy where another process (or another LockFile of this one) has it, lost where it
    /// cannot be opened.
    explicit LockFile(const std::string& path);
    ~LockFile();
    LockFile(const LockFile&) = delete;
    LockFile& operator=(const LockFile&) = delete;

private:
    int fd_;
};

/// Brings the write-ahead log to the disk: one sync for all commits that were made before it began.
class LogSync {
public:
    explicit LogSync(const std::string& path);
    ~LogSync();
    LogSync(const LogSync&) = delete;
    LogSync& operator=(const LogSync&) = delete;

    /// After a sync that failed nobody knows what the disk holds: throws Fault::broken from then on.
    void check() const;
    /// A sync of the database's file failed, which is no better.
    void break_off();
    bool broken() const;
    /// To be called by who holds the writer, after COMMIT: what to wait for.
    std::int64_t committed();
    /// Returns when the commit is on the disk. Throws Fault::broken.
    void wait_for(std::int64_t commit);
    std::int64_t syncs() const;

private:
    void refuse_if_broken() const;

    int fd_;
    mutable std::mutex mutex_;
    std::condition_variable done_;
    std::int64_t committed_ = 0, synced_ = 0, syncs_ = 0;
    bool syncing_ = false, broken_ = false;
};

}  // namespace yuanheng::db
