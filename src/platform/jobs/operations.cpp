#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "platform/codes.hpp"
#include "platform/core/media.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/stored_error.hpp"
#include "platform/core/stored_json.hpp"
#include "platform/jobs/job_row.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/request/operations.hpp"

namespace yuanheng::platform {

namespace {

/// What a job came to; kinds of jobs add members of their own.
struct JobOutcome {
    Id file_id, batch_id;
    std::optional<std::int64_t> rows;
};
void describe(reflect::Describer<JobOutcome>& d) {
    d.name("job_result", {"任务结果", "result"});
    d(&JobOutcome::file_id, "file_id", {"文件", "file"}).of("file");
    d(&JobOutcome::batch_id, "batch_id", {"导入批次", "import batch"}).of("import_batch");
    d(&JobOutcome::rows, "rows", {"行数", "rows"});
}
struct JobProblem {
    std::string code, detail, hint;
};
void describe(reflect::Describer<JobProblem>& d) {
    d.name("job_problem", {"任务问题", "problem"});
    d(&JobProblem::code, "code", {"代码", "code"}).must();
    d(&JobProblem::detail, "detail", {"说明", "detail"}).longest(8000);
    d(&JobProblem::hint, "hint", {"处理办法", "hint"}).longest(8000);
}
struct JobView {
    Id id;
    std::string kind, state, stage;
    std::int64_t done = 0, total = 0;
    Instant created_at;
    std::optional<Instant> started_at, ended_at;
    std::optional<JobOutcome> result;
    std::vector<JobProblem> errors;
    std::string result_json;  ///< what the job gave: members of JobOutcome and others
};
void describe(reflect::Describer<JobView>& d) {
    d.name("job", {"后台任务", "job"});
    d(&JobView::id, "id", {"编号", "id"});
    d(&JobView::kind, "kind", {"任务", "kind"}).must();
    d(&JobView::state, "state", {"状态", "state"})
        .one_of({{"waiting", {"等待中", "waiting"}},
                 {"running", {"进行中", "running"}},
                 {"done", {"已完成", "done"}},
                 {"failed", {"失败", "failed"}},
                 {"cancelled", {"已取消", "cancelled"}}})
        .must();
    d(&JobView::stage, "stage", {"阶段", "stage"});
    d(&JobView::done, "done", {"已处理", "done"});
    d(&JobView::total, "total", {"总数", "total"});
    d(&JobView::created_at, "created_at", {"提交时间", "created"});
    d(&JobView::started_at, "started_at", {"开始时间", "started"});
    d(&JobView::ended_at, "ended_at", {"结束时间", "ended"});
    d(&JobView::result, "result", {"结果", "result"});
    d(&JobView::errors, "errors", {"问题", "errors"});
}

/// What the job gave, and null for what other kinds of jobs give.
void write_result(reflect::JsonWriter& out, const std::string& json) {
    if (json.empty()) {
        out.null();
        return;
    }
    const auto members = json_members(json);
    if (!members) throw std::logic_error("a job's result is no object");
    out.begin_object();
    for (const auto& [name, value] : *members) out.key(name).raw(value);
    for (const reflect::Field& f : reflect::described<JobOutcome>().fields) {
        const auto same = [&](const auto& member) { return member.first == f.name; };
        if (std::none_of(members->begin(), members->end(), same)) out.key(f.name).null();
    }
    out.end_object();
}

/// The job as a reader gets it.
JobView view_of(const ErrorCodes& codes, const JobRow& job, Language language) {
    JobView out{.id = job.id,
                .kind = job.kind,
                .state = job.state,
                .stage = job.stage,
                .done = job.done,
                .total = job.total,
                .created_at = Instant{job.created_at},
                .started_at = instant(job.started_at),
                .ended_at = instant(job.ended_at),
                .result = {},
                .errors = {},
                .result_json = job.result};
    for (const Error& e : errors_from_json(codes, job.errors.empty() ? "[]" : job.errors))
        out.errors.push_back({std::string(name(e.code)), message(e, language), hint(e, language)});
    return out;
}

void write_json(reflect::JsonWriter& out, const JobView& view) {
    out.begin_object();
    for (const reflect::Field& f : reflect::described<JobView>().fields) {
        out.key(f.name);
        if (f.name == "result")
            write_result(out, view.result_json);
        else if (f.scalar())
            out.value(f, f.get(&view));
        else {
            out.begin_array();
            for (const JobProblem& p : view.errors) reflect::write(out, reflect::described<JobProblem>(), &p);
            out.end_array();
        }
    }
    out.end_object();
}

std::string json_of(const JobView& view) {
    reflect::JsonWriter out;
    write_json(out, view);
    return out.take();
}

/// The user's own job; not_found where it is another's.
Result<JobRow> own_job(db::Session& db, const Actor& actor, Id id) {
    const db::Values row =
        db.first(fmt::format("SELECT {} FROM job WHERE id = ? AND user_id = ?", kJobColumns),
                 {id.value, actor.user.value});
    if (row.empty()) return fail(Code::not_found, {});
    return job_in(row);
}

Checked<Page<JobView>> list_jobs(const Call& call, db::Session& db, const PageQuery& query) {
    std::vector<JobView> out;
    for (const db::Values& row :
         db.query(fmt::format("SELECT {} FROM job WHERE user_id = ? AND id < ? ORDER BY id DESC LIMIT ?",
                              kJobColumns),
                  {call.actor.user.value, below(query), query.limit + 1}))
        out.push_back(view_of(call.services.error_codes, job_in(row), call.language()));
    return page_of(std::move(out), query.limit);
}

Checked<JobView> view_job(const Call& call, db::Session& db) {
    const auto job = own_job(db, call.actor, call.record);
    if (!job) return refuse(job.error());
    return view_of(call.services.error_codes, *job, call.language());
}

/// Events progress, done, failed (cancelled ones too), each with the job; the last one ends the stream.
Checked<http::Response> job_events(const Call& call, db::Session& db) {
    if (const auto job = own_job(db, call.actor, call.record); !job) return refuse(job.error());
    http::Events events;
    events.next = [&services = call.services, actor = call.actor, id = call.record,
                   last = std::string()]() mutable {
        http::Events::Step step;
        const auto now =
            services.database.read([&](db::Session& later) { return own_job(later, actor, id); });
        if (!now) {
            step.last = true;
            return step;
        }
        std::string json = json_of(view_of(services.error_codes, *now, actor.language));
        step.last = now->over();
        if (json != last) {
            const std::string_view event = !now->over()           ? "progress"
                                           : now->state == "done" ? "done"
                                                                  : "failed";
            step.events.push_back(fmt::format("event: {}\ndata: {}\n", event, json));
            last = std::move(json);
        }
        return step;
    };
    http::Response response;
    response.headers = {{"Content-Type", std::string(kEventsMedia)}};
    response.body = std::move(events);
    return response;
}

Checked<Nothing> cancel_job(Change& change, const Call& call) {
    const auto job = own_job(change.db, call.actor, call.record);
    if (!job) return refuse(job.error());
    if (job->over()) return refuse(Code::job_over);
    change.db.execute(
        "UPDATE job SET state = 'cancelled', ended_at = ?, lease_until = 0 WHERE id = ? AND (state = "
        "'waiting' OR state = 'running')",
        {call.services.clock(), job->id.value});
    AuditEntry entry;
    entry.action = "job.cancel";
    entry.entity = "job";
    entry.record = job->id;
    change.record(std::move(entry));
    return Nothing();
}

}  // namespace

std::vector<Operation> job_operations() {
    const Policy own = Policy::signed_in();
    std::vector<Operation> out;
    out.push_back(reading("job.list", get("/api/jobs"), {"我的后台任务", "own jobs"}, own, list_jobs));
    out.push_back(reading("job.view", get("/api/jobs/{id}"), {"查看后台任务", "view a job"}, own, view_job));
    out.emplace_back(reading("job.events", get("/api/jobs/{id}/events"),
                             {"后台任务的进展", "events of a job"}, own, job_events))
        .media = kEventsMedia;
    out.push_back(changing("job.cancel", post("/api/jobs/{id}/cancel"), {"取消后台任务", "cancel a job"}, own,
                           cancel_job));
    return out;
}

}  // namespace yuanheng::platform
