#include "zone/registry/enterprise/stage.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace yuanheng::registry {
namespace {

std::string answer(std::string_view from, std::string_view to) {
    const auto checked = check_stage(from, to);
    return checked ? "" : std::string(name(checked.error().code));
}

TEST(Stages, FollowOneAnother) {
    const char* way[] = {"signed", "landed", "construction", "trial", "production"};
    for (std::size_t i = 0; i + 1 < std::size(way); ++i) EXPECT_EQ(answer(way[i], way[i + 1]), "") << way[i];
    EXPECT_EQ(answer("landed", "trial"), "");  // who rents a plant does not build
    EXPECT_EQ(answer("production", "suspended"), "");
    EXPECT_EQ(answer("suspended", "production"), "");
    EXPECT_EQ(answer("left", "signed"), "");
}

TEST(Stages, AreNotJumpedOver) {
    EXPECT_EQ(answer("signed", "production"), "registry_stage_jump");
    EXPECT_EQ(answer("signed", "construction"), "registry_stage_jump");
    EXPECT_EQ(answer("production", "construction"), "registry_stage_jump");
    EXPECT_EQ(answer("deregistered", "production"), "registry_stage_jump");
    EXPECT_EQ(answer("production", "unverified"), "registry_stage_jump");
    EXPECT_EQ(answer("production", "production"), "registry_same_stage");
    const Error jump = check_stage("signed", "production").error();
    EXPECT_EQ(message(jump, Language::zh), "不能从“已签约”直接变为“投产”");
    EXPECT_NE(hint(jump, Language::zh).find("可以变为：已落地、迁出、注销"), std::string::npos);
    EXPECT_NE(hint(jump, Language::en).find("landed, moved away, deregistered"), std::string::npos);
    EXPECT_NE(hint(check_stage("deregistered", "signed").error(), Language::zh).find("（无）"),
              std::string::npos);
}

TEST(Stages, OfWhichNobodyHasSaidMayBecomeAny) {
    for (const reflect::Choice& stage : stages()) {
        EXPECT_EQ(answer("unverified", stage.code), stage.code == "unverified" ? "registry_same_stage" : "")
            << stage.code;
        for (const std::string& next : stages_after(stage.code)) {
            EXPECT_NE(stage_label(next).zh, next) << "an unknown stage follows " << stage.code;
        }
    }
}

}  // namespace
}  // namespace yuanheng::registry
