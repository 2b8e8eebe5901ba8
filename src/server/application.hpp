#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "platform/core/keys.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/practice.hpp"
#include "server/config.hpp"
#include "server/metrics.hpp"

namespace yuanheng::server {

/// What opening an installation may change.
enum class Opening : unsigned char {
    make,      ///< what is missing is made, and the database brought to this program's schema
    existing,  ///< nothing: it has to be there, with this program's schema
};

/// The parts of an installation that commands need too: database, keys, files, rules. Wired by an explicit
/// list, without a listener.
class Installation {
public:
    /// Throws db::Failure where the database cannot be opened. Errors installation_missing, schema_old,
    /// schema_newer, file_unreadable, file_unwritable, keys_bad, calendar_bad, taxonomy_bad.
    static Checked<std::unique_ptr<Installation>> open(const Config& config, platform::Log log, Opening how);
    ~Installation();

    db::Database& database() { return *database_; }
    platform::Services& services() { return *services_; }
    const platform::Keys& keys() const { return *keys_; }
    /// Figures for metrics: name and value.
    std::vector<std::pair<std::string, double>> figures();

    std::vector<int> migrated;  ///< numbers of the schema's steps that were run by open()

private:
    Installation() = default;
    Errors open_database(const Config& config, Opening how);

    std::unique_ptr<db::Database> database_;
    std::unique_ptr<IdMaker> ids_;
    std::unique_ptr<Industry> industry_;
    std::unique_ptr<Calendar> calendar_;
    std::unique_ptr<platform::Keys> keys_;
    std::unique_ptr<platform::Files> files_;
    std::unique_ptr<platform::Limiter> limiter_;
    std::unique_ptr<platform::Jobs> jobs_;
    std::unique_ptr<platform::Practices> practices_;
    std::unique_ptr<platform::Services> services_;
};

/// The OpenAPI document of the program with these rules; opens no installation. Errors file_unreadable,
/// taxonomy_bad.
Checked<std::string> openapi(const Config& config);

/// The server of an installation: the application's listener, the administration's listener (health, metrics,
/// OpenAPI, backup, reset of a user), workers for background jobs and what is due by their schedules.
class Application {
public:
    /// Throws std::system_error where an address is taken.
    Application(const Config& config, Installation& installation);
    ~Application();

    void start();
    int port() const { return public_->port(); }
    int admin_port() const { return admin_->port(); }
    /// Whether the database's disk failed so that only a new start helps: the server is not ready any more,
    /// and is to be stopped.
    bool broken() const { return installation_.database().broken(); }
    /// Readiness turns false at once; requests in progress are answered, jobs give their leases back.
    void stop();

private:
    std::vector<http::Route> admin_routes();
    bool ready();
    /// Whether a command on the same host asks.
    bool by_host(const http::Request& request);

    const Config config_;
    Installation& installation_;
    Metrics metrics_;
    std::atomic<bool> draining_{false};
    std::unique_ptr<http::Server> public_, admin_;
    std::jthread heartbeat_;
};

/// Tells the service manager, where there is one, what `state` says: READY=1, STOPPING=1, WATCHDOG=1
/// (sd_notify(3)).
void notify(const std::string& state);

}  // namespace yuanheng::server
