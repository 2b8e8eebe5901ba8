#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <sstream>
#include <thread>

#include "platform/audit/archive.hpp"
#include "platform/testing/identity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class AuditOperationsTest : public IdentityTest {
protected:
    void SetUp() override {
        IdentityTest::SetUp();
        if (IsSkipped()) return;
        zone = here().make_zone("qingyuan");
        other = here().make_zone("gaolan");
        zhang = here().make_user("zhang", {as(Role::leader, zone)}, zone);
        here().make_user("auditor", {as(Role::auditor)});
        here().make_user("eastern", {as(Role::auditor, zone)}, zone);
        write("enterprise.edit", zone, 501, R"({"name":"甲"})", R"({"name":"=cmd"})");
        write("enterprise.edit", other, 502);
        write("view_personal", zone, 501);
    }
    void write(KnownAction action, Id where, std::int64_t record, const std::string& before = {},
               const std::string& after = {}) {
        here().as_program([&](Change& change) {
            AuditEntry entry;
            entry.action = action;
            entry.entity = "enterprise";
            entry.record = entry.enterprise = Id{record};
            entry.zone = where;
            entry.before = before;
            entry.after = after;
            change.record(std::move(entry));
        });
    }
    Browser by(const std::string& login) {
        Browser browser(here());
        EXPECT_EQ(browser.sign_in(login).status, 201);
        return browser;
    }
    /// Runs the job that an answer names, and gives its row.
    std::string finished(const Reply& started) {
        EXPECT_EQ(started.status, 202) << started.body;
        const std::string id = started.member("job_id");
        for (int i = 0; i < 600; ++i) {
            const db::Value result = here().scalar("SELECT result FROM job WHERE id = ? AND state = 'done'",
                                                   {std::int64_t{std::stoll(id)}});
            if (!reflect::absent(result)) return std::get<std::string>(result);
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        ADD_FAILURE() << "job " << id << " does not end";
        return {};
    }

    Id zone, other, zhang;
};

TEST_P(AuditOperationsTest, ListsTheLatestFirstPageByPage) {
    Browser auditor = by("auditor");
    std::string after;
    std::int64_t last = std::numeric_limits<std::int64_t>::max(), seen = 0;
    do {
        const Reply page = auditor.get("/api/audit?limit=3" + (after.empty() ? "" : "&after=" + after));
        ASSERT_EQ(page.status, 200) << page.body;
        const std::regex seq("\"seq\":([0-9]+)");
        for (std::sregex_iterator it(page.body.begin(), page.body.end(), seq), end; it != end; ++it, ++seen) {
            const std::int64_t n = std::stoll((*it)[1]);
            EXPECT_LT(n, last);
            last = n;
        }
        after = page.member("next");
    } while (!after.empty());
    EXPECT_EQ(last, 1);
    EXPECT_EQ(seen, here().count("SELECT COUNT(*) FROM audit"));
}

TEST_P(AuditOperationsTest, FindsEntries) {
    Browser auditor = by("auditor");
    EXPECT_THAT(auditor.get("/api/audit?record=501&entity=enterprise").body,
                AllOf(HasSubstr("view_personal"), HasSubstr("enterprise.edit"), Not(HasSubstr("502"))));
    EXPECT_THAT(auditor.get("/api/audit?enterprise=502").body, HasSubstr(R"("record_id":"502")"));
    EXPECT_THAT(auditor.get("/api/audit?action=view_personal").body, Not(HasSubstr("enterprise.edit")));
    EXPECT_THAT(auditor.get(fmt::format("/api/audit?user={}", zhang.value)).body, HasSubstr(R"("items":[])"));
    by("zhang");
    EXPECT_THAT(auditor.get(fmt::format("/api/audit?user={}", zhang.value)).body, HasSubstr("session.open"));
    const std::string today = china_day(here().now).iso(),
                      tomorrow = china_day(here().now).plus_days(1).iso();
    EXPECT_THAT(auditor.get("/api/audit?from=" + today + "&to=" + today).body, HasSubstr("view_personal"));
    EXPECT_THAT(auditor.get("/api/audit?from=" + tomorrow).body, HasSubstr(R"("items":[])"));
    EXPECT_THAT(auditor.get("/api/audit?allowed=no").body, HasSubstr(R"("items":[])"));
    EXPECT_EQ(auditor.get("/api/audit?nonsense=1").code(), "unknown_parameter");
    EXPECT_EQ(auditor.get("/api/audit?limit=5000").status, 422);
}

TEST_P(AuditOperationsTest, AZonesAuditorSeesTheZoneAndItsUsers) {
    by("zhang");
    by("auditor");
    Browser(here()).sign_in("zhang", "wrong");
    const Reply list = by("eastern").get("/api/audit?limit=200");
    EXPECT_THAT(list.body,
                AllOf(HasSubstr(R"("record_id":"501")"), Not(HasSubstr(R"("record_id":"502")")),
                      HasSubstr("某zhang"), HasSubstr("session.refused"), Not(HasSubstr("某auditor"))));
}

TEST_P(AuditOperationsTest, ShowsOneEntry) {
    const std::int64_t seq =
        here().count("SELECT seq FROM audit WHERE record_id = 501 AND action = 'enterprise.edit'");
    const std::int64_t others = here().count("SELECT seq FROM audit WHERE record_id = 502");
    EXPECT_THAT(by("eastern").get(fmt::format("/api/audit/entries/{}", seq)).body,
                AllOf(HasSubstr(R"("before":{"name":"甲"})"), HasSubstr(R"("hash":")")));
    EXPECT_EQ(by("eastern").get(fmt::format("/api/audit/entries/{}", others)).status, 404);
    EXPECT_EQ(by("eastern").get("/api/audit/entries/x").status, 404);
}

TEST_P(AuditOperationsTest, PersonalValuesOfRecordsAreHidden) {
    here().as_program([&](Change& change) {
        AuditEntry entry = about_user("user.edit", zhang);
        entry.before = R"({"phone":"13812345678","name":"张"})";
        entry.after = R"({"phone":null,"name":"章"})";
        change.record(std::move(entry));
    });
    EXPECT_THAT(by("auditor").get("/api/audit?action=user.edit").body,
                AllOf(Not(HasSubstr("13812345678")), HasSubstr(R"("before":{"phone":"***","name":"张"})"),
                      HasSubstr(R"("after":{"phone":null,"name":"章"})")));
}

TEST_P(AuditOperationsTest, SaysWhoSawARecord) {
    write("enterprise.export", zone, 0);
    Browser auditor = by("auditor");
    const std::string during = "&from=2025-11-24T15:00:00.000Z&to=2025-11-24T17:00:00.000Z";
    EXPECT_THAT(auditor.get("/api/audit/readers?entity=enterprise&record=501" + during).body,
                AllOf(HasSubstr("view_personal"), HasSubstr("enterprise.export"), Not(HasSubstr("502"))));
    EXPECT_THAT(auditor
                    .get("/api/audit/"
                         "readers?entity=enterprise&record=501&from=2025-11-24T17:00:00.000Z&to=2025-11-"
                         "24T18:00:00.000Z")
                    .body,
                HasSubstr(R"("items":[])"));
    const Reply csv = auditor.get("/api/audit/readers?entity=enterprise&record=501&format=csv" + during);
    EXPECT_THAT(csv.body, AllOf(HasSubstr("view_personal"), HasSubstr("用户")));
    EXPECT_EQ(auditor
                  .get("/api/audit/"
                       "readers?entity=enterprise&record=501&to=2025-11-24T15:00:00.000Z&from=2025-11-24T17:"
                       "00:00.000Z")
                  .code(),
              "audit_range");
    EXPECT_EQ(auditor.get("/api/audit/readers?entity=enterprise").code(), "field_required");
    EXPECT_EQ(here().audited("audit.readers"), 3) << "and who asked";
}

TEST_P(AuditOperationsTest, VerifiesAsAJob) {
    here().start_jobs(1);
    Browser auditor = by("auditor");
    EXPECT_THAT(finished(auditor.post("/api/audit/verify")),
                AllOf(HasSubstr(R"("first_bad":0)"), HasSubstr(R"("problem":null)")));
    here().database().write(
        [](db::Session& db) { db.execute("UPDATE audit SET reason = 'x' WHERE seq = 2"); });
    EXPECT_THAT(finished(auditor.post("/api/audit/verify")),
                AllOf(HasSubstr(R"("first_bad":2)"), HasSubstr("第 2 条记录")));
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'audit.verified' AND allowed = 0"), 1);
    here().stop_jobs();
}

TEST_P(AuditOperationsTest, ExportsAsAJobWithoutFormulas) {
    here().start_jobs(1);
    Browser auditor = by("eastern");
    const std::string result = finished(auditor.post("/api/audit/export", R"({"entity":"enterprise"})"));
    EXPECT_THAT(result, HasSubstr(R"("rows":2)"));
    const std::string sha256 = std::get<std::string>(here().scalar("SELECT sha256 FROM file"));
    std::ostringstream text;
    text << std::ifstream(here().services().files.path(sha256).value()).rdbuf();
    EXPECT_TRUE(text.str().starts_with("\xEF\xBB\xBF"));
    EXPECT_THAT(text.str(), AllOf(HasSubstr("view_personal"), Not(HasSubstr("502"))));
    EXPECT_EQ(here().audited("audit.export"), 1);
    EXPECT_EQ(here().audited("audit.exported"), 1);
    here().stop_jobs();
}

TEST_P(AuditOperationsTest, AdministratorsAndLeadersDoNotLookIntoIt) {
    here().make_user("root", {as(Role::administrator)});
    for (const char* login : {"zhang", "root"}) {
        Browser browser = by(login);
        for (const char* path : {"/api/audit", "/api/audit/entries/1", "/api/audit/readers"})
            EXPECT_EQ(browser.get(path).status, 403) << login << path;
        EXPECT_EQ(browser.post("/api/audit/verify").status, 403);
        EXPECT_EQ(browser.post("/api/audit/export", "{}").status, 403);
    }
}

TEST_P(AuditOperationsTest, UpkeepForgetsWhatIsOverAndAnchors) {
    Browser idle = by("zhang");
    Browser(here()).sign_in("nobody", "wrong");
    here().minutes(25 * 60);
    here().upkeep();
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM session"), 0);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM lockout"), 0);
    EXPECT_TRUE(std::filesystem::exists(here().anchors().folder / (china_day(here().now).iso() + ".json")));
    const AnchorPlace place = here().anchors();
    EXPECT_EQ(verify_audit(here().database(), Language::en, {}, &place).anchors, 1);
}

TEST_P(AuditOperationsTest, OldEntriesMoveIntoAnArchiveAndTheChainGoesOn) {
    const AnchorPlace place = here().anchors();
    const auto verify = [&] { return verify_audit(here().database(), Language::zh, {}, &place); };
    here().upkeep();
    here().make_user("root", {as(Role::administrator)});
    EXPECT_EQ(by("root").patch("/api/settings", R"({"audit_days":180})").status, 204);
    const std::int64_t old = here().count("SELECT COUNT(*) FROM audit");
    here().minutes(200 * 24 * 60);
    write("enterprise.edit", zone, 503);
    here().upkeep();
    EXPECT_EQ(here().count("SELECT MIN(seq) FROM audit"), 1) << "a month at a time";
    here().minutes(12 * 24 * 60);
    here().upkeep();
    EXPECT_EQ(here().count("SELECT MIN(seq) FROM audit"), old + 1);
    const std::filesystem::path file =
        here().services().settings.data / "audit-archive" / fmt::format("audit-{:012}-{:012}.jsonl", 1, old);
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    const std::string archived = text.str();
    EXPECT_EQ(std::count(archived.begin(), archived.end(), '\n'), old);
    EXPECT_EQ(verify().first_bad, 0) << verify().problem;
    here().upkeep();
    EXPECT_EQ(here().audited("audit.archive"), 1);

    std::ofstream(file, std::ios::app) << "x";
    EXPECT_THAT(verify().problem, HasSubstr("归档"));
    std::filesystem::remove(file);
    EXPECT_EQ(verify().first_bad, 1);
    EXPECT_THAT(verify().problem,
                AllOf(HasSubstr(file.filename().string()), HasSubstr(fmt::format("{} 条记录没有核对", old))));
    here().execute("UPDATE audit SET reason = 'x' WHERE seq = (SELECT MAX(seq) FROM audit)");
    EXPECT_THAT(verify().problem, AllOf(HasSubstr("被改动"), HasSubstr("没有核对")))
        << "what is missing does not hide what was changed";
    here().database().write(
        [](db::Session& db) { db.execute("DELETE FROM audit WHERE seq = (SELECT MIN(seq) FROM audit)"); });
    EXPECT_EQ(verify().first_bad, 1) << "nobody vouches for a chain that begins later";
}

TEST_P(AuditOperationsTest, AnArchiveThatOnlyAnotherArchiveNamesIsLookedForToo) {
    const AnchorPlace place = here().anchors();
    const auto verify = [&] { return verify_audit(here().database(), Language::en, {}, &place); };
    const auto archive = [&] { return archive_audit(here().services(), 180); };
    here().make_user("root", {as(Role::administrator)});
    here().minutes(215 * 24 * 60);
    const std::int64_t first = archive();
    ASSERT_GT(first, 0);
    here().minutes(215 * 24 * 60);
    const std::int64_t second = archive();
    ASSERT_GT(second, 0) << "the entry that names the first archive went into the second";
    EXPECT_EQ(verify().problem, "");
    const std::filesystem::path folder = here().services().settings.data / "audit-archive";
    const auto file = [&](std::int64_t from, std::int64_t to) {
        return folder / fmt::format("audit-{:012}-{:012}.jsonl", from, to);
    };
    std::filesystem::rename(file(1, first), folder / "away");
    EXPECT_THAT(verify().problem, HasSubstr(fmt::format("{} archived entries were not looked at", first)));
    std::filesystem::remove(file(first + 1, first + second));
    EXPECT_THAT(verify().problem,
                HasSubstr(fmt::format("{} archived entries were not looked at", first + second)));
}

ON_BOTH_DATABASES(AuditOperationsTest);

}  // namespace
}  // namespace yuanheng::platform
