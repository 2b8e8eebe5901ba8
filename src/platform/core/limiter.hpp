#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/id.hpp"

namespace yuanheng::platform {

/// Token buckets by key (a user, an address, a login), for what may be tried only so often. Safe from any
/// thread; keys that are full again are forgotten.
class Limiter {
public:
    explicit Limiter(Clock clock) : clock_(std::move(clock)) {}

    struct Rate {
        double burst;       ///< tokens of a full bucket
        double per_second;  ///< that flow in
    };
    /// Takes a token. 0: taken; else the seconds until one is there.
    int take(const std::string& key, Rate rate);

private:
    struct Bucket {
        double tokens;
        std::int64_t at;
    };

    Clock clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
    std::size_t sweep_at_ = 1024;
};

}  // namespace yuanheng::platform
