#include "base/calendar.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/hash.hpp"
#include "base/toml.hpp"

namespace yuanheng {

/// Reads one file and collects what is wrong with it.
struct Calendar::Reader {
    std::string file;
    Errors& errors;
    int year = 0;
    Year out;
    std::set<std::pair<Date, std::string>> seen;

    void wrong(const toml::source_region& at, const std::string& zh, const std::string& en) {
        errors.push_back(
            Error(Code::calendar_bad, {{"detail", zh}, {"detail_en", en}},
                  Where{file, "", static_cast<long>(at.begin.line), static_cast<long>(at.begin.column)}));
    }

    /// A required text; empty after an error.
    std::string text(const toml::table& table, std::string_view key) {
        const std::string value = table[key].value_or(std::string());
        if (value.empty()) {
            wrong(table.source(), "缺少文字“" + std::string(key) + "”",
                  "the text \"" + std::string(key) + "\" is missing");
        }
        return value;
    }

    Result<Date> date(const toml::table& row, std::string_view key) {
        const auto value = row[key].value<toml::date>();
        if (!value) return fail(Code::bad_date, {{"text", std::string(key)}});
        return Date::of(value->year, value->month, value->day);
    }

    void add(const toml::table& row, Date day, bool works) {
        const std::string scope = row["scope"].value_or(std::string());
        if (day.year() != year) {
            wrong(row.source(), day.iso() + " 不在 " + std::to_string(year) + " 年",
                  day.iso() + " is not in " + std::to_string(year));
        } else if (!seen.emplace(day, scope).second) {
            wrong(row.source(), day.iso() + " 出现了两次", day.iso() + " is listed twice");
        } else if (works && scope.empty() && day.weekday() <= 5) {
            wrong(row.source(), day.iso() + " 本来就是工作日，不用调班",
                  day.iso() + " is a working day anyway");
        } else {
            out.rows.push_back({day, works, scope});
        }
    }

    void rows(const toml::table& root, std::string_view key, bool works) {
        const toml::array* list = root[key].as_array();
        if (list == nullptr) return;
        for (const toml::node& node : *list) {
            const toml::table* row = node.as_table();
            if (row == nullptr) continue;
            const Result<Date> first = date(*row, row->contains("day") ? "day" : "first");
            const Result<Date> last = row->contains("last") ? date(*row, "last") : first;
            if (!first || !last || *last < *first || last->days() - first->days() > 31) {
                wrong(row->source(), "日期应写成 day = 2026-01-04，或 first = 2026-10-01、last = 2026-10-07",
                      "write day = 2026-01-04, or first = 2026-10-01 and last = 2026-10-07");
                continue;
            }
            if (row->contains("scope")) text(*row, "source");
            for (Date day = *first; day <= *last; day = day.plus_days(1)) add(*row, day, works);
        }
    }

    void read(std::string_view content) {
        const toml::parse_result parsed = toml::parse(content);
        if (!parsed) {
            const std::string why(parsed.error().description());
            wrong(parsed.error().source(), "TOML 语法错误（" + why + "）", why);
            return;
        }
        const toml::table& root = parsed.table();
        year = root["year"].value_or(0);
        if (year < 1949 || year > 9999) {
            wrong(root.source(), "缺少年份“year”", "the number \"year\" is missing");
            return;
        }
        out.source = text(root, "source");
        rows(root, "off", false);
        rows(root, "work", true);
    }
};

Checked<Calendar> Calendar::load(const std::vector<std::filesystem::path>& files) {
    Calendar calendar;
    Errors errors;
    std::map<int, std::string> contents;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        if (!in) {
            errors.push_back(Error(Code::file_unreadable, {{"path", file.string()}, {"detail", "open"}}));
            continue;
        }
        std::ostringstream content;
        content << in.rdbuf();
        Reader reader{file.string(), errors, 0, {}, {}};
        const std::size_t before = errors.size();
        reader.read(content.str());
        if (errors.size() != before) continue;
        if (!calendar.years_.emplace(reader.year, std::move(reader.out)).second) {
            const std::string year = std::to_string(reader.year);
            reader.wrong({}, year + " 年已在另一个文件中",
                         "the year " + year + " stands in another file too");
            continue;
        }
        contents[reader.year] = content.str();
    }
    if (!errors.empty()) return tl::unexpected(errors);

    Sha256 hash;
    for (const auto& [year, content] : contents) {
        calendar.version_ += (calendar.version_.empty() ? "" : ",") + std::to_string(year);
        hash.update(std::to_string(content.size()) + ":").update(content);
    }
    calendar.version_ += " sha256:" + hash.hex();
    calendar.apply("");
    return calendar;
}

void Calendar::apply(std::string_view division) {
    std::vector<Row> rows;
    for (const auto& [year, data] : years_) {
        std::copy_if(data.rows.begin(), data.rows.end(), std::back_inserter(rows),
                     [&](const Row& row) { return division.starts_with(row.scope); });
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.scope.size() < b.scope.size(); });
    exceptions_.clear();
    for (const Row& row : rows) exceptions_[row.day] = row.works;
}

Calendar Calendar::at(std::string_view division) const {
    Calendar local = *this;
    local.apply(division);
    return local;
}

Result<bool> Calendar::is_working_day(Date date) const {
    if (years_.count(date.year()) == 0)
        return fail(Code::calendar_year_missing, {{"year", std::to_string(date.year())}});
    const auto found = exceptions_.find(date);
    return found != exceptions_.end() ? found->second : date.weekday() <= 5;
}

Result<Date> Calendar::add_working_days(Date start, int n) const {
    const int step = n < 0 ? -1 : 1;
    Date date = start;
    while (n != 0) {
        date = date.plus_days(step);
        const Result<bool> works = is_working_day(date);
        if (!works) return tl::unexpected(works.error());
        if (*works) n -= step;
    }
    return date;
}

Result<Date> Calendar::add_calendar_days(Date start, int n, bool roll_forward) const {
    const Date end = start.plus_days(n);
    if (!roll_forward) return end;
    return add_working_days(end.plus_days(-1), 1);
}

Result<int> Calendar::working_days_between(Date start, Date end) const {
    int count = 0;
    for (Date date = start.plus_days(1); date <= end; date = date.plus_days(1)) {
        const Result<bool> works = is_working_day(date);
        if (!works) return tl::unexpected(works.error());
        if (*works) ++count;
    }
    return count;
}

std::vector<int> Calendar::years() const {
    std::vector<int> out;
    for (const auto& [year, data] : years_) out.push_back(year);
    return out;
}

Result<std::string> Calendar::source(int year) const {
    const auto found = years_.find(year);
    if (found == years_.end()) return fail(Code::calendar_year_missing, {{"year", std::to_string(year)}});
    return found->second.source;
}

}  // namespace yuanheng
