#include "base/period.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace yuanheng {
namespace {

using Kind = Period::Kind;

Period period(const std::string& text) {
    const Result<Period> parsed = parse_period(text);
    EXPECT_TRUE(parsed) << text;
    return parsed.value_or(*Period::of(Kind::year, 1900, 1));
}

std::string code(const std::string& text) {
    const Result<Period> parsed = parse_period(text);
    return parsed ? parsed->code() : std::string(name(parsed.error().code));
}

/// Every period of some years.
std::vector<Period> periods() {
    std::vector<Period> out;
    for (const int year : {1900, 1969, 1970, 2023, 2024, 2199}) {
        for (const Kind kind : {Kind::month, Kind::quarter, Kind::half_year, Kind::year, Kind::cumulative}) {
            for (int number = 1; number <= 12; ++number) {
                if (const auto made = Period::of(kind, year, number)) out.push_back(*made);
            }
        }
    }
    return out;
}

TEST(Period, HasTheRightNumberOfEachKind) {
    EXPECT_EQ(periods().size(), 6u * (12 + 4 + 2 + 1 + 12));
    EXPECT_FALSE(Period::of(Kind::year, 2024, 2));
    EXPECT_FALSE(Period::of(Kind::half_year, 2024, 3));
    EXPECT_FALSE(Period::of(Kind::quarter, 2024, 5));
    EXPECT_FALSE(Period::of(Kind::month, 2024, 0));
    EXPECT_FALSE(Period::of(Kind::cumulative, 2024, 13));
    EXPECT_FALSE(Period::of(Kind::cumulative, 2024, 0));
    EXPECT_FALSE(Period::of(Kind::year, 1899, 1));
    EXPECT_FALSE(Period::of(Kind::year, 2200, 1));
}

TEST(Period, ReadsItsOwnCodesAndLabels) {
    for (const Period& p : periods()) {
        EXPECT_EQ(parse_period(p.code()), p) << p.code();
        for (const Language language : {Language::zh, Language::en}) {
            EXPECT_EQ(parse_period(p.label(language)), p) << p.label(language);
        }
        EXPECT_EQ(Period::of(p.kind(), p.year(), p.number()), p);
    }
}

TEST(Period, KnowsItsDays) {
    const auto days = [](const char* text) {
        return period(text).first().iso() + " " + period(text).last().iso();
    };
    EXPECT_EQ(days("2024-02"), "2024-02-01 2024-02-29");
    EXPECT_EQ(days("2023-02"), "2023-02-01 2023-02-28");
    EXPECT_EQ(days("2024Q3"), "2024-07-01 2024-09-30");
    EXPECT_EQ(days("2024H1"), "2024-01-01 2024-06-30");
    EXPECT_EQ(days("2024"), "2024-01-01 2024-12-31");
    EXPECT_EQ(days("2024-01..07"), "2024-01-01 2024-07-31");
    EXPECT_EQ(days("1969Q4"), "1969-10-01 1969-12-31");
    EXPECT_EQ(period("2024-01..07").months(), 7);
    EXPECT_EQ(period("2024Q3").months(), 3);
    EXPECT_TRUE(period("2024-07").contains(*Date::of(2024, 7, 31)));
    EXPECT_FALSE(period("2024-07").contains(*Date::of(2024, 8, 1)));
    for (const Period& p : periods()) {
        EXPECT_EQ(p.first().plus_months(p.months()), p.last().plus_days(1)) << p.code();
        EXPECT_EQ(Period::containing(p.kind(), p.last()), p) << p.code();
    }
}

TEST(Period, KnowsItsNeighbours) {
    const auto previous = [](const char* text) { return period(text).previous().code(); };
    EXPECT_EQ(previous("2024-01"), "2023-12");
    EXPECT_EQ(previous("2024Q1"), "2023Q4");
    EXPECT_EQ(previous("2024H2"), "2024H1");
    EXPECT_EQ(previous("2024"), "2023");
    EXPECT_EQ(previous("2024-01..07"), "2024-01..06");
    EXPECT_EQ(previous("2024-01..01"), "2023-01..12");
    for (const Period& p : periods()) {
        EXPECT_EQ(p.same_period_last_year().kind(), p.kind());
        EXPECT_EQ(p.same_period_last_year().number(), p.number());
        EXPECT_EQ(p.same_period_last_year().year(), p.year() - 1);
        EXPECT_LT(p.previous(), p);
        if (p.cumulative()) continue;
        EXPECT_EQ(p.previous().last().plus_days(1), p.first()) << p.code();
    }
    EXPECT_EQ(period("2024-01..07").last_month().code(), "2024-07");
    EXPECT_EQ(period("2024Q3").year_to_date().code(), "2024-01..09");
    EXPECT_EQ(period("2024-07").year_to_date().last_month().code(), "2024-07");
    EXPECT_NE(period("2024-01..12"), period("2024"));
    EXPECT_LT(period("2023-12"), period("2024-01"));
}

TEST(Period, IsNamed) {
    const auto zh = [](const char* text) { return period(text).label(Language::zh); };
    const auto en = [](const char* text) { return period(text).label(Language::en); };
    EXPECT_EQ(zh("2024-07"), "2024年7月");
    EXPECT_EQ(zh("2024Q3"), "2024年第三季度");
    EXPECT_EQ(zh("2024H2"), "2024年下半年");
    EXPECT_EQ(zh("2024"), "2024年");
    EXPECT_EQ(zh("2024-01..07"), "2024年1—7月");
    EXPECT_EQ(zh("2024-01..01"), "2024年1月累计");
    EXPECT_EQ(en("2024-07"), "July 2024");
    EXPECT_EQ(en("2024Q3"), "third quarter of 2024");
    EXPECT_EQ(en("2024H1"), "first half of 2024");
    EXPECT_EQ(en("2024"), "2024");
    EXPECT_EQ(en("2024-01..07"), "January–July 2024");
    EXPECT_EQ(en("2024-01..01"), "January 2024 (cumulative)");
}

TEST(Period, ReadsWhatDepartmentsWrite) {
    const std::vector<std::pair<std::vector<const char*>, std::string>> vectors = {
        {{"2024年", "2024年度", " ２０２４ 年 ", "2024年全年", "2024"}, "2024"},
        {{"2024年上半年", "2024上半年", "2024h1", "2024-H1", "H1 2024", "First half of 2024",
          "2024 年 上半年"},
         "2024H1"},
        {{"2024年第三季度", "2024年三季度", "2024年3季度", "2024年第3季度", "2024Q3", "2024年Q3", "2024-q3",
          "Q3 2024", "third quarter 2024"},
         "2024Q3"},
        {{"2024年7月", "2024年07月", "2024年七月份", "2024-7", "2024/07", "2024.7", "202407", "July 2024",
          "jul, 2024", "2024 July", "2024-Jul"},
         "2024-07"},
        {{"2024年十一月", "2024年11月", "202411"}, "2024-11"},
        {{"2024年十月"}, "2024-10"},
        {{"2024年1-7月", "2024年1—7月", "2024年1–7月份", "2024年１～７月", "2024年1至7月累计",
          "2024年1月-7月", "2024年1月份至7月份", "2024年一至七月", "2024年前7个月", "2024年前七个月",
          "2024年7月累计", "2024年1-7月（累计）", "2024-07累计", "2024/1..7", "Jan-Jul 2024",
          "January to July 2024", "July 2024 cumulative"},
         "2024-01..07"},
        {{"2024年前三季度", "2024年前3个季度", "2024年1-3季度"}, "2024-01..09"},
        {{"2024年1-12月"}, "2024-01..12"},
    };
    for (const auto& [texts, expected] : vectors) {
        for (const char* text : texts) EXPECT_EQ(code(text), expected) << text;
    }
}

TEST(Period, RefusesEverythingElse) {
    for (const char* text : {"",
                             " ",
                             "/",
                             "年",
                             "24年7月",
                             "1220年",
                             "2024年0月",
                             "2024年13月",
                             "2024-13",
                             "2024-00",
                             "20247",
                             "2024123",
                             "20241231",
                             "2024-01-07",
                             "2024-12-31",
                             "2024年7月1日",
                             "2024年2-7月",
                             "2024-02..07",
                             "2024年2-3季度",
                             "2024年第五季度",
                             "2024Q5",
                             "2024H3",
                             "2024年第7月",
                             "2024年前",
                             "2024年前1-7月",
                             "2024年1-",
                             "2024年1-7",
                             "2024-01..",
                             "2024-01..13",
                             "2024-",
                             "2024年-",
                             "2024年累计",
                             "2024Q3累计",
                             "2024年7",
                             "2024年月",
                             "Feb-Jul 2024",
                             "July",
                             "Smarch 2024",
                             "July 24",
                             "January- 2024",
                             "2024年07..08",
                             "2024年1月7",
                             "of 2024x"}) {
        EXPECT_EQ(code(text), "bad_period") << text;
    }
    EXPECT_EQ(message(parse_period(" 2024年13月 ").error(), Language::zh), "“2024年13月”不是有效的时期");
}

}  // namespace
}  // namespace yuanheng
