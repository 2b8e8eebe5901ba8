#include "platform/files/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <set>
#include <system_error>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "platform/codes.hpp"
#include "platform/core/row.hpp"
#include "platform/core/services.hpp"

namespace yuanheng::platform {

namespace {

namespace fs = std::filesystem;

constexpr auto kLeftOver =
    std::chrono::hours(24);  // after that nobody works on a temporary file, or on a row for a content

tl::unexpected<Error> unwritable(const fs::path& path, const std::string& detail) {
    return fail(Code::file_unwritable, {{"path", path.filename().string()}, {"detail", detail}});
}

void insert(Change& change, const StoredFile& file, std::int64_t expires_at) {
    change.db.insert("file", {{"id", file.id.value},
                              {"sha256", file.sha256},
                              {"name", file.name},
                              {"media", file.media},
                              {"size", file.size},
                              {"user_id", null_if_empty(file.owner)},
                              {"created_at", change.services.clock()},
                              {"expires_at", expires_at > 0 ? db::Value(expires_at) : db::Value()}});
}

bool sync(const fs::path& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    if (fd < 0) return false;
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    return synced;
}

bool is_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

bool older_than(const fs::path& path, std::chrono::hours age) {
    std::error_code problem;
    const auto at = fs::last_write_time(path, problem);
    return !problem && fs::file_time_type::clock::now() - at > age;
}

/// What is in a folder, as far as it can be read; where it cannot, the log says so.
std::vector<fs::path> inside(const fs::path& folder, const Log& log) {
    std::vector<fs::path> out;
    std::error_code problem;
    for (fs::directory_iterator at(folder, problem), end; !problem && at != end; at.increment(problem))
        out.push_back(at->path());
    if (problem)
        log("error", "folder_unreadable", {{"path", folder.string()}, {"detail", problem.message()}});
    return out;
}

/// Something that the program did not put there; it stays.
void tell_stray(const fs::path& path, const Log& log) {
    log("warning", "stray_file", {{"path", path.string()}});
}

/// Whether the file is gone now.
bool removed_file(const fs::path& path, const Log& log) {
    std::error_code problem;
    const bool gone = fs::remove(path, problem);
    if (problem) log("error", "file_not_removed", {{"path", path.string()}, {"detail", problem.message()}});
    return gone;
}

}  // namespace

Files::Files(fs::path folder) : folder_(std::move(folder)) {
    fs::create_directories(folder_ / "temporary");
    fs::permissions(folder_, fs::perms::owner_all);
}

fs::path Files::place_of(std::string_view sha256) const {
    return folder_ / std::string(sha256.substr(0, 2)) / std::string(sha256);
}

Result<Content> Files::take(const fs::path& file) const {
    std::ifstream in(file, std::ios::binary);
    if (!in) return unwritable(file, std::strerror(errno));
    const std::string hash = sha256_hex(in);
    std::error_code problem;
    const Content content{hash, static_cast<std::int64_t>(fs::file_size(file, problem))};
    const fs::path place = place_of(hash);
    if (problem) return unwritable(file, problem.message());
    if (fs::exists(place)) {
        fs::last_write_time(place, fs::file_time_type::clock::now(),
                            problem);  // sweep() leaves it until there is a row
        return content;
    }
    const fs::path draft = temporary();
    fs::create_directories(place.parent_path(), problem);
    if (!problem) fs::copy_file(file, draft, fs::copy_options::overwrite_existing, problem);
    if (!problem) fs::permissions(draft, fs::perms::owner_read | fs::perms::owner_write, problem);
    if (!problem && !sync(draft, O_RDONLY)) problem = std::error_code(errno, std::generic_category());
    if (!problem) fs::rename(draft, place, problem);
    if (!problem &&
        (!sync(place.parent_path(), O_RDONLY | O_DIRECTORY) || !sync(folder_, O_RDONLY | O_DIRECTORY))) {
        problem = std::error_code(errno, std::generic_category());
    }
    if (!problem) return content;
    std::error_code ignored;
    fs::remove(draft, ignored);
    return unwritable(file, problem.message());
}

StoredFile Files::store(Change& change, const Content& content, std::string name, std::string media,
                        std::int64_t expires_at) const {
    StoredFile out{
        change.services.ids.next(), file_name(name), std::move(media), content.sha256, content.size,
        change.actor.user};
    insert(change, out, expires_at);
    return out;
}

StoredFile Files::keep(Change& change, const Content& content, std::string name, std::string media) const {
    StoredFile out{
        change.services.ids.next(), file_name(name), std::move(media), content.sha256, content.size, Id{}};
    insert(change, out, 0);
    return out;
}

Result<StoredFile> Files::store(Change& change, const fs::path& file, std::string name,
                                std::string media) const {
    return take(file).map(
        [&](const Content& content) { return store(change, content, std::move(name), std::move(media)); });
}

Result<fs::path> Files::path(std::string_view sha256) const {
    if (is_hash(sha256) && fs::exists(place_of(sha256))) return place_of(sha256);
    return fail(Code::not_found, {});
}

fs::path Files::temporary(std::string_view extension) const {
    std::string name = (folder_ / "temporary" / "XXXXXX").string() + std::string(extension);
    const int fd = ::mkstemps(name.data(), static_cast<int>(extension.size()));
    if (fd < 0)
        throw std::system_error(errno, std::generic_category(), "a temporary file in " + folder_.string());
    ::close(fd);
    return name;
}

std::size_t Files::sweep(Services& services) const {
    std::set<std::string> named;
    services.database.write([&](db::Session& db) {
        db.execute("DELETE FROM file WHERE expires_at IS NOT NULL AND expires_at <= ?", {services.clock()});
        named.clear();
        for (const auto& row : db.query("SELECT DISTINCT sha256 FROM file"))
            named.insert(text_or_empty(row[0]));
    });
    const Log& log = services.log;
    for (const fs::path& draft : inside(folder_ / "temporary", log)) {
        if (older_than(draft, kLeftOver)) removed_file(draft, log);
    }
    std::size_t removed = 0;
    std::error_code ignored;
    for (const fs::path& folder : inside(folder_, log)) {
        if (folder.filename() == "temporary") continue;
        if (folder.filename().string().size() != 2 || !fs::is_directory(folder, ignored)) {
            tell_stray(folder, log);
            continue;
        }
        for (const fs::path& content : inside(folder, log)) {
            const std::string name = content.filename().string();
            if (!is_hash(name) || !fs::is_regular_file(content, ignored))
                tell_stray(content, log);
            else if (!named.contains(name) && older_than(content, kLeftOver))
                removed += removed_file(content, log) ? 1 : 0;
        }
    }
    return removed;
}

Result<StoredFile> stored_file(db::Session& db, Id id, std::int64_t now) {
    const db::Values row = db.first(
        "SELECT name, media, sha256, size, user_id FROM file WHERE id = ? AND (expires_at IS NULL OR "
        "expires_at > ?)",
        {id.value, now});
    if (row.empty()) return fail(Code::not_found, {});
    return StoredFile{id,
                      text_or_empty(row[0]),
                      text_or_empty(row[1]),
                      text_or_empty(row[2]),
                      integer_or_0(row[3]),
                      id_in(row[4])};
}

std::string file_name(std::string_view given) {
    constexpr std::size_t kMost = 200;
    std::u32string name = code_points(given.substr(given.find_last_of("/\\") + 1));
    std::erase_if(name, [](char32_t c) {
        return c < 0x20 || c == 0x7F || (c >= 0x200E && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    });
    if (name.size() > kMost) name.erase(0, name.size() - kMost);  // the extension stays
    const std::string out(trim(utf8(name)));
    return out.empty() || out == "." || out == ".." ? "file" : out;
}

std::string attachment(std::string_view name) {
    std::string plain, encoded;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = std::isalnum(byte) != 0 && byte < 0x80;
        if (letter || c == '.' || c == '-' || c == '_')
            encoded += c;
        else
            encoded += fmt::format("%{:02X}", byte);
        if (byte >= 0x80)
            plain += plain.ends_with('_') ? "" : "_";
        else
            plain += letter || std::string_view(".-_ ()").find(c) != std::string_view::npos ? c : '_';
    }
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

}  // namespace yuanheng::platform
