#include "base/uscc.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <unordered_set>

namespace yuanheng {
namespace {

Error error_of(const char* text) {
    const auto code = CreditCode::parse(text);
    EXPECT_FALSE(code) << text;
    return code ? Error() : code.error();
}

TEST(CreditCode, KnownCodesAreValid) {
    for (const char* text : {"91350100M000100Y43", "91440300708461136T", "91110108551385082Q"}) {
        const auto code = CreditCode::parse(text);
        ASSERT_TRUE(code) << text;
        EXPECT_EQ(code->text(), text);
        EXPECT_EQ(check_character(std::string_view(text).substr(0, 17)), text[17]);
    }
    const auto code = CreditCode::parse("91440300708461136T");
    EXPECT_EQ(code->region(), "440300");
    EXPECT_EQ(code->organisation(), "708461136");
}

TEST(CreditCode, NormalisesWhatIsTyped) {
    const auto code = *CreditCode::parse("91440300708461136T");
    for (const char* text :
         {"91440300708461136t", " 9144 0300 7084 6113 6T ", "９１４４０３００７０８４６１１３６Ｔ",
          "'91440300708461136T", "\u300091440300708461136T\u200B", "’91440300708461136T"}) {
        EXPECT_EQ(CreditCode::parse(text), code) << text;
    }
    std::unordered_set<CreditCode> set = {code, code};
    EXPECT_EQ(set.size(), 1u);
}

TEST(CreditCode, EverySingleSlipIsFound) {
    const std::string good = "91350100M000100Y43";
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (const char c : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
            std::string slip = good;
            slip[i] = c;
            EXPECT_EQ(CreditCode::parse(slip).has_value(), slip == good) << slip;
        }
    }
}

TEST(CreditCode, ACodeThatNobodyIssuesIsNone) {
    const auto with_check = [](const std::string& first) { return first + check_character(first); };
    for (const std::string first : {"00000000000000000", "B1330000MA2601818", "91030000MA2601818"}) {
        const auto code = CreditCode::parse(with_check(first));
        ASSERT_FALSE(code) << first;
        EXPECT_EQ(code.error().code, Code::uscc_character);
    }
    EXPECT_TRUE(CreditCode::parse(with_check("52110000500000000")));
    EXPECT_TRUE(CreditCode::parse(with_check("N2330000MA2601818")));
}

TEST(CreditCode, SaysWhatIsWrong) {
    EXPECT_EQ(error_of("9135010").code, Code::uscc_length);
    EXPECT_EQ(error_of("").code, Code::uscc_length);
    EXPECT_EQ(error_of("91350100M000100Y433").code, Code::uscc_length);
    EXPECT_EQ(error_of("91350100MOOO100Y43").code, Code::uscc_character);
    EXPECT_EQ(error_of("91A50100M000100Y43").code, Code::uscc_character);
    EXPECT_EQ(error_of("91350100M000100Y44").code, Code::uscc_check);
    EXPECT_NE(message(error_of("91350100M000100Y44"), Language::zh).find("应为“3”"), std::string::npos);
    EXPECT_NE(message(error_of("91350100MOOO100Y43"), Language::en).find("character 10"), std::string::npos);
    for (const char* text :
         {"9.14E+17", "9.1440300708461e+17", "914403007084611000", "914403007084611000.0"}) {
        EXPECT_EQ(error_of(text).code, Code::uscc_float) << text;
    }
    EXPECT_NE(hint(error_of("9.14E+17"), Language::zh).find("文本"), std::string::npos);
    EXPECT_EQ(error_of("440301103456789").code, Code::uscc_old_number);
    EXPECT_EQ(error_of("440402").code, Code::uscc_not_code);
    EXPECT_EQ(error_of("440402001002").code, Code::uscc_not_code);
    EXPECT_EQ(error_of("珠海某某有限公司").code, Code::uscc_not_code);
    EXPECT_THROW(check_character("9135"), std::invalid_argument);
    EXPECT_THROW(check_character("91350100MOOO100Y4"), std::invalid_argument);
}

}  // namespace
}  // namespace yuanheng
