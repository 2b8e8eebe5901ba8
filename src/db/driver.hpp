#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"

/// What the drivers share; nobody else includes it.
namespace yuanheng::db {

std::unique_ptr<Database> open_sqlite(const Options& options);
std::unique_ptr<Database> open_postgres(const Options& options);

using Time = std::chrono::steady_clock::time_point;
using Milliseconds = std::chrono::milliseconds;

/// The calling thread's time limit.
std::optional<Time> deadline();
/// Throws Fault::timeout where the calling thread's time is over.
void check_deadline();
/// Throws Fault::other where no database would keep the value as it is: NaN, infinity, a text with NUL or not
/// in UTF-8.
void check_value(const Value& value);
/// The name in double quotes. Throws std::logic_error where it is more than letters, digits and _.
std::string identifier(std::string_view name);
std::string identifier(std::span<const std::string> names);  ///< separated by commas
/// The beginning of a statement, for messages.
std::string excerpt(std::string_view sql);

/// While it lives, a second transaction of the thread on the same database is refused (std::logic_error).
class Entered {
public:
    explicit Entered(const Database& database);
    ~Entered();
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;
};

/// A session whose transaction ends with its first failure, as PostgreSQL has it: what follows is refused,
/// the commit too.
class Transaction : public Session {
public:
    explicit Transaction(const Dialect& dialect) : dialect_(dialect) {}
    const Dialect& dialect() const override { return dialect_; }
    /// The failure that ended it; null where there was none.
    const std::exception_ptr& failure() const { return failure_; }
    void check() const {
        if (failure_) std::rethrow_exception(failure_);
        check_deadline();
    }

protected:
    /// One request to the database.
    template <typename F>
    auto request(F&& work) {
        if (in_request_) throw std::logic_error("the session was used from within each() or insert_many()");
        check();
        const Flag flag(in_request_);
        try {
            return work();
        } catch (const Failure&) {
            failure_ = std::current_exception();
            throw;
        }
    }
    void fail_with(std::exception_ptr failure) { failure_ = std::move(failure); }

private:
    struct Flag {
        explicit Flag(bool& f) : flag(f) { flag = true; }
        ~Flag() { flag = false; }
        bool& flag;
    };
    const Dialect& dialect_;
    std::exception_ptr failure_;
    bool in_request_ = false;
};

/// A fixed number of connections that threads take turns with.
template <typename T>
class Pool {
public:
    class Lease {
    public:
        Lease(Pool& pool, std::unique_ptr<T> item) : pool_(pool), item_(std::move(item)) {}
        ~Lease() { pool_.give(std::move(item_)); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        T& operator*() const { return *item_; }
        T* operator->() const { return item_.get(); }

    private:
        Pool& pool_;
        std::unique_ptr<T> item_;
    };

    void add(std::unique_ptr<T> item) {
        ++size_;
        give(std::move(item));
    }
    /// Throws Fault::busy after `wait`, Fault::timeout at the thread's deadline.
    Lease take(Milliseconds wait) {
        std::unique_lock lock(mutex_);
        Time until = std::chrono::steady_clock::now() + wait;
        if (const auto limit = deadline(); limit && *limit < until) until = *limit;
        ++waiting_;
        const bool got = free_one_.wait_until(lock, until, [&] { return !free_.empty(); });
        --waiting_;
        if (!got) {
            lock.unlock();
            check_deadline();
            throw Failure(Fault::busy, "every connection to the database is in use");
        }
        std::unique_ptr<T> item = std::move(free_.back());
        free_.pop_back();
        return Lease(*this, std::move(item));
    }
    std::size_t in_use() const {
        const std::lock_guard lock(mutex_);
        return size_ - free_.size();
    }
    std::size_t waiting() const {
        const std::lock_guard lock(mutex_);
        return waiting_;
    }

private:
    void give(std::unique_ptr<T> item) {
        {
            const std::lock_guard lock(mutex_);
            free_.push_back(std::move(item));
        }
        free_one_.notify_one();
    }

    mutable std::mutex mutex_;
    std::condition_variable free_one_;
    std::vector<std::unique_ptr<T>> free_;
    std::size_t size_ = 0, waiting_ = 0;
};

/// Prepared statements by their text; the one that was used longest ago makes room.
template <typename T>
class StatementCache {
public:
    explicit StatementCache(std::size_t most) : most_(most) {}
    /// Null where there is none.
    T* find(std::string_view sql) {
        const auto at = by_text_.find(sql);
        if (at == by_text_.end()) return nullptr;
        order_.splice(order_.begin(), order_, at->second);
        return &at->second->statement;
    }
    /// Adds a statement; what had to make room.
    std::optional<T> add(std::string_view sql, T statement) {
        order_.push_front({std::string(sql), std::move(statement)});
        by_text_[order_.front().sql] = order_.begin();
        if (order_.size() <= most_) return std::nullopt;
        std::optional<T> out = std::move(order_.back().statement);
        by_text_.erase(order_.back().sql);
        order_.pop_back();
        return out;
    }
    void clear() {
        by_text_.clear();
        order_.clear();
    }

private:
    struct Entry {
        std::string sql;
        T statement;
    };
    std::size_t most_;
    std::list<Entry> order_;
    std::map<std::string_view, typename std::list<Entry>::iterator> by_text_;
};

inline constexpr std::size_t kStatements = 256;  ///< prepared, per connection

}  // namespace yuanheng::db
