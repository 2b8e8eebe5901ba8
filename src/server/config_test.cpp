#include "server/config.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace yuanheng::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

class ConfigTest : public ::testing::Test {
protected:
    void SetUp() override { fs::create_directories(folder_); }
    void TearDown() override { fs::remove_all(folder_); }
    std::string file(const std::string& name, const std::string& text) const {
        std::ofstream(folder_ / name) << text;
        return (folder_ / name).string();
    }

    fs::path folder_ = fs::temp_directory_path() / ("yuanheng_config_" + std::to_string(::getpid()));
};

TEST_F(ConfigTest, TheUsualPlaceIsReadWhereNoFileIsGiven) {
    const fs::path usual = file("usual.toml", "data = \"/usual\"\n");
    EXPECT_EQ(load_config("", usual)->data, "/usual");
    EXPECT_EQ(load_config(file("given.toml", "data = \"/given\"\n"), usual)->data, "/given");
    EXPECT_EQ(load_config("", folder_ / "none.toml")->data, "data");
}

TEST_F(ConfigTest, OneThatIsThereAndCannotBeReadIsNotPassedOver) {
    fs::create_directory(folder_ / "usual.toml");
    const auto config = load_config("", folder_ / "usual.toml");
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().front().code, Code::file_unreadable);
}

TEST_F(ConfigTest, IsShownWithoutThePassword) {
    const std::string given =
        file("given.toml", "[database]\nurl = \"postgresql://yh@db/yh?password=s3cret\"\n");
    EXPECT_THAT(shown(*load_config(given)), Not(HasSubstr("s3cret")));
    EXPECT_THAT(shown(*load_config(given)), HasSubstr("postgresql://yh@db/yh?password=***"));
}

}  // namespace
}  // namespace yuanheng::server
