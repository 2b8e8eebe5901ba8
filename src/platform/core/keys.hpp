#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "platform/core/crypto.hpp"

namespace yuanheng::platform {

/// The installation's keys: files secret-N.key and anchor-N.key in data/keys, readable by their owner alone,
/// made at the first start. New values use the highest number of each kind; older keys go on reading what
/// they wrote. To change a key put a file with the next number beside it.
class Keys {
public:
    /// Opens the folder, and makes it with its first keys where it is missing. Errors file_unreadable,
    /// file_unwritable, keys_open (others can read a key), keys_bad.
    static Result<Keys> open(const std::filesystem::path& folder, Suite suite = Suite::standard);

    /// A secret for the database: "a1.N.…" (AES-256-GCM) or "s1.N.…" (SM4-CTR with HMAC-SM3), N being the
    /// key's number. `context` says what and whose it is, such as "totp 42".
    std::string seal(std::string_view plain, std::string_view context) const;
    /// Nothing where it was not sealed by a key of this installation, or for another context.
    std::optional<std::string> unseal(std::string_view sealed, std::string_view context) const;

    /// A token for a cookie or a link: 256 random bits, 43 characters.
    static std::string make_token();
    /// Whether a text has a token's form.
    static bool is_token(std::string_view text);
    /// How a token is stored: "sha256:…" or "sm3:…". Tokens have 256 bits, so a plain hash is enough.
    std::string token_hash(std::string_view token) const;

    /// Ed25519 signature with the newest anchor key: "N.…".
    std::string sign(std::string_view bytes) const;
    bool signature_fits(std::string_view bytes, std::string_view signature) const;
    /// The newest anchor key's public half, for those who check anchors elsewhere; base64url.
    std::string anchor_public_key() const;

    Suite suite() const { return suite_; }

private:
    explicit Keys(Suite suite) : suite_(suite) {}

    Suite suite_;
    std::map<int, KeyBytes> secret_, anchor_;
};

}  // namespace yuanheng::platform
