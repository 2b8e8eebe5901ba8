#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/industry.hpp"
#include "db/samples.hpp"
#include "http/router.hpp"
#include "platform/core/keys.hpp"
#include "platform/core/limiter.hpp"
#include "platform/core/services.hpp"
#include "platform/files/files.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/practice.hpp"

/// For tests only: an installation without sockets, on a fresh database, with people of every role who are
/// signed in.
namespace yuanheng::platform {

/// What came back.
struct TestReply {
    int status = 0;
    http::Headers headers;
    std::string body;

    std::string header(std::string_view name) const;
    /// A value of the JSON body by its pointer, /items/0/name: a text as it is, anything else as JSON;
    /// "(none)" where there is nothing.
    std::string at(std::string_view pointer) const;
    /// The number of items of an array or members of an object; 0 where it is none.
    std::size_t size(std::string_view pointer) const;
    /// The problem's code.
    std::string code() const { return at("/code"); }
};

struct TestOptions {
    db::Engine engine = db::Engine::sqlite;
    int partitions = 0;               ///< PostgreSQL: of fact tables
    std::vector<std::string> schema;  ///< statements that make tables of the test's own
    std::vector<Practice> practices;
    int workers = 2;     ///< threads that run jobs; 0: none, until start_jobs()
    bool people = true;  ///< the zones and people below
    Suite suite = Suite::standard;
};

/// There are two zones, qingyuan and linjiang, and these people, by login:
///     admin      administrator of every zone
///     auditor, leader                 of qingyuan
///     officer    of qingyuan's department with the duty registry
///     clerk      of a department without a duty
///     operator   of the park `park` of qingyuan
///     company    of the enterprise `enterprise` of qingyuan
///     stranger   officer of linjiang with the duty registry; boss: its leader
class TestServices {
public:
    explicit TestServices(TestOptions options = {});
    ~TestServices();

    Services& services() { return *services_; }
    const Practices& practices() const { return practices_; }
    db::Database& database() { return *database_; }
    const std::filesystem::path& folder() const { return sample_.folder(); }

    Id zone, other_zone, department, idle_department, park, enterprise;
    Id user(std::string_view login) const { return people_.at(std::string(login)).id; }
    /// The person as an actor, for what is not asked by a request.
    Actor actor(std::string_view login);
    /// Another person, signed in.
    Id add_person(const std::string& login, const std::vector<Appointment>& appointments);

    /// Sends a request as a browser of that person would; "" is nobody. What an address cannot hold is
    /// encoded, % stays. The body goes where the operation takes it.
    TestReply call(std::string_view login, http::Method method, std::string_view target,
                   std::string body = {}, http::Headers headers = {});
    TestReply get(std::string_view login, std::string_view target) {
        return call(login, http::Method::get, target);
    }
    /// The same of any browser: its cookie's value, its address, and what it calls itself.
    struct Sender {
        std::string cookie, peer = "10.0.0.1", agent = "test";
    };
    TestReply send(const Sender& sender, http::Method method, std::string_view target, std::string body = {},
                   http::Headers headers = {});
    TestReply post(std::string_view login, std::string_view target, std::string body = {},
                   http::Headers headers = {}) {
        return call(login, http::Method::post, target, std::move(body), std::move(headers));
    }
    /// With If-Match: "version".
    TestReply patch(std::string_view login, std::string_view target, std::string_view version,
                    std::string body);
    TestReply remove(std::string_view login, std::string_view target, std::string_view version);

    /// Waits until a job of that person is over, a minute at most; the job.
    TestReply wait(std::string_view login, std::string_view job);
    void start_jobs(int workers = 2);
    /// As when the program ends: running jobs give their lease back.
    void stop_jobs();

    db::Value scalar(const std::string& sql, std::initializer_list<db::Value> p = {});
    std::int64_t count(const std::string& sql, std::initializer_list<db::Value> p = {});
    void execute(const std::string& sql, std::initializer_list<db::Value> p = {});

    /// The clock; it stands still unless a test sets it.
    std::atomic<std::int64_t> now = 1'764'000'000'000;  // 2025-11-24T16:00Z: midnight in Beijing
    /// What was logged, an event a line.
    std::string log();

private:
    struct Person {
        Id id;
        std::string cookie;
    };

    void people();
    Id place(const std::string& table, const std::string& code, Id in, const std::string& duties);

    db::SampleDatabase sample_;
    std::unique_ptr<db::Database> database_;
    Keys keys_;
    IdMaker ids_;
    Files files_;
    std::unique_ptr<Jobs> jobs_;
    Limiter limiter_;
    Industry industry_;
    Calendar calendar_;
    Practices practices_;
    std::unique_ptr<Services> services_;
    http::Router router_;
    std::map<std::string, Person, std::less<>> people_;
    std::mutex log_mutex_;
    std::string log_;
};

/// For TEST_P on each database: the suites' base.
class OnEachDatabase : public ::testing::TestWithParam<db::Engine> {
protected:
    /// What the installation is made of; called once for each test.
    virtual TestOptions options() const { return {}; }
    void SetUp() override {
        if (!db::available(GetParam())) GTEST_SKIP() << "YUANHENG_PG_URL is not set";
        TestOptions made = options();
        made.engine = GetParam();
        made_ = std::make_unique<TestServices>(std::move(made));
    }
    void TearDown() override { made_.reset(); }
    TestServices& here() { return *made_; }

private:
    std::unique_ptr<TestServices> made_;
};
inline std::string database_name(const ::testing::TestParamInfo<db::Engine>& info) {
    return db::name_of(info.param);
}
#define ON_BOTH_DATABASES(suite)                                                             \
    INSTANTIATE_TEST_SUITE_P(                                                                \
        Databases, suite,                                                                    \
        ::testing::Values(::yuanheng::db::Engine::sqlite, ::yuanheng::db::Engine::postgres), \
        ::yuanheng::platform::database_name)

}  // namespace yuanheng::platform
