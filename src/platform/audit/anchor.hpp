#pragma once

#include <string>
#include <vector>

#include "base/id.hpp"
#include "platform/audit/audit.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::platform {

/// A signed statement that the chain had this head: the content of data/audit-anchors/2026-11-25.json.
struct Anchor {
    std::string day, hash, algorithm,
        previous;  ///< previous: the day of the anchor before; empty for the first
    std::int64_t seq = 0;
    Instant at;
    std::string public_key, signature;

    /// The bytes that are signed.
    std::string statement() const;
};
void describe(reflect::Describer<Anchor>& d);

/// The name of a day's file.
std::string anchor_file(std::string_view day);
/// The days of the folder's anchors, ascending; none where there is no folder.
std::vector<std::string> anchor_days(const std::filesystem::path& folder);
/// The anchor of a day; absent where the file is no anchor, was changed, or is not signed by this
/// installation.
std::optional<Anchor> read_anchor(const AnchorPlace& place, const std::string& day);

}  // namespace yuanheng::platform
