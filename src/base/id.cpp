#include "base/id.hpp"

#include <algorithm>
#include <chrono>

namespace yuanheng {

namespace {

constexpr std::int64_t kIdEpoch = 1'704'067'200'000;  // 2024-01-01T00:00Z
constexpr int kCounterBits = 12, kNodeBits = 10;

}  // namespace

std::int64_t system_now() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

Id IdMaker::next() {
    const std::int64_t now = std::max<std::int64_t>(clock_() - kIdEpoch, 1) << kCounterBits;
    std::int64_t last = last_.load(), mine;
    do {
        mine = std::max(now, last + 1);  // a full counter borrows from the next millisecond
    } while (!last_.compare_exchange_weak(last, mine));
    const std::int64_t counter = mine & ((1 << kCounterBits) - 1);
    return Id{(mine >> kCounterBits) << (kNodeBits + kCounterBits) |
              static_cast<std::int64_t>(node_) << kCounterBits | counter};
}

}  // namespace yuanheng
