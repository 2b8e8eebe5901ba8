#pragma once

#include <array>
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "http/server.hpp"

namespace yuanheng::server {

/// Counts and durations of requests by route, in the text format of Prometheus (version 0.0.4).
class Metrics {
public:
    /// Safe from any thread.
    void count(const http::Served& served);
    /// Everything counted, and gauges of the moment (name, value), each name with the prefix yuanheng_.
    std::string text(const std::vector<std::pair<std::string, double>>& gauges) const;

    static constexpr std::array kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                           0.25,  0.5,    1.0,   2.5,  5.0,   10.0};

private:
    struct Series {
        std::map<int, std::uint64_t> by_status;
        std::array<std::uint64_t, kBounds.size() + 1> buckets{};
        double seconds = 0;
        std::uint64_t bytes_in = 0, bytes_out = 0;
    };

    mutable std::mutex mutex_;
    std::map<std::pair<std::string, std::string>, Series> routes_;  ///< by method and pattern
};

}  // namespace yuanheng::server
