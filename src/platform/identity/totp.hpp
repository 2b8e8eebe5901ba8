#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace yuanheng::platform {

inline constexpr std::int64_t kTotpStep = 30'000;  ///< ms that a code lasts

/// The six-digit code of a step (RFC 6238 with HMAC-SHA-1, as the authenticator apps have it; RFC 4226).
std::string totp_code(std::string_view secret, std::int64_t step);

/// The step that a code belongs to, of the present one and its neighbours (clocks differ); nothing where it
/// is none of them, or a step up to `last_step`, from which a code was taken already.
std::optional<std::int64_t> totp_step(std::string_view secret, std::string_view code, std::int64_t now,
                                      std::int64_t last_step);

/// 160 random bits.
std::string make_totp_secret();
/// otpauth://totp/… for the QR code that apps read.
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view login);

inline constexpr int kRecoveryCodes = 8;
/// Codes that stand in for the authenticator, each once: 120 random bits as ABCD-EFGH-….
std::vector<std::string> make_recovery_codes();
/// As it is compared and hashed: capitals without blanks and dashes; empty where it has not a recovery code's
/// form.
std::string plain_recovery_code(std::string_view text);

}  // namespace yuanheng::platform
