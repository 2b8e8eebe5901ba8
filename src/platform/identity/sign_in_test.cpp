#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "platform/testing/identity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SignInTest : public IdentityTest {
protected:
    void SetUp() override {
        IdentityTest::SetUp();
        if (IsSkipped()) return;
        zone = here().make_zone("qingyuan");
        zhang = here().make_user("zhang", {as(Role::leader, zone)});
    }
    /// Enrols zhang's authenticator; its secret, and the recovery codes.
    std::pair<std::string, std::vector<std::string>> enrol(Browser& browser) {
        const Reply begun = browser.post("/api/account/totp");
        EXPECT_EQ(begun.status, 200) << begun.body;
        std::string secret;
        unsigned int window = 0, bits = 0;
        for (const char c : begun.member("secret")) {
            window = window << 5 | static_cast<unsigned int>(c >= 'A' ? c - 'A' : c - '2' + 26);
            if ((bits += 5) >= 8) secret += static_cast<char>(window >> (bits -= 8));
        }
        const Reply done =
            browser.post("/api/account/totp/confirm", fmt::format(R"({{"code":"{}"}})", code(secret)));
        EXPECT_EQ(done.status, 200) << done.body;
        std::vector<std::string> codes;
        const std::regex one("[A-Z2-7]{4}(-[A-Z2-7]{4}){5}");
        for (std::sregex_iterator it(done.body.begin(), done.body.end(), one), end; it != end; ++it)
            codes.push_back(it->str());
        EXPECT_EQ(codes.size(), std::size_t{kRecoveryCodes});
        return {secret, codes};
    }
    std::string code(const std::string& secret, int step = 0) {
        return totp_code(secret, here().now / kTotpStep + step);
    }

    Id zone, zhang;
};

TEST_P(SignInTest, TakesTheLoginHoweverItIsTyped) {
    for (const char* login : {"zhang", "ZHANG", " Zhang ", "ｚｈａｎｇ"})
        EXPECT_EQ(Browser(here()).sign_in(login).status, 201) << login;
    EXPECT_EQ(Browser(here()).sign_in("zhang", std::string(kGood) + " ").code(), "sign_in_failed")
        << "passwords are taken as they are";
}

TEST_P(SignInTest, AnswersTheSameWhateverIsWrong) {
    here().as_program([&](Change& change) {
        add_user(change, {"invited", "待激活", {}, {}, {}, {}}).value();
    });
    const Id gone = here().make_user("gone");
    here().database().write([&](db::Session& db) {
        db.execute("UPDATE app_user SET state = 'disabled' WHERE id = ?", {gone.value});
    });
    const auto anonymous = [](std::string body) {
        return std::regex_replace(body, std::regex("01TEST"), "");
    };
    const std::string wrong = anonymous(Browser(here()).sign_in("zhang", "wrong").body);
    EXPECT_THAT(wrong, HasSubstr("sign_in_failed"));
    EXPECT_EQ(anonymous(Browser(here()).sign_in("nobody", "wrong").body), wrong);
    EXPECT_EQ(anonymous(Browser(here()).sign_in("invited", "wrong").body), wrong);
    EXPECT_EQ(anonymous(Browser(here()).sign_in("gone", kGood).body), wrong);
}

TEST_P(SignInTest, WritesEverySuccessAndFailureDown) {
    Browser browser(here(), "192.0.2.7");
    browser.sign_in("zhang", "wrong");
    browser.sign_in("zhang");
    browser.sign_in("my secret, in the wrong field", "x");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'session.open' AND user_id = ? AND "
                           "peer = '192.0.2.7' AND allowed = 1",
                           {zhang.value}),
              1);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM audit WHERE action = 'session.refused' AND record_id = ? "
                           "AND peer = '192.0.2.7' AND allowed = 0",
                           {zhang.value}),
              1);
    EXPECT_EQ(here().audited("session.refused"), 2);
    here().database().read([](db::Session& db) {
        db.each("SELECT after_json FROM audit", {}, [](const db::Values& row) {
            if (const std::string* json = reflect::text(row[0])) {
                EXPECT_THAT(*json,
                            AllOf(Not(HasSubstr("secret")), Not(HasSubstr(kGood)), Not(HasSubstr("wrong"))))
                    << "nothing that was typed in vain is kept";
            }
            return true;
        });
    });
}

TEST_P(SignInTest, FiveFailuresLockTheLoginForFifteenMinutes) {
    Browser browser(here());
    for (int i = 0; i < 5; ++i) EXPECT_EQ(browser.sign_in("zhang", "wrong").code(), "sign_in_failed") << i;
    const Reply locked = browser.sign_in("zhang");
    EXPECT_EQ(locked.status, 429);
    EXPECT_EQ(locked.code(), "sign_in_locked");
    EXPECT_EQ(locked.header("Retry-After"), "900");
    EXPECT_EQ(Browser(here(), "10.2.2.2").sign_in("zhang").code(), "sign_in_locked") << "from everywhere";
    EXPECT_EQ(here().audited("session.locked"), 1);
    here().minutes(15);
    here().now -= 1;
    EXPECT_EQ(browser.sign_in("zhang").code(), "sign_in_locked");
    here().now += 1;
    EXPECT_EQ(browser.sign_in("zhang").status, 201);
    for (int i = 0; i < 4; ++i) browser.sign_in("zhang", "wrong");
    EXPECT_EQ(browser.sign_in("zhang").status, 201) << "a success clears the count";
}

TEST_P(SignInTest, TheLockGrowsAsTheAttackGoesOn) {
    Browser browser(here());
    for (int i = 0; i < 5; ++i) browser.sign_in("zhang", "wrong");
    for (const int minutes : {15, 30, 60, 120, 240, 240}) {
        const Reply locked = browser.sign_in("zhang", "wrong");
        EXPECT_EQ(locked.header("Retry-After"), std::to_string(minutes * 60));
        here().minutes(minutes);
        EXPECT_EQ(browser.sign_in("zhang", "wrong").code(), "sign_in_failed");
    }
    here().minutes(24 * 60 + 1);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(browser.sign_in("zhang", "wrong").code(), "sign_in_failed");
    EXPECT_EQ(browser.sign_in("zhang").status, 201) << "a day later it is forgotten";
}

TEST_P(SignInTest, ALoginThatNobodyHasLocksLikeAnother) {
    Browser browser(here());
    for (int i = 0; i < 5; ++i) EXPECT_EQ(browser.sign_in("nobody", "wrong").code(), "sign_in_failed");
    const Reply locked = browser.sign_in("nobody", "wrong");
    EXPECT_EQ(locked.status, 429);
    EXPECT_EQ(locked.header("Retry-After"), "900");
}

TEST_P(SignInTest, AnAddressThatTriesManyLoginsIsLocked) {
    Browser attacker(here(), "203.0.113.1");
    for (int i = 0; i < 30; ++i)
        EXPECT_EQ(attacker.sign_in(fmt::format("user{}", i), "wrong").code(), "sign_in_failed") << i;
    EXPECT_EQ(attacker.sign_in("zhang").code(), "sign_in_locked");
    EXPECT_EQ(Browser(here()).sign_in("zhang").status, 201) << "others are served";
    here().minutes(15);
    EXPECT_EQ(attacker.sign_in("zhang").status, 201);
}

TEST_P(SignInTest, AnOfficeBehindOneAddressIsNotLockedByItsSlips) {
    Browser office(here());
    for (int day = 0; day < 20; ++day) {
        EXPECT_EQ(office.sign_in("zhang", "slip").code(), "sign_in_failed");
        EXPECT_EQ(office.sign_in("zhang").status, 201);
    }
}

TEST_P(SignInTest, AttemptsAtTheSameMomentAllCount) {
    std::atomic<int> answered{0}, failed{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            Browser browser(here(), fmt::format("10.3.0.{}", t));
            for (int i = 0; i < 4; ++i) {
                const Reply reply = browser.sign_in("zhang", "wrong");
                ++answered;
                if (reply.code() == "sign_in_failed")
                    ++failed;
                else
                    EXPECT_EQ(reply.code(), "sign_in_locked");
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(answered, 32);
    EXPECT_EQ(failed, 5);
}

TEST_P(SignInTest, UsersAreToldOfWhatMayNotHaveBeenThem) {
    Browser home(here()), elsewhere(here(), "198.51.100.9");
    home.sign_in("zhang");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM notification"), 0) << "the first address is no news";
    elsewhere.sign_in("zhang");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM notification WHERE kind = 'notice_new_address'"), 1);
    elsewhere.sign_in("zhang");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM notification WHERE kind = 'notice_new_address'"), 1);
    for (int i = 0; i < 3; ++i) home.sign_in("zhang", "wrong");
    home.sign_in("zhang");
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM notification WHERE kind = 'notice_sign_in_after_failures'"),
              1);
    for (int i = 0; i < 5; ++i) home.sign_in("zhang", "wrong");
    EXPECT_EQ(
        here().count("SELECT COUNT(*) FROM notification WHERE kind = 'notice_sign_in_locked' AND user_id = ?",
                     {zhang.value}),
        1);
}

TEST_P(SignInTest, TheSecondFactorIsAskedForAfterThePassword) {
    Browser browser(here());
    browser.sign_in("zhang");
    const auto [secret, codes] = enrol(browser);
    EXPECT_TRUE(browser.signed_in());
    Browser other(here());
    EXPECT_EQ(other.sign_in("zhang", "wrong", code(secret, 1)).code(), "sign_in_failed");
    EXPECT_EQ(other.sign_in("zhang").code(), "second_factor_needed");
    EXPECT_EQ(other.sign_in("zhang", kGood, "000000").code(), "sign_in_failed");
    EXPECT_EQ(other.sign_in("zhang", kGood, code(secret, 1)).status, 201);
    EXPECT_TRUE(other.get("/api/session").has(R"("second_factor_enrolled":true)"));
    EXPECT_EQ(
        here().count("SELECT COUNT(*) FROM app_user WHERE totp_secret LIKE ?", {"%" + base32(secret) + "%"}),
        0)
        << "the secret is encrypted";
    for (int i = 0; i < 10; ++i)
        EXPECT_EQ(Browser(here()).sign_in("zhang").code(), "second_factor_needed") << "asking is no failure";
}

TEST_P(SignInTest, ACodeIsTakenOnce) {
    Browser browser(here());
    browser.sign_in("zhang");
    const auto [secret, codes] = enrol(browser);
    EXPECT_EQ(Browser(here()).sign_in("zhang", kGood, code(secret)).code(), "sign_in_failed")
        << "enrolling took it";
    here().now += kTotpStep;
    EXPECT_EQ(Browser(here()).sign_in("zhang", kGood, code(secret)).status, 201);
    EXPECT_EQ(Browser(here()).sign_in("zhang", kGood, code(secret)).code(), "sign_in_failed");
    EXPECT_EQ(Browser(here()).sign_in("zhang", kGood, code(secret, -1)).code(), "sign_in_failed")
        << "nor one before it";
    here().now += kTotpStep;
    std::atomic<int> opened{0};
    std::vector<std::thread> threads;
    const std::string once = code(secret);
    for (int t = 0; t < 3; ++t)
        threads.emplace_back([&] { opened += Browser(here()).sign_in("zhang", kGood, once).status == 201; });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(opened, 1) << "even at the same moment";
}

TEST_P(SignInTest, ARecoveryCodeStandsInOnce) {
    Browser browser(here());
    browser.sign_in("zhang");
    const auto [secret, codes] = enrol(browser);
    EXPECT_EQ(Browser(here()).sign_in("zhang", kGood, codes[0]).status, 201);
    EXPECT_EQ(Browser(here()).sign_in("zhang", kGood, codes[0]).code(), "sign_in_failed");
    EXPECT_EQ(Browser(here()).sign_in("zhang", kGood, codes[1]).status, 201);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM recovery_code WHERE hash LIKE 'sha256:%'"), kRecoveryCodes);
}

TEST_P(SignInTest, WrongCodesLockToo) {
    Browser browser(here());
    browser.sign_in("zhang");
    enrol(browser);
    Browser other(here());
    for (int i = 0; i < 5; ++i) EXPECT_EQ(other.sign_in("zhang", kGood, "000000").code(), "sign_in_failed");
    EXPECT_EQ(other.sign_in("zhang", kGood, "000000").code(), "sign_in_locked");
}

TEST_P(SignInTest, TheFactorGoesOnlyWithTheFactor) {
    Browser browser(here());
    browser.sign_in("zhang");
    const auto [secret, codes] = enrol(browser);
    here().minutes(6);
    EXPECT_EQ(browser.del("/api/account/totp").code(), "recent_sign_in");
    EXPECT_EQ(browser.post("/api/session/confirm", fmt::format(R"({{"password":"{}"}})", kGood)).code(),
              "second_factor_needed");
    EXPECT_EQ(browser
                  .post("/api/session/confirm",
                        fmt::format(R"({{"password":"{}","code":"{}"}})", kGood, code(secret)))
                  .status,
              204);
    EXPECT_EQ(browser.post("/api/account/totp").code(), "second_factor_state") << "one at a time";
    Browser other(here());
    here().minutes(1);
    ASSERT_EQ(other.sign_in("zhang", kGood, code(secret)).status, 201);
    EXPECT_EQ(browser.del("/api/account/totp").status, 204);
    EXPECT_TRUE(browser.signed_in());
    EXPECT_FALSE(other.signed_in()) << "it was opened with what is no longer asked for";
    EXPECT_EQ(Browser(here()).sign_in("zhang").status, 201);
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM recovery_code"), 0);
}

TEST_P(SignInTest, AWrongCodeDoesNotEnrol) {
    Browser browser(here());
    browser.sign_in("zhang");
    EXPECT_EQ(browser.post("/api/account/totp/confirm", R"({"code":"123456"})").code(),
              "second_factor_state");
    browser.post("/api/account/totp");
    EXPECT_EQ(browser.post("/api/account/totp/confirm", R"({"code":"000000"})").code(),
              "second_factor_wrong");
    EXPECT_EQ(Browser(here()).sign_in("zhang").status, 201) << "what is not confirmed is not asked for";
}

TEST_P(SignInTest, APasswordIsChangedWithTheOldOneAndByTheRules) {
    Browser browser(here());
    browser.sign_in("zhang");
    const auto change = [&](const std::string& current, const std::string& next) {
        return browser.post("/api/account/password",
                            fmt::format(R"({{"current":"{}","new":"{}"}})", current, next));
    };
    EXPECT_EQ(change("wrong", "A new one: 77 gulls").code(), "password_wrong");
    EXPECT_EQ(change(kGood, "short").code(), "password_short");
    EXPECT_EQ(change(kGood, "Admin@123456").code(), "password_known");
    EXPECT_EQ(change(kGood, "all small and blanks").code(), "password_classes");
    EXPECT_EQ(change(kGood, "Big QingYuan 7 lake").code(), "password_context");
    EXPECT_EQ(change(kGood, "Big zhang 7 lake").code(), "password_context");
    EXPECT_EQ(change(kGood, kGood).code(), "password_reused");
    EXPECT_THAT(change(kGood, "short").body, HasSubstr(R"("pointer":"/new")"));
    EXPECT_EQ(change(kGood, "A new one: 77 gulls").status, 204);
    EXPECT_EQ(Browser(here()).sign_in("zhang").code(), "sign_in_failed");
    EXPECT_EQ(Browser(here()).sign_in("zhang", "A new one: 77 gulls").status, 201);
    EXPECT_EQ(here().audited("account.password"), 1);
}

TEST_P(SignInTest, TheLastFivePasswordsAreNotUsedAgain) {
    Browser browser(here());
    browser.sign_in("zhang");
    const auto password = [](int n) {
        return n == 0 ? std::string(kGood) : fmt::format("Number {} of many!", n);
    };
    const auto change = [&](int from, int to) {
        return browser
            .post("/api/account/password",
                  fmt::format(R"({{"current":"{}","new":"{}"}})", password(from), password(to)))
            .code();
    };
    for (int n = 0; n < 4; ++n) EXPECT_EQ(change(n, n + 1), "");
    EXPECT_EQ(change(4, 0), "password_reused");
    EXPECT_EQ(change(4, 5), "");
    EXPECT_EQ(change(5, 1), "password_reused");
    EXPECT_EQ(change(5, 0), "") << "the sixth before is forgotten";
}

TEST_P(SignInTest, AfterNinetyDaysThePasswordHasToBeChangedFirst) {
    here().minutes(90 * 24 * 60 - 1);
    Browser browser(here());
    browser.sign_in("zhang");
    EXPECT_TRUE(browser.get("/api/session").has(R"("must_change_password":false)"));
    here().minutes(1);
    EXPECT_TRUE(browser.get("/api/session").has(R"("must_change_password":true)"));
    EXPECT_EQ(browser.get("/api/account/sessions").status, 200);
    EXPECT_EQ(browser
                  .post("/api/account/password",
                        fmt::format(R"({{"current":"{}","new":"A new one: 77 gulls"}})", kGood))
                  .status,
              204);
    EXPECT_TRUE(browser.get("/api/session").has(R"("must_change_password":false)"));
}

TEST_P(SignInTest, TheAsvsProfileAsksForNoClassesAndNoChange) {
    here().services().settings.passwords = PasswordProfile::asvs;
    here().minutes(400 * 24 * 60);
    Browser browser(here());
    browser.sign_in("zhang");
    EXPECT_TRUE(browser.get("/api/session").has(R"("must_change_password":false)"));
    EXPECT_EQ(browser
                  .post("/api/account/password",
                        fmt::format(R"({{"current":"{}","new":"all small and blanks"}})", kGood))
                  .status,
              204);
}

TEST_P(SignInTest, ALanguageThatTheUserChoseIsSpoken) {
    Browser browser(here());
    browser.sign_in("zhang");
    EXPECT_THAT(browser.get("/api/users").body, Not(HasSubstr("appointments do not allow")));
    EXPECT_EQ(browser.patch("/api/account", R"({"language":"en"})").status, 204);
    EXPECT_TRUE(browser.get("/api/session").has(R"("language":"en")"));
    EXPECT_THAT(browser.get("/api/settings").body, HasSubstr("appointments do not allow"));
}

// ---- the first start, invitations

TEST(FirstStart, ATokenMakesTheFirstAdministratorOnce) {
    Installation here(db::Engine::sqlite);
    Browser browser(here);
    EXPECT_TRUE(browser.get("/api/first-start").has(R"("needed":true)"));
    const std::string old = first_start_token(here.services()).value(),
                      token = first_start_token(here.services()).value();
    const auto start = [&](const std::string& t, const std::string& login = "admin1",
                           const std::string& password = kGood) {
        return browser.post("/api/first-start",
                            fmt::format(R"({{"token":"{}","login":"{}","name":"首任","password":"{}"}})", t,
                                        login, password));
    };
    EXPECT_EQ(start("x").code(), "token_over");
    EXPECT_EQ(start(old).code(), "token_over") << "a later start makes the earlier token void";
    EXPECT_EQ(start(token, "x").code(), "login_bad");
    EXPECT_EQ(start(token, "admin1", "password").code(), "password_classes");
    EXPECT_EQ(start(token, "Admin1").status, 204);
    EXPECT_EQ(start(token, "admin2").code(), "first_start_over");
    EXPECT_TRUE(browser.get("/api/first-start").has(R"("needed":false)"));
    EXPECT_EQ(first_start_token(here.services()), std::nullopt);
    EXPECT_EQ(browser.sign_in("admin1").status, 201);
    EXPECT_TRUE(browser.get("/api/session").has(R"("role":"administrator")"));
    EXPECT_EQ(here.count("SELECT COUNT(*) FROM one_time_token WHERE hash LIKE ?", {"%" + token + "%"}), 0);
    EXPECT_EQ(verify_audit(here.database(), Language::en).first_bad, 0);
}

TEST(FirstStart, TheTokenIsGoodForADay) {
    Installation here(db::Engine::sqlite);
    const std::string token = first_start_token(here.services()).value();
    here.minutes(24 * 60);
    EXPECT_EQ(Browser(here)
                  .post("/api/first-start",
                        fmt::format(R"({{"token":"{}","login":"admin1","name":"首任","password":"{}"}})",
                                    token, kGood))
                  .code(),
              "token_over");
}

TEST(FirstStart, GuessingIsSlow) {
    Installation here(db::Engine::sqlite);
    first_start_token(here.services());
    Browser browser(here);
    int refused = 0;
    for (int i = 0; i < 62; ++i) {
        refused += browser
                       .post("/api/first-start",
                             fmt::format(R"({{"token":"{}","login":"admin1","name":"首任","password":"{}"}})",
                                         Keys::make_token(), kGood))
                       .status == 429;
    }
    EXPECT_EQ(refused, 2);
}

ON_BOTH_DATABASES(SignInTest);

}  // namespace
}  // namespace yuanheng::platform
