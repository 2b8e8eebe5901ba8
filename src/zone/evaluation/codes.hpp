#pragma once

#include "scheme/codes.hpp"
#include "sheet/codes.hpp"

namespace yuanheng::evaluation {

/// What is wrong with data that are taken in, and with packages.
struct Code : scoring::Code, sheet::Code {
#define YUANHENG_CODES "zone/evaluation/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::evaluation
