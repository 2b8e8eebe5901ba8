#pragma once

#include "platform/codes.hpp"

namespace yuanheng::visits {

/// What a visit can be refused for.
struct Code : platform::Code {
#define YUANHENG_CODES "zone/visits/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::visits
