#pragma once

#include "server/codes.hpp"
#include "zone/evaluation/codes.hpp"

namespace yuanheng::app {

/// What is wrong with a command.
struct Code : evaluation::Code, server::Code {
#define YUANHENG_CODES "app/codes.def"
#include "base/code_table.hpp"
};

}  // namespace yuanheng::app
