#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "db/database.hpp"

namespace yuanheng::platform {

/// How often something may fail before it is locked.
struct LockoutRule {
    int failures;  ///< from this many on
    std::int64_t lock_ms = 15 * 60'000,
                 most_ms = 240 * 60'000;      ///< the lock doubles with every further failure
    std::int64_t memory_ms = 24 * 3'600'000;  ///< failures that lie so far back no longer count
};
inline constexpr LockoutRule kLoginLockout{5};
/// Many officers sit behind one address, and mistype.
inline constexpr LockoutRule kAddressLockout{30, 15 * 60'000, 240 * 60'000, 15 * 60'000};

/// What an attempt found.
struct Attempt {
    int failures_before = 0;
    std::int64_t locked_for = 0;  ///< ms; 0: the attempt may go on
    bool locks = false;           ///< a failure of this attempt locks
};
/// Counts an attempt as failed before it is tried, so that attempts at the same moment cannot slip by;
/// whoever succeeds takes it back. Nothing is counted while locked.
Attempt count_attempt(db::Session& db, std::string_view key, const LockoutRule& rule, std::int64_t now);
/// The attempt succeeded: it no longer counts, and neither do so many failures before it.
void take_back(db::Session& db, std::string_view key, int and_before = 0);
/// Nothing is held against the key any more.
void forgive(db::Session& db, std::string_view key);
/// Until when the key is locked; 0: it is not.
std::int64_t locked_until(db::Session& db, std::string_view key, std::int64_t now);

std::string login_key(std::string_view login);
std::string address_key(std::string_view peer);

/// Error sign_in_locked.
Error locked_error(std::int64_t ms);

}  // namespace yuanheng::platform
