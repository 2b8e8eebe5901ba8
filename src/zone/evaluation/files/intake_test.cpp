#include "zone/evaluation/files/intake.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/date.hpp"
#include "sheet/csv.hpp"
#include "sheet/workbook.hpp"
#include "sheet/xlsx.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/samples.hpp"

namespace yuanheng::evaluation {
namespace {

using namespace samples;

/// A value of an enterprise by the code of the input; NaN where absent.
double value(const scoring::Scheme& scheme, const Intake& intake, const std::string& code,
             const std::string& input) {
    const std::ptrdiff_t row = intake.data.find(code);
    if (row < 0) return -1;
    return intake.data.columns.fields[static_cast<std::size_t>(scheme.schema.find_field(input))]
        .values[static_cast<std::size_t>(row)];
}

std::string places(const Errors& errors) {
    std::string out;
    for (const Error& e : errors) {
        Where where = e.where;
        where.file = where.file.substr(where.file.find_last_of('/') + 1);
        out += (out.empty() ? "" : "; ") + place(where);
    }
    return out;
}

class IntakeTest : public testing::Test {
protected:
    Folder folder;
    scoring::Scheme s = scheme();
    Intake intake() const { return read(s, folder.path()); }
};

TEST_F(IntakeTest, JoinsTheDepartmentsOnTheCreditCode) {
    folder.write("自然资源.csv",
                 "统一社会信用代码,企业名称,用地面积（亩）\n" + kA + ",甲,10\n" + kB + ",乙,20\n");
    folder.write("税务.csv", "序号,信用代码,纳税人名称,税收\n1," + kB + ",乙,600\n2," + kA + ",甲,300.50\n");
    const Intake in = intake();
    ASSERT_EQ(in.data.size(), 2u);
    EXPECT_EQ(in.data.names[static_cast<std::size_t>(in.data.find(kA))], "甲");
    EXPECT_EQ(value(s, in, kA, "land"), 10);
    EXPECT_EQ(value(s, in, kA, "tax"), 300.5);
    EXPECT_EQ(value(s, in, kB, "tax"), 600);
    EXPECT_TRUE(in.report.errors.empty());
    EXPECT_TRUE(in.report.warnings.empty());
    const scoring::Origin at =
        scoring::origin(in.data, s.schema.find_field("tax"), static_cast<std::size_t>(in.data.find(kA)));
    ASSERT_NE(at.feed, nullptr);
    EXPECT_NE(at.feed->file.find("税务.csv"), std::string::npos);
    EXPECT_EQ(at.row, 3u);
    EXPECT_EQ(at.column, 4);
    EXPECT_EQ(in.report.absent_inputs,
              (std::vector<std::string>{"electricity", "share", "founded", "high_tech", "kind"}));
}

TEST_F(IntakeTest, SaysWhoIsInOneFileButNotInAnother) {
    folder.write("自然资源.csv", "统一社会信用代码,企业名称,用地面积\n" + kA + ",甲,10\n" + kB + ",乙,20\n");
    folder.write("税务.csv", "统一社会信用代码,税收\n" + kA + ",3\n" + kC + ",4\n");
    const Intake in = intake();
    EXPECT_EQ(in.data.size(), 3u) << "without a register everyone in any file is listed";
    EXPECT_TRUE(std::isnan(value(s, in, kB, "tax")));
    const Errors absent = of(in.report.warnings, Code::intake_absent_in);
    ASSERT_EQ(absent.size(), 2u);
    EXPECT_NE(message(absent[0], Language::zh).find(kB), std::string::npos) << "not in 税务";
    EXPECT_NE(message(absent[1], Language::zh).find(kC), std::string::npos) << "not in 自然资源";
}

TEST_F(IntakeTest, ARegisterSaysWhoIsListed) {
    folder.write("企业名录.csv", "统一社会信用代码,企业名称\n" + kA + ",甲公司\n");
    folder.write("税务.csv", "统一社会信用代码,企业名称,税收\n" + kA + ",甲,3\n" + kC + ",丙,4\n");
    const Intake in = intake();
    EXPECT_EQ(in.data.codes, std::vector<std::string>{kA});
    EXPECT_EQ(in.data.names, std::vector<std::string>{"甲公司"});
    EXPECT_EQ(places(of(in.report.errors, Code::intake_not_listed)), "税务.csv A3");
    EXPECT_EQ(places(of(in.report.warnings, Code::intake_name_differs)), "税务.csv B2");
}

TEST_F(IntakeTest, ReadsTheEncodingsAndSeparatorsOfOffices) {
    // 税收 in GB18030, and the same as UTF-16 with mark and tabs.
    folder.write(
        "税务.csv",
        "\xCD\xB3\xD2\xBB\xC9\xE7\xBB\xE1\xD0\xC5\xD3\xC3\xB4\xFA\xC2\xEB,\xCB\xB0\xCA\xD5\n" + kA + ",7\n");
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "tax"), 7);
    std::string wide("\xFF\xFE", 2);
    for (const char c : "code\ttax\n" + kB + "\t8\n") wide += {c, '\0'};
    folder.write("b.txt", wide);
    EXPECT_EQ(value(s, intake(), kB, "tax"), 8);
}

TEST_F(IntakeTest, BadCodesKeepTheirRowOut) {
    const std::string wrong = kA.substr(0, 17) + (kA[17] == 'H' ? "K" : "H");
    folder.write("税务.csv", "统一社会信用代码,企业名称,税收\n" + wrong +
                                 ",甲,1\n9.1330E+17,乙,2\n330102,丙,3\n,丁,4\n" + kA +
                                 ",戊,5\n"
                                 "合计,,15\n注：单位万元\n");
    const Intake in = intake();
    EXPECT_EQ(in.data.codes, std::vector<std::string>{kA});
    ASSERT_EQ(in.report.errors.size(), 4u);
    EXPECT_EQ(in.report.errors[0].code, Code::uscc_check);
    EXPECT_EQ(in.report.errors[1].code, Code::uscc_float);
    EXPECT_EQ(in.report.errors[2].code, Code::uscc_not_code);
    EXPECT_EQ(in.report.errors[3].code, Code::intake_no_code);
    EXPECT_EQ(places(in.report.errors), "税务.csv A2; 税务.csv A3; 税务.csv A4; 税务.csv A5");
    EXPECT_EQ(in.report.sheets[0].rows, 5u) << "total and remark are no enterprises";
    EXPECT_EQ(in.report.sheets[0].taken, 1u);
}

TEST_F(IntakeTest, ACodeThatBecameANumberIsNeverTaken) {
    sheet::WorkbookSpec book;
    sheet::SheetSpec table;
    table.name = "表";
    // The digits that are left of it have a right check character by chance.
    table.rows = {{"统一社会信用代码", "税收"}, {914654684792585000.0, 5.0}, {sheet::OutCell(kA), 6.0}};
    book.sheets.push_back(table);
    ASSERT_TRUE(sheet::write_workbook(folder.path("税务.xlsx"), book));
    const Intake in = intake();
    EXPECT_EQ(in.data.codes, std::vector<std::string>{kA});
    ASSERT_EQ(in.report.errors.size(), 1u);
    EXPECT_EQ(in.report.errors[0].code, Code::uscc_float);
    EXPECT_EQ(places(in.report.errors), "税务.xlsx [表] A2");
}

TEST_F(IntakeTest, TheSameRowTwiceCountsOnceAContradictionNotAtAll) {
    folder.write("税务.csv",
                 "统一社会信用代码,税收\n" + kA + ",1\n" + kB + ",2\n" + kA + ",1.0\n" + kB + ",3\n");
    const Intake in = intake();
    EXPECT_EQ(in.data.codes, std::vector<std::string>{kA});
    EXPECT_EQ(places(of(in.report.warnings, Code::intake_repeated)), "税务.csv A4");
    EXPECT_EQ(places(of(in.report.errors, Code::intake_contradictory)), "税务.csv A5");
}

TEST_F(IntakeTest, TheResponsibleDepartmentHasTheLastWord) {
    folder.write("园区.csv", "统一社会信用代码,税收\n" + kA + ",1\n");
    folder.write("市税务局.csv", "统一社会信用代码,税收\n" + kA + ",2\n");
    folder.write("统计.csv", "统一社会信用代码,税收\n" + kA + ",3\n");
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "tax"), 2);
    const Errors conflicts = of(in.report.warnings, Code::intake_conflict);
    ASSERT_FALSE(conflicts.empty());
    EXPECT_NE(message(conflicts.back(), Language::zh).find("市税务局.csv"), std::string::npos);
}

TEST_F(IntakeTest, ADifferenceWithinTheToleranceIsNoConflict) {
    std::string text = scheme_text();
    text.insert(text.find("low = \"0\""), "tolerance = \"5%\"\n");
    const auto tolerant = scoring::load_scheme(text, "t.toml");
    ASSERT_TRUE(tolerant) << describe(tolerant.error(), Language::en);
    folder.write("企业自填.csv",
                 "统一社会信用代码,税收\n" + kA + ",105\n" + kB + ",105.01\n" + kC + ",94.9\n");
    folder.write("税务局.csv", "统一社会信用代码,税收\n" + kA + ",100\n" + kB + ",100\n" + kC + ",100\n");
    const Intake in = read(*tolerant, folder.path());
    EXPECT_EQ(value(*tolerant, in, kA, "tax"), 100) << "the department's figure counts all the same";
    EXPECT_EQ(of(in.report.warnings, Code::intake_conflict).size(), 2u);
}

TEST_F(IntakeTest, UnitsInHeadersAreConverted) {
    folder.write("a.csv",
                 "统一社会信用代码,税收（元）,土地面积[㎡],用电量(kWh)\n" + kA + ",1234567,10000,25000\n");
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "tax"), 123.4567);
    EXPECT_EQ(value(s, in, kA, "land"), 15);
    EXPECT_EQ(value(s, in, kA, "electricity"), 2.5);
    folder.write("a.csv", "统一社会信用代码,税收（亩）,用地面积\n" + kA + ",1,2\n");
    const Intake wrong = intake();
    EXPECT_TRUE(std::isnan(value(s, wrong, kA, "tax")));
    EXPECT_EQ(value(s, wrong, kA, "land"), 2) << "the other columns of the sheet are taken";
    EXPECT_EQ(places(of(wrong.report.errors, Code::column_unit)), "a.csv B1");
}

TEST_F(IntakeTest, AbsentIsNeverZero) {
    for (const char* sign : {"", "/", "—", "-", "无", "N/A", "　"}) {
        folder.write("a.csv", "统一社会信用代码,税收,用地面积\n" + kA + "," + sign + ",1\n");
        const Intake in = intake();
        EXPECT_TRUE(std::isnan(value(s, in, kA, "tax"))) << sign;
        EXPECT_TRUE(in.report.errors.empty()) << sign;
    }
    folder.write("a.csv", "统一社会信用代码,税收\n" + kA + ",0\n");
    EXPECT_EQ(value(s, intake(), kA, "tax"), 0);
}

TEST_F(IntakeTest, NumbersAreReadAsOfficesWriteThem) {
    const std::pair<const char*, double> forms[] = {
        {"１２３４.５", 1234.5}, {"\"1,234.5\"", 1234.5}, {" 7 ", 7}, {"(3)", -3}, {"1.5e2", 150}};
    for (const auto& [text, expected] : forms) {
        folder.write("a.csv", "统一社会信用代码,用地面积\n" + kA + "," + text + "\n");
        EXPECT_EQ(value(s, intake(), kA, "land"), expected) << text;
    }
    folder.write("a.csv", "统一社会信用代码,用地面积,税收\n" + kA + ",约10,#REF!\n");
    const Intake bad = intake();
    EXPECT_TRUE(std::isnan(value(s, bad, kA, "land")));
    EXPECT_EQ(places(of(bad.report.errors, Code::bad_number)), "a.csv B2");
    EXPECT_EQ(places(of(bad.report.errors, Code::intake_error_cell)), "a.csv C2");
}

TEST_F(IntakeTest, PercentagesMeanTheSameHoweverTheyAreWritten) {
    for (const auto& [header, cell] : {std::pair{"出口占比", "35%"},
                                       {"出口占比（%）", "35"},
                                       {"出口占比", "35"},
                                       {"出口占比（‰）", "350"}}) {
        folder.write("a.csv", "统一社会信用代码," + std::string(header) + "\n" + kA + "," + cell + "\n");
        EXPECT_EQ(value(s, intake(), kA, "share"), 35) << header << " " << cell;
    }
}

TEST_F(IntakeTest, DatesTruthValuesAndWordsAreChecked) {
    folder.write("a.csv", "统一社会信用代码,成立日期,高新技术企业,类型\n" + kA + ",2020/3/1,√,民营\n" + kB +
                              ",2020-02-30,也许,外资\n");
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "founded"), parse_date("2020-03-01")->days());
    EXPECT_EQ(value(s, in, kA, "high_tech"), 1);
    EXPECT_TRUE(std::isnan(value(s, in, kB, "founded")));
    EXPECT_EQ(places(in.report.errors), "a.csv B3; a.csv C3; a.csv D3");
    EXPECT_NE(hint(of(in.report.errors, Code::intake_not_in_list)[0], Language::zh).find("民营、国有"),
              std::string::npos);
}

TEST_F(IntakeTest, ImplausibleValuesStayAndAreNamed) {
    folder.write("a.csv", "统一社会信用代码,税收\n" + kA + ",-1\n" + kB + ",100000\n" + kC + ",100000.01\n");
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "tax"), -1);
    EXPECT_EQ(places(of(in.report.warnings, Code::intake_out_of_range)), "a.csv B2; a.csv B4");
}

TEST_F(IntakeTest, MaskedNamesGiveWayToFullOnes) {
    folder.write("a.csv", "统一社会信用代码,企业名称,税收\n" + kA + ",甲***公司,1\n");
    folder.write("b.csv", "统一社会信用代码,企业名称,用地面积\n" + kA + ",甲机械公司,1\n");
    const Intake in = intake();
    EXPECT_EQ(in.data.names, std::vector<std::string>{"甲机械公司"});
    EXPECT_EQ(places(of(in.report.warnings, Code::intake_masked_name)), "a.csv B2");
    EXPECT_TRUE(of(in.report.warnings, Code::intake_name_differs).empty());
}

TEST_F(IntakeTest, HeadersMayStandBelowTitlesOverTwoRows) {
    sheet::WorkbookSpec book;
    sheet::SheetSpec table;
    table.name = "汇总";
    table.rows = {{"2024年度情况表"},
                  {"序号", "统一社会信用代码", "企业名称", "基本情况", ""},
                  {"", "", "", "用地面积（亩）", "税收（万元）"},
                  {1.0, sheet::OutCell(kA), "甲", 12.5, 80.0}};
    table.merges = {{1, 1, 1, 5}, {2, 1, 3, 1}, {2, 2, 3, 2}, {2, 3, 3, 3}, {2, 4, 2, 5}};
    book.sheets.push_back(table);
    ASSERT_TRUE(sheet::write_workbook(folder.path("a.xlsx"), book));
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "land"), 12.5);
    EXPECT_EQ(value(s, in, kA, "tax"), 80);
}

TEST_F(IntakeTest, UnknownColumnsAreNamedWithTheNearestKnownOne) {
    folder.write("a.csv", "统一社会信用代码,备注,税受,用地面积\n" + kA + ",x,1,2\n");
    const Errors unknown = of(intake().report.warnings, Code::column_unknown);
    ASSERT_EQ(unknown.size(), 1u) << "a remark is no unknown column";
    EXPECT_NE(hint(unknown[0], Language::zh).find("税收"), std::string::npos);
}

TEST_F(IntakeTest, ATitleThatOnlyBeginsLikeAnInputIsAnotherFigure) {
    folder.write("a.csv", "统一社会信用代码,税收（万元）（上年）,税收（万元）,用地面积（规划）\n" + kA +
                              ",300,100,5\n");
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "tax"), 100) << "this year's";
    EXPECT_TRUE(std::isnan(value(s, in, kA, "land"))) << "none rather than another";
    EXPECT_EQ(places(of(in.report.warnings, Code::column_similar)), "a.csv B1; a.csv D1");
}

TEST_F(IntakeTest, AColumnThatStandsTwiceIsNotUsed) {
    folder.write("a.csv", "统一社会信用代码,税收,税收,用地面积\n" + kA + ",100,200,5\n");
    const Intake in = intake();
    EXPECT_TRUE(std::isnan(value(s, in, kA, "tax")));
    EXPECT_EQ(value(s, in, kA, "land"), 5);
    EXPECT_EQ(places(of(in.report.errors, Code::column_twice)), "a.csv C1");
}

TEST_F(IntakeTest, ARowWithMoreCellsThanTitlesIsLeftOut) {
    folder.write("a.csv",
                 "统一社会信用代码,税收,用电量\n" + kA + ",1,100,60\n" + kB + ",200,70\n" + kC + ",1,234,\n");
    const Intake in = intake();
    EXPECT_EQ(in.data.codes, std::vector<std::string>{kB});
    EXPECT_EQ(places(of(in.report.errors, Code::row_too_wide)), "a.csv D2; a.csv D4");
}

TEST_F(IntakeTest, AFigureUnderNoTitleIsNamed) {
    folder.write("a.csv", "统一社会信用代码,,税收\n" + kA + ",7,300\n");
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "tax"), 300);
    EXPECT_EQ(places(of(in.report.errors, Code::untitled_figure)), "a.csv B2");
}

TEST_F(IntakeTest, ALineAboveTheTableGivesTheUnit) {
    folder.write("a.csv", "2024年税收表,,单位：元\n统一社会信用代码,企业名称,税收\n" + kA + ",甲,12000\n");
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "tax"), 1.2);
    EXPECT_EQ(places(of(in.report.warnings, Code::column_converted)), "a.csv C2");
}

TEST_F(IntakeTest, AMappingSaysWhatAColumnIs) {
    folder.write("税务.csv", "企业税号,入库税额（元）,税收（上年）\n" + kA + ",5000,1\n");
    const auto read = [&](std::initializer_list<const char*> maps) {
        std::vector<ColumnMap> all;
        for (const char* map : maps) all.push_back(parse_column_map(map).value());
        return read_folder(s, folder.path(), all);
    };
    const auto in = read({"税务.csv:企业税号=统一社会信用代码", "税务:入库税额（元）=tax", "税收（上年）=-",
                          "别的.csv:x=land"});
    ASSERT_TRUE(in.has_value());
    EXPECT_EQ(value(s, *in, kA, "tax"), 0.5);
    EXPECT_EQ(of(in->report.warnings, Code::column_mapped).size(), 2u) << "it is said";
    EXPECT_TRUE(of(in->report.warnings, Code::column_similar).empty());
    EXPECT_EQ(of(in->report.warnings, Code::intake_map_unused).size(), 1u);
    const auto unknown = read({"企业税号=taxes"});
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().code, Code::intake_map_unknown);
    EXPECT_NE(hint(unknown.error(), Language::zh).find("tax"), std::string::npos);
    EXPECT_EQ(parse_column_map("税额").error().code, Code::intake_bad_map);
    EXPECT_EQ(parse_column_map("a.csv:=tax").error().code, Code::intake_bad_map);
}

TEST_F(IntakeTest, FilesThatCannotBeReadDoNotStopTheOthers) {
    folder.write("a.csv", "统一社会信用代码,税收\n" + kA + ",1\n");
    folder.write("b.xls", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8));
    folder.write("c.csv", "名称,税收\n甲,1\n");
    folder.write("~$a.xlsx", "open in Excel");
    const Intake in = intake();
    EXPECT_EQ(value(s, in, kA, "tax"), 1);
    EXPECT_EQ(in.report.errors.size(), 1u);
    EXPECT_EQ(places(of(in.report.errors, Code::xls_old)), "b.xls");
    EXPECT_EQ(of(in.report.warnings, Code::intake_no_header).size(), 1u);
}

TEST_F(IntakeTest, NothingToReadIsAnError) {
    EXPECT_EQ(read_folder(s, folder.path()).error().code, Code::intake_no_table);
    EXPECT_EQ(read_folder(s, folder.path("nothing")).error().code, Code::file_unreadable);
    folder.write("a.csv", "名称,税收\n甲,1\n");
    const auto nothing = read_folder(s, folder.path());
    EXPECT_EQ(nothing.error().code, Code::intake_no_header);
    EXPECT_EQ(places({nothing.error()}), "a.csv") << "it says of which file";
}

TEST_F(IntakeTest, OneFileWillDo) {
    const std::string file = folder.write("a.csv", "统一社会信用代码,税收\n" + kA + ",1\n");
    EXPECT_EQ(read(s, file).data.size(), 1u);
}

TEST_F(IntakeTest, ChangesByHandAreReadWithTheirReasons) {
    folder.write("a.csv", "统一社会信用代码,税收\n" + kA + ",1\n");
    folder.write("手动调档.csv",
                 "统一社会信用代码,等级,理由,经办人,日期\n" + kA + ",B,举报属实,张三,2025-03-01\n");
    const Intake in = intake();
    ASSERT_EQ(in.manual.size(), 1u);
    EXPECT_EQ(in.manual[0].code, kA);
    EXPECT_EQ(in.manual[0].grade, "B");
    EXPECT_EQ(in.manual[0].reason, "举报属实");
}

TEST_F(IntakeTest, ATemplateFilledInReadsClean) {
    ASSERT_TRUE(write_department_template(s, "", folder.path("模板.xlsx"), Language::zh));
    auto book = sheet::read_xlsx(folder.path("模板.xlsx"));
    ASSERT_TRUE(book.has_value());
    const sheet::Grid& grid = book->grids[0];
    std::vector<std::vector<std::string>> rows(2);
    for (long c = 1; c <= grid.width(); ++c) rows[0].push_back(grid.at(grid.rows[0].number, c).text);
    rows[1] = {kA, "甲", "1", "2", "3", "4", "2020-01-01", "是", "民营"};
    ASSERT_EQ(rows[0].size(), rows[1].size());
    folder.remove("模板.xlsx");
    ASSERT_TRUE(sheet::write_csv(folder.path("填好.csv"), rows));
    const Intake in = intake();
    EXPECT_TRUE(in.report.errors.empty());
    EXPECT_TRUE(in.report.warnings.empty());
    EXPECT_TRUE(in.report.absent_inputs.empty());
    EXPECT_EQ(write_department_template(s, "没有", folder.path("x.xlsx"), Language::zh).error().code,
              Code::app_unknown_department);
}

/// Many rows of plain numbers; with `quoted` one cell is written so that only the ordinary reader takes it.
std::string many(const std::string& header, std::size_t rows, int seed, bool quoted) {
    std::string out = header + "\n";
    for (std::size_t i = 0; i < rows; ++i) {
        const std::size_t n = seed == 1 ? i : rows - 1 - i;  // another order in the second file
        const std::string cell = std::to_string(n * 7 % 1000) + "." + std::to_string(n % 10);
        out += "E" + std::to_string(1'000'000 + n) + "," +
               (quoted && i == 5 ? '"' + cell + '"'
                : n % 50 == 3    ? ""
                                 : cell) +
               "\n";
    }
    return out;
}

TEST_F(IntakeTest, LargePlainFilesGiveTheSameAsTheOrdinaryWay) {
    s = scheme("key = \"text\"\n");
    const std::size_t rows = 100'050;
    std::string snapshots[2];
    for (const bool quoted : {false, true}) {
        folder.write("a.csv", many("code,tax", rows, 1, false));
        folder.write("b.csv", many("code,land", rows, 2, quoted));
        const Intake in = intake();
        EXPECT_EQ(in.data.size(), rows);
        EXPECT_EQ(in.data.feeds.size(), 2u);
        EXPECT_TRUE(in.report.warnings.empty());
        snapshots[quoted] = in.data.snapshot(s.schema);
        const scoring::Origin at = scoring::origin(in.data, s.schema.find_field("land"), 10);
        EXPECT_EQ(at.row, rows + 1 - 10) << "quoted: " << quoted;
    }
    EXPECT_EQ(snapshots[0], snapshots[1]);
}

}  // namespace
}  // namespace yuanheng::evaluation
