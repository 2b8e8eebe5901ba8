#pragma once

#include "platform/core/services.hpp"

namespace yuanheng::server {

/// A log that writes one JSON line per event to the file descriptor: time (RFC 3339, UTC), level, event and
/// the members in their order. A line is one write, so lines of threads do not mix.
platform::Log json_log(int descriptor, Clock clock);

}  // namespace yuanheng::server
