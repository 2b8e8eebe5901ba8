#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "sheet/workbook.hpp"
#include "zone/evaluation/checks/reading.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/files/intake.hpp"
#include "zone/evaluation/samples.hpp"

/// Cells, rows and files as departments hand them in: taken as meant, or named with their place.
namespace yuanheng::evaluation {
namespace {

using namespace samples;
using sheet::Number;
using sheet::OutCell;

class CellsTest : public testing::Test {
protected:
    void workbook(const std::vector<std::vector<OutCell>>& rows, std::vector<sheet::Range> merges = {},
                  const std::string& file = "税务.xlsx") {
        sheet::SheetSpec table;
        table.name = "表";
        table.rows = rows;
        table.merges = std::move(merges);
        ASSERT_TRUE(sheet::write_workbook(folder.path(file), {"t", 0, {table}}));
    }
    Intake intake() const { return read(s, folder.path()); }
    double value(const Intake& in, const std::string& code, const std::string& input) const {
        const std::ptrdiff_t row = in.data.find(code);
        if (row < 0) return -1;
        return in.data.columns.fields[static_cast<std::size_t>(s.schema.find_field(input))]
            .values[static_cast<std::size_t>(row)];
    }
    static std::string named(const Errors& errors) {
        std::string out;
        for (const Error& e : errors) {
            Where where = e.where;
            where.file = where.file.substr(where.file.find_last_of('/') + 1);
            out += (out.empty() ? "" : "; ") + std::string(name(e.code)) + " " + place(where);
        }
        return out;
    }

    Folder folder;
    scoring::Scheme s = scheme();
};

TEST_F(CellsTest, AnErrorIsNotAnEmptyCell) {
    folder.write("税务.csv",
                 "统一社会信用代码,企业名称,税收\n" + kA + ",#REF!,#N/A\n" + kB + ",乙,N/A\n#N/A,丙,5\n");
    const Intake in = intake();
    EXPECT_EQ(named(in.report.errors), "intake_error_cell 税务.csv C2; intake_error_code 税务.csv A4");
    EXPECT_EQ(named(of(in.report.warnings, Code::intake_error_cell)), "intake_error_cell 税务.csv B2");
    EXPECT_EQ(in.data.names, std::vector<std::string>({"乙", ""})) << "an error is nobody's name";
}

TEST_F(CellsTest, ACodeMergedOverRowsIsTheCodeOfAllOfThem) {
    workbook({{"统一社会信用代码", "企业名称", "税收"}, {kA, "甲", 1.0}, {{}, {}, 1.0}, {kB, "乙", 3.0}},
             {{2, 1, 3, 1}, {2, 2, 3, 2}});
    const Intake in = intake();
    EXPECT_EQ(value(in, kA, "tax"), 1);
    EXPECT_EQ(named(in.report.warnings), "intake_repeated 税务.xlsx [表] A3");
}

TEST_F(CellsTest, AFigureMergedOverRowsIsNotShared) {
    workbook({{"统一社会信用代码", "税收", "类型"}, {kA, 40.0, "民营"}, {kB}, {kC, 5.0, "国有"}},
             {{2, 2, 3, 2}, {2, 3, 3, 3}});
    const Intake in = intake();
    EXPECT_TRUE(std::isnan(value(in, kB, "tax")));
    EXPECT_EQ(named(in.report.errors), "intake_merged 税务.xlsx [表] B3");
    EXPECT_EQ(named(of(in.report.warnings, Code::intake_merged_taken)),
              "intake_merged_taken 税务.xlsx [表] C3");
    EXPECT_FALSE(std::isnan(value(in, kB, "kind"))) << "a word over several rows is said of each";
}

TEST_F(CellsTest, MergedTotalsAreNoEnterprise) {
    workbook({{"序号", "统一社会信用代码", "税收"}, {1.0, kA, 40.0}, {"合计", {}, 40.0}}, {{3, 1, 3, 2}});
    EXPECT_EQ(named(intake().report.errors), "");
}

TEST_F(CellsTest, AHeaderRepeatedAndALineBelowLoseNobodysRow) {
    folder.write("税务.csv", "统一社会信用代码,企业名称,税收,类型\n" + kA +
                                 ",甲,1,民营\n统一社会信用代码,企业名称,税收,类型\n" + kB +
                                 ",乙,2,9.1330E+17\n数据来源：税务局,,,\n");
    const Intake in = intake();
    EXPECT_EQ(named(in.report.errors), "intake_mangled 税务.csv D4; uscc_not_code 税务.csv A5");
    EXPECT_TRUE(read_whole(in.report));
}

TEST_F(CellsTest, FiguresWithoutACodeAreNotPassedOver) {
    folder.write("税务.csv", "统一社会信用代码,企业名称,税收\n" + kA + ",甲,1\n,,7\n,合计,8\n,,—\n");
    EXPECT_EQ(named(intake().report.errors), "intake_no_code 税务.csv A3");
}

TEST_F(CellsTest, PercentagesAreWhatTheyShow) {
    workbook({{"统一社会信用代码", "出口占比（%）", "税收（万元）"},
              {kA, OutCell(Number{0.015, 1, true}), 1.0},
              {kB, "1.5%", OutCell(Number{12, 0, true})},
              {kC, 1.5, "5%"}});
    const Intake in = intake();
    for (const std::string& code : {kA, kB, kC}) EXPECT_EQ(value(in, code, "share"), 1.5);
    EXPECT_EQ(named(in.report.errors), "intake_percent 税务.xlsx [表] C3; intake_percent 税务.xlsx [表] C4");
    workbook({{"统一社会信用代码", "出口占比（‰）"}, {kA, "1.5%"}, {kB, 15.0}});
    for (const std::string& code : {kA, kB}) EXPECT_EQ(value(intake(), code, "share"), 1.5);
}

TEST_F(CellsTest, RoundedNumbersAndLostZerosAreNamed) {
    s = scheme();
    folder.write("税务.csv", "统一社会信用代码,税收\n" + kA + ",1.23E+03\n" + kB + ",1.5e3\n");
    EXPECT_EQ(named(of(intake().report.warnings, Code::intake_rounded)), "intake_rounded 税务.csv B2");
}

TEST_F(CellsTest, WhatLiesInTheFolderIsReadOrNamed) {
    folder.write("税务.tsv", "统一社会信用代码\t税收\n" + kA + "\t1\n");
    for (const char* litter : {"~$税务.xlsx", "._税务.csv", "Thumbs.db", ".DS_Store", "desktop.ini"})
        folder.write(litter, "x");
    folder.write("旧数据.zip", "PK");
    std::filesystem::create_directory(folder.path("供电局"));
    const Intake in = intake();
    EXPECT_EQ(value(in, kA, "tax"), 1);
    EXPECT_NE(message(of(in.report.warnings, Code::intake_folder_skipped).at(0), Language::zh).find("供电局"),
              std::string::npos);
    EXPECT_NE(
        message(of(in.report.warnings, Code::intake_file_skipped).at(0), Language::zh).find("旧数据.zip"),
        std::string::npos);
    EXPECT_EQ(in.report.warnings.size(), 2u) << "litter is nobody's data";
    EXPECT_TRUE(read_whole(in.report));
}

TEST_F(CellsTest, AFileThatCannotBeReadOrLosesRowsClosesTheGate) {
    folder.write("税务.csv",
                 "统一社会信用代码,税收\n" + kA + ",1\n9.1330E+17,2\n" + kB + ",3\n" + kB + ",4\n");
    folder.write("供电.xlsx", "<html><table>");
    folder.write("用地.csv", "企业,面积\n甲,1\n乙,2\n");
    folder.write("说明.txt", "本目录为2023年数据。\n请勿删除。\n");
    const Intake in = intake();
    EXPECT_FALSE(read_whole(in.report));
    scoring::Gate gate;
    check_reading(in.report, {}, gate);
    ASSERT_FALSE(gate.open());
    EXPECT_EQ(gate.lines.at(0).text.zh,
              "部门数据没有读全：“供电.xlsx”没有读出来；“用地.csv”没有读出来；“税务.csv”有 3 行未采用");
    folder.remove("供电.xlsx");
    folder.remove("用地.csv");
    folder.write("税务.csv", "统一社会信用代码,税收\n" + kA + ",1\n" + kA + ",1\n合计,1\n");
    scoring::Gate open;
    check_reading(intake().report, {}, open);
    EXPECT_TRUE(open.open()) << "the same row twice loses nothing; a text is no table";
    folder.write("税务.csv", "统一社会信用代码,税收,税收\n" + kA + ",1,2\n");
    scoring::Gate twice;
    check_reading(intake().report, {}, twice);
    EXPECT_EQ(twice.lines.at(0).text.zh, "部门数据没有读全：“税务.csv”有 1 列未采用");
}

}  // namespace
}  // namespace yuanheng::evaluation
