#pragma once

#include "http/message.hpp"

namespace yuanheng::platform {

/// Adds what every answer of the server carries, where it is not there already: no content sniffing, no
/// framing, no referrer, no caching (`no-store`), a policy for content that allows this origin's scripts,
/// styles, images and fonts only, and with TLS the promise to come by TLS only.
void protect(http::Response& response, bool secure);

}  // namespace yuanheng::platform
