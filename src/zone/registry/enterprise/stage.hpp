#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reflect/field.hpp"

namespace yuanheng::registry {

/// Stages 阶段 of an enterprise in the zone, from the signature to its end, in that order; `unverified` where
/// nobody has said yet.
const std::vector<reflect::Choice>& stages();
/// The stage's label; the code itself where it is none.
Label stage_label(std::string_view stage);
/// Where an enterprise may go from a stage. From `unverified` anywhere; nowhere from `deregistered`.
const std::vector<std::string>& stages_after(std::string_view stage);
/// Error registry_stage_jump with the stages that can be reached, registry_same_stage.
Result<void> check_stage(std::string_view from, std::string_view to);

}  // namespace yuanheng::registry
