#pragma once

#include "platform/codes.hpp"

namespace yuanheng::registry {

/// What entries of the register can be refused for.
struct Code : platform::Code {
#define YUANHENG_CODES "zone/registry/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::registry
