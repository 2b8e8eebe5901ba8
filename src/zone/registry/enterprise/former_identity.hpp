#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/entity/entity.hpp"
#include "reflect/describe.hpp"

namespace yuanheng::registry {

/// A code or name that an enterprise had 曾用代码、曾用名称.
struct FormerIdentity {
    Id ent_id;
    std::string kind;  ///< code, name
    std::string value;
    std::optional<Date> valid_to;  ///< not its own any more from this day on
    std::string reason;            ///< replaced, renamed, merged
    Id from_enterprise;            ///< where it came from another enterprise, which was taken over
    std::string note;
};
void describe(reflect::Describer<FormerIdentity>& d);

platform::Entity former_identity_entity();

/// Error registry_former_code where the code was an enterprise's before. Asks for each code, and after some
/// for all of them.
Checked<void> check_not_former(platform::Change& change, std::string_view uscc);
/// Code points of the text by which an enterprise is found under its former codes and names.
inline constexpr int kMostFormer = 2000;
/// The text of former codes and names with one more; the same where it is there already. The oldest go where
/// it would get longer than kMostFormer: all of them stand in the table of former identities.
std::string with_former(std::string_view former, std::string_view value);
/// Makes the enterprise's text of former codes and names anew, from the facts.
void renew_former(platform::Change& change, Id enterprise);
/// Writes one; the enterprise's own text of them is the caller's business.
void add_former(platform::Change& change, const FormerIdentity& former);

}  // namespace yuanheng::registry
