#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// The officers of a zone's departments that have a duty, those who are in office today.
struct OfficersWith {
    Id zone;
    std::string duty;
};
/// Whom a notice is for: a user, or all officers with a duty.
using Audience = std::variant<Id, OfficersWith>;

/// Puts a notice into the inboxes of an audience: one of the codes notice_… with its arguments, told in the
/// reader's language when it is read, and the page that it leads to. With a key, who still has an unread
/// notice of that key gets no second one. How many got it.
int notify(Change& change, const Audience& audience, const Error& notice, std::string_view link = {},
           std::string_view once_key = {});

/// A user's own notices: list, mark as read.
std::vector<Operation> notification_operations();

}  // namespace yuanheng::platform
