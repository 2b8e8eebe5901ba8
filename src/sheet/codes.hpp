#pragma once

#include "base/codes.hpp"

namespace yuanheng::sheet {

/// What is wrong with a table that was given.
struct Code : yuanheng::Code {
#define YUANHENG_CODES "sheet/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::sheet
