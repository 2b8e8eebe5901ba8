#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace yuanheng::platform {

/// The algorithms an installation uses for what it writes. What is stored names its own, so both can be read
/// at any time.
enum class Suite : unsigned char {
    standard,  ///< SHA-256, HMAC-SHA-256, AES-256-GCM
    sm  ///< 国密: SM3 (GB/T 32905), HMAC-SM3, SM4-CTR (GB/T 32907) with HMAC-SM3, encrypt then authenticate
};
/// sha256, sm3: the name of the suite's hash, by which settings and stored values call it.
std::string_view hash_name(Suite suite);
std::optional<Suite> suite_of(std::string_view hash_name);

/// Overwrites the text's bytes, then empties it (剩余信息保护).
void wipe(std::string& text);
/// Wipes a text when it goes out of scope.
class WipedLater {
public:
    explicit WipedLater(std::string& text) : text_(text) {}
    ~WipedLater() { wipe(text_); }
    WipedLater(const WipedLater&) = delete;
    WipedLater& operator=(const WipedLater&) = delete;

private:
    std::string& text_;
};

/// 32 bytes of key, wiped when they go.
class KeyBytes {
public:
    KeyBytes() = default;
    ~KeyBytes();
    KeyBytes(const KeyBytes&) = default;
    KeyBytes& operator=(const KeyBytes&) = default;

    static KeyBytes random();
    /// Nothing where it is not 32 bytes.
    static std::optional<KeyBytes> of(std::string_view bytes);
    std::string_view view() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

private:
    std::array<unsigned char, 32> bytes_{};
};

/// Bytes from the system's generator.
std::string random_bytes(std::size_t n);
/// The hash of bytes: 32 bytes.
std::string hash(Suite suite, std::string_view bytes);
/// The same of bytes that come in pieces.
class Hasher {
public:
    explicit Hasher(Suite suite);
    ~Hasher();
    void update(std::string_view bytes);
    /// 32 bytes. To be called once, last.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};
/// HMAC (RFC 2104) with the suite's hash: 32 bytes.
std::string hmac(Suite suite, std::string_view key, std::string_view bytes);
/// HMAC-SHA-1, for one-time codes only (RFC 6238): 20 bytes.
std::string hmac_sha1(std::string_view key, std::string_view bytes);
/// Whether two texts are the same, in a time that depends on their lengths only.
bool same(std::string_view a, std::string_view b);

/// SM4 in counter mode (GB/T 32907, GB/T 17964): 16 bytes of key and of first counter; the same forth and
/// back. It does not authenticate: encrypt() does.
std::string sm4_ctr(std::string_view key, std::string_view counter, std::string_view bytes);

/// Encrypts and authenticates; `context` is authenticated with it: what the text is and whose, so that one
/// sealed value cannot stand in for another. Nonce ‖ ciphertext ‖ tag.
std::string encrypt(Suite suite, const KeyBytes& key, std::string_view plain, std::string_view context);
/// Nothing where the bytes, the key or the context are not those.
std::optional<std::string> decrypt(Suite suite, const KeyBytes& key, std::string_view sealed,
                                   std::string_view context);

/// Ed25519 (RFC 8032); the key is the seed.
std::string sign(const KeyBytes& key, std::string_view bytes);  ///< 64 bytes
std::string public_key(const KeyBytes& key);                    ///< 32 bytes
bool signature_fits(std::string_view public_key, std::string_view bytes, std::string_view signature);

std::string hex(std::string_view bytes);
/// Without padding, - and _ (RFC 4648 §5).
std::string base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);
/// Upper case without padding (RFC 4648 §6).
std::string base32(std::string_view bytes);

}  // namespace yuanheng::platform
