#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/error.hpp"
#include "platform/core/services.hpp"

namespace yuanheng::platform {

inline constexpr int kLeastPassword = 8, kMostPassword = 128;  ///< code points
inline constexpr int kOldPasswords = 5;  ///< mlps3: that cannot be used again, the present one included
inline constexpr std::int64_t kPasswordAge = 90 * kDayMs;  ///< mlps3: ms after which it has to be changed

/// What is wrong with a password: password_short, password_long, password_classes (mlps3), password_known,
/// password_context. It is taken exactly as it was given. `context` are words it must not contain: the login,
/// the name, those of the zone and of this system; words of fewer than three characters (two where they are
/// Chinese) are passed over.
Errors check_password(PasswordProfile profile, std::string_view password,
                      std::span<const std::string> context);

/// Whether a password is one of policies/weak-passwords.txt, as it stands, with capitals, with the usual
/// replacements (@ for a, 0 for o) or with up to eight digits and symbols around it; or a date, a mobile
/// number, a run or a repetition.
bool is_weak(std::string_view password);

/// argon2id (RFC 9106) with its parameters and a random salt: "$argon2id$v=19$…". About 50 ms and 32 MiB of
/// one core; no more than two at a time.
std::string hash_password(std::string_view password);
/// Whether the password is that of the hash. An empty hash stands for nobody's: the answer is no, and takes
/// as long.
bool password_fits(std::string_view hash, std::string_view password);
/// Whether the hash was made with other parameters than hash_password() uses now.
bool hash_is_old(std::string_view hash);

}  // namespace yuanheng::platform
