// Figures that authorities published, run through the engine (docs/published-figures.md).

#include <gtest/gtest.h>

#include <map>

#include "base/decimal.hpp"
#include "scoring/run/run.hpp"
#include "sheet/csv.hpp"
#include "zone/evaluation/samples.hpp"

namespace yuanheng::evaluation {
namespace {

const std::string kPublished = std::string(YUANHENG_ROOT) + "/demo/published/";

TEST(Published, LishuisAveragesAreSumOverSumAndOneOfThemWasCutOff) {
    const auto scheme = scoring::load_scheme_file(kPublished + "lishui-2019.toml");
    ASSERT_TRUE(scheme) << describe(scheme.error(), Language::en);
    const Intake intake = samples::read(*scheme, kPublished + "lishui-2019");
    const auto run = scoring::run(*scheme, intake.data);
    ASSERT_TRUE(run) << describe(run.error(), Language::en);
    const scoring::Derivation why = derive(*run, 0);
    const auto shown = [&](std::size_t item, Rounding rounding) {
        return std::get<Exact>(why.items[item].value).format(2, rounding);
    };
    EXPECT_EQ(shown(0, Rounding::half_up), "18.90") << "as published";
    EXPECT_EQ(shown(1, Rounding::half_up), "73.72") << "published was 73.71";
    EXPECT_EQ(shown(1, Rounding::truncate), "73.71") << "which is the figure cut off";
}

/// grade-counts.csv: one row an area, by column title.
std::map<std::string, std::map<std::string, std::string>> published_counts() {
    const auto grid = sheet::read_csv(kPublished + "grade-counts.csv");
    if (!grid) throw std::runtime_error(describe(grid.error(), Language::en));
    std::map<std::string, std::map<std::string, std::string>> out;
    for (const sheet::Row& row : grid->rows) {
        if (row.number == 1) continue;
        for (long column = 1; column <= grid->width(); ++column) {
            out[row.cells[0].text][grid->at(1, column).text] = grid->at(row.number, column).text;
        }
    }
    return out;
}

/// The grades of `enterprises` with different taxes under quotas of whole percents.
std::map<std::string, int> graded_by_quota(int enterprises, const std::string& a, const std::string& b,
                                           const std::string& d) {
    std::string text = samples::scheme_text();
    const std::string from = "  grades = [\"A\", \"B\"]";
    text =
        text.substr(0, text.find(from)) +
        "  grades = [\"A\", \"B\", \"C\", \"D\"]\n  rest = \"C\"\n  quotas = [{ grade = \"A\", share = \"" +
        a + "%\" }, { grade = \"B\", share = \"" + b + "%\" }, { grade = \"D\", share = \"" + d +
        "%\", from = \"bottom\" }]\n";
    const auto scheme = scoring::load_scheme(text, "quota.toml");
    if (!scheme) throw std::runtime_error(describe(scheme.error(), Language::en));
    scoring::Dataset data;
    data.columns.rows = static_cast<std::size_t>(enterprises);
    data.columns.fields.resize(scheme->schema.fields.size());
    data.columns.tables.resize(scheme->schema.tables.size());
    for (int i = 0; i < enterprises; ++i) {
        data.codes.push_back("E" + std::to_string(10000 + i));
        data.names.push_back(data.codes.back());
        data.columns.fields[static_cast<std::size_t>(scheme->schema.find_field("land"))].values.push_back(
            1000);
        data.columns.fields[static_cast<std::size_t>(scheme->schema.find_field("tax"))].values.push_back(1 +
                                                                                                         i);
    }
    const auto run = scoring::run(*scheme, data);
    if (!run) throw std::runtime_error(describe(run.error(), Language::en));
    std::map<std::string, int> out;
    for (std::size_t row = 0; row < data.size(); ++row) ++out[run->grade_name(row)];
    return out;
}

TEST(Published, ChaohusCountsAreItsQuotasAndTonglingsCameAfterChanges) {
    auto counts = published_counts();
    for (const auto& [area, wanted] : std::map<std::string, std::map<std::string, int>>{
             {"巢湖", {{"A", 24}, {"B", 54}, {"C", 36}, {"D", 6}}},
             {"铜陵", {{"A", 151}, {"B", 340}, {"C", 226}, {"D", 38}}}}) {
        auto& row = counts.at(area);
        EXPECT_EQ(graded_by_quota(std::stoi(row["列入"]), row["比例A"], row["比例B"], row["比例D"]), wanted)
            << area;
    }
    EXPECT_EQ(counts.at("巢湖")["A"], "24");
    EXPECT_EQ(counts.at("铜陵")["A"], "154") << "three were raised on top of the quota";
}

TEST(Published, JingningsGradesDoNotAddUpToItsList) {
    for (auto& [area, row] : published_counts()) {
        int sum = 0;
        for (const char* part : {"A", "B", "C", "D", "不定等级"}) sum += std::stoi(row[part]);
        if (area == "景宁（规下）") {
            EXPECT_EQ(sum, 28);
            EXPECT_EQ(row["列入"], "36");
        } else {
            EXPECT_EQ(std::to_string(sum), row["列入"]) << area;
        }
    }
}

TEST(Published, SichuansShareHasAnotherDenominator) {
    const auto percent = [](long part, long whole) {
        return format(Rational(part * 100, whole), 1, Rounding::half_up);
    };
    EXPECT_EQ(percent(2597, 9445), "27.5") << "published: 28.8 % of 9 445 evaluated";
    EXPECT_EQ(percent(2597, 9018), "28.8") << "so about 9 018 were the whole of it";
}

TEST(Published, QingyuansPullDoesNotFollowFromItsOwnGrowth) {
    // 30.51 of 58.25 after +44.9 % and +27.8 %: what the leading industries added, over last year's total.
    const Rational now(3051, 100), total(5825, 100);
    const Rational added = now - now / (1 + Rational(449, 1000)), before = total / (1 + Rational(278, 1000));
    EXPECT_EQ(format(added / before * 100, 1, Rounding::half_up), "20.7") << "published: 21.6 points";
}

}  // namespace
}  // namespace yuanheng::evaluation
