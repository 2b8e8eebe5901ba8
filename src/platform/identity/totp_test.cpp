#include "platform/identity/totp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace yuanheng::platform {
namespace {

using ::testing::HasSubstr;
using ::testing::Optional;

const std::string kSecret = "12345678901234567890";

TEST(Totp, GivesTheCodesOfTheStandard) {
    // RFC 6238, appendix B, SHA-1: the last six of the eight digits
    const std::pair<std::int64_t, const char*> kVectors[] = {{59, "287082"},         {1111111109, "081804"},
                                                             {1111111111, "050471"}, {1234567890, "005924"},
                                                             {2000000000, "279037"}, {20000000000, "353130"}};
    for (const auto& [seconds, code] : kVectors) EXPECT_EQ(totp_code(kSecret, seconds / 30), code) << seconds;
    // RFC 4226, appendix D
    const char* const kCounted[] = {"755224", "287082", "359152", "969429", "338314",
                                    "254676", "287922", "162583", "399871", "520489"};
    for (std::int64_t i = 0; i < 10; ++i) EXPECT_EQ(totp_code(kSecret, i), kCounted[i]);
}

TEST(Totp, TakesTheNeighbouringStepsForClocksThatDiffer) {
    const std::int64_t now = 1'700'000'000'000, step = now / kTotpStep;
    EXPECT_THAT(totp_step(kSecret, totp_code(kSecret, step), now, 0), Optional(step));
    EXPECT_THAT(totp_step(kSecret, totp_code(kSecret, step - 1), now, 0), Optional(step - 1));
    EXPECT_THAT(totp_step(kSecret, totp_code(kSecret, step + 1), now, 0), Optional(step + 1));
    EXPECT_EQ(totp_step(kSecret, totp_code(kSecret, step - 2), now, 0), std::nullopt);
    EXPECT_EQ(totp_step(kSecret, totp_code(kSecret, step + 2), now, 0), std::nullopt);
}

TEST(Totp, TakesAStepOnceAndNoneBeforeIt) {
    const std::int64_t now = 1'700'000'000'000, step = now / kTotpStep;
    EXPECT_EQ(totp_step(kSecret, totp_code(kSecret, step), now, step), std::nullopt);
    EXPECT_EQ(totp_step(kSecret, totp_code(kSecret, step - 1), now, step), std::nullopt);
    EXPECT_THAT(totp_step(kSecret, totp_code(kSecret, step + 1), now, step), Optional(step + 1));
}

TEST(Totp, TakesNothingThatIsNoCode) {
    for (const char* text : {"", "0", "12345", "1234567", "abcdef", "二八七零八二"})
        EXPECT_EQ(totp_step(kSecret, text, 59'000, 0), std::nullopt) << text;
}

TEST(Totp, TellsAppsWhatTheyNeed) {
    EXPECT_EQ(totp_uri(kSecret, "园衡", "zhang@x"),
              "otpauth://totp/"
              "%E5%9B%AD%E8%A1%A1:zhang%40x?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%9B%AD%E8%A1%"
              "A1&algorithm=SHA1&digits=6&period=30");
    EXPECT_EQ(make_totp_secret().size(), 20u);
}

TEST(Totp, MakesRecoveryCodesThatCanBeTypedInAnyWay) {
    const std::vector<std::string> codes = make_recovery_codes();
    EXPECT_EQ(codes.size(), std::size_t{kRecoveryCodes});
    EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), codes.size());
    for (const std::string& code : codes) {
        EXPECT_EQ(code.size(), 29u);  // 24 characters of 5 bits: 120 bits, in groups of four
        std::string small = code;
        for (char& c : small) c = static_cast<char>(std::tolower(c));
        EXPECT_EQ(plain_recovery_code(" " + small + " "), plain_recovery_code(code));
        EXPECT_EQ(plain_recovery_code(code).size(), 24u);
    }
    for (const char* text : {"", "123456", "ABCD-EFGH", "ABCD-EFGH-IJKL-MNOP-QRST-UV01"})
        EXPECT_EQ(plain_recovery_code(text), "") << text;
}

}  // namespace
}  // namespace yuanheng::platform
