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

#include "platform/codes.hpp"
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
constexpr std::int64_t kMostAttempts = 3;

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
                {done, total, some(stage), time + kLease, id.value, owner_});
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

    Id add(Change& change, std::string_view kind, std::string_view input) override {
        const Id id = change.services.ids.next();
        change.db.execute(
            "INSERT INTO job (id, kind, input, user_id, actor, state, done, total, created_at, attempts, "
            "lease_until) "
            "VALUES (?, ?, ?, ?, ?, 'waiting', 0, 0, ?, 0, 0)",
            {id.value, std::string(kind), std::string(input), change.actor.user.value,
             actor_to_json(change.actor), change.services.clock()});
        const std::lock_guard lock(mutex_);
        hot_until_ = Steady::now() + kHot;
        wake_.notify_all();
        return id;
    }

    void start(Services& services, int workers) override {
        services_ = &services;
        stopping_ = false;
        for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { work(); });
        keeper_ = std::thread([this] { keep(); });
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
    void log(std::string_view event, Id job, std::string detail) {
        services_->log("error", event, {{"job", std::to_string(job.value)}, {"detail", std::move(detail)}});
    }

    /// The loop of a worker's thread. Nothing escapes it.
    void work() {
        while (true) {
            std::optional<JobRow> job;
            try {
                job = claim();
                if (job) run(*job);
            } catch (const std::exception& problem) {
                log("job_worker", job ? job->id : Id{}, problem.what());
                job.reset();
            }
            std::unique_lock lock(mutex_);
            if (stopping_) return;
            if (!job)
                wake_.wait_for(
                    lock, Steady::now() < hot_until_ ? Steady::duration(kHotLook) : Steady::duration(kLook));
        }
    }

    /// Takes the lease of the oldest job that nobody works on.
    std::optional<JobRow> claim() {
        const std::int64_t now = services_->clock();
        const auto waiting = database().read([&](db::Session& db) {
            return db.query(
                "SELECT id, kind FROM job WHERE (state = 'waiting' OR state = 'running') AND lease_until <= "
                "? ORDER BY id LIMIT 50",
                {now});
        });
        for (const db::Values& row : waiting) {
            const Id id = id_in(row[0]);
            {
                const std::lock_guard lock(mutex_);
                if (stopping_) return std::nullopt;
                if (running_.contains(id) || !kinds_.contains(words(row[1]))) continue;
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
        try {
            change(*services_, actor_from_json(job.actor), write);
        } catch (const JobLost&) {  // cancelled meanwhile, or another worker's: theirs to end
        }
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
            JobWork work{job.id, actor_from_json(job.actor), job.input, *running};
            if (!ending) result = kinds_.at(job.kind).work(*services_, work);
        } catch (const std::exception& problem) {
            thrown = problem.what();
        } catch (...) {
            thrown = "what was thrown is no exception";
        }
        try {
            if (!running->finished || !thrown.empty() || !result) settle(job, *running, result, thrown);
        } catch (const std::exception& problem) {
            log("job_end", job.id, problem.what());  // the lease will run out, and the job be done again
        }
        const std::lock_guard lock(mutex_);
        running_.erase(job.id);
    }

    /// Writes down how the work ended. Where the job is not ours any more, nothing is written.
    void settle(const JobRow& job, const Running& running, const JobResult& result,
                const std::string& thrown) {
        if (!thrown.empty()) log("job_failure", job.id, thrown);
        const bool done = thrown.empty() && result;
        const bool stopped = running.stop().stop_requested();
        if (!done && !stopped && thrown.empty()) return fail(job, result.error());
        if (!done && !stopped && job.attempts >= kMostAttempts) return fail(job, gave_up());
        database().write([&](db::Session& db) {
            const std::string ours = " WHERE id = ? AND state = 'running' AND lease_owner = ?";
            if (done) {
                db.execute("UPDATE job SET state = 'done', result = ?, ended_at = ?, lease_until = 0" + ours,
                           {some(*result), services_->clock(), job.id.value, owner_});
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

    /// The loop of the thread that renews leases and writes progress.
    void keep() {
        std::unique_lock lock(mutex_);
        while (!stopping_ || !running_.empty()) {
            std::vector<std::shared_ptr<Running>> now;
            for (const auto& [id, running] : running_) now.push_back(running);
            lock.unlock();
            for (const auto& running : now) {
                try {
                    running->keep(database(), services_->clock());
                } catch (const std::exception& problem) {
                    log("job_lease", running->id, problem.what());
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

std::unique_ptr<Jobs> make_jobs() { return std::make_unique<DatabaseJobs>(); }

}  // namespace yuanheng::platform
