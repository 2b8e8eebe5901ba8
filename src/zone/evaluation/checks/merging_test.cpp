#include "zone/evaluation/checks/merging.hpp"

#include <gtest/gtest.h>

#include "zone/evaluation/results/results.hpp"
#include "zone/evaluation/samples.hpp"

namespace yuanheng::evaluation {
namespace {

using namespace samples;

TEST(Merging, WhoIsEvaluatedAloneTooIsToldInNoLanguage) {
    const Folder folder;
    const scoring::Scheme s = scheme(R"(
[[inputs]]
code = "holder"
label = "土地使用权人"
type = "text"
[merging]
mode = "both"
holder = "holder"
[[participation]]
code = "new"
label = "新办"
when = "tax < 10 万元"
state = "exempt"
unknown = "skip"
)");
    folder.write("a.csv", "统一社会信用代码,企业名称,用地面积,税收,土地使用权人\n" + kA + ",甲,10,300,\n" +
                              kB + ",乙,1,5," + kA + "\n" + kC + ",丙,10,30,\n");
    Intake now = read(s, folder.path());
    ASSERT_TRUE(merge(s, now, 1));
    const auto alone = evaluate_alone(s, now, nullptr, {});
    ASSERT_TRUE(alone) << describe(alone.error(), Language::en);
    ASSERT_EQ(alone->size(), 2u) << "the holder, then who is with it";
    const Alone& holder = alone->front();
    EXPECT_EQ(holder.who.code, kA);
    EXPECT_EQ(holder.grade, "A");
    EXPECT_EQ(holder.total, "100.0000");
    const Alone& tenant = alone->back();
    EXPECT_EQ(tenant.who.name, "乙");
    EXPECT_EQ(tenant.grade, "");
    EXPECT_EQ(tenant.total, "");
    EXPECT_EQ(outcome_text(tenant.grade, tenant.state, Language::zh), "免评");
    EXPECT_EQ(outcome_text(tenant.grade, tenant.state, Language::en), "exempt");
}

}  // namespace
}  // namespace yuanheng::evaluation
