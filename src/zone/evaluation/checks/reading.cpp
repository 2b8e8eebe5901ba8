#include "zone/evaluation/checks/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "zone/evaluation/codes.hpp"

namespace yuanheng::evaluation {

namespace {

using Status = scoring::GateLine::Status;

constexpr std::size_t kMostFiles = 10;  // named in a line of the gate

/// Joins what is said of each file.
class Sentence {
public:
    void add(const std::string& zh, const std::string& en) {
        if (++files_ > kMostFiles) return;
        text_.zh += (text_.zh.empty() ? "" : "；") + zh;
        text_.en += (text_.en.empty() ? "" : "; ") + en;
    }
    bool empty() const { return files_ == 0; }
    Label text(const Label& before) const {
        const std::string more = files_ > kMostFiles ? fmt::format("；等 {} 个文件", files_) : "";
        const std::string more_en = files_ > kMostFiles ? fmt::format("; {} files in all", files_) : "";
        return {before.zh + text_.zh + more, before.en + text_.en + more_en};
    }

private:
    std::size_t files_ = 0;
    Label text_;
};

std::string file_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

}  // namespace

bool read_whole(const IntakeReport& report) {
    return report.unread.empty() &&
           std::none_of(report.sheets.begin(), report.sheets.end(),
                        [](const SheetReport& s) { return s.lost + s.lost_columns > 0; });
}

void check_reading(const IntakeReport& report, const Label& of, scoring::Gate& gate) {
    Sentence missing;
    for (const std::string& file : report.unread)
        missing.add(fmt::format("“{}”没有读出来", file_name(file)),
                    fmt::format("\"{}\" could not be read", file_name(file)));
    const auto add = [&](std::size_t SheetReport::*lost, const char* zh, const char* en) {
        std::map<std::string, std::size_t> counts;
        for (const SheetReport& sheet : report.sheets) counts[file_name(sheet.file)] += sheet.*lost;
        for (const auto& [file, n] : counts) {
            if (n > 0)
                missing.add(fmt::format("“{}”有 {} {}未采用", file, n, zh),
                            fmt::format("\"{}\" lost {} {}{}", file, n, en, n == 1 ? "" : "s"));
        }
    };
    add(&SheetReport::lost, "行", "row");
    add(&SheetReport::lost_columns, "列", "column");
    scoring::GateLine line;
    line.check = "reading";
    line.status = missing.empty() ? Status::pass : Status::fail;
    line.text = missing.empty() ? Label{of.zh + "各部门的表都读出来了，没有漏掉的行和列",
                                        of.en + "every table was read, no row or column was left out"}
                                : missing.text({of.zh + "部门数据没有读全：",
                                                of.en + "the departments' data are not complete: "});
    gate.lines.push_back(std::move(line));
}

}  // namespace yuanheng::evaluation
