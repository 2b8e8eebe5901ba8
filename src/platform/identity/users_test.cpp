#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "platform/codes.hpp"
#include "platform/testing/identity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// Two zones; root and deputy administer every zone, east administers the first; zhang works there.
class UsersTest : public IdentityTest {
protected:
    void SetUp() override {
        IdentityTest::SetUp();
        if (IsSkipped()) return;
        zone = here().make_zone("qingyuan");
        other_zone = here().make_zone("gaolan");
        department = here().make_department(zone, "registry evaluation");
        root = here().make_user("root", {as(Role::administrator)});
        deputy = here().make_user("deputy", {as(Role::administrator)});
        east = here().make_user("east", {as(Role::administrator, zone)}, zone);
        zhang = here().make_user("zhang", {as(Role::officer, zone, department)}, zone);
    }
    Browser by(const std::string& login) {
        Browser browser(here());
        EXPECT_EQ(browser.sign_in(login).status, 201) << login;
        return browser;
    }
    static std::string at(Id user, const std::string& rest = {}) {
        return fmt::format("/api/users/{}{}", user.value, rest);
    }
    Reply appoint_by(Browser& browser, Id user, const std::string& role, Id z = {}, Id d = {}) {
        std::string body = fmt::format(R"({{"role":"{}")", role);
        if (z) body += fmt::format(R"(,"zone_id":"{}")", z.value);
        if (d) body += fmt::format(R"(,"department_id":"{}")", d.value);
        return browser.post(at(user, "/appointments"), body + "}");
    }
    Reply approve_appointment(Browser& browser, Id user, const std::string& id) {
        return browser.post(at(user, "/appointments/" + id + "/approve"));
    }
    std::string codes(Id user) {
        std::string out;
        here().database().read([&](db::Session& db) {
            for (const db::Values& row :
                 db.query("SELECT role FROM appointment WHERE user_id = ? ORDER BY id", {user.value}))
                out += std::get<std::string>(row[0]) + " ";
        });
        return out;
    }
    Reply with_version(Browser& browser, Id user, const std::string& what) {
        const std::int64_t version = here().count("SELECT version FROM app_user WHERE id = ?", {user.value});
        return browser.post(at(user, what), {}, {{"if-match", fmt::format("\"{}\"", version)}});
    }
    std::string state(Id user) {
        return std::get<std::string>(here().scalar("SELECT state FROM app_user WHERE id = ?", {user.value}));
    }
    std::int64_t appointment(Id user) {
        return here().count("SELECT MAX(id) FROM appointment WHERE user_id = ?", {user.value});
    }
    Id invited(const std::string& login, Id z = {}) {
        Id id;
        here().as_program([&](Change& change) {
            id = add_user(change, {login, "新人", {}, {}, {}, z}).value();
        });
        return id;
    }
    Reply activate(const std::string& token, const std::string& password) {
        return Browser(here()).post("/api/activation",
                                    fmt::format(R"({{"token":"{}","password":"{}"}})", token, password));
    }

    Id zone, other_zone, department, root, deputy, east, zhang;
};

TEST_P(UsersTest, AnInvitationMakesAUserWhoChoosesTheirPassword) {
    Browser admin = by("root");
    const Id li = invited("lihua");
    EXPECT_EQ(Browser(here()).sign_in("lihua").code(), "sign_in_failed");
    const std::string first = admin.post(at(li, "/invite")).member("token"),
                      token = admin.post(at(li, "/invite")).member("token");
    ASSERT_TRUE(Keys::is_token(token));
    EXPECT_EQ(activate(first, "A new one: 77 gulls").code(), "token_over") << "the later invitation counts";
    EXPECT_EQ(activate(token, "weak").code(), "password_short");
    EXPECT_EQ(activate(token, "A new one: 77 gulls").status, 204);
    EXPECT_EQ(state(li), "active");
    EXPECT_EQ(Browser(here()).sign_in("lihua", "A new one: 77 gulls").status, 201);
    EXPECT_EQ(activate(token, "Another one: 78 gulls").code(), "token_over") << "used once";
    EXPECT_EQ(admin.post(at(li, "/invite")).code(), "user_state");
    EXPECT_EQ(here().audited("user.activate_done"), 1);
}

TEST_P(UsersTest, AnInvitationIsGoodForAWeek) {
    const Id li = invited("lihua");
    const std::string token = by("root").post(at(li, "/invite")).member("token");
    here().minutes(7 * 24 * 60 - 1);
    EXPECT_EQ(activate(token, "weak").code(), "password_short");
    here().minutes(1);
    EXPECT_EQ(activate(token, "A new one: 77 gulls").code(), "token_over");
}

TEST_P(UsersTest, AResetKeepsTheSecondFactorAndEndsSessions) {
    Browser user = by("zhang"), admin = by("root");
    here().database().write([&](db::Session& db) {
        db.execute("UPDATE app_user SET totp_secret = 'a1.1.x' WHERE id = ?", {zhang.value});
    });
    const Reply given = admin.post(at(zhang, "/reset"));
    EXPECT_TRUE(given.has(R"("approval_needed":false)")) << given.body;
    EXPECT_TRUE(user.signed_in()) << "until the token is used";
    EXPECT_EQ(activate(given.member("token"), "A new one: 77 gulls").status, 204);
    EXPECT_FALSE(user.signed_in());
    EXPECT_EQ(Browser(here()).sign_in("zhang", "A new one: 77 gulls").code(), "second_factor_needed");
    EXPECT_EQ(activate(admin.post(at(zhang, "/reset-all")).member("token"), "Another one: 78 gulls").status,
              204);
    EXPECT_EQ(Browser(here()).sign_in("zhang", "Another one: 78 gulls").status, 201);
}

TEST_P(UsersTest, AnAdministratorsResetNeedsASecondAdministrator) {
    Browser admin = by("root"), second = by("east"), third = by("deputy");
    const Id fourth = here().make_user("fourth", {as(Role::administrator)});
    const Reply given = admin.post(at(fourth, "/reset"));
    EXPECT_TRUE(given.has(R"("approval_needed":true)"));
    const std::string token = given.member("token");
    EXPECT_EQ(activate(token, "A new one: 77 gulls").code(), "token_unapproved");
    const auto pending = [&] {
        return here().count("SELECT reset_pending FROM app_user WHERE id = ?", {fourth.value});
    };
    EXPECT_EQ(pending(), 1);
    EXPECT_EQ(
        here().count("SELECT COUNT(*) FROM notification WHERE kind = 'notice_reset_approval' AND user_id = ?",
                     {deputy.value}),
        1);
    EXPECT_EQ(admin.post(at(fourth, "/reset/approve")).code(), "approval_same");
    EXPECT_EQ(second.post(at(fourth, "/reset/approve")).status, 404) << "not of that zone";
    Browser own = by("fourth");
    EXPECT_EQ(own.post(at(fourth, "/reset/approve")).code(), "own_access");
    EXPECT_EQ(third.post(at(fourth, "/reset/approve")).status, 204);
    EXPECT_EQ(pending(), 0);
    EXPECT_EQ(third.post(at(fourth, "/reset/approve")).status, 404) << "there is nothing left to approve";
    EXPECT_EQ(activate(token, "A new one: 77 gulls").status, 204);
    EXPECT_EQ(here().audited("user.approve_reset"), 1);
}

TEST_P(UsersTest, WhoeverTheAskerMadeAnAdministratorApprovesNothingOfTheAskers) {
    const Id victim = here().make_user("victim", {as(Role::administrator)});
    Browser admin = by("root"), second = by("deputy");
    // An administrator whom root appointed, with deputy's approval.
    const Id puppet = here().make_user("puppet");
    const std::string asked = appoint_by(admin, puppet, "administrator").member("id");
    EXPECT_EQ(approve_appointment(second, puppet, asked).status, 204);
    Browser own = by("puppet");
    here().minutes(1);
    const std::string token = admin.post(at(victim, "/reset-all")).member("token");
    EXPECT_EQ(own.post(at(victim, "/reset/approve")).code(), "approval_dependent");
    EXPECT_EQ(activate(token, "A new one: 77 gulls").code(), "token_unapproved");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM notification WHERE kind = 'notice_reset_approval' AND "
                           "user_id = ?",
                           {puppet.value}),
              0)
        << "nor is asked to";
    EXPECT_EQ(second.post(at(victim, "/reset/approve")).status, 204);
}

TEST_P(UsersTest, WhoeverGotTheirPasswordByTheAskersTokenApprovesNothingOfTheAskers) {
    const Id victim = here().make_user("victim", {as(Role::administrator)}), li = invited("lihua");
    Browser admin = by("root"), second = by("deputy");
    activate(admin.post(at(li, "/invite")).member("token"), "A new one: 77 gulls");
    here().as_program(
        [&](Change& change) { appoint(change, li, as(Role::administrator), china_day(here().now)).value(); });
    Browser own(here());
    EXPECT_EQ(own.sign_in("lihua", "A new one: 77 gulls").status, 201);
    admin.post(at(victim, "/reset"));
    EXPECT_EQ(own.post(at(victim, "/reset/approve")).code(), "approval_dependent");
    second.post(at(victim, "/reset"));
    EXPECT_EQ(own.post(at(victim, "/reset/approve")).status, 204) << "deputy's requests are another matter";
}

TEST_P(UsersTest, WhoeverBecameAnAdministratorLaterDoesNotApprove) {
    const Id victim = here().make_user("victim", {as(Role::administrator)});
    Browser admin = by("root");
    EXPECT_TRUE(admin.post(at(victim, "/reset")).has(R"("approval_needed":true)"));
    here().minutes(1);
    here().make_user("late", {as(Role::administrator)});
    EXPECT_EQ(by("late").post(at(victim, "/reset/approve")).code(), "approval_dependent");
    EXPECT_EQ(by("deputy").post(at(victim, "/reset/approve")).status, 204);
}

TEST_P(UsersTest, WhatNobodyCouldApproveIsRefusedAtOnce) {
    EXPECT_EQ(by("root").post(at(deputy, "/reset")).code(), "approval_nobody")
        << "east does not administer every zone";
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM one_time_token"), 0);
}

TEST_P(UsersTest, AnAuditorsResetNeedsASecondAdministratorToo) {
    const Id auditor = here().make_user("auditor", {as(Role::auditor, zone)}, zone);
    Browser admin = by("root"), second = by("east");
    const Reply given = admin.post(at(auditor, "/reset-all"));
    EXPECT_TRUE(given.has(R"("approval_needed":true)"));
    EXPECT_EQ(activate(given.member("token"), "A new one: 77 gulls").code(), "token_unapproved");
    EXPECT_EQ(second.post(at(auditor, "/reset/approve")).status, 204);
    EXPECT_EQ(activate(given.member("token"), "A new one: 77 gulls").status, 204);
}

TEST_P(UsersTest, AdministratorsAndAuditorsAreAppointedByTwo) {
    const Id li = here().make_user("lihua", {}, zone);
    Browser admin = by("root"), second = by("east"), third = by("deputy");
    const Reply asked = appoint_by(admin, li, "auditor", zone);
    EXPECT_EQ(asked.status, 201);
    EXPECT_TRUE(asked.has(R"("waits":true)")) << asked.body;
    EXPECT_TRUE(asked.has(R"("asked_by_name":"某root")")) << asked.body;
    EXPECT_EQ(codes(li), "");
    EXPECT_EQ(appoint_by(admin, li, "auditor", zone).code(), "approval_waiting");
    EXPECT_TRUE(second.get(at(li, "/appointments")).has(R"("waits":true)"));
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM notification WHERE kind = 'notice_appointment_approval'"), 2)
        << "deputy's and east's";
    const std::string id = asked.member("id");
    EXPECT_EQ(approve_appointment(admin, li, id).code(), "approval_same");
    EXPECT_EQ(approve_appointment(second, zhang, id).status, 404);
    EXPECT_EQ(approve_appointment(second, li, id).status, 204);
    EXPECT_EQ(codes(li), "auditor ");
    EXPECT_EQ(approve_appointment(third, li, id).status, 404) << "there is nothing left to approve";
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM appointment WHERE user_id = ? AND appointed_by = ?",
                           {li.value, root.value}),
              1);
    EXPECT_EQ(here().audited("appointment.ask"), 1);

    const Id wang = here().make_user("wangwu");
    const std::string other = appoint_by(third, wang, "administrator").member("id");
    EXPECT_EQ(approve_appointment(second, wang, other).status, 404) << "not of every zone";
    EXPECT_EQ(admin.del(at(wang, "/appointments/" + other)).status, 204) << "taken back";
    EXPECT_EQ(approve_appointment(admin, wang, other).status, 404);
    EXPECT_EQ(codes(wang), "");
    EXPECT_EQ(here().audited("appointment.withdraw"), 1);
}

/// After the first start one administrator appoints everybody, until there are two.
TEST_P(UsersTest, ASoleAdministratorAppointsAlone) {
    here().execute("UPDATE app_user SET state = 'disabled' WHERE id IN (?, ?)", {deputy.value, east.value});
    Browser admin = by("root");
    const Id auditor = here().make_user("auditor"), second = here().make_user("second"),
             third = here().make_user("third");
    EXPECT_EQ(appoint_by(admin, auditor, "auditor").status, 201);
    EXPECT_EQ(codes(auditor), "auditor ");
    const Reply reset = admin.post(at(auditor, "/reset"));
    EXPECT_TRUE(reset.has(R"("approval_needed":false)"));
    EXPECT_EQ(activate(reset.member("token"), "A new one: 77 gulls").status, 204);
    EXPECT_EQ(appoint_by(admin, second, "administrator").status, 201);
    EXPECT_EQ(codes(second), "administrator ");
    here().minutes(1);
    EXPECT_EQ(appoint_by(admin, third, "administrator").code(), "approval_nobody")
        << "whom root appointed does not approve for root";
    Browser other = by("second");
    const std::string asked = appoint_by(other, third, "administrator").member("id");
    EXPECT_EQ(approve_appointment(admin, third, asked).status, 204) << "but root approves";
}

TEST_P(UsersTest, AResetThatNobodyApprovedIsOverAfterADay) {
    here().make_user("third", {as(Role::administrator)});
    by("root").post(at(deputy, "/reset"));
    here().minutes(24 * 60 - 1);
    here().upkeep();
    EXPECT_EQ(here().count("SELECT reset_pending FROM app_user WHERE id = ?", {deputy.value}), 1);
    here().minutes(1);
    here().upkeep();
    EXPECT_EQ(here().count("SELECT reset_pending FROM app_user WHERE id = ?", {deputy.value}), 0);
}

TEST_P(UsersTest, TheHostCanResetTheLastAdministrator) {
    EXPECT_EQ(host_reset(here().services(), "nobody").error().code, Code::not_found);
    const OneTimeToken token = host_reset(here().services(), "root").value();
    EXPECT_EQ(activate(token.token, "A new one: 77 gulls").status, 204);
    EXPECT_EQ(here().audited("user.reset_on_host"), 2);
}

TEST_P(UsersTest, NobodyChangesTheirOwnAccess) {
    Browser admin = by("root");
    EXPECT_EQ(appoint_by(admin, root, "leader", zone).code(), "own_access");
    EXPECT_EQ(admin.del(at(root, fmt::format("/appointments/{}", appointment(root)))).code(), "own_access");
    EXPECT_EQ(with_version(admin, root, "/disable").code(), "own_access");
    EXPECT_EQ(admin.post(at(root, "/reset")).code(), "own_access");
}

TEST_P(UsersTest, AdministratorsHaveNoOtherRole) {
    Browser admin = by("root"), second = by("deputy");
    EXPECT_EQ(appoint_by(admin, deputy, "leader", zone).code(), "role_conflict");
    EXPECT_EQ(appoint_by(second, east, "officer", zone, department).code(), "role_conflict");
    EXPECT_EQ(appoint_by(admin, zhang, "administrator", zone).code(), "role_conflict");
}

TEST_P(UsersTest, AdministratorsAndAuditorsExcludeEachOther) {
    Browser admin = by("root");
    EXPECT_EQ(appoint_by(admin, deputy, "auditor").code(), "role_conflict");
    EXPECT_EQ(appoint_by(admin, east, "auditor", other_zone).code(), "role_conflict")
        << "in another zone too";
    const Id auditor = here().make_user("auditor", {as(Role::auditor)});
    EXPECT_EQ(appoint_by(admin, auditor, "administrator", zone).code(), "role_conflict");
    here().as_program(
        [&](Change& change) {  // below all operations: the rule stands where appointments are made
            EXPECT_EQ(appoint(change, auditor, as(Role::administrator), china_day(here().now)).error().code,
                      Code::role_conflict);
            EXPECT_EQ(
                appoint(change, root, as(Role::auditor), china_day(here().now).plus_days(300)).error().code,
                Code::role_conflict)
                << "nor later";
            AuditEntry entry;
            entry.action = "test.edit";
            change.record(std::move(entry));
        });
    EXPECT_EQ(appoint_by(admin, auditor, "leader", zone).status, 201)
        << "other roles do not watch each other";
    EXPECT_EQ(admin.del(at(deputy, fmt::format("/appointments/{}", appointment(deputy)))).status, 204);
    EXPECT_EQ(appoint_by(admin, deputy, "auditor").status, 201) << "after the other is over";
}

TEST_P(UsersTest, TwoAppointmentsAtTheSameMomentSeeEachOther) {
    const Id li = here().make_user("lihua");
    std::vector<std::thread> threads;
    std::vector<int> made(2);
    for (int t = 0; t < 2; ++t) {
        threads.emplace_back([&, t] {
            here().as_program([&](Change& change) {
                const Role role = t ? Role::administrator : Role::auditor;
                made[static_cast<std::size_t>(t)] =
                    appoint(change, li, as(role), china_day(here().now)) ? 1 : 0;
                change.record(about_user("test.edit", li));
            });
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(std::count(made.begin(), made.end(), 1), 1);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM appointment WHERE user_id = ?", {li.value}), 1);
}

TEST_P(UsersTest, TheLastAdministratorStays) {
    Browser admin = by("root");
    EXPECT_EQ(with_version(admin, deputy, "/disable").status, 204);
    Browser zone_admin = by("east");
    EXPECT_EQ(with_version(zone_admin, root, "/disable").status, 404) << "not of that zone";
    // root is the last one of every zone: an appointment that was made around the operations shows that the
    // rule holds.
    const Id late = here().make_user("late", {as(Role::administrator)});
    here().database().write([&](db::Session& db) {
        db.execute("UPDATE appointment SET valid_from = '2026-12-31' WHERE user_id = ?", {late.value});
    });
    const Id acting = here().make_user("acting", {as(Role::administrator)});
    Browser third = by("acting");
    here().database().write([&](db::Session& db) {
        db.execute("UPDATE appointment SET valid_to = ? WHERE user_id = ?",
                   {china_day(here().now).plus_days(1).iso(), acting.value});
    });
    EXPECT_EQ(with_version(third, root, "/disable").status, 204) << "acting is one today";
    EXPECT_EQ(with_version(third, root, "/enable").status, 204);
    here().database().write([&](db::Session& db) {
        db.execute("UPDATE app_user SET state = 'invited' WHERE id = ?", {acting.value});
    });
    here().as_program([&](Change& change) {
        EXPECT_FALSE(has_other_administrator(change.db, root, here().now))
            << "invited and future ones do not count";
        AuditEntry entry;
        entry.action = "test.edit";
        change.record(std::move(entry));
    });
}

TEST_P(UsersTest, TwoAdministratorsCannotRemoveEachOther) {
    Browser one = by("root"), two = by("deputy");
    std::vector<int> status(2);
    std::thread first([&] {
        status[0] = one.del(at(deputy, fmt::format("/appointments/{}", appointment(deputy)))).status;
    });
    std::thread second(
        [&] { status[1] = two.del(at(root, fmt::format("/appointments/{}", appointment(root)))).status; });
    first.join();
    second.join();
    EXPECT_LE(std::count(status.begin(), status.end(), 204), 1) << status[0] << " " << status[1];
    EXPECT_GE(here().count("SELECT COUNT(*) FROM appointment WHERE role = 'administrator' AND zone_id IS "
                           "NULL AND valid_to IS NULL"),
              1);
}

TEST_P(UsersTest, DisablingEndsEverything) {
    Browser user = by("zhang"), admin = by("root");
    const std::string token = admin.post(at(zhang, "/reset")).member("token");
    EXPECT_EQ(admin.post(at(zhang, "/disable")).code(), "precondition_required");
    EXPECT_EQ(admin.post(at(zhang, "/disable"), {}, {{"if-match", "\"99\""}}).code(), "precondition_failed");
    EXPECT_EQ(with_version(admin, zhang, "/disable").status, 204);
    EXPECT_EQ(state(zhang), "disabled");
    EXPECT_FALSE(user.signed_in());
    EXPECT_EQ(Browser(here()).sign_in("zhang").code(), "sign_in_failed");
    EXPECT_EQ(activate(token, "A new one: 77 gulls").code(), "token_over");
    EXPECT_EQ(with_version(admin, zhang, "/disable").code(), "user_state");
    EXPECT_EQ(with_version(admin, zhang, "/enable").status, 204);
    EXPECT_EQ(Browser(here()).sign_in("zhang").status, 201);
}

TEST_P(UsersTest, LoginsAreNeverUsedAgain) {
    here().as_program([&](Change& change) {
        EXPECT_EQ(add_user(change, {"ZHANG", "另一人", {}, {}, {}, {}}).error().code, Code::login_taken);
        EXPECT_EQ(add_user(change, {"张三", "另一人", {}, {}, {}, {}}).error().code, Code::login_bad);
        AuditEntry entry;
        entry.action = "test.edit";
        change.record(std::move(entry));
    });
}

TEST_P(UsersTest, UnlockingLetsAUserTryAgain) {
    Browser user(here());
    for (int i = 0; i < 5; ++i) user.sign_in("zhang", "wrong");
    EXPECT_EQ(user.sign_in("zhang").code(), "sign_in_locked");
    EXPECT_GT(here().count("SELECT locked_until FROM app_user WHERE id = ?", {zhang.value}), here().now);
    EXPECT_EQ(by("root").post(at(zhang, "/unlock")).status, 204);
    EXPECT_EQ(user.sign_in("zhang").status, 201);
    EXPECT_TRUE(
        reflect::absent(here().scalar("SELECT locked_until FROM app_user WHERE id = ?", {zhang.value})));
}

TEST_P(UsersTest, AdministratorsSeeAndEndSessions) {
    Browser user = by("zhang"), admin = by("root");
    const Reply list = admin.get(at(zhang, "/sessions"));
    EXPECT_THAT(list.body, HasSubstr("10.0.0.1"));
    EXPECT_EQ(admin
                  .del(at(zhang,
                          fmt::format("/sessions/{}", here().count("SELECT id FROM session WHERE user_id = ?",
                                                                   {zhang.value}))))
                  .status,
              204);
    EXPECT_FALSE(user.signed_in());
    user.sign_in("zhang");
    EXPECT_EQ(admin.del(at(zhang, "/sessions")).status, 204);
    EXPECT_FALSE(user.signed_in());
}

TEST_P(UsersTest, AZonesAdministratorKeepsToTheZone) {
    Browser admin = by("east");
    EXPECT_EQ(admin.get(at(zhang, "/appointments")).status, 200);
    EXPECT_EQ(admin.get(at(root, "/appointments")).status, 404);
    EXPECT_EQ(admin.post(at(root, "/reset")).status, 404);
    EXPECT_EQ(appoint_by(admin, zhang, "leader", zone).status, 201);
    EXPECT_EQ(appoint_by(admin, zhang, "leader", other_zone).status, 403);
    EXPECT_EQ(appoint_by(admin, zhang, "auditor").status, 403) << "of every zone";
    EXPECT_EQ(admin.patch("/api/settings", R"({"idle_minutes":10})").status, 403);
}

TEST_P(UsersTest, WhoeverReachesFurtherIsNotTheZonesToReset) {
    here().as_program([&](Change& change) {
        appoint(change, zhang, as(Role::leader, other_zone), china_day(here().now)).value();
    });
    Browser admin = by("east"), platform = by("root");
    for (const char* what : {"/reset", "/reset-all", "/unlock"})
        EXPECT_EQ(admin.post(at(zhang, what)).code(), "wider_reach") << what;
    EXPECT_EQ(with_version(admin, zhang, "/disable").code(), "wider_reach");
    EXPECT_EQ(platform.post(at(zhang, "/reset")).status, 200);
}

TEST_P(UsersTest, AnAppointmentNeedsWhatItIsAbout) {
    Browser admin = by("root");
    const Id li = here().make_user("lihua");
    EXPECT_EQ(appoint_by(admin, li, "leader").code(), "appointment_incomplete");
    EXPECT_EQ(appoint_by(admin, li, "officer", zone).code(), "appointment_incomplete");
    EXPECT_EQ(appoint_by(admin, li, "officer", other_zone, department).code(), "appointment_incomplete")
        << "a department of another zone";
    EXPECT_EQ(appoint_by(admin, li, "park_operator", zone).code(), "appointment_incomplete");
    EXPECT_EQ(appoint_by(admin, li, "enterprise_user", zone).code(), "appointment_incomplete");
    EXPECT_EQ(appoint_by(admin, li, "king", zone).status, 422);
    EXPECT_EQ(
        admin
            .post(
                at(li, "/appointments"),
                fmt::format(
                    R"({{"role":"leader","zone_id":"{}","valid_from":"2026-02-01","valid_to":"2026-01-01"}})",
                    zone.value))
            .code(),
        "appointment_dates");
    const Reply made = appoint_by(admin, li, "officer", zone, department);
    EXPECT_EQ(made.status, 201);
    EXPECT_THAT(made.body, HasSubstr(R"("department_name":"投资促进局")"));
    Browser officer = by("lihua");
    EXPECT_THAT(officer.get("/api/session").body, HasSubstr(R"("duties":["registry","evaluation"])"));
    EXPECT_EQ(here().audited("appointment.add"), 5);
}

TEST_P(UsersTest, AppointmentsThatEndedStayOnRecord) {
    Browser admin = by("root");
    const std::int64_t id = appointment(zhang);
    EXPECT_EQ(admin.del(at(zhang, fmt::format("/appointments/{}", id))).status, 204);
    EXPECT_EQ(admin.del(at(zhang, fmt::format("/appointments/{}", id))).status, 404) << "it is over";
    EXPECT_THAT(admin.get(at(zhang, "/appointments")).body, HasSubstr(china_day(here().now).iso()));
    EXPECT_THAT(by("zhang").get("/api/session").body, HasSubstr(R"("appointments":[])"));
    EXPECT_EQ(
        here().count("SELECT COUNT(*) FROM notification WHERE user_id = ? AND kind = 'notice_access_changed'",
                     {zhang.value}),
        1);
}

TEST_P(UsersTest, OthersDoNotAdminister) {
    here().make_user("auditor", {as(Role::auditor)});
    for (const char* login : {"zhang", "auditor"}) {
        Browser browser = by(login);
        for (const char* what : {"/invite", "/reset", "/reset-all", "/reset/approve", "/unlock", "/disable",
                                 "/enable", "/appointments"}) {
            const Reply reply =
                browser.post(at(east, what), std::string(what) == "/appointments" ? "{}" : "");
            EXPECT_EQ(reply.status, 403) << login << what;
        }
    }
    EXPECT_GE(here().count("SELECT COUNT(*) FROM audit WHERE allowed = 0"), 16)
        << "every refusal is written down";
    EXPECT_EQ(Browser(here()).post(at(east, "/reset")).status, 401);
}

// ---- settings and the matrix

TEST_P(UsersTest, SettingsHoldAtOnceAndAreWrittenDown) {
    Browser admin = by("root"), user = by("zhang");
    const Reply before = admin.get("/api/settings");
    EXPECT_THAT(before.body, AllOf(HasSubstr(R"("key":"idle_minutes")"), HasSubstr(R"("value":30)"),
                                   HasSubstr("等保三级")));
    EXPECT_EQ(admin.patch("/api/settings", R"({"idle_minutes":5,"most_sessions":1})").status, 204);
    EXPECT_TRUE(user.get("/api/session").has(R"("idle_ms":300000)"));
    here().minutes(5);
    EXPECT_FALSE(user.signed_in());
    by("zhang");
    Browser latest = by("zhang");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM session WHERE user_id = ?", {zhang.value}), 1);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'setting.edit' AND before_json LIKE "
                           "'%30%' AND after_json LIKE '%5%'"),
              1);
    EXPECT_THAT(by("root").get("/api/settings").body,
                AllOf(HasSubstr(R"("value":5)"), HasSubstr(R"("updated_by_name":"某root")")));
}

TEST_P(UsersTest, SettingsKeepToTheirLimits) {
    Browser admin = by("root");
    for (const char* body :
         {R"({"audit_days":179})", R"({"idle_minutes":61})", R"({"idle_minutes":0})",
          R"({"absolute_hours":25})", R"({"most_sessions":0})", R"({"password_profile":"none"})",
          R"({"audit_days":null})", R"({"unknown":1})"}) {
        EXPECT_EQ(admin.patch("/api/settings", body).status, 422) << body;
    }
    EXPECT_EQ(here().audited("setting.edit"), 0);
    EXPECT_EQ(admin.patch("/api/settings", R"({"audit_days":180})").status, 204);
    const auto written = here().audited("setting.edit");
    for (const char* body : {"{}", R"({"audit_days":180})"})
        EXPECT_EQ(admin.patch("/api/settings", body).status, 204) << body;
    EXPECT_EQ(here().audited("setting.edit"), written) << "nothing was changed";
}

TEST_P(UsersTest, WhoMustHaveASecondFactorCanDoNothingWithoutIt) {
    Browser admin = by("root"), user = by("zhang");
    EXPECT_EQ(admin.patch("/api/settings", R"({"second_factor":"administrators"})").status, 204);
    EXPECT_TRUE(admin.get("/api/session").has(R"("must_enroll_second_factor":true)"));
    EXPECT_EQ(admin.get("/api/settings").status, 403);
    EXPECT_EQ(admin.get("/api/settings").code(), "must_enroll_second_factor");
    EXPECT_EQ(admin.get(at(zhang, "/appointments")).status, 403);
    EXPECT_FALSE(user.get("/api/session").has(R"("must_enroll_second_factor":true)"));
    const std::string secret = admin.post("/api/account/totp").member("secret");
    EXPECT_EQ(secret.size(), 32u) << "enrolling is open";
}

TEST_P(UsersTest, TheHistoryOfAUserNamesAppointmentsToo) {
    Browser admin = by("root");
    const Reply history = admin.get(at(zhang, "/history"));
    EXPECT_EQ(history.status, 200) << history.body;
    EXPECT_TRUE(history.has("appointment.add"));
}

TEST_P(UsersTest, TheMatrixNamesEveryOperation) {
    Browser admin = by("root");
    const Reply json = admin.get("/api/administration/matrix"),
                csv = admin.get("/api/administration/matrix?format=csv");
    for (const Operation& operation : here().services().operations) {
        EXPECT_TRUE(json.has("\"id\":\"" + operation.id + "\"")) << operation.id;
        EXPECT_TRUE(csv.has(operation.id)) << operation.id;
    }
    EXPECT_THAT(json.body, HasSubstr(R"("label":"审计员")"));
    EXPECT_EQ(csv.header("Content-Type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(csv.body.starts_with("\xEF\xBB\xBF"));
}

/// Every operation of identity × every role: allowed exactly where its policy has a grant for the role.
TEST_P(UsersTest, RolesMayDoWhatTheMatrixSaysAndNothingElse) {
    std::map<std::string, Role> logins{{"m_admin", Role::administrator},
                                       {"m_audit", Role::auditor},
                                       {"m_leader", Role::leader},
                                       {"m_officer", Role::officer}};
    for (const auto& [login, role] : logins)
        here().make_user(
            login,
            {as(role, role == Role::administrator ? Id{} : zone, role == Role::officer ? department : Id{})},
            zone);
    int cells = 0;
    for (const auto& [login, role] : logins) {
        Browser browser = by(login);
        for (const Operation& operation : here().services().operations) {
            if (operation.id == "session.close" || operation.id == "session.open" ||
                operation.id.starts_with("account."))
                continue;
            std::string path = std::regex_replace(operation.pattern, std::regex("\\{[a-z]+\\}"),
                                                  std::to_string(zhang.value));
            const Reply reply = browser.send(operation.method, path, operation.body ? "{}" : "");
            const auto& grants = operation.policy.grants();
            const bool may = operation.policy.is_public() || operation.policy.is_for_all() ||
                             std::any_of(grants.begin(), grants.end(),
                                         [&, r = role](const Grant& g) { return g.role == r; });
            EXPECT_EQ(reply.code() == "forbidden" && reply.has("您的岗位没有“" + operation.summary.zh), !may)
                << login << " " << operation.id << " " << reply.body;
            ++cells;
            if (!browser.signed_in()) browser.sign_in(login);
        }
        EXPECT_EQ(Browser(here()).get("/api/audit").status, 401);
    }
    EXPECT_GE(cells, 80);
}

ON_BOTH_DATABASES(UsersTest);

}  // namespace
}  // namespace yuanheng::platform
