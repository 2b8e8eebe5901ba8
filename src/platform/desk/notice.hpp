#pragma once

#include <string_view>

#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// Puts a notice into a user's inbox: one of the codes notice_… with its arguments, told in the reader's
/// language when it is read, and the page that it leads to.
void notify(Change& change, Id user, const Error& notice, std::string_view link = {});

/// A user's own notices: list, mark as read.
std::vector<Operation> notification_operations();

}  // namespace yuanheng::platform
