#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "http/message.hpp"

namespace yuanheng::http {

/// What a server answered.
struct Reply {
    int status = 0;
    std::string body;
};

/// One plain request to a server on this machine, for commands that speak with a running one. Nothing where
/// it cannot be reached or does not answer in time.
std::optional<Reply> ask(const std::string& address, int port, std::string_view method, std::string_view path,
                         const Headers& headers, std::string_view body, std::chrono::milliseconds patience);

}  // namespace yuanheng::http
