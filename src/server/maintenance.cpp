#include "server/maintenance.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/hash.hpp"
#include "base/version.hpp"
#include "db/copy.hpp"
#include "platform/audit/archive.hpp"
#include "platform/audit/audit.hpp"
#include "platform/core/crypto.hpp"
#include "platform/core/synced_file.hpp"
#include "reflect/json.hpp"
#include "server/codes.hpp"

namespace yuanheng::server {

namespace fs = std::filesystem;

/// One file of a backup.
struct Part {
    std::string name;
    std::int64_t size = 0;
    std::string sha256;
};
void describe(reflect::Describer<Part>& d) {
    d.name("backup_part", {"备份文件", "part"});
    d(&Part::name, "name", {"名称", "name"}).must().longest(4000);
    d(&Part::size, "size", {"字节", "bytes"});
    d(&Part::sha256, "sha256", {"SHA-256", "SHA-256"}).must();
}

/// manifest.json.
struct Manifest {
    std::string program, taken_at, audit_head;
    std::int64_t audit_entries = 0, files = 0;
    std::vector<Part> parts;
};
void describe(reflect::Describer<Manifest>& d) {
    d.name("backup_manifest", {"备份清单", "manifest"});
    d(&Manifest::program, "program", {"程序版本", "program"}).must();
    d(&Manifest::taken_at, "taken_at", {"备份时间", "taken at"}).must();
    d(&Manifest::audit_head, "audit_head", {"审计链末端", "head of the audit chain"});
    d(&Manifest::audit_entries, "audit_entries", {"审计条数", "audit entries"});
    d(&Manifest::files, "files", {"附件数", "files"});
    d(&Manifest::parts, "parts", {"文件", "parts"});
}

namespace {

constexpr const char* kManifest = "manifest.json";
/// Folders of the installation that go into a backup as they are.
constexpr const char* kWholeFolders[] = {"keys", "audit-anchors", platform::kArchiveFolder};

auto bad(std::string zh, std::string en) {
    return fail(Code::backup_bad, {{"detail", std::move(zh)}, {"detail_en", std::move(en)}});
}

auto unwritable(const fs::path& path, std::string detail) {
    return fail(Code::file_unwritable, {{"path", path.string()}, {"detail", std::move(detail)}});
}

Part part_of(const fs::path& folder, const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {fs::relative(file, folder).generic_string(), static_cast<std::int64_t>(fs::file_size(file)),
            sha256_hex(in)};
}

/// Everything below the folder but the manifest, by name.
std::vector<Part> parts_of(const fs::path& folder) {
    std::vector<Part> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && entry.path() != folder / kManifest)
            out.push_back(part_of(folder, entry.path()));
    }
    std::sort(out.begin(), out.end(), [](const Part& a, const Part& b) { return a.name < b.name; });
    return out;
}

void sync(const fs::path& path) {
    const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

void sync_all(const fs::path& folder) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) sync(entry.path());
    sync(folder);
}

BackupReport report_of(const fs::path& folder, const Manifest& m) {
    BackupReport out{folder.string(), m.taken_at, m.audit_head, m.audit_entries, m.files, 0};
    for (const Part& part : m.parts) out.bytes += part.size;
    return out;
}

Result<Manifest> read_manifest(const fs::path& folder) {
    std::ifstream in(folder / kManifest, std::ios::binary);
    if (!in) return bad("没有 manifest.json", "there is no manifest.json");
    std::ostringstream text;
    text << in.rdbuf();
    auto manifest = reflect::from_json<Manifest>(text.str());
    if (!manifest) return bad("manifest.json 读不懂", "manifest.json cannot be understood");
    return std::move(*manifest);
}

Result<void> compare(const fs::path& folder, const Manifest& manifest) {
    const std::vector<Part> found = parts_of(folder);
    std::set<std::string> there;
    for (const Part& part : found) there.insert(part.name);
    for (const Part& part : manifest.parts) {
        if (!there.count(part.name))
            return bad(fmt::format("缺少“{}”", part.name), fmt::format("\"{}\" is missing", part.name));
        const auto same =
            std::find_if(found.begin(), found.end(), [&](const Part& f) { return f.name == part.name; });
        if (same->sha256 != part.sha256)
            return bad(fmt::format("“{}”被改动过", part.name), fmt::format("\"{}\" was changed", part.name));
        there.erase(part.name);
    }
    if (!there.empty())
        return bad(fmt::format("多出“{}”", *there.begin()),
                   fmt::format("\"{}\" is not in the manifest", *there.begin()));
    return {};
}

/// The files that the database names, from the installation or a backup of it.
std::set<std::string> named_files(db::Database& database) {
    std::set<std::string> out;
    database.read([&](db::Session& s) {
        s.each("SELECT DISTINCT sha256 FROM file", {}, [&](const db::Values& row) {
            out.insert(std::get<std::string>(row[0]));
            return true;
        });
    });
    return out;
}

fs::path place_of(const fs::path& files, const std::string& sha256) {
    return files / sha256.substr(0, 2) / sha256;
}

std::string stamp(std::int64_t now) {
    reflect::Field field;
    field.kind = reflect::Kind::instant;
    reflect::JsonWriter out;
    out.value(field, now);
    std::string text = out.take();
    return text.substr(1, text.size() - 2);
}

/// Drafts that somebody is writing just now stay behind.
void copy_folder(const fs::path& from, const fs::path& to) {
    if (!fs::exists(from)) return;
    fs::create_directories(to);
    fs::permissions(to, fs::perms::owner_all);
    for (const auto& entry : fs::directory_iterator(from)) {
        if (entry.is_directory())
            copy_folder(entry.path(), to / entry.path().filename());
        else if (entry.path().extension() != ".new")
            fs::copy_file(entry.path(), to / entry.path().filename());
    }
}

/// Fills the folder. The audit head is read before the database is copied: the copy has at least that much.
Manifest fill(Installation& installation, const Config& config, const fs::path& folder) {
    Manifest manifest{std::string(version()), stamp(installation.services().clock()), {}, 0, 0, {}};
    installation.database().read([&](db::Session& s) {
        const db::Values head = s.first("SELECT seq, hash FROM audit_head");
        if (head.empty()) return;
        manifest.audit_entries = std::get<std::int64_t>(head[0]);
        manifest.audit_head = std::get<std::string>(head[1]);
    });
    installation.database().copy_to((folder / "database").string());
    for (const std::string& sha256 : named_files(installation.database())) {
        const fs::path from = place_of(config.data / "files", sha256),
                       to = place_of(folder / "files", sha256);
        if (!fs::exists(from)) continue;  // expired meanwhile
        fs::create_directories(to.parent_path());
        fs::copy_file(from, to);
        ++manifest.files;
    }
    // After the database: an archive that its copy refers to is there by now.
    for (const char* part : kWholeFolders) copy_folder(config.data / part, folder / part);
    manifest.parts = parts_of(folder);
    return manifest;
}

}  // namespace

std::string BackupReport::json() const {
    reflect::JsonWriter out;
    out.begin_object();
    out.key("folder").text(folder).key("taken_at").text(taken_at);
    out.key("audit_entries").number(audit_entries).key("audit_head").text(audit_head);
    out.key("files").number(files).key("bytes").number(bytes).end_object();
    return out.take();
}

Result<BackupReport> backup(Installation& installation, const Config& config, const fs::path& folder) {
    std::error_code problem;
    if (!folder.is_absolute()) return unwritable(folder, "an absolute path is needed");
    if (fs::exists(folder, problem)) return unwritable(folder, "File exists");
    const fs::path unfinished = folder.string() + ".unfinished";
    fs::remove_all(unfinished, problem);
    fs::create_directories(unfinished, problem);
    if (problem) return unwritable(unfinished, problem.message());
    fs::permissions(unfinished, fs::perms::owner_all, problem);
    try {
        const Manifest manifest = fill(installation, config, unfinished);
        if (auto done = platform::write_synced(unfinished / kManifest, reflect::to_json(manifest)); !done)
            return tl::unexpected(done.error());
        sync_all(unfinished);
        fs::rename(unfinished, folder);
        sync(folder.parent_path());
        return report_of(folder, manifest);
    } catch (const fs::filesystem_error& error) {
        fs::remove_all(unfinished, problem);
        return unwritable(folder, error.code().message());
    } catch (const db::Failure& failure) {
        fs::remove_all(unfinished, problem);
        return bad(failure.what(), failure.what());
    }
}

Result<BackupReport> check_backup(const fs::path& folder) {
    auto manifest = read_manifest(folder);
    if (!manifest) return tl::unexpected(manifest.error());
    if (auto same = compare(folder, *manifest); !same) return tl::unexpected(same.error());
    return report_of(folder, *manifest);
}

Result<BackupReport> restore(const fs::path& folder, const Config& config) {
    auto report = check_backup(folder);
    if (!report) return report;
    std::error_code problem;
    std::vector<std::string> parts(std::begin(kWholeFolders), std::end(kWholeFolders));
    parts.emplace_back("files");
    for (const std::string& part : parts) {
        if (fs::exists(config.data / part, problem)) return unwritable(config.data / part, "File exists");
    }
    if (fs::exists(config.data / "yuanheng.db", problem))
        return unwritable(config.data / "yuanheng.db", "File exists");
    try {
        fs::create_directories(config.data);
        fs::permissions(config.data, fs::perms::owner_all);
        db::restore((folder / "database").string(), config.database, config.data.string());
        for (const std::string& part : parts) copy_folder(folder / part, config.data / part);
        sync_all(config.data);
    } catch (const fs::filesystem_error& error) {
        return unwritable(config.data, error.code().message());
    } catch (const db::Failure& failure) {
        if (failure.fault == db::Fault::newer) return fail(Code::schema_newer, {{"detail", failure.what()}});
        return bad(failure.what(), failure.what());
    }
    return report;
}

std::vector<std::string> check(Installation& installation, const Config& config, Language language) {
    const bool zh = language == Language::zh;
    std::vector<std::string> problems = installation.database().integrity();
    const platform::AnchorPlace anchors{config.data / "audit-anchors", installation.keys()};
    const platform::AuditVerdict verdict =
        platform::verify_audit(installation.database(), language, {}, &anchors);
    if (!verdict.problem.empty()) problems.push_back(verdict.problem);
    const fs::path files = config.data / "files";
    std::set<std::string> named = named_files(installation.database());
    for (const std::string& sha256 : named) {
        const fs::path place = place_of(files, sha256);
        std::ifstream in(place, std::ios::binary);
        if (!in)
            problems.push_back(
                fmt::format(fmt::runtime(zh ? "缺少附件 {}" : "the file {} is missing"), place.string()));
        else if (sha256_hex(in) != sha256) {
            problems.push_back(fmt::format(fmt::runtime(zh ? "附件 {} 被改动过" : "the file {} was changed"),
                                           place.string()));
        }
    }
    return problems;
}

void write_control(const Config& config, int admin_port) {
    const std::string text =
        fmt::format("{} {}\n", admin_port, platform::base64url(platform::random_bytes(32)));
    if (auto done = platform::write_synced(config.data / "control", text); !done) {
        throw std::runtime_error(describe(done.error(), Language::en));
    }
}

std::optional<Control> read_control(const Config& config) {
    std::ifstream in(config.data / "control");
    Control out;
    if (!(in >> out.port >> out.word)) return std::nullopt;
    return out;
}

}  // namespace yuanheng::server
