#include "platform/core/limiter.hpp"

#include "base/date.hpp"

#include <algorithm>
#include <cmath>

namespace yuanheng::platform {

int Limiter::take(const std::string& key, Rate rate) {
    const std::int64_t now = clock_();
    const std::lock_guard lock(mutex_);
    if (buckets_.size() >= sweep_at_) {
        // A bucket that nobody touched for a day is full under any rate in use.
        std::erase_if(buckets_, [&](const auto& entry) { return now - entry.second.at > kDayMs; });
        sweep_at_ = std::max<std::size_t>(1024, 2 * buckets_.size());
    }
    auto [it, fresh] = buckets_.try_emplace(key, Bucket{rate.burst, now});
    Bucket& bucket = it->second;
    const double flowed =
        static_cast<double>(std::max<std::int64_t>(now - bucket.at, 0)) / 1000 * rate.per_second;
    bucket.tokens = std::min(rate.burst, bucket.tokens + flowed);
    bucket.at = now;
    if (bucket.tokens >= 1) {
        bucket.tokens -= 1;
        return 0;
    }
    return std::max(1, static_cast<int>(std::ceil((1 - bucket.tokens) / rate.per_second)));
}

}  // namespace yuanheng::platform
