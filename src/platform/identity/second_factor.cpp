#include "platform/identity/second_factor.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "platform/core/row.hpp"
#include "platform/core/services.hpp"
#include "platform/identity/totp.hpp"

namespace yuanheng::platform {

namespace {

constexpr std::string_view kWaiting = "new ";

std::string context_of(Id user) { return fmt::format("totp {}", user.value); }

/// The secret in the column, waiting or in use; empty where there is none.
std::string secret_of(const Keys& keys, Id user, std::string_view stored) {
    if (stored.starts_with(kWaiting)) stored.remove_prefix(kWaiting.size());
    if (stored.empty()) return {};
    std::optional<std::string> secret = keys.unseal(stored, context_of(user));
    if (!secret)
        throw std::runtime_error("a second factor cannot be read: data/keys is not that of this database");
    return std::move(*secret);
}

/// The code's step is taken, unless somebody took it at the same moment.
bool take_step(Change& change, Id user, std::string_view stored, std::int64_t last_step,
               std::string_view code) {
    std::string secret = secret_of(change.services.keys, user, stored);
    const WipedLater later(secret);
    if (secret.empty()) return false;
    const std::optional<std::int64_t> step = totp_step(secret, code, change.services.clock(), last_step);
    return step &&
           change.db.execute("UPDATE app_user SET totp_last_step = ? WHERE id = ? AND totp_last_step < ?",
                             {*step, user.value, *step}) == 1;
}

}  // namespace

bool is_enrolled(std::string_view stored) { return !stored.empty() && !stored.starts_with(kWaiting); }

bool take_code(Change& change, Id user, std::string_view code) {
    const db::Values row =
        change.db.first("SELECT totp_secret, totp_last_step FROM app_user WHERE id = ?", {user.value});
    if (row.empty() || !is_enrolled(text_or_empty(row[0]))) return false;
    if (take_step(change, user, text_or_empty(row[0]), integer_or_0(row[1]), code)) return true;
    const std::string plain = plain_recovery_code(code);
    return !plain.empty() &&
           change.db.execute(
               "UPDATE recovery_code SET used_at = ? WHERE user_id = ? AND hash = ? AND used_at IS NULL",
               {change.services.clock(), user.value, change.services.keys.token_hash(plain)}) == 1;
}

std::string begin_second_factor(Change& change, Id user) {
    std::string secret = make_totp_secret();
    change.db.execute(
        "UPDATE app_user SET totp_secret = ? WHERE id = ?",
        {std::string(kWaiting) + change.services.keys.seal(secret, context_of(user)), user.value});
    return secret;
}

std::vector<std::string> confirm_second_factor(Change& change, Id user, std::string_view code) {
    const db::Values row =
        change.db.first("SELECT totp_secret, totp_last_step FROM app_user WHERE id = ?", {user.value});
    const std::string stored = row.empty() ? std::string() : text_or_empty(row[0]);
    if (!stored.starts_with(kWaiting) || !take_step(change, user, stored, integer_or_0(row[1]), code))
        return {};
    change.db.execute("UPDATE app_user SET totp_secret = ? WHERE id = ?",
                      {stored.substr(kWaiting.size()), user.value});
    change.db.execute("DELETE FROM recovery_code WHERE user_id = ?", {user.value});
    std::vector<std::string> codes = make_recovery_codes();
    for (const std::string& recovery : codes) {
        change.db.insert("recovery_code",
                         {{"user_id", user.value},
                          {"hash", change.services.keys.token_hash(plain_recovery_code(recovery))}});
    }
    return codes;
}

void end_second_factor(db::Session& db, Id user) {
    db.execute("UPDATE app_user SET totp_secret = NULL WHERE id = ?", {user.value});
    db.execute("DELETE FROM recovery_code WHERE user_id = ?", {user.value});
}

}  // namespace yuanheng::platform
