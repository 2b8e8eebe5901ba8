#pragma once

#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "platform/core/refusal.hpp"
#include "platform/identity/identity.hpp"
#include "platform/identity/lockout.hpp"
#include "platform/identity/passwords.hpp"
#include "platform/identity/security_rules.hpp"
#include "platform/identity/session.hpp"
#include "platform/request/page.hpp"

namespace yuanheng::platform {

// What the operations of identity.hpp are made of.

std::vector<Operation> sign_in_operations();      ///< session.…
std::vector<Operation> entry_operations();        ///< first_start.…, activation.…
std::vector<Operation> account_operations();      ///< account.…
std::vector<Operation> user_operations();         ///< user.…, beside those of the entity
std::vector<Operation> appointment_operations();  ///< appointment.…
std::vector<Operation> setting_operations();      ///< setting.…, matrix.…

/// Administrators, where they are appointed; the same and auditors.
Policy administration();
Policy supervision();

/// The longest body of requests about one's own access.
inline constexpr std::size_t kSmallBody = 16 << 10;

/// As Call::commit, for answers with a secret in them: those are not kept for requests that are sent again.
/// `work` is a function of a Change and gives a Checked reply.
template <typename Work>
auto commit_unkept(Services& services, const Actor& actor, Work work) {
    struct Undone {};  // ends the transaction without a trace
    std::invoke_result_t<Work, Change&> made = refuse(Errors());
    try {
        change(services, actor, [&](Change& change) {
            made = work(change);
            if (!made) throw Undone();
        });
    } catch (const Undone&) {
    }
    return made;
}

/// An audit entry about a user.
AuditEntry about_user(KnownAction action, Id user);
/// Somebody who is not signed in.
Actor nobody(const http::Request& request);

/// The login as it is stored: without blanks, in small half-width letters.
std::string normal_login(std::string_view login);
/// Whether a normal login may be given to somebody.
bool login_is_good(std::string_view login);

/// A failed sign-in is held against the login and the address.
struct SignInAttempt {
    Attempt login, address;
    std::int64_t locked_for() const { return std::max(login.locked_for, address.locked_for); }
};
SignInAttempt begin_attempt(Services& services, std::string_view login, std::string_view peer);
/// It succeeded, or never was one.
void end_attempt(db::Session& db, std::string_view login, std::string_view peer, bool forgive_login);
/// Writes down that it failed; where it locks, the user is told. `user` 0: nobody has the login.
void record_failure(Services& services, const http::Request& request, std::string_view login, Id user,
                    const SignInAttempt& attempt, std::string_view why);

/// What a user's new password is checked against.
struct PasswordFrame {
    SecurityRules rules;
    std::vector<std::string> context;     ///< words it must not contain
    std::vector<std::string> old_hashes;  ///< of passwords that cannot be used again; the present one first
};
PasswordFrame password_frame(db::Session& db, const Settings& settings, Id user);
/// The same for somebody who is no user yet.
PasswordFrame password_frame(db::Session& db, const Settings& settings, std::string_view login,
                             std::string_view name);
/// Takes a while: not to be called in a writing transaction. The errors point at `member`.
Errors check_new_password(const PasswordFrame& frame, std::string_view password, std::string_view member);
/// Makes it the user's password; the one before is kept among the old ones. The user is active then.
void store_password(Change& change, Id user, const std::string& hash);

/// One-time tokens: first_start, activate, reset, reset_all.
/// Those made before for the same user and purpose no longer work.
OneTimeToken make_token(Change& change, std::string_view purpose, Id user, std::int64_t lasts,
                        Id asked_by = {});
struct TokenUse {
    std::string purpose;
    Id user, asked_by;
    bool approved = false;
};
/// What a token is good for now; nothing where it is none, was used or is over.
std::optional<TokenUse> token_use(db::Session& db, const Keys& keys, std::string_view token,
                                  std::int64_t now);
/// Uses it up; false where somebody was faster.
bool take_token(Change& change, std::string_view token);

/// A user's session, as the user and administrators see it.
struct SessionShown {
    Id id;
    Instant created_at, seen_at;
    std::string peer, agent;
    bool second_factor = false, current = false;
};
void describe(reflect::Describer<SessionShown>& d);
/// All of a user's sessions, the latest first; `current` is the reader's.
Page<SessionShown> sessions_of(db::Session& db, Id user, Id current);

/// Whether the user is, or will be, an administrator.
bool is_administrator(db::Session& db, Id user, std::int64_t now);
/// Whether the user is, or will be, administrator or auditor: whom one administrator alone does not reset.
bool is_trusted(db::Session& db, Id user, std::int64_t now);
/// Whether there is an active administrator beside this user, of every zone where the user is one of every
/// zone.
bool has_other_administrator(db::Session& db, Id user, std::int64_t now);
/// Changes of who administers pass one after another, so that two cannot remove each other.
void serialize_administration(db::Session& db);

}  // namespace yuanheng::platform
