#pragma once

#include <string>
#include <vector>

#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// The OpenAPI 3.1 document of operations.
std::string openapi(const std::vector<Operation>& operations);

}  // namespace yuanheng::platform
