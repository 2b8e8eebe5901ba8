#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>

namespace yuanheng {

/// Milliseconds since 1970-01-01T00:00Z. Whoever needs the time is given a clock, so that tests can set it.
using Clock = std::function<std::int64_t()>;
/// The machine's clock.
std::int64_t system_now();

/// An instant: milliseconds since 1970-01-01T00:00Z.
struct Instant {
    std::int64_t ms = 0;
    friend auto operator<=>(const Instant&, const Instant&) = default;
};

/// Identity of a stored record: 63 bits, ascending with time. 0: none. In JSON a decimal string, since
/// JavaScript's numbers have 53 bits.
struct Id {
    std::int64_t value = 0;
    explicit operator bool() const { return value != 0; }
    friend auto operator<=>(const Id&, const Id&) = default;
};

/// Makes ids: 41 bits of milliseconds since 2024-01-01, 10 bits of node, 12 bits of counter. Every server
/// process of an installation has its own node number. Safe to call from any thread; ids of one maker ascend
/// even if the clock steps back.
class IdMaker {
public:
    explicit IdMaker(Clock clock, int node = 0) : clock_(std::move(clock)), node_(node & 1023) {}
    Id next();

private:
    Clock clock_;
    int node_;
    std::atomic<std::int64_t> last_{0};  ///< milliseconds and counter of the id made last
};

}  // namespace yuanheng
