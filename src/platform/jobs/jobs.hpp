#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
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
    Actor actor;        ///< who asked for it, with the rights of the moment at which it runs
    std::string input;  ///< JSON
    JobReport& report;
};
using JobHandler = std::function<JobResult(Services&, JobWork&)>;
/// What becomes of the matter of a job that fails for good: of its input, and why. Runs in the transaction
/// that says so.
using JobFailed = std::function<void(Change&, const std::string& input, const Errors& why)>;

/// Which threads run a job. Quick ones are waited for at the screen, or short; a heavy one reads or writes
/// without a bound, and never keeps a quick one waiting.
enum class JobClass : unsigned char { quick, heavy };

/// Every day at this time in China.
struct Daily {
    int hour = 0, minute = 0;
};
/// At every full hour.
struct Hourly {};
using Schedule = std::variant<Daily, Hourly>;
/// The first time after `now` that a schedule names.
std::int64_t next_time(const Schedule& schedule, std::int64_t now);

/// What a practice hands over for each kind of job that it asks for.
struct JobKind {
    std::string name;  ///< import.check
    Label label;       ///< 预检导入
    JobHandler work;
    JobFailed failed = {};
    JobClass job_class = JobClass::quick;
    /// Asked for by the clock, as the program, with {} for its input.
    std::optional<Schedule> every = {};
};
/// A kind of job of the program's own: something that has to be done now and then, and may be done twice
/// without harm.
JobKind upkeep(std::string name, Label label, Schedule every, std::function<void(Services&)> work,
               JobClass job_class = JobClass::quick);

/// The record that a job is about, such as the import batch that it checks: who may see that may see the job.
struct JobSubject {
    std::string entity;
    Id record;
};

/// What of the jobs a process takes upon itself.
struct JobThreads {
    int quick = 1, heavy = 1;  ///< threads of each class
    bool schedule = true;      ///< whether it asks for what the schedules say
};

/// Background jobs 后台任务: kept in the database, run by worker threads of any server process, with a lease
/// that is renewed while they run; after a kill another worker takes the job up again when the lease has run
/// out. The third failure by exception, or the third worker that died of it, ends a job as failed.
class Jobs {
public:
    virtual ~Jobs() = default;
    /// Before start(): which kinds of jobs there are.
    virtual void handle(JobKind kind) = 0;
    /// A kind by its name; nullptr where this program has none.
    virtual const JobKind* kind(std::string_view name) const = 0;
    /// Adds a job inside the transaction that asks for it. Its id.
    virtual Id add(Change& change, std::string_view kind, std::string_view input_json,
                   const JobSubject& about = {}) = 0;
    /// Asks for the jobs that are due by their schedules: each once, however many servers ask, and however
    /// often its time was missed; none of a kind that still waits or runs. A process that was started with a
    /// schedule does so every minute. How many.
    virtual int add_due(Services& services) = 0;
    virtual void start(Services& services, JobThreads threads) = 0;
    /// Asks running jobs to stop, waits for them, and gives their leases back, so that they go on after a
    /// restart.
    virtual void stop() = 0;
};

std::unique_ptr<Jobs> make_jobs();

/// Says whether an actor may see a record that a job is about.
using SubjectSeen = std::function<bool(db::Session&, const Services&, const Actor&, const JobSubject&)>;
/// Jobs: a user's own ones (list, cancel), and those of records that they may see (detail, events).
std::vector<Operation> job_operations(SubjectSeen seen);

}  // namespace yuanheng::platform
