#include "platform/identity/session.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/testing/identity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class SessionTest : public IdentityTest {
protected:
    void SetUp() override {
        IdentityTest::SetUp();
        if (IsSkipped()) return;
        zhang = here().make_user("zhang", {as(Role::leader, here().make_zone("qingyuan"))});
    }
    Id zhang;
};

TEST_P(SessionTest, TheCookieIsForThisHostAndTheServerAlone) {
    Browser browser(here());
    const Reply reply = browser.sign_in("zhang");
    ASSERT_EQ(reply.status, 201) << reply.body;
    EXPECT_THAT(reply.header("Set-Cookie"),
                AllOf(StartsWith("__Host-yuanheng="), HasSubstr("; Path=/"), HasSubstr("; HttpOnly"),
                      HasSubstr("; Secure"), HasSubstr("; SameSite=Strict"), Not(HasSubstr("Domain")),
                      Not(HasSubstr("Max-Age"))));
    EXPECT_TRUE(Keys::is_token(browser.cookie));
    EXPECT_FALSE(reply.has(browser.cookie)) << "the token stands in the cookie only";
}

TEST_P(SessionTest, TheDatabaseHasTheHashOnly) {
    Browser browser(here());
    browser.sign_in("zhang");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM session WHERE hash = ?", {browser.cookie}), 0);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM session WHERE hash = ?",
                           {here().services().keys.token_hash(browser.cookie)}),
              1);
    here().database().read([&](db::Session& db) {
        db.each("SELECT after_json FROM audit", {}, [&](const db::Values& row) {
            const std::string* text = reflect::text(row[0]);
            EXPECT_TRUE(!text || text->find(browser.cookie) == text->npos);
            return true;
        });
    });
}

TEST_P(SessionTest, SaysWhoIsSignedInAndWhatTheyMayDo) {
    Browser browser(here());
    browser.sign_in("zhang");
    const Reply reply = browser.get("/api/session");
    EXPECT_EQ(reply.status, 200);
    EXPECT_THAT(reply.body, AllOf(HasSubstr(R"("login":"zhang")"), HasSubstr(R"("role":"leader")"),
                                  HasSubstr(R"("zone_name":"qingyuan园区")"),
                                  HasSubstr(R"("account.password")"), Not(HasSubstr(R"("user.create")")),
                                  Not(HasSubstr(R"("audit.list")")), HasSubstr(R"("idle_ms":1800000)")));
}

TEST_P(SessionTest, ATokenFromBeforeTheSignInIsWorthNothing) {
    Browser victim(here()), attacker(here());
    const std::string planted = Keys::make_token();
    victim.cookie = planted;  // fixation: the attacker knows a token that the victim brings along
    ASSERT_EQ(victim.sign_in("zhang").status, 201);
    EXPECT_NE(victim.cookie, planted);
    attacker.cookie = planted;
    EXPECT_FALSE(attacker.signed_in());

    Browser own(here());
    own.sign_in("zhang");
    const std::string before = own.cookie;
    own.sign_in("zhang");
    EXPECT_NE(own.cookie, before);
    attacker.cookie = before;
    EXPECT_FALSE(attacker.signed_in()) << "signing in again ends the session before";
}

TEST_P(SessionTest, SigningOutEndsItOnTheServer) {
    Browser browser(here());
    browser.sign_in("zhang");
    const std::string token = browser.cookie;
    const Reply reply = browser.del("/api/session");
    EXPECT_EQ(reply.status, 204);
    EXPECT_THAT(reply.header("Set-Cookie"), AllOf(StartsWith("__Host-yuanheng=;"), HasSubstr("Max-Age=0")));
    EXPECT_NE(reply.header("Clear-Site-Data"), "");
    browser.cookie = token;
    EXPECT_EQ(browser.get("/api/session").status, 401);
    EXPECT_EQ(here().audited("session.close"), 1);
    EXPECT_EQ(browser.del("/api/session").status, 204) << "who is signed out can sign out";
}

TEST_P(SessionTest, EndsWhenNobodyUsesIt) {
    Browser browser(here());
    browser.sign_in("zhang");
    for (int i = 0; i < 4; ++i) {
        here().minutes(29);
        EXPECT_TRUE(browser.signed_in()) << "each use counts";
    }
    here().minutes(30);
    EXPECT_FALSE(browser.signed_in());
    here().minutes(-30);
    here().minutes(29);
    EXPECT_TRUE(browser.signed_in());
}

TEST_P(SessionTest, EndsAfterTwelveHoursInAnyCase) {
    Browser browser(here());
    browser.sign_in("zhang");
    for (int i = 0; i < 12 * 3 - 1; ++i) {
        here().minutes(20);
        ASSERT_TRUE(browser.signed_in()) << i;
    }
    here().minutes(20);
    EXPECT_FALSE(browser.signed_in());
}

TEST_P(SessionTest, IsTouchedAtMostOnceAMinute) {
    Browser browser(here());
    browser.sign_in("zhang");
    const std::int64_t opened = here().now;
    here().now += 59'000;
    browser.signed_in();
    EXPECT_EQ(here().count("SELECT seen_at FROM session"), opened);
    here().now += 1'000;
    browser.signed_in();
    EXPECT_EQ(here().count("SELECT seen_at FROM session"), opened + 60'000);
    EXPECT_EQ(here().count("SELECT last_seen_at FROM app_user WHERE id = ?", {zhang.value}), opened + 60'000);
}

TEST_P(SessionTest, AUserHasFiveAtMostAndTheLeastUsedGivesWay) {
    std::vector<std::unique_ptr<Browser>> browsers;
    for (int i = 0; i < 5; ++i) {
        browsers.push_back(std::make_unique<Browser>(here()));
        browsers.back()->sign_in("zhang");
        here().minutes(2);
    }
    EXPECT_TRUE(browsers[0]->signed_in());  // so the second is the least used one
    Browser sixth(here());
    sixth.sign_in("zhang");
    EXPECT_TRUE(sixth.signed_in());
    EXPECT_TRUE(browsers[0]->signed_in());
    EXPECT_FALSE(browsers[1]->signed_in());
    EXPECT_TRUE(browsers[4]->signed_in());
    EXPECT_EQ(here().audited("session.displaced"), 1);
}

TEST_P(SessionTest, ThePasswordAgainGivesANewToken) {
    Browser browser(here());
    browser.sign_in("zhang");
    const std::string before = browser.cookie;
    EXPECT_EQ(browser.post("/api/session/confirm", R"({"password":"wrong"})").code(), "password_wrong");
    EXPECT_EQ(browser.cookie, before);
    EXPECT_EQ(browser.post("/api/session/confirm", fmt::format(R"({{"password":"{}"}})", kGood)).status, 204);
    EXPECT_NE(browser.cookie, before);
    EXPECT_TRUE(browser.signed_in());
    Browser old(here());
    old.cookie = before;
    EXPECT_FALSE(old.signed_in());
    EXPECT_EQ(here().audited("session.confirm"), 1);
    EXPECT_EQ(here().audited("session.refused"), 1);
}

TEST_P(SessionTest, SensitiveOperationsAskForThePasswordAfterFiveMinutes) {
    Browser browser(here());
    browser.sign_in("zhang");
    here().minutes(5);
    EXPECT_EQ(browser.post("/api/account/totp").status, 200);
    here().now += 1;
    EXPECT_EQ(browser.post("/api/account/totp").code(), "recent_sign_in");
    browser.post("/api/session/confirm", fmt::format(R"({{"password":"{}"}})", kGood));
    EXPECT_EQ(browser.post("/api/account/totp").status, 200);
}

TEST_P(SessionTest, UsersSeeTheirSessionsAndEndThem) {
    Browser here_now(here()), elsewhere(here(), "10.9.9.9"), third(here());
    elsewhere.agent = "Firefox\r\nX: y";
    here_now.sign_in("zhang");
    elsewhere.sign_in("zhang");
    third.sign_in("zhang");
    const Reply list = here_now.get("/api/account/sessions");
    EXPECT_THAT(list.body,
                AllOf(HasSubstr("10.9.9.9"), HasSubstr("Firefox  X: y"), HasSubstr(R"("current":true)")));
    const std::int64_t id = here().count("SELECT id FROM session WHERE peer = '10.9.9.9'");
    EXPECT_EQ(here_now.del(fmt::format("/api/account/sessions/{}", id)).status, 204);
    EXPECT_FALSE(elsewhere.signed_in());
    EXPECT_TRUE(third.signed_in());
    EXPECT_EQ(here_now.del("/api/account/sessions").status, 204);
    EXPECT_FALSE(third.signed_in());
    EXPECT_TRUE(here_now.signed_in());
    EXPECT_EQ(here_now.del(fmt::format("/api/account/sessions/{}", id)).status, 404);
}

TEST_P(SessionTest, NobodyEndsSomebodyElsesSession) {
    here().make_user("wang");
    Browser wang(here()), zhangs(here());
    wang.sign_in("wang");
    zhangs.sign_in("zhang");
    const std::int64_t id = here().count("SELECT id FROM session WHERE user_id = ?", {zhang.value});
    EXPECT_EQ(wang.del(fmt::format("/api/account/sessions/{}", id)).status, 404);
    EXPECT_TRUE(zhangs.signed_in());
}

TEST_P(SessionTest, AChangedPasswordEndsTheOtherSessions) {
    Browser one(here()), other(here());
    one.sign_in("zhang");
    other.sign_in("zhang");
    const std::string before = one.cookie;
    EXPECT_EQ(one.post("/api/account/password",
                       fmt::format(R"({{"current":"{}","new":"A new one: 77 gulls"}})", kGood))
                  .status,
              204);
    EXPECT_FALSE(other.signed_in());
    EXPECT_TRUE(one.signed_in());
    EXPECT_NE(one.cookie, before);
}

TEST_P(SessionTest, ADisabledUsersSessionIsWorthNothingAtOnce) {
    Browser browser(here());
    browser.sign_in("zhang");
    here().database().write([&](db::Session& db) {
        db.execute("UPDATE app_user SET state = 'disabled' WHERE id = ?", {zhang.value});
    });
    EXPECT_FALSE(browser.signed_in());
}

TEST_P(SessionTest, AnAppointmentThatIsOverGivesNothingAtOnce) {
    const Id zone = here().make_zone("gaolan");
    const Id li = here().make_user("lihua");
    here().as_program([&](Change& change) {
        appoint(change, li, as(Role::auditor, zone), china_day(here().now),
                china_day(here().now).plus_days(1))
            .value();
    });
    Browser browser(here());
    browser.sign_in("lihua");
    EXPECT_EQ(browser.get("/api/audit").status, 200);
    for (int i = 0; i < 24 * 3; ++i) {
        here().minutes(20);
        if (i == 30) browser.sign_in("lihua");
        browser.signed_in();
    }
    EXPECT_EQ(browser.sign_in("lihua").status, 201);
    EXPECT_EQ(browser.get("/api/audit").status, 403);
}

TEST_P(SessionTest, CookiesThatAreNoTokensAreNobodys) {
    Browser browser(here());
    browser.sign_in("zhang");
    const std::string good = browser.cookie;
    for (const std::string& cookie :
         {std::string("x"), good.substr(1), good + "A", std::string(43, 'A'), std::string(4000, 'A'),
          std::string("' OR 1=1 --"), std::string("\xff\xfe")}) {
        browser.cookie = cookie;
        EXPECT_EQ(browser.get("/api/session").status, 401) << cookie;
    }
    browser.cookie = good + "; __Host-yuanheng=" + good;
    EXPECT_EQ(browser.get("/api/session").status, 401) << "a cookie that stands twice is none";
}

TEST_P(SessionTest, RequestsFromOtherSitesChangeNothing) {
    Browser browser(here());
    browser.sign_in("zhang");
    for (const char* site : {"cross-site", "same-site", "none"}) {
        EXPECT_EQ(browser.send(http::Method::del, "/api/session", {}, {{"sec-fetch-site", site}}).code(),
                  "wrong_origin")
            << site;
    }
    EXPECT_TRUE(browser.signed_in());
}

TEST(Session, LanguageIsWhatTheBrowserAsksForFirst) {
    const auto language = [](std::string_view accepted) {
        http::Request request;
        request.headers = {{"accept-language", std::string(accepted)}};
        return language_of(request);
    };
    for (const char* zh :
         {"", "zh", "zh-CN,zh;q=0.9,en;q=0.8", "de", "ZH-tw", "fr, zh", "*", "english", "den,zh"})
        EXPECT_EQ(language(zh), Language::zh) << zh;
    for (const char* en : {"en", "en-US,en;q=0.9", "EN;q=1", "de,en-GB, zh", "fr, en"})
        EXPECT_EQ(language(en), Language::en) << en;
}

TEST(Session, PlainHttpInTestsHasItsOwnCookie) {
    Settings settings;
    settings.insecure_cookies = true;
    EXPECT_EQ(cookie_name(settings), "yuanheng");
    EXPECT_THAT(session_cookie(settings, "t"), AllOf(StartsWith("yuanheng=t;"), Not(HasSubstr("Secure"))));
}

ON_BOTH_DATABASES(SessionTest);

}  // namespace
}  // namespace yuanheng::platform
