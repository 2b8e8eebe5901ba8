#include "platform/upkeep.hpp"

#include "base/date.hpp"
#include "platform/core/services.hpp"
#include "platform/files/files.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kKeysKept = kDayMs;       // keys of requests
constexpr std::int64_t kJobsKept = 90 * kDayMs;  // jobs that are over
constexpr std::int64_t kNoticesKept = 365 * kDayMs;

}  // namespace

void common_upkeep(Services& services) {
    const std::int64_t now = services.clock();
    services.files.sweep(services);
    services.database.write([&](db::Session& db) {
        db.execute("DELETE FROM idempotency WHERE created_at < ?", {now - kKeysKept});
        db.execute("DELETE FROM job WHERE state <> 'waiting' AND state <> 'running' AND ended_at < ?",
                   {now - kJobsKept});
        db.execute("DELETE FROM notification WHERE created_at < ?", {now - kNoticesKept});
    });
}

}  // namespace yuanheng::platform
