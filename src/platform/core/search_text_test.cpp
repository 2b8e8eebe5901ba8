#include "platform/core/search_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace yuanheng::platform {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(SearchText, HoldsTheTextItsInitialsAndItsPinyin) {
    EXPECT_EQ(search_text("清远智能"), "清远智能 qyzn qingyuanzhineng");
    EXPECT_EQ(search_text("ＡＢＣ 阀门（珠海）"), "abc 阀门(珠海) abcfm(zh) abcfamen(zhuhai)");
}

TEST(SearchText, SpellsCharactersOfTwoReadingsBothWays) {
    EXPECT_THAT(search_text("长城"), HasSubstr("changcheng"));
    EXPECT_THAT(search_text("重庆长安"), HasSubstr("chongqingchangan"));
    EXPECT_THAT(search_text("重工长沙"), HasSubstr("zhonggongchangsha"));
    EXPECT_THAT(search_text("绿源"), HasSubstr("lvyuan"));
    EXPECT_THAT(search_text("工商银行"), HasSubstr("yinhang"));
}

TEST(SearchText, StaysShortWhereManyCharactersHaveTwoReadings) {
    EXPECT_LT(search_text("长长长长长长长长长长长长长长长长长长长长").size(), 2000u);
}

TEST(SearchText, LeavesTextsWithoutChineseAlone) {
    EXPECT_EQ(search_text("  Acme Ltd. "), "acme ltd.");
    EXPECT_EQ(search_text(""), "");
    EXPECT_EQ(search_words(" ＱｙＺＮ"), "qyzn");
}

TEST(SearchText, TakesRareCharactersAndBrokenBytes) {
    EXPECT_THAT(search_text("𠮷野"), HasSubstr("𠮷野"));
    EXPECT_THAT(search_text("\xff清"), HasSubstr("q"));
}

}  // namespace
}  // namespace yuanheng::platform
