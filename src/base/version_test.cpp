#include "base/version.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace yuanheng {
namespace {

using ::testing::HasSubstr;

std::string file(const std::string& name) {
    std::ifstream in(std::string(YUANHENG_ROOT "/") + name);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Version, IsTheSameEverywhere) {
    const std::string here(version());
    EXPECT_THAT(file("web/package.json"), HasSubstr("\"version\": \"" + here + "\""));
    EXPECT_THAT(file("web/package-lock.json").substr(0, 200), HasSubstr("\"version\": \"" + here + "\""));
    const std::string changes = file("CHANGELOG.md");
    EXPECT_EQ(changes.find("\n## " + here), changes.find("\n## ")) << "the newest chapter of CHANGELOG.md";
}

}  // namespace
}  // namespace yuanheng
