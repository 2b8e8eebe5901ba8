#include "platform/jobs/jobs.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "base/date.hpp"
#include "platform/codes.hpp"
#include "platform/core/refusal.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/core/stored_error.hpp"
#include "platform/jobs/job_row.hpp"

namespace yuanheng::platform {

namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr std::int64_t kLease = 60'000;  // ms; how long after a kill another worker takes over
constexpr auto kRenew = 15s;             // well before that
constexpr auto kLook = 1s;               // for cancellation, and for work of other processes
constexpr auto kTick = 200ms;            // between two writings of progress
constexpr auto kHot = 3s;                // after a job was added here: its transaction is about to commit
constexpr auto kHotLook = 25ms;
constexpr auto kAskSchedule = 60s;
constexpr std::int64_t kMostAttempts = 3;
constexpr std::int64_t kHourMs = 3'600'000;

/// A new job as it stands in the database: it waits.
struct NewJob {
    std::string kind, input;
    Actor actor;
    JobSubject about;
};
void insert_job(db::Session& db, Id id, const NewJob& job, std::int64_t now) {
    db.insert("job", {{"id", id.value},
                      {"kind", job.kind},
                      {"input", job.input},
                      {"user_id", job.actor.user.value},
                      {"actor", actor_to_json(job.actor)},
                      {"entity", null_if_empty(job.about.entity)},
                      {"record_id", null_if_empty(job.about.record)},
                      {"state", "waiting"},
                      {"done", std::int64_t{0}},
                      {"total", std::int64_t{0}},
                      {"created_at", now},
                      {"attempts", std::int64_t{0}},
                      {"lease_until", std::int64_t{0}}});
}

std::string name_of_process() {
    std::array<unsigned char, 8> bytes;
    randombytes_buf(bytes.data(), bytes.size());
    std::string out = fmt::format("{}-", ::getpid());
    for (const unsigned char b : bytes) out += fmt::format("{:02x}", b);
    return out;
}

/// A job while one of our threads works on it.
class Running final : public JobReport {
public:
    Running(Id job, const std::string& owner) : id(job), owner_(owner) {}

    void progress(std::int64_t done, std::int64_t total, std::string_view stage) override {
        const std::lock_guard lock(mutex_);
        done_ = done;
        total_ = total;
        if (!stage.empty()) stage_ = stage;
        dirty_ = true;
    }
    std::stop_token stop() const override { return stop_.get_token(); }
    void finish(db::Session& db, std::string_view result) override {
        if (db.execute(
                "UPDATE job SET state = 'done', result = ?, done = total, ended_at = ?, lease_until = 0 "
                "WHERE id = ? AND state = 'running' AND lease_owner = ?",
                {std::string(result), now(), id.value, owner_}) != 1) {
            throw JobLost();
        }
        finished = true;
    }

    /// Writes down what is new, and that somebody is still at it. For the keeper's thread.
    void keep(db::Database& database, std::int64_t time) {
        const bool due = Steady::now() - renewed_ >= kRenew;
        std::int64_t done = 0, total = 0;
        std::string stage;
        {
            const std::lock_guard lock(mutex_);
            if (!dirty_ && !due) return look(database);
            done = done_, total = total_, stage = stage_;
            dirty_ = false;
        }
        const std::int64_t written = database.write([&](db::Session& db) {
            return db.execute(
                "UPDATE job SET done = ?, total = ?, stage = ?, lease_until = ? "
                "WHERE id = ? AND state = 'running' AND lease_owner = ?",
                {done, total, null_if_empty(stage), time + kLease, id.value, owner_});
        });
        renewed_ = looked_ = Steady::now();
        if (written != 1) stop_.request_stop();
    }
    void ask_to_stop() { stop_.request_stop(); }

    const Id id;
    std::function<std::int64_t()> now;
    std::atomic<bool> finished = false;

private:
    void look(db::Database& database) {
        if (Steady::now() - looked_ < kLook) return;
        looked_ = Steady::now();
        const bool ours = database.read([&](db::Session& db) {
            return !db.first("SELECT 1 FROM job WHERE id = ? AND state = 'running' AND lease_owner = ?",
                             {id.value, owner_})
                        .empty();
        });
        if (!ours) stop_.request_stop();
    }

    const std::string& owner_;
    std::stop_source stop_;
    std::mutex mutex_;
    std::int64_t done_ = 0, total_ = 0;
    std::string stage_;
    bool dirty_ = false;
    Steady::time_point renewed_ = Steady::now(), looked_ = renewed_;
};

class DatabaseJobs final : public Jobs {
public:
    ~DatabaseJobs() override { stop(); }

    void handle(JobKind kind) override { kinds_.insert_or_assign(kind.name, std::move(kind)); }

    const JobKind* kind(std::string_view name) const override {
        const auto found = kinds_.find(name);
        return found == kinds_.end() ? nullptr : &found->second;
    }

    Id add(Change& change, std::string_view kind, std::string_view input, const JobSubject& about) override {
        const Id id = change.services.ids.next();
        insert_job(change.db, id, {std::string(kind), std::string(input), change.actor, about},
                   change.services.clock());
        wake();
        return id;
    }

    int add_due(Services& services) override {
        int added = 0;
        for (const auto& [name, kind] : kinds_)
            if (kind.every && add_due(services, kind)) ++added;
        if (added > 0) wake();
        return added;
    }

    void start(Services& services, JobThreads threads) override {
        services_ = &services;
        stopping_ = false;
        for (int i = 0; i < threads.quick; ++i) workers_.emplace_back([this] { work(JobClass::quick); });
        for (int i = 0; i < threads.heavy; ++i) workers_.emplace_back([this] { work(JobClass::heavy); });
        keeper_ = std::thread([this, schedule = threads.schedule] { keep(schedule); });
    }

    void stop() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
            for (const auto& [id, running] : running_) running->ask_to_stop();
            wake_.notify_all();
        }
        for (std::thread& worker : workers_) worker.join();
        workers_.clear();
        if (keeper_.joinable()) keeper_.join();
    }

private:
    db::Database& database() { return services_->database; }
    void log(std::string_view event, const JobRow& job, std::string detail) {
        log(event, job.id, job.kind, std::move(detail));
    }
    void log(std::string_view event, Id job, const std::string& kind, std::string detail) {
        services_->log("error", event,
                       {{"job", std::to_string(job.value)}, {"kind", kind}, {"detail", std::move(detail)}});
    }
    /// Somebody is about to commit a job: workers look at short intervals.
    void wake() {
        const std::lock_guard lock(mutex_);
        hot_until_ = Steady::now() + kHot;
        wake_.notify_all();
    }

    /// The row of the schedule is moved on in the transaction that adds the job, so that of several servers
    /// one adds it; a kind that is not in the schedule yet is due at once.
    static bool add_due(Services& services, const JobKind& kind) {
        const std::int64_t now = services.clock(), next = next_time(*kind.every, now);
        const auto due = [&](db::Session& db) {
            const db::Value at = db.scalar("SELECT next_at FROM schedule WHERE kind = ?", {kind.name});
            return reflect::absent(at) || integer_or_0(at) <= now;
        };
        if (!services.database.read(due)) return false;
        const Id id = services.ids.next();
        return services.database.write([&](db::Session& db) {
            db.execute("INSERT INTO schedule (kind, next_at) VALUES (?, 0) ON CONFLICT (kind) DO NOTHING",
                       {kind.name});
            if (db.execute("UPDATE schedule SET next_at = ? WHERE kind = ? AND next_at <= ?",
                           {next, kind.name, now}) != 1)
                return false;
            if (!db.first("SELECT 1 FROM job WHERE kind = ? AND (state = 'waiting' OR state = 'running')",
                          {kind.name})
                     .empty())
                return false;
            insert_job(db, id, {kind.name, "{}", program_actor(), {}}, now);
            return true;
        });
    }

    /// The loop of a worker's thread. Nothing escapes it.
    void work(JobClass job_class) {
        while (true) {
            std::optional<JobRow> job;
            try {
                job = claim(job_class);
                if (job) run(*job);
            } catch (const std::exception& problem) {
                log("job_worker", job.value_or(JobRow{}), problem.what());
                job.reset();
            }
            std::unique_lock lock(mutex_);
            if (stopping_) return;
            if (!job)
                wake_.wait_for(
                    lock, Steady::now() < hot_until_ ? Steady::duration(kHotLook) : Steady::duration(kLook));
        }
    }

    /// Jobs of a class that nobody works on, the oldest ones.
    std::vector<db::Values> waiting(JobClass job_class, std::int64_t now) {
        db::Values parameters{now};
        std::string marks;
        for (const auto& [name, kind] : kinds_) {
            if (kind.job_class != job_class) continue;
            marks += marks.empty() ? "?" : ", ?";
            parameters.emplace_back(name);
        }
        if (marks.empty()) return {};
        const std::string select = fmt::format(
            "SELECT id FROM job WHERE (state = 'waiting' OR state = 'running') AND lease_until <= ? AND kind "
            "IN ({}) ORDER BY id LIMIT 50",
            marks);
        return database().read([&](db::Session& db) { return db.query(select, parameters); });
    }

    /// Takes the lease of the oldest job of a class that nobody works on.
    std::optional<JobRow> claim(JobClass job_class) {
        const std::int64_t now = services_->clock();
        for (const db::Values& row : waiting(job_class, now)) {
            const Id id = id_in(row[0]);
            {
                const std::lock_guard lock(mutex_);
                if (stopping_) return std::nullopt;
                if (running_.contains(id)) continue;
            }
            auto job = take(id, now);
            if (!job) continue;
            if (job->attempts <= kMostAttempts) return job;
            fail(*job, gave_up());  // each time the process died of it
        }
        return std::nullopt;
    }

    std::optional<JobRow> take(Id id, std::int64_t now) {
        const bool postgres = database().dialect().engine == db::Engine::postgres;
        const std::string select = fmt::format(
            "SELECT {} FROM job WHERE id = ? AND (state = 'waiting' OR state = 'running') AND lease_until <= "
            "?{}",
            kJobColumns, postgres ? " FOR UPDATE SKIP LOCKED" : "");
        return database().write([&](db::Session& db) -> std::optional<JobRow> {
            const db::Values row = db.first(select, {id.value, now});
            if (row.empty()) return std::nullopt;
            JobRow job = job_in(row);
            ++job.attempts;
            db.execute(
                "UPDATE job SET state = 'running', lease_owner = ?, lease_until = ?, attempts = ?, "
                "started_at = COALESCE(started_at, ?) WHERE id = ?",
                {owner_, now + kLease, job.attempts, now, id.value});
            return job;
        });
    }

    static Errors gave_up() {
        return {Error(Code::job_gave_up, {{"attempts", std::to_string(kMostAttempts)}})};
    }

    /// Writes down that a job of ours failed, and what becomes of its matter. Where it is not ours any more,
    /// nothing is written.
    void fail(const JobRow& job, const Errors& errors) {
        const auto write = [&](Change& c) {
            if (c.db.execute("UPDATE job SET state = 'failed', errors = ?, ended_at = ?, lease_until = 0 "
                             "WHERE id = ? AND "
                             "state = 'running' AND lease_owner = ?",
                             {errors_to_json(errors), services_->clock(), job.id.value, owner_}) != 1) {
                throw JobLost();
            }
            AuditEntry entry;
            entry.action = "job.fail";
            entry.entity = "job";
            entry.record = job.id;
            entry.allowed = false;
            c.record(std::move(entry));
            if (const JobFailed& failed = kinds_.at(job.kind).failed) failed(c, job.input, errors);
        };
        const JobKind& kind = kinds_.at(job.kind);
        if (kind.every) log("scheduled_job_failed", job, describe(errors, Language::en));
        try {
            change(*services_, actor_from_json(job.actor), write);
        } catch (const JobLost&) {  // cancelled meanwhile, or another worker's: theirs to end
        }
    }

    /// Who the job works as: the program, or who asked for it with the rights that they have now. Error
    /// job_actor_gone.
    Checked<Actor> actor_now(const JobRow& job) {
        Actor asked = actor_from_json(job.actor);
        if (!asked.user) return asked;
        std::optional<Actor> now = database().read(
            [&](db::Session& db) { return services_->actor_of(db, asked.user, services_->clock()); });
        if (!now) return refuse(Code::job_actor_gone, {{"name", asked.name}});
        asked.login = now->login;
        asked.name = now->name;
        asked.appointments = std::move(now->appointments);
        return asked;
    }

    JobResult work_on(const JobRow& job, JobReport& report) {
        Checked<Actor> actor = actor_now(job);
        if (!actor) return tl::unexpected(std::move(actor.error()));
        JobWork work{job.id, std::move(*actor), job.input, report};
        return kinds_.at(job.kind).work(*services_, work);
    }

    void run(const JobRow& job) {
        const auto running = std::make_shared<Running>(job.id, owner_);
        running->now = services_->clock;
        bool ending = false;
        {
            const std::lock_guard lock(mutex_);
            running_.emplace(job.id, running);
            ending = stopping_;
            if (ending) running->ask_to_stop();  // it goes back as it came
        }
        JobResult result = tl::unexpected(Errors{});
        std::string thrown;
        try {
            if (!ending) result = work_on(job, *running);
        } catch (const std::exception& problem) {
            thrown = problem.what();
        } catch (...) {
            thrown = "what was thrown is no exception";
        }
        try {
            if (!running->finished || !thrown.empty() || !result) settle(job, *running, result, thrown);
        } catch (const std::exception& problem) {
            log("job_end", job, problem.what());  // the lease will run out, and the job be done again
        }
        const std::lock_guard lock(mutex_);
        running_.erase(job.id);
    }

    /// Writes down how the work ended. Where the job is not ours any more, nothing is written.
    void settle(const JobRow& job, const Running& running, const JobResult& result,
                const std::string& thrown) {
        if (!thrown.empty()) log("job_failure", job, thrown);
        const bool done = thrown.empty() && result;
        const bool stopped = running.stop().stop_requested();
        if (!done && !stopped && thrown.empty()) return fail(job, result.error());
        if (!done && !stopped && job.attempts >= kMostAttempts) return fail(job, gave_up());
        database().write([&](db::Session& db) {
            const std::string ours = " WHERE id = ? AND state = 'running' AND lease_owner = ?";
            if (done) {
                db.execute("UPDATE job SET state = 'done', result = ?, ended_at = ?, lease_until = 0" + ours,
                           {null_if_empty(*result), services_->clock(), job.id.value, owner_});
            } else if (stopped) {  // by the end of the program: not the job's fault
                db.execute(
                    "UPDATE job SET state = 'waiting', lease_owner = NULL, lease_until = 0, attempts = "
                    "attempts - 1" +
                        ours,
                    {job.id.value, owner_});
            } else {
                db.execute("UPDATE job SET state = 'waiting', lease_owner = NULL, lease_until = ?" + ours,
                           {services_->clock() + 1000 * job.attempts, job.id.value, owner_});
            }
        });
    }

    /// Asks the schedule where a minute is over; the next time after that.
    void ask_schedule(Steady::time_point& next) {
        if (Steady::now() < next) return;
        next = Steady::now() + kAskSchedule;
        try {
            add_due(*services_);
        } catch (const std::exception& problem) {
            services_->log("error", "schedule", {{"detail", problem.what()}});  // a minute later again
        }
    }

    /// The loop of the thread that renews leases, writes progress and asks the schedule.
    void keep(bool schedule) {
        Steady::time_point ask = Steady::now();
        std::unique_lock lock(mutex_);
        while (!stopping_ || !running_.empty()) {
            const bool ending = stopping_;
            std::vector<std::shared_ptr<Running>> now;
            for (const auto& [id, running] : running_) now.push_back(running);
            lock.unlock();
            if (schedule && !ending) ask_schedule(ask);
            for (const auto& running : now) {
                try {
                    running->keep(database(), services_->clock());
                } catch (const std::exception& problem) {
                    log("job_lease", running->id, {}, problem.what());
                }
            }
            lock.lock();
            wake_.wait_for(lock, kTick, [this] { return stopping_ && running_.empty(); });
        }
    }

    std::map<std::string, JobKind, std::less<>> kinds_;
    const std::string owner_ = name_of_process();
    Services* services_ = nullptr;
    std::vector<std::thread> workers_;
    std::thread keeper_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    Steady::time_point hot_until_;
    std::map<Id, std::shared_ptr<Running>> running_;
};

}  // namespace

std::int64_t next_time(const Schedule& schedule, std::int64_t now) {
    const auto* daily = std::get_if<Daily>(&schedule);
    if (daily == nullptr) return (now / kHourMs + 1) * kHourMs;
    const std::int64_t at =
        china_midnight(china_day(now)) + daily->hour * kHourMs + daily->minute * std::int64_t{60'000};
    return at > now ? at : at + kDayMs;
}

JobKind upkeep(std::string name, Label label, Schedule every, std::function<void(Services&)> work,
               JobClass job_class) {
    return {.name = std::move(name),
            .label = std::move(label),
            .work = [work = std::move(work)](Services& services, JobWork&) -> JobResult {
                work(services);
                return std::string();
            },
            .job_class = job_class,
            .every = every};
}

std::unique_ptr<Jobs> make_jobs() { return std::make_unique<DatabaseJobs>(); }

}  // namespace yuanheng::platform
