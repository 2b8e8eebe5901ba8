#pragma once

#include "platform/request/operation.hpp"

namespace yuanheng::registry {

/// Classifies all enterprises that a search finds 批量归类.
platform::Operation classify_operation();

}  // namespace yuanheng::registry
