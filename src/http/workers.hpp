#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "http/message.hpp"

namespace yuanheng::http {

/// Threads that run handlers, with a bounded queue for each class. Whoever has waited longest comes first,
/// but heavy work takes no more threads than it may.
class Workers {
public:
    struct Sizes {
        int threads = 4, queue_interactive = 256, queue_heavy = 8, running_heavy = 1;
    };
    /// Throws std::invalid_argument where nothing could ever run.
    explicit Workers(Sizes sizes);
    ~Workers() { stop(); }

    void start();
    /// Whether `work` will be run: not where the queue of its class is full. `work` must not throw.
    bool post(Limits::Class kind, std::function<void()> work);
    /// Whether post() would decline now.
    bool full(Limits::Class kind) const;
    /// Runs what is waiting, then ends the threads.
    void stop();

    int running() const;
    int waiting() const;

private:
    struct Job {
        std::uint64_t number;
        std::function<void()> work;
    };
    struct Lane {
        std::deque<Job> queue;
        int running = 0, most_waiting = 0, most_running = 0;
    };
    bool full(const Lane& lane) const;
    Lane* next();
    void run();

    const int threads_wanted_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::array<Lane, 2> lanes_;  ///< by Limits::Class
    std::uint64_t posted_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace yuanheng::http
