#pragma once

#include "platform/desk/workbench.hpp"

namespace yuanheng::registry {

/// Published figures beside those of the register 公开统计数据与系统统计.
platform::Operation figures_operation();

/// What the register adds to the workbench 工作台: counts by stage, titles that expire within 90 days, gaps
/// in the data, each with the list it counts; a platform::WorkbenchSource.
platform::WorkbenchPart workbench(platform::Services& services, db::Session& db,
                                  const platform::Actor& actor);

}  // namespace yuanheng::registry
