#include "platform/identity/passwords.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "platform/codes.hpp"
#include "platform/identity/weak_passwords.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::vector<ErrorCode> problems(PasswordProfile profile, std::string_view password,
                                const std::vector<std::string>& context = {}) {
    std::vector<ErrorCode> out;
    for (const Error& error : check_password(profile, password, context)) out.push_back(error.code);
    return out;
}
constexpr auto kAsvs = PasswordProfile::asvs, kMlps3 = PasswordProfile::mlps3;

TEST(Passwords, MayBeLongAndOfAnyCharacters) {
    for (const char* good : {"correct horse battery staple", "南坪的第三块试验田种了油菜",
                             "tr0ub4dor&3 and more", "  blanks stay  ", "vq8#Lm2!"}) {
        EXPECT_THAT(problems(kAsvs, good), IsEmpty()) << good;
    }
    EXPECT_THAT(problems(kAsvs, std::string(64, 'q') + "wm vbhnkolp"), IsEmpty());
    EXPECT_THAT(problems(kAsvs, "the quick fox 12 " + std::string(111, 'z')), IsEmpty());  // 128
    EXPECT_THAT(problems(kAsvs, "the quick fox 12 " + std::string(112, 'z')),
                ElementsAre(Code::password_long));
}

TEST(Passwords, MustHaveEightCharacters) {
    EXPECT_THAT(problems(kAsvs, "vq8#Lm2"), ElementsAre(Code::password_short));
    EXPECT_THAT(problems(kAsvs, "南坪试验田油"), ElementsAre(Code::password_short))
        << "characters count, not bytes";
    EXPECT_THAT(problems(kAsvs, ""), Contains(Code::password_short));
}

TEST(Passwords, MixThreeClassesForMlpsOnly) {
    EXPECT_THAT(problems(kMlps3, "correct horse battery staple"), ElementsAre(Code::password_classes));
    EXPECT_THAT(problems(kAsvs, "correct horse battery staple"), IsEmpty());
    EXPECT_THAT(problems(kMlps3, "Correct horse battery staple"), IsEmpty());
    EXPECT_THAT(problems(kMlps3, "南坪试验田Aa油菜"), IsEmpty());
    EXPECT_THAT(problems(kMlps3, "VQLMTRWXVQ84"), ElementsAre(Code::password_classes));
}

TEST(Passwords, AreNotThoseThatEverybodyKnows) {
    for (const char* weak :
         {"password",    "Password1",    "P@ssw0rd",   "P@ssw0rd123", "Passw0rd!2024", "Admin@123",
          "admin123456", "Admin123!@#",  "woaini1314", "WoAiNi1314!", "5201314520",    "iloveyou",
          "qwertyuiop",  "1qaz@WSX",     "1QAZ2wsx",   "!QAZ2wsx",    "Qwer1234",      "qwe123!@#",
          "Zhang@123",   "zhangwei1990", "LiWei@2024", "Huawei@123",  "Zhuhai@2026",   "Abc123456",
          "aa123456",    "a1b2c3d4",     "147258369",  "123456789",   "987654321",     "12345678",
          "11111111",    "abababab",     "abcabcabc",  "20081018",    "19900307",      "07031990",
          "13812345678", "woaizhongguo", "Test1234",   "changeme123", "gaoxinqu2026",  "root@2025",
          "Mima123456",  "yuanqu888",    "88888888",   "asdfghjkl",   "Iloveyou520",   "xiaoming123",
          "Wangba123",   "samantha",     "Samantha1!", "midnight",    "Jessica#2024"}) {
        EXPECT_TRUE(is_weak(weak)) << weak;
    }
}

TEST(Passwords, AreNotTakenForKnownOnesWithoutReason) {
    for (const char* good :
         {"correct horse battery staple", "vq8#Lm2!", "Tz7$kcw9Hn", "adminstrativ-9kx", "南坪试验田油菜花",
          "password manager of Li Lei", "8841739206", "zhx4-91qp-7mvb", "ocean fence 41 violin"}) {
        EXPECT_FALSE(is_weak(good)) << good;
    }
}

TEST(Passwords, HaveNothingToDoWithThePersonOrThePlace) {
    const std::vector<std::string> context{"limeihua", "李梅花", "yuanheng", "qingyuan", "清远高新区", "hr"};
    EXPECT_THAT(problems(kAsvs, "my limeihua 77 tree", context), ElementsAre(Code::password_context));
    EXPECT_THAT(problems(kAsvs, "my LiMeiHua 77 tree", context), ElementsAre(Code::password_context));
    EXPECT_THAT(problems(kAsvs, "0f q1ngyuan and more", context), ElementsAre(Code::password_context));
    EXPECT_THAT(problems(kAsvs, "big YuanHeng 2026 fan", context), ElementsAre(Code::password_context));
    EXPECT_THAT(problems(kAsvs, "我在清远高新区上班哦", context), ElementsAre(Code::password_context));
    EXPECT_THAT(problems(kAsvs, "three chr words", context), IsEmpty()) << "two letters are no word";
}

TEST(Passwords, TheListIsSortedLargeAndOfPasswordsThatLengthAllows) {
    const auto words = weak_passwords();
    EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
    EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
    EXPECT_GE(std::count_if(words.begin(), words.end(),
                            [](std::string_view word) { return word.size() >= kLeastPassword; }),
              3000);
    EXPECT_THAT(std::vector<std::string_view>(words.begin(), words.end()), Contains("woaini1314"));
}

TEST(Passwords, AreHashedWithASaltAndComparedWhole) {
    const std::string hash = hash_password("correct horse battery staple");
    EXPECT_THAT(hash, StartsWith("$argon2id$v=19$m=32768,t=3,p=1$"));
    EXPECT_NE(hash, hash_password("correct horse battery staple"));
    EXPECT_TRUE(password_fits(hash, "correct horse battery staple"));
    EXPECT_FALSE(password_fits(hash, "correct horse battery stapl"));
    EXPECT_FALSE(password_fits(hash, "Correct horse battery staple"));
    EXPECT_FALSE(password_fits(hash, "correct horse battery staple "));
    EXPECT_FALSE(password_fits(hash, ""));
    EXPECT_FALSE(hash_is_old(hash));
    EXPECT_TRUE(hash_is_old(
        "$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$xh0DZHBFG2JNZ7hVJMqQvZrMXrW5l7KkJ8EuMWzAhtE"));
    const std::string long_one(128, 'x');
    EXPECT_FALSE(password_fits(hash_password(long_one), long_one.substr(0, 127))) << "nothing is cut off";
}

TEST(Passwords, OfNobodyNeverFit) {
    EXPECT_FALSE(password_fits("", ""));
    EXPECT_FALSE(password_fits("", "a password that nobody has"));
    EXPECT_FALSE(password_fits("not a hash", "x"));
}

}  // namespace
}  // namespace yuanheng::platform
