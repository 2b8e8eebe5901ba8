#pragma once

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <stop_token>
#include <thread>

namespace yuanheng::app {

/// Turns Ctrl-C and SIGTERM into a request to stop, which long work looks at; a program that has not ended 3
/// s later (or what wait_for() says), or is asked again, calls `give_up` and ends at once with exit code 130.
/// To be made before any other thread.
class Interrupt {
public:
    explicit Interrupt(std::function<void()> give_up);
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return source_.get_token(); }
    /// How long the program may take to stop from now on.
    void wait_for(std::chrono::seconds patience) { patience_ = patience.count(); }

private:
    void watch();

    std::function<void()> give_up_;
    std::atomic<long> patience_{3};
    std::stop_source source_;
    sigset_t signals_{};
    std::thread watcher_;
};

}  // namespace yuanheng::app
