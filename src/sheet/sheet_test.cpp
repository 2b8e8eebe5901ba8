#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "base/decimal.hpp"
#include "sheet/cell_value.hpp"
#include "sheet/codes.hpp"
#include "sheet/csv.hpp"
#include "sheet/mapped_file.hpp"
#include "sheet/plain_csv.hpp"
#include "sheet/template.hpp"
#include "sheet/workbook.hpp"
#include "sheet/xlsx.hpp"

namespace yuanheng::sheet {
namespace {

/// A file name that is free again when the test ends.
class ScratchFile {
public:
    explicit ScratchFile(const std::string& ending) {
        path_ = (std::filesystem::temp_directory_path() /
                 ("yuanheng" + std::to_string(std::random_device()()) + ending))
                    .string();
    }
    ~ScratchFile() { std::remove(path_.c_str()); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

Cell stored(std::string_view text, Shown shown = Shown::plain, bool epoch1904 = false) {
    Cell cell;
    EXPECT_TRUE(set_number(cell, text, shown, epoch1904)) << text;
    return cell;
}

TEST(Csv, ReadsWhatDepartmentsProduce) {
    const auto grid =
        read_csv_bytes("\xEF\xBB\xBF名称;税收\r\n\"甲;乙\"\"丙\";1,5\r\n\r\n丁\n戊;;;x", "a.csv");
    ASSERT_TRUE(grid.has_value());
    ASSERT_EQ(grid->rows.size(), 4u);
    EXPECT_EQ(grid->at(1, 1).text, "名称");
    EXPECT_EQ(grid->at(2, 1).text, "甲;乙\"丙");
    EXPECT_EQ(grid->at(2, 2).text, "1,5");
    EXPECT_EQ(grid->at(4, 1).text, "丁");
    EXPECT_EQ(grid->at(5, 4).text, "x");
    EXPECT_TRUE(grid->at(5, 2).empty());
}

TEST(Csv, ReadsGbk) {
    const auto grid = read_csv_bytes("\xC3\xFB\xB3\xC6\t\xCB\xB0\xCA\xD5\n\xBC\xD7\t9.1330E+17\n", "a.csv");
    ASSERT_TRUE(grid.has_value());
    EXPECT_EQ(grid->at(1, 2).text, "税收");
    EXPECT_EQ(grid->at(2, 1).text, "甲");
    EXPECT_TRUE(grid->at(2, 2).mangled);
}

TEST(Csv, SaysWhereItIsWrong) {
    const auto open = read_csv_bytes("a,b\n甲,\"x\ny", "a.csv");
    ASSERT_FALSE(open.has_value());
    EXPECT_EQ(open.error().code, Code::csv_quote_open);
    EXPECT_EQ(place(open.error().where), "a.csv:2:3");
    EXPECT_EQ(read_csv_bytes("\"a\"b,c", "a.csv").error().code, Code::csv_after_quote);
    EXPECT_EQ(read_csv_bytes(std::string_view("a\0b", 3), "a.csv").error().code, Code::not_text);
    EXPECT_EQ(read_csv_bytes("<html><table>", "a.xls").error().code, Code::html_table);
    EXPECT_EQ(read_csv_bytes(std::string(40'000, 'x'), "a.csv").error().code, Code::table_too_large);
    EXPECT_EQ(read_csv_bytes(std::string(20'000, ','), "a.csv").error().code, Code::table_too_large);
    EXPECT_EQ(read_csv("/nowhere/a.csv").error().code, Code::file_unreadable);
}

TEST(Csv, WritesNoFormula) {
    EXPECT_EQ(to_csv({{"=cmd|' /C calc'!A0", "-1.5", "+x", "a\"b", "甲,乙"}}),
              "\xEF\xBB\xBF'=cmd|' /C calc'!A0,-1.5,'+x,\"a\"\"b\",\"甲,乙\"\r\n");
}

TEST(PlainCsv, EqualsTheTolerantReader) {
    std::mt19937_64 random(7);
    std::string text = "code,a,b\n";
    const char* const odd[] = {
        "0.1",  "-0", "1e22", "1e-22",  "123456789012345678", "0.30000000000000004",
        "5.",   ".5", "+7",   "-12.50", "9007199254740993",   "2.2250738585072014e-300",
        "1E+5", ""};
    for (int row = 0; row < 20'000; ++row) {
        char line[96];
        const double value = std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 120) - 90);
        std::snprintf(line, sizeof line, "91330100MA%08d,%.*g,%s\n", row, static_cast<int>(random() % 18) + 1,
                      value, odd[random() % std::size(odd)]);
        text += line;
    }
    const auto grid = read_csv_bytes(text, "a.csv");
    const auto table = read_plain_csv_bytes(text, 0, 3);
    ASSERT_TRUE(grid && table);
    ASSERT_EQ(table->rows(), 20'000u);
    for (std::size_t row = 0; row < table->rows(); ++row) {
        EXPECT_EQ(grid->at(static_cast<long>(row) + 2, 1).text, table->codes[row].view());
        for (std::size_t column = 1; column < 3; ++column) {
            const Cell& cell = grid->at(static_cast<long>(row) + 2, static_cast<long>(column) + 1);
            const double fast = table->columns[column][row];
            if (cell.empty()) {
                ASSERT_TRUE(std::isnan(fast));
                continue;
            }
            ASSERT_EQ(fast, to_double(*cell.exact())) << cell.text;
            if (std::fabs(fast) >= 1e15)
                continue;  // decimal_of writes such doubles out in full, not shortest
            const auto precise = table->precise.find(row * 3 + column);
            const Rational exact =
                precise == table->precise.end() ? decimal_of(fast) : *parse_decimal(precise->second);
            ASSERT_EQ(exact, *cell.exact()) << cell.text;
        }
    }
}

TEST(PlainCsv, LeavesTheRestToTheTolerantReader) {
    for (const char* text :
         {"c,a\nx,\"1\"\n", "c,a\nx,1,2\n", "c,a\nx\n", "c,a\n,1\n", "c,a\nx,1 \n", "c,a\nx,—\n",
          "c,a\n9.1E+17,1\n", "c,a\nx,nan\n", "c,a\nx,1e999\n", "c,a\n\nx,1\n", "c;a\nx;1\n", "", "c\nx\n",
          ",\r\n", ",\nx,1\n", "\a,\nx,1\n", "'c1,a\nx,1\n", "c,\u202Da\nx,1\n"}) {
        EXPECT_FALSE(read_plain_csv_bytes(text, 0).has_value()) << text;
    }
}

TEST(CellValue, NumbersAreTheFifteenDigitsThatExcelShows) {
    EXPECT_EQ(stored("0.30199999999999999").text, "0.302");
    EXPECT_EQ(stored("0.30199999999999999").number, 0.302);
    EXPECT_EQ(stored("1.5E-5").text, "0.000015");
    EXPECT_EQ(stored("-1E3").text, "-1000");
    EXPECT_EQ(stored("12.50").text, "12.5");
    EXPECT_EQ(stored("-0").text, "0");
    EXPECT_FALSE(stored("999999999999999").mangled);
    EXPECT_TRUE(stored("9.1330100123456E+17").mangled);
    EXPECT_EQ(stored("9.1330100123456E+17").text, "9.1330100123456E+17");
    Cell cell;
    for (const char* bad : {"", "NaN", "inf", "1e999", "0x10", "1,5", "--1"}) {
        EXPECT_FALSE(set_number(cell, bad, Shown::plain, false)) << bad;
    }
}

TEST(CellValue, DatesOfBothEpochs) {
    EXPECT_EQ(stored("45657", Shown::date).text, "2024-12-31");
    EXPECT_EQ(stored("45657.25", Shown::date).text, "2024-12-31 06:00:00");
    EXPECT_EQ(stored("1", Shown::date).text, "1900-01-01");
    EXPECT_EQ(stored("59", Shown::date).text, "1900-02-28");
    EXPECT_EQ(stored("60", Shown::date).text, "1900-02-29");
    EXPECT_EQ(stored("61", Shown::date).text, "1900-03-01");
    EXPECT_EQ(stored("0.5", Shown::date).text, "12:00:00");
    EXPECT_EQ(stored("0", Shown::date, true).text, "1904-01-01");
    EXPECT_EQ(stored("-3", Shown::date).kind, Cell::Kind::number);
    EXPECT_EQ(shown_by("yyyy\"年\"m\"月\""), Shown::date);
    EXPECT_EQ(shown_by("[$-804]0.00\"亩\""), Shown::plain);
    EXPECT_EQ(shown_by("[h]:mm"), Shown::plain);
    EXPECT_EQ(shown_by("[Red]0.0%"), Shown::percent);
    EXPECT_EQ(shown_by("G/通用格式"), Shown::plain);
}

TEST(CellValue, EscapesReadBack) {
    std::string text = escape("_x0041_ and _x000D_");
    unescape(text);
    EXPECT_EQ(text, "_x0041_ and _x000D_");
}

WorkbookSpec sample_book() {
    SheetSpec sheet;
    sheet.name = "结果/规上";
    sheet.titles = {"亩均评价结果"};
    Column code;
    code.title = "统一社会信用代码";
    code.as_text = true;
    Column tax;
    tax.title = "税收";
    tax.unit = "万元";
    tax.group = "指标";
    tax.decimals = 2;
    Column grade;
    grade.title = "等级";
    grade.group = "指标";
    grade.allowed = {"A", "B", "C", "D"};
    sheet.columns = {code, tax, grade};
    sheet.rows = {{"91330100MA27000000", 0.1, "A"},
                  {"=1+1", OutCell(Number{123456.789, 2, false}, Emphasis::bad, "偏大"),
                   OutCell(DateText{"2024-12-31"})},
                  {"_x0041_", OutCell(std::nan("")), OutCell(true)}};
    return {"结果", 1'700'000'000, {sheet, sheet}};
}

TEST(Workbook, ReadsBackAndIsReproducible) {
    const ScratchFile first(".xlsx"), second(".xlsx");
    ASSERT_TRUE(write_workbook(first.path(), sample_book()));
    ASSERT_TRUE(write_workbook(second.path(), sample_book()));
    EXPECT_EQ(bytes_of(first.path()), bytes_of(second.path()));
    const auto book = read_book(first.path());
    ASSERT_TRUE(book.has_value()) << describe(book.error(), Language::en);
    ASSERT_EQ(book->grids.size(), 2u);
    const Grid& grid = book->grids[0];
    EXPECT_EQ(grid.sheet, "结果_规上");
    EXPECT_EQ(book->grids[1].sheet, "结果_规上_2");
    EXPECT_EQ(grid.at(1, 1).text, "亩均评价结果");
    EXPECT_EQ(grid.merged_at(2, 3).text, "指标");
    EXPECT_EQ(grid.at(3, 2).text, "税收（万元）");
    EXPECT_EQ(grid.at(4, 2).text, "0.1");
    EXPECT_EQ(grid.at(5, 1).text, "=1+1");
    EXPECT_EQ(grid.at(5, 1).kind, Cell::Kind::text);
    EXPECT_EQ(grid.at(5, 2).text, "123456.789");
    EXPECT_EQ(grid.at(5, 3).text, "2024-12-31");
    EXPECT_EQ(grid.at(6, 1).text, "_x0041_");
    EXPECT_TRUE(grid.at(6, 2).empty());
    EXPECT_EQ(grid.at(6, 3).kind, Cell::Kind::boolean);
    EXPECT_EQ(write_workbook("/nowhere/a.xlsx", sample_book()).error().code, Code::file_unwritable);
}

TEST(Workbook, SheetNames) {
    EXPECT_EQ(sheet_name("a[b]:c", {}), "a_b__c");
    EXPECT_EQ(sheet_name("", {}), "Sheet");
    EXPECT_EQ(sheet_name("'x'", {"X"}), "x_2");
    EXPECT_EQ(sheet_name(std::string(40, 'y'), {std::string(31, 'Y')}), std::string(29, 'y') + "_2");
}

TEST(Template, IsReadWithItsHeader) {
    TemplateSpec spec;
    spec.title = {"税收", "tax"};
    TemplateColumn code, tax;
    code.label = {"统一社会信用代码", "code"};
    code.type = TemplateColumn::Type::code;
    code.required = true;
    tax.label = {"税收", "tax"};
    tax.unit = "万元";
    tax.type = TemplateColumn::Type::number;
    for (int i = 0; i < 100; ++i) tax.allowed.push_back("很长的一个可选值" + std::to_string(i));
    spec.columns = {code, tax};
    const ScratchFile file(".xlsx");
    ASSERT_TRUE(write_template(file.path(), spec, Language::zh));
    const auto book = read_book(file.path());
    ASSERT_TRUE(book.has_value()) << describe(book.error(), Language::en);
    EXPECT_EQ(book->grids[0].at(1, 2).text, "税收（万元）");
    EXPECT_EQ(book->grids[1].sheet, "填报说明");
    EXPECT_EQ(book->hidden, std::vector<std::string>{"选项"});
}

TEST(Template, TakesListsOfChineseOfAnyLength) {
    TemplateSpec spec;
    spec.title = {"资质荣誉", "titles"};
    TemplateColumn kind;
    kind.label = {"种类", "kind"};
    for (int i = 0; i < 60; ++i) {  // in place up to 255 bytes, then on a sheet of their own
        kind.allowed.push_back("高新技术企业" + std::to_string(i));
        spec.columns = {kind};
        const ScratchFile file(".xlsx");
        ASSERT_TRUE(write_template(file.path(), spec, Language::zh)) << i;
        ASSERT_TRUE(read_book(file.path())) << i;
    }
}

TEST(ErrorWorkbook, ReadsBackAsTheSameGrid) {
    const auto grid = read_csv_bytes("代码,税收,税收\n001,=1+1,\" 甲\n乙\"\n\n,,3\n", "部门.csv");
    ASSERT_TRUE(grid.has_value());
    Grid merged = *grid;
    merged.merges = {{1, 2, 1, 3}, {1, 3, 2, 3}};
    const Errors errors = {Error(Code::bad_number, {{"text", "=1+1"}}, merged.where(2, 2)),
                           Error(Code::bad_number, {{"text", ""}}, merged.where(9, 4))};
    const ScratchFile file(".xlsx");
    ASSERT_TRUE(write_error_workbook(file.path(), merged, errors, 0, Language::zh));
    const auto book = read_book(file.path());
    ASSERT_TRUE(book.has_value()) << describe(book.error(), Language::en);
    EXPECT_EQ(book->grids[0].rows, merged.rows);
    EXPECT_EQ(book->grids[0].merges, (std::vector<Range>{{1, 2, 1, 3}}));
    EXPECT_EQ(book->grids[1].at(2, 3).text, "B");
}

TEST(ErrorWorkbook, HoldsSeveralTablesAndOneList) {
    MarkedGrid first{*read_csv_bytes("代码,税收\n001,x\n", "税务.csv"), "税务", {}, {}};
    first.errors = {Error(Code::bad_number, {{"text", "x"}}, first.grid.where(2, 2))};
    MarkedGrid second{*read_csv_bytes("代码,用地\n001,7\n", "用地.csv"), "税务", {}, {}};
    second.warnings = {Error(Code::uscc_float, {{"text", "*"}}, second.grid.where(2, 2))};
    const Errors others = {Error(Code::xls_old, {}, Where{"旧.xls", "", 0, 0})};
    const ScratchFile file(".xlsx");
    ASSERT_TRUE(write_error_workbook(file.path(), {first, second}, others, 0, Language::zh));
    const auto book = read_book(file.path());
    ASSERT_TRUE(book.has_value()) << describe(book.error(), Language::en);
    ASSERT_EQ(book->grids.size(), 3u);
    EXPECT_EQ(book->grids[0].sheet, "税务");
    EXPECT_EQ(book->grids[1].rows, second.grid.rows);
    const Grid& list = book->grids[2];
    EXPECT_TRUE(is_error_list(list.sheet));
    EXPECT_EQ(list.at(2, 1).text, "税务");
    EXPECT_EQ(list.at(3, 1).text, book->grids[1].sheet)
        << "the list names the sheet as it is called in the workbook";
    EXPECT_EQ(list.at(4, 1).text, "旧.xls");
}

TEST(WriteWhole, LeavesNothingBesideWhereItFails) {
    const ScratchFile file(".d");
    std::filesystem::create_directory(file.path());
    std::ofstream(file.path() + "/keep") << "1";
    EXPECT_EQ(write_whole(file.path(), "text").error().code, Code::file_unwritable)
        << "a folder stands there";
    {
        const Beside beside(file.path() + "/a");
        std::ofstream(beside.name()) << "half";
        remove_unfinished();
        EXPECT_FALSE(std::filesystem::exists(beside.name()));
    }
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(file.path()))
        files += entry.is_regular_file();
    EXPECT_EQ(files, 1u);
    std::filesystem::remove_all(file.path());
}

TEST(Xlsx, RefusesOtherFormatsByName) {
    const std::string compound("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    EXPECT_EQ(read_book_bytes(compound, "a.xls").error().code, Code::xls_old);
    EXPECT_EQ(read_book_bytes(compound, "a.et").error().code, Code::et_file);
    std::string encrypted = compound;
    for (const char c : std::string("EncryptedPackage")) encrypted += {c, '\0'};
    EXPECT_EQ(read_book_bytes(encrypted, "a.xlsx").error().code, Code::xlsx_encrypted);
    EXPECT_EQ(read_book_bytes("PK\x03\x04 cut", "a.xlsx").error().code, Code::xlsx_broken);
    EXPECT_EQ(read_book_bytes("no zip", "a.xlsx").error().code, Code::xlsx_broken);
}

}  // namespace
}  // namespace yuanheng::sheet
