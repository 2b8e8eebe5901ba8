#pragma once

#include "platform/codes.hpp"

namespace yuanheng::server {

/// What keeps the server from working, or a request from reaching its operation.
struct Code : platform::Code {
#define YUANHENG_CODES "server/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::server
