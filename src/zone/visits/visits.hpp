#pragma once

#include "platform/practice.hpp"

namespace yuanheng::visits {

/// Visits to enterprises 企业走访: who was where, what was asked for, what was answered.
platform::Practice visits();

}  // namespace yuanheng::visits
