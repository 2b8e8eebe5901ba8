#include "server/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace yuanheng::server {

void Metrics::count(const http::Served& served) {
    const double seconds = static_cast<double>(served.took.count()) / 1e6;
    const auto bucket =
        static_cast<std::size_t>(std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin());
    const std::lock_guard lock(mutex_);
    Series& series = routes_[{served.method, served.pattern.empty() ? "none" : served.pattern}];
    ++series.by_status[served.status];
    ++series.buckets[bucket];
    series.seconds += seconds;
    series.bytes_in += served.bytes_in;
    series.bytes_out += served.bytes_out;
}

std::string Metrics::text(const std::vector<std::pair<std::string, double>>& gauges) const {
    std::string requests =
        "# HELP yuanheng_requests_total Requests answered.\n# TYPE yuanheng_requests_total counter\n";
    std::string durations =
        "# HELP yuanheng_request_seconds Time from the last byte of a request to the answer.\n"
        "# TYPE yuanheng_request_seconds histogram\n";
    std::string bytes = "# HELP yuanheng_bytes_total Bytes of bodies.\n# TYPE yuanheng_bytes_total counter\n";
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [route, series] : routes_) {
            const std::string labels = fmt::format("method=\"{}\",route=\"{}\"", route.first, route.second);
            for (const auto& [status, n] : series.by_status) {
                requests +=
                    fmt::format("yuanheng_requests_total{{{},status=\"{}\"}} {}\n", labels, status, n);
            }
            std::uint64_t sum = 0;
            for (std::size_t i = 0; i < kBounds.size(); ++i) {
                sum += series.buckets[i];
                durations += fmt::format("yuanheng_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels,
                                         kBounds[i], sum);
            }
            sum += series.buckets.back();
            durations += fmt::format("yuanheng_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels, sum);
            durations += fmt::format("yuanheng_request_seconds_sum{{{}}} {}\n", labels, series.seconds);
            durations += fmt::format("yuanheng_request_seconds_count{{{}}} {}\n", labels, sum);
            bytes += fmt::format(
                "yuanheng_bytes_total{{{0},direction=\"in\"}} "
                "{1}\nyuanheng_bytes_total{{{0},direction=\"out\"}} {2}\n",
                labels, series.bytes_in, series.bytes_out);
        }
    }
    std::string out = requests + durations + bytes;
    for (const auto& [name, value] : gauges)
        out += fmt::format("# TYPE yuanheng_{0} gauge\nyuanheng_{0} {1}\n", name, value);
    return out;
}

}  // namespace yuanheng::server
