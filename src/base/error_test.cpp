#include "base/error.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace yuanheng {
namespace {

TEST(Error, PlacesAreSaidAsTheReaderFindsThem) {
    EXPECT_EQ(place({"scheme.toml", "", 12, 3}), "scheme.toml:12:3");
    EXPECT_EQ(place({"税务.xlsx", "税收", 5, 28}), "税务.xlsx [税收] AB5");
    EXPECT_EQ(place({"税务.csv", std::string(kCsvSheet), 5, 3}), "税务.csv C5");
    EXPECT_EQ(place({"a.csv", "", 0, 0}), "a.csv");
    EXPECT_EQ(place({}), "");
}

TEST(Error, OneLineSaysPlaceProblemAndHowToMendIt) {
    const Error error(Code::bad_utf8, {}, {"税务.csv", std::string(kCsvSheet), 5, 3});
    EXPECT_EQ(describe(error, Language::zh),
              "税务.csv C5：文字不是有效的 UTF-8。请在 Excel 或 WPS 中打开，另存为“CSV UTF-8”或 .xlsx");
    EXPECT_EQ(
        describe(error, Language::en),
        "税务.csv C5: the text is not valid UTF-8. Open it in Excel or WPS and save it as \"CSV UTF-8\" or "
        ".xlsx");
}

TEST(Error, AFileIsNamedOnce) {
    const Error error(Code::file_unreadable, {{"path", "a.zip"}, {"detail", "Permission denied"}},
                      {"a.zip", "", 0, 0});
    EXPECT_EQ(describe(error, Language::zh), "读不了文件“a.zip”：没有权限。请检查路径和权限");
}

TEST(Error, ALongNameIsCutAtACharacter) {
    std::string name;
    while (name.size() < 100'000) name += "园";
    const std::string text = message(Error(Code::bad_number, {{"text", name}}), Language::zh);
    EXPECT_LT(text.size(), kMostShown + 60);
    EXPECT_TRUE(valid_utf8(text));
    EXPECT_NE(text.find("园…”"), std::string::npos);
    EXPECT_TRUE(valid_utf8(message(Error(Code::bad_number, {{"text", "x" + name}}), Language::zh)));
}

}  // namespace
}  // namespace yuanheng
