#pragma once

#include "platform/core/services.hpp"

namespace yuanheng::platform {

/// What has to be done now and then, at least once an hour: files that have expired, keys of requests that
/// nobody will repeat, and jobs and notices of long ago are removed.
void common_upkeep(Services& services);

}  // namespace yuanheng::platform
