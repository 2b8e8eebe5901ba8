#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "server/application.hpp"

namespace yuanheng::server {

/// What a backup holds.
struct BackupReport {
    std::string folder, taken_at, audit_head;
    std::int64_t audit_entries = 0, files = 0, bytes = 0;
    std::string json() const;
};

/// Writes a backup into a new folder while the server works: the database at one moment, the files it names,
/// the keys, and manifest.json with the SHA-256 of each part and the head of the audit chain. The folder
/// appears under its name when it is whole. It holds the keys: keep it where only administrators read. Errors
/// file_unwritable, backup_bad.
Result<BackupReport> backup(Installation& installation, const Config& config,
                            const std::filesystem::path& folder);

/// Makes the installation that `config` names from a backup, whose parts are compared with its manifest
/// first. There must be nothing at the places yet. Errors backup_bad, schema_newer, file_unwritable.
Result<BackupReport> restore(const std::filesystem::path& folder, const Config& config);
/// Compares a backup with its manifest, and nothing more. Errors backup_bad.
Result<BackupReport> check_backup(const std::filesystem::path& folder);

/// What is wrong with an installation: the database's own checks, the audit chain, files that are missing,
/// changed or that nothing names. Empty where all is well.
std::vector<std::string> check(Installation& installation, const Config& config, Language language);

/// How commands on the same machine reach the running server: its administration's port, and a word that
/// shows that who asks can read the data folder. In data/control, readable by its owner; made at each start.
struct Control {
    int port = 0;
    std::string word;
};
/// Throws std::runtime_error where it cannot be written.
void write_control(const Config& config, int admin_port);
/// Nothing where there is none: no server was started here.
std::optional<Control> read_control(const Config& config);

}  // namespace yuanheng::server
