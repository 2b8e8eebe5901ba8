#pragma once

#include <optional>

#include "base/date.hpp"
#include "platform/request/operation.hpp"
#include "zone/registry/enterprise/enterprise.hpp"

namespace yuanheng::registry {

/// What an enterprise was for a time: half open, [valid_from, valid_to). `valid_from` absent: since it
/// exists; `valid_to` absent: it is so now.
struct EnterpriseState {
    std::optional<Date> valid_from, valid_to;
    Enterprise value;
};

/// Keeps what an enterprise was until the day on which a change took effect. A day that lies before earlier
/// changes is right for the changed fields from that day on, in the states after it too. What held for less
/// than a day leaves no state, only its lines in the audit chain.
void keep_version(platform::Change& change, Id enterprise, const Enterprise& before, const Enterprise& after,
                  Date effective);
/// Puts fields right that were wrong since a day (absent: always): in the states since then that have the
/// wrong values.
void correct_versions(platform::Change& change, Id enterprise, const Enterprise& before,
                      const Enterprise& after, std::optional<Date> since);
/// Forgets the last of the states before the present one where it does not differ from that any more.
void forget_repeated_version(platform::Change& change, Id enterprise, const Enterprise& now);

/// The states of an enterprise, which is `now` at present, from the oldest to the present one.
std::vector<EnterpriseState> states_of(db::Session& db, Id enterprise, const Enterprise& now);

}  // namespace yuanheng::registry
