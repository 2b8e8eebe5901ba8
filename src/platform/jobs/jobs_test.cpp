#include <thread>

#include "platform/codes.hpp"
#include "platform/testing/entity_samples.hpp"

namespace yuanheng::platform {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class JobsTest : public OnEachDatabase {
protected:
    TestOptions options() const override {
        TestOptions out;
        out.workers = 0;
        return out;
    }
    /// A job of the officer's; its id.
    std::string add(const std::string& kind, const std::string& input = "{}") {
        Id id;
        change(here().services(), here().actor("officer"), [&](Change& c) {
            id = here().services().jobs.add(c, kind, input);
            AuditEntry entry;
            entry.action = "test.edit";
            c.record(std::move(entry));
        });
        return std::to_string(id.value);
    }
    void handle(std::string kind, JobHandler handler) {
        here().services().jobs.handle({std::move(kind), std::move(handler)});
    }
    std::string state(const std::string& id) { return here().get("officer", "/api/jobs/" + id).at("/state"); }
    /// Waits until it is so, half a minute at most.
    template <typename F>
    static bool until(F so) {
        for (int i = 0; i < 6000; ++i) {
            if (so()) return true;
            std::this_thread::sleep_for(5ms);
        }
        return false;
    }
};

TEST_P(JobsTest, RunAndTellHowFarTheyAre) {
    std::atomic<bool> go = false;
    handle("count", [&](Services&, JobWork& work) -> JobResult {
        EXPECT_EQ(work.actor.login, "officer");
        EXPECT_EQ(work.actor.appointments.at(0).duties.at(0), "registry");
        work.report.progress(3, 10, "read");
        until([&] { return go.load(); });
        return R"({"rows":10})";
    });
    here().start_jobs();
    const std::string id = add("count", R"({"x":1})");
    ASSERT_TRUE(until([&] { return here().get("officer", "/api/jobs/" + id).at("/done") == "3"; }));
    EXPECT_EQ(here().get("officer", "/api/jobs/" + id).at("/stage"), "read");
    EXPECT_EQ(state(id), "running");
    go = true;
    EXPECT_EQ(here().wait("officer", id).at("/result/rows"), "10");
    EXPECT_EQ(here().get("officer", "/api/jobs").at("/items/0/id"), id);
    EXPECT_EQ(here().get("leader", "/api/jobs/" + id).status, 404) << "jobs are their owner's";
    EXPECT_EQ(here().get("leader", "/api/jobs").size("/items"), 0u);
}

TEST_P(JobsTest, SendEventsUntilTheyEnd) {
    handle("count", [&](Services&, JobWork& work) -> JobResult {
        work.report.progress(1, 2);
        std::this_thread::sleep_for(600ms);
        return "{}";
    });
    here().start_jobs();
    const std::string id = add("count");
    const TestReply events = here().get("officer", "/api/jobs/" + id + "/events");
    EXPECT_EQ(events.header("Content-Type"), "text/event-stream");
    EXPECT_THAT(events.body, HasSubstr("event: progress\ndata: {\"id\":\"" + id));
    EXPECT_THAT(events.body, HasSubstr("event: done\n"));
    EXPECT_EQ(here().get("leader", "/api/jobs/" + id + "/events").status, 404);
}

TEST_P(JobsTest, FailWithErrorsThatAUserReads) {
    handle("fail", [](Services&, JobWork&) -> JobResult {
        return tl::unexpected(Errors{Error(Code::bad_date, {{"text", "昨天"}})});
    });
    here().start_jobs();
    const TestReply job = here().wait("officer", add("fail"));
    EXPECT_EQ(job.at("/state"), "failed");
    EXPECT_EQ(job.at("/errors/0/code"), "bad_date");
    EXPECT_THAT(job.at("/errors/0/detail"), HasSubstr("昨天"));
}

TEST_P(JobsTest, AreTriedThreeTimesWhereTheyThrow) {
    std::atomic<int> runs = 0;
    handle("throw", [&](Services&, JobWork&) -> JobResult {
        ++runs;
        throw std::runtime_error("secret detail");
    });
    here().start_jobs();
    const std::string id = add("throw");
    ASSERT_TRUE(until([&] {
        here().now += 1000;  // what is tried again waits a little
        return state(id) == "failed";
    }));
    EXPECT_EQ(runs, 3);
    const TestReply job = here().get("officer", "/api/jobs/" + id);
    EXPECT_EQ(job.at("/errors/0/code"), "job_gave_up");
    EXPECT_THAT(job.body, ::testing::Not(HasSubstr("secret detail")));
    EXPECT_THAT(here().log(), HasSubstr("secret detail"));
}

TEST_P(JobsTest, GoOnAfterAKill) {
    std::atomic<int> runs = 0;
    handle("count", [&](Services&, JobWork&) -> JobResult { return ++runs, "{}"; });
    const std::string id = add("count");
    here().execute(
        "UPDATE job SET state = 'running', lease_owner = 'killed', lease_until = ?, attempts = 1 WHERE id = "
        "?",
        {here().now + 60'000, std::stoll(id)});
    here().start_jobs();
    std::this_thread::sleep_for(100ms);
    EXPECT_EQ(runs, 0) << "while the lease holds, the other process may live";
    here().now += 60'001;
    EXPECT_EQ(here().wait("officer", id).at("/state"), "done");
    EXPECT_EQ(runs, 1);
}

TEST_P(JobsTest, ThatKillTheirWorkersAreGivenUp) {
    handle("count", [&](Services&, JobWork&) -> JobResult { return "{}"; });
    const std::string id = add("count");
    here().execute(
        "UPDATE job SET state = 'running', lease_owner = 'killed', lease_until = 0, attempts = 3 WHERE id = "
        "?",
        {std::stoll(id)});
    here().start_jobs();
    EXPECT_EQ(here().wait("officer", id).at("/errors/0/code"), "job_gave_up");
}

TEST_P(JobsTest, TellTheirMatterThatTheyFailed) {
    std::string told;
    here().services().jobs.handle({"count",
                                   [](Services&, JobWork&) -> JobResult {
                                       return tl::unexpected(Errors{Error(Code::job_stopped, {})});
                                   },
                                   [&](Change&, const std::string& input, const Errors& why) {
                                       told = input + std::string(yuanheng::name(why.at(0).code));
                                   }});
    here().start_jobs();
    EXPECT_EQ(here().wait("officer", add("count", R"({"x":1})")).at("/state"), "failed");
    EXPECT_EQ(told, R"({"x":1}job_stopped)");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'job.fail'"), 1);
}

TEST_P(JobsTest, StopWhereTheyAreCancelled) {
    std::atomic<bool> stopped = false;
    handle("long", [&](Services&, JobWork& work) -> JobResult {
        stopped = until([&] { return work.report.stop().stop_requested(); });
        return tl::unexpected(Errors{Error(Code::job_stopped, {})});
    });
    here().start_jobs();
    const std::string id = add("long");
    ASSERT_TRUE(until([&] { return state(id) == "running"; }));
    EXPECT_EQ(here().post("leader", "/api/jobs/" + id + "/cancel").status, 404);
    EXPECT_EQ(here().post("officer", "/api/jobs/" + id + "/cancel").status, 204);
    ASSERT_TRUE(until([&] { return stopped.load(); }));
    EXPECT_EQ(state(id), "cancelled");
    EXPECT_EQ(here().post("officer", "/api/jobs/" + id + "/cancel").code(), "job_over");
}

TEST_P(JobsTest, WriteNothingOnceTheyAreCancelled) {
    std::atomic<bool> go = false, lost = false;
    handle("write", [&](Services& services, JobWork& work) -> JobResult {
        until([&] { return go.load(); });
        try {
            change(services, work.actor, [&](Change& c) {
                c.db.execute("UPDATE zone SET name = 'x'");
                AuditEntry entry;
                entry.action = "test.edit";
                c.record(std::move(entry));
                work.report.finish(c.db, "{}");
            });
        } catch (const JobLost&) {
            lost = true;
        }
        return tl::unexpected(Errors{Error(Code::job_stopped, {})});
    });
    here().start_jobs();
    const std::string id = add("write");
    ASSERT_TRUE(until([&] { return state(id) == "running"; }));
    here().post("officer", "/api/jobs/" + id + "/cancel");
    go = true;
    ASSERT_TRUE(until([&] { return lost.load(); }));
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM zone WHERE name = 'x'"), 0);
    EXPECT_EQ(state(id), "cancelled");
}

TEST_P(JobsTest, ThatWaitForOneAnotherRunSideBySideEachOnce) {
    constexpr int kJobs = 40;
    std::atomic<int> runs = 0;
    handle("count", [&](Services&, JobWork&) -> JobResult { return ++runs, "{}"; });
    std::vector<std::string> ids;
    for (int i = 0; i < kJobs; ++i) ids.push_back(add("count"));
    here().start_jobs(4);
    for (const std::string& id : ids) EXPECT_EQ(here().wait("officer", id).at("/state"), "done");
    EXPECT_EQ(runs, kJobs);
}

TEST_P(JobsTest, AreGivenBackWhereTheProgramEnds) {
    std::atomic<int> runs = 0;
    handle("long", [&](Services&, JobWork& work) -> JobResult {
        if (++runs > 1) return "{}";
        until([&] { return work.report.stop().stop_requested(); });
        return tl::unexpected(Errors{Error(Code::job_stopped, {})});
    });
    here().start_jobs();
    const std::string id = add("long");
    ASSERT_TRUE(until([&] { return runs == 1; }));
    here().stop_jobs();
    EXPECT_EQ(state(id), "waiting");
    EXPECT_EQ(here().count("SELECT attempts FROM job WHERE id = ?", {std::stoll(id)}), 0)
        << "it was not its fault";
    here().start_jobs();
    EXPECT_EQ(here().wait("officer", id).at("/state"), "done");
}

TEST_P(JobsTest, OfKindsThatThisProcessDoesNotKnowAreLeftToOthers) {
    here().start_jobs();
    const std::string id = add("of a newer version");
    std::this_thread::sleep_for(150ms);
    EXPECT_EQ(state(id), "waiting");
}

ON_BOTH_DATABASES(JobsTest);

}  // namespace
}  // namespace yuanheng::platform
