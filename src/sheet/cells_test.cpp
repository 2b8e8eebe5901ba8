#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include "base/text.hpp"
#include "sheet/cell_text.hpp"
#include "sheet/codes.hpp"
#include "sheet/csv.hpp"
#include "sheet/workbook.hpp"
#include "sheet/xlsx.hpp"

/// Cells as programs and people leave them: read as they were meant, or said with their place.
namespace yuanheng::sheet {
namespace {

Grid grid_of(const std::string& csv) {
    auto grid = read_csv_bytes(csv, "a.csv");
    EXPECT_TRUE(grid) << describe(grid.error(), Language::en);
    return grid ? std::move(*grid) : Grid();
}

std::string notes_of(const Grid& grid) {
    std::string out;
    for (const Error& e : grid.notes)
        out += (out.empty() ? "" : "; ") + std::string(name(e.code)) + " " + place(e.where);
    return out;
}

/// A workbook that is gone when the test ends, written and read again.
Book again(const std::vector<std::vector<OutCell>>& rows) {
    const std::string path = (std::filesystem::temp_directory_path() /
                              ("yuanheng" + std::to_string(std::random_device()()) + ".xlsx"))
                                 .string();
    SheetSpec sheet;
    sheet.name = "表";
    sheet.rows = rows;
    const auto written = write_workbook(path, {"t", 0, {sheet}});
    EXPECT_TRUE(written);
    auto book = read_book(path);
    std::remove(path.c_str());
    EXPECT_TRUE(book);
    return book ? std::move(*book) : Book();
}

const std::vector<std::string> kTexts = {
    "=1+1",   "+86 571",  "-甲",  "@甲",     "'甲",       "''甲", "'=1",   "'0131",
    "0131",   "''0131",   "'",    "''",      "=\"0131\"", "=\"",  "#甲",   "甲\n乙",
    "\"甲\"", "甲,乙;丙", "\t=2", "1,234.5", "'1,234.5",  "-1.5", "'-1.5", "_x000B_",
    "+7",     "Err",      "～=1", "‘0131’",  "甲\u200D乙"};

TEST(CellText, WhatIsWrittenIsReadBackTheSame) {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::vector<OutCell>> cells;
    for (const std::string& text : kTexts) {
        EXPECT_EQ(unguarded(guarded(text)), text);
        EXPECT_EQ(unguarded_code(guarded_code(text)), text);
        rows.push_back({"x", text});
        cells.push_back({OutCell("x"), OutCell(text)});
    }
    const Grid csv = grid_of(to_csv(rows));
    const Book book = again(cells);
    for (std::size_t i = 0; i < kTexts.size(); ++i) {
        const auto row = static_cast<long>(i) + 1;
        EXPECT_EQ(csv.at(row, 2).text, kTexts[i]);
        EXPECT_EQ(book.grids.at(0).at(row, 2).text, kTexts[i]);
    }
    EXPECT_EQ(notes_of(csv), "");
    EXPECT_EQ(notes_of(book.grids.at(0)), "");
}

TEST(CellText, NothingThatIsWrittenHoldsAControlCharacter) {
    const std::string name = "甲\x0B\x1B[2J\u202E乙\uFFFE\uFFFF\x7F";
    EXPECT_EQ(to_csv({{name}}), "\xEF\xBB\xBF甲[2J\u202E乙\r\n");
    EXPECT_EQ(to_csv({{"\x0B=1+1"}}), "\xEF\xBB\xBF'=1+1\r\n") << "what it hid does not run either";
    const Book book = again({{OutCell(name)}});
    EXPECT_EQ(book.grids.at(0).at(1, 1).text, "甲[2J乙");
}

TEST(CellText, GuardsOfOtherProgramsAreTakenAway) {
    const Grid grid =
        grid_of("code,tax\n=\"0131\",'1\n\"=\"\"0131\"\"\",=\"1,234\"\n'0131,'-5\n'甲,'1,234\n");
    for (const long row : {2, 3, 4}) EXPECT_EQ(grid.at(row, 1).text, "0131");
    EXPECT_EQ(grid.at(2, 2).text, "1");
    EXPECT_EQ(grid.at(3, 2).text, "1,234");
    EXPECT_EQ(grid.at(4, 2).text, "-5");
    EXPECT_EQ(grid.at(5, 1).text, "'甲") << "an apostrophe before a name belongs to it";
}

TEST(CellText, ErrorsOfFormulasAreNotEmpty) {
    const Grid grid = grid_of("a,b,c,d\n#N/A,#DIV/0!,＃REF！,Err:502\n#甲,N/A,#1,Err\n");
    for (const long column : {1, 2, 3, 4}) EXPECT_EQ(grid.at(2, column).kind, Cell::Kind::error);
    for (const long column : {1, 2, 3, 4}) EXPECT_EQ(grid.at(3, column).kind, Cell::Kind::text);
}

TEST(CellText, InvisibleCharactersAreTakenOutAndNamed) {
    const Grid grid = grid_of("a,b\n\u202D913\u202C\u200E,甲\u202D乙\n\uFEFF913 ,甲\x07\n甲\uFFFD,\u200B\n");
    EXPECT_EQ(grid.at(2, 1).text, "913");
    EXPECT_EQ(grid.at(2, 2).text, "甲乙");
    EXPECT_EQ(grid.at(3, 2).text, "甲");
    EXPECT_EQ(notes_of(grid), "sheet_invisible a.csv B2; sheet_invisible a.csv B3; sheet_damaged a.csv A4")
        << "at the ends they are blanks";
    EXPECT_NE(describe(grid.notes[0], Language::zh).find("U+202D"), std::string::npos);
    std::string many = "a\n";
    for (int i = 0; i < 50; ++i) many += "甲\x07乙\n";
    const Grid told = grid_of(many);
    ASSERT_EQ(told.notes.size(), kMostNotes + 1);
    EXPECT_EQ(told.notes.back().code, Code::sheet_more);
    EXPECT_NE(message(told.notes.back(), Language::zh).find("30"), std::string::npos);
}

TEST(CsvText, TheSeparatorIsWhatDividesMostLines) {
    EXPECT_EQ(grid_of("2023年税收情况表\ncode\ttax\nA\t1,234\nB\t2,345\n").at(3, 2).text, "1,234");
    EXPECT_EQ(grid_of("表1,税收\n填报：甲,乙,丙\ncode;tax\nA;1,5\nB;2,5\nC;1\n").at(4, 2).text, "1,5");
    EXPECT_EQ(grid_of("code,name\nA,甲;乙;丙\nB,丁;戊\n").at(2, 2).text, "甲;乙;丙");
}

TEST(CsvText, ACtrlZAtTheEndIsNoCell) {
    EXPECT_EQ(grid_of("a,b\n1,2\n\x1A").rows.size(), 2u);
    EXPECT_EQ(grid_of("a,b\r\n1,2\x1A\x1A").at(2, 2).text, "2");
}

TEST(CsvText, AQuoteThatSwallowsRowsIsNamed) {
    const Grid grid = grid_of("code,name,tax\nA,\"甲,1\nB,乙,2\nC,丙\",3\nD,\"两\n行\",4\n");
    EXPECT_EQ(notes_of(grid), "sheet_lines_in_cell a.csv B2") << "two lines of a name are nothing odd";
}

TEST(CsvText, SaysInWhichLineACharacterIsCut) {
    const auto wrong = [](const std::string& text) {
        const auto grid = read_csv_bytes(text, "a.csv");
        return grid ? std::string("read")
                    : std::string(name(grid.error().code)) + " " + place(grid.error().where);
    };
    EXPECT_EQ(wrong("统一社会信用代码,企业名称\nA,甲公司\nB,乙公\xE5\x8F,1\n"), "bad_utf8 a.csv:3");
    EXPECT_EQ(wrong("统一社会信用代码,企业名称\nA,甲公\xE5"), "bad_utf8 a.csv:2");
    EXPECT_EQ(wrong("\xC3\xFB\xB3\xC6,\xCB\xB0\xCA\xD5\n\xBC\xD7,1\n\xD2,2\n"), "bad_encoding a.csv:3");
    EXPECT_EQ(wrong("name,tax\nSoci\xE9t\xE9,1\n"), "bad_encoding a.csv:2") << "Latin-1 is not GB18030";
    EXPECT_EQ(wrong(std::string("a,b\n1,\0002\n", 9)), "not_text a.csv:2");
}

TEST(CsvText, ReadsUtf16WithoutAMark) {
    std::string little, big;
    for (const char c : std::string("code,tax\nA,1\n")) {
        little += {c, '\0'};
        big += {'\0', c};
    }
    EXPECT_EQ(grid_of(little).at(2, 2).text, "1");
    EXPECT_EQ(grid_of(big).at(2, 2).text, "1");
}

TEST(ForeignFiles, AreNamedForWhatTheyAre) {
    const auto code = [](const std::string& bytes, const std::string& file) {
        const auto book = read_book_bytes(bytes, file);
        return book ? std::string("read") : std::string(name(book.error().code));
    };
    std::string wide("\xFF\xFE", 2);
    for (const char c : std::string("<html><table>")) wide += {c, '\0'};
    for (const std::string file : {"税务.xlsx", "税务.csv"}) {
        EXPECT_EQ(code("\xEF\xBB\xBF\n <HTML><body><table><tr><td>1", file), "html_table");
        EXPECT_EQ(code("<!-- x --><html>", file), "html_table");
        EXPECT_EQ(code("<?xml version=\"1.0\"?><Workbook>", file), "html_table");
        EXPECT_EQ(code(wide, file), "html_table");
        EXPECT_EQ(code("%PDF-1.7\n", file), "not_table");
        EXPECT_EQ(code("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0", file), "xls_old");
    }
    EXPECT_EQ(code("code,tax\n", "税务.xlsx"), "xlsx_broken");
}

TEST(Merged, SaysWhichRangeCoversACell) {
    Grid grid{"a.xlsx", "表", {}, {{2, 1, 4, 1}, {2, 2, 3, 3}}, {}};
    for (const long row : {1, 2, 3, 4}) grid.rows.push_back({row, std::vector<Cell>(3)});
    for (Row& row : grid.rows) row.cells.back() = {Cell::Kind::text, false, false, 0, "x"};
    const MergedCells merged(grid);
    EXPECT_EQ(merged.over(2, 1), nullptr) << "the upper left cell stands for itself";
    ASSERT_NE(merged.over(4, 1), nullptr);
    EXPECT_EQ(range_name(*merged.over(4, 1)), "A2:A4");
    EXPECT_EQ(range_name(*merged.over(3, 3)), "B2:C3");
    EXPECT_EQ(merged.over(4, 2), nullptr);
}

}  // namespace
}  // namespace yuanheng::sheet
