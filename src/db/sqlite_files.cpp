#include "db/sqlite_files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "db/database.hpp"

namespace yuanheng::db {

namespace {

int opened(const std::string& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC, 0600);
    if (fd < 0) throw Failure(Fault::lost, "cannot open " + path + ": " + std::strerror(errno));
    return fd;
}

}  // namespace

LockFile::LockFile(const std::string& path) : fd_(opened(path, O_RDWR | O_CREAT)) {
    if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
        char owner[32] = {};
        const ssize_t n = ::pread(fd_, owner, sizeof owner - 1, 0);
        ::close(fd_);
        throw Failure(Fault::busy, "another process has the database (" + path + ": process " +
                                       (n > 0 ? owner : "unknown") + ")");
    }
    const std::string me = std::to_string(::getpid());
    if (::ftruncate(fd_, 0) != 0 || ::pwrite(fd_, me.data(), me.size(), 0) < 0) {
        // The number only helps whoever is refused; the lock itself holds, even on a full disk.
    }
}

LockFile::~LockFile() { ::close(fd_); }

LogSync::LogSync(const std::string& path) : fd_(opened(path, O_RDONLY)) {}

LogSync::~LogSync() { ::close(fd_); }

void LogSync::check() const {
    const std::lock_guard lock(mutex_);
    refuse_if_broken();
}

void LogSync::break_off() {
    const std::lock_guard lock(mutex_);
    broken_ = true;
    done_.notify_all();
}

bool LogSync::broken() const {
    const std::lock_guard lock(mutex_);
    return broken_;
}

std::int64_t LogSync::committed() {
    const std::lock_guard lock(mutex_);
    return ++committed_;
}

void LogSync::wait_for(std::int64_t commit) {
    std::unique_lock lock(mutex_);
    while (synced_ < commit) {
        refuse_if_broken();
        if (syncing_) {
            done_.wait(lock);
            continue;
        }
        const std::int64_t all = committed_;
        syncing_ = true;
        lock.unlock();
        const bool failed = ::fdatasync(fd_) != 0;
        lock.lock();
        syncing_ = false;
        ++syncs_;
        if (failed) {
            broken_ = true;
        } else {
            synced_ = all;
        }
        done_.notify_all();
    }
}

std::int64_t LogSync::syncs() const {
    const std::lock_guard lock(mutex_);
    return syncs_;
}

void LogSync::refuse_if_broken() const {
    if (!broken_) return;
    throw Failure(
        Fault::broken,
        "the disk failed to keep what was written, so it is not known whether the change was saved");
}

}  // namespace yuanheng::db
