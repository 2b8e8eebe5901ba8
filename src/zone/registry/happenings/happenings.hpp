#pragma once

#include "platform/entity/action.hpp"
#include "zone/registry/enterprise/outcome.hpp"

namespace yuanheng::registry {

// What happens to enterprises: one function for each action; what it asks for and gives stands in its own
// file.

platform::Action stage_action();    ///< 变更阶段
platform::Action code_action();     ///< 变更信用代码
platform::Action merge_action();    ///< 企业合并
platform::Action unmerge_action();  ///< 撤销合并
platform::Action split_action();    ///< 企业分立

// What they have in common.

using AtEnterprise = platform::Subject<Enterprise>;
using Ended = Checked<platform::Versioned<Outcome>>;

bool not_merged(const Enterprise& enterprise);
/// Neither merged nor deregistered.
bool alive(const Enterprise& enterprise);
/// Error registry_merged; none where it was not merged.
Errors merged_into(platform::Change& change, const Enterprise& enterprise);

inline Stored stored(const AtEnterprise& at) { return {at.row, at.value}; }

}  // namespace yuanheng::registry
