#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/database.hpp"
#include "platform/core/crypto.hpp"

namespace yuanheng::platform {

// What appending to the audit chain and verifying it have in common.

/// What an entry's hash covers, in this order. Changing it breaks every chain there is.
inline constexpr std::string_view kAuditColumns =
    "seq, at, user_id, user_name, session_id, peer, action, entity, record_id, ent_id, zone_id, before_json, "
    "after_json, "
    "reason, source, allowed";
/// The same and hash.
const std::vector<std::string>& audit_columns();

/// Where the chain ends.
struct ChainHead {
    std::int64_t seq = 0;  ///< of the last entry; 0: there is none yet
    std::string hash;
    std::optional<Suite> suite;  ///< absent: a hash that is none
};
std::optional<ChainHead> chain_head(db::Session& db);

/// What the first entry has for the hash of its forerunner.
std::string chain_start(Suite suite);
/// A value, its kind and length first: no two lists of values have the same bytes.
void put_canonical(std::string& out, const db::Value& value);
/// H(previous ‖ entry), hexadecimal; `entry` are the values of kAuditColumns.
std::string next_hash(Suite suite, std::string_view previous, std::span<const db::Value> entry);

}  // namespace yuanheng::platform
