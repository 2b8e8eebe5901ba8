#include "zone/evaluation/results/results.hpp"

#include <gtest/gtest.h>

#include <iterator>

#include "base/decimal.hpp"
#include "sheet/csv.hpp"
#include "sheet/xlsx.hpp"
#include "zone/evaluation/samples.hpp"

namespace yuanheng::evaluation {
namespace {

using namespace samples;

/// A run of three enterprises, one of them with a name that a spreadsheet would run, and one outside.
class ResultsTest : public testing::Test {
protected:
    void SetUp() override {
        folder.write("a.csv", "统一社会信用代码,企业名称,用地面积,税收\n" + kA +
                                  ",\"=cmd|' /C calc'!A0\",8,240\n" + kB +
                                  ",\"乙，\"\"精工\"\"公司\",9,100\n" + kC + ",丙,7,\n");
        intake = read(s, folder.path());
        auto made = scoring::run(s, intake.data);
        ASSERT_TRUE(made.has_value()) << describe(made.error(), Language::en);
        run = std::move(*made);
    }
    sheet::Book workbook(Language language) {
        const std::string path = folder.path("r.xlsx");
        const auto written = write_results(*run, intake.report, scoring::gate(*run), path, language);
        EXPECT_TRUE(written.has_value());
        auto book = sheet::read_xlsx(path);
        EXPECT_TRUE(book.has_value());
        return std::move(*book);
    }
    static const sheet::Grid& named(const sheet::Book& book, const std::string& name) {
        for (const sheet::Grid& grid : book.grids) {
            if (grid.sheet == name) return grid;
        }
        ADD_FAILURE() << "no sheet " << name;
        return book.grids.front();
    }

    Folder folder;
    scoring::Scheme s = scheme("[display]\nvalue_places = 4\nscore_places = 2\n");
    Intake intake;
    std::optional<scoring::Run> run;
};

TEST_F(ResultsTest, TheWorkbookHasASheetForEachThingAnOfficerNeeds) {
    const sheet::Book book = workbook(Language::zh);
    std::vector<std::string> names;
    for (const sheet::Grid& grid : book.grids) names.push_back(grid.sheet);
    EXPECT_EQ(names, (std::vector<std::string>{"全部", "推导过程", "发布核验", "数据问题", "说明"}));
    EXPECT_EQ(workbook(Language::en).grids[1].sheet, "derivations");
}

TEST_F(ResultsTest, ATrackSheetIsRankedWithValuesPointsAndGrades) {
    const sheet::Book book = workbook(Language::zh);
    const sheet::Grid& grid = book.grids[0];
    EXPECT_EQ(grid.rows[0].cells[0].text, "测试 · 全部");
    // Below the title the header takes two rows: 亩均税收 above 数值 and 得分.
    EXPECT_EQ(grid.merged_at(2, 4).text, "亩均税收");
    EXPECT_EQ(grid.merged_at(2, 5).text, "亩均税收");
    EXPECT_EQ(grid.at(3, 4).text, "数值（万元/亩）");
    EXPECT_EQ(grid.at(3, 5).text, "得分");
    EXPECT_EQ(grid.at(4, 2).text, "=cmd|' /C calc'!A0") << "a text, not a formula";
    EXPECT_EQ(grid.at(4, 2).kind, sheet::Cell::Kind::text);
    EXPECT_EQ(grid.at(4, 3).text, kA);
    EXPECT_EQ(grid.at(4, 3).kind, sheet::Cell::Kind::text) << "codes never become numbers";
    EXPECT_EQ(grid.at(4, 4).text, "30");
    EXPECT_EQ(grid.at(5, 4).text, "11.1111") << "rounded once, to the places of the scheme";
    EXPECT_EQ(grid.at(5, 5).text, "37.04");
    EXPECT_EQ(grid.at(6, 4).text, "—") << "no value is no zero";
    EXPECT_EQ(grid.at(6, 5).text, "0");
}

TEST_F(ResultsTest, EveryPointIsDerivedFromItsCells) {
    const sheet::Grid derivations = named(workbook(Language::zh), "推导过程");
    std::string text;
    for (const sheet::Row& row : derivations.rows) {
        for (const sheet::Cell& cell : row.cells) text += cell.text + "\n";
    }
    EXPECT_NE(text.find("税收 ← a.csv D2"), std::string::npos) << text;
    EXPECT_NE(text.find("得分率\n11.11111111 ÷ 30\n0.37037037"), std::string::npos) << text;
    EXPECT_NE(text.find("得分\n0.37037037 × 100\n37.04"), std::string::npos) << text;
}

TEST_F(ResultsTest, WhatTheReadingFoundIsListedWithItsPlace) {
    folder.write("b.csv", "统一社会信用代码,用电量\n" + kA + ",x\n");
    intake = read(s, folder.path());
    run = std::move(*scoring::run(s, intake.data));
    const sheet::Grid problems = named(workbook(Language::zh), "数据问题");
    ASSERT_GE(problems.rows.size(), 2u);
    EXPECT_EQ(problems.rows[1].cells[0].text, "未采用");
    EXPECT_EQ(problems.rows[1].cells[1].text, "b.csv B2");
}

TEST_F(ResultsTest, NobodyIsLeftOutOfTheWorkbook) {
    scoring::Scheme narrow =
        *scoring::load_scheme_with(scheme_text(), "test.toml", {{"tracks.all.filter", "tax > 0 万元"}});
    folder.write("a.csv",
                 "统一社会信用代码,企业名称,用地面积,税收\n" + kA + ",甲,8,240\n" + kB + ",乙,9,0\n");
    const Intake two = read(narrow, folder.path());
    run = std::move(*scoring::run(narrow, two.data));
    const sheet::Grid outside = named(workbook(Language::zh), "不属于任何类别");
    ASSERT_EQ(outside.rows.size(), 2u);
    EXPECT_EQ(outside.rows[1].cells[1].text, kB);
}

TEST_F(ResultsTest, TheHeaderIsFrozenAndNumbersCarryTheirFormat) {
    workbook(Language::zh);
    const std::string unzip = "unzip -p '" + folder.path("r.xlsx") + "' xl/worksheets/sheet1.xml > '" +
                              folder.path("s.xml") + "' 2>/dev/null";
    if (std::system(unzip.c_str()) != 0) GTEST_SKIP() << "no unzip here";
    std::ifstream in(folder.path("s.xml"));
    const std::string xml(std::istreambuf_iterator<char>(in), {});
    EXPECT_NE(xml.find("state=\"frozen\""), std::string::npos);
    EXPECT_NE(xml.find("ySplit=\"3\""), std::string::npos);
}

TEST_F(ResultsTest, TheCsvIsSafeToOpenAndReadsBack) {
    const std::string path = folder.path("r.csv");
    ASSERT_TRUE(write_results_csv(*run, {}, path, Language::zh).has_value());
    std::ifstream in(path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF统一社会信用代码,"))
        << "with byte order mark, so that Excel takes it for UTF-8";
    EXPECT_NE(text.find("'=cmd"), std::string::npos) << "a formula in a name is neutralised";
    EXPECT_NE(text.find("\"乙，\"\"精工\"\"公司\""), std::string::npos);
    EXPECT_FALSE(text.empty() || text.back() != '\n');
    const auto grid = sheet::read_csv(path);
    ASSERT_TRUE(grid.has_value());
    ASSERT_EQ(grid->rows.size(), 4u);
    EXPECT_EQ(grid->at(2, 1).text, kC) << "by code, so that two years' files can be compared line by line";
    EXPECT_EQ(grid->at(4, 1).text, kA);
    EXPECT_EQ(grid->at(4, 5).text, "100.00");
    EXPECT_EQ(grid->at(4, 8).text, "A");
}

TEST_F(ResultsTest, NothingHalfWrittenIsLeft) {
    EXPECT_EQ(write_results_csv(*run, {}, folder.path("no/r.csv"), Language::zh).error().code,
              Code::file_unwritable);
    ASSERT_TRUE(write_results_csv(*run, {}, folder.path("r.csv"), Language::zh).has_value());
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
    EXPECT_EQ(files, 2u);
}

}  // namespace
}  // namespace yuanheng::evaluation
