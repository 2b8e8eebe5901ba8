#pragma once

#include <string>
#include <string_view>

#include "platform/core/keys.hpp"
#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// What column totp_secret says: whether a second factor is in use. One that no code has confirmed yet is
/// not.
bool is_enrolled(std::string_view stored);

/// Takes a code of the authenticator, or a recovery code, of a user who has a second factor; each is taken
/// once. False where it is neither. Throws std::runtime_error where the secret cannot be read with this
/// installation's keys.
bool take_code(Change& change, Id user, std::string_view code);

/// A new secret that waits for its first code: bytes.
std::string begin_second_factor(Change& change, Id user);
/// Whether the code fits the secret that waits; then the second factor is in use, and these are its recovery
/// codes.
std::vector<std::string> confirm_second_factor(Change& change, Id user, std::string_view code);
void end_second_factor(db::Session& db, Id user);

}  // namespace yuanheng::platform
