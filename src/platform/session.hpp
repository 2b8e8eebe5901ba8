#pragma once

#include <optional>
#include <string>

#include "http/message.hpp"
#include "platform/actor.hpp"
#include "platform/services.hpp"

namespace yuanheng::platform {

/// Whose session a request's cookie opens, and since when the password is confirmed.
struct Presence {
    Actor actor;
    std::int64_t confirmed_at = 0;
    bool must_change_password = false;  ///< then only the account's own operations are open
    bool must_enroll =
        false;  ///< a second factor is asked for and there is none: the actor has no appointments
};

/// The presence of a request: absent where its cookie is none, unknown, idle or too old, or its user is
/// disabled. The language is the user's, else that of Accept-Language. Touches the session at most once a
/// minute.
std::optional<Presence> presence_of(Services& services, const http::Request& request);
/// The same for a token that did not come with the request's cookie.
std::optional<Presence> presence_of(Services& services, const http::Request& request, std::string_view token);

/// Language of a request by its Accept-Language header; Chinese where it names neither.
Language language_of(const http::Request& request);

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
