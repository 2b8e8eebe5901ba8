#include "platform/audit/verbs.hpp"

#include <gtest/gtest.h>

#include <set>

namespace yuanheng::platform {
namespace {

TEST(Verbs, EachHasWordsInBothLanguagesAndStandsOnce) {
    std::set<std::string_view> seen;
    for (const VerbWords& verb : kVerbs) {
        EXPECT_TRUE(seen.insert(verb.code).second) << verb.code;
        EXPECT_FALSE(verb.zh.empty()) << verb.code;
        EXPECT_FALSE(verb.en.empty()) << verb.code;
        EXPECT_EQ(verb.en.find_first_not_of("abcdefghijklmnopqrstuvwxyz '-"), std::string_view::npos)
            << verb.en;
    }
}

TEST(Verbs, FormerOnesAreReadAndNoLongerWritten) {
    std::set<std::string_view> written;
    for (const VerbWords& verb : kVerbs) written.insert(verb.code);
    for (const auto& [old, now] : kFormerVerbs) {
        EXPECT_FALSE(written.contains(old)) << old;
        EXPECT_TRUE(written.contains(now)) << now;
    }
    EXPECT_EQ(words_of_action("enterprise.update")->zh, words_of_action("enterprise.edit")->zh);
}

TEST(Verbs, ActionsAreASubjectAndAVerb) {
    EXPECT_EQ(AuditAction("park", "create").text(), "park.create");
    EXPECT_EQ(AuditAction(KnownAction("session.open")).text(), "session.open");
    EXPECT_EQ(words_of_action("view_personal")->en, "see personal data");
    EXPECT_EQ(AuditAction::refused("enterprise.list").text(), "enterprise.list");
    EXPECT_FALSE(words_of_action("enterprise.list"));
}

}  // namespace
}  // namespace yuanheng::platform
