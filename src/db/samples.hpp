#pragma once

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "db/database.hpp"

/// Databases for tests, gone with the test.
namespace yuanheng::db {

/// The address of a PostgreSQL cluster for tests, from YUANHENG_PG_URL; scripts/test.sh starts one. Nothing
/// where there is none.
inline std::optional<std::string> postgres_for_tests() {
    const char* url = std::getenv("YUANHENG_PG_URL");
    return url && *url ? std::optional<std::string>(url) : std::nullopt;
}

inline bool available(Engine engine) { return engine == Engine::sqlite || postgres_for_tests(); }

/// A place for one database of its own: a folder (SQLite) or a database of the cluster (PostgreSQL).
class SampleDatabase {
public:
    explicit SampleDatabase(Engine engine) : engine_(engine) {
        static std::atomic<int> count{0};
        name_ = "yuanheng_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
        folder_ = std::filesystem::temp_directory_path() / name_;
        std::filesystem::create_directories(folder_);
        if (engine == Engine::postgres) psql("CREATE DATABASE " + name_);
    }
    ~SampleDatabase() {
        std::error_code none;
        std::filesystem::remove_all(folder_, none);
        if (engine_ != Engine::postgres) return;
        try {
            psql("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
        } catch (const std::exception&) {
            // A database left over does no harm to the next test.
        }
    }
    SampleDatabase(const SampleDatabase&) = delete;
    SampleDatabase& operator=(const SampleDatabase&) = delete;

    Options options(int partitions = 0) const {
        Options out;
        out.partitions = partitions;
        if (engine_ == Engine::sqlite) {
            out.url = (folder_ / "yuanheng.db").string();
            return out;
        }
        out.url = *postgres_for_tests();  // postgresql://user@host/postgres?host=…
        const std::size_t slash = out.url.find('/', out.url.find("://") + 3);
        const std::size_t end = std::min(out.url.find('?'), out.url.size());
        out.url.replace(std::min(slash, end), end - std::min(slash, end), "/" + name_);
        return out;
    }
    std::unique_ptr<Database> open(int partitions = 0) const { return Database::open(options(partitions)); }
    /// For files of the test's own.
    const std::filesystem::path& folder() const { return folder_; }
    Engine engine() const { return engine_; }

private:
    static void psql(const std::string& sql) {
        const std::string command = "psql -X -q -d '" + *postgres_for_tests() +
                                    "' -c 'SET client_min_messages = error' -c '" + sql + "'";
        if (std::system(command.c_str()) != 0) throw std::runtime_error("psql failed: " + sql);
    }

    Engine engine_;
    std::string name_;
    std::filesystem::path folder_;
};

inline const char* name_of(Engine engine) { return engine == Engine::sqlite ? "sqlite" : "postgres"; }

}  // namespace yuanheng::db
