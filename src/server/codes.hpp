#pragma once

#include <vector>

#include "zone/evaluation/codes.hpp"
#include "zone/registry/codes.hpp"

namespace yuanheng::server {

/// What keeps the server from working, or a request from reaching its operation.
struct Code : registry::Code {
#define YUANHENG_CODES "server/codes.def"
#include "base/code_table.hpp"
};

/// The errors of every folder that a server is made of, as an explicit list: a practice is one line.
inline std::vector<std::span<const ErrorCode>> code_tables() {
    return {yuanheng::Code::own(), formula::Code::own(),    scoring::Code::own(),
            sheet::Code::own(),    evaluation::Code::own(), reflect::Code::own(),
            platform::Code::own(), registry::Code::own(),   Code::own()};
}

}  // namespace yuanheng::server
