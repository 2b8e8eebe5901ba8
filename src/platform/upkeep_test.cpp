#include "platform/core/upkeep.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "platform/testing/identity_samples.hpp"

namespace yuanheng::platform {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class UpkeepTest : public IdentityTest {
protected:
    int run(const std::vector<UpkeepStep>& steps) { return run_upkeep(here().services(), steps); }
};

TEST_P(UpkeepTest, AStepThatFailsIsLoggedAndTheOthersRun) {
    int done = 0;
    const std::vector<UpkeepStep> steps = {
        {"lost", [](Services&) { throw db::Failure(db::Fault::busy, "every connection is in use"); }},
        {"broken", [](Services&) { throw std::runtime_error("no descriptors"); }},
        {"odd", [](Services&) { throw 1; }},
        {"good", [&](Services&) { ++done; }}};
    EXPECT_EQ(run(steps), 3);
    EXPECT_EQ(done, 1);
    for (const char* line : {"error upkeep_failed step=lost detail=every connection is in use\n",
                             "error upkeep_failed step=broken detail=no descriptors\n",
                             "error upkeep_failed step=odd detail=unknown\n"})
        EXPECT_THAT(here().log(), HasSubstr(line));
    EXPECT_THAT(here().log(), Not(HasSubstr("step=good")));
}

TEST_P(UpkeepTest, ASettingThatCannotBeReadStopsItsOwnStepsOnly) {
    here().make_user("root", {as(Role::administrator)});  // the chain's first entries
    here().execute("INSERT INTO setting (key, version, value, updated_at) VALUES (?, 1, 'thirty', 0)",
                   {std::string(kSecurityKey)});
    here().execute("INSERT INTO lockout (key, failures, failed_at) VALUES ('login:nobody', 1, 0)");
    EXPECT_GE(run(identity_upkeep()), 1);
    EXPECT_THAT(here().log(), HasSubstr("error upkeep_failed step=sessions"));
    EXPECT_EQ(here().count("SELECT COUNT(*) FROM lockout"), 0) << "the other steps ran";
    EXPECT_TRUE(std::filesystem::exists(here().anchors().folder / (china_day(here().now).iso() + ".json")));
}

TEST_P(UpkeepTest, WhatIsNoStoredFileIsPassedOver) {
    const std::filesystem::path files = here().folder() / "data" / "files";
    std::ofstream(files / "ab") << "x";
    std::filesystem::create_directories(files / "cd" / "folder");
    const std::filesystem::path old = files / "cd" / std::string(64, 'c');
    std::ofstream(old) << "nobody's";
    std::filesystem::last_write_time(old,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
    const std::filesystem::path draft = files / "temporary" / "left.xlsx";
    std::ofstream(draft) << "left over";
    std::filesystem::last_write_time(draft,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(25));
    EXPECT_EQ(run(here().practices().upkeep()), 0);
    EXPECT_FALSE(std::filesystem::exists(old));
    EXPECT_FALSE(std::filesystem::exists(draft));
    EXPECT_TRUE(std::filesystem::exists(files / "ab")) << "it is not the program's to remove";
    EXPECT_THAT(here().log(), HasSubstr("warning stray_file path=" + (files / "ab").string()));
    EXPECT_THAT(here().log(), HasSubstr("warning stray_file path=" + (files / "cd" / "folder").string()));
}

ON_BOTH_DATABASES(UpkeepTest);

}  // namespace
}  // namespace yuanheng::platform
