#include "base/calendar.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace yuanheng {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(YUANHENG_ROOT) / "calendars";

Calendar shipped() {
    const auto calendar =
        Calendar::load({kFolder / "2026.toml", kFolder / "2024.toml", kFolder / "2025.toml"});
    EXPECT_TRUE(calendar) << describe(calendar.error(), Language::en);
    return calendar.value_or(Calendar());
}

Date day(const std::string& text) { return parse_date(text).value(); }

class File {
public:
    explicit File(const std::string& content) {
        path_ = fs::temp_directory_path() / ("yuanheng-calendar-" + std::to_string(++count_) + ".toml");
        std::ofstream(path_) << content;
    }
    ~File() { fs::remove(path_); }
    const fs::path& path() const { return path_; }

private:
    static inline int count_ = 0;
    fs::path path_;
};

TEST(Calendar, CountsTheWorkingDaysOfEachYear) {
    const Calendar calendar = shipped();
    EXPECT_EQ(calendar.years(), (std::vector{2024, 2025, 2026}));
    const auto in = [&](int year) {
        return *calendar.working_days_between(*Date::of(year - 1, 12, 31), *Date::of(year, 12, 31));
    };
    EXPECT_EQ(in(2024), 251);
    EXPECT_EQ(in(2025), 248);
    EXPECT_EQ(in(2026), 248);
    EXPECT_NE(calendar.source(2025)->find("国办发明电〔2024〕12号"), std::string::npos);
}

TEST(Calendar, AddsWorkingDays) {
    const Calendar calendar = shipped();
    const std::vector<std::tuple<const char*, int, const char*>> vectors = {
        {"2026-02-13", 5, "2026-02-27"}, {"2026-02-13", 7, "2026-03-02"},  {"2026-09-18", 5, "2026-09-24"},
        {"2026-09-30", 5, "2026-10-13"}, {"2026-04-30", 3, "2026-05-08"},  {"2026-01-02", 1, "2026-01-04"},
        {"2026-05-08", 1, "2026-05-09"}, {"2026-09-24", 20, "2026-10-29"}, {"2026-02-12", 20, "2026-03-18"},
    };
    for (const auto& [start, n, end] : vectors) {
        EXPECT_EQ(calendar.add_working_days(day(start), n)->iso(), end) << start << " + " << n;
        EXPECT_EQ(*calendar.working_days_between(day(start), day(end)), n);
    }
    EXPECT_EQ(calendar.add_working_days(day("2026-03-02"), -1)->iso(), "2026-02-28");
    EXPECT_EQ(calendar.add_working_days(day("2026-10-01"), 0)->iso(), "2026-10-01");
    EXPECT_EQ(*calendar.working_days_between(day("2026-10-09"), day("2026-10-01")), 0);
}

TEST(Calendar, AddsCalendarDaysAndRollsForward) {
    const Calendar calendar = shipped();
    EXPECT_EQ(calendar.add_calendar_days(day("2026-09-24"), 7, true)->iso(), "2026-10-08");
    EXPECT_EQ(calendar.add_calendar_days(day("2026-09-24"), 7, false)->iso(), "2026-10-01");
    EXPECT_EQ(calendar.add_calendar_days(day("2026-01-16"), 30, true)->iso(), "2026-02-24");
    EXPECT_EQ(calendar.add_calendar_days(day("2026-03-01"), 1, true)->iso(), "2026-03-02");
}

TEST(Calendar, AYearThatIsNotLoadedIsAnError) {
    const Calendar calendar = shipped();
    const auto past = calendar.add_working_days(day("2026-12-25"), 10);
    ASSERT_FALSE(past);
    EXPECT_EQ(past.error().code, Code::calendar_year_missing);
    EXPECT_NE(hint(past.error(), Language::zh).find("calendars/2027.toml"), std::string::npos);
    EXPECT_FALSE(calendar.is_working_day(day("2023-12-29")));
    EXPECT_FALSE(calendar.working_days_between(day("2026-12-30"), day("2027-01-02")));
    EXPECT_FALSE(calendar.add_calendar_days(day("2026-12-31"), 1, true));
    EXPECT_FALSE(calendar.source(2027));
    EXPECT_FALSE(Calendar().is_working_day(day("2026-01-05")));
}

TEST(Calendar, LocalClosuresHoldInTheirPlaceOnly) {
    const File file(
        "year = 2026\nsource = \"通知\"\n"
        "[[off]]\nday = 2026-09-08\nscope = \"44\"\nsource = \"台风停工令\"\n"
        "[[work]]\nday = 2026-09-08\nscope = \"4404\"\nsource = \"复工令\"\n");
    const Calendar calendar = Calendar::load({file.path()}).value();
    EXPECT_TRUE(*calendar.is_working_day(day("2026-09-08")));
    EXPECT_FALSE(*calendar.at("440305").is_working_day(day("2026-09-08")));
    EXPECT_TRUE(*calendar.at("440402").is_working_day(day("2026-09-08")));
    EXPECT_TRUE(*calendar.at("310000").is_working_day(day("2026-09-08")));
}

TEST(Calendar, TheVersionNamesTheData) {
    const auto a = Calendar::load({kFolder / "2024.toml", kFolder / "2025.toml"});
    const auto b = Calendar::load({kFolder / "2025.toml", kFolder / "2024.toml"});
    const auto c = Calendar::load({kFolder / "2025.toml"});
    EXPECT_EQ(a->version(), b->version());
    EXPECT_NE(a->version(), c->version());
    EXPECT_EQ(c->version().substr(0, 12), "2025 sha256:");
}

TEST(Calendar, ReportsEverythingWrongWithAFile) {
    const File file(
        "year = 2026\n"
        "[[off]]\nday = 2025-01-01\n"
        "[[off]]\nday = 2026-01-01\n"
        "[[off]]\nday = 2026-01-01\n"
        "[[off]]\nfirst = 2026-02-05\nlast = 2026-02-01\n"
        "[[off]]\nday = \"tomorrow\"\n"
        "[[off]]\nday = 2026-03-03\nscope = \"44\"\n"
        "[[work]]\nday = 2026-01-05\n");
    const auto loaded = Calendar::load({file.path()});
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().size(), 7u) << describe(loaded.error(), Language::en);
    EXPECT_EQ(loaded.error()[1].where.line, 2);

    const File syntax("year = \n");
    const File no_year("source = \"x\"\n");
    const auto twice = Calendar::load({kFolder / "2025.toml", kFolder / "2025.toml"});
    const auto broken = Calendar::load({syntax.path(), no_year.path(), kFolder / "1948.toml"});
    ASSERT_FALSE(twice);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().size(), 3u);
    EXPECT_EQ(broken.error()[0].where.line, 1);
}

}  // namespace
}  // namespace yuanheng
