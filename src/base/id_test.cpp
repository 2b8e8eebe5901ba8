#include "base/id.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <unordered_set>
#include <vector>

namespace yuanheng {
namespace {

constexpr std::int64_t kEpoch = 1'704'067'200'000;  // 2024-01-01T00:00Z
constexpr std::int64_t kNoon = kEpoch + 12 * 3'600'000;

std::int64_t time_of(Id id) { return (id.value >> 22) + kEpoch; }
int node_of(Id id) { return static_cast<int>(id.value >> 12 & 1023); }

TEST(IdMaker, IdsTellTimeAndNode) {
    IdMaker maker([] { return kNoon; }, 5);
    const Id first = maker.next(), second = maker.next();
    EXPECT_EQ(time_of(first), kNoon);
    EXPECT_EQ(node_of(first), 5);
    EXPECT_EQ(second.value, first.value + 1);
    EXPECT_TRUE(first);
    EXPECT_FALSE(Id());
}

TEST(IdMaker, NodesDoNotMeet) {
    const Clock clock = [] { return kNoon; };
    std::unordered_set<std::int64_t> ids;
    for (int node = 0; node < 1024; ++node) {
        IdMaker maker(clock, node);
        for (int i = 0; i < 100; ++i) {
            const Id id = maker.next();
            ASSERT_EQ(node_of(id), node);
            ASSERT_TRUE(ids.insert(id.value).second);
        }
    }
    EXPECT_EQ(node_of(IdMaker(clock, 1024 + 3).next()), 3);  // never more than ten bits
}

TEST(IdMaker, IdsAscendWhenTheClockStepsBack) {
    std::int64_t now = kNoon;
    IdMaker maker([&] { return now; }, 1);
    Id last;
    for (const std::int64_t step : {0, 5, -60'000, 0, 1, -1, 120'000, -3'600'000, 0}) {
        now += step;
        const Id id = maker.next();
        EXPECT_GT(id, last);
        last = id;
    }
    now = kEpoch - 1'000'000;  // a clock that was never set
    EXPECT_GT(maker.next(), last);
    EXPECT_GT(IdMaker([&] { return now; }).next(), Id());
}

TEST(IdMaker, AFullMillisecondBorrowsFromTheNext) {
    IdMaker maker([] { return kNoon; }, 7);
    Id last;
    for (int i = 0; i < 3 * 4096; ++i) {
        const Id id = maker.next();
        ASSERT_GT(id, last);
        ASSERT_EQ(node_of(id), 7);
        last = id;
    }
    EXPECT_EQ(time_of(last), kNoon + 2);
}

TEST(IdMaker, IdsOfAllThreadsAscendAndDiffer) {
    IdMaker maker(system_now, 2);
    constexpr std::size_t kThreads = 4, kEach = 50'000;
    std::vector<std::vector<Id>> made(kThreads);
    std::vector<std::thread> threads;
    for (auto& mine : made) {
        threads.emplace_back([&] {
            mine.reserve(kEach);
            for (std::size_t i = 0; i < kEach; ++i) mine.push_back(maker.next());
        });
    }
    for (std::thread& thread : threads) thread.join();
    std::unordered_set<std::int64_t> all;
    for (const auto& mine : made) {
        EXPECT_EQ(std::adjacent_find(mine.begin(), mine.end(), [](Id a, Id b) { return a >= b; }),
                  mine.end());
        for (const Id id : mine) all.insert(id.value);
    }
    EXPECT_EQ(all.size(), kThreads * kEach);
}

TEST(IdMaker, LastsUntil2093) {
    constexpr std::int64_t kLast = 3'881'520'000'000;  // 2092-12-31T00:00Z
    const Id id = IdMaker([] { return kLast; }, 1023).next();
    EXPECT_GT(id, Id());
    EXPECT_EQ(time_of(id), kLast);
}

}  // namespace
}  // namespace yuanheng
