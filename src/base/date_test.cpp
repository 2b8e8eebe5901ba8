#include "base/date.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <limits>

namespace yuanheng {
namespace {

Date day(const char* text) {
    const Result<Date> date = parse_date(text);
    EXPECT_TRUE(date) << text;
    return date.value_or(Date());
}

TEST(Date, AgreesWithTheStandardCalendar) {
    using namespace std::chrono;
    for (int days = -800000; days < 800000; days += 61) {
        const Date date = Date::from_days(days);
        const year_month_day expected{sys_days{std::chrono::days{days}}};
        ASSERT_EQ(date.year(), int(expected.year()));
        ASSERT_EQ(date.month(), int(unsigned(expected.month())));
        ASSERT_EQ(date.day(), int(unsigned(expected.day())));
        ASSERT_EQ(date.weekday(), int(weekday{sys_days{std::chrono::days{days}}}.iso_encoding()));
    }
}

TEST(Date, EachDayOfAnEraComesBack) {
    for (int year = 1; year <= 9999; ++year) {
        for (const int month : {1, 2, 3, 12}) {
            const Date date = *Date::of(year, month, 28);
            ASSERT_EQ(date.year(), year);
            ASSERT_EQ(date.month(), month);
            ASSERT_EQ(date.day(), 28);
        }
    }
    EXPECT_EQ(Date::from_days(std::numeric_limits<int>::max()).year(), 5881580);
    EXPECT_EQ(Date::from_days(std::numeric_limits<int>::min()).year(), -5877641);
}

TEST(Date, RefusesDaysThatDoNotExist) {
    EXPECT_TRUE(Date::of(2024, 2, 29));
    EXPECT_TRUE(Date::of(2000, 2, 29));
    for (const auto& [y, m, d] : {std::tuple{2023, 2, 29},
                                  {1900, 2, 29},
                                  {2024, 13, 1},
                                  {2024, 0, 1},
                                  {2024, 4, 31},
                                  {2024, 1, 0},
                                  {0, 1, 1},
                                  {10000, 1, 1}}) {
        EXPECT_FALSE(Date::of(y, m, d)) << y << m << d;
    }
}

TEST(Date, ReadsWhatDepartmentsWrite) {
    const Date expected = *Date::of(2024, 2, 5);
    for (const char* text : {"2024-02-05", "2024-2-5", "2024/2/5", "2024.02.05", "20240205", "2024年2月5日",
                             "2024年02月05号", "２０２４年２月５日", "２０２４－０２－０５",
                             " 2024 年 2 月 5 日 ", "2024-02-05 00:00:00", "2024-02-05T00:00:00"}) {
        EXPECT_EQ(day(text), expected) << text;
    }
    for (const char* bad :
         {"", "2024", "2024-02", "24-02-05", "2024-02/05", "2024-02-30", "2024年2月", "2024-02-05x",
          "2024020", "202402051", "45327", "2024-02-05 12:00:00", "05/02/2024", "-", "2024年13月1日"}) {
        const auto parsed = parse_date(bad);
        ASSERT_FALSE(parsed) << bad;
        EXPECT_EQ(parsed.error().code, Code::bad_date);
    }
}

TEST(Date, MovesByDaysAndMonths) {
    EXPECT_EQ(day("2024-01-31").plus_months(1), day("2024-02-29"));
    EXPECT_EQ(day("2023-01-31").plus_months(1), day("2023-02-28"));
    EXPECT_EQ(day("2024-02-29").plus_months(12), day("2025-02-28"));
    EXPECT_EQ(day("2024-01-15").plus_months(-1), day("2023-12-15"));
    EXPECT_EQ(day("2024-03-31").plus_months(-13), day("2023-02-28"));
    EXPECT_EQ(day("2024-12-31").plus_days(1), day("2025-01-01"));
    EXPECT_LT(day("2024-12-31"), day("2025-01-01"));
}

TEST(Date, IsShownInBothLanguages) {
    EXPECT_EQ(day("2026-09-24").iso(), "2026-09-24");
    EXPECT_EQ(day("0007-03-01").iso(), "0007-03-01");
    EXPECT_EQ(day("2026-09-24").shown(Language::zh), "2026年9月24日");
    EXPECT_EQ(day("2026-09-24").shown(Language::en), "24 September 2026");
    EXPECT_EQ(Date().iso(), "1970-01-01");
}

}  // namespace
}  // namespace yuanheng
