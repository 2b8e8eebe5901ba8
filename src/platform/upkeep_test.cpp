#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "platform/testing/identity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::int64_t kHour = 3'600'000;

/// The program's own jobs by the clock.
class UpkeepTest : public IdentityTest {
protected:
    Jobs& jobs() { return here().services().jobs; }
    void handle(Jobs& at, const std::string& name, const std::function<void(Services&)>& work,
                Schedule every = Hourly{}) {
        at.handle(upkeep(name, {"测试", "test"}, every, work));
    }
    std::int64_t jobs_of(const std::string& kind) {
        return here().count("SELECT COUNT(*) FROM job WHERE kind = ?", {kind});
    }
    std::string state(const std::string& kind) {
        return std::get<std::string>(
            here().scalar("SELECT state FROM job WHERE kind = ? ORDER BY id DESC LIMIT 1", {kind}));
    }
    /// As if every job that waits had been done.
    void done() {
        here().execute("UPDATE job SET state = 'done', ended_at = ? WHERE state = 'waiting'",
                       {here().now.load()});
    }
    template <typename F>
    static bool until(F so) {
        for (int i = 0; i < 6000; ++i) {
            if (so()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }
};

TEST(Schedules, NameTheNextTimeInChina) {
    const std::int64_t midnight = china_midnight(parse_date("2026-11-25").value());
    EXPECT_EQ(next_time(Daily{2, 30}, midnight), midnight + 2 * kHour + kHour / 2);
    EXPECT_EQ(next_time(Daily{2, 30}, midnight + 2 * kHour + kHour / 2),
              midnight + kDayMs + 2 * kHour + kHour / 2);
    EXPECT_EQ(next_time(Daily{}, midnight - 1), midnight);
    EXPECT_EQ(next_time(Hourly{}, midnight), midnight + kHour);
    EXPECT_EQ(next_time(Hourly{}, midnight + kHour - 1), midnight + kHour);
}

TEST_P(UpkeepTest, AJobThatFailsIsLoggedAndTheOthersRun) {
    std::atomic<int> good = 0;
    handle(jobs(), "lost",
           [](Services&) { throw db::Failure(db::Fault::busy, "every connection is in use"); });
    handle(jobs(), "broken", [](Services&) { throw std::runtime_error("no descriptors"); });
    handle(jobs(), "odd", [](Services&) { throw 1; });
    handle(jobs(), "good", [&](Services&) { ++good; });
    EXPECT_EQ(here().TestServices::upkeep(), 3);
    EXPECT_EQ(good, 1);
    for (const char* line :
         {"kind=lost detail=every connection is in use\n", "kind=broken detail=no descriptors\n",
          "kind=odd detail=what was thrown is no exception\n"})
        EXPECT_THAT(here().log(), HasSubstr(line));
    EXPECT_THAT(here().log(), Not(HasSubstr("kind=good")));

    here().start_jobs(1);
    ASSERT_TRUE(until([&] {
        here().now += 1000;
        return state("lost") == "failed" && state("broken") == "failed" && state("odd") == "failed";
    }));
    EXPECT_THAT(here().log(), HasSubstr("error scheduled_job_failed"));
    here().stop_jobs();
    here().now += kHour;
    EXPECT_GE(jobs().add_due(here().services()), 4) << "an hour later they are tried again";
}

TEST_P(UpkeepTest, WhatIsDueIsAddedOnceByAllServersTogether) {
    const std::unique_ptr<Jobs> other = make_jobs();
    for (Jobs* at : {&jobs(), other.get()}) handle(*at, "tidy", [](Services&) {});
    const auto both = [&] {
        std::thread there([&] { other->add_due(here().services()); });
        jobs().add_due(here().services());
        there.join();
        return jobs_of("tidy");
    };
    EXPECT_EQ(both(), 1) << "what never ran is due";
    EXPECT_EQ(both(), 1);
    done();
    EXPECT_EQ(both(), 1) << "not before the hour";
    here().now += kHour;
    EXPECT_EQ(both(), 2);
    done();
    here().now += 5 * kDayMs + 7;
    EXPECT_EQ(both(), 3) << "once after a stop of days, not many times";
    here().now += kHour;
    EXPECT_EQ(both(), 3) << "none while one still waits";
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM job WHERE kind = 'tidy' AND user_id <> 0"), 0)
        << "they are the program's";
}

TEST_P(UpkeepTest, AProcessWithAScheduleAsksItWhenItStarts) {
    std::atomic<int> runs = 0;
    handle(
        jobs(), "tidy", [&](Services&) { ++runs; }, Daily{2, 30});
    jobs().start(here().services(), {1, 1, true});
    EXPECT_TRUE(until([&] { return runs == 1; }));
    jobs().stop();
    EXPECT_EQ(here().count("SELECT next_at FROM schedule WHERE kind = 'tidy'"),
              next_time(Daily{2, 30}, here().now));
}

TEST_P(UpkeepTest, ASettingThatCannotBeReadStopsItsOwnJobsOnly) {
    here().make_user("root", {as(Role::administrator)});  // the chain's first entries
    here().execute("INSERT INTO setting (key, version, value, updated_at) VALUES (?, 1, 'thirty', 0)",
                   {std::string(kSecurityKey)});
    here().execute("INSERT INTO lockout (key, failures, failed_at) VALUES ('login:nobody', 1, 0)");
    EXPECT_GE(here().TestServices::upkeep(), 1);
    EXPECT_THAT(here().log(), HasSubstr("kind=session.forget"));
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM lockout"), 0) << "the other jobs ran";
    EXPECT_TRUE(std::filesystem::exists(here().anchors().folder / (china_day(here().now).iso() + ".json")));
}

TEST_P(UpkeepTest, WhatIsNoStoredFileIsPassedOver) {
    const std::filesystem::path files = here().folder() / "data" / "files";
    std::ofstream(files / "ab") << "x";
    std::filesystem::create_directories(files / "cd" / "folder");
    const std::filesystem::path old = files / "cd" / std::string(64, 'c');
    std::ofstream(old) << "nobody's";
    std::filesystem::last_write_time(old,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
    const std::filesystem::path draft = files / "temporary" / "left.xlsx";
    std::ofstream(draft) << "left over";
    std::filesystem::last_write_time(draft,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
    here().upkeep();
    EXPECT_FALSE(std::filesystem::exists(old));
    EXPECT_FALSE(std::filesystem::exists(draft));
    EXPECT_TRUE(std::filesystem::exists(files / "ab")) << "it is not the program's to remove";
    EXPECT_THAT(here().log(), HasSubstr("warning stray_file path=" + (files / "ab").string()));
    EXPECT_THAT(here().log(), HasSubstr("warning stray_file path=" + (files / "cd" / "folder").string()));
}

ON_BOTH_DATABASES(UpkeepTest);

}  // namespace
}  // namespace yuanheng::platform
