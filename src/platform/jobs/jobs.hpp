#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/id.hpp"
#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// Thrown by JobReport::finish where the job is not its worker's any more.
struct JobLost : std::runtime_error {
    JobLost() : std::runtime_error("the job was cancelled, or another worker has it") {}
};

/// What a running job reports with.
class JobReport {
public:
    virtual ~JobReport() = default;
    /// Progress of `total` (0: not known) in a stage: read, check, write. Cheap, and allowed inside
    /// transactions: it is written down by another thread, every 200 ms at most.
    virtual void progress(std::int64_t done, std::int64_t total, std::string_view stage = {}) = 0;
    /// Asked for where the job was cancelled, its lease went to another worker, or the program ends: the job
    /// returns then.
    virtual std::stop_token stop() const = 0;
    /// To be called inside the transaction of the job's effect: the job is done, with this result, when that
    /// commits, and never without it. Throws JobLost.
    virtual void finish(db::Session& db, std::string_view result_json) = 0;
};

/// How a kind of job ends: JSON of the result, or the errors a user reads.
using JobResult = Checked<std::string>;
/// A job's work. It runs at least once: what it writes is written in one transaction together with its end
/// (`finish`), or may be written twice without harm.
struct JobWork {
    Id job;
    Actor actor;        ///< whose rights it has: those of the moment it was asked for
    std::string input;  ///< JSON
    JobReport& report;
};
using JobHandler = std::function<JobResult(Services&, JobWork&)>;
/// What becomes of the matter of a job that fails for good: of its input, and why. Runs in the transaction
/// that says so.
using JobFailed = std::function<void(Change&, const std::string& input, const Errors& why)>;

/// What a practice hands over for each kind of job that it asks for.
struct JobKind {
    std::string name;  ///< import.check
    JobHandler work;
    JobFailed failed = {};
};

/// Background jobs 后台任务: kept in the database, run by worker threads of any server process, with a lease
/// that is renewed while they run; after a kill another worker takes the job up again when the lease has run
/// out. The third failure by exception, or the third worker that died of it, ends a job as failed.
class Jobs {
public:
    virtual ~Jobs() = default;
    /// Before start(): which kinds of jobs there are.
    virtual void handle(JobKind kind) = 0;
    /// Adds a job inside the transaction that asks for it. Its id.
    virtual Id add(Change& change, std::string_view kind, std::string_view input_json) = 0;
    virtual void start(Services& services, int workers) = 0;
    /// Asks running jobs to stop, waits for them, and gives their leases back, so that they go on after a
    /// restart.
    virtual void stop() = 0;
};

std::unique_ptr<Jobs> make_jobs();

/// A user's own jobs: list, detail, events, cancel.
std::vector<Operation> job_operations();

}  // namespace yuanheng::platform
