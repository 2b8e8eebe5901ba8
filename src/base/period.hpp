#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/language.hpp"

namespace yuanheng {

/// The time a figure is about: a month, quarter, half-year or year (当期), or the months of a year from
/// January on (累计, "1—7月"). A cumulative figure stays distinct from the current one of the same days:
/// 1—12月 is not 全年. Valid by construction; periods of one kind are ordered in time.
class Period {
public:
    enum class Kind { month, quarter, half_year, year, cumulative };

    /// The number-th period of its kind in a year: month 1–12, quarter 1–4, half 1–2, year 1; for a
    /// cumulative period its last month. Years 1900–2199. Error bad_period.
    static Result<Period> of(Kind kind, int year, int number);
    /// The period of this kind that the date lies in; for a cumulative period up to the date's month.
    static Period containing(Kind kind, Date date);

    Kind kind() const { return kind_; }
    int year() const { return first().year(); }
    /// What `of` takes.
    int number() const;
    Date first() const;
    Date last() const;
    /// Length in months: 1–12.
    int months() const { return months_; }
    bool contains(Date date) const { return first() <= date && date <= last(); }
    bool cumulative() const { return kind_ == Kind::cumulative; }

    /// The period of the same kind before this one: what 环比 compares with. Of a cumulative period, the one
    /// that ends a month earlier; before 1月 that is 1—12月 of the year before.
    Period previous() const;
    /// What 同比 compares with.
    Period same_period_last_year() const;
    /// The month that this period ends with: 7月 of 1—7月.
    Period last_month() const { return containing(Kind::month, last()); }
    /// From January to the end of this period: 1—9月 of the third quarter.
    Period year_to_date() const { return containing(Kind::cumulative, last()); }

    /// "2024-07", "2024Q3", "2024H1", "2024", "2024-01..07".
    std::string code() const;
    /// "2024年7月", "2024年第三季度", "2024年上半年", "2024年", "2024年1—7月", "2024年1月累计"; "July 2024",
    /// "third quarter of 2024", "first half of 2024", "2024", "January–July 2024", "January 2024
    /// (cumulative)". parse_period reads all of them.
    std::string label(Language language) const;

    friend auto operator<=>(const Period&, const Period&) = default;

private:
    Period(Kind kind, int first_month, int months)
        : kind_(kind), first_month_(first_month), months_(months) {}

    Kind kind_;
    int first_month_;  ///< months since January 1970
    int months_;
};

/// Reads codes, labels and what departments write: "2024年度", "2024年上半年", "2024年三季度", "2024年Q3",
/// "2024年前三季度" (1—9月), "2024年七月份", "2024/7", "202407", "2024年1-7月", "2024年1至7月累计",
/// "2024年前7个月", "2024年7月累计", "Q3 2024", "Jul 2024", "Jan-Jul 2024". Full-width characters, blanks and
/// case do not matter. Error bad_period: also for months that do not start in January and for dates.
Result<Period> parse_period(std::string_view text);

}  // namespace yuanheng
