#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/verbs.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::platform {

struct Services;

/// The action of the entry that says which entries went into an archive; `after` holds an ArchivedPart.
inline constexpr KnownAction kArchiveAction = "audit.archive";
inline constexpr const char* kArchiveFolder = "audit-archive";  ///< below data

/// Entries that the database no longer has: the chain goes on from `hash`, the hash of entry `to`.
struct ArchivedPart {
    std::int64_t from = 0, to = 0;
    std::string hash, file, sha256;
};
void describe(reflect::Describer<ArchivedPart>& d);

/// What the entries of an archive say of parts that were archived before it.
std::vector<ArchivedPart> parts_named_in(std::istream& archive);

/// Moves entries that are older than so many days into a file of data/audit-archive, at least a month's at a
/// time. An entry of the chain says where they are and how the chain goes on. How many.
std::int64_t archive_audit(Services& services, std::int64_t days);

}  // namespace yuanheng::platform
