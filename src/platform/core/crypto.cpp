#include "platform/core/crypto.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <sodium.h>

#include <memory>
#include <stdexcept>

namespace yuanheng::platform {

namespace {

constexpr std::size_t kGcmNonce = 12, kGcmTag = 16, kCtrNonce = 16, kMacTag = 32;

void require(bool ok, const char* what) {
    if (!ok) throw std::runtime_error(std::string("cryptography failed: ") + what);
}

/// libsodium asks to be started once before anything else of it is used.
void start_sodium() {
    static const bool started = sodium_init() >= 0;
    require(started, "libsodium");
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

const EVP_MD* algorithm(Suite suite) { return suite == Suite::sm ? EVP_sm3() : EVP_sha256(); }

std::string mac(const char* digest, std::string_view key, std::string_view bytes) {
    using Mac = std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)>;
    static const Mac kHmac(EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free);
    const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(EVP_MAC_CTX_new(kHmac.get()),
                                                                            &EVP_MAC_CTX_free);
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(digest), 0),
        OSSL_PARAM_construct_end()};
    std::string out(EVP_MAX_MD_SIZE, '\0');
    std::size_t size = 0;
    require(context && EVP_MAC_init(context.get(), bytes_of(key), key.size(), parameters) == 1 &&
                EVP_MAC_update(context.get(), bytes_of(bytes), bytes.size()) == 1 &&
                EVP_MAC_final(context.get(), bytes_of(out), &size, out.size()) == 1,
            digest);
    out.resize(size);
    return out;
}

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;
Cipher new_cipher() { return Cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free); }

std::string encrypt_gcm(const KeyBytes& key, std::string_view plain, std::string_view context) {
    const std::string nonce = random_bytes(kGcmNonce);
    std::string out(plain.size(), '\0'), tag(kGcmTag, '\0');
    const Cipher cipher = new_cipher();
    int n = 0;
    require(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key.view()),
                               bytes_of(nonce)) == 1 &&
                EVP_EncryptUpdate(cipher.get(), nullptr, &n, bytes_of(context),
                                  static_cast<int>(context.size())) == 1 &&
                EVP_EncryptUpdate(cipher.get(), bytes_of(out), &n, bytes_of(plain),
                                  static_cast<int>(plain.size())) == 1 &&
                EVP_EncryptFinal_ex(cipher.get(), bytes_of(out) + n, &n) == 1 &&
                EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kGcmTag, tag.data()) == 1,
            "AES-256-GCM");
    return nonce + out + tag;
}

std::optional<std::string> decrypt_gcm(const KeyBytes& key, std::string_view sealed,
                                       std::string_view context) {
    if (sealed.size() < kGcmNonce + kGcmTag) return std::nullopt;
    const std::string_view nonce = sealed.substr(0, kGcmNonce),
                           body = sealed.substr(kGcmNonce, sealed.size() - kGcmNonce - kGcmTag);
    std::string tag(sealed.substr(sealed.size() - kGcmTag)), out(body.size(), '\0');
    const Cipher cipher = new_cipher();
    int n = 0;
    require(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key.view()),
                               bytes_of(nonce)) == 1 &&
                EVP_DecryptUpdate(cipher.get(), nullptr, &n, bytes_of(context),
                                  static_cast<int>(context.size())) == 1 &&
                EVP_DecryptUpdate(cipher.get(), bytes_of(out), &n, bytes_of(body),
                                  static_cast<int>(body.size())) == 1 &&
                EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kGcmTag, tag.data()) == 1,
            "AES-256-GCM");
    if (EVP_DecryptFinal_ex(cipher.get(), bytes_of(out) + n, &n) == 1) return out;
    wipe(out);
    return std::nullopt;
}

/// Two keys from one: SM4 takes 16 bytes, HMAC-SM3 32.
struct SmKeys {
    std::string cipher, mac;
    explicit SmKeys(const KeyBytes& key)
        : cipher(hmac(Suite::sm, key.view(), "encrypt").substr(0, 16)),
          mac(hmac(Suite::sm, key.view(), "authenticate")) {}
    ~SmKeys() {
        wipe(cipher);
        wipe(mac);
    }
};

/// The context's length goes first, so that no byte can move between it and the ciphertext.
std::string sm_tag(const SmKeys& keys, std::string_view context, std::string_view sealed) {
    return hmac(Suite::sm, keys.mac,
                std::to_string(context.size()) + ":" + std::string(context) + std::string(sealed));
}

std::string encrypt_sm(const KeyBytes& key, std::string_view plain, std::string_view context) {
    const SmKeys keys(key);
    const std::string nonce = random_bytes(kCtrNonce), sealed = nonce + sm4_ctr(keys.cipher, nonce, plain);
    return sealed + sm_tag(keys, context, sealed);
}

std::optional<std::string> decrypt_sm(const KeyBytes& key, std::string_view sealed,
                                      std::string_view context) {
    if (sealed.size() < kCtrNonce + kMacTag) return std::nullopt;
    const SmKeys keys(key);
    const std::string_view body = sealed.substr(0, sealed.size() - kMacTag);
    if (!same(sm_tag(keys, context, body), sealed.substr(body.size()))) return std::nullopt;
    return sm4_ctr(keys.cipher, body.substr(0, kCtrNonce), body.substr(kCtrNonce));
}

/// Ed25519's secret key as libsodium takes it, seed and public key, wiped when it goes.
struct SigningKey {
    unsigned char secret[crypto_sign_SECRETKEYBYTES], open[crypto_sign_PUBLICKEYBYTES];
    explicit SigningKey(const KeyBytes& seed) {
        start_sodium();
        require(crypto_sign_seed_keypair(open, secret, bytes_of(seed.view())) == 0, "Ed25519");
    }
    ~SigningKey() { OPENSSL_cleanse(secret, sizeof secret); }
};

}  // namespace

std::string_view hash_name(Suite suite) { return suite == Suite::sm ? "sm3" : "sha256"; }

std::optional<Suite> suite_of(std::string_view name) {
    if (name == "sha256") return Suite::standard;
    if (name == "sm3") return Suite::sm;
    return std::nullopt;
}

void wipe(std::string& text) {
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

KeyBytes::~KeyBytes() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }

KeyBytes KeyBytes::random() {
    KeyBytes key;
    require(RAND_priv_bytes(key.bytes_.data(), static_cast<int>(key.bytes_.size())) == 1, "random bytes");
    return key;
}

std::optional<KeyBytes> KeyBytes::of(std::string_view bytes) {
    KeyBytes key;
    if (bytes.size() != key.bytes_.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
    return key;
}

std::string random_bytes(std::size_t n) {
    std::string out(n, '\0');
    require(RAND_bytes(bytes_of(out), static_cast<int>(n)) == 1, "random bytes");
    return out;
}

std::string hash(Suite suite, std::string_view bytes) {
    std::string out(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    require(EVP_Digest(bytes.data(), bytes.size(), bytes_of(out), &size, algorithm(suite), nullptr) == 1,
            "hash");
    out.resize(size);
    return out;
}

struct Hasher::State {
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
};

Hasher::Hasher(Suite suite) : state_(std::make_unique<State>()) {
    require(state_->context && EVP_DigestInit_ex(state_->context.get(), algorithm(suite), nullptr) == 1,
            "hash");
}
Hasher::~Hasher() = default;

void Hasher::update(std::string_view bytes) {
    require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1, "hash");
}

std::string Hasher::finish() {
    std::string out(EVP_MAX_MD_SIZE, '\0');
    unsigned int size = 0;
    require(EVP_DigestFinal_ex(state_->context.get(), bytes_of(out), &size) == 1, "hash");
    out.resize(size);
    return out;
}

std::string hmac(Suite suite, std::string_view key, std::string_view bytes) {
    return mac(suite == Suite::sm ? "SM3" : "SHA256", key, bytes);
}
std::string hmac_sha1(std::string_view key, std::string_view bytes) { return mac("SHA1", key, bytes); }

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string sm4_ctr(std::string_view key, std::string_view counter, std::string_view in) {
    std::string out(in.size(), '\0');
    const Cipher cipher = new_cipher();
    int n = 0;
    require(EVP_EncryptInit_ex(cipher.get(), EVP_sm4_ctr(), nullptr, bytes_of(key), bytes_of(counter)) == 1 &&
                EVP_EncryptUpdate(cipher.get(), bytes_of(out), &n, bytes_of(in),
                                  static_cast<int>(in.size())) == 1,
            "SM4-CTR");
    return out;
}

std::string encrypt(Suite suite, const KeyBytes& key, std::string_view plain, std::string_view context) {
    return suite == Suite::sm ? encrypt_sm(key, plain, context) : encrypt_gcm(key, plain, context);
}

std::optional<std::string> decrypt(Suite suite, const KeyBytes& key, std::string_view sealed,
                                   std::string_view context) {
    return suite == Suite::sm ? decrypt_sm(key, sealed, context) : decrypt_gcm(key, sealed, context);
}

std::string sign(const KeyBytes& key, std::string_view bytes) {
    const SigningKey signing(key);
    std::string out(crypto_sign_BYTES, '\0');
    require(crypto_sign_detached(bytes_of(out), nullptr, bytes_of(bytes), bytes.size(), signing.secret) == 0,
            "Ed25519");
    return out;
}

std::string public_key(const KeyBytes& key) {
    const SigningKey signing(key);
    return {reinterpret_cast<const char*>(signing.open), sizeof signing.open};
}

bool signature_fits(std::string_view open, std::string_view bytes, std::string_view signature) {
    start_sodium();
    return open.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(bytes_of(signature), bytes_of(bytes), bytes.size(), bytes_of(open)) ==
               0;
}

std::string hex(std::string_view bytes) {
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes_of(bytes), bytes.size());
    out.pop_back();
    return out;
}

std::string base64url(std::string_view bytes) {
    constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string out(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), kVariant);
    out.pop_back();
    return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string out(text.size(), '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
        end != text.data() + text.size()) {
        return std::nullopt;
    }
    out.resize(size);
    return out;
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    unsigned int window = 0;
    int bits = 0;
    for (const char c : bytes) {
        window = window << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) out += kDigits[window >> (bits - 5) & 31];
    }
    if (bits > 0) out += kDigits[window << (5 - bits) & 31];
    return out;
}

}  // namespace yuanheng::platform
