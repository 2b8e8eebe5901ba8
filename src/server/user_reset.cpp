#include "server/user_reset.hpp"

#include "platform/identity/identity.hpp"
#include "server/codes.hpp"

namespace yuanheng::server {

void describe(reflect::Describer<UserReset>& d) {
    d.name("user_reset", {"重置结果", "reset"});
    d(&UserReset::login, "login", {"登录名", "login"}).must();
    d(&UserReset::token, "token", {"令牌", "token"}).must();
    d(&UserReset::expires_at, "expires_at", {"有效至", "good until"});
}

Result<UserReset> reset_user(Installation& installation, std::string_view login) {
    auto made = platform::host_reset(installation.services(), login);
    if (!made) return fail(Code::login_unknown, {{"login", std::string(login)}});
    return UserReset{std::string(login), std::move(made->token), made->expires_at};
}

}  // namespace yuanheng::server
