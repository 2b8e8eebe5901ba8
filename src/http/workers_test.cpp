#include "http/workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>

namespace yuanheng::http {
namespace {

using Class = Limits::Class;

/// Work that goes on until it is let go.
struct Gate {
    std::promise<void> opened;
    std::shared_future<void> open = opened.get_future().share();
    std::atomic<int> entered{0};

    std::function<void()> work() {
        return [this] {
            ++entered;
            open.wait();
        };
    }
    void wait_for(int n) {
        while (entered < n) std::this_thread::yield();
    }
};

TEST(Workers, RunWhatIsPosted) {
    Workers workers({.threads = 2});
    workers.start();
    std::promise<int> done;
    EXPECT_TRUE(workers.post(Class::interactive, [&] { done.set_value(7); }));
    EXPECT_EQ(done.get_future().get(), 7);
}

TEST(Workers, DeclineWhenTheQueueIsFull) {
    Gate gate;
    Workers workers({.threads = 1, .queue_interactive = 2});
    workers.start();
    EXPECT_TRUE(workers.post(Class::interactive, gate.work()));
    gate.wait_for(1);
    EXPECT_TRUE(workers.post(Class::interactive, gate.work()));
    EXPECT_FALSE(workers.full(Class::interactive));
    EXPECT_TRUE(workers.post(Class::interactive, gate.work()));
    EXPECT_TRUE(workers.full(Class::interactive));
    EXPECT_FALSE(workers.post(Class::interactive, gate.work()));
    EXPECT_EQ(workers.running(), 1);
    EXPECT_EQ(workers.waiting(), 2);
    gate.opened.set_value();
}

TEST(Workers, WithoutAQueueTakeWhatAThreadIsFreeFor) {
    Gate gate;
    Workers workers({.threads = 2, .queue_interactive = 0});
    workers.start();
    EXPECT_TRUE(workers.post(Class::interactive, gate.work()));
    EXPECT_TRUE(workers.post(Class::interactive, gate.work()));
    gate.wait_for(2);
    EXPECT_FALSE(workers.post(Class::interactive, gate.work()));
    gate.opened.set_value();
}

TEST(Workers, HeavyWorkLeavesThreadsForTheRest) {
    Gate heavy;
    Workers workers({.threads = 3, .queue_heavy = 1, .running_heavy = 1});
    workers.start();
    EXPECT_TRUE(workers.post(Class::heavy, heavy.work()));
    heavy.wait_for(1);
    EXPECT_TRUE(workers.post(Class::heavy, heavy.work()));
    EXPECT_FALSE(workers.post(Class::heavy, heavy.work()));
    for (int i = 0; i < 100; ++i) {
        std::promise<void> done;
        ASSERT_TRUE(workers.post(Class::interactive, [&] { done.set_value(); }));
        done.get_future().get();
    }
    EXPECT_EQ(heavy.entered, 1);
    heavy.opened.set_value();
    heavy.wait_for(2);
}

TEST(Workers, HeavyWorkGetsItsTurnHoweverMuchElseWaits) {
    Gate gate;
    std::vector<int> order;
    Workers workers({.threads = 1, .queue_interactive = 10, .queue_heavy = 10});
    workers.start();
    workers.post(Class::interactive, gate.work());
    gate.wait_for(1);
    for (int i = 0; i < 6; ++i)
        workers.post(i == 2 ? Class::heavy : Class::interactive, [&order, i] { order.push_back(i); });
    gate.opened.set_value();
    workers.stop();
    EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

TEST(Workers, RunWhatWaitsBeforeTheyStopAndNothingAfter) {
    std::atomic<int> ran{0};
    Workers workers({.threads = 2, .queue_interactive = 100, .queue_heavy = 100});
    for (int i = 0; i < 50; ++i) workers.post(i % 2 ? Class::heavy : Class::interactive, [&] { ++ran; });
    workers.start();
    workers.stop();
    EXPECT_EQ(ran, 50);
    EXPECT_FALSE(workers.post(Class::interactive, [] {}));
}

TEST(Workers, RefuseSizesWithWhichNothingCouldRun) {
    EXPECT_THROW(Workers({.threads = 0}), std::invalid_argument);
    EXPECT_THROW(Workers({.running_heavy = 0}), std::invalid_argument);
    EXPECT_THROW(Workers({.queue_interactive = -1}), std::invalid_argument);
}

}  // namespace
}  // namespace yuanheng::http
