#pragma once

#include "base/codes.hpp"

namespace yuanheng::reflect {

/// What is wrong with a value that was given, by its description.
struct Code : yuanheng::Code {
#define YUANHENG_CODES "reflect/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::reflect
