#pragma once

#include "platform/request/operation.hpp"
#include "platform/request/operations.hpp"
#include "zone/registry/enterprise/enterprise.hpp"

namespace yuanheng::registry {

/// How an operation on one enterprise ended.
struct Outcome {
    Id id;
    std::int64_t version = 0;
};
void describe(reflect::Describer<Outcome>& d);

/// The reply of one, with the version as ETag.
platform::Versioned<Outcome> outcome(const Stored& enterprise);
/// The enterprise of the path, within the operation's scope. Error not_found.
Checked<Stored> addressed(const platform::Call& call, db::Session& db);
/// The day a change takes effect: today where none is given. Error registry_future.
Checked<Date> effective_day(const platform::Services& services, const std::optional<Date>& given);

}  // namespace yuanheng::registry
