#include "http/workers.hpp"

#include <algorithm>
#include <stdexcept>

namespace yuanheng::http {

namespace {

std::size_t place(Limits::Class kind) { return static_cast<std::size_t>(kind); }

}  // namespace

Workers::Workers(Sizes sizes) : threads_wanted_(sizes.threads) {
    if (sizes.threads < 1 || sizes.running_heavy < 1 || sizes.queue_interactive < 0 || sizes.queue_heavy < 0)
        throw std::invalid_argument(
            "workers: at least one thread, one of them for heavy work, and no negative queues");
    lanes_[place(Limits::Class::interactive)].most_waiting = sizes.queue_interactive;
    lanes_[place(Limits::Class::interactive)].most_running = sizes.threads;
    lanes_[place(Limits::Class::heavy)].most_waiting = sizes.queue_heavy;
    lanes_[place(Limits::Class::heavy)].most_running = std::min(sizes.running_heavy, sizes.threads);
}

void Workers::start() {
    for (int i = 0; i < threads_wanted_; ++i) threads_.emplace_back([this] { run(); });
}

bool Workers::full(const Lane& lane) const {
    // What a free thread is about to take does not wait.
    const int busy = lanes_[0].running + lanes_[1].running;
    const int free = std::min(threads_wanted_ - busy, lane.most_running - lane.running);
    return static_cast<int>(lane.queue.size()) >= lane.most_waiting + std::max(free, 0);
}

bool Workers::full(Limits::Class kind) const {
    const std::lock_guard lock(mutex_);
    return full(lanes_[place(kind)]);
}

bool Workers::post(Limits::Class kind, std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        Lane& lane = lanes_[place(kind)];
        if (stopping_ || full(lane)) return false;
        lane.queue.push_back({posted_++, std::move(work)});
    }
    wake_.notify_one();
    return true;
}

/// The lane whose first job has waited longest of those that may run.
Workers::Lane* Workers::next() {
    Lane* best = nullptr;
    for (Lane& lane : lanes_) {
        if (lane.queue.empty() || lane.running >= lane.most_running) continue;
        if (!best || lane.queue.front().number < best->queue.front().number) best = &lane;
    }
    return best;
}

void Workers::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        Lane* lane = next();
        if (!lane) {
            if (stopping_ && lanes_[0].queue.empty() && lanes_[1].queue.empty()) return;
            wake_.wait(lock);
            continue;
        }
        auto work = std::move(lane->queue.front().work);
        lane->queue.pop_front();
        ++lane->running;
        lock.unlock();
        work();
        work = nullptr;
        lock.lock();
        --lane->running;
        // A heavy job may have waited for this one to end, and its own wake-up is long gone.
        if (stopping_)
            wake_.notify_all();
        else if (!lanes_[place(Limits::Class::heavy)].queue.empty())
            wake_.notify_one();
    }
}

void Workers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

int Workers::running() const {
    const std::lock_guard lock(mutex_);
    return lanes_[0].running + lanes_[1].running;
}

int Workers::waiting() const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(lanes_[0].queue.size() + lanes_[1].queue.size());
}

}  // namespace yuanheng::http
