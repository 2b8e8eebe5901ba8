#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "reflect/describe.hpp"
#include "server/application.hpp"

namespace yuanheng::server {

/// What whoever commands the host hands to a user who cannot sign in any more.
struct UserReset {
    std::string login, token;
    Instant expires_at;
};
void describe(reflect::Describer<UserReset>& d);

/// Makes a one-time token for a new password, without the second factor; the audit chain says that it was
/// done on the host. Error login_unknown.
Result<UserReset> reset_user(Installation& installation, std::string_view login);

}  // namespace yuanheng::server
