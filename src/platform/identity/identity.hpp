#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "platform/entity/entity.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// Signing in, the account, users and appointments, settings.
std::vector<Operation> identity_operations();
/// Users as an entity: list, search, detail, form, history. Their access is the business of
/// identity_operations().
Entity user_entity();
/// The token with which the first administrator is made, to be printed by `serve`: good for 24 hours, stored
/// as a hash; one made before no longer works. Nothing where there is a user already.
std::optional<std::string> first_start_token(Services& services);

/// By the clock: the day's anchor of the audit chain, the archive of entries that are older than the settings
/// keep, and sessions, tokens and lockouts that are over are forgotten.
std::vector<JobKind> identity_jobs();

/// A user to be made by the program: at first start, for a sample zone, in tests. With a password the user is
/// active, else invited.
struct NewUser {
    std::string login, name, phone, email;
    std::string password;  ///< taken as it is; its rules are the caller's business
    Id zone;               ///< whose administrators look after the user; 0: those of every zone
};
/// Errors login_bad, login_taken.
Result<Id> add_user(Change& change, const NewUser& user);
/// Gives a user a role. Errors role_conflict (an administrator is nothing else), appointment_incomplete,
/// appointment_dates. `asked_by`: who asked for it, where that is somebody else than who approves it now.
Result<Id> appoint(Change& change, Id user, const Appointment& appointment, Date from,
                   std::optional<Date> to = {}, Id asked_by = {});

/// A one-time token: 256 bits, given out once and stored as a hash.
struct OneTimeToken {
    std::string token;
    Instant expires_at;
};
/// For `yuanheng user reset LOGIN`, where no second administrator is left to approve: a token that gives the
/// user a new password and takes the second factor away. Good for 24 hours; the audit chain says that it was
/// made on the host. Error not_found.
Result<OneTimeToken> host_reset(Services& services, std::string_view login);

}  // namespace yuanheng::platform
