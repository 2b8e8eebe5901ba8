#pragma once

#include <fmt/format.h>

#include <memory>
#include <regex>
#include <string>

#include "platform/audit/audit.hpp"
#include "platform/identity/parts.hpp"
#include "platform/identity/totp.hpp"
#include "platform/testing/test_services.hpp"

/// For tests of identity and audit: an installation without people, and browsers.
namespace yuanheng::platform {

inline constexpr const char* kGood = "Quiet-harbour 41 violins";  ///< a password that both profiles take

class Installation : public TestServices {
public:
    explicit Installation(db::Engine engine, Suite suite = Suite::standard)
        : TestServices(options(engine, suite)) {}

    /// Runs `work` as the program itself.
    void as_program(const std::function<void(Change&)>& work) {
        Actor program;
        program.name = "test";
        change(services(), program, work);
    }
    /// An active user with kGood for a password.
    Id make_user(const std::string& login, std::initializer_list<Appointment> appointments = {}, Id in = {}) {
        static const std::string hash = hash_password(kGood);
        Id id;
        as_program([&](Change& change) {
            id = add_user(change, {login, "某" + login, {}, {}, {}, in}).value();
            store_password(change, id, hash);
            for (const Appointment& a : appointments)
                appoint(change, id, a, china_day(now).plus_days(-30)).value();
        });
        return id;
    }
    Id make_zone(const std::string& code) {
        const Id id = services().ids.next();
        execute(
            "INSERT INTO zone (id, version, created_at, updated_at, search_text, code, name, division) "
            "VALUES (?, 1, 0, 0, '-', ?, ?, '440402')",
            {id.value, code, code + "园区"});
        return id;
    }
    Id make_department(Id in, const std::string& duties) {
        const Id id = services().ids.next();
        execute(
            "INSERT INTO department (id, version, created_at, updated_at, search_text, zone_id, code, name, "
            "duties) VALUES (?, 1, 0, 0, '-', ?, ?, '投资促进局', ?)",
            {id.value, in.value, fmt::format("d{}", id.value), duties});
        return id;
    }
    /// How many audit entries of an action there are.
    std::int64_t audited(const std::string& action) {
        return count("SELECT COUNT(*) FROM audit WHERE action = ?", {action});
    }
    void minutes(std::int64_t n) { now += n * 60'000; }
    /// As every hour; nothing of it fails.
    void upkeep() { EXPECT_EQ(TestServices::upkeep(), 0) << log(); }
    AnchorPlace anchors() { return {services().settings.data / "audit-anchors", services().keys}; }

private:
    static TestOptions options(db::Engine engine, Suite suite) {
        TestOptions out;
        out.engine = engine;
        out.suite = suite;
        out.workers = 0;
        out.people = false;
        return out;
    }
};

inline Appointment as(Role role, Id zone = {}, Id department = {}) {
    Appointment a;
    a.role = role;
    a.zone = zone;
    a.department = department;
    return a;
}

/// An answer, and what the tests of identity look for in it.
struct Reply : TestReply {
    /// The first text member of a name, anywhere in the body.
    std::string member(const std::string& name) const {
        std::smatch found;
        return std::regex_search(body, found, std::regex("\"" + name + "\":\"([^\"]*)\"")) ? found[1].str()
                                                                                           : std::string();
    }
    /// The problem's code; empty where it is none.
    std::string code() const { return status < 400 ? std::string() : member("code"); }
    bool has(const std::string& text) const { return body.find(text) != std::string::npos; }
};

/// A browser: keeps the cookie that it is given.
class Browser {
public:
    explicit Browser(Installation& at, std::string address = "10.0.0.1")
        : peer(std::move(address)), at_(at) {}

    Reply send(http::Method method, const std::string& target, std::string body = {},
               http::Headers more = {}) {
        Reply reply{at_.send({cookie, peer, agent}, method, target, std::move(body), std::move(more))};
        if (const std::string set = reply.header("Set-Cookie"); !set.empty())
            cookie = set.substr(set.find('=') + 1, set.find(';') - set.find('=') - 1);
        return reply;
    }
    Reply get(const std::string& target) { return send(http::Method::get, target); }
    Reply post(const std::string& target, std::string body = {}, http::Headers more = {}) {
        return send(http::Method::post, target, std::move(body), std::move(more));
    }
    Reply patch(const std::string& target, std::string body, http::Headers more = {}) {
        return send(http::Method::patch, target, std::move(body), std::move(more));
    }
    Reply del(const std::string& target) { return send(http::Method::del, target); }

    Reply sign_in(const std::string& login, const std::string& password = kGood,
                  const std::string& code = {}) {
        return post("/api/session",
                    fmt::format(R"({{"login":"{}","password":"{}","code":"{}"}})", login, password, code));
    }
    bool signed_in() { return get("/api/session").status == 200; }

    std::string cookie, peer, agent = "Mozilla/5.0";

private:
    Installation& at_;
};

/// Tests that run on each database.
class IdentityTest : public ::testing::TestWithParam<db::Engine> {
protected:
    void SetUp() override {
        if (!db::available(GetParam())) GTEST_SKIP() << "YUANHENG_PG_URL is not set";
        made_ = std::make_unique<Installation>(GetParam());
    }
    void TearDown() override { made_.reset(); }
    Installation& here() { return *made_; }

private:
    std::unique_ptr<Installation> made_;
};

}  // namespace yuanheng::platform
