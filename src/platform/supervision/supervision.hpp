#pragma once

#include <vector>

#include "platform/jobs/jobs.hpp"

namespace yuanheng::platform {

/// What auditors do 监督: look into the audit chain, verify it, take it along, ask who saw a record.
std::vector<Operation> audit_operations();
/// audit.verify, audit.export.
std::vector<JobKind> audit_jobs();

}  // namespace yuanheng::platform
