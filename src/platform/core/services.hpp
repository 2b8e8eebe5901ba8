#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/id.hpp"
#include "base/industry.hpp"
#include "db/database.hpp"
#include "platform/core/stored_error.hpp"

namespace yuanheng::http {
struct Request;
}

namespace yuanheng::platform {

class Entities;
class Files;
class ImportTargets;
class Jobs;
class Keys;
class Limiter;
struct Actor;
struct Operation;
struct Presence;

/// Writes one JSON line to the log: what happened, and members as (name, value).
using Log = std::function<void(std::string_view level, std::string_view event,
                               std::initializer_list<std::pair<std::string_view, std::string>> members)>;

/// Password rules 口令策略.
enum class PasswordProfile : unsigned char {
    asvs,  ///< OWASP ASVS 5.0: length and a list of known passwords, no composition, no rotation
    mlps3  ///< 等保三级: three classes, changed every 90 days, the last 5 not again
};

/// What the installation is set to, from its configuration file.
struct Settings {
    std::filesystem::path data;  ///< folder of files, keys, backups
    PasswordProfile passwords = PasswordProfile::mlps3;
    std::int64_t idle_ms = 30 * 60'000, absolute_ms = 12 * 3600'000;
    int most_sessions = 5;
    std::string audit_hash = "sha256";  ///< or sm3
    std::string origin;  ///< https://host: the only origin of unsafe requests; empty: the request's Host
    bool insecure_cookies = false;                  ///< plain HTTP beyond loopback; for tests only
    double user_rate = 50, user_burst = 300;        ///< requests a second of one user
    double address_rate = 20, address_burst = 200;  ///< of one address that is not signed in
};

/// What operations and jobs work with. Made once by the program; lives as long as the server.
struct Services {
    db::Database& database;
    Clock clock;
    IdMaker& ids;
    Settings settings;
    Log log;
    const Industry& industry;
    const Calendar& calendar;
    Jobs& jobs;
    Files& files;
    Keys& keys;
    Limiter& limiter;
    ErrorCodes error_codes;        ///< of the folders that the program is made of
    const Entities& entities;      ///< what the practices keep, with their tables
    const ImportTargets& imports;  ///< what can be imported
    const std::vector<Operation>&
        operations;  ///< everything a request can ask for; what routes are made from
    /// Whose session a request opens; absent where it opens none.
    std::function<std::optional<Presence>(Services&, const http::Request&)> presence;
    /// The actor that a user is at an instant; absent where the user is not active.
    std::function<std::optional<Actor>(db::Session&, Id user, std::int64_t now)> actor_of;
};

/// The civil date in China.
inline Date today(const Services& services) { return china_day(services.clock()); }

}  // namespace yuanheng::platform
