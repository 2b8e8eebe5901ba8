#pragma once

#include "http/message.hpp"
#include "platform/core/actor.hpp"

namespace yuanheng::platform {

/// Whose session a request's cookie opens, and since when the password is confirmed.
struct Presence {
    Actor actor;
    std::int64_t confirmed_at = 0;
    bool must_change_password = false;  ///< then only the account's own operations are open
    bool must_enroll =
        false;  ///< a second factor is asked for and there is none: the actor has no appointments
};

/// Language of a request by its Accept-Language header; Chinese where it names neither.
Language language_of(const http::Request& request);

}  // namespace yuanheng::platform
