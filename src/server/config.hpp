#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "db/database.hpp"
#include "http/server.hpp"
#include "platform/core/services.hpp"

namespace yuanheng::server {

/// What an installation is set to: a TOML file, then the environment, then options of the command line, each
/// over the one before. docs/operations.md lists every key.
struct Config {
    std::filesystem::path data = "data";  ///< database, files, keys, backups
    std::filesystem::path web;            ///< the built web application
    std::filesystem::path rules;          ///< folder of calendars/ and taxonomies/
    http::ServerOptions http;
    http::ServerOptions admin;  ///< health, metrics, OpenAPI: loopback by default
    db::Options database;       ///< url empty: data/yuanheng.db
    platform::Settings settings;
    int jobs = 1;  ///< threads for quick background jobs; with one of them, one more for heavy ones
    int node = 0;  ///< this process's number among the servers of one database, 0–1023
    std::chrono::seconds patience{25};  ///< how long a stop waits for what is in progress
};

/// Where the package puts the configuration, and commands that are given none look for it.
inline constexpr const char* kUsualConfig = "/etc/yuanheng/yuanheng.toml";

/// Reads the file (where `file` is empty `usual`, if there is one) and the environment
/// (YUANHENG_DATABASE_URL, YUANHENG_DATA, YUANHENG_WEB, YUANHENG_RULES, YUANHENG_ADDRESS, YUANHENG_PORT,
/// YUANHENG_ADMIN_PORT). Unknown keys are errors with the nearest known one. Errors file_unreadable,
/// config_bad: all of them.
Checked<Config> load_config(const std::string& file, const std::filesystem::path& usual = kUsualConfig);

/// The configuration as TOML, without what is secret (passwords in the database's URL).
std::string shown(const Config& config);

}  // namespace yuanheng::server
