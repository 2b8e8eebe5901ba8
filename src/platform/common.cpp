#include "platform/common.hpp"

#include "base/date.hpp"
#include "platform/common_parts.hpp"
#include "platform/entity_export.hpp"
#include "platform/files.hpp"
#include "platform/import.hpp"
#include "platform/services.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::int64_t kKeysKept = kDayMs;       // keys of requests
constexpr std::int64_t kJobsKept = 90 * kDayMs;  // jobs that are over
constexpr std::int64_t kNoticesKept = 365 * kDayMs;

void forget_requests(Services& services) {
    const std::int64_t now = services.clock();
    services.database.write([&](db::Session& db) {
        db.execute("DELETE FROM idempotency WHERE created_at < ?", {now - kKeysKept});
        db.execute("DELETE FROM job WHERE state <> 'waiting' AND state <> 'running' AND ended_at < ?",
                   {now - kJobsKept});
        db.execute("DELETE FROM notification WHERE created_at < ?", {now - kNoticesKept});
    });
}

void append(std::vector<Operation>& to, std::vector<Operation>&& more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::vector<Operation> common_operations(std::vector<WorkbenchSource> workbench) {
    std::vector<Operation> out;
    append(out, job_operations());
    append(out, file_operations());
    append(out, import_operations());
    append(out, view_operations());
    append(out, notification_operations());
    append(out, workbench_operations(std::move(workbench)));
    append(out, meta_operations());
    return out;
}

void handle_common_jobs(Jobs& jobs) {
    jobs.handle("export", export_records);
    jobs.handle("import.check", check_import, reject_import);
    jobs.handle("import.publish", publish_import, reject_import);
    jobs.handle("import.rollback", roll_back_import);
}

std::vector<UpkeepStep> common_upkeep() {
    return {{"files", [](Services& services) { services.files.sweep(services); }},
            {"forget_requests", forget_requests}};
}

}  // namespace yuanheng::platform
