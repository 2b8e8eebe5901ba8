#include "platform/identity/lockout.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/codes.hpp"

namespace yuanheng::platform {

namespace {

/// 15 minutes at the rule's limit, twice as long with every failure more.
std::int64_t lock_after(const LockoutRule& rule, std::int64_t failures) {
    if (failures < rule.failures) return 0;
    const int doublings = static_cast<int>(std::min<std::int64_t>(failures - rule.failures, 16));
    return std::min(rule.lock_ms << doublings, rule.most_ms);
}

}  // namespace

Attempt count_attempt(db::Session& db, std::string_view key, const LockoutRule& rule, std::int64_t now) {
    const std::string id(key);
    static const std::vector<std::string> kKey{"key"};
    db.execute(db.dialect().upsert("lockout", kKey, kKey), {id});
    // Locks the row, so that attempts at the same moment count one after another.
    db.execute("UPDATE lockout SET failures = failures WHERE key = ?", {id});
    const db::Values found =
        db.first("SELECT failures, failed_at, locked_until FROM lockout WHERE key = ?", {id});
    const auto number = [&](std::size_t i) { return std::get<std::int64_t>(found.at(i)); };
    Attempt attempt;
    if (number(2) > now) {
        attempt.locked_for = number(2) - now;
        return attempt;
    }
    const std::int64_t before = now - number(1) > rule.memory_ms ? 0 : number(0);
    const std::int64_t lock = lock_after(rule, before + 1);
    db.execute("UPDATE lockout SET failures = ?, failed_at = ?, locked_until = ? WHERE key = ?",
               {before + 1, now, lock > 0 ? now + lock : 0, id});
    attempt.failures_before = static_cast<int>(before);
    attempt.locks = lock > 0;
    return attempt;
}

void take_back(db::Session& db, std::string_view key, int and_before) {
    db.execute(
        "UPDATE lockout SET failures = CASE WHEN failures > ? THEN failures - ? ELSE 0 END, locked_until = 0 "
        "WHERE key = ?",
        {std::int64_t{and_before} + 1, std::int64_t{and_before} + 1, std::string(key)});
}

void forgive(db::Session& db, std::string_view key) {
    db.execute("DELETE FROM lockout WHERE key = ?", {std::string(key)});
}

std::int64_t locked_until(db::Session& db, std::string_view key, std::int64_t now) {
    const db::Value until = db.scalar("SELECT locked_until FROM lockout WHERE key = ?", {std::string(key)});
    const std::int64_t* ms = reflect::integer(until);
    return ms && *ms > now ? *ms : 0;
}

std::string login_key(std::string_view login) { return "login:" + std::string(login); }
std::string address_key(std::string_view peer) { return "address:" + std::string(peer); }

Error locked_error(std::int64_t ms) {
    return Error(Code::sign_in_locked, {{"minutes", std::to_string((ms + 59'999) / 60'000)},
                                        {"retry_after", std::to_string((ms + 999) / 1000)}});
}

}  // namespace yuanheng::platform
