#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace yuanheng {

/// Milliseconds of a day: instants are counted in them since 1970-01-01T00:00Z.
inline constexpr std::int64_t kDayMs = 86'400'000;

/// Beijing time is ahead of UTC by this; the People's Republic has one zone and no summer time.
inline constexpr std::int64_t kBeijingMs = 8 * 3'600'000;

/// A civil (Gregorian) date. Valid by construction.
class Date {
public:
    /// 1970-01-01.
    Date() = default;
    /// Days since 1970-01-01; any int is a date between the years −5 877 641 and 5 881 580.
    static Date from_days(int days) { return Date(days); }
    /// Error bad_date where there is no such day; years 1–9999.
    static Result<Date> of(int year, int month, int day);

    int days() const { return days_; }
    int year() const;
    int month() const;  ///< 1–12
    int day() const;    ///< 1–31
    /// 1 = Monday … 7 = Sunday.
    int weekday() const;

    Date plus_days(int n) const { return Date(days_ + n); }
    /// The same day n months on; the month's last day where there is no such day (31 January + 1 month is 28
    /// or 29 February).
    Date plus_months(int n) const;

    /// "2026-09-24".
    std::string iso() const;
    /// "2026年9月24日" or "24 September 2026".
    std::string shown(Language language) const;

    friend auto operator<=>(const Date&, const Date&) = default;

private:
    explicit Date(int days) : days_(days) {}
    int days_ = 0;
};

/// The civil date in China of an instant in milliseconds since 1970-01-01T00:00Z.
Date china_day(std::int64_t ms);
/// The instant at which a day begins in China.
inline std::int64_t china_midnight(Date day) { return day.days() * kDayMs - kBeijingMs; }

/// Reads 2024-12-31, 2024/12/31, 2024.12.31, 20241231, 2024年12月31日 (full-width digits too). Error
/// bad_date.
Result<Date> parse_date(std::string_view text);

}  // namespace yuanheng
