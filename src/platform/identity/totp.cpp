#include "platform/identity/totp.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "platform/core/crypto.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::size_t kSecretBytes = 20, kRecoveryBytes = 15, kRecoveryLength = 24, kGroup = 4;

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                           (byte >= '0' && byte <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

}  // namespace

std::string totp_code(std::string_view secret, std::int64_t step) {
    std::string counter(8, '\0');
    for (int i = 0; i < 8; ++i)
        counter[static_cast<std::size_t>(i)] = static_cast<char>(step >> (56 - 8 * i));
    const std::string mac = hmac_sha1(secret, counter);
    const auto at = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(mac[i]));
    };
    const std::size_t offset = at(mac.size() - 1) & 15;  // RFC 4226 §5.3: dynamic truncation
    const std::uint32_t number =
        (at(offset) & 0x7F) << 24 | at(offset + 1) << 16 | at(offset + 2) << 8 | at(offset + 3);
    return fmt::format("{:06}", number % 1'000'000);
}

std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, std::int64_t now,
                                      std::int64_t last_step) {
    std::optional<std::int64_t> found;
    for (const std::int64_t step : {now / kTotpStep - 1, now / kTotpStep, now / kTotpStep + 1}) {
        if (same(totp_code(secret, step), code) && step > last_step) found = step;
    }
    return found;
}

std::string make_totp_secret() { return random_bytes(kSecretBytes); }

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view login) {
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits=6&period=30",
                       percent_encoded(issuer), percent_encoded(login), base32(secret),
                       percent_encoded(issuer));
}

std::vector<std::string> make_recovery_codes() {
    std::vector<std::string> codes;
    for (int n = 0; n < kRecoveryCodes; ++n) {
        const std::string text = base32(random_bytes(kRecoveryBytes));
        std::string& code = codes.emplace_back();
        for (std::size_t i = 0; i < text.size(); i += kGroup) code += (i ? "-" : "") + text.substr(i, kGroup);
    }
    return codes;
}

std::string plain_recovery_code(std::string_view text) {
    std::string out;
    for (const char c : half_width(text)) {
        if (c == ' ' || c == '-') continue;
        const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (!(capital >= 'A' && capital <= 'Z') && !(capital >= '2' && capital <= '7')) return {};
        out += capital;
    }
    return out.size() == kRecoveryLength ? out : std::string();
}

}  // namespace yuanheng::platform
