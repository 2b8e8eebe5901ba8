#pragma once

#include "platform/request/operation.hpp"

namespace yuanheng::registry {

// What happens to enterprises: one function for each operation; what it takes and gives stands in its own
// file.

platform::Operation stage_operation();    ///< 变更阶段
platform::Operation code_operation();     ///< 变更信用代码
platform::Operation merge_operation();    ///< 企业合并
platform::Operation unmerge_operation();  ///< 撤销合并
platform::Operation split_operation();    ///< 企业分立

}  // namespace yuanheng::registry
