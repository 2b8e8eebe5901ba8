#pragma once

#include "reflect/codes.hpp"
#include "sheet/codes.hpp"

namespace yuanheng::platform {

/// What a request, a job or an import can be refused for, and notices.
struct Code : sheet::Code, reflect::Code {
#define YUANHENG_CODES "platform/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::platform
