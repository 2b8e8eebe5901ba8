#include "platform/practice.hpp"

#include "base/date.hpp"
#include "platform/codes.hpp"
#include "platform/desk/notice.hpp"
#include "platform/entity/attachments.hpp"
#include "platform/entity/export.hpp"
#include "platform/entity/meta.hpp"
#include "platform/entity/query.hpp"
#include "platform/entity/remarks.hpp"
#include "platform/identity/identity.hpp"
#include "platform/import/import.hpp"
#include "platform/organisation/organisation.hpp"
#include "platform/supervision/supervision.hpp"

namespace yuanheng::platform {

namespace {

template <typename T>
void append(std::vector<T>& to, std::vector<T> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// A member of all practices, one behind the other.
template <typename T>
std::vector<T> all(const std::vector<Practice>& practices, std::vector<T> Practice::*member) {
    std::vector<T> out;
    for (const Practice& practice : practices) append(out, practice.*member);
    return out;
}

constexpr std::int64_t kKeysKept = kDayMs;       // keys of requests
constexpr std::int64_t kJobsKept = 90 * kDayMs;  // jobs that are over
constexpr std::int64_t kNoticesKept = 365 * kDayMs;

/// Keys of requests that nobody will repeat, and jobs and notices of long ago.
void forget_requests(Services& services) {
    const std::int64_t now = services.clock();
    services.database.write([&](db::Session& db) {
        db.execute("DELETE FROM idempotency WHERE created_at < ?", {now - kKeysKept});
        db.execute("DELETE FROM job WHERE state <> 'waiting' AND state <> 'running' AND ended_at < ?",
                   {now - kJobsKept});
        db.execute("DELETE FROM notification WHERE created_at < ?", {now - kNoticesKept});
    });
}

/// What every installation has: users, zones, departments, and what is done with them, files, jobs and
/// imports.
Practice platform_practice(const std::vector<Practice>& practices) {
    Practice out{.name = "platform", .label = {"平台", "platform"}};
    out.entities = {user_entity(), zone_entity(), department_entity(all(practices, &Practice::duties))};
    out.jobs = {{"export", {"导出", "Export"}, export_records},
                upkeep(
                    "files.sweep", {"清理过期文件", "Sweep of files"}, Hourly{},
                    [](Services& services) { services.files.sweep(services); }, JobClass::heavy),
                upkeep("desk.forget", {"清理过期任务和消息", "Sweep of old jobs and messages"}, Hourly{},
                       forget_requests)};
    append(out.jobs, identity_jobs());
    append(out.jobs, import_jobs());
    append(out.jobs, audit_jobs());
    out.files = {may_see_import_file, may_see_attachment};
    out.codes = Code::own();
    return out;
}

bool may_see_subject(db::Session& db, const Services& services, const Actor& actor, const JobSubject& about) {
    if (about.entity == kBatchEntity) return may_see_batch(db, services, actor, about.record);
    const Table* table = services.entities.find(about.entity);
    return table != nullptr && may_see(db, *table, actor, about.record);
}

std::vector<Practice> with_platform(std::vector<Practice> practices) {
    practices.insert(practices.begin(), platform_practice(practices));
    return practices;
}

/// Everything that is done with an entity's records.
std::vector<Operation> operations_on(const Table& table, const ImportTargets& imports) {
    std::vector<Operation> out = operations_of(table);
    append(out, import_operations_of(imports.target(table.type.name)));
    append(out, attachment_operations_of(table));
    append(out, remark_operations_of(table));
    for (Operation& operation : out) operation.entity = table.type.name;
    return out;
}

}  // namespace

Practices::Practices(std::vector<Practice> practices)
    : practices_(with_platform(std::move(practices))),
      entities_(all(practices_, &Practice::entities)),
      imports_(entities_, all(practices_, &Practice::imports)) {
    append(operations_, identity_operations());
    append(operations_, audit_operations());
    append(operations_, job_operations(may_see_subject));
    append(operations_, file_operations(all(practices_, &Practice::files)));
    append(operations_, import_operations());
    append(operations_, view_operations());
    append(operations_, notification_operations());
    append(operations_, workbench_operations(all(practices_, &Practice::workbench)));
    append(operations_, meta_operations());
    for (const Table& table : entities_) append(operations_, operations_on(table, imports_));
    for (const ImportTarget& target : imports_) {
        if (target.table == nullptr) append(operations_, import_operations_of(target));
    }
    append(operations_, all(practices_, &Practice::operations));
}

ErrorCodes Practices::error_codes() const {
    std::vector<CodeTable> tables = {yuanheng::Code::own(), reflect::Code::own(), sheet::Code::own()};
    for (const Practice& practice : practices_) tables.push_back(practice.codes);
    return ErrorCodes(tables);
}

void Practices::handle(Jobs& jobs) const {
    for (JobKind& kind : all(practices_, &Practice::jobs)) jobs.handle(std::move(kind));
}

}  // namespace yuanheng::platform
