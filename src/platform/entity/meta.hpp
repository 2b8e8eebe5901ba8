#pragma once

#include "platform/request/operation.hpp"

namespace yuanheng::platform {

/// What there is, as its reader may use it: entities with their fields and operations, zones, departments;
/// and the OpenAPI document.
std::vector<Operation> meta_operations();
/// Saved searches of lists 常用视图.
std::vector<Operation> view_operations();

}  // namespace yuanheng::platform
