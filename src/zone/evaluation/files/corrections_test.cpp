#include "zone/evaluation/files/corrections.hpp"

#include <gtest/gtest.h>

#include "sheet/csv.hpp"
#include "sheet/workbook.hpp"
#include "sheet/xlsx.hpp"
#include "zone/evaluation/checks/jumps.hpp"
#include "zone/evaluation/codes.hpp"
#include "zone/evaluation/samples.hpp"

namespace yuanheng::evaluation {
namespace {

using namespace samples;

/// Reads a workbook, changes cells by sheet and place, and writes each sheet as one CSV.
void correct(const Folder& folder, const std::string& workbook,
             const std::map<std::string, std::string>& cells) {
    const auto book = sheet::read_xlsx(folder.path(workbook));
    ASSERT_TRUE(book.has_value());
    for (const sheet::Grid& grid : book->grids) {
        std::vector<std::vector<std::string>> rows;
        for (const sheet::Row& row : grid.rows) {
            rows.resize(static_cast<std::size_t>(row.number));
            for (std::size_t c = 0; c < row.cells.size(); ++c) {
                const std::string at = grid.sheet + "!" + sheet::column_letters(static_cast<long>(c) + 1) +
                                       std::to_string(row.number);
                rows.back().push_back(cells.contains(at) ? cells.at(at) : row.cells[c].text);
            }
        }
        if (grid.sheet == "需要改正的问题") continue;
        ASSERT_TRUE(sheet::write_csv(folder.path(grid.sheet + ".csv"), rows));
    }
    folder.remove(workbook);
}

TEST(Corrections, TheMarkedTablesReadCleanOnceTheyAreCorrected) {
    const Folder folder;
    const scoring::Scheme s = scheme();
    folder.write("自然资源.csv",
                 "统一社会信用代码,企业名称,用地面积\n" + kA + ",甲,1\n" + kB + ",乙,2\n" + kC + ",丙,3\n");
    folder.write("税务.csv", "序号,统一社会信用代码,税收（万元）\n1," + kA + ",十\n2,9.1330E+17,20\n3," + kC +
                                 ",30\n3," + kC + ",31\n");
    const Intake dirty = read(s, folder.path());
    EXPECT_EQ(dirty.report.errors.size(), 3u);
    const auto files = write_corrections(dirty.report, folder.path("改正.xlsx"), 0, Language::zh);
    ASSERT_TRUE(files.has_value()) << describe(files.error(), Language::en);
    ASSERT_EQ(*files, std::vector<std::string>{folder.path("税务.csv")})
        << "files without errors stay as they are";

    // The bad cells are there to be overwritten, and nothing else needs to be done to the workbook.
    for (const std::string& file : *files) std::filesystem::remove(file);
    const Intake uncorrected = read(s, folder.path());
    EXPECT_EQ(uncorrected.report.errors.size(), 3u) << "as it is, the workbook says the same";
    EXPECT_TRUE(of(uncorrected.report.warnings, Code::intake_no_header).empty()) << "its list is no data";

    correct(folder, "改正.xlsx", {{"税务!C2", "10"}, {"税务!B3", kB}, {"税务!C5", "30"}});
    const Intake clean = read(s, folder.path());
    EXPECT_TRUE(clean.report.errors.empty()) << describe(clean.report.errors, Language::zh);
    const auto& tax = clean.data.columns.fields[static_cast<std::size_t>(s.schema.find_field("tax"))].values;
    EXPECT_EQ(tax[static_cast<std::size_t>(clean.data.find(kA))], 10);
    EXPECT_EQ(tax[static_cast<std::size_t>(clean.data.find(kB))], 20);
    EXPECT_EQ(tax[static_cast<std::size_t>(clean.data.find(kC))], 30);
}

TEST(Corrections, ASheetKeepsItsFileInItsName) {
    const Folder folder;
    const scoring::Scheme s = scheme();
    folder.write("企业名录.csv", "统一社会信用代码,企业名称\n" + kA + ",甲\nX,乙\n");
    folder.write("税务.csv", "统一社会信用代码,税收\n" + kA + ",1\n" + kC + ",2\n");
    const auto files =
        write_corrections(read(s, folder.path()).report, folder.path("改正.xlsx"), 0, Language::zh);
    ASSERT_TRUE(files.has_value());
    for (const std::string& file : *files) std::filesystem::remove(file);
    const Intake again = read(s, folder.path());
    EXPECT_EQ(again.data.codes, std::vector<std::string>{kA}) << "the sheet 企业名录 is still the register";
    EXPECT_EQ(of(again.report.errors, Code::intake_not_listed).size(), 1u);
}

TEST(Corrections, ACodeThatBecameANumberIsNoCodeInTheWorkbookEither) {
    const Folder folder;
    const scoring::Scheme s = scheme();
    sheet::WorkbookSpec book;
    sheet::SheetSpec table;
    table.name = "表";
    // What is left of the digits has a right check character by chance.
    table.rows = {{"统一社会信用代码", "税收"}, {914654684792585000.0, 5.0}, {sheet::OutCell(kA), 6.0}};
    book.sheets.push_back(table);
    ASSERT_TRUE(sheet::write_workbook(folder.path("税务.xlsx"), book));
    ASSERT_TRUE(write_corrections(read(s, folder.path()).report, folder.path("改正.xlsx"), 0, Language::zh)
                    .has_value());
    folder.remove("税务.xlsx");
    const Intake again = read(s, folder.path());
    EXPECT_EQ(again.data.codes, std::vector<std::string>{kA});
    EXPECT_EQ(of(again.report.errors, Code::uscc_float).size(), 1u);
}

TEST(Corrections, NothingIsWrittenWhereNothingIsWrong) {
    const Folder folder;
    const scoring::Scheme s = scheme();
    folder.write("税务.csv", "统一社会信用代码,税收\n" + kA + ",1\n");
    const auto files =
        write_corrections(read(s, folder.path()).report, folder.path("改正.xlsx"), 0, Language::zh);
    ASSERT_TRUE(files.has_value());
    EXPECT_TRUE(files->empty());
    EXPECT_FALSE(std::filesystem::exists(folder.path("改正.xlsx")));
}

/// The jumps between two years of one column.
Errors jumps(const std::string& header, const std::string& before, const std::string& after) {
    const Folder folder;
    const scoring::Scheme s = scheme();
    std::filesystem::create_directory(folder.path("上年"));
    folder.write("上年/a.csv", "统一社会信用代码," + header + "\n" + kA + "," + before + "\n" + kB + ",5\n");
    folder.write("a.csv",
                 "统一社会信用代码,企业名称," + header + "\n" + kC + ",丙,5\n" + kA + ",甲," + after + "\n");
    const Intake previous = read(s, folder.path("上年"));
    Intake now = read(s, folder.path());
    now.report = {};
    check_jumps(s, now, previous);
    return now.report.warnings;
}

TEST(Jumps, NameTheCellBothValuesAndTheLikelyUnit) {
    const Errors found = jumps("税收（万元）", "120", "1310000");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(found[0].where.file.ends_with("a.csv"));
    EXPECT_EQ(found[0].where.line, 3);
    EXPECT_EQ(found[0].where.column, 3);
    EXPECT_EQ(message(found[0], Language::zh),
              kA + " 的“税收”由上年 120 万元 变为 1310000 万元，约为上年的 10900");
    EXPECT_EQ(hint(found[0], Language::zh),
              "多半是计量单位混用：像是按“元”填的，而此列的单位是“万元”，请核对");
}

TEST(Jumps, TheUnitIsThatOfTheColumnAsItIsWritten) {
    // 万kWh under a header of kWh: ten thousand times too little.
    const Errors found = jumps("用电量（kWh）", "3000000", "310");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_NE(hint(found[0], Language::zh).find("像是按“万kWh”填的，而此列的单位是“kWh”"), std::string::npos)
        << hint(found[0], Language::zh);
    EXPECT_NE(message(found[0], Language::zh).find("约为上年的 1/9700"), std::string::npos)
        << message(found[0], Language::zh);
}

TEST(Jumps, AFactorOfAThousandIsOneTooARealChangeIsNot) {
    EXPECT_EQ(jumps("税收（万元）", "3", "3200").size(), 1u);
    EXPECT_EQ(jumps("税收（万元）", "3200", "3").size(), 1u);
    EXPECT_EQ(jumps("税收（万元）", "3", "300").size(), 0u) << "a hundredfold may be real";
    EXPECT_EQ(jumps("税收（万元）", "3", "9").size(), 0u);
    EXPECT_EQ(jumps("税收（万元）", "0", "9").size(), 0u);
    EXPECT_EQ(jumps("税收（万元）", "—", "9").size(), 0u);
    EXPECT_EQ(jumps("税收（万元）", "-3", "3000").size(), 0u);
}

}  // namespace
}  // namespace yuanheng::evaluation
