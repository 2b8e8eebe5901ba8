#include "zone/evaluation/checks/merging.hpp"

#include <gmock/gmock.h>

#include "zone/evaluation/results/derivation.hpp"
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

TEST(Merging, TheFigureOfAUnitNamesEveryCellThatItIsTheSumOf) {
    const Folder folder;
    std::string text = scheme_text(R"(
[[inputs]]
code = "holder"
label = "土地使用权人"
type = "text"
[merging]
mode = "merged"
holder = "holder"
)");
    for (const std::string unit : {"亩", "万元"}) {
        const std::string line = "unit = \"" + unit + "\"\n";
        text.insert(text.find(line) + line.size(), "additive = true\n");
    }
    const auto loaded = scoring::load_scheme(text, "test.toml");
    ASSERT_TRUE(loaded) << describe(loaded.error(), Language::en);
    const scoring::Scheme& s = *loaded;
    folder.write("a.csv", "统一社会信用代码,企业名称,用地面积,税收,土地使用权人\n" + kA + ",甲,10,300,\n" +
                              kB + ",乙,—,5.5," + kA + "\n" + kC + ",丙,10,30,\n");
    Intake now = read(s, folder.path());
    ASSERT_TRUE(merge(s, now, 1));
    const auto run = scoring::run(s, now.data);
    ASSERT_TRUE(run);
    std::vector<std::string> sources;
    for (const DerivationPart& part :
         Derivations(*run, Language::zh, false).of(static_cast<std::size_t>(now.data.find(kA)))) {
        for (const DerivationLine& line : part.lines) {
            for (const DerivationSource& source : line.sources)
                sources.push_back(source.label + " " + source.cell);
        }
    }
    EXPECT_THAT(sources, testing::IsSupersetOf({"税收（甲 300） a.csv D2", "税收（乙 5.5） a.csv D3",
                                                "用地面积（甲 10） a.csv C2"}));
    EXPECT_THAT(sources, testing::Not(testing::Contains(testing::HasSubstr("用地面积（乙"))));
}

}  // namespace
}  // namespace yuanheng::evaluation
