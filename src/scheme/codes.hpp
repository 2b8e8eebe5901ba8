#pragma once

#include "formula/codes.hpp"

namespace yuanheng::scoring {

/// What a scheme, a run and what is asked about it can be refused for.
struct Code : formula::Code {
#define YUANHENG_CODES "scheme/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::scoring
