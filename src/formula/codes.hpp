#pragma once

#include "base/codes.hpp"

namespace yuanheng::formula {

/// What a formula can be refused for.
struct Code : yuanheng::Code {
#define YUANHENG_CODES "formula/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::formula
