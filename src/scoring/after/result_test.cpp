#include "scoring/after/result.hpp"

#include <gtest/gtest.h>

#include "scoring/run/samples.hpp"

namespace yuanheng::scoring {
namespace {

TEST(Result, SaysEverythingOfEveryoneInTheTermsOfTheScheme) {
    const Scheme scheme = load(scheme_text(std::string(kTwoItems) + R"(
[[participation]]
code = "new"
label = "新办"
when = 'kind = "new"'
state = "protected"
unknown = "skip"
)"),
                               {{"tracks.all.filter", "land > 0 亩"}});
    std::vector<Row> rows = kFive;
    rows[4].kind = "new";
    rows.push_back({"e6", 0, 10, 10});
    const Dataset data = data_of(scheme, rows);
    RunOptions options;
    options.manual = {{"e2", "A", "研究", "", "", ""}};
    const auto run = must_run(scheme, data, options);
    std::vector<ResultRow> found;
    for_each_result(run, [&](const ResultRow& row) { found.push_back(row); });
    ASSERT_EQ(found.size(), rows.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_EQ(found[i].row, i);
        EXPECT_EQ(found[i].code, rows[i].code);
        EXPECT_EQ(found[i].grade, run.grade_name(i));
        EXPECT_EQ(found[i].rank, run.outcomes[i].rank);
        EXPECT_EQ(found[i].track, i < 5 ? &scheme.tracks[0] : nullptr);
        EXPECT_EQ(found[i].scored, i < 4);
    }
    ASSERT_EQ(found[1].changes.size(), 1u);
    EXPECT_EQ(found[1].grade_name(found[1].changes[0].after), "A");
    EXPECT_NE(found[1].initial, found[1].grade);
    EXPECT_TRUE(found[0].changes.empty());
    EXPECT_EQ(found[4].reason, &scheme.participation[0]);
    EXPECT_EQ(found[4].state, State::protected_);
    EXPECT_EQ(found[0].reason, nullptr);
}

}  // namespace
}  // namespace yuanheng::scoring
