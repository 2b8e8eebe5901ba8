#include "platform/core/keys.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>

#include "platform/codes.hpp"
#include "platform/core/synced_file.hpp"

namespace yuanheng::platform {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kTokenBytes = 32, kTokenLength = 43;

tl::unexpected<Error> failed(ErrorCode code, const fs::path& path) {
    return fail(code, {{"path", path.string()}, {"detail", std::strerror(errno)}});
}

/// The number of "secret-3.key"; 0 where the name is another.
int number_of(std::string_view file, std::string_view kind) {
    if (!file.starts_with(kind) || !file.ends_with(".key")) return 0;
    file = file.substr(kind.size(), file.size() - kind.size() - 4);
    int n = 0;
    const auto [end, bad] = std::from_chars(file.data(), file.data() + file.size(), n);
    return bad == std::errc() && end == file.data() + file.size() && n > 0 ? n : 0;
}

Result<KeyBytes> read_key(const fs::path& path) {
    struct stat about {};
    if (::lstat(path.c_str(), &about) != 0) return failed(Code::file_unreadable, path);
    if ((about.st_mode & 077) != 0) return fail(Code::keys_open, {{"path", path.string()}});
    std::ifstream file(path, std::ios::binary);
    std::string line;
    const WipedLater later(line);
    if (!std::getline(file, line)) return failed(Code::file_unreadable, path);
    std::optional<std::string> bytes = from_base64url(line);
    const std::optional<KeyBytes> key = bytes ? KeyBytes::of(*bytes) : std::nullopt;
    if (bytes) wipe(*bytes);
    if (!key) return fail(Code::keys_bad, {{"path", path.string()}});
    return *key;
}

/// On the disk before it is used: what a lost key wrote can never be read again.
Result<KeyBytes> make_key(const fs::path& path) {
    const KeyBytes key = KeyBytes::random();
    std::string text = base64url(key.view()) + "\n";
    const WipedLater later(text);
    if (auto done = write_synced(path, text); !done) return tl::unexpected(done.error());
    return key;
}

Result<std::map<int, KeyBytes>> keys_of(const fs::path& folder, const std::string& kind) {
    std::map<int, KeyBytes> out;
    std::error_code bad;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, bad)) {
        const int n = number_of(entry.path().filename().string(), kind);
        if (n == 0) continue;
        Result<KeyBytes> key = read_key(entry.path());
        if (!key) return tl::unexpected(key.error());
        out.emplace(n, *key);
    }
    if (bad) return fail(Code::file_unreadable, {{"path", folder.string()}, {"detail", bad.message()}});
    if (out.empty()) {
        Result<KeyBytes> key = make_key(folder / (kind + "1.key"));
        if (!key) return tl::unexpected(key.error());
        out.emplace(1, *key);
    }
    return out;
}

/// "12.rest" → 12 and "rest"; 0 where there is no number.
std::pair<int, std::string_view> numbered(std::string_view text) {
    int n = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (bad != std::errc() || end == text.data() + text.size() || *end != '.') return {0, {}};
    return {n, text.substr(static_cast<std::size_t>(end - text.data()) + 1)};
}

}  // namespace

Result<Keys> Keys::open(const fs::path& folder, Suite suite) {
    std::error_code bad;
    fs::create_directories(folder, bad);
    if (bad) return fail(Code::file_unwritable, {{"path", folder.string()}, {"detail", bad.message()}});
    fs::permissions(folder, fs::perms::owner_all, bad);
    Keys keys(suite);
    auto secret = keys_of(folder, "secret-"), anchor = keys_of(folder, "anchor-");
    if (!secret) return tl::unexpected(secret.error());
    if (!anchor) return tl::unexpected(anchor.error());
    keys.secret_ = std::move(*secret);
    keys.anchor_ = std::move(*anchor);
    return keys;
}

std::string Keys::seal(std::string_view plain, std::string_view context) const {
    const auto& [number, key] = *secret_.rbegin();
    return fmt::format("{}1.{}.{}", suite_ == Suite::sm ? 's' : 'a', number,
                       base64url(encrypt(suite_, key, plain, context)));
}

std::optional<std::string> Keys::unseal(std::string_view sealed, std::string_view context) const {
    if (!sealed.starts_with("a1.") && !sealed.starts_with("s1.")) return std::nullopt;
    const auto [number, text] = numbered(sealed.substr(3));
    const auto key = secret_.find(number);
    const std::optional<std::string> bytes = from_base64url(text);
    if (key == secret_.end() || !bytes) return std::nullopt;
    return decrypt(sealed[0] == 's' ? Suite::sm : Suite::standard, key->second, *bytes, context);
}

std::string Keys::make_token() { return base64url(random_bytes(kTokenBytes)); }

bool Keys::is_token(std::string_view text) {
    return text.size() == kTokenLength &&
           text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") ==
               text.npos;
}

std::string Keys::token_hash(std::string_view token) const {
    return fmt::format("{}:{}", hash_name(suite_), hex(hash(suite_, token)));
}

std::string Keys::sign(std::string_view bytes) const {
    const auto& [number, key] = *anchor_.rbegin();
    return fmt::format("{}.{}", number, base64url(platform::sign(key, bytes)));
}

bool Keys::signature_fits(std::string_view bytes, std::string_view signature) const {
    const auto [number, text] = numbered(signature);
    const auto key = anchor_.find(number);
    const std::optional<std::string> raw = from_base64url(text);
    return key != anchor_.end() && raw && platform::signature_fits(public_key(key->second), bytes, *raw);
}

std::string Keys::anchor_public_key() const { return base64url(public_key(anchor_.rbegin()->second)); }

}  // namespace yuanheng::platform
