#include "sheet/columns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sheet/codes.hpp"
#include "sheet/csv.hpp"

namespace yuanheng::sheet {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<KnownColumn> kKnown{
    {.name = "code",
     .label = {"统一社会信用代码", ""},
     .titles = {"信用代码", "企业代码"},
     .key = true,
     .first_counts = true},
    {.name = "tax", .label = {"税收", "tax"}, .titles = {"纳税总额"}, .amount = true, .unit = "万元"},
    {.name = "land", .label = {"土地面积", "land"}, .titles = {}, .amount = true, .unit = "亩"},
    {.name = "tax_mu", .label = {"亩均税收（规上）", ""}, .titles = {}, .amount = true, .unit = "万元/亩"},
    {.name = "founded", .label = {"成立日期", ""}, .titles = {}},
};

/// The titles of a sheet of one line, then of the lines below it.
Grid grid_of(const std::vector<std::vector<std::string>>& rows, std::vector<Range> merges = {},
             const std::string& sheet = "表") {
    Grid out{"a.xlsx", sheet, {}, std::move(merges), {}};
    long number = 0;
    for (const auto& row : rows) {
        Row r{++number, {}, 0};
        for (const std::string& text : row)
            r.cells.push_back({.kind = text.empty() ? Cell::Kind::empty : Cell::Kind::text, .text = text});
        while (!r.cells.empty() && r.cells.back().empty()) r.cells.pop_back();
        if (!r.cells.empty()) out.rows.push_back(std::move(r));
    }
    return out;
}

/// The columns in use as "C tax", with "×f" where the figures are converted.
std::vector<std::string> uses(const Columns& columns) {
    std::vector<std::string> out;
    for (const ColumnUse& use : columns.uses) {
        out.push_back(column_letters(use.column) + " " + kKnown[use.known].name +
                      (use.factor == 1 ? "" : "×" + use.factor.str()));
    }
    return out;
}
/// What was found, as "C column_twice".
std::vector<std::string> remarks(const Errors& errors) {
    std::vector<std::string> out;
    for (const Error& e : errors)
        out.push_back(column_letters(e.where.column) + " " + std::string(name(e.code)));
    return out;
}
Columns found(const std::vector<std::vector<std::string>>& rows, std::vector<Range> merges = {},
              const std::vector<MappedColumn>& mapping = {}) {
    const auto columns = ColumnFinder(kKnown, {"备注"}).columns(grid_of(rows, std::move(merges)), mapping);
    EXPECT_TRUE(columns.has_value());
    return columns.value_or(Columns());
}

TEST(Columns, AreKnownByNameLabelAndTitlesHoweverTheyAreTyped) {
    const Columns c =
        found({{"序号", "统一社会\n信用代码*", "纳税 总额", "LAND", "亩均税收（规上）【万元/亩】", "备注"}});
    EXPECT_THAT(uses(c), ElementsAre("B code", "C tax", "D land", "E tax_mu"));
    EXPECT_THAT(c.warnings, IsEmpty());
    EXPECT_THAT(c.unused, IsEmpty()) << "序号 and 备注 are known to be of no use";
}

TEST(Columns, UnitsBehindTheTitleAreConverted) {
    const Columns c = found({{"信用代码", "税收（元，保留两位小数）", "土地面积(公顷)(必填)"}});
    EXPECT_THAT(uses(c), ElementsAre("A code", "B tax×1/10000", "C land×15"));
    EXPECT_THAT(remarks(found({{"信用代码", "税收（吨）"}}).errors), ElementsAre("B column_unit"));
}

TEST(Columns, ATitleThatOnlyBeginsLikeOneIsAnotherFigure) {
    const Columns both = found({{"信用代码", "税收（万元）（上年）", "税收（万元）"}});
    EXPECT_THAT(uses(both), ElementsAre("A code", "C tax"));
    EXPECT_THAT(both.unused, ElementsAre("税收（万元）（上年）"));
    EXPECT_THAT(remarks(both.warnings), ElementsAre("B column_similar"));
    for (const char* title :
         {"税收（上年）", "税收（上年）（万元）", "税收（万元，上年同期）", "其中：税收", "税收上年同期",
          "税收累计", "税收（万元）累计", "税收增速", "税收（万元）增速（%）", "上年税收（万元）",
          "税收（2022年）", "税收（不含退税）", "成立日期（上年）", "成立日期(2022)", "其中:税收（万元）",
          "税收_上年", "税收（累计）"}) {
        const Columns alone = found({{"信用代码", title}});
        EXPECT_THAT(uses(alone), ElementsAre("A code")) << title;
        EXPECT_THAT(alone.unused, ElementsAre(title));
        EXPECT_THAT(remarks(alone.warnings), ElementsAre("B column_similar")) << title;
    }
}

TEST(Columns, RemarksOnHowToFillInAreNoOtherFigure) {
    EXPECT_THAT(uses(found({{"统一社会信用代码（18位）", "税收（选填）", "成立日期（yyyy-mm-dd）"}})),
                ElementsAre("A code", "B tax", "C founded"));
    EXPECT_THAT(uses(found({{"统一社会信用代码（税号）", "成立日期（营业执照）"}})),
                ElementsAre("A code", "B founded"))
        << "a remark on what is no figure";
    EXPECT_THAT(uses(found({{"信用代码", "成立日期（营业执照）", "成立日期"}})),
                ElementsAre("A code", "C founded"))
        << "the plain title is better";
}

TEST(Columns, TheYearItselfMayBeSaid) {
    EXPECT_THAT(uses(found({{"信用代码", "税收（本年）（元）", "税收（上年）（元）"}})),
                ElementsAre("A code", "B tax×1/10000"));
}

TEST(Columns, TheSameOneTwiceIsNotUsedAndBothAreNamed) {
    const Columns c = found({{"信用代码", "税收（万元）", "土地面积", "税收（万元）"}});
    EXPECT_THAT(uses(c), ElementsAre("A code", "C land"));
    ASSERT_THAT(remarks(c.errors), ElementsAre("D column_twice"));
    EXPECT_THAT(message(c.errors[0], Language::zh), HasSubstr("B 和 D 两列"));
    EXPECT_THAT(remarks(found({{"信用代码", "税收（元）", "纳税总额"}}).errors),
                ElementsAre("C column_twice"));
}

TEST(Columns, OfTitlesThatMayStandBesideEachOtherTheUsualOneCounts) {
    const Columns c = found({{"企业代码", "统一社会信用代码", "税收"}});
    EXPECT_THAT(uses(c), ElementsAre("B code", "C tax"));
    EXPECT_THAT(remarks(c.warnings), ElementsAre("A column_beside"));
}

TEST(Columns, UnknownOnesAreNamedWithTheNearest) {
    const Columns c = found({{"信用代码", "税受", "法人"}});
    EXPECT_THAT(c.unused, ElementsAre("税受", "法人"));
    EXPECT_THAT(remarks(c.warnings), ElementsAre("B column_unknown", "C column_unknown"));
    EXPECT_THAT(hint(c.warnings[0], Language::zh), HasSubstr("税收"));
}

TEST(Columns, OneTitleOfTwoKnownColumnsIsNeither) {
    const std::vector<KnownColumn> known{{.name = "a", .label = {"甲", ""}, .titles = {"面积"}},
                                         {.name = "b", .label = {"乙", ""}, .titles = {"面积"}}};
    const auto c = ColumnFinder(known).columns(grid_of({{"甲", "面积"}}));
    ASSERT_TRUE(c.has_value());
    EXPECT_EQ(c->uses.size(), 1u);
    EXPECT_THAT(c->unused, ElementsAre("面积"));
}

TEST(Columns, ALineAboveTheTableGivesTheUnit) {
    for (const char* line : {"单位：元", "金额单位： 元", "2024年税收情况表（单位：元）",
                             "填报部门：税务局　单 位：元、平方米"}) {
        const Columns c = found({{line}, {"信用代码", "税收", "土地面积（亩）"}});
        EXPECT_THAT(uses(c), ElementsAre("A code", "B tax×1/10000", "C land")) << line;
        EXPECT_THAT(remarks(c.warnings), ElementsAre("B column_converted")) << line;
    }
    EXPECT_THAT(found({{"单位：万元"}, {"信用代码", "税收"}}).warnings, IsEmpty()) << "nothing was changed";
    EXPECT_THAT(uses(found({{"填报单位：元亨公司"}, {"信用代码", "税收"}})), ElementsAre("A code", "B tax"));
    EXPECT_THAT(uses(found({{"单位：元"}, {"信用代码", "税收（万元）"}})), ElementsAre("A code", "B tax"));
    const Columns two = found({{"单位：元", "单位：亿元"}, {"信用代码", "税收"}});
    EXPECT_THAT(uses(two), ElementsAre("A code", "B tax"));
    EXPECT_THAT(remarks(two.warnings), ElementsAre("B column_units_above"));
}

TEST(Columns, HeadersMayHaveSeveralLines) {
    // Group over title, title over the two lines, and 土地 over 面积.
    const std::vector<Range> merges{{1, 1, 1, 4}, {2, 1, 3, 1}, {2, 2, 2, 3}};
    const Columns c = found(
        {{"2024年与上年同期情况表"}, {"信用代码", "土地", "", "税收"}, {"", "面积（公顷）", "用途", ""}},
        merges);
    EXPECT_THAT(uses(c), ElementsAre("A code", "B land×15", "D tax"));
    EXPECT_THAT(c.unused, ElementsAre("土地 用途"));
}

TEST(Columns, OfATitleOverTwoYearsTheYearItselfIsTaken) {
    const std::vector<Range> merges{{1, 1, 2, 1}, {1, 2, 1, 3}};
    const Columns c = found({{"信用代码", "税收（元）", ""}, {"", "上年", "本年"}, {"91", "1", "2"}}, merges);
    EXPECT_EQ(c.last_row, 2);
    EXPECT_THAT(uses(c), ElementsAre("A code", "C tax×1/10000"));
    EXPECT_THAT(c.unused, ElementsAre("税收（元） 上年"));
    const Columns below = found({{"信用代码", "本年", "上年"}, {"", "税收", "税收"}}, {{1, 1, 2, 1}});
    EXPECT_THAT(uses(below), ElementsAre("A code", "B tax"));
    EXPECT_THAT(remarks(below.warnings), ElementsAre("C column_similar"));
    const Columns csv = found({{"信用代码", "税收", ""}, {"", "上年", "本年"}, {"91", "1", "2"}});
    EXPECT_THAT(uses(csv), ElementsAre("A code", "C tax")) << "without merged cells";
    EXPECT_THAT(csv.unused, ElementsAre("税收 上年"));
    const Columns plain = found({{"信用代码", "税收", "土地面积"}, {"", "亿元", "公顷"}, {"91", "1", "2"}});
    EXPECT_EQ(plain.last_row, 2) << "a line of units, without merged cells";
    EXPECT_THAT(uses(plain), ElementsAre("A code", "B tax×10000", "C land×15"));
}

TEST(Columns, ATitleOverTwoColumnsIsTheFirstOnes) {
    const Columns c = found({{"信用代码", "税收", ""}, {"91", "1", "2"}}, {{1, 2, 1, 3}});
    EXPECT_THAT(uses(c), ElementsAre("A code", "B tax"));
    EXPECT_FALSE(c.titled[2]);
}

TEST(Columns, ADataRowIsNoHeader) {
    EXPECT_EQ(found({{"信用代码", "税收"}, {"", "5"}, {"", "税收"}}).last_row, 1);
    EXPECT_FALSE(ColumnFinder(kKnown).columns(grid_of({{"a", "b"}, {"1", "2"}})).has_value());
}

TEST(Columns, AMappingSaysWhatATitleIs) {
    const Columns c = found({{"信用代码", "入库税额（元）", "税收", "税收（上年）"}}, {},
                            {{"入库税额(元)", "tax"}, {"税收（上年）", ""}, {"没有的", "land"}});
    EXPECT_THAT(uses(c), ElementsAre("A code", "B tax×1/10000"));
    EXPECT_THAT(remarks(c.warnings), ElementsAre("C column_beside", "B column_mapped"));
    EXPECT_THAT(c.mapped, ElementsAre(0u, 1u));
    EXPECT_THAT(uses(found({{"企业税号", "税额"}}, {}, {{"企业税号", "信用代码"}, {"税额", "税收"}})),
                ElementsAre("A code", "B tax"))
        << "a header that only the mapping knows; labels and titles do as names";
}

std::vector<std::string> untitled(const std::string& csv) {
    const auto grid = read_csv_bytes(csv, "a.csv");
    const auto columns = ColumnFinder(kKnown).columns(*grid);
    std::vector<std::string> out;
    for (const Row& row : grid->rows) {
        if (row.number <= columns->last_row) continue;
        const Untitled u = untitled_cells(*grid, row, *columns);
        for (const Errors* errors : {&u.figures, &u.texts}) {
            for (const Error& e : *errors)
                out.push_back(place(e.where) + " " + std::string(name(e.code)) + (u.slid ? " slid" : ""));
        }
    }
    return out;
}

TEST(Columns, ALineWithMoreCellsThanTitlesHasSlid) {
    EXPECT_THAT(untitled("信用代码,税收,土地面积\n1,1,100,60\n2,5,6\n3,1,234,\n4,5,6,\n"),
                ElementsAre("a.csv D2 row_too_wide slid", "a.csv D4 row_too_wide slid"))
        << "also where the last column is empty; a comma at the end alone is nothing";
    EXPECT_THAT(untitled("信用代码,税收,土地面积,\n1,12,345,\n2,1,234,,\n"),
                ElementsAre("a.csv D3 row_too_wide slid"))
        << "every line ends with a comma";
    EXPECT_THAT(untitled("信用代码,税收,,\n1,5,,\n2,1,234,\n"), ElementsAre("a.csv C3 row_too_wide slid"));
}

TEST(Columns, WhatStandsUnderNoTitleIsNamed) {
    EXPECT_THAT(untitled("信用代码,,税收\n1,7,5\n2,核,5\n3,—,5, \n"),
                ElementsAre("a.csv B2 untitled_figure", "a.csv B3 untitled_text"));
    const Grid grid = grid_of({{"信用代码", "税收"}, {"1", "", "300"}});
    const auto columns = ColumnFinder(kKnown).columns(grid);
    const Untitled u = untitled_cells(grid, grid.rows[1], *columns);
    EXPECT_FALSE(u.slid) << "a workbook's cells stand where they stand";
    EXPECT_THAT(remarks(u.figures), ElementsAre("C untitled_figure"));
}

}  // namespace
}  // namespace yuanheng::sheet
