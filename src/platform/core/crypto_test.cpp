#include "platform/core/crypto.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace yuanheng::platform {
namespace {

using ::testing::Optional;

std::string bytes(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); i += 2)
        out += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return out;
}

TEST(Crypto, HashesAsTheStandardsSay) {
    EXPECT_EQ(hex(hash(Suite::standard, "abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-4
    // GB/T 32905-2016, appendix A
    EXPECT_EQ(hex(hash(Suite::sm, "abc")),
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string sixteen;
    for (int i = 0; i < 16; ++i) sixteen += "abcd";
    EXPECT_EQ(hex(hash(Suite::sm, sixteen)),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST(Crypto, HashesPiecesAsTheWhole) {
    for (const Suite suite : {Suite::standard, Suite::sm}) {
        Hasher hasher(suite);
        hasher.update("a");
        hasher.update("bc");
        EXPECT_EQ(hasher.finish(), hash(suite, "abc"));
    }
}

TEST(Crypto, EncryptsBlocksAsTheStandardSays) {
    // GB/T 32907-2016, appendix A: the cipher of one block, and of a block enciphered a million times.
    const std::string key = bytes("0123456789abcdeffedcba9876543210"), zeros(16, '\0');
    std::string block = sm4_ctr(key, key, zeros);
    EXPECT_EQ(hex(block), "681edf34d206965e86b3e94f536e4246");
    for (int i = 1; i < 1'000'000; ++i) block = sm4_ctr(key, block, zeros);
    EXPECT_EQ(hex(block), "595298c7c6fd271f0402f804c33d3f66");
    // NIST, The Galois/Counter Mode of Operation, test case 14
    const auto sealed =
        bytes("000000000000000000000000cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
    EXPECT_THAT(decrypt(Suite::standard, *KeyBytes::of(std::string(32, '\0')), sealed, ""), Optional(zeros));
}

TEST(Crypto, AuthenticatesAsTheStandardSays) {
    // RFC 4231, test cases 1 and 2
    EXPECT_EQ(hex(hmac(Suite::standard, std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hex(hmac(Suite::standard, "Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(hex(hmac_sha1("Jefe", "what do ya want for nothing?")),
              "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");  // RFC 2202
    // RFC 2104 spelled out, with SM3
    std::string inner(64, '\x36'), outer(64, '\x5c');
    const std::string key = "a key of the zone";
    for (std::size_t i = 0; i < key.size(); ++i) inner[i] ^= key[i], outer[i] ^= key[i];
    EXPECT_EQ(hmac(Suite::sm, key, "text"), hash(Suite::sm, outer + hash(Suite::sm, inner + "text")));
}

TEST(Crypto, SignsAsTheStandardSays) {
    // RFC 8032, §7.1, test 1
    const KeyBytes key =
        *KeyBytes::of(bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    EXPECT_EQ(hex(public_key(key)), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    EXPECT_EQ(hex(sign(key, "")),
              "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
              "6bd25bf5f0595bbe24655141438e7a100b");
    EXPECT_TRUE(signature_fits(public_key(key), "", sign(key, "")));
    EXPECT_FALSE(signature_fits(public_key(key), "x", sign(key, "")));
    EXPECT_FALSE(signature_fits("short", "", "short"));
}

TEST(Crypto, OpensWhatItSealedAndNothingElse) {
    for (const Suite suite : {Suite::standard, Suite::sm}) {
        const KeyBytes key = KeyBytes::random();
        for (const std::string& plain : {std::string(), std::string("密钥"), std::string(1000, 'x')}) {
            const std::string sealed = encrypt(suite, key, plain, "totp 1");
            EXPECT_THAT(decrypt(suite, key, sealed, "totp 1"), Optional(plain));
            EXPECT_EQ(decrypt(suite, key, sealed, "totp 2"), std::nullopt) << "another context";
            EXPECT_EQ(decrypt(suite, KeyBytes::random(), sealed, "totp 1"), std::nullopt) << "another key";
            for (std::size_t bit = 0; bit<sealed.size() * 8; bit += plain.size()> 100 ? 61 : 1) {
                std::string forged = sealed;
                forged[bit / 8] = static_cast<char>(forged[bit / 8] ^ 1 << bit % 8);
                EXPECT_EQ(decrypt(suite, key, forged, "totp 1"), std::nullopt) << "bit " << bit;
            }
            for (std::size_t size = 0; size < sealed.size(); size += 7)
                EXPECT_EQ(decrypt(suite, key, sealed.substr(0, size), "totp 1"), std::nullopt);
        }
        EXPECT_NE(encrypt(suite, key, "same", ""), encrypt(suite, key, "same", "")) << "a nonce is used once";
    }
}

TEST(Crypto, WipesTexts) {
    std::string text = "a password that does not fit into a string's own bytes";
    const char* where = text.data();
    const std::size_t size = text.size();
    wipe(text);
    EXPECT_TRUE(text.empty());
    EXPECT_EQ(std::string(where, size), std::string(size, '\0'));  // the capacity is still the string's
}

TEST(Crypto, ComparesAndEncodes) {
    EXPECT_TRUE(same("abc", "abc"));
    EXPECT_FALSE(same("abc", "abd"));
    EXPECT_FALSE(same("abc", "abcd"));
    EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");  // RFC 4648 §10
    EXPECT_EQ(base32("f"), "MY");
    EXPECT_EQ(base64url("\xfb\xff"), "-_8");
    EXPECT_THAT(from_base64url("-_8"), Optional(std::string("\xfb\xff")));
    EXPECT_EQ(from_base64url("-_8="), std::nullopt);
    EXPECT_EQ(from_base64url("+/8"), std::nullopt);
    EXPECT_EQ(suite_of("sm3"), Suite::sm);
    EXPECT_EQ(suite_of("md5"), std::nullopt);
}

}  // namespace
}  // namespace yuanheng::platform
