#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/id.hpp"
#include "db/database.hpp"
#include "platform/audit/verbs.hpp"
#include "platform/core/actor.hpp"
#include "platform/core/keys.hpp"

namespace yuanheng::platform {

/// One line of the audit chain 审计链: who did what to which record, when, why, and from which source.
struct AuditEntry {
    AuditAction action;         ///< enterprise.edit, session.open, view_personal …
    std::string entity;         ///< enterprise; empty where there is none
    Id record;                  ///< of that entity
    Id enterprise, zone;        ///< whom it concerns; for scopes
    std::string before, after;  ///< JSON of the fields that changed; sensitive values as they are stored
    std::string reason;
    std::string source;   ///< batch, file and row, where the change came from an import
    bool allowed = true;  ///< false: it was refused
};

/// Makes the chain's head with the suite's hash where there is none yet; the program calls it at every start,
/// before it serves. Without it the first entry makes a head with SHA-256.
void start_audit(db::Database& database, Suite suite);

/// Appends to the chain, inside the transaction of the change itself: hash = H(previous hash ‖ canonical
/// entry), H being SHA-256 or SM3 as the installation is set. The last statements of a transaction, since the
/// chain's head is one row that all writers pass.
void append_audit(db::Session& db, const Actor& actor, std::int64_t now, std::span<const AuditEntry> entries);

/// The action of the entry that publishes an import batch: entity import_batch, record the batch, and a
/// member "digest" of `after` that holds batch_digest().
inline constexpr KnownAction kPublishAction = "import.publish";
/// The action of the entry that rolls a batch back.
inline constexpr KnownAction kRollBackAction = "import.rollback";
/// The digest of a batch's rows, record ids and former values included: "sha256:…". To be taken when they are
/// all in place.
std::string batch_digest(db::Session& db, Id batch);

/// Where the signed anchors of the chain are kept: data/audit-anchors.
struct AnchorPlace {
    std::filesystem::path folder;
    const Keys& keys;
};
/// Writes the anchor of the day (Beijing time) where there is none yet: the chain's head, signed, in a file
/// 2026-11-25.json that names its forerunner. To be copied off the host: what stands before an anchor cannot
/// be rewritten unseen. Whether one was written.
bool anchor_audit(db::Database& database, const AnchorPlace& place, std::int64_t now);

/// What `yuanheng audit verify` finds: the chain from its first to its last entry, published batches and
/// anchors included.
struct AuditVerdict {
    std::int64_t entries = 0;
    std::int64_t batches = 0;    ///< whose rows were compared with their digest
    std::int64_t anchors = 0;    ///< that the chain agrees with
    std::string head;            ///< hash of the last entry
    std::int64_t first_bad = 0;  ///< number of the first entry that does not fit; 0: all do
    std::string problem;         ///< in the language asked for; empty where all is well
};
/// `progress` is told the entries done so far, now and then.
AuditVerdict verify_audit(db::Database& database, Language language,
                          const std::function<void(std::int64_t done)>& progress = {},
                          const AnchorPlace* anchors = nullptr);

}  // namespace yuanheng::platform
