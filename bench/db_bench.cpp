// db_bench URL [SECONDS]: what a database takes and gives on this machine, in lines of "name figure". The
// database at URL must be empty: a path that does not exist, or postgresql://… of a new database.
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "db/copy.hpp"
#include "db/migrate.hpp"

namespace {

using namespace yuanheng::db;
using Clock = std::chrono::steady_clock;
using std::int64_t;

constexpr int64_t kRows = 100'000;

double seconds_since(Clock::time_point begun) {
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

/// Calls `work(thread, i)` in threads for `seconds`; tells how many a second, and the times of one call.
void measure(const std::string& name, int threads, double seconds,
             const std::function<void(int, int64_t)>& work) {
    std::vector<std::vector<double>> times(static_cast<std::size_t>(threads));
    const auto begun = Clock::now();
    {
        std::vector<std::jthread> all;
        for (int t = 0; t < threads; ++t) {
            all.emplace_back([&, t] {
                for (int64_t i = 0; seconds_since(begun) < seconds; ++i) {
                    const auto at = Clock::now();
                    work(t, i);
                    times[static_cast<std::size_t>(t)].push_back(seconds_since(at) * 1e3);
                }
            });
        }
    }
    const double took = seconds_since(begun);
    std::vector<double> every;
    for (const auto& one : times) every.insert(every.end(), one.begin(), one.end());
    std::sort(every.begin(), every.end());
    const auto at = [&](double share) {
        return every[static_cast<std::size_t>(share * static_cast<double>(every.size() - 1))];
    };
    fmt::print("{:<36} {:>9.0f}/s   p50 {:.3f} ms  p99 {:.3f} ms  worst {:.1f} ms\n",
               fmt::format("{}, {} threads", name, threads), static_cast<double>(every.size()) / took,
               at(0.5), at(0.99), at(1));
}

void rows_per_second(const std::string& name, const std::function<void()>& work) {
    const auto begun = Clock::now();
    work();
    fmt::print("{:<36} {:>9.0f} rows/s\n", name, static_cast<double>(kRows) / seconds_since(begun));
}

void fill(Database& database) {
    const std::string text =
        "CREATE TABLE item (id BIGINT PRIMARY KEY, version BIGINT NOT NULL, zone_id BIGINT NOT NULL, code "
        "TEXT NOT NULL UNIQUE,"
        " name TEXT NOT NULL, amount BIGINT, note TEXT);"
        "CREATE INDEX item_name ON item (zone_id, name, id);"
        "CREATE TABLE entry (seq BIGINT PRIMARY KEY, item_id BIGINT NOT NULL, before_json TEXT, after_json "
        "TEXT NOT NULL)";
    const std::vector<Migration> steps = {{1, "items", text, text}};
    migrate(database, 0, steps);
    rows_per_second("insert_many", [&] {
        database.write([](Session& s) {
            int64_t i = 0;
            const std::vector<std::string> columns = {"id",   "version", "zone_id", "code",
                                                      "name", "amount",  "note"};
            s.insert_many("item", columns, [&](Values& row) {
                if (i == kRows) return false;
                row = {i,
                       int64_t{1},
                       i % 7,
                       fmt::format("91440300MA5{:07}", i),
                       fmt::format("第{}号智能装备有限公司", i * 7919 % kRows),
                       i * 100,
                       Value()};
                ++i;
                return true;
            });
        });
    });
}

void small_operations(Database& database, double seconds) {
    std::atomic<int64_t> seq{0};
    for (const int threads : {1, 8}) {
        measure("save a record with an entry", threads, seconds, [&](int t, int64_t i) {
            const int64_t id = (i * 8 + t) * 7919 % kRows;
            database.write([&](Session& s) {
                s.execute("UPDATE item SET version = version + 1, amount = ? WHERE id = ? AND version > ?",
                          {i, id, int64_t{0}});
                s.execute("INSERT INTO entry VALUES (?, ?, ?, ?)",
                          {++seq, id, std::string("{\"amount\":100}"), std::string("{\"amount\":101}")});
            });
        });
    }
    for (const int threads : {1, 8}) {
        measure("one record by id", threads, seconds, [&](int t, int64_t i) {
            database.read([&](Session& s) {
                s.first("SELECT id, version, code, name, amount, note FROM item WHERE id = ?",
                        {(i * 8 + t) * 7919 % kRows});
            });
        });
    }
    measure("a page of 20 and their number", 8, seconds, [&](int t, int64_t i) {
        database.read([&](Session& s) {
            s.query(
                "SELECT id, version, code, name, amount, note FROM item WHERE zone_id = ? AND name > ? ORDER "
                "BY name, id LIMIT ?",
                {int64_t{t % 7}, fmt::format("第{}", i % 10), int64_t{20}});
        });
    });
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        fmt::print(stderr, "usage: db_bench URL [SECONDS]\n");
        return 2;
    }
    const double seconds = count > 2 ? std::atof(arguments[2]) : 3;
    const std::string copy = (std::filesystem::temp_directory_path() / "yuanheng-db-bench-rows").string();
    std::filesystem::remove_all(copy);
    const auto database = Database::open({.url = arguments[1]});
    fill(*database);
    rows_per_second("write_rows", [&] { write_rows(*database, copy); });
    std::filesystem::remove_all(copy);
    small_operations(*database, seconds);
    for (const auto& [name, value] : database->figures()) fmt::print("{:<36} {:>9.0f}\n", name, value);
    return 0;
}
