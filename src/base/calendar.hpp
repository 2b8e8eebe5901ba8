#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"

namespace yuanheng {

/// Chinese working days. Saturdays and Sundays are off except the make-up days, and the holidays are off:
/// both stand in one file per year (calendars/2026.toml), made from the State Council's yearly notice. A date
/// in a year that is not loaded is an error, never a guess.
class Calendar {
public:
    /// Loads one file per year. Rows with a scope (an administrative division code: "44" Guangdong, "4404"
    /// Zhuhai) are local closures and openings; they matter in `at` only. Errors file_unreadable,
    /// calendar_bad: all of them.
    static Checked<Calendar> load(const std::vector<std::filesystem::path>& files);

    /// The calendar of a place, given by its division code: the nation's rows and those whose scope its code
    /// starts with; the narrower scope wins.
    Calendar at(std::string_view division) const;

    /// Error calendar_year_missing.
    Result<bool> is_working_day(Date date) const;
    /// The n-th working day after `start`, which itself is not counted; before it for n < 0; `start` for n =
    /// 0.
    Result<Date> add_working_days(Date start, int n) const;
    /// `start` + n calendar days. With `roll_forward` an end on a day off moves to the next working day.
    Result<Date> add_calendar_days(Date start, int n, bool roll_forward) const;
    /// Working days after `start` up to and including `end`: n where end = add_working_days(start, n). 0 for
    /// end ≤ start.
    Result<int> working_days_between(Date start, Date end) const;

    std::vector<int> years() const;
    /// The notice a year's days come from; error calendar_year_missing.
    Result<std::string> source(int year) const;
    /// "2024,2025,2026 sha256:…" of the loaded files' contents, independent of their order.
    const std::string& version() const { return version_; }

private:
    struct Row {
        Date day;
        bool works;
        std::string scope;
    };
    struct Year {
        std::string source;
        std::vector<Row> rows;
    };
    struct Reader;

    void apply(std::string_view division);

    std::map<int, Year> years_;
    std::map<Date, bool> exceptions_;  ///< days that differ from their weekday's rule
    std::string version_;
};

}  // namespace yuanheng
