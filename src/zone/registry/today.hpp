#pragma once

#include "base/date.hpp"
#include "platform/services.hpp"

namespace yuanheng::registry {

/// The civil date in China (UTC+8, no summer time).
inline Date today(const platform::Services& services) {
    constexpr std::int64_t kChina = 8 * 3'600'000;
    const std::int64_t ms = services.clock() + kChina;
    return Date::from_days(static_cast<int>((ms - (ms < 0 ? kDayMs - 1 : 0)) / kDayMs));
}

}  // namespace yuanheng::registry
