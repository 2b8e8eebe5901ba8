#pragma once

#include <optional>
#include <string>

#include "http/message.hpp"
#include "platform/core/actor.hpp"
#include "platform/request/change.hpp"
#include "platform/request/presence.hpp"

namespace yuanheng::platform {

/// The presence of a request: absent where its cookie is none, unknown, idle or too old, or its user is
/// disabled. The language is the user's, else that of Accept-Language. Touches the session at most once a
/// minute.
std::optional<Presence> presence_of(Services& services, const http::Request& request);
/// The same for a token that did not come with the request's cookie.
std::optional<Presence> presence_of_token(Services& services, const http::Request& request,
                                          std::string_view token);

/// A session that was just opened; the token is in its cookie only, the database has its hash.
struct OpenedSession {
    Id id;
    std::string token;
};
/// Opens a session of a user whose password was just given, and ends the least used ones beyond the most a
/// user may have. Writes the audit entries.
OpenedSession open_session(Change& change, Id user, bool second_factor, const http::Request& request);
/// Gives a session whose password was just confirmed a new token. The caller writes the audit entry.
std::string renew_session(Change& change, Id session);
/// Ends the user's sessions, all but one; how many there were. The caller writes the audit entry.
std::int64_t end_sessions(db::Session& db, Id user, Id but = {});

/// The actor that a user is at this moment, appointments included; no session. Absent where the user is not
/// active.
std::optional<Actor> actor_of(db::Session& db, Id user, std::int64_t now);

/// __Host-yuanheng; yuanheng where cookies go over plain HTTP.
std::string_view cookie_name(const Settings& settings);
/// The Set-Cookie header's value that hands over a token, or takes the cookie away where it is empty.
std::string session_cookie(const Settings& settings, std::string_view token);

}  // namespace yuanheng::platform
