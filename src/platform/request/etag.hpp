#pragma once

#include "base/error.hpp"
#include "http/message.hpp"

namespace yuanheng::platform {

/// The version a change is based on, from If-Match: "\"7\"". Errors precondition_required (there is none),
/// precondition_failed (not one version).
Result<std::int64_t> if_match(const http::Request& request);
/// "\"7\"".
std::string etag(std::int64_t version);

}  // namespace yuanheng::platform
