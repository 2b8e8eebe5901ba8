#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace yuanheng::platform {

// Errors and notices as the database keeps them, to be told later in the language of whoever reads them:
// {"code":"still_referenced","arguments":{"name":"…"},"sheet":"…","line":3,"column":2}.

std::string errors_to_json(const Errors& errors);
/// Codes that this program does not know become `internal` with their name.
Errors errors_from_json(std::string_view json);
/// A single one, such as a notice.
Error error_from_json(std::string_view json);

}  // namespace yuanheng::platform
